package attribute

import (
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/lexicon"
)

// sameOutlet reads "the magazine" as the outlet named last, and "this newspaper" as
// the publisher.
func (o *occasions) sameOutlet(first, last int32, f *frame) {
	span := o.s.TokensSpan(first, last)
	switch {
	case f.told != nil:
	case o.is(first, "the") && last == first+2 && o.outlet != nil: // "the Open Door podcast" is another
		f.told = &quoth.Party{Span: span, Name: o.outlet.Name, Entity: o.outlet.Entity, Rule: "attribute/same-outlet@1"}
		f.back = true
	case !o.is(first, "the") && o.s.Doc.Publisher != "":
		f.told = &quoth.Party{Span: span, Name: o.s.Doc.Publisher, Entity: quoth.None, Rule: "attribute/publisher@1"}
	}
}

// pronoun reads "told us" as the publisher, "told him" as whoever he is.
func (o *occasions) pronoun(i int32, only bool, f *frame) {
	t := &o.s.Tokens[i]
	switch {
	case only || t.Tag != quoth.PRP:
	case o.is(i, "us") || o.is(i, "me"):
		if o.s.Doc.Publisher != "" && f.told == nil {
			f.told = &quoth.Party{Span: t.Span(), Name: o.s.Doc.Publisher, Entity: quoth.None, Rule: "attribute/publisher@1"}
		}
	case o.is(i, "him"), o.is(i, "her"), o.is(i, "them"):
		m := o.mentionOver(i, i+1)
		if m != nil && m.Entity >= 0 && f.addressee == nil {
			f.addressee = &quoth.Party{Span: t.Span(), Name: o.s.Entities[m.Entity].Name, Entity: int(m.Entity), Rule: "attribute/addressee-pronoun@1"}
		}
	}
}

// person notes the person or body [first, last) as spoken to.
func (o *occasions) person(first, last int32, f *frame) {
	if f.addressee != nil || first >= last {
		return
	}
	p := &quoth.Party{Span: o.s.TokensSpan(first, last), Entity: quoth.None, Rule: "attribute/addressee-name@1"}
	p.Name = p.Of(o.s.Doc.Text)
	if m := o.mentionOver(first, last); m != nil && m.Entity >= 0 {
		p.Entity = int(m.Entity)
		e := &o.s.Entities[m.Entity]
		switch {
		case e.Kind == quoth.Place:
			return
		case e.Kind == quoth.Person && !strings.HasSuffix(p.Name, e.Name): // "Dr. Imelda Fry" stays
			p.Name = e.Name
		}
	}
	f.addressee = p
	o.bodyVenue(last-1, f)
}

func (o *occasions) isGroup(head int32) bool {
	t := &o.s.Tokens[head]
	_, known := audiences[t.Lower]
	return t.Caps == quoth.LowerCase && (known || o.words.Of(t.Lower).Has(lexicon.Role|lexicon.Group))
}

// group notes a group without a name as spoken to, if the phrase is one: reporters,
// a crowd, the committee.
func (o *occasions) group(first, last int32, f *frame) {
	head := o.s.Tokens[last-1].Lower
	if kind := o.venueKind(last - 1); kind == quoth.PressConference || kind != "" && audiences[head] == "" { // told a press conference
		if f.venue == nil {
			f.venue = &quoth.Venue{Span: o.s.TokensSpan(first, last), Kind: kind, Rule: "attribute/venue-noun@1"}
		}
		return
	}
	_, known := audiences[head]
	m := o.mentionOver(first, last)
	if m == nil {
		m = o.mentionOver(last-1, last)
	}
	if !known && (m == nil || m.Kind != quoth.DescriptionMention) && !o.words.Of(head).Has(lexicon.Role|lexicon.Group) || f.addressee != nil {
		return
	}
	p := &quoth.Party{Span: o.s.TokensSpan(first, last), Entity: quoth.None, Rule: "attribute/addressee-group@1"}
	p.Name = p.Of(o.s.Doc.Text)
	if m != nil && m.Entity >= 0 {
		p.Entity = int(m.Entity)
		if e := &o.s.Entities[m.Entity]; e.Kind == quoth.Person && e.Name != "" {
			p.Name = e.Name
		}
	}
	f.addressee = p
	o.bodyVenue(last-1, f)
}

// bodyVenue: what is told to jurors is said in court.
func (o *occasions) bodyVenue(head int32, f *frame) {
	t := &o.s.Tokens[head]
	if kind := audiences[t.Lower]; kind != "" && f.venue == nil {
		f.venue = &quoth.Venue{Span: t.Span(), Kind: kind, Rule: "attribute/audience-venue@1"}
	}
}

// house reads the outlet behind a person: "Anna Reyes of the Ledger", "Dora Finch on
// CNN".
func (o *occasions) house(i int32, r region, f *frame) {
	if f.told != nil || f.addressee == nil || i+1 >= r.to || !o.is(i, "of") && !o.is(i, "from") && !o.is(i, "at") && !o.is(i, "on") {
		return
	}
	next := i + 1
	if o.is(next, "the") {
		next++
	}
	if next < r.to && o.capital(next) {
		if end := o.nameEnd(next, o.phraseEnd(next, r.to)); o.isOutlet(next, end) {
			o.tell(next, end, f)
		}
	}
}
