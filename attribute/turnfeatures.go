package attribute

import (
	"slices"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/lexicon"
	"github.com/quoth-news/quoth/tagger"
)

// human is what the text shows of an entity.
type human struct {
	male, female int32
	given        uint32 // what the given name suggests: 1 male, 2 female
	mentions     int32
	spoken       int32 // turns so far
}

func (c *conversation) human(e int) *human {
	for len(c.people) <= e {
		c.people = append(c.people, human{})
	}
	return &c.people[e]
}

var (
	malePronouns   = quoth.HashSet("he him his himself")
	femalePronouns = quoth.HashSet("she her hers herself")
)

// humans counts what the text shows of everybody.
func (c *conversation) humans() {
	s := c.a.s
	c.people = make([]human, len(s.Entities))
	for m := range s.Mentions {
		x := &s.Mentions[m]
		if x.Entity < 0 {
			continue
		}
		h := &c.people[x.Entity]
		h.mentions++
		word := s.Tokens[x.Head].Lower
		switch x.Kind {
		case quoth.PronounMention:
			if malePronouns[word] {
				h.male++
			} else if femalePronouns[word] {
				h.female++
			}
		case quoth.NameMention:
			if x.First > 0 {
				h.show(c.a.words.Of(s.Tokens[x.First-1].Lower), lexicon.TitleMale, lexicon.TitleFemale)
			}
			switch c.a.words.Of(s.Tokens[x.First].Lower) & lexicon.Given {
			case lexicon.GivenMale:
				h.given = 1
			case lexicon.GivenFemale:
				h.given = 2
			}
		case quoth.DescriptionMention:
			h.show(c.a.words.Of(word), lexicon.RoleMale, lexicon.RoleFemale)
		}
	}
}

func (h *human) show(c, male, female lexicon.Classes) {
	switch {
	case c.Has(male) && !c.Has(female):
		h.male += 4
	case c.Has(female) && !c.Has(male):
		h.female += 4
	}
}

// fits says how somebody stands to "he" or "she": 1 unknown, 2 to 4 for, 5 to 7 against.
func (h *human) fits(he bool) uint32 {
	want, other, given := h.male, h.female, uint32(1)
	if !he {
		want, other, given = h.female, h.male, 2
	}
	switch {
	case want+other == 0 && h.given == 0:
		return 1
	case want+other == 0 && h.given == given:
		return 2
	case want+other == 0:
		return 5
	case want > 4*other:
		return 4
	case want > other:
		return 3
	case other > 4*want:
		return 7
	}
	return 6
}

// features lists what the model sees of a person and turn k.
func (c *conversation) features(f []uint32, k int, p *person) []uint32 {
	a, t := c.a, &c.turns[k]
	s, y := a.s, &t.sayer
	situation := y.kind
	if y.class == nobodyTold {
		situation = 4
	}
	told := y.class<<3 | situation
	own := flag(p.own, 1)
	chain := steps(p.chain)
	var h human
	kind := uint32(0)
	if p.entity >= 0 {
		h, kind = *c.human(p.entity), a.entityCode(p.entity)
	}
	fit, trust := uint32(0), uint32(0)
	if y.kind == hePronoun {
		fit = h.fits(s.Tokens[s.Mentions[y.mention].Head].Lower == hashHe)
		trust = steps(float32(s.Mentions[y.mention].Confidence))
	}
	ago, gap, same := c.lastTurn(k, p.entity)
	distinct, alternates := c.company(k, p.entity)
	next := c.upcoming(k, p.entity)
	called := flag(slices.Contains(t.addressed, p.entity), 1)
	calledBefore, asked := uint32(0), uint32(0)
	if k > 0 {
		before := &c.turns[k-1]
		if before.segment != t.segment {
			calledBefore = flag(len(before.addressed) > 0, 1) | flag(slices.Contains(before.addressed, p.entity), 2)
			asked = flag(before.asks, 1)
		}
	}
	named := uint32(0)
	if p.entity >= 0 && called == 0 && a.mentionedIn(p.entity, t.place.q) {
		named = 1
	}
	quoted := c.quotedBefore(k) // the paragraph before is a turn too
	verb := uint32(0)
	if y.verb >= 0 {
		verb = s.Tokens[y.verb].Lower
	}
	setting := flag(t.place.opens, 1) | flag(t.place.whole, 2) | flag(t.place.colon, 4)
	often := size(h.mentions)
	spoke := size(h.spoken)
	return append(f[:0],
		tagger.Mix2(told, own, 1), tagger.Mix2(told, chain<<1|own, 2), tagger.Mix2(told, p.local<<1|own, 3),
		tagger.Mix2(told, p.before<<1|quoted, 4), tagger.Mix2(situation, ago<<4|gap, 5), tagger.Mix2(situation, ago<<1|same, 6),
		tagger.Mix2(situation<<4|ago, distinct<<2|alternates, 7), tagger.Mix2(situation<<4|ago, next, 8), tagger.Mix2(told, next<<1|own, 9),
		tagger.Mix2(situation, called<<1|named, 10), tagger.Mix2(situation, calledBefore<<4|ago, 11), tagger.Mix2(situation<<1|asked, ago<<1|same, 12),
		tagger.Mix2(situation, often, 13), tagger.Mix2(situation, spoke, 14), tagger.Mix2(situation<<3|kind, own, 15), tagger.Mix2(kind, often, 16),
		tagger.Mix2(fit, own<<3|trust, 17), tagger.Mix2(fit, ago<<4|gap, 18), tagger.Mix2(fit, distinct<<4|ago, 19), tagger.Mix2(fit<<1|own, y.class, 20),
		tagger.Mix2(fit<<1|own, p.before<<2|p.local, 21), tagger.Mix2(fit<<1|own, next, 22), tagger.Mix2(fit<<1|own, often, 23),
		tagger.Mix2(verb, own, 24), tagger.Mix2(verb, ago, 25), tagger.Mix2(situation<<3|setting, ago<<1|own, 26), tagger.Mix2(situation<<3|setting, p.before<<4|p.local, 27),
		tagger.Mix2(situation<<1|quoted, ago<<4|gap, 28), tagger.Mix2(p.before<<4|p.local, ago, 29), tagger.Mix2(situation<<1|quoted, p.before<<4|ago, 30),
		tagger.Mix2(situation<<2|calledBefore>>1|called<<1, next<<4|ago, 31), tagger.Mix2(fit<<1|own, calledBefore<<1|called, 32),
		tagger.Mix2(fit<<1|own, spoke, 33), tagger.Mix2(fit<<4|ago, next<<4|same, 34), tagger.Mix2(situation<<1|same, p.before<<8|p.local<<4|gap, 35))
}

