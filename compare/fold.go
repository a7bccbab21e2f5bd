package compare

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// hasEllipsis tells whether the marks between two words hold an ellipsis, as
// "…", "...", ". . ." or in brackets.
func hasEllipsis(gap string) bool {
	if strings.Contains(gap, "…") {
		return true
	}
	dots := 0
	for _, r := range gap {
		switch {
		case r == '.':
			dots++
		case r == ' ' || r == '\u00a0' || r == '\u2009' || r == '\u202f':
		default:
			dots = 0
		}
		if dots == 3 {
			return true
		}
	}
	return false
}

func plainApostrophes(s string) string {
	if !strings.ContainsAny(s, "’ʼ‘′") {
		return strings.ToLower(s)
	}
	return strings.ToLower(strings.NewReplacer("’", "'", "ʼ", "'", "‘", "'", "′", "'").Replace(s))
}

// foldWord folds case, apostrophes, ligatures and diacritics, drops the dots of an
// abbreviation and the commas of a number.
func foldWord(s string) string {
	s = plainApostrophes(s)
	if v, ok := vulgarFraction(s); ok {
		return v
	}
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			s = stripDiacritics(s)
			break
		}
	}
	if s == "" {
		return s
	}
	if isDigitByte(s[0]) {
		return strings.NewReplacer(",", "", "'", "").Replace(s)
	}
	return strings.ReplaceAll(s, ".", "")
}

func stripDiacritics(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r) || noWidth(r):
		case unicode.IsLetter(r) && r > unicode.MaxLatin1:
			b.WriteString(norm.NFKD.String(string(r))) // "ﬁ" is "fi"
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
