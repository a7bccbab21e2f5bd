package compare

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// word is one word of a wording, folded for comparison, with its place. A
// contraction is two words whose spans share the printed form ("do|n't"), so that
// "don't" and "do not" align; currency signs are spelled behind their number.
type word struct {
	fold       string // lower case, no diacritics; numbers as "#2000000"
	start, end int
	sentence   int
	initial    bool // first of its sentence
	upper      bool // begins with a capital
	allCaps    bool // two capitals or more and no small letter
	contracted bool // one piece of a contraction
	number     bool
	bracket    bool // stands in square brackets, or is patched by them: "hope[d]"
	patched    bool
	ellipsis   bool // an ellipsis stands before it
	hyphen     bool // a hyphen or dash joins it to the word before
	quoted     bool // stands inside double marks within the text
	part       int

	// worked out once for the alignment's inner loop
	spelling, base        string // american(fold), lemma(fold)
	modal, month, weekday bool
	ordinal, opposite     string
}

// wording is a text cut into words.
type wording struct {
	text     string
	words    []word
	trailing bool // an ellipsis stands after the last word
	sic      bool
	mixed    bool // some words stand in marks, the others are the reporter's
}

// gap is the text between word i-1 and word i; gap(0) stands before the first
// word and gap(len) after the last.
func (w *wording) gap(i int) string {
	from, to := 0, len(w.text)
	if i > 0 {
		from = w.words[i-1].end
	}
	if i < len(w.words) {
		to = w.words[i].start
	}
	if to < from {
		return ""
	}
	return w.text[from:to]
}

// slice is the text of words [i, j).
func (w *wording) slice(i, j int) string {
	if i >= j {
		return ""
	}
	return w.text[w.words[i].start:w.words[j-1].end]
}

// sentenceEnd is the index after the last word of the sentence word i stands in.
func (w *wording) sentenceEnd(i int) int {
	s := w.words[i].sentence
	for i < len(w.words) && w.words[i].sentence == s {
		i++
	}
	return i
}

// sentenceStart is the index of the first word of the sentence word i stands in.
func (w *wording) sentenceStart(i int) int {
	s := w.words[i].sentence
	for i > 0 && w.words[i-1].sentence == s {
		i--
	}
	return i
}

// cut reads a text into words.
func cut(text string) *wording {
	w := &wording{text: text}
	s := scanner{w: w}
	for i := 0; i < len(text); {
		i = s.step(i)
	}
	w.trailing = hasEllipsis(w.gap(len(w.words)))
	mergeNumbers(w)
	splitSentences(w)
	for i := range w.words {
		x := &w.words[i]
		x.spelling, x.base, x.ordinal, x.opposite = american(x.fold), lemma(x.fold), ordinals[x.fold], opposites[x.fold]
		x.modal, x.month, x.weekday = is("modal", x.fold), is("month", x.fold), is("weekday", x.fold)
	}
	return w
}

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
