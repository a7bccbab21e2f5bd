package attribute

import (
	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/lexicon"
)

var (
	// spokeswords are those whose words are another's.
	spokeswords = quoth.HashSet("spokesman spokeswoman spokesperson spokesmen spokeswomen spokespeople spokespersons publicist")
	// lawyers speak for their clients as long as they have no name of their own.
	lawyers = quoth.HashSet("lawyer lawyers attorney attorneys solicitor solicitors barrister counsel agent")
	// maybeSpokes are so only with "for", "of" or a possessive: "a representative for Ellison".
	maybeSpokes = quoth.HashSet("representative representatives rep reps secretary")
)

// spokespeople gives the words of spokespeople to whom they speak for: "a spokesman
// for Mara Ellison said", "Ellison spokesman Tom Hale said", "Dana Cole, a
// spokeswoman for the mayor, said", and "Hale added" after them.
func (o *occasions) spokespeople() {
	principals := map[int]int{} // spokesperson's entity → principal's
	for i := range o.s.Quotations {
		q := &o.s.Quotations[i]
		if q.Speaker == nil || q.Speaker.Mention.Empty() {
			continue
		}
		first := o.s.TokenAt(q.Speaker.Mention.Start)
		last := o.s.TokenAt(q.Speaker.Mention.End)
		if first >= last || int(last) > len(o.s.Tokens) {
			continue
		}
		h, ok := o.spokesword(first, last)
		if !ok {
			if principal, known := principals[q.Speaker.Entity]; known && q.Speaker.Entity >= 0 {
				o.speakFor(q, principal, q.Speaker.Mention, q.Speaker.Entity)
			}
			continue
		}
		person := o.spokesName(first, last, h)
		if person != nil && lawyers[o.s.Tokens[h].Lower] {
			continue
		}
		q.Basis = quoth.Spokesperson
		principal := o.principal(first, h)
		self := quoth.None
		span := o.s.TokensSpan(min(first, h), h+1) // "A spokesman"
		if person != nil {
			span, self = person.Span, int(person.Entity)
		} else if q.Speaker.Entity != principal {
			self = q.Speaker.Entity
		}
		if principal == quoth.None && person == nil { // "the spokesman added"
			var known bool
			if principal, known = principals[q.Speaker.Entity]; !known || q.Speaker.Entity < 0 {
				continue
			}
		}
		if principal == quoth.None || principal == self {
			continue
		}
		if self >= 0 {
			principals[self] = principal
		}
		o.speakFor(q, principal, span, self)
	}
}

// speakFor makes the principal the speaker and notes by whom.
func (o *occasions) speakFor(q *quoth.Quotation, principal int, span quoth.Span, self int) {
	name := span.Of(o.s.Doc.Text)
	if self >= 0 && o.s.Entities[self].Kind == quoth.Person {
		name = o.s.Entities[self].Name
	}
	q.Via = &quoth.Party{Span: span, Name: name, Entity: self, Rule: "attribute/spokesperson@1"}
	q.Speaker.Entity, q.Speaker.Rule = principal, "attribute/spokesperson@1"
	q.Basis = quoth.Spokesperson
}

// spokesword finds the word "spokesman" in the source phrase [first, last), or in
// the apposition behind it.
func (o *occasions) spokesword(first, last int32) (int32, bool) {
	sentence := o.s.Sentences[o.s.Tokens[first].Sentence]
	if last < sentence.Last && o.s.Tokens[last].Tag == quoth.Comma {
		for last++; last < sentence.Last && o.s.Tokens[last].Tag != quoth.Comma && o.s.Tokens[last].Kind != quoth.QuoteMark && o.s.Tokens[last].Tag != quoth.VBD; last++ {
		}
	}
	for i := first; i < min(last, sentence.Last); i++ {
		t := &o.s.Tokens[i]
		if spokeswords[t.Lower] {
			return i, true
		}
		if (maybeSpokes[t.Lower] || lawyers[t.Lower]) && t.Caps == quoth.LowerCase && (!o.is(i, "secretary") || o.is(i-1, "press")) &&
			(o.is(i+1, "for") || o.is(i+1, "of") || o.at(i-1).Tag == quoth.POS || o.at(i-1).Tag == quoth.PRPS || o.is(i, "secretary")) {
			return i, true
		}
	}
	return 0, false
}

// spokesName is the mention that names the spokesperson: a person in the phrase who
// stands behind the word, or before it with a comma between.
func (o *occasions) spokesName(first, last, h int32) *quoth.Mention {
	end := min(max(last, h+4), int32(len(o.s.Tokens)))
	from, to := o.s.MentionsIn(o.s.TokensSpan(first, end))
	for k := from; k < to; k++ {
		m := &o.s.Mentions[k]
		if m.Kind != quoth.NameMention || m.Entity < 0 || o.s.Entities[m.Entity].Kind != quoth.Person {
			continue
		}
		behind := m.First == h+1
		before := m.Last <= h && m.First <= first+1 && int(m.Last) < len(o.s.Tokens) && o.s.Tokens[m.Last].Tag == quoth.Comma
		after := m.First > h && o.at(m.First-1).Tag == quoth.Comma // "a spokeswoman for Northgate, Jo Park"
		if behind || before || after {
			return m
		}
	}
	return nil
}

