package extract

import (
	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/tagger"
)

// leftoverFeatures lists what decides about a quotation unit that no cue owns:
// speech, or a title, a nickname, a scare quote.
func leftoverFeatures(f []uint32, r *row, i int32, isCue []bool, owned []int32) []uint32 {
	u := r.units
	s := r.s
	m := &s.Marks[u[i].quote]
	first, last := &s.Tokens[m.Open+1], &s.Tokens[m.Close-1]
	words := uint32(min(r.words(i), 12))
	verbs, capitals, person := uint32(0), uint32(0), uint32(0)
	for j := m.Open + 1; j < m.Close; j++ {
		t := &s.Tokens[j]
		if isVerb(t.Tag) || t.Tag == quoth.MD {
			verbs++
		}
		if t.Kind == quoth.Word && t.Caps != quoth.LowerCase {
			capitals++
		}
		if t.Tag == quoth.PRP {
			person = 1
		}
	}
	capital := uint32(0)
	switch {
	case capitals*3 >= uint32(max(r.words(i), 1))*2:
		capital = 2 // most words begin with a capital: a title
	case first.Caps != quoth.LowerCase:
		capital = 1
	}
	end := uint32(0)
	if last.Kind == quoth.Punct {
		end = last.Lower
	}
	verbs = min(verbs, 2)
	pw, pt := r.look(i, -1)
	nw, nt := r.look(i, 1)
	p2, _ := r.look(i, -2)
	whole := uint32(0) // the quotation is all its segment
	if u[i].opens {
		whole = 1
	}
	if i+1 == int32(len(u)) || u[i+1].opens {
		whole |= 2
	}
	if u[i].begins {
		whole |= 4
	}
	single := uint32(0)
	if m.Single {
		single = 1
	}
	if !m.Closed {
		single |= 2
	}
	cueBefore, ownedBefore := uint32(0), uint32(0)
	for j := i - 1; j >= 0 && i-j < 40 && !u[j+1].opens; j-- {
		if isCue[j] {
			cueBefore = 1
		}
		if u[j].quote >= 0 && owned[j] >= 0 {
			ownedBefore = 1
		}
	}
	previous := uint32(0) // the last quotation of the paragraph before was speech
	for j := i - 1; j >= 0 && i-j < 120; j-- {
		if u[j].quote >= 0 {
			previous = 1
			if owned[j] >= 0 {
				previous = 2
			}
			break
		}
	}
	segment := uint32(r.segment(i))
	return append(f[:0],
		tagger.Mix(words, 1), tagger.Mix2(words, capital, 2), tagger.Mix2(words, verbs, 3), tagger.Mix2(end, capital, 4),
		tagger.Mix2(words, whole, 5), tagger.Mix2(pw, min(words, 4), 6), tagger.Mix2(nw, min(words, 4), 7), tagger.Mix2(pt, nt, 8),
		tagger.Mix2(pt, min(words, 4), 9), tagger.Mix2(p2, pw, 10), tagger.Mix(first.Lower, 11), tagger.Mix2(uint32(first.Tag), uint32(last.Tag), 12),
		tagger.Mix2(single, min(words, 4), 13), tagger.Mix2(cueBefore, min(words, 6), 14), tagger.Mix2(ownedBefore, min(words, 6), 15),
		tagger.Mix2(previous, whole, 16), tagger.Mix2(segment, whole, 17), tagger.Mix2(person, verbs, 18), tagger.Mix2(end, whole, 19),
		tagger.Mix2(whole, cueBefore<<4|ownedBefore<<5|previous, 20), tagger.Mix2(capital, pt, 21), tagger.Mix2(segment, min(words, 6), 22), tagger.Mix(0, 23))
}
