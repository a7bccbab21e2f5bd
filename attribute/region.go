package attribute

import (
	"github.com/quoth-news/quoth"
)

// reach is how many tokens before and after a cue can belong to its occasion: a
// sentence of a hundred thousand words must not take the square of its time.
const reach = 160

// ownPart is the index of the quotation's own part that ends at a place, or None.
func (o *occasions) ownPart(q *quoth.Quotation, end int) int {
	for k, p := range q.Parts {
		if p.End == end {
			return k
		}
	}
	return quoth.None
}

// bound keeps [from, to) clear of a span beside the cue.
func bound(from, to int, span, cue quoth.Span) (int, int) {
	switch {
	case span.Holds(cue) || span.End < from || span.Start > to:
	case span.End <= cue.Start:
		from = max(from, span.End)
	case span.Start >= cue.End:
		to = min(to, span.Start)
	}
	return from, to
}

func (o *occasions) finiteVerb(from, to int32) bool {
	for i := from; i < to; i++ {
		if t := o.s.Tokens[i].Tag; t == quoth.VBD || t == quoth.VBZ || t == quoth.VBP {
			return true
		}
	}
	return false
}

// lead is the first word of the region that is no conjunction or mark.
func (o *occasions) lead(r region) int32 {
	i := r.from
	for i+1 < r.to && (o.s.Tokens[i].Tag == quoth.CC || o.s.Tokens[i].Kind == quoth.Punct || o.s.Tokens[i].Kind == quoth.QuoteMark) {
		i++
	}
	return i
}

// front is where a phrase before the subject ends: its last comma, or r.from.
func (o *occasions) front(r region) int32 {
	for i := min(r.subject, r.cue) - 1; i > r.from; i-- {
		if o.s.Tokens[i].Tag == quoth.Comma {
			return i
		}
	}
	return r.from
}

// clauseEnd is where a clause that begins at token i ends: at the next comma or
// dash, before the cue if it stands before it and no comma does.
func (o *occasions) clauseEnd(r region, i int32) int32 {
	for k := i + 1; k < r.to; k++ {
		t := &o.s.Tokens[k]
		if t.Tag == quoth.Comma || t.Tag == quoth.Colon || t.Kind == quoth.QuoteMark {
			return k
		}
	}
	return r.to
}

// publishes tells whether a relative clause says how the words came out: "an
// interview that aired on Sunday".
func (o *occasions) publishes(i, end int32) bool {
	for k := i; k < min(end, i+3); k++ {
		if publishing[o.s.Tokens[k].Lower] {
			return true
		}
	}
	return false
}

// at is token i, an empty one beyond the ends.
func (o *occasions) at(i int32) *quoth.Token {
	if i < 0 || int(i) >= len(o.s.Tokens) {
		return &quoth.Token{}
	}
	return &o.s.Tokens[i]
}

func (o *occasions) is(i int32, lower string) bool {
	return i >= 0 && int(i) < len(o.s.Tokens) && o.s.Tokens[i].Lower == quoth.HashLower(lower)
}
