package segment

import (
	"strings"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
)

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
