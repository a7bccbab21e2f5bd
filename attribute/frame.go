package attribute

import (
	"github.com/quoth-news/quoth"
)

// frame is what the words around a cue, or a sentence that announces speech, say
// of the occasion.
type frame struct {
	told, addressee *quoth.Party
	venue           *quoth.Venue
	said            *quoth.Said
	apart           bool // "once said", "has said": no part of the occasion before
	fronted         bool // the occasion stands before the subject: "In a statement, he said"
	back            bool // "in the interview", "the magazine": the occasion before
}

func (f frame) empty() bool {
	return f.told == nil && f.addressee == nil && f.venue == nil && f.said == nil
}

// carriedFrom fills a frame from the occasion before, if it is the same one: where
// nothing new is said everything carries on; where something is, only if it does
// not contradict and brings no date of its own. steps counts the segments between.
func (f frame) carriedFrom(before frame, steps int32) frame {
	if f.venue != nil && before.venue != nil && f.venue.Kind != before.venue.Kind {
		f.back = false
	}
	if !f.empty() && !f.back && (f.fronted || f.contradicts(before) || f.said != nil && (before.said == nil || f.said.When != before.said.When) || steps > 1) {
		return f
	}
	if f.told == nil && (f.addressee == nil || f.back) {
		f.told = carriedParty(before.told)
	}
	if f.addressee == nil && (f.told == nil || f.back || before.told != nil && f.told.Name == before.told.Name) {
		f.addressee = carriedParty(before.addressee)
	}
	if f.venue == nil || f.back && f.venue.Name == "" && before.venue != nil && before.venue.Kind == f.venue.Kind {
		f.venue = carriedVenue(before.venue)
	}
	if f.said == nil && before.said != nil {
		said := *before.said
		said.Rule, said.Confidence = "date/carried@1", said.Confidence*.97
		f.said = &said
	}
	return f
}

// contradicts tells whether two frames cannot be one occasion: another audience or
// another kind of venue.
func (f frame) contradicts(before frame) bool {
	return differ(f.told, before.told) || differ(f.addressee, before.addressee) ||
		f.told == nil && f.addressee != nil && before.told != nil && before.addressee == nil ||
		f.addressee == nil && f.told != nil && before.addressee != nil && before.told == nil ||
		f.venue != nil && f.venue.Kind == quoth.PostVenue || f.written() && f.spoken() || // every post, every letter is its own
		f.spoken() && f.venue == nil && before.written() || before.spoken() && before.venue == nil && f.written() ||
		f.venue != nil && before.venue != nil && (f.venue.Kind != before.venue.Kind || f.venue.Name != "" && before.venue.Name != "" && f.venue.Name != before.venue.Name)
}

// spoken tells whether somebody was told; written, whether the words were put out.
func (f frame) spoken() bool { return f.told != nil || f.addressee != nil }

func (f frame) written() bool {
	return f.venue != nil && (f.venue.Kind == quoth.PostVenue || f.venue.Kind == quoth.StatementVenue || f.venue.Kind == quoth.DocumentVenue)
}

func differ(a, b *quoth.Party) bool {
	return a != nil && b != nil && a.Name != b.Name && (a.Entity == quoth.None || a.Entity != b.Entity)
}

func carriedParty(p *quoth.Party) *quoth.Party {
	if p == nil {
		return nil
	}
	c := *p
	c.Rule = "attribute/carried@1"
	return &c
}

func carriedVenue(v *quoth.Venue) *quoth.Venue {
	if v == nil {
		return nil
	}
	c := *v
	c.Rule = "attribute/carried@1"
	return &c
}

// region is the stretch of a sentence that belongs to one cue: tokens [from, to)
// without what is quoted.
type region struct {
	from, to int32
	cue      int32
	subject  int32      // the first token of the speaker where it stands before the cue, else the cue
	speaker  quoth.Span // the source phrase
	aside    bool       // subject and cue are put between commas into what is reported: “Rents, she said, were low”
	trailing [2]int32   // the tokens after the quotation's last words in the cue's sentence
}

// near is how many quotations before and after one are looked at for words and cues
// in its sentence.
const near = 12

// region finds the words around the cue of quotation i: up to the next cue or
// quoted words on either side.
func (o *occasions) region(i int) region {
	q, c := &o.s.Quotations[i], o.cues[i]
	in := o.s.Sentences[o.s.Tokens[c].Sentence]
	cue := o.s.Tokens[c].Span()
	from, to := int(o.s.Tokens[in.First].Start), int(o.s.Tokens[in.Last-1].End)
	end := to
	for k := max(i-near, 0); k < min(i+near, len(o.s.Quotations)); k++ {
		other := &o.s.Quotations[k]
		if k != i && (other.Act == quoth.Attitude || other.Speaker == nil && other.Form != quoth.Direct) {
			continue // what nobody says, or only thinks, may hold what tells of the occasion
		}
		for _, p := range other.Parts {
			from, to = bound(from, to, p, cue)
		}
		if k != i && o.cues[k] != quoth.None {
			from, to = bound(from, to, other.Cue, cue)
		}
	}
	r := region{cue: c, from: max(o.s.TokenAt(from), in.First), to: min(o.s.TokenAt(to), in.Last), subject: c}
	if to == end {
		r.to = in.Last
	}
	r.from, r.to = max(r.from, c-reach), min(r.to, c+reach)
	r.trailing = [2]int32{r.to, r.to}
	if q.Speaker != nil {
		r.speaker = q.Speaker.Mention
	}
	if !r.speaker.Empty() && r.speaker.End < from && r.speaker.Start >= int(o.s.Tokens[in.First].Start) && o.ownPart(q, from) == quoth.None {
		// other reported words stand between subject and verb: what follows them up to
		// the comma is theirs: “Hollander, who backed Ellison in 2012, said”
		for k := r.cue; k > r.from; k-- {
			if o.s.Tokens[k-1].Tag == quoth.Comma {
				r.from = k
				break
			}
		}
	}
	if q.Speaker != nil && q.Speaker.Mention.End <= cue.Start && q.Speaker.Mention.Start >= from {
		r.subject = o.s.TokenAt(q.Speaker.Mention.Start)
		r.aside = q.Form == quoth.Indirect && o.at(c+1).Tag == quoth.Comma
	}
	if last := q.Parts[len(q.Parts)-1]; q.Form != quoth.Indirect && last.Start > cue.Start && last.End < end {
		from := o.s.TokenAt(last.End)
		r.trailing = [2]int32{from, min(in.Last, from+reach)}
	}
	return r
}

