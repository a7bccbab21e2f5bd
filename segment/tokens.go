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

// scanWord reads letters and digits with what joins them: apostrophes and
// hyphens between letters, points inside abbreviations and numbers, and the point
// of a known abbreviation.
func scanWord(text string, i int) (int, quoth.TokenKind) {
	start, digits, letters, points := i, 0, 0, 0
	for i < len(text) {
		c, n := classAt(text, i)
		if c == letter {
			letters++
		} else if c == digit {
			digits++
		} else {
			if !joins(text, i, n, digits > 0 && letters == 0) {
				break
			}
			if text[i] == '.' {
				points++
			}
		}
		i += n
	}
	if points > 0 && letters > 0 && isAddress(text[start:i]) {
		for i < len(text) && text[i] > ' ' && text[i] < utf8.RuneSelf && !strings.ContainsRune(`"'<>()[]`, rune(text[i])) {
			i++
		}
		return trimAddress(text, start, i), quoth.Address
	}
	if strings.HasPrefix(text[i:], "://") {
		for i < len(text) && text[i] > ' ' && text[i] != '"' && text[i] != '<' && text[i] != '>' && text[i] < utf8.RuneSelf {
			i++
		}
		return trimAddress(text, start, i), quoth.Address
	}
	if i < len(text) && text[i] == '.' && letters > 0 && keepsPoint(text[start:i], points) {
		i++
	}
	if digits > 0 && letters == 0 {
		return i, quoth.Number
	}
	return i, quoth.Word
}

// joins tells whether the character at i, of n bytes, is inside a word: both
// sides must be letters or digits.
func joins(text string, i, n int, number bool) bool {
	if i+n >= len(text) {
		return false
	}
	next, _ := classAt(text, i+n)
	if next != letter && next != digit {
		return false
	}
	switch text[i] {
	case '.':
		// "U.S", "3.5", "example.org"; but "ended.The" is two sentences.
		return number == (next == digit) && !gluedSentence(text, i)
	case ',':
		return number && next == digit
	case '\'', '-', '&':
		return true
	case '@':
		return true
	case ':':
		return number && next == digit
	case '/':
		return number && next == digit
	}
	return n == 3 && (strings.HasPrefix(text[i:], "’") || strings.HasPrefix(text[i:], "‑"))
}

// gluedSentence tells "ended.The" from "U.S" and "example.org": two lower-case
// letters before the point and a capital with a lower-case letter after it.
func gluedSentence(text string, point int) bool {
	lower := func(i int) bool { return i >= 0 && i < len(text) && 'a' <= text[i] && text[i] <= 'z' }
	return lower(point-1) && lower(point-2) && 'A' <= text[point+1] && text[point+1] <= 'Z' && lower(point+2)
}

func isAddress(word string) bool {
	if strings.HasPrefix(word, "www.") || strings.Contains(word, "@") {
		return true
	}
	dot := strings.LastIndexByte(word, '.')
	switch word[dot+1:] {
	case "com", "org", "net", "edu", "gov", "co", "info", "tv", "io", "uk", "me", "ly":
		return dot > 1
	}
	return false
}

func trimAddress(text string, start, end int) int {
	for end > start+1 && strings.IndexByte(".,;:!?)", text[end-1]) >= 0 {
		end--
	}
	return end
}

// keepsPoint tells whether the point after word belongs to it.
func keepsPoint(word string, points int) bool {
	if points > 0 { // U.S, a.m
		return true
	}
	if len(word) == 1 {
		return 'A' <= word[0] && word[0] <= 'Z' // an initial; "I." is rare enough
	}
	return len(word) <= 6 && abbreviations[quoth.HashString(word)] != 0
}