// principal is the entity spoken for: behind "for" or "of", or before the word as a
// possessive or a bare name.
func (o *occasions) principal(first, h int32) int {
	if o.is(h+1, "for") || o.is(h+1, "of") {
		at := h + 2
		for k := at; k < min(at+4, int32(len(o.s.Tokens))); k++ {
			if e := o.entityFrom(k); e >= 0 {
				return e
			}
			if tag := o.s.Tokens[k].Tag; tag != quoth.DT && tag != quoth.NN && tag != quoth.NNP && tag != quoth.JJ && tag != quoth.PRPS {
				break
			}
		}
		if o.is(at, "the") {
			at++
		}
		return o.unknown(at, o.capitalsFrom(at))
	}
	end := h
	if o.is(h, "secretary") {
		end-- // "press secretary"
	}
	if end > 0 && o.s.Tokens[end-1].Tag == quoth.POS {
		end--
	}
	for end > first && (o.s.Tokens[end-1].Tag == quoth.NN || o.s.Tokens[end-1].Tag == quoth.JJ) && o.s.Tokens[end-1].Caps == quoth.LowerCase {
		end-- // "Ellison’s campaign spokesman", "a company spokesman"
	}
	from, to := o.s.MentionsIn(quoth.Span{Start: int(o.s.Tokens[max(end-8, 0)].Start), End: int(o.s.Tokens[h].Start)})
	for k := to - 1; k >= from; k-- {
		m := &o.s.Mentions[k]
		if m.Entity >= 0 && o.s.Entities[m.Entity].Kind != quoth.Place && m.Last <= h && (m.Last == end || m.Last == end+1 || m.Last == h) && m.Last > first {
			return int(m.Entity)
		}
	}
	run := end
	for run > first && o.capital(run-1) {
		run--
	}
	return o.unknown(run, end)
}

// capitalsFrom is the end of the run of capitalised words at token i.
func (o *occasions) capitalsFrom(i int32) int32 {
	for int(i) < len(o.s.Tokens) && o.capital(i) {
		i++
	}
	return i
}

// unknown is the entity of a capitalised name nobody has made a mention of: one of
// that name, or a new organisation.
func (o *occasions) unknown(first, last int32) int {
	if first >= last || o.words.Of(o.s.Tokens[first].Lower).Has(lexicon.Function|lexicon.Place|lexicon.Title) {
		return quoth.None
	}
	span := o.s.TokensSpan(first, last)
	name := span.Of(o.s.Doc.Text)
	for i := range o.s.Entities {
		if o.s.Entities[i].Name == name {
			return i
		}
	}
	o.s.Entities = append(o.s.Entities, quoth.Entity{Kind: quoth.Organisation, Name: name, Mentions: []quoth.Span{span}})
	return len(o.s.Entities) - 1
}

// entityFrom is the entity of the longest mention that begins at token k, or None.
func (o *occasions) entityFrom(k int32) int {
	from, to := o.s.MentionsIn(o.s.Tokens[k].Span())
	for i := from; i < to; i++ {
		if m := &o.s.Mentions[i]; m.First == k && m.Entity >= 0 && o.s.Entities[m.Entity].Kind != quoth.Place {
			if tokens := o.s.Tokens; int(m.Last) < len(tokens) && tokens[m.Last].Tag == quoth.POS && m.Kind == quoth.NameMention {
				continue // "for Ellison’s campaign"
			}
			return int(m.Entity)
		}
	}
	return quoth.None
}

// through notes who handed on words the speaker gave: "in a statement issued through
// his lawyer, Eustace Bray".
func (o *occasions) through(q *quoth.Quotation, r region) {
	for i := r.cue; i < r.to && q.Via == nil; i++ {
		if !o.is(i, "through") && !o.is(i, "via") {
			continue
		}
		for h := i + 1; h < min(i+5, r.to); h++ {
			t := &o.s.Tokens[h]
			if !spokeswords[t.Lower] && !maybeSpokes[t.Lower] && !lawyers[t.Lower] {
				continue
			}
			first := i + 1
			span, self := o.s.TokensSpan(first, h+1), quoth.None
			if m := o.spokesName(first, h+1, h); m != nil {
				span, self = m.Span, int(m.Entity)
			}
			q.Via = &quoth.Party{Span: span, Name: span.Of(o.s.Doc.Text), Entity: self, Rule: "attribute/through@1"}
			q.Basis = quoth.Spokesperson
			return
		}
	}
}
