package attribute

import (
	"slices"
	"strings"

	"github.com/quoth-news/quoth"
)

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
