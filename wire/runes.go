package wire

import "unicode/utf8"

// runesBlock is how many bytes one entry of the table of a Runes stands for.
const runesBlock = 128

// Runes turns byte offsets of one text into counts of Unicode code points, which
// is what every offset in JSON means. A text of ASCII alone needs no table; any
// other text is counted once, a count each runesBlock bytes, so that a look-up
// reads at most one block, in any order and from any number of goroutines.
type Runes struct {
	text   string
	before []int32 // code points before each block; nil for ASCII
}

// NewRunes counts the code points of text.
func NewRunes(text string) *Runes {
	r := &Runes{text: text}
	i := 0
	for i < len(text) && text[i] < utf8.RuneSelf {
		i++
	}
	if i == len(text) {
		return r
	}
	r.before = make([]int32, 0, len(text)/runesBlock+1)
	n := int32(0)
	for i := 0; i < len(text); i += runesBlock {
		r.before = append(r.before, n)
		n += int32(starts(text[i:min(i+runesBlock, len(text))]))
	}
	return r
}

// At is the number of code points before the byte offset i. An offset outside
// the text is taken for the nearest end, one inside a character for its end.
func (r *Runes) At(i int) int {
	i = max(0, min(i, len(r.text)))
	if r.before == nil {
		return i
	}
	block := i / runesBlock
	if block == len(r.before) {
		block--
	}
	return int(r.before[block]) + starts(r.text[block*runesBlock:i])
}

// Byte is the byte offset of the code point n, the inverse of At.
func (r *Runes) Byte(n int) int {
	if r.before == nil {
		return max(0, min(n, len(r.text)))
	}
	lo, hi := 0, len(r.before)
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; int(r.before[mid]) <= n {
			lo = mid
		} else {
			hi = mid
		}
	}
	i, left := lo*runesBlock, n-int(r.before[lo])
	for i < len(r.text) && !utf8.RuneStart(r.text[i]) {
		i++
	}
	for ; left > 0 && i < len(r.text); left-- {
		_, size := utf8.DecodeRuneInString(r.text[i:])
		i += size
	}
	return i
}

// starts counts the bytes that begin a character.
func starts(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if utf8.RuneStart(s[i]) {
			n++
		}
	}
	return n
}
