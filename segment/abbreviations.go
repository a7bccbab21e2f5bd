package segment

import (
	_ "embed"
	"strings"

	"github.com/quoth-news/quoth"
)

// abbreviations.txt lists abbreviations as they are printed, without the point. After a "+"
// the sentence may end with it ("Inc.", "p.m."); the others never end one ("Sen.").
//
//go:embed abbreviations.txt
var abbreviationList string

const (
	neverEnds uint8 = 1
	mayEnd    uint8 = 2
)

var abbreviations = func() map[uint32]uint8 {
	m := make(map[uint32]uint8)
	for line := range strings.FieldsSeq(abbreviationList) {
		if word, ok := strings.CutPrefix(line, "+"); ok {
			m[quoth.HashString(word)] = mayEnd
		} else {
			m[quoth.HashString(line)] = neverEnds
		}
	}
	return m
}()
