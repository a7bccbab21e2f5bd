package attribute

import (
	"strings"

	"github.com/quoth-news/quoth"
)

// audienceAt tells whether the words after token i name who was spoken to, and
// where these begin: "told the Ledger", "in an interview with Dora Finch", "spoke to
// reporters", "published by the Argus". only is set where just an outlet can follow.
func (o *occasions) audienceAt(r region, i int32) (next int32, only bool) {
	t := &o.s.Tokens[i]
	if i+1 >= r.to {
		return 0, false
	}
	before := o.wordBefore(r, i)
	switch {
	case telling[t.Lower]:
		if o.passive(r, i) || i == r.cue && r.subject == i && o.lead(r) == i { // “Who is it for?” asked Inch
			return 0, false
		}
		return i + 1, false
	case o.is(i, "to"), o.is(i, "with"):
		if o.s.Tokens[i+1].Tag == quoth.VB || before < 0 {
			return 0, false
		}
		w := o.s.Tokens[before].Lower
		if speaking[w] || addressed[w] || before == r.cue && o.s.Tokens[before].Tag >= quoth.VB && o.s.Tokens[before].Tag <= quoth.VBZ && !o.is(before, "according") {
			return i + 1, false
		}
	case o.is(i, "before"):
		if before >= 0 && (o.is(before, "testified") || o.is(before, "testifying") || o.is(before, "appeared") || o.is(before, "appearing") || o.is(before, "testimony")) {
			return i + 1, false
		}
	case o.is(i, "by"):
		if before >= 0 && publishing[o.s.Tokens[before].Lower] || before > r.from && o.is(before, "saying") && o.is(before-1, "as") {
			return i + 1, true
		}
	case o.is(i, "for"), o.is(i, "in"), o.is(i, "at"), o.is(i, "on"):
		if before >= 0 && (addressed[o.s.Tokens[before].Lower] || publishing[o.s.Tokens[before].Lower] || authored[o.s.Tokens[before].Lower]) ||
			o.is(i, "on") || before > r.from && o.is(before, "saying") && o.is(before-1, "as") {
			return i + 1, true
		}
	}
	return 0, false
}

var (
	// addressed are the nouns whose "to" or "with" names who was spoken to.
	addressed = quoth.HashSet("interview interviews conversation chat statement email e-mail letter comments remarks response message note call talk sit-down q&a appearance speech address testimony briefing episode")
	authored  = quoth.HashSet("writing wrote op-ed column essay article")
	adverbs   = quoth.HashSet("exclusively briefly up down out recently previously also later earlier separately directly candidly openly about it on-air live")
)

// wordBefore is the token before i that counts: dates and adverbs are passed over,
// so that "an interview on Tuesday with" is an interview with.
func (o *occasions) wordBefore(r region, i int32) int32 {
	for k := i - 1; k >= r.from; k-- {
		if first := o.timeEnding(k + 1); first >= r.from && first >= 0 {
			k = first
			continue
		}
		if adverbs[o.s.Tokens[k].Lower] {
			continue
		}
		return k
	}
	return quoth.None
}

// timeEnding is the first token of the expression of time that ends before token
// last, or None.
func (o *occasions) timeEnding(last int32) int32 {
	if last > 0 && o.times[last-1] != 0 {
		if t := &o.s.Times[o.times[last-1]-1]; t.Last == last {
			return t.First
		}
	}
	return quoth.None
}

// passive tells "Ellison was told" from "Ellison told".
func (o *occasions) passive(r region, i int32) bool {
	for k := i - 1; k >= max(r.from, i-3); k-- {
		switch {
		case o.is(k, "was"), o.is(k, "were"), o.is(k, "been"), o.is(k, "being"), o.is(k, "is"), o.is(k, "are"):
			return true
		case o.s.Tokens[k].Tag != quoth.RB:
			return false
		}
	}
	return false
}

