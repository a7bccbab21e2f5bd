package attribute

import (
	"math"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/tagger"
)

// How sure to be of a speaker depends on more than how far the ranker puts one
// candidate above the others: on how sure it is that something was said at all, by
// which verb, in whole sentences or in a few words of a clause, and whether somebody
// else vouches for it (“…,” she said, according to the Echo). A small model weighs
// these, learned from choices in articles the ranker had not seen.

var (
	hashAccording = quoth.HashLower("according")
	hashWho       = quoth.HashSet("who which that")
)

// doubtFeatures lists what is known of the choice of c, which the ranker gave the
// probability stated.
func (a *speakers) doubtFeatures(f []uint32, p *place, c *candidate, stated float64) []uint32 {
	s, q := a.s, p.q
	sure := logit(stated)
	found := logit(q.Confidence)
	setting := flag(p.cue >= 0, 1) | flag(p.colon, 2) | flag(p.whole, 4)
	switch q.Form {
	case quoth.Direct:
		setting |= 8
	case quoth.Mixed:
		setting |= 16
	}
	if len(q.Parts) > 1 {
		setting |= 32
	}
	word, tag := uint32(0), uint32(0)
	if p.cue >= 0 {
		word, tag = s.Tokens[p.cue].Lower, uint32(s.Tokens[p.cue].Tag)
	}
	chain, sum := steps(c.chain), a.sourced(p)
	f = append(f[:0], tagger.Mix(sure, 1), tagger.Mix2(sure, setting, 2), tagger.Mix2(sure, chain, 3), tagger.Mix2(sure, found, 4), tagger.Mix2(found, setting, 5),
		tagger.Mix(setting, 6), tagger.Mix2(chain, setting, 7), tagger.Mix2(chain, sum, 8), tagger.Mix(word, 9), tagger.Mix2(word, setting, 10), tagger.Mix2(tag, setting, 11),
		tagger.Mix2(words(p), setting, 12), tagger.Mix2(a.vouched(p), setting, 13), tagger.Mix2(a.voices(p), setting, 14))
	if c.mention < 0 {
		return append(f, tagger.Mix2(uint32(min(c.before, 3)), setting, 20), tagger.Mix2(uint32(min(c.before, 3)), sure, 21))
	}
	m := &s.Mentions[c.mention]
	kind := uint32(m.Kind)<<4 | a.entityCode(c.entity)
	verb := a.verbAfter(m, p.cue)
	side, gap := uint32(0), p.anchor-m.Head
	if gap < 0 {
		side, gap = 1, -gap
	}
	far := distance(gap)<<1 | side
	own := p.sayer.class<<2 | flag(p.sayer.mention == c.mention, 1) | flag(p.sayer.entity >= 0 && p.sayer.entity == c.entity, 2)
	f = append(f, tagger.Mix2(kind, setting, 22), tagger.Mix2(kind, verb, 23), tagger.Mix2(verb, far, 24), tagger.Mix2(far, setting, 25), tagger.Mix2(own, setting, 26),
		tagger.Mix2(own, verb, 27), tagger.Mix2(a.mentionsBetween(m, p), far, 28), tagger.Mix2(kind, far, 29))
	if m.Kind != quoth.NameMention {
		f = append(f, tagger.Mix2(s.Tokens[m.Head].Lower, setting, 30))
	}
	return f
}

// logit puts a probability into classes of half a unit of log odds.
func logit(p float64) uint32 {
	p = min(max(p, 1e-4), 1-1e-4)
	return uint32(40 + int32(math.Round(2*math.Log(p/(1-p)))))
}

// words counts the words of the quotation, roughly.
func words(p *place) uint32 { return distance(p.last - p.first) }

// vouched tells whether the sentence of the cue has an "according" before or behind
// it: then the words have a second source.
func (a *speakers) vouched(p *place) uint32 {
	in := a.s.Sentences[p.sentence]
	for i := in.First; i < in.Last; i++ {
		if a.s.Tokens[i].Lower == hashAccording && i != p.cue && a.s.Tokens[i].Inside < 0 {
			return 1 + flag(i > p.anchor, 1)
		}
	}
	return 0
}

// voices counts what else in the sentence of the cue may lead words in: relative
// pronouns before it, and other quotations' cues.
func (a *speakers) voices(p *place) uint32 {
	in := a.s.Sentences[p.sentence]
	who, cues := uint32(0), uint32(0)
	for i := in.First; i < p.anchor; i++ {
		if hashWho[a.s.Tokens[i].Lower] && a.s.Tokens[i].Inside < 0 {
			who = 1
		}
	}
	span := quoth.Span{Start: int(a.s.Tokens[in.First].Start), End: int(a.s.Tokens[in.Last-1].End)}
	for i := max(0, a.now-3); i < min(len(a.s.Quotations), a.now+4); i++ {
		if q := &a.s.Quotations[i]; i != a.now && !q.Cue.Empty() && span.Holds(q.Cue) {
			cues++
		}
	}
	return who<<2 | min(cues, 3)
}

// trainDoubt learns how likely a choice is right.
func trainDoubt(judged []judgement) *tagger.Model {
	t := tagger.NewTrainer("doubt", 2, 13)
	t.Rate, t.Decay = 0.01, 3e-3
	order := tagger.NewOrder(len(judged))
	for range 10 {
		for _, i := range order.Next() {
			t.Softmax(judged[i].features, int(flag(judged[i].right, 1)))
		}
	}
	return t.Model()
}
