package corpus

import (
	"math/bits"
	"sort"
	"strings"
	"unicode"

	"github.com/quoth-news/quoth"
)

// charSet is a set of character positions of one text.
type charSet []uint64

func newCharSet(n int) charSet { return make(charSet, (n+63)/64) }

func (c charSet) add(i int) { c[i/64] |= 1 << (i % 64) }

func (c charSet) size() int {
	n := 0
	for _, w := range c {
		n += bits.OnesCount64(w)
	}
	return n
}

func (c charSet) shared(d charSet) int {
	n := 0
	for i, w := range c {
		n += bits.OnesCount64(w & d[i])
	}
	return n
}

func (c charSet) union(d charSet) {
	for i, w := range d {
		c[i] |= w
	}
}

func (c charSet) equal(d charSet) bool {
	for i, w := range c {
		if w != d[i] {
			return false
		}
	}
	return true
}

// runes is a text by characters, with the way from bytes to characters.
type runes struct {
	runes []rune
	at    []int // the byte where each character starts, and the text's length
}

func newRunes(text string) *runes {
	r := &runes{}
	for i, c := range text {
		r.runes, r.at = append(r.runes, c), append(r.at, i)
	}
	r.at = append(r.at, len(text))
	return r
}

// chars is the range of characters of a byte span, clipped to the text.
func (r *runes) chars(s quoth.Span) (int, int) {
	return min(sort.SearchInts(r.at, s.Start), len(r.runes)), min(sort.SearchInts(r.at, s.End), len(r.runes))
}

// outerMarks do not count: annotators and programs differ on marks and stops.
const outerMarks = "\"“”'‘’`,.;:?!-–—…"

func counts(c rune) bool { return !strings.ContainsRune(outerMarks, c) && !isSpace(c) }

// isSpace is white space as Python's str.isspace has it, which also takes the
// four separators of ASCII.
func isSpace(c rune) bool { return unicode.IsSpace(c) || '\x1c' <= c && c <= '\x1f' }

// gold is an attribution as sets of characters.
func (r *runes) gold(text string, a *Attribution, tokens []GoldToken) charSpans {
	g := charSpans{content: newCharSet(len(r.runes)), source: newCharSet(len(r.runes)), quoted: a.Quoted, kind: sourceKind(a, tokens), plain: hasPlainVerb(a.Cue, tokens)}
	g.words, g.who = clip(text, a.Content...), clip(text, a.Source...)
	for _, s := range a.Content {
		r.fill(g.content, s)
	}
	for _, s := range a.Source {
		r.fill(g.source, s)
	}
	g.size = g.content.size()
	return g
}

// clip joins spans of a text for people; what lies outside the text is left out.
func clip(text string, spans ...quoth.Span) string {
	var words []string
	for _, s := range spans {
		if s.Check(text) == nil {
			words = append(words, s.Of(text))
		}
	}
	return strings.Join(words, " / ")
}

func (r *runes) fill(set charSet, s quoth.Span) {
	start, end := r.chars(s)
	for i := start; i < end; i++ {
		if counts(r.runes[i]) {
			set.add(i)
		}
	}
}

// mapped adds the characters of r that a span of another text stands for.
func (r *runes) mapped(set charSet, from *runes, to []int, s quoth.Span) {
	start, end := from.chars(s)
	for i := start; i < end; i++ {
		if j := to[i]; j >= 0 && !strings.ContainsRune(outerMarks, r.runes[j]) {
			set.add(j)
		}
	}
}

// sourceKind tells by what words the source is given.
func sourceKind(a *Attribution, tokens []GoldToken) string {
	if len(a.Source) == 0 {
		return "none"
	}
	words, name := 0, false
	pronoun := false
	for i := sort.Search(len(tokens), func(i int) bool { return tokens[i].End > a.Source[0].Start }); i < len(tokens); i++ {
		t := &tokens[i]
		if t.Start >= a.Source[0].End {
			break
		}
		words++
		name = name || strings.HasPrefix(t.Tag, "NNP")
		pronoun = t.Tag == "PRP" || t.Tag == "WP"
	}
	switch {
	case words == 1 && pronoun:
		return "pronoun"
	case name:
		return "name"
	}
	return "description"
}

// tallies picks the tallies of one kind out of the breakdown.
func tallies(c Counts, prefix string) map[string]Tally {
	out := map[string]Tally{}
	for k, n := range c {
		name, ok := strings.CutPrefix(k, prefix)
		if !ok {
			continue
		}
		if of, ok := strings.CutSuffix(name, " of"); ok {
			out[of] = Tally{Right: c[prefix+of+" right"], Of: n}
		}
	}
	return out
}
