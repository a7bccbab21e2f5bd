package extract

import (
	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/tagger"
)

var (
	hashThat = quoth.HashLower("that")
	hashLike = quoth.HashLower("like")
	hashHave = quoth.HashSet("have has had 's 've be is are was were been being am 're 'm do does did")
)

func isVerb(tag uint8) bool { return quoth.VB <= tag && tag <= quoth.VBZ }

// candidate tells whether the unit may be a cue: a verb outside quotation marks
// that is no auxiliary of another verb, or a word that training met as a cue.
func (m *Models) candidate(r *row, i int32) bool {
	u := &r.units[i]
	if u.quote >= 0 {
		return false
	}
	t := &r.s.Tokens[u.first]
	if isVerb(t.Tag) {
		return true
	}
	return m.otherCue(t.Lower)
}

// cueWord is a unit that may be a cue: its word, tag and stem, and its classes and
// base form in the list of verbs.
type cueWord struct{ word, tag, stem, class, base uint32 }

func (r *row) cueWord(i int32) cueWord {
	t := r.token(i)
	w := cueWord{word: t.Lower, tag: uint32(t.Tag), stem: stemOf(r.s.Text(r.units[i].first))}
	if entry, ok := cueVerbs[w.word]; ok {
		w.class, w.base = uint32(entry.all), entry.base
	}
	return w
}

// features lists what the cue classifier sees of the word itself.
func (w cueWord) features(f []uint32) []uint32 {
	return append(f[:0], tagger.Mix(w.word, 1), tagger.Mix(w.tag, 2), tagger.Mix2(w.word, w.tag, 3), tagger.Mix(w.class, 40),
		tagger.Mix2(w.class, w.tag, 41), tagger.Mix2(w.base, w.tag, 46), tagger.Mix(w.stem, 48), tagger.Mix2(w.stem, w.tag, 49))
}

// cueFeatures lists what the cue classifier sees of unit i.
func cueFeatures(f []uint32, r *row, i int32) []uint32 {
	w := r.cueWord(i)
	return r.cueContext(w.features(f), i, w)
}

// cueContext appends what it sees of the word with the words around it.
func (r *row) cueContext(f []uint32, i int32, of cueWord) []uint32 {
	u, word, tag := r.units, of.word, of.tag
	var w, g [7]uint32 // words and tags at -3 … +3
	for d := int32(-3); d <= 3; d++ {
		w[d+3], g[d+3] = r.look(i, d)
	}
	f = append(f,
		tagger.Mix(w[2], 4), tagger.Mix(w[4], 5), tagger.Mix(w[1], 6), tagger.Mix(w[5], 7),
		tagger.Mix(g[2], 8), tagger.Mix(g[4], 9), tagger.Mix2(g[1], g[2], 10), tagger.Mix2(g[4], g[5], 11),
		tagger.Mix2(word, w[4], 12), tagger.Mix2(word, w[2], 13), tagger.Mix2(word, g[4], 14), tagger.Mix2(word, g[2], 15),
		tagger.Mix2(tag, g[4]<<8|g[2], 16), tagger.Mix2(word, g[4]<<8|g[5], 17), tagger.Mix2(w[4], w[5], 18),
		tagger.Mix2(g[0], g[1]<<8|g[2], 19), tagger.Mix2(word, g[1]<<8|g[2], 33))

	from, to := r.window(i)
	// the sentence: is there a quotation, before or after, and how near
	before, after := uint32(9), uint32(9)
	for j := i - 1; j >= from; j-- {
		if u[j].quote >= 0 {
			before = near(i - j)
			break
		}
	}
	that, comma, verbs, capital := uint32(0), uint32(0), uint32(0), uint32(0)
	for j := i + 1; j < to; j++ {
		if u[j].quote >= 0 {
			after = near(j - i)
			break
		}
		if j-i > 12 {
			continue
		}
		switch x := r.token(j); {
		case x.Lower == hashThat && that == 0 && verbs == 0:
			that = near(j - i)
		case x.Tag == quoth.Comma:
			comma++
		case isVerb(x.Tag) || x.Tag == quoth.MD:
			verbs++
		case x.Tag == quoth.NNP && verbs == 0:
			capital = 1
		}
	}
	f = append(f, tagger.Mix2(before, word, 20), tagger.Mix2(after, word, 21), tagger.Mix(before<<4|after, 22),
		tagger.Mix2(that, word, 23), tagger.Mix2(min(verbs, 2)<<2|min(comma, 2), tag, 24), tagger.Mix2(word, min(verbs, 1), 25),
		tagger.Mix2(before<<4|after, tag, 26), tagger.Mix2(capital, tag, 34))

	// the subject: the nearest noun or pronoun on the left
	subject, subjectTag, gap := uint32(0), uint32(0), uint32(0)
	for j := i - 1; j >= from && i-j < 12; j-- {
		x := r.token(j)
		if u[j].quote < 0 && (quoth.NN <= x.Tag && x.Tag <= quoth.NNPS || x.Tag == quoth.PRP || x.Tag == quoth.WP) {
			subject, subjectTag, gap = x.Lower, uint32(x.Tag), near(i-j)
			break
		}
	}
	place := near(i - from)
	ends := uint32(0)
	if i+1 < to && r.token(i+1).Tag == quoth.FullStop || i+1 == to {
		ends = 1
	}
	right := r.announces(i, to)
	class, stem := of.class, of.stem
	f = append(f, tagger.Mix2(class, before<<4|after, 42), tagger.Mix2(class, that, 43),
		tagger.Mix2(class, g[4], 44), tagger.Mix2(class, subjectTag, 45), tagger.Mix2(of.base, g[4], 47),
		tagger.Mix2(stem, g[4]<<8|g[5], 50), tagger.Mix2(right, tag, 51), tagger.Mix2(right, class, 52),
		tagger.Mix2(right, before, 53), tagger.Mix2(stem, that, 54), tagger.Mix2(stem, w[4], 55), tagger.Mix2(class, g[2], 56))
	f = append(f, tagger.Mix(subject, 27), tagger.Mix2(subjectTag, word, 28), tagger.Mix2(subjectTag, gap, 29),
		tagger.Mix2(place, tag, 30), tagger.Mix2(ends, word, 31), tagger.Mix2(uint32(r.segment(i)), word, 32))
	return f
}

