package compare

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// scanner walks a text and appends its words.
type scanner struct {
	w       *wording
	bracket bool
	quoted  bool
}

// step reads what begins at byte i and returns where to go on.
func (s *scanner) step(i int) int {
	text := s.w.text
	r, size := utf8.DecodeRuneInString(text[i:])
	switch {
	case r == '[':
		if end, ok := skipSic(text, i); ok {
			s.w.sic = true
			return end
		}
		if end, fold, ok := patched(text, i); ok {
			s.add(i, end, fold, true)
			return end
		}
		s.bracket = true
	case r == ']':
		s.bracket = false
	case r == '“':
		s.quoted = true
	case r == '”':
		s.quoted = false
	case r == '"':
		s.quoted = !s.quoted
	case r == '%':
		s.add(i, i+size, "percent", false)
	case r == '&':
		s.add(i, i+size, "and", false)
	case isWordRune(r) || isApostrophe(r) && startsElision(text, i):
		return s.readWord(i)
	case currencies[r] != "" && digitAt(text, i+size):
		return s.readMoney(i, size, r)
	case currencies[r] != "" && s.afterNumber(i):
		s.add(i, i+size, currencies[r], false)
	}
	return i + size
}

// currencies are the words for signs of money.
var currencies = map[rune]string{'$': "dollars", '£': "pounds", '€': "euros", '¥': "yen", '₹': "rupees", '₽': "roubles", '₩': "won", '₺': "lira", '₴': "hryvnia", '¢': "cents"}

// afterNumber tells whether a number ends at byte i or one space before it.
func (s *scanner) afterNumber(i int) bool {
	n := len(s.w.words)
	return n > 0 && s.w.words[n-1].number && strings.Trim(s.w.text[s.w.words[n-1].end:i], " \u00a0\u202f") == ""
}

// isWordRune tells whether a rune belongs to a word. Soft hyphens and joiners of
// no width stand inside words and are no part of them.
func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Mn, r) || noWidth(r)
}

func noWidth(r rune) bool {
	return r == '\u00ad' || r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\u2060' || r == '\ufeff'
}

func isApostrophe(r rune) bool {
	return r == '\'' || r == '’' || r == 'ʼ' || r == '‘' || r == '′'
}

func digitAt(text string, i int) bool { return i < len(text) && text[i] >= '0' && text[i] <= '9' }

// startsElision tells whether an apostrophe opens a word that lost its beginning.
func startsElision(text string, i int) bool {
	_, size := utf8.DecodeRuneInString(text[i:])
	rest := strings.ToLower(text[i+size : min(len(text), i+size+6)])
	for _, e := range []string{"em", "cause", "tis", "til"} {
		if strings.HasPrefix(rest, e) && (len(rest) == len(e) || !isLetterByte(rest[len(e)])) {
			return true
		}
	}
	return false
}

func isLetterByte(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' || b >= 0x80 }

// skipSic passes over "[sic]", which says of the record's word that it stands so.
func skipSic(text string, i int) (int, bool) {
	if len(text) >= i+5 && strings.EqualFold(text[i:i+5], "[sic]") {
		return i + 5, true
	}
	return i, false
}

// patched reads a word that brackets mend: "[t]he", "[T]he". The bracket must
// join letters on its outer side.
func patched(text string, i int) (end int, fold string, ok bool) {
	stop := strings.IndexByte(text[i:], ']')
	if stop < 2 || stop > 8 {
		return 0, "", false
	}
	inner := text[i+1 : i+stop]
	for _, r := range inner {
		if !unicode.IsLetter(r) {
			return 0, "", false
		}
	}
	end = i + stop + 1
	tail := wordEnd(text, end)
	if tail == end {
		return 0, "", false
	}
	return tail, foldWord(inner + text[end:tail]), true
}

// wordEnd is where the letters, digits and inner apostrophes from i on stop.
func wordEnd(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		next, _ := utf8.DecodeRuneInString(text[i+size:])
		prev := byte(' ')
		if i > 0 {
			prev = text[i-1]
		}
		switch {
		case isWordRune(r):
		case isApostrophe(r) && unicode.IsLetter(next) && (isLetterByte(prev) || isDigitByte(prev)):
		case (r == '.' || r == ',') && isDigitByte(prev) && next >= '0' && next <= '9':
		case r == '.' && unicode.IsLetter(next) && dotted(text, i):
		default:
			return i
		}
		i += size
	}
	return i
}

