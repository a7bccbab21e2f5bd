package read

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
)

// What an article says of its own dates in its text, where nothing else does:
// "First published on 3 March 2020", "This article was amended on 5 March 2020".

const statedDay = `(?:on )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?((?:\d{1,2} )?[A-Z][a-z]{2,8}\.? (?:\d{1,2}, )?\d{4}|\d{4}-\d\d-\d\d)`

var (
	statedPublished = regexp.MustCompile(`(?:^|\n)(?:\W{0,3})(?:(?:First |Originally )?(?:Published|Posted|PUBLISHED|POSTED)|This (?:article|story|post|report) was (?:first|originally) published)(?: at \S{4,8})?:? ` + statedDay)
	statedUpdated   = regexp.MustCompile(`(?:^|\n|\s)(?:(?:Last )?(?:Updated|Modified|UPDATED):? |This (?:article|story|post|report|piece) was (?:last |later )?(?:amended|updated|corrected|modified|revised|edited)(?: at \S{4,8})?,? )` + statedDay)
)

// statedDays takes the days of publication and of the last change from the text,
// if they are not known yet. They stand in the first lines or in a note at the end.
func statedDays(d *quoth.Document) {
	if d.Published == "" {
		d.Published = statedIn(d, "published", statedPublished, "Published", "Posted", "published", "PUBLISHED", "POSTED")
	}
	if d.Updated == "" {
		if day := statedIn(d, "updated", statedUpdated, "pdated", "amended", "corrected", "odified", "revised", "UPDATED", "edited"); day != d.Published {
			d.Updated = day
		}
	}
}

func statedIn(d *quoth.Document, field string, pattern *regexp.Regexp, words ...string) quoth.When {
	for _, edge := range []quoth.Span{{Start: 0, End: cut(d.Text, 600)}, {Start: cut(d.Text, len(d.Text)-1500), End: len(d.Text)}} {
		text := edge.Of(d.Text)
		if !containsAny(text, words) {
			continue
		}
		if at := pattern.FindStringSubmatchIndex(text); at != nil {
			if day := parseDay(text[at[2]:at[3]]); len(day) == 10 {
				d.Given = append(d.Given, quoth.Metadata{Field: field, Value: text[at[2]:at[3]], Rule: "read/stated@1",
					Span: quoth.Span{Start: edge.Start + at[2], End: edge.Start + at[3]}})
				return day
			}
		}
	}
	return ""
}

// addressDay is the day in an address such as https://post.example/2020/03/04/quay.
var addressDay = regexp.MustCompile(`^https?://[^/]+/(?:[^/]+/){0,3}((?:19|20)\d\d/[01]\d/[0-3]\d)/`)

// dayOfAddress takes the day of publication from the address, where nothing else tells.
func dayOfAddress(d *quoth.Document) {
	if d.Published != "" {
		return
	}
	if m := addressDay.FindStringSubmatch(d.Origin.URL); m != nil {
		if d.Published = parseDay(m[1]); d.Published != "" {
			d.Given = append(d.Given, quoth.Metadata{Field: "published", Value: m[1], Rule: "read/address@1"})
		}
	}
}

func containsAny(text string, words []string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}

// anyOf looks for many words in one pass over a text: a bit for the first three bytes
// of each lets nearly all places go by.
type anyOf struct {
	bits  [1 << 8]uint64
	words []string
}

func newAnyOf(words []string) *anyOf {
	a := &anyOf{words: words}
	for _, w := range words {
		h := hash3(w)
		a.bits[h>>6] |= 1 << (h & 63)
	}
	return a
}

// hash3 hashes the first three bytes of a text to 14 bits.
func hash3(s string) uint32 {
	return (uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16) * 0x9E3779B1 >> 18
}

// in tells whether one of the words stands in the text.
func (a *anyOf) in(text string) bool {
	for i := 0; i+2 < len(text); i++ {
		if h := hash3(text[i:]); a.bits[h>>6]>>(h&63)&1 == 0 {
			continue
		}
		for _, w := range a.words {
			if strings.HasPrefix(text[i:], w) {
				return true
			}
		}
	}
	return false
}

// cut is the nearest place at or before n where a character begins.
func cut(s string, n int) int {
	n = max(0, min(n, len(s)))
	for n > 0 && n < len(s) && !utf8.RuneStart(s[n]) {
		n--
	}
	return n
}

// firstLineTitle takes the title of plain text from its first line: a Markdown
// heading, or a short line without an end mark that a longer one follows.
func firstLineTitle(d *quoth.Document, start int) {
	rest := strings.TrimLeft(d.Text[start:], " \t\n")
	start = len(d.Text) - len(rest)
	line, after, _ := strings.Cut(rest, "\n")
	words := strings.TrimRight(line, " \t")
	if heading := strings.TrimLeft(words, "#"); len(heading) < len(words) && strings.HasPrefix(heading, " ") {
		start += len(words) - len(heading) + 1
		words = strings.TrimRight(strings.TrimSpace(heading), "# ")
	} else if n := len(strings.Fields(words)); n < 2 || n > 30 || len(words) > 220 || strings.ContainsAny(words[len(words)-1:], ".,:;") || strings.HasSuffix(words, "…") || isQuotedSentence(words) || len(firstLongLine(after)) <= len(words) {
		return
	}
	if words == "" || strings.Contains(words, ": ") && strings.ToUpper(words[:strings.Index(words, ": ")]) == words[:strings.Index(words, ": ")] {
		return // "MARA ELLISON: …" is a turn
	}
	at := start + strings.Index(d.Text[start:], words)
	d.Title = words
	d.Given = append(d.Given, quoth.Metadata{Field: "title", Value: words, Rule: "read/first-line@1", Span: quoth.Span{Start: at, End: at + len(words)}})
}

// isQuotedSentence tells a line that ends like “We will rebuild.”, which is a paragraph.
func isQuotedSentence(words string) bool {
	inner := strings.TrimRight(words, "\"'”’)]»")
	return inner != words && endsLikeSentence(inner)
}

// firstLongLine is the longest of the next few lines.
func firstLongLine(text string) string {
	longest := ""
	for range 5 {
		line, rest, more := strings.Cut(text, "\n")
		if line = strings.TrimSpace(line); len(line) > len(longest) {
			longest = line
		}
		if text = rest; !more {
			break
		}
	}
	return longest
}