func flag(b bool, bit uint32) uint32 {
	if b {
		return bit
	}
	return 0
}

// size puts a count into one of eight classes.
func size(n int32) uint32 {
	for i, limit := range [...]int32{0, 1, 3, 8, 20, 60, 200} {
		if n <= limit {
			return uint32(i)
		}
	}
	return 7
}

// lastTurn tells how many turns ago somebody spoke, 0 for not lately, turns of one
// paragraph counted as one; how many paragraphs ago; and whether in this paragraph.
func (c *conversation) lastTurn(k, e int) (ago, gap, same uint32) {
	if e < 0 {
		return 9, 0, 0
	}
	segment := c.turns[k].segment
	for j := k - 1; j >= 0 && ago < 7; j-- {
		t := &c.turns[j]
		if t.segment != segment || ago == 0 {
			ago++
			segment = t.segment
		}
		if t.entity == e {
			return ago, uint32(clamp(c.turns[k].segment-t.segment, 0, 7)), flag(t.segment == c.turns[k].segment, 1)
		}
	}
	return 0, 0, 0
}

// company tells how many people spoke the last turns, and whether somebody spoke the
// one before the last and another the last.
func (c *conversation) company(k, e int) (distinct, alternates uint32) {
	var seen []int
	for j := k - 1; j >= max(0, k-5) && c.turns[k].segment-c.turns[j].segment < 8; j-- {
		if x := c.turns[j].entity; x >= 0 && !slices.Contains(seen, x) {
			seen = append(seen, x)
		}
	}
	if len(seen) > 1 && seen[1] == e {
		alternates = 1
	}
	if len(seen) > 0 && seen[0] == e {
		alternates = 2
	}
	return uint32(min(len(seen), 4)), alternates
}

// upcoming tells which of the next turns are somebody's by the words beside them:
// 1 the next, 2 the one after it, 3 the third, and 4 to 6 where they are another's.
func (c *conversation) upcoming(k, e int) uint32 {
	segment, ahead := c.turns[k].segment, uint32(0)
	for j := k + 1; j < len(c.turns) && ahead < 3; j++ {
		t := &c.turns[j]
		if t.segment == c.turns[k].segment {
			if t.sayer.entity >= 0 && t.sayer.kind != hePronoun && t.sayer.class <= announcing && t.sayer.class > 0 {
				return 7 + flag(t.sayer.entity == e, 1)
			}
			continue
		}
		if t.segment != segment {
			ahead++
			if t.segment-segment > 2 {
				return 0
			}
			segment = t.segment
		}
		if y := &t.sayer; y.entity >= 0 && y.kind != hePronoun && y.class > 0 && y.class <= announcing {
			if y.entity == e {
				return ahead
			}
			return ahead + 9
		}
	}
	return 0
}

// quotedBefore tells whether the paragraph before holds a turn.
func (c *conversation) quotedBefore(k int) uint32 {
	for j := k - 1; j >= 0; j-- {
		switch c.turns[k].segment - c.turns[j].segment {
		case 0:
		case 1:
			return 1
		default:
			return 0
		}
	}
	return 0
}
