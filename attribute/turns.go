package attribute

import (
	"math"
	"slices"
	"strings"

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
	spans   []quoth.Span // of the words of the quotations, to keep names inside them apart
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
	for i := range list {
		c.feature = c.features(c.feature, k, &list[i])
		v := c.model.Value(c.feature)
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

// candidates lists who may speak turn k.
func (c *conversation) candidates(k int) []person {
	a, t := c.a, &c.turns[k]
	s, p := a.s, &t.place
	c.list = c.list[:0]
	if y := &t.sayer; y.class > 0 && y.phraseKind != "" {
		if y.entity < 0 {
			y.entity = a.known(y.span)
		}
		chain := float32(0)
		if sp := p.q.Speaker; sp != nil && sp.Mention.Meets(y.span) {
			chain = float32(sp.Confidence)
		}
		c.list = append(c.list, person{entity: y.entity, mention: quoth.None, span: y.span, own: true, chain: chain})
	}
	low := max(t.segment-3, 0)
	from, to := s.MentionsIn(quoth.Span{Start: s.Segments[low].Start, End: s.Segments[t.segment].End})
	from = max(from, to-160)
	for m := to - 1; m >= from; m-- {
		x := &s.Mentions[m]
		if s.Tokens[x.Head].Inside >= 0 || x.Entity < 0 || m != t.sayer.mention && s.Tokens[x.Head].Tag == quoth.PRPS {
			continue
		}
		if kind := s.Entities[x.Entity].Kind; kind == quoth.Place || kind == quoth.Organisation && m != t.sayer.mention {
			continue
		}
		y := c.consider(int(x.Entity), m, x.Span)
		if y == nil {
			continue
		}
		switch segment := s.Sentences[s.Tokens[x.Head].Sentence].Segment; {
		case m == t.sayer.mention:
			y.own, y.mention, y.span = true, m, x.Span
		case segment == t.segment && x.Head > p.last:
			y.local = max(y.local, 1)
		case segment == t.segment && x.Head < p.first:
			y.local = 2
			if m == 0 || s.Sentences[s.Tokens[x.First].Sentence].First >= x.First-2 {
				y.local = 3
			}
		case segment == t.segment-1:
			y.before = max(y.before, 1)
			if s.Sentences[s.Tokens[x.First].Sentence].First >= x.First-2 {
				y.before = 2
			}
		}
	}
	for back := 1; back <= 8 && back <= k; back++ {
		if before := &c.turns[k-back]; before.entity >= 0 && t.segment-before.segment < 12 {
			c.consider(before.entity, quoth.None, before.mention)
		}
	}
	for ahead := 1; ahead <= 3 && k+ahead < len(c.turns); ahead++ {
		if y := c.turns[k+ahead].sayer; y.entity >= 0 && y.kind != hePronoun && c.turns[k+ahead].segment-t.segment < 4 {
			c.consider(y.entity, quoth.None, s.Mentions[y.mention].Span)
		}
	}
	for _, source := range p.q.Sources {
		if e := s.Mentions[source.Mention].Entity; e >= 0 {
			for i := range c.list {
				if c.list[i].entity == int(e) {
					c.list[i].chain = max(c.list[i].chain, source.Probability)
				}
			}
		}
	}
	return c.list
}

const mostPeople = 24

// consider adds an entity to the candidates, or finds it among them; nil where
// there are too many.
func (c *conversation) consider(e, mention int, span quoth.Span) *person {
	for i := range c.list {
		if c.list[i].entity == e {
			return &c.list[i]
		}
	}
	if len(c.list) == mostPeople {
		return nil
	}
	c.list = append(c.list, person{entity: e, mention: mention, span: span})
	return &c.list[len(c.list)-1]
}

// known is the one entity that goes by a phrase, "the Gryphon" or "Gryphon", or None.
func (a *speakers) known(span quoth.Span) int {
	if a.byName == nil {
		a.byName = make(map[string]int)
		for i := range a.s.Entities {
			e := &a.s.Entities[i]
			if e.Kind == quoth.Person || e.Kind == quoth.Organisation {
				a.name(i, e.Name)
				for _, alias := range e.Aliases {
					a.name(i, alias)
				}
			}
		}
	}
	words := strings.ToLower(onOneLine(span.Of(a.s.Doc.Text)))
	for _, name := range []string{words, strings.TrimPrefix(words, "the ")} {
		if e, ok := a.byName[name]; ok && e >= 0 {
			return e
		}
	}
	return quoth.None
}

// name notes that an entity goes by a name; a name of two is nobody's.
func (a *speakers) name(e int, name string) {
	name = strings.ToLower(name)
	if old, ok := a.byName[name]; ok && old != e {
		e = quoth.None
	}
	a.byName[name] = e
}

// vocatives are the entities that the words of a quotation call by name: “Yes, Mara,”.
func (c *conversation) vocatives(q *quoth.Quotation) []int {
	s := c.a.s
	var out []int
	for _, part := range q.Parts {
		from, to := s.MentionsIn(part)
		for m := from; m < min(to, from+200); m++ {
			x := &s.Mentions[m]
			if x.Kind == quoth.NameMention && x.Entity >= 0 && s.Entities[x.Entity].Kind == quoth.Person && c.a.calls(x) && !slices.Contains(out, int(x.Entity)) {
				out = append(out, int(x.Entity))
			}
		}
	}
	return out
}

// calls tells whether a name is set off by commas or the ends of the words, so that
// somebody is called by it.
func (a *speakers) calls(m *quoth.Mention) bool {
	t := a.s.Tokens
	set := func(i int32, open bool) bool {
		if i < 0 || int(i) >= len(t) {
			return true
		}
		switch {
		case t[i].Tag == quoth.Comma || t[i].Kind == quoth.QuoteMark || t[i].Tag == quoth.FullStop:
			return true
		case open:
			return t[i].Lower == hashDear || t[i].Lower == hashOh || t[i].Tag == quoth.UH || t[i].Kind == quoth.Punct
		}
		return t[i].Kind == quoth.Punct
	}
	first := m.First - 1
	for back := 0; back < 2 && first >= 0 && (a.words.Of(t[first].Lower).Has(titles) || t[first].Lower == hashDear || t[first].Lower == hashMy); back++ {
		first--
	}
	return set(m.Last, false) && set(first, true) && !(t[m.Last-1].Tag == quoth.POS)
}
