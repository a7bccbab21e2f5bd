package record

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/quoth-news/quoth"
)

// Fold brings words to the form in which wordings are compared for nearness:
// lower case, one space between words, no marks, brackets or ellipses, apostrophes
// straight and only inside words. "We’ll [soon] rebuild …" becomes "we'll soon
// rebuild". Two quotations with the same folded words have the same wording.
func Fold(s string) string {
	if !norm.NFC.IsNormalString(s) {
		s = norm.NFC.String(s) // "é" is one letter, however it was written
	}
	var b strings.Builder
	b.Grow(len(s))
	open := false // a word has begun
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		inside := open && i+size < len(s) && letterAt(s, i+size)
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if !open && b.Len() > 0 {
				b.WriteByte(' ')
			}
			open = true
			b.WriteRune(unicode.ToLower(r))
		case (r == '\'' || r == '’' || r == 'ʼ') && inside:
			b.WriteByte('\'')
		case (r == '.' || r == ',') && inside && digitBefore(s, i) && digitAt(s, i+size):
			if r == '.' { // 3.5 is a number of its own, 1,000 is 1000
				b.WriteByte('.')
			}
		default:
			open = false
		}
		i += size
	}
	return b.String()
}

func letterAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func digitAt(s string, i int) bool     { return i < len(s) && '0' <= s[i] && s[i] <= '9' }
func digitBefore(s string, i int) bool { return i > 0 && '0' <= s[i-1] && s[i-1] <= '9' }

// Hashes are the words of a folded text, hashed.
func Hashes(folded string) []uint32 {
	if folded == "" {
		return nil
	}
	words := make([]uint32, 0, len(folded)/5+1)
	for word := range strings.SplitSeq(folded, " ") {
		words = append(words, quoth.HashString(word))
	}
	return words
}

// Grams are the fingerprints a wording is found by: one for each pair of
// neighbouring content words, function words between them skipped and endings cut.
// A "not" dropped, a tense changed or a bracketed word leaves most of them. A
// wording with fewer than two content words is found by all its words at once.
// The list is sorted and holds nothing twice.
func Grams(folded string) []uint32 {
	if folded == "" {
		return nil
	}
	var grams []uint32
	last, n := uint32(0), 0
	for word := range strings.SplitSeq(folded, " ") {
		if functionWords[word] {
			continue
		}
		h := quoth.HashString(stem(word))
		if n > 0 {
			grams = append(grams, pair(last, h))
		}
		last, n = h, n+1
	}
	if n < 2 {
		return []uint32{quoth.HashString(folded)}
	}
	slices.Sort(grams)
	return slices.Compact(grams)
}

// Finders are the fingerprints a wording is looked for by where nobody says whose it
// is: besides the Grams a pair for each two content words with one between them, and
// the single words of a wording that has no more than three. So a word put in, left out
// or changed leaves some of them whatever the words. The list is sorted and holds
// nothing twice.
func Finders(folded string) []uint32 {
	finders := Grams(folded)
	var last [2]uint32
	n := 0
	for word := range strings.SplitSeq(folded, " ") {
		if functionWords[word] || word == "" {
			continue
		}
		h := quoth.HashString(stem(word))
		if n > 1 {
			finders = append(finders, pair(last[0], h))
		}
		last[0], last[1], n = last[1], h, n+1
	}
	if 0 < n && n <= 3 {
		for word := range strings.SplitSeq(folded, " ") {
			if !functionWords[word] {
				finders = append(finders, pair(quoth.HashString(stem(word)), 0))
			}
		}
	}
	slices.Sort(finders)
	return slices.Compact(finders)
}

func pair(a, b uint32) uint32 { return (a*0x9E3779B1 ^ b) * 0x85EBCA6B }

// stem cuts the endings of tense and number, crudely: it need only be the same
// for the forms of a word, not right.
func stem(word string) string {
	word = strings.TrimSuffix(word, "'s")
	for _, ending := range [...]string{"ing", "ed", "es", "s"} {
		if cut, ok := strings.CutSuffix(word, ending); ok && len(cut) >= 3 {
			return strings.TrimSuffix(cut, "e")
		}
	}
	if len(word) > 3 {
		return strings.TrimSuffix(word, "e")
	}
	return word
}

// functionWords carry grammar rather than matter. Which words are among them is
// part of the record's format: changing the list means indexing again.
var functionWords = set(`a an the and or but of to in on at by for from with as that this
	i me my you your he him his she her we our they them their it its who which
	am is are was were be been being do does did have has had having
	will would shall should can could may might must
	i'm i've i'd i'll we're we've we'd we'll you're you've you'd you'll he's he'd he'll she's she'd she'll
	it's it'd it'll they're they've they'd they'll that's there's what's
	not no don't doesn't didn't isn't aren't wasn't weren't won't wouldn't can't cannot couldn't shouldn't haven't hasn't hadn't`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// ContentWords are the words of a folded text that are no function words.
func ContentWords(folded string) (content []string) {
	for word := range strings.SplitSeq(folded, " ") {
		if word != "" && !functionWords[word] && !slices.Contains(content, word) {
			content = append(content, word)
		}
	}
	return content
}