// party reads the phrase at token i as an outlet, a person or a group, or as an
// outlet and its person ("the Ledger’s Anna Reyes", "Anna Reyes of the Ledger").
func (o *occasions) party(r region, i int32, only bool, f *frame) {
	first := i
	if r.speaker.Meets(o.s.Tokens[i].Span()) { // “Who is it for?” asked Inch
		return
	}
	if t := &o.s.Tokens[i]; t.Kind == quoth.QuoteMark && t.Pair >= 0 && o.s.Marks[t.Pair].Open == i {
		if span, ok := o.inMarks(i); ok && only {
			o.programme(span, f) // on “Night Desk”
		} else if ok && f.told == nil {
			f.told = &quoth.Party{Span: span, Name: span.Of(o.s.Doc.Text), Entity: quoth.None, Rule: "attribute/told-programme@1"}
		}
		return
	}
	for i < r.to && (o.s.Tokens[i].Tag == quoth.DT || o.s.Tokens[i].Tag == quoth.PRPS || o.is(i, "the") || o.is(i, "fellow")) {
		i++
	}
	last := max(o.phraseEnd(i, r.to), o.outletRun(i, r.to))
	if last > i && r.speaker.Meets(o.s.Tokens[i].Span()) {
		return
	}
	if last == i {
		o.pronoun(first, only, f)
		return
	}
	for k := i; k+1 < last; k++ { // "the newspaper Le Monde", "French television station BFMTV"
		if outletNouns[o.s.Tokens[k].Lower] && !(only && o.venueKind(k) != "") && o.s.Tokens[k].Caps == quoth.LowerCase && o.capital(k+1) {
			o.tell(k+1, o.nameEnd(k+1, last), f)
			return
		}
	}
	if cut := o.possessive(i, last); cut > i && o.isOutlet(i, cut) {
		o.tell(i, cut, f)
		if cut+1 < last && o.capital(cut+1) {
			if end := o.nameEnd(cut+1, last); o.isOutlet(cut+1, end) && !o.isPerson(cut+1, end) {
				o.programme(o.s.TokensSpan(cut+1, end), f)
			} else if !only {
				o.person(cut+1, end, f)
			}
		} else if last < r.to && o.at(last).Kind == quoth.QuoteMark {
			if span, ok := o.inMarks(last); ok {
				o.programme(span, f)
			}
		}
		return
	}
	if at := o.mediaRole(i, last); at >= 0 { // "Ledger reporter Anna Reyes", "host Dora Finch"
		if end := o.nameEnd(i, at); at > i && o.isOutlet(i, end) {
			o.tell(i, end, f)
		}
		if at+1 < last && !only {
			o.person(at+1, o.nameEnd(at+1, last), f)
			return
		}
	}
	o.name(first, i, last, only, f)
	o.house(last, r, f)
}

// name reads a phrase without an inner structure.
func (o *occasions) name(first, i, last int32, only bool, f *frame) {
	end := max(o.nameEnd(i, last), o.outletRun(i, last))
	head := last - 1
	switch {
	case end == head && end > i && o.venueKind(head) == "" && outletNouns[o.s.Tokens[head].Lower] && o.s.Tokens[head].Caps == quoth.LowerCase && !o.isOutlet(i, end):
		o.tell(i, last, f) // "New York magazine"
	case o.capital(i) && o.isOutlet(i, end):
		o.tell(i, end, f)
	case outletNouns[o.s.Tokens[head].Lower] && o.s.Tokens[head].Caps == quoth.LowerCase && (o.is(first, "the") || o.is(first, "this") || o.is(first, "our")):
		o.sameOutlet(first, last, f)
	case only:
	case o.capital(i) && end < last && o.isGroup(last-1): // "the Senate committee"
		o.group(i, last, f)
	case o.capital(i):
		o.person(i, end, f)
	default:
		o.group(first, last, f)
	}
}

// urged notes whom somebody urged to do something, who stands among the reported
// words: “urged [the council to empty it]”.
func (o *occasions) urged(q *quoth.Quotation, r region, f *frame) {
	first := r.cue + 1
	if f.spoken() || q.Form == quoth.Direct || !telling[o.s.Tokens[r.cue].Lower] || int(o.at(first).Start) != q.Parts[0].Start {
		return
	}
	noun := first
	for noun < first+2 && (o.at(noun).Tag == quoth.DT || o.at(noun).Tag == quoth.PRPS) {
		noun++
	}
	end := o.phraseEnd(noun, min(noun+8, int32(len(o.s.Tokens))))
	if o.at(noun).Tag == quoth.PRP {
		end = noun + 1
	}
	if o.is(end, "to") || o.is(end, "not") && o.is(end+1, "to") {
		r.from, r.to = first, end
		o.party(r, first, false, f)
	}
}

// quoting notes an outlet that quotes: "The Argus quoted Ortega as saying".
func (o *occasions) quoting(r region, f *frame) {
	for k := max(r.from, r.cue-10); k <= r.cue; k++ {
		if !o.is(k, "quoted") && !o.is(k, "quotes") || o.passive(r, k) || o.s.Tokens[k].Tag == quoth.VBN {
			continue
		}
		first := k
		for first > r.from && (o.capital(first-1) || o.is(first-1, "the") && first-1 == r.from) {
			first--
		}
		if first < k && o.isOutlet(first, k) {
			o.tell(first, k, f)
		}
	}
}

// tell notes the outlet [first, last).
func (o *occasions) tell(first, last int32, f *frame) {
	if f.told == nil {
		f.told = o.outletParty(first, last, "attribute/told-outlet@1")
	}
}

// inMarks is a name of up to six words between the marks that open at a token.
func (o *occasions) inMarks(open int32) (quoth.Span, bool) {
	t := &o.s.Tokens[open]
	if t.Pair < 0 || o.s.Marks[t.Pair].Open != open || o.s.Marks[t.Pair].Close-open >= 7 || !o.capital(open+1) || o.quoted(open+1) {
		return quoth.Span{}, false
	}
	return o.trimmed(open+1, o.s.Marks[t.Pair].Close)
}

// programme notes the programme of a broadcaster: told CNN’s “Night Desk”.
func (o *occasions) programme(span quoth.Span, f *frame) {
	if f.venue == nil {
		f.venue = &quoth.Venue{Span: span, Kind: quoth.Broadcast, Name: strings.TrimRight(span.Of(o.s.Doc.Text), ".,"), Rule: "attribute/programme@1"}
	}
}
