package pages

import (
	"bytes"
	"unicode"

	"github.com/quoth-news/quoth"
)

// The most marks that one letter carries: more are no writing, and are painted over
// what stands above and below.
const mostMarks = 4

// steady leaves out of a page what would steer the browser: words of the world may
// hold marks that turn the direction of writing, and make it read as something else,
// or heaps of marks that cover their neighbours.
func steady(page []byte) []byte {
	marks := 0
	return bytes.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && quoth.Steers(r) {
			return -1
		}
		if marks++; r < unicode.MaxLatin1 || !unicode.Is(unicode.Mn, r) && !unicode.Is(unicode.Me, r) {
			marks = 0
		}
		if marks > mostMarks {
			return -1
		}
		return r
	}, page)
}
