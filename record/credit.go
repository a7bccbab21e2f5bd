package record

import (
	"regexp"
	"slices"
	"strings"

	"github.com/quoth-news/quoth"
)

// agencies are the wire services by the names they are credited under.
var agencies = map[string]string{
	"ap": "ap", "associated press": "ap", "reuters": "reuters", "thomson reuters": "reuters",
	"afp": "afp", "agence france-presse": "afp", "agence france presse": "afp",
	"upi": "upi", "united press international": "upi", "pa": "pa", "pa media": "pa", "press association": "pa",
	"dpa": "dpa", "deutsche presse-agentur": "dpa", "efe": "efe", "ansa": "ansa", "cp": "cp", "canadian press": "cp",
	"aap": "aap", "australian associated press": "aap", "kyodo": "kyodo", "xinhua": "xinhua", "tass": "tass",
	"cnn wire": "cnn", "bloomberg": "bloomberg", "bloomberg news": "bloomberg",
}

// dateline is a place in capitals, the agency in brackets, a dash: "SPRINGFIELD,
// Ohio (AP) —". What stands in the brackets is the credit, known to us or not.
var dateline = regexp.MustCompile(`(?m)^\s*[A-Z][\p{L}.,' ]{2,40} \(([\p{L}][\p{L}. -]{1,40})\)\s*[—–-]`)

// signed is an agency at the end of a line in brackets or after a dash: "(Reuters)".
var signed = regexp.MustCompile(`(?m)(?:\(|[—–-] ?)([\p{Lu}][\p{L}. -]{1,30})\)?\s*$`)

// creditOf is the agency a document is taken from, folded: named as its author,
// in its byline or dateline, or at the end of its first or last lines.
func creditOf(doc *quoth.Document, reading *quoth.Reading) string {
	for _, author := range doc.Authors {
		if a := agencies[FoldOutlet(author)]; a != "" {
			return a
		}
	}
	if a := agencies[FoldOutlet(doc.Publisher)]; a != "" {
		return a
	}
	for _, s := range reading.Segments {
		if s.Kind == quoth.Byline {
			if a := agencyIn(s.Of(doc.Text)); a != "" {
				return a
			}
		}
	}
	head := doc.Text[:min(len(doc.Text), 1200)]
	if strings.Contains(head, "(") { // looked for first: most articles have none, and it costs a tenth of the expression
		if m := dateline.FindStringSubmatch(head); m != nil {
			name := FoldOutlet(m[1])
			if a := agencies[name]; a != "" {
				return a
			}
			return name
		}
	}
	tail := doc.Text[max(0, len(doc.Text)-200):]
	if !strings.ContainsAny(tail, "(—–-") {
		return ""
	}
	for _, m := range signed.FindAllStringSubmatch(tail, -1) {
		if a := agencies[FoldOutlet(m[1])]; a != "" {
			return a
		}
	}
	return ""
}

// agencyIn finds an agency in a byline: "By Ana Ruiz, Associated Press".
func agencyIn(byline string) string {
	for part := range strings.FieldsFuncSeq(byline, func(r rune) bool { return strings.ContainsRune(",|/()–—\n", r) }) {
		part = strings.TrimSpace(part)
		part = strings.TrimPrefix(strings.TrimPrefix(part, "By "), "by ")
		if a := agencies[FoldOutlet(part)]; a != "" {
			return a
		}
	}
	return ""
}

// FoldOutlet is an outlet's name in lower case without article, domain or country.
func FoldOutlet(name string) string {
	name = strings.TrimPrefix(strings.ToLower(strings.TrimSpace(name)), "www.")
	words := FoldName(strings.TrimSuffix(strings.TrimSuffix(name, ".com"), ".org"))
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

// isOutlet tells whether told, as printed in one document, points at the outlet
// called publisher: the same name, or the words of it that tell it from others,
// as "Ledger" of "Daily Ledger".
func isOutlet(told, publisher string) bool {
	if told == "" || publisher == "" {
		return false
	}
	words := strings.Fields(publisher)
	for w := range strings.FieldsSeq(told) {
		if !slices.Contains(words, w) {
			return false
		}
	}
	return true
}
