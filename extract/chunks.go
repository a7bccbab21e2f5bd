package extract

import (
	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/tagger"
)

// Noun phrases, told from parts of speech alone, say much of where content begins and
// ends: two that stand side by side are somebody told and the beginning of what was
// said, and of "in a statement" and "in a heartbeat" the noun decides.

// chunk gives the end of the noun phrase that begins at unit i, without what hangs
// on it ("the mayor of …" ends before "of"); i where none begins. A quotation is a
// noun phrase or ends one.
func (r *row) chunk(i, to int32) int32 {
	for at := i; at < to && (at == i || !r.units[at].begins); at++ {
		if r.units[at].quote >= 0 {
			return at + 1
		}
		switch tag := r.token(at).Tag; tag {
		case quoth.PRP, quoth.EX:
			if at == i {
				return at + 1
			}
			return at
		case quoth.DT, quoth.PDT, quoth.PRPS:
			if at > i && isNoun(r.token(at-1).Tag) {
				return at // another begins
			}
		case quoth.CD, quoth.JJ, quoth.JJR, quoth.JJS, quoth.NN, quoth.NNS, quoth.NNP, quoth.NNPS, quoth.POS, quoth.Currency:
		case quoth.VBN, quoth.VBG, quoth.RB, quoth.CC:
			if at == i || at+1 >= to || r.units[at+1].quote >= 0 || !modifies(r.token(at-1).Tag, r.token(at+1).Tag) {
				return at
			}
		default:
			return at
		}
		if at+1 == to || r.units[at+1].begins {
			return at + 1
		}
	}
	return i
}

func isNoun(tag uint8) bool { return quoth.NN <= tag && tag <= quoth.NNPS }

func isAdjective(tag uint8) bool { return quoth.JJ <= tag && tag <= quoth.JJS }

// modifies tells whether a word between words of these tags can be part of a noun phrase.
func modifies(before, after uint8) bool {
	open := isNoun(before) || isAdjective(before) || before == quoth.DT || before == quoth.PRPS || before == quoth.POS || before == quoth.CD
	return open && (isNoun(after) || isAdjective(after))
}

// The heads of noun phrases that have no noun.
const (
	noPhrase uint32 = 1 + iota
	quotedPhrase
	numberPhrase
)

// head is the hash of the last word of the noun phrase at [from, to).
func (r *row) head(from, to int32) uint32 {
	if from >= to {
		return noPhrase
	}
	i := to - 1
	for i > from && r.token(i).Tag == quoth.POS {
		i--
	}
	switch t := r.token(i); {
	case r.units[i].quote >= 0:
		return quotedPhrase
	case t.Tag == quoth.CD:
		return numberPhrase
	default:
		return t.Lower
	}
}

// tag is that of unit i, also where i is behind the window or a quotation.
func (r *row) tag(i, to int32) uint32 {
	switch {
	case i >= to:
		return 62
	case r.units[i].quote >= 0:
		return 60
	}
	return uint32(r.token(i).Tag)
}

// leads tells whether words of the tag lead in a phrase or clause: "in", "to", "when".
func leads(tag uint8) bool {
	switch tag {
	case quoth.IN, quoth.TO, quoth.WRB, quoth.WDT, quoth.WP:
		return true
	}
	return false
}

// phrase appends what the chain sees of the noun phrase that begins at unit j or
// behind the word there.
func (r *row) phrase(f []uint32, j, to int32, place, base uint32) []uint32 {
	at, t := j, r.token(j)
	if leads(t.Tag) {
		at++
	}
	end := r.chunk(at, to)
	if end == at {
		return f
	}
	next := r.tag(end, to)
	f = append(f, tagger.Mix2(next, place, 70), tagger.Mix2(next<<8|uint32(t.Tag), base, 71))
	if at > j {
		f = append(f, tagger.Mix2(r.head(at, end), t.Lower, 72))
	}
	return f
}

// phraseFeatures appends what the ranker sees of the phrases at the borders of a run.
func (r *row) phraseFeatures(f []uint32, c int32, run [2]int32, to int32, ks, kind, base uint32) []uint32 {
	end := r.chunk(run[0], run[1])
	first, second := r.tag(run[0], run[1]), r.tag(end, run[1])
	f = append(f, tagger.Mix2(first<<8|second, ks, 89), tagger.Mix2(second, base, 90), tagger.Mix2(r.head(run[0], end), second, 91), tagger.Mix2(first<<8|second, base, 92))
	if run[0] > c {
		way, told := r.told(c, run[0])
		f = append(f, tagger.Mix2(way<<8|second, base, 93), tagger.Mix2(way<<8|first, second, 94), tagger.Mix2(told, way, 95))
	}
	return r.followed(r.hanging(f, run, kind, base), c, run[1], to, kind, base)
}

// told tells what stands between the cue and content behind it: nothing, a noun
// phrase, one behind a preposition, or more; and the head of the first.
func (r *row) told(c, to int32) (way, head uint32) {
	from := c + 1
	if from == to {
		return 0, 0
	}
	way = 1
	if r.units[from].quote < 0 && leads(r.token(from).Tag) {
		from, way = from+1, 2
	}
	if from == to || r.chunk(from, to) != to {
		way |= 4
	}
	return way, r.head(from, to)
}

// hanging appends features of a phrase that ends the run: "… in a statement".
func (r *row) hanging(f []uint32, run [2]int32, kind, base uint32) []uint32 {
	i := run[1] - 2
	for i > run[0] && i > run[1]-12 && r.units[i].quote < 0 && !leads(r.token(i).Tag) {
		i--
	}
	if i <= run[0] || i <= run[1]-12 || r.units[i].quote >= 0 || r.chunk(i+1, run[1]) != run[1] {
		return f
	}
	before := uint32(0)
	if r.units[i-1].quote >= 0 {
		before = 2
	} else if r.token(i-1).Tag == quoth.Comma {
		before = 1
	}
	word, head := r.token(i).Lower, r.head(i+1, run[1])
	return append(f, tagger.Mix2(word, head, 85), tagger.Mix2(word, base, 86), tagger.Mix2(word, before<<2|kind, 87), tagger.Mix2(head, before<<2|kind, 88))
}

// followed appends features of a phrase that follows a run which ends before unit at.
func (r *row) followed(f []uint32, c, at, to int32, kind, base uint32) []uint32 {
	mark := uint32(0)
	if at < to && r.units[at].quote < 0 && r.token(at).Kind == quoth.Punct {
		mark = 1 + uint32(r.token(at).Tag)
		at++
	}
	if at >= to || at == c || r.units[at].quote >= 0 || !leads(r.token(at).Tag) {
		return f
	}
	end := r.chunk(at+1, to)
	word, head := r.token(at).Lower, r.head(at+1, end)
	return append(f, tagger.Mix2(word, head, 81), tagger.Mix2(word, base, 82), tagger.Mix2(word, mark<<8|r.tag(end, to), 83), tagger.Mix2(head, kind, 84), tagger.Mix2(word, mark<<2|kind, 99))
}
