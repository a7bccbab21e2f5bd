package resolve

import (
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/lexicon"
	"github.com/quoth-news/quoth/tagger"
)

// The labels of capitalised words.
const (
	other uint8 = iota
	person
	organisation
	place
	work // titles of works, events, peoples: a name, but of nobody
	labels
)

// chunk is a run of tokens with one label.
type chunk struct {
	first, last int32
	label       uint8
}

// seen remembers words approximately: one bit each, enough of them for a novel.
type seen [2048]uint64

func (b *seen) add(h uint32)      { b[h>>6&2047] |= 1 << (h & 63) }
func (b *seen) has(h uint32) bool { return b[h>>6&2047]&(1<<(h&63)) != 0 }

// classify looks every word up once and remembers which are printed in which case.
func (r *Resolver) classify(s *quoth.Sheet) {
	if cap(r.class) < len(s.Tokens) {
		r.class = make([]lexicon.Classes, len(s.Tokens)+len(s.Tokens)/4)
	}
	r.class = r.class[:len(s.Tokens)]
	r.inLower, r.inCaps = seen{}, seen{}
	for _, sentence := range s.Sentences {
		for i := sentence.First; i < sentence.Last; i++ {
			t := &s.Tokens[i]
			r.class[i] = 0
			if t.Kind != quoth.Word {
				continue
			}
			r.class[i] = r.lex.Of(t.Lower)
			if t.Caps == quoth.LowerCase {
				r.inLower.add(t.Lower)
			} else if i > sentence.First && s.Tokens[i-1].Kind == quoth.Word {
				r.inCaps.add(t.Lower)
			}
		}
	}
}

// capital tells whether the token can be part of a name.
func (r *Resolver) capital(s *quoth.Sheet, i int32) bool {
	t := &s.Tokens[i]
	return t.Kind == quoth.Word && t.Caps != quoth.LowerCase && t.Caps != quoth.NoLetters &&
		t.Tag != quoth.PRP && t.Tag != quoth.PRPS && !compound(s.Doc.Text[t.Start:t.End])
}

// compound tells "Ellison-style" and "Ohio-based" from names.
func compound(word string) bool {
	i := strings.LastIndexByte(word, '-')
	return i > 0 && i+3 < len(word) && 'a' <= word[i+1] && word[i+1] <= 'z'
}

var (
	hashOf  = quoth.HashLower("of")
	hashThe = quoth.HashLower("the")
	hashFor = quoth.HashLower("for")
	hashAnd = quoth.HashLower("and")
	hashAmp = quoth.HashLower("&")
	hashS   = quoth.HashLower("'s")
	hashOn  = quoth.HashLower("on")
)

// joins tells whether a token in lower case can stand inside a name.
func (r *Resolver) joins(s *quoth.Sheet, i int32) bool {
	t := &s.Tokens[i]
	switch t.Lower {
	case hashOf, hashThe, hashFor, hashAnd, hashAmp, hashS, hashOn:
		return true
	}
	return t.Kind == quoth.Number || r.class[i].Has(lexicon.Particle)
}

const longestRun = 48 // tokens labelled at a time

// runEnd gives the end of the run of capitalised words that begins at i.
func (r *Resolver) runEnd(s *quoth.Sheet, i, last int32) int32 {
	last = min(last, i+longestRun)
	end := i + 1
	for end < last {
		switch {
		case r.capital(s, end):
			end++
			continue
		case end+1 < last && r.joins(s, end) && (r.capital(s, end+1) || end+2 < last && r.joins(s, end+1) && r.capital(s, end+2)):
			end++
			continue
		}
		break
	}
	return end
}

// findNames labels the capitalised runs of all sentences. Headlines and other
// lines in capitals are left for the second look: there a capital tells nothing.
func (r *Resolver) findNames(s *quoth.Sheet) {
	r.found = r.found[:0]
	for k := range s.Sentences {
		sentence := &s.Sentences[k]
		shouted := r.shouted(s, sentence)
		for i := sentence.First; i < sentence.Last; i++ {
			if !r.capital(s, i) {
				continue
			}
			end := r.runEnd(s, i, sentence.Last)
			r.labelRun(s, sentence, i, end, shouted)
			r.keep(s, i, end)
			i = end - 1
		}
	}
	r.vote(s)
}

// shouted tells whether most words of a sentence have capitals, as in headlines.
func (r *Resolver) shouted(s *quoth.Sheet, sentence *quoth.Sentence) bool {
	capitals, words := 0, 0
	for i := sentence.First; i < min(sentence.Last, sentence.First+longestRun); i++ {
		t := &s.Tokens[i]
		if t.Kind != quoth.Word {
			continue
		}
		if t.Caps != quoth.LowerCase && t.Caps != quoth.NoLetters {
			capitals++
			words++
		} else if t.End-t.Start > 3 {
			words++
		}
	}
	return words >= 5 && capitals*4 >= words*3
}

// labelRun puts the labels of the run’s tokens into r.labels.
func (r *Resolver) labelRun(s *quoth.Sheet, sentence *quoth.Sentence, first, last int32, shouted bool) {
	r.runFeatures(s, sentence, first, last, shouted)
	r.labels = r.names.Decode(r.labels[:0], &r.lattice, r.features[:last-first])
}

func (r *Resolver) runFeatures(s *quoth.Sheet, sentence *quoth.Sentence, first, last int32, shouted bool) {
	n := int(last - first)
	for len(r.features) < n {
		r.features = append(r.features, make([]uint32, 0, nameFeatures))
	}
	for i := first; i < last; i++ {
		r.features[i-first] = r.nameFeatures(r.features[i-first][:0], s, sentence, i, first, last, shouted)
	}
}

