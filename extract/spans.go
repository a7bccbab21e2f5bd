package extract

import (
	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/tagger"
)

// The labels of the chain.
const (
	outside uint8 = iota
	sourceBegin
	sourceInside
	contentBegin
	contentInside
	labels = 5
)

// spanFeatures lists, for every unit of the window of cue c, what the chain sees.
// store holds the features of all units, one after the other.
func spanFeatures(sequence [][]uint32, store []uint32, r *row, c, from, to int32, isCue []bool) ([][]uint32, []uint32) {
	sequence, store = sequence[:0], store[:0]
	cue := r.token(c)
	entry := cueVerbs[cue.Lower]
	if need := int(to-from) * maxSpanFeatures; cap(store) < need {
		store = make([]uint32, 0, need*2)
	}
	passive := uint32(0)
	if c > from && hashHave[r.token(c-1).Lower] || c > from+1 && hashHave[r.token(c-2).Lower] {
		passive = 1
	}
	b := between{}
	var sides [reachLeft + reachRight]between
	for j := c - 1; j >= from; j-- { // what lies between the unit and the cue
		sides[j-from] = b
		b.pass(r, j, isCue[j])
	}
	b = between{}
	for j := c + 1; j < to; j++ {
		if r.units[j].begins {
			b.sentences = min(b.sentences+1, 2)
		}
		sides[j-from] = b
		b.pass(r, j, isCue[j])
	}
	for j := from; j < to; j++ {
		at := len(store)
		store = unitFeatures(store, r, j, c, from, to, cue, entry, passive, sides[j-from], isCue)
		sequence = append(sequence, store[at:len(store):len(store)])
	}
	return sequence, store
}

// between counts what stands between a unit and the cue.
type between struct{ commas, verbs, cues, quotes, sentences, that, nouns uint32 }

func (b *between) pass(r *row, j int32, cue bool) {
	t := r.token(j)
	switch {
	case r.units[j].quote >= 0:
		b.quotes = min(b.quotes+1, 2)
	case t.Tag == quoth.Comma || t.Tag == quoth.Colon:
		b.commas = min(b.commas+1, 3)
	case t.Lower == hashThat:
		b.that = 1
	case isVerb(t.Tag) || t.Tag == quoth.MD:
		b.verbs = min(b.verbs+1, 2)
	case quoth.NN <= t.Tag && t.Tag <= quoth.NNPS || t.Tag == quoth.PRP:
		b.nouns = min(b.nouns+1, 2)
	}
	if cue {
		b.cues = min(b.cues+1, 2)
	}
	if r.units[j].begins {
		b.sentences = min(b.sentences+1, 2)
	}
}

const maxSpanFeatures = 52

func unitFeatures(f []uint32, r *row, j, c, from, to int32, cue *quoth.Token, entry cueEntry, passive uint32, b between, isCue []bool) []uint32 {
	t := r.token(j)
	if j == c {
		return append(f, tagger.Mix(1, 90), tagger.Mix(cue.Lower, 91), tagger.Mix(uint32(cue.Tag), 92))
	}
	side := uint32(0)
	if j > c {
		side = 1
	}
	far := near(max(j-c, c-j))<<1 | side
	word, tag := t.Lower, uint32(t.Tag)
	quote := uint32(0)
	if r.units[j].quote >= 0 {
		word, tag = 0x71756f, 60
		quote = 1 + r.quoteShape(j)
	}
	pw, pt := r.look(j, -1)
	nw, nt := r.look(j, 1)
	_, pt2 := r.look(j, -2)
	_, nt2 := r.look(j, 2)
	if j-1 == c {
		pw, pt = 0x637565, 61
	}
	if j+1 == c {
		nw, nt = 0x637565, 61
	}
	begins := uint32(0)
	if r.units[j].begins {
		begins = 1
	}
	path := b.commas | b.verbs<<2 | b.cues<<4 | b.quotes<<6 | b.sentences<<8 | b.that<<10 | side<<11
	simple := min(b.commas, 1) | min(b.verbs, 1)<<1 | min(b.cues, 1)<<2 | side<<3 | min(b.sentences, 1)<<4
	class := uint32(entry.all)
	f = append(f,
		tagger.Mix2(class, far, 40), tagger.Mix2(class, tag<<8|nt, 41+side), tagger.Mix2(class<<16|simple, tag, 43), tagger.Mix2(entry.base, tag<<8|nt, 44+side),
		tagger.Mix2(class, word, 46+side), tagger.Mix2(pw, nw, 48), tagger.Mix2(path, nt, 49), tagger.Mix2(path, pt, 50),
		tagger.Mix(far, 1),
		tagger.Mix2(word, side, 2),
		tagger.Mix2(tag, far, 3),
		tagger.Mix2(tag, cue.Lower, 4+side),
		tagger.Mix2(word, cue.Lower, 6+side),
		tagger.Mix2(pw, side, 8),
		tagger.Mix2(nw, side, 9),
		tagger.Mix2(pt<<16|tag<<8|nt, side, 10),
		tagger.Mix2(pt<<8|tag, pt2, 11),
		tagger.Mix2(nt<<8|tag, nt2, 12),
		tagger.Mix(path, 13),
		tagger.Mix2(path, tag, 14),
		tagger.Mix2(simple, tag, 15),
		tagger.Mix2(simple, cue.Lower, 16),
		tagger.Mix2(pw, word, 17),
		tagger.Mix2(word, nw, 18),
		tagger.Mix2(far, cue.Lower, 19),
		tagger.Mix2(uint32(cue.Tag)<<1|passive, simple, 20),
		tagger.Mix2(b.nouns<<4|simple, tag, 21),
		tagger.Mix2(begins<<1|side, tag, 22),
		tagger.Mix2(pw, cue.Lower, 23+side),
		tagger.Mix2(uint32(t.Caps)<<8|tag, side, 25),
		tagger.Mix2(uint32(cue.Tag)<<9|passive<<8|tag, far, 26),
		tagger.Mix2(pt<<8|nt, simple, 27),
	)
	if quote == 0 {
		f = r.phrase(f, j, to, tag<<1|side, entry.base)
	}
	if quote > 0 {
		f = append(f,
			tagger.Mix2(quote, simple, 30),
			tagger.Mix2(quote, pt<<8|nt, 31),
			tagger.Mix2(path, quote, 32),
			tagger.Mix2(quote, far, 33))
	}
	if isCue[j] {
		f = append(f, tagger.Mix2(side, tag, 34), tagger.Mix2(far, 0, 35))
	}
	if j+1 < to && isCue[j+1] || j > from && isCue[j-1] {
		f = append(f, tagger.Mix2(side, tag, 36))
	}
	return f
}

// quoteShape tells in three bits whether a quotation is short, begins with a
// capital and ends as a sentence does.
func (r *row) quoteShape(i int32) uint32 {
	m := &r.s.Marks[r.units[i].quote]
	shape := uint32(0)
	if n := m.Close - m.Open - 1; n <= 3 {
		shape = 1
	} else if n >= 9 {
		shape = 2
	}
	if r.s.Tokens[m.Open+1].Caps != quoth.LowerCase {
		shape |= 4
	}
	if r.s.Tokens[m.Close-1].Kind == quoth.Punct {
		shape |= 8
	}
	return shape
}
