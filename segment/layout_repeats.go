package segment

import (
	"strings"
	"unicode"

	"github.com/quoth-news/quoth"
)

// A pulled quotation says again, in large type, what the article says: it is
// nobody's second statement. Its words stand elsewhere in the document, but for
// what an ellipsis leaves out and a name that may sign it.

// repeats marks pulled quotations: blocks of that kind, and short paragraphs that
// are one quotation and nothing else, whose words are a part of another paragraph.
func (l *layout) repeats() {
	var candidates []int
	for i, s := range l.segments {
		words := s.Of(l.text)
		if s.Kind == quoth.Quote || s.Kind == quoth.Paragraph && s.Len() < 400 && isOneQuotation(words) {
			candidates = append(candidates, i)
		}
	}
	if len(candidates) == 0 {
		return
	}
	folded := make([]string, len(l.segments))
	for i, s := range l.segments {
		if s.Kind == quoth.Paragraph || s.Kind == quoth.List || s.Kind == quoth.Speech {
			folded[i] = foldWords(s.Of(l.text))
		}
	}
	for _, i := range candidates {
		s := &l.segments[i]
		pieces := strings.FieldsFunc(unsigned(strings.ReplaceAll(s.Of(l.text), "...", "…")), func(r rune) bool { return r == '…' })
		for k := range folded {
			if k != i && folded[k] != "" && len(l.segments[k].Of(l.text)) > s.Len() && holdsPieces(folded[k], pieces) {
				s.Kind, s.Repeat = quoth.Quote, true
				break
			}
		}
	}
}

// isOneQuotation tells words that stand in one pair of quotation marks.
func isOneQuotation(words string) bool {
	for _, marks := range [][2]string{{"“", "”"}, {"\"", "\""}, {"‘", "’"}} {
		inner, opens := strings.CutPrefix(words, marks[0])
		inner, closes := strings.CutSuffix(inner, marks[1])
		if opens && closes {
			return !strings.Contains(inner, marks[0])
		}
	}
	return false
}

// unsigned takes off a name after a dash: "Stone by stone. — Mara Ellison".
func unsigned(words string) string {
	for _, dash := range []string{" — ", "\n— ", "\n—", " – ", "\n- "} {
		if i := strings.LastIndex(words, dash); i > len(words)/2 && len(strings.Fields(words[i:])) <= 8 {
			return words[:i]
		}
	}
	return words
}

// holdsPieces tells whether all pieces stand in the folded words, one after the
// other, and are no mere word or two.
func holdsPieces(folded string, pieces []string) bool {
	words := 0
	for _, p := range pieces {
		p = foldWords(p)
		if p == " " {
			continue
		}
		at := strings.Index(folded, p)
		if at < 0 {
			return false
		}
		words += strings.Count(p, " ") - 1
		folded = folded[at+len(p)-1:]
	}
	return words >= 3
}

// foldWords are the words in lower case, a space before and after each.
func foldWords(s string) string {
	b := make([]rune, 1, len(s)+2)
	b[0] = ' '
	for _, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b = append(b, unicode.ToLower(r))
		case r == '\'' || r == '’':
		case b[len(b)-1] != ' ':
			b = append(b, ' ')
		}
	}
	if b[len(b)-1] != ' ' {
		b = append(b, ' ')
	}
	return string(b)
}
