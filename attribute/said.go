package attribute

import "github.com/quoth-news/quoth"

// time notes when the words were said: the expression of time in the region that
// hangs on the cue. A plain date beats "previously".
func (o *occasions) time(r region, f *frame) {
	var best *quoth.Time
	bestSure := 0.0
	for i := r.from; i < max(r.to, r.trailing[1]); i++ {
		if o.times[i] == 0 {
			continue
		}
		t := &o.s.Times[o.times[i]-1]
		i = t.Last - 1
		sure := o.hangsOn(r, t, f)
		if sure == 0 || o.ahead(t) {
			continue
		}
		if vague(t) {
			sure -= .3
		}
		if sure > bestSure {
			best, bestSure = t, sure
		}
	}
	if best == nil {
		return
	}
	if vague(best) {
		bestSure += .3
	}
	f.said = &quoth.Said{Span: best.Span, When: best.When, Rule: best.Rule, Confidence: best.Confidence * bestSure}
}

// vague tells whether all that is known is that it was before publication.
func vague(t *quoth.Time) bool { return len(t.When) > 2 && t.When[:2] == ".." }

// ahead tells whether a time lies after publication: nothing was said then.
func (o *occasions) ahead(t *quoth.Time) bool {
	first, _, ok := t.When.Bounds()
	_, last, known := o.s.Doc.Published.Bounds()
	return !ok || known && first > last
}

// hangsOn tells how surely a time is that of speaking, 0 if it is not.
func (o *occasions) hangsOn(r region, t *quoth.Time, f *frame) float64 {
	switch {
	case t.First >= r.trailing[0] && t.First < r.trailing[1]:
		if o.onlyMarks(r.trailing[0], t.First) && !dateless[o.s.Tokens[t.First].Lower] {
			return .9 // He told them “no” on Tuesday
		}
		return 0
	case t.First >= r.to || t.First < r.from || o.skip[t.First]:
		return 0
	case partySpan(f.told).Meets(t.Span):
		return 0 // the Mail on Sunday
	case o.bare(t) && !venueSpan(f).Holds(t.Span):
		return 0 // the 2016 field
	case t.First > r.cue:
		return o.after(r, t)
	case t.Last <= r.cue:
		return o.before(r, t, f)
	}
	return 0
}

// bare tells whether a year, month or season stands without a preposition, so that
// it only belongs to a thing.
func (o *occasions) bare(t *quoth.Time) bool {
	switch t.Rule {
	case "date/in-year@1", "date/month@1", "date/month-year@1", "date/in-decade@1", "date/century@1":
		first := o.s.Tokens[t.First].Tag
		return first != quoth.IN && first != quoth.RB && first != quoth.TO && !o.is(t.First, "last") && !o.is(t.First, "this") && !o.is(t.First, "dated")
	}
	return false
}

func (o *occasions) onlyMarks(from, to int32) bool {
	for i := from; i < to; i++ {
		if k := o.s.Tokens[i].Kind; k != quoth.Punct && k != quoth.QuoteMark {
			return false
		}
	}
	return true
}

// after judges a time behind the cue: "told the Ledger in 2010", "said in a
// statement released on Tuesday", not "told a court that rose in 2010".
func (o *occasions) after(r region, t *quoth.Time) float64 {
	if o.modifiesThing(t.Last, r.to) {
		return 0
	}
	if t.First > r.cue+1 && dateless[o.s.Tokens[t.First].Lower] && !o.is(t.First, "of") && !o.is(t.First, "from") {
		return 0
	}
	for i := r.cue + 1; i < t.First; i++ {
		k := &o.s.Tokens[i]
		if r.speaker.Meets(k.Span()) {
			continue
		}
		verb := k.Caps == quoth.LowerCase && (quoth.VB <= k.Tag && k.Tag <= quoth.VBD || k.Tag == quoth.VBZ || k.Tag == quoth.VBP || k.Tag == quoth.MD)
		switch {
		case o.skip[i], verb && !publishing[k.Lower] && !o.is(i, "was"), subclauses[k.Lower] && !o.publishes(i+1, t.First) && !o.opensAudience(r, i) && !o.is(i+1, "saying") && !o.replying(i):
			return 0
		case o.is(i, "that") && !o.publishes(i+1, t.First):
			return 0
		}
	}
	return 1
}

// opensAudience tells whether the words after token i are whom was spoken to:
// "testified before the committee".
func (o *occasions) opensAudience(r region, i int32) bool {
	next, _ := o.audienceAt(r, i)
	return next > 0
}