// scanMark reads one mark; dots in a row, hyphens in a row and doubled single
// marks are one token.
func scanMark(text string, i int) (int, quoth.TokenKind) {
	_, n := utf8.DecodeRuneInString(text[i:])
	same := func(b string) int {
		j := i
		for strings.HasPrefix(text[j:], b) {
			j += len(b)
		}
		return j
	}
	switch text[i : i+n] {
	case ".":
		if j := same("."); j > i+1 {
			return j, quoth.Punct
		}
		if strings.HasPrefix(text[i:], ". . .") {
			return i + 5, quoth.Punct
		}
	case "-":
		return same("-"), quoth.Punct
	case "'":
		if j := same("'"); j == i+2 {
			return j, quoth.QuoteMark
		}
		if j := clitic(text, i); j > 0 {
			return j, quoth.Word
		}
		return i + n, quoth.QuoteMark
	case "’":
		if strings.HasPrefix(text[i:], "’’") {
			return i + 2*n, quoth.QuoteMark
		}
		if j := clitic(text, i); j > 0 {
			return j, quoth.Word
		}
		return i + n, quoth.QuoteMark
	case "`":
		if j := same("`"); j == i+2 {
			return j, quoth.QuoteMark
		}
		return i + n, quoth.QuoteMark
	case "‘":
		if strings.HasPrefix(text[i:], "‘‘") {
			return i + 2*n, quoth.QuoteMark
		}
		if j := clitic(text, i); j > 0 { // ‘em, ‘90s: the mark turned the wrong way by a typewriter
			return j, quoth.Word
		}
		return i + n, quoth.QuoteMark
	case `"`, "“", "”", "„", "‟", "«", "»", "‹", "›", "‚", "‛":
		return i + n, quoth.QuoteMark
	}
	return i + n, quoth.Punct
}

// clitic reads a word that begins with an apostrophe, such as ’em, ’90s or the ’s
// after a closing mark, and gives its end, or 0. A mark that opens a quotation
// looks the same, so only a closed list is taken.
func clitic(text string, i int) int {
	_, n := utf8.DecodeRuneInString(text[i:])
	j := i + n
	for j < len(text) && classes[text[j]&0x7f] != space && text[j] < utf8.RuneSelf && (classes[text[j]] == letter || classes[text[j]] == digit) {
		j++
	}
	word := text[i+n : j]
	switch strings.ToLower(word) {
	case "em", "til", "cause", "tis", "twas", "bout", "round", "n":
		return j
	case "s", "re", "ve", "ll", "d", "m", "t":
		if i > 0 && text[i-1] != ' ' && text[i-1] != '\n' {
			return j
		}
	}
	if len(word) >= 2 && len(word) <= 3 && word[0] >= '0' && word[0] <= '9' && (len(word) == 2 || word[2] == 's') {
		return j
	}
	return 0
}

// scanOther reads @handles, #hashtags and single symbols.
func scanOther(text string, i int) (int, quoth.TokenKind) {
	_, n := utf8.DecodeRuneInString(text[i:])
	if text[i] == '@' || text[i] == '#' {
		j := i + 1
		for j < len(text) {
			c, m := classAt(text, j)
			if c != letter && c != digit && text[j] != '_' {
				break
			}
			j += m
		}
		if j > i+1 {
			if text[i] == '@' {
				return j, quoth.Handle
			}
			return j, quoth.Hashtag
		}
	}
	return i + n, quoth.Symbol
}

// tagLength is the length of the markup that text begins with, or 0: a tag such as
// <tweet id="7"> that a crawl has left in plain text. It is no word, and the marks
// around its attributes quote nobody.
func tagLength(text string) int {
	const most = 400
	if len(text) < 3 || text[0] != '<' {
		return 0
	}
	name := 1
	if text[1] == '/' {
		name++
	}
	i := name
	for i < len(text) && ('a' <= text[i] && text[i] <= 'z' || text[i] == '-' || i > name && classes[text[i]&127] == digit) {
		i++
	}
	if i == name || i == len(text) || text[i] != ' ' && text[i] != '/' && text[i] != '>' {
		return 0
	}
	end := strings.IndexAny(text[i:min(len(text), most)], "<>\n")
	if end < 0 || text[i+end] != '>' {
		return 0
	}
	if attributes := strings.Trim(text[i:i+end], " /"); attributes != "" && !strings.Contains(attributes, "=") {
		return 0
	}
	return i + end + 1
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
