package attribute

import (
	"math"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/tagger"
)

// In a text that is mostly conversation few quotations say who speaks. There the
// speaker is chosen among the people about, not among mentions: by what stands
// beside the words, whose turn it is, who is spoken to, and who speaks next.

// scorer is a model, or one that is learning.
type scorer interface {
	Value(features []uint32) float32
}

// conversation attributes the turns of one sheet in their order.
type conversation struct {
	a       *speakers
	model   scorer
	sure    tagger.Curve
	turns   []turn
	at      []int // by quotation: its turn, or None
	people  []human
	list    []person
	values  []float32
	feature []uint32
}

// turn is a direct quotation and what stands beside it.
type turn struct {
	quotation int
	place     place
	segment   int32
	sayer     sayer
	entity    int // who speaks, or None as long as it is not known
	mention   quoth.Span
	addressed []int // entities the words call by name
	asks      bool  // ends with a question mark
}

// person is a candidate: an entity, or a phrase that names nobody known.
type person struct {
	entity  int
	mention int        // the mention to print, or None
	span    quoth.Span // printed where there is no mention
	own     bool       // the words beside the turn say so
	chain   float32
	local   uint32 // how it is mentioned in the paragraph outside marks
	before  uint32 // and in the paragraph before
}

// lesson is shown the candidates of a turn in training; it tells which is right, or
// None where that is not known, and is called before the model's own choice is taken.
type lesson func(c *conversation, k int)

// converses tells whether the text is a conversation in good part: one paragraph in
// six, and five at least, begins with a turn and the next one does too. In news one
// in twelve is much.
func converses(s *quoth.Sheet) bool {
	last, pairs := int32(-2), 0
	for i := range s.Quotations {
		q := &s.Quotations[i]
		if q.Form == quoth.Indirect || q.Rule == "extract/post@1" || q.Rule == "extract/turn@1" {
			continue
		}
		t := s.TokenAt(q.Parts[0].Start)
		if int(t) >= len(s.Tokens) {
			continue
		}
		segment := s.Sentences[s.Tokens[t].Sentence].Segment
		if first := s.Segments[segment].Start; q.Parts[0].Start > first+4 || segment == last {
			continue
		}
		if segment == last+1 {
			pairs++
		}
		last = segment
	}
	return pairs >= 5 && pairs*6 >= len(s.Segments) && !figures(s)
}

// figures tells reports from stories, which write numbers out: more than one word in
// four hundred is printed in digits. In most news four are, in no novel looked at one.
func figures(s *quoth.Sheet) bool {
	n := 0
	for i := range s.Tokens {
		if s.Tokens[i].Kind == quoth.Number {
			n++
		}
	}
	return n*400 > len(s.Tokens)
}

// spoke notes who spoke turn k.
func (c *conversation) spoke(k int, sp *quoth.Speaker) {
	c.turns[k].entity, c.turns[k].mention = sp.Entity, sp.Mention
	if sp.Entity >= 0 {
		c.human(sp.Entity).spoken++
	}
}

// conversation prepares the turns of the sheet.
func (a *speakers) conversation(model scorer) *conversation {
	c := &conversation{a: a, model: model}
	s := a.s
	for i := range s.Quotations {
		c.at = append(c.at, quoth.None)
		q := &s.Quotations[i]
		if q.Form == quoth.Indirect || q.Rule == "extract/post@1" || q.Rule == "extract/turn@1" {
			continue
		}
		p, ok := a.placeOf(q)
		if !ok {
			continue
		}
		c.at[i] = len(c.turns)
		last := q.Parts[len(q.Parts)-1]
		t := turn{quotation: i, place: p, segment: s.Sentences[s.Tokens[p.first].Sentence].Segment, entity: quoth.None}
		t.asks = last.End > last.Start && s.Doc.Text[last.End-1] == '?'
		c.turns = append(c.turns, t)
	}
	c.humans()
	for k := range c.turns {
		c.turns[k].sayer = a.sayer(c.turns[k].place)
		c.turns[k].addressed = c.vocatives(c.turns[k].place.q)
	}
	return c
}

// told tells whether the words beside a turn say by name who speaks it: “…,” said Mara.
// Then hardly anything else can be.
func (c *conversation) told(t *turn) bool {
	y := &t.sayer
	if y.class != inverted && y.class != subjectThen || y.verb < 0 || !speechVerbs[c.a.s.Tokens[y.verb].Lower] {
		return false
	}
	return y.kind == nameWord || y.kind == descriptionWord && c.a.s.Tokens[c.a.s.TokenAt(y.span.Start)].Tag != quoth.PRPS
}

const toldBonus = 3

// attribute chooses who speaks turn k.
func (c *conversation) attribute(k int, learn lesson) {
	t := &c.turns[k]
	q := t.place.q
	phrase := q.Speaker
	list := c.candidates(k)
	q.Speaker = nil
	if len(list) == 0 {
		return
	}
	best, top, sum := 0, float32(math.Inf(-1)), 0.0
	c.values = c.values[:0]
	said := c.told(t)
	for i := range list {
		c.feature = c.features(c.feature, k, &list[i])
		v := c.model.Value(c.feature)
		if said && list[i].own {
			v += toldBonus
		}
		c.values = append(c.values, v)
		if v > top {
			best, top = i, v
		}
	}
	for _, v := range c.values {
		sum += math.Exp(float64(v - top))
	}
	if learn != nil {
		learn(c, k)
	}
	sure := c.sure.At(1 / sum)
	if learn == nil && sure < c.a.least {
		return
	}
	c.a.stated = 1 / sum
	p := &list[best]
	if p.own && p.mention < 0 && p.entity < 0 {
		p.entity = c.a.entity(t.sayer.phraseKind, p.span)
		t.sayer.entity = p.entity
	}
	q.Speaker = &quoth.Speaker{Mention: p.span, Entity: p.entity, Confidence: sure, Rule: "attribute/turn-taking@1"}
	if p.own {
		q.Speaker.Rule = "attribute/cue-subject@1"
		if phrase != nil && p.chain >= 0.3 && phrase.Mention.Holds(p.span) {
			q.Speaker.Mention = phrase.Mention
		}
	} else if m := t.sayer.mention; m >= 0 && t.sayer.kind == hePronoun {
		q.Speaker.Mention, q.Speaker.Rule = c.a.s.Mentions[m].Span, "attribute/pronoun@1"
	}
}