// before judges a time in front of the cue: right before it, at the beginning of
// the sentence, or in a phrase that names the occasion.
func (o *occasions) before(r region, t *quoth.Time, f *frame) float64 {
	near := t.Last
	for near < r.cue && (o.s.Tokens[near].Tag == quoth.RB || o.s.Tokens[near].Tag == quoth.VBD && o.is(near, "had") || o.is(near, "has") || o.is(near, "have") || o.s.Tokens[near].Tag == quoth.Comma) {
		near++
	}
	if r.aside && t.First < r.subject && near < r.cue {
		return 0 // “In the 1990s, she said, rents were low”
	}
	lead := o.lead(r)
	for lead < t.First && (o.s.Tokens[lead].Tag == quoth.RB || o.s.Tokens[lead].Tag == quoth.RBR) {
		lead++
	}
	switch {
	case dateless[o.s.Tokens[t.First].Lower]: // the mayor since 2010, said
		return 0
	case near == r.cue && (t.First > r.from || r.subject >= r.cue): // “King on Tuesday told”, “previously told”
		return 1
	case t.First <= lead && !o.modifiesThing(t.Last, r.to):
		return .95
	case t.First <= lead && f.venue != nil && f.venue.Start >= t.Start && f.venue.End <= int(o.s.Tokens[r.cue].Start):
		return .95 // “Thursday’s episode of …”
	case t.First < r.subject && o.occasionAround(r, t, f):
		return .95
	case t.First < r.subject && o.onlyPlace(lead, t.First) && !o.modifiesThing(t.Last, r.to):
		return .85 // “in Fayette on Wednesday”
	case t.First > r.subject && o.at(t.First-1).Tag == quoth.Comma && t.Last < r.cue && o.s.Tokens[t.Last].Tag == quoth.Comma:
		return .9 // King, in 2010, said
	case t.First > r.subject && o.occasionAround(r, t, f):
		return .9 // King, in an interview in 2010, said
	}
	return 0
}

// onlyPlace tells whether nothing stands in [from, to) but a place: "in Fayette",
// "at the Corn Exchange in Ferring".
func (o *occasions) onlyPlace(from, to int32) bool {
	if from >= to || !o.is(from, "in") && !o.is(from, "at") && !o.is(from, "from") {
		return false
	}
	for i := from + 1; i < to; i++ {
		t := &o.s.Tokens[i]
		name := quoth.NN <= t.Tag && t.Tag <= quoth.NNPS && t.Caps != quoth.LowerCase
		if !name && t.Tag != quoth.DT && t.Tag != quoth.Comma && !(t.Tag == quoth.IN && (o.is(i, "in") || o.is(i, "of"))) {
			return false
		}
	}
	return true
}

// occasionAround tells whether a time stands in the phrase that names the venue or
// the audience, with no comma or verb between.
func (o *occasions) occasionAround(r region, t *quoth.Time, f *frame) bool {
	for _, span := range []quoth.Span{venueSpan(f), partySpan(f.told), partySpan(f.addressee)} {
		if span.Empty() || span.Start >= int(o.s.Tokens[r.cue].Start) {
			continue
		}
		if span.Holds(t.Span) || span.Meets(t.Span) {
			return true
		}
		from, to := o.s.TokenAt(span.End), t.First
		if t.Start < span.Start {
			from, to = t.Last, o.s.TokenAt(span.Start)
		}
		if from <= to && to-from <= 8 && o.smooth(from, to) {
			return true
		}
	}
	return false
}

// smooth tells whether [from, to) holds no clause of its own.
func (o *occasions) smooth(from, to int32) bool {
	for i := from; i < to; i++ {
		k := &o.s.Tokens[i]
		finite := k.Tag == quoth.VBD || k.Tag == quoth.VBZ || k.Tag == quoth.VBP || k.Tag == quoth.MD
		if finite && !publishing[k.Lower] && !o.is(i, "was") || k.Tag == quoth.Comma || subclauses[k.Lower] && !o.publishes(i+1, to) {
			return false
		}
	}
	return true
}

func venueSpan(f *frame) quoth.Span {
	if f.venue == nil {
		return quoth.Span{}
	}
	return f.venue.Span
}

func partySpan(p *quoth.Party) quoth.Span {
	if p == nil {
		return quoth.Span{}
	}
	return p.Span
}

// modifiesThing tells whether the words after a date make it that of a thing: "in
// 2010’s election", "the 2010 film". What names an occasion does not.
func (o *occasions) modifiesThing(i, to int32) bool {
	if i >= to {
		return false
	}
	t := &o.s.Tokens[i]
	if t.Tag == quoth.POS || o.is(i, "'s") || o.is(i, "’s") {
		return o.thingAfter(i+1, to)
	}
	if t.Kind != quoth.Word || t.Caps != quoth.LowerCase {
		return false
	}
	switch t.Tag {
	case quoth.NN, quoth.NNS:
		return o.thingAfter(i, to)
	case quoth.JJ, quoth.JJR, quoth.JJS: // “from the 2008 presidential race”, but “said Monday new rules”
		return i > 0 && o.at(i-1).Kind == quoth.Number && o.thingAfter(i, to)
	}
	return false
}

// thingAfter tells whether the noun phrase at i is headed by something other than an
// occasion.
func (o *occasions) thingAfter(i, to int32) bool {
	for ; i < to; i++ {
		t := &o.s.Tokens[i]
		if o.venueKind(i) != "" {
			return false
		}
		if (t.Tag < quoth.NN || t.Tag > quoth.NNPS) && (t.Tag < quoth.JJ || t.Tag > quoth.JJS) {
			return true
		}
	}
	return true
}
