package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
)

// class is what a byte of ASCII can be part of.
type class uint8

const (
	other class = iota
	space
	letter
	digit
	mark // punctuation that stands alone
)

var classes = func() (t [128]class) {
	for c := range t {
		switch {
		case c == ' ' || c >= '\t' && c <= '\r':
			t[c] = space
		case 'a' <= c|0x20 && c|0x20 <= 'z':
			t[c] = letter
		case '0' <= c && c <= '9':
			t[c] = digit
		case strings.IndexByte(`.,;:!?()[]{}"'`+"`-/", byte(c)) >= 0:
			t[c] = mark
		}
	}
	return t
}()

// classAt gives the class of the character at i and its length in bytes.
func classAt(text string, i int) (class, int) {
	c := text[i]
	if c < utf8.RuneSelf {
		return classes[c], 1
	}
	r, n := utf8.DecodeRuneInString(text[i:])
	switch {
	case r == '\u00a0' || r == '\u200b' || r == '\ufeff' || r == '\u00ad' || unicode.IsSpace(r):
		return space, n
	case r >= '\u2010' && r <= '\u2027' || r == '«' || r == '»' || r == '‹' || r == '›':
		return mark, n // dashes, quotation marks, ellipsis
	case unicode.IsLetter(r) || unicode.IsMark(r):
		return letter, n
	case unicode.IsDigit(r):
		return digit, n
	}
	return other, n
}

// tokenize appends the tokens of text[from:to] to tokens. Sentence, Pair and
// Inside are left for the later passes.
func tokenize(tokens []quoth.Token, text string, from, to int) []quoth.Token {
	text = text[:to]
	gap := true
	for i := from; i < to; {
		c, n := classAt(text, i)
		if c == space {
			gap = true
			i += n
			continue
		}
		start, kind := i, quoth.Word
		switch c {
		case letter, digit:
			i, kind = scanWord(text, i)
		case mark:
			i, kind = scanMark(text, i)
		default:
			if n := tagLength(text[i:]); n > 0 {
				gap = true
				i += n
				continue
			}
			i, kind = scanOther(text, i)
		}
		if kind == quoth.Word {
			if cut := splitContraction(text[start:i]); cut > 0 {
				tokens = append(tokens, newToken(text, start, start+cut, quoth.Word, gap))
				start, gap = start+cut, false
			}
		}
		tokens = append(tokens, newToken(text, start, i, kind, gap))
		gap = false
	}
	return tokens
}

// splitContraction gives where a word is cut in two, or 0: do|n't, Mara|'s, can|not.
func splitContraction(word string) int {
	n := len(word)
	if n == 6 && strings.EqualFold(word, "cannot") {
		return 3
	}
	if strings.IndexByte(word, '\'') < 0 && strings.IndexByte(word, "’"[0]) < 0 {
		return 0
	}
	for _, apostrophe := range [...]string{"'", "’"} {
		at := strings.LastIndex(word, apostrophe)
		if at <= 0 {
			continue
		}
		switch tail := word[at+len(apostrophe):]; {
		case len(tail) == 1 && tail[0]|0x20 == 't' && at >= 2 && word[at-1]|0x20 == 'n':
			return at - 1
		case len(tail) == 1 && strings.IndexByte("sdmSDM", tail[0]) >= 0,
			len(tail) == 2 && (strings.EqualFold(tail, "re") || strings.EqualFold(tail, "ve") || strings.EqualFold(tail, "ll")):
			return at
		}
	}
	return 0
}

// newToken hashes the form once; everything later mixes these hashes.
func newToken(text string, start, end int, kind quoth.TokenKind, gap bool) quoth.Token {
	word := text[start:end]
	lower, exact := uint32(2166136261), uint32(2166136261)
	shape, last, run := uint32(17), byte(0), 0
	upper, lowers, first := 0, 0, false
	for i := 0; i < len(word); i++ {
		c := word[i]
		s := c
		switch {
		case 'A' <= c && c <= 'Z':
			if i == 0 {
				first = true
			}
			upper++
			s = 'X'
		case 'a' <= c && c <= 'z':
			lowers++
			s = 'x'
		case '0' <= c && c <= '9':
			s = 'd'
		case c == 0xE2 && i+2 < len(word) && word[i+1] == 0x80 && word[i+2] == 0x99:
			c, s, i = '\'', '\'', i+2
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRuneInString(word[i:])
			if unicode.IsUpper(r) {
				if i == 0 {
					first = true
				}
				upper++
				s = 'X'
			} else if unicode.IsLetter(r) {
				lowers++
				s = 'x'
			} else {
				s = 'o'
			}
			for j := range n - 1 {
				exact = (exact ^ uint32(word[i+j])) * 16777619
				lower = (lower ^ uint32(word[i+j])) * 16777619
			}
			i += n - 1
			c = word[i]
		}
		exact = (exact ^ uint32(c)) * 16777619
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		lower = (lower ^ uint32(c)) * 16777619
		if s == last {
			run++
		} else {
			last, run = s, 1
		}
		if run <= 2 {
			shape = shape*31 + uint32(s)
		}
	}
	return quoth.Token{Start: int32(start), End: int32(end), Lower: lower, Exact: exact, Shape: uint16(shape ^ shape>>16),
		Kind: kind, Caps: capitals(upper, lowers, first), Space: gap, Pair: quoth.None, Inside: quoth.None}
}

func capitals(upper, lower int, first bool) quoth.CapKind {
	switch {
	case upper+lower == 0:
		return quoth.NoLetters
	case upper == 0:
		return quoth.LowerCase
	case lower == 0 && upper == 1:
		return quoth.SingleUpper
	case lower == 0:
		return quoth.AllCaps
	case upper == 1 && first:
		return quoth.InitialCap
	}
	return quoth.MixedCaps
}