// read gathers what the words of a region say of the occasion.
func (o *occasions) read(r region) frame {
	var f frame
	o.mask(r)
	for i := r.from; i < r.to; i++ {
		if o.skip[i] {
			continue
		}
		if kind := o.venueKind(i); kind != "" {
			o.venue(r, i, kind, &f)
		}
		if next, only := o.audienceAt(r, i); next > 0 {
			o.party(r, next, only, &f)
		}
		if i < r.cue && habitual[o.s.Tokens[i].Lower] || o.is(i, "later") && o.times[i] == 0 {
			f.apart = true
		}
	}
	o.quoting(r, &f)
	o.cueVenue(r, &f)
	i := r.cue - 1
	for i > r.from && (o.is(i, "long") || o.s.Tokens[i].Tag == quoth.RB) && o.times[i] == 0 {
		i--
	}
	if i >= r.from && (o.is(i, "has") || o.is(i, "have") || o.is(i, "'ve") || o.is(i, "’ve")) && o.s.Tokens[r.cue].Tag != quoth.VBG {
		f.apart = true // "has said" is of no particular occasion
	}
	o.time(r, &f)
	for _, span := range []quoth.Span{venueSpan(&f), partySpan(f.told), partySpan(f.addressee)} {
		f.fronted = f.fronted || !span.Empty() && span.Start < int(o.s.Tokens[min(r.subject, r.cue)].Start)
	}
	return f
}

// mask marks the tokens of the region that belong to something else: relative
// clauses that do not hold the cue, and topics ("Asked about the debate on Tuesday,
// …", "After the fire in 2010, …").
func (o *occasions) mask(r region) {
	for i := r.from; i < r.to; i++ {
		o.skip[i] = o.s.Tokens[i].Inside >= 0 && o.quoted(i)
	}
	for i := r.from; i < r.to; i++ {
		t := &o.s.Tokens[i]
		if !relative[t.Lower] || t.Tag != quoth.WP && t.Tag != quoth.WDT && t.Tag != quoth.WPS && t.Tag != quoth.WRB {
			continue
		}
		if o.replying(i) {
			continue
		}
		end := o.clauseEnd(r, i)
		if i < r.cue && r.cue < end { // “Democrats who lost in November said”, “who told the Argus in 2010”
			end = r.cue
			if !o.finiteVerb(i+1, end) {
				continue
			}
		}
		if o.publishes(i+1, end) {
			continue
		}
		for ; i < end; i++ {
			o.skip[i] = true
		}
	}
	for i := o.s.TokenAt(r.speaker.Start); !r.speaker.Empty() && i < r.to && int(o.s.Tokens[i].Start) < r.speaker.End; i++ {
		o.skip[i] = true // “Democrats who lost in November”
	}
	if front := o.front(r); front > r.from && topics[o.s.Tokens[o.lead(r)].Lower] {
		for i := r.from; i < front; i++ {
			o.skip[i] = true
		}
		o.unskipInterview(r, front)
	}
}

// replying tells whether a clause at token i only says that somebody answered: “said
// when told of it in 2020”.
func (o *occasions) replying(i int32) bool {
	if !o.is(i, "when") || !o.is(i+1, "told") && !o.is(i+1, "asked") && !o.is(i+1, "reached") && !o.is(i+1, "contacted") {
		return false
	}
	for k := i + 2; k < i+5 && int(k) < len(o.s.Tokens); k++ {
		if o.times[k] != 0 {
			return true
		}
		if t := o.s.Tokens[k].Tag; t != quoth.IN && t != quoth.PRP && t != quoth.DT {
			return false
		}
	}
	return false
}

// unskipInterview takes back what is an occasion even inside a topic: "Reflecting on
// the series during an interview with Variety in 2022, …".
func (o *occasions) unskipInterview(r region, front int32) {
	for i := r.from; i < front; i++ {
		if v := o.venueKind(i); v != quoth.Interview && v != quoth.PressConference {
			continue
		}
		if p, ok := o.prepositionBefore(i, r.from); ok && !o.is(p, "of") && !o.is(p, "about") && p > r.from {
			for ; p < front; p++ {
				o.skip[p] = false
			}
			return
		}
	}
}
