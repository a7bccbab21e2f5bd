package pages

import (
	"fmt"
	"html/template"
	"net/url"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/compare"
	"github.com/quoth-news/quoth/record"
)

// words are what the templates use to say things as a reader would.
var words = template.FuncMap{
	"when": func(w any) string { return quoth.When(fmt.Sprint(w)).Words() }, "day": day, "count": quoth.Counted,
	"plain": plain, "verdict": verdictWords, "anchor": anchor, "joined": joinedWords, "outward": outward,
	"statement": record.StatementID, "fine": func(v compare.Verdict) bool { return v.Fine() },
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

// outward is an address that a page may link to, "" for all others.
func outward(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return ""
	}
	return address
}