// keep turns labels into chunks. Words of no name are kept too until the vote.
func (r *Resolver) keep(s *quoth.Sheet, first, last int32) {
	for i := first; i < last; i++ {
		if r.labels[i-first] != person && r.addressed(s, i) {
			r.labels[i-first] = person
		}
	}
	for i := first; i < last; {
		label := r.labels[i-first]
		if label == other && spelledBefore(s, i) {
			r.labels[i-first] = organisation
			label = organisation
		}
		end := i + 1
		for end < last && r.labels[end-first] == label {
			end++
		}
		if label != other {
			r.found = append(r.found, chunk{i, end, label})
		} else { // each by itself: the body of the text may know it better
			for ; i < end; i++ {
				if r.capital(s, i) {
					r.found = append(r.found, chunk{i, i + 1, other})
				}
			}
		}
		i = end
	}
}

var hashMister = quoth.HashSet("mr", "mr.", "mrs", "mrs.", "ms", "ms.")

// addressed tells whether "Mr." or "Mrs." stands before a capitalised word, so that it is
// a person's name whatever else it may be: Mr. Hall, Mrs. Last.
func (r *Resolver) addressed(s *quoth.Sheet, i int32) bool {
	if i == 0 || s.Tokens[i].Caps == quoth.LowerCase || r.class[i].Has(lexicon.Title|lexicon.Role) {
		return false
	}
	before := s.Tokens[i-1].Lower
	return hashMister[before] || before == hashMiss && r.names == r.registers[talk]
}

// spelledBefore tells whether token i is an acronym in brackets behind the name it is
// made of: World Lantern Organization (WLO).
func spelledBefore(s *quoth.Sheet, i int32) bool {
	t := s.Tokens
	if t[i].Caps != quoth.AllCaps || i < 3 || t[i-1].Tag != quoth.OpenBracket || int(i+1) >= len(t) || t[i+1].Tag != quoth.CloseBracket {
		return false
	}
	letters := s.Text(i)
	at := i - 2
	for n := len(letters) - 1; n >= 0; n-- {
		for at > 0 && t[at].Caps == quoth.LowerCase && t[at].End-t[at].Start <= 3 { // of, and, the
			at--
		}
		if at < 0 || s.Doc.Text[t[at].Start] != letters[n] {
			return false
		}
		at--
	}
	return true
}

const nameFeatures = 32

// nameFeatures lists what the model sees of token i in the run [first, last).
func (r *Resolver) nameFeatures(f []uint32, s *quoth.Sheet, sentence *quoth.Sentence, i, first, last int32, shouted bool) []uint32 {
	const edge = 0x45444745
	at := func(k int32) (uint32, uint32) {
		if k < sentence.First || k >= sentence.Last {
			return edge, edge
		}
		return s.Tokens[k].Lower, uint32(r.class[k])
	}
	t := &s.Tokens[i]
	prev, prevClass := at(i - 1)
	prev2, _ := at(i - 2)
	next, nextClass := at(i + 1)
	next2, next2Class := at(i + 2)
	before, beforeClass := at(first - 1)
	after, afterClass := at(last)
	class := uint32(r.class[i])
	state := uint32(t.Caps)
	if i == sentence.First {
		state |= 8
	}
	if shouted {
		state |= 16
	}
	if r.inLower.has(t.Lower) {
		state |= 32
	}
	if r.inCaps.has(t.Lower) {
		state |= 64
	}
	place := uint32(min(i-first, 3))<<4 | uint32(min(last-i, 4))
	end := lastBytes(s, i)
	return append(f,
		tagger.Mix(1, 0),
		tagger.Mix(t.Lower, 1),
		tagger.Mix2(t.Lower, state, 2),
		tagger.Mix2(uint32(t.Shape), state, 3),
		tagger.Mix(end, 4),
		tagger.Mix(end&0xffff, 5),
		tagger.Mix(prev, 6),
		tagger.Mix(prev2, 7),
		tagger.Mix(next, 8),
		tagger.Mix(next2, 9),
		tagger.Mix2(prev, t.Lower, 10),
		tagger.Mix2(t.Lower, next, 11),
		tagger.Mix2(class, state, 12),
		tagger.Mix2(class, place, 13),
		tagger.Mix2(prevClass, class, 14),
		tagger.Mix2(class, nextClass, 15),
		tagger.Mix2(nextClass, next2Class, 16),
		tagger.Mix2(next, next2Class|class<<20, 29),
		tagger.Mix2(before, place, 17),
		tagger.Mix2(after, place, 18),
		tagger.Mix2(beforeClass, place, 19),
		tagger.Mix2(afterClass, place, 20),
		tagger.Mix2(before, class, 21),
		tagger.Mix2(after, class, 22),
		tagger.Mix2(uint32(t.Tag), state, 23),
		tagger.Mix2(s.Tokens[last-1].Lower, place, 24),
		tagger.Mix2(s.Tokens[first].Lower, place, 25),
		tagger.Mix2(uint32(r.class[last-1]), class, 26),
		tagger.Mix2(uint32(r.class[first]), class, 27),
		tagger.Mix2(state, place, 28),
	)
}

// lastBytes packs the last three bytes of a word, in lower case.
func lastBytes(s *quoth.Sheet, i int32) uint32 {
	t := &s.Tokens[i]
	v := uint32(0)
	for j := max(t.Start, t.End-3); j < t.End; j++ {
		c := s.Doc.Text[j]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		v = v<<8 | uint32(c)
	}
	return v
}
