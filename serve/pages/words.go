package pages

import (
	"cmp"
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/compare"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

// words are what the templates use to say things as a reader would.
var words = template.FuncMap{
	"when": func(w any) string { return quoth.When(fmt.Sprint(w)).Words() }, "day": day, "count": quoth.Counted, "number": quoth.Grouped,
	"plain": plain, "verdict": verdictWords, "verdictname": verdictName, "attribution": attributionWords, "anchor": anchor, "joined": joinedWords,
	"outward": wire.WebAddress, "statement": record.StatementID, "stands": stands, "wordingname": wordingName, "revision": revisionWords, "listed": func(s wire.Source) string { return cmp.Or(s.Publisher, s.URL, "an article") },
	"person": personPath, "about": aboutPath, "compared": comparePath, "brief": brief,
	"lower": strings.ToLower, "percent": func(f float64) string { return strconv.FormatFloat(f, 'f', 2, 64) },
	"list": func(all ...any) []any { return all }, "correctionname": correctionName,
}

// day is a date in the form machines read in <time>; "" if it is no simple date.
func day(w quoth.When) string {
	if p := w.Precision(); strings.ContainsAny(string(w), "~?%X/") || p != quoth.ADay && p != quoth.AMonth && p != quoth.AYear {
		return ""
	}
	return string(w)
}

// plain is a word of the contract without its underscores.
func plain(s string) string { return strings.ReplaceAll(s, "_", " ") }

// verdictWords say what a verdict on words means.
func verdictWords(v string) string {
	switch compare.Verdict(v) {
	case compare.Exact:
		return "The record has these words, and has them whole."
	case compare.Typographic:
		return "The record has these words. Only marks, case, spaces or dashes differ."
	case compare.MarkedEdit:
		return "The record has these words, and bears out the brackets and ellipses."
	case compare.Fragment:
		return "The record has these words, cut from a sentence. The cut loses nothing that limits or turns their meaning."
	case compare.Truncated:
		return "The cut drops words that limit or turn the meaning."
	case compare.Altered:
		return "The record has other words."
	case compare.Spliced:
		return "Two statements are run together here."
	case compare.Paraphrase:
		return "The record reports this, but not as anybody’s own words: the quotation marks are not borne out."
	case compare.NotFound:
		return "The record holds no such words."
	}
	return "There was nothing to check against."
}

// joinedWords say what makes an appearance one of an origin's.
func joinedWords(why string) string {
	if agency, ok := strings.CutPrefix(why, "credit "); ok {
		return "credits " + agency
	}
	if why == "prose" {
		return "the reporter’s own words are the same"
	}
	return why
}

// anchor is the place of a quotation on its document's page.
func anchor(quotation string) string { return strings.Replace(quotation, ":", "-", 1) }

// verdictName is a verdict in two or three words, for a headline.
func verdictName(v string) string {
	switch compare.Verdict(v) {
	case compare.Exact:
		return "In these words"
	case compare.Typographic:
		return "In these words, set otherwise"
	case compare.MarkedEdit:
		return "In these words, marked edits borne out"
	case compare.Fragment:
		return "Part of a sentence"
	case compare.Truncated:
		return "Cut short"
	case compare.Altered:
		return "Other words"
	case compare.Spliced:
		return "Two statements run together"
	case compare.Paraphrase:
		return "Reported, not quoted"
	case compare.NotFound:
		return "Not in this record"
	}
	return "Nothing to check against"
}

// attributionWords say how the record stands to the speaker asked for, "" where there
// is nothing to say.
func attributionWords(c *wire.Check) string {
	named := "somebody else"
	if c.Speaker != nil {
		named = c.Speaker.Name
	}
	switch ask.Attribution(c.Attribution) {
	case ask.Supported:
		return "The record gives the words to " + named + "."
	case ask.OtherSpeaker:
		return "The record gives the words to another: " + named + "."
	case ask.SpeakerWasQuoting:
		return "The one named here was quoting " + named + "."
	case ask.ViaSpokesperson:
		return "The words came from a spokesperson."
	case ask.Disputed:
		return "Outlets give the same words to different people."
	case ask.Unattributed:
		return "The record does not say whose words they are."
	}
	return ""
}

// actName is an act as a heading has it.
func actName(a quoth.Act) string {
	switch a {
	case quoth.Stated:
		return "Statements"
	case quoth.Denial:
		return "Denials"
	case quoth.Refusal:
		return "Refusals to comment"
	case quoth.NoResponse:
		return "No answer given"
	}
	return plain(string(a))
}

// formName says how the words stand on the page.
func formName(f quoth.Form) string {
	switch f {
	case quoth.Direct:
		return "In quotation marks"
	case quoth.Mixed:
		return "Partly in quotation marks"
	case quoth.Indirect:
		return "Reported in other words"
	}
	return plain(string(f))
}

// correctionName says what a correction does.
func correctionName(k record.CorrectionKind) string {
	switch k {
	case record.MergePeople:
		return "Two people taken for one"
	case record.SplitPerson:
		return "One person parted in two"
	case record.FixSpeaker:
		return "Speaker set by hand"
	case record.FixDate:
		return "Date set by hand"
	case record.Hide:
		return "Taken out of view"
	case record.Erase:
		return "Words removed for good"
	}
	return string(k)
}

// stands says of a wording in an article whether the record's words stand in it: "fine",
// "off", or "" where it is another stretch of what was said, and cannot tell.
func stands(v compare.Verdict) string {
	switch {
	case v.Fine():
		return "fine"
	case v == compare.NotFound || v == compare.Unchecked:
		return ""
	}
	return "off"
}

// wordingName is what an article made of the words, in two or three.
func wordingName(v compare.Verdict) string {
	if stands(v) == "" {
		return "Another stretch of it"
	}
	return verdictName(string(v))
}

// revisionWords say what became of an article, or of the words in it.
func revisionWords(kind string) string {
	switch kind {
	case "correction":
		return "corrected its article"
	case "clarification":
		return "clarified its article"
	case "withdrawal":
		return "withdrew its article"
	case "changed":
		return "has other words in a later version"
	case "reattributed":
		return "gives the words to another in a later version"
	case "dropped":
		return "has the words no more in a later version"
	case "version":
		return "has a later version of the article"
	}
	return "changed its article"
}

// The most characters of words that stand for a longer text.
const briefly = 90

// brief is how words begin.
func brief(s string) string { return clipped(s, briefly) }

// clipped is how words begin, up to so many characters.
func clipped(s string, most int) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	s = string([]rune(s)[:most])
	if i := strings.LastIndexByte(s, ' '); i > len(s)/2 {
		s = s[:i]
	}
	return strings.TrimRight(s, ",;: ") + " …"
}