func isDigitByte(b byte) bool { return b >= '0' && b <= '9' }

// dotted tells whether the full stop at i stands inside an abbreviation of single
// letters, as in "U.S." or "a.m.".
func dotted(text string, i int) bool {
	if i == 0 || !isLetterByte(text[i-1]) || i+1 >= len(text) || !isLetterByte(text[i+1]) {
		return false
	}
	single := i == 1 || !isLetterByte(text[i-2]) && !isDigitByte(text[i-2])
	return single && (i+2 >= len(text) || !isLetterByte(text[i+2]))
}

// readWord reads the word at i, with a bracketed ending ("hope[d]") if it has one.
func (s *scanner) readWord(i int) int {
	text := s.w.text
	_, size := utf8.DecodeRuneInString(text[i:])
	end := wordEnd(text, i+size)
	if end < len(text) && text[end] == '[' && !s.bracket {
		if stop := strings.IndexByte(text[end:], ']'); stop > 1 && stop < 6 && isLetters(text[end+1:end+stop]) {
			fold := foldWord(text[i:end] + text[end+1:end+stop])
			s.add(i, end+stop+1, fold, true)
			return end + stop + 1
		}
	}
	form := plainApostrophes(text[i:end])
	if head, tail, at := contraction(form, text[i:end]); at > 0 {
		s.add(i, i+at, head, false)
		s.add(i+at, end, tail, false)
		n := len(s.w.words)
		s.w.words[n-1].contracted, s.w.words[n-2].contracted = true, true
		s.w.words[n-1].hyphen, s.w.words[n-1].ellipsis = false, false
		return end
	}
	fold := foldWord(text[i:end])
	if digitAt(text, i) {
		if end < len(text) && text[end] == '+' { // "50+" is fifty at least
			fold, end = fold+"+", end+1
		}
		fold = signBefore(text, i) + fold
	}
	if fold != "" {
		s.add(i, end, fold, false)
	}
	return end
}

// signBefore is the sign that makes another number of the digits at i: "-5", "< 5".
// A hyphen after a letter or digit joins, and is none.
func signBefore(text string, i int) string {
	text = strings.TrimSuffix(text[:i], " ")
	r, size := utf8.DecodeLastRuneInString(text)
	spaced := len(text) < i
	i = len(text)
	before, _ := utf8.DecodeLastRuneInString(text[:i-size])
	switch r {
	case '-', '−', '‑':
		if spaced || i > size && before != ' ' && before != '\u00a0' && before != '(' && before != '\n' {
			return ""
		}
		return "-"
	case '<', '>', '≤', '≥', '±', '~', '≈':
		return string(r)
	}
	return ""
}

func isLetters(s string) bool {
	for _, r := range s {
		if !unicode.IsLetter(r) {
			return false
		}
	}
	return s != ""
}

// readMoney reads "$5" as the number with its sign, and a word for the currency
// behind it, so that "$5 million" aligns with "5 million dollars".
func (s *scanner) readMoney(i, size int, sign rune) int {
	end := wordEnd(s.w.text, i+size)
	fold := foldWord(s.w.text[i+size : end])
	if number, ok := strings.CutSuffix(fold, "m"); ok {
		fold = number + "mn" // "£3m" is money and no length
	}
	s.add(i, end, signBefore(s.w.text, i)+fold, false)
	s.add(end, end, currencies[sign], false)
	n := len(s.w.words)
	s.w.words[n-1].contracted = true
	return end
}

// add appends a word and notes what stands around it.
func (s *scanner) add(start, end int, fold string, patch bool) {
	form := s.w.text[start:end]
	x := word{fold: fold, start: start, end: end, bracket: s.bracket || patch, patched: patch, quoted: s.quoted}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(form, "['’$£€"))
	x.upper = unicode.IsUpper(first)
	x.allCaps = x.upper && len(form) > 1 && form == strings.ToUpper(form) && form != strings.ToLower(form)
	if n := len(s.w.words); n > 0 {
		between := s.w.text[s.w.words[n-1].end:max(start, s.w.words[n-1].end)]
		x.hyphen = between == "-" || between == "‐" || between == "‑"
		x.ellipsis = hasEllipsis(between)
	} else {
		x.ellipsis = hasEllipsis(s.w.text[:start])
	}
	x.number = fold != "" && strings.ContainsAny(fold, "0123456789")
	s.w.words = append(s.w.words, x)
}