// announces tells what stands right of unit i: a quotation at once, after a comma,
// after a colon, after "that", or something else; or, on its left, a quotation.
func (r *row) announces(i, to int32) uint32 {
	code := uint32(0)
	if i > 0 && !r.units[i].opens && r.units[i-1].quote >= 0 {
		code = 1
	}
	if i+1 >= to {
		return code
	}
	if r.units[i+1].quote >= 0 {
		return code | 2
	}
	next := r.token(i + 1)
	quote := i+2 < to && r.units[i+2].quote >= 0
	switch {
	case quote && next.Tag == quoth.Comma:
		return code | 4
	case quote && next.Tag == quoth.Colon:
		return code | 6
	case quote:
		return code | 8
	case next.Lower == hashThat:
		return code | 10
	case next.Tag == quoth.FullStop:
		return code | 12
	case next.Tag == quoth.Comma:
		return code | 14
	case next.Tag == quoth.Colon:
		return code | 16
	}
	return code
}

// stemOf hashes a word without -s, -ed, -ing and a last e, so that rare verbs share
// what their forms teach.
func stemOf(word string) uint32 {
	n := len(word)
	switch {
	case n > 5 && word[n-3:] == "ing":
		n -= 3
	case n > 4 && word[n-2:] == "ed", n > 4 && word[n-2:] == "es":
		n -= 2
	case n > 3 && word[n-1] == 's' && word[n-2] != 's':
		n--
	}
	if n > 3 && word[n-1] == 'e' {
		n--
	}
	if n > 3 && word[n-1] == word[n-2] {
		n--
	}
	return quoth.HashLower(word[:n])
}

// look gives word and tag of the unit d places from i in the same sentence; a
// quotation looks like one word.
func (r *row) look(i, d int32) (word, tag uint32) {
	step, j := int32(1), i
	if d < 0 {
		step = -1
	}
	for range max(d, -d) {
		if step < 0 && r.units[j].opens || j+step < 0 || j+step >= int32(len(r.units)) || step > 0 && r.units[j+step].opens {
			return 0x656467, 0
		}
		j += step
	}
	t := r.token(j)
	if r.units[j].quote >= 0 {
		return 0x71756f, 60 // a quotation
	}
	return t.Lower, uint32(t.Tag)
}

func (r *row) segment(i int32) quoth.SegmentCode {
	return quoth.Code(r.s.Segments[r.s.Sentences[r.token(i).Sentence].Segment].Kind)
}

// near puts a distance into one of eight classes.
func near(d int32) uint32 {
	switch {
	case d <= 3:
		return uint32(max(d, 0))
	case d <= 5:
		return 4
	case d <= 9:
		return 5
	case d <= 16:
		return 6
	}
	return 7
}
