package attribute

import (
	"github.com/quoth-news/quoth"
)

// venueKind gives the kind of occasion token i is the head noun of, "" for none.
func (o *occasions) venueKind(i int32) quoth.VenueKind {
	t := &o.s.Tokens[i]
	if !mayAnnounce[t.Lower&(1<<12-1)] {
		return ""
	}
	single := venueNouns[t.Lower]
	if i > 0 {
		if kind := venuePairs[[2]uint32{o.s.Tokens[i-1].Lower, t.Lower}]; kind != "" {
			return kind
		}
	}
	if single == "" || t.Tag < quoth.NN || t.Tag > quoth.NNPS {
		return ""
	}
	return single
}

// namedKinds are the kinds whose capitalised words are a name; "a Democratic debate"
// has none.
var namedKinds = map[quoth.VenueKind]bool{quoth.Podcast: true, quoth.Broadcast: true, quoth.Court: true, quoth.Parliament: true}

// occasionPrepositions lead from the speaking to its occasion.
var occasionPrepositions = quoth.HashSet("in on at during via through throughout from over")

// venue notes the occasion whose head noun is token i: "in a statement", "on the
// Open Door podcast", "during an interview with …".
func (o *occasions) venue(r region, i int32, kind quoth.VenueKind, f *frame) {
	p, ok := o.prepositionBefore(i, r.from)
	for ok && o.is(p, "of") { // "on Thursday’s episode of the Open Door podcast"
		p, ok = o.prepositionBefore(p-1, r.from)
	}
	if !ok || i == r.cue || !occasionPrepositions[o.s.Tokens[p].Lower] || o.modifies(i, r) {
		return
	}
	first := p + 1
	for first < i && (o.s.Tokens[first].Tag == quoth.DT || o.s.Tokens[first].Tag == quoth.PRPS) {
		first++
	}
	name, named := o.venueName(first, i, r)
	last := i + 1
	if named && name.End > int(o.s.Tokens[i].End) {
		last = o.s.TokenAt(name.End)
	}
	if kind == quoth.Interview {
		o.outletInside(first, i, f)
	}
	definite := o.is(p+1, "the") || o.is(p+1, "that") || o.is(p+1, "same")
	if f.venue != nil && !(f.venue.Kind == quoth.Broadcast && kind == quoth.Podcast) {
		return
	}
	f.venue = &quoth.Venue{Span: o.s.TokensSpan(first, max(last, first+1)), Kind: kind, Rule: "attribute/venue-noun@1"}
	if named && (namedKinds[kind] || o.at(o.s.TokenAt(name.Start)-1).Kind == quoth.QuoteMark) {
		f.venue.Name = name.Of(o.s.Doc.Text)
	}
	f.back = definite && f.venue.Name == "" && !o.dated(first, i)
}

// modifies tells whether the noun at i only describes another: "the podcast host",
// "the show’s creator".
func (o *occasions) modifies(i int32, r region) bool {
	if i+1 >= r.to || o.timeAt(i+1) {
		return false
	}
	switch o.s.Tokens[i+1].Tag {
	case quoth.NN, quoth.NNS, quoth.POS:
		return true
	}
	return false
}

// dated tells whether a date stands in [first, last).
func (o *occasions) dated(first, last int32) bool {
	for i := first; i < last; i++ {
		if o.times[i] != 0 {
			return true
		}
	}
	return false
}

// prepositionBefore walks left from the noun at i over the rest of its phrase to the
// preposition that governs it.
func (o *occasions) prepositionBefore(i, floor int32) (int32, bool) {
	for k := i - 1; k >= max(floor, i-14); k-- {
		t := &o.s.Tokens[k]
		switch {
		case t.Tag == quoth.IN || t.Tag == quoth.TO:
			if k > floor && k > o.s.Sentences[t.Sentence].First && (t.Caps != quoth.LowerCase || k+1 < i && o.insideName(k)) {
				continue
			}
			return k, true
		case t.Tag == quoth.DT, t.Tag == quoth.PRPS, t.Tag == quoth.POS, t.Tag == quoth.CD, quoth.JJ <= t.Tag && t.Tag <= quoth.JJS,
			quoth.NN <= t.Tag && t.Tag <= quoth.NNPS, t.Tag == quoth.VBN, t.Tag == quoth.VBG, t.Tag == quoth.RB, t.Tag == quoth.Hyphen,
			t.Kind == quoth.QuoteMark, t.Caps == quoth.InitialCap, t.Caps == quoth.AllCaps, t.Caps == quoth.MixedCaps,
			t.Kind == quoth.Punct && t.Tag != quoth.Comma, t.Tag == quoth.CC && o.insideName(k):
		case t.Tag == quoth.Comma && k > 0 && o.insideDate(k):
		default:
			return 0, false
		}
	}
	return 0, false
}

// insideName tells whether a small word joins two capitalised ones: "Meet the Press",
// "Sound and Fury".
func (o *occasions) insideName(k int32) bool {
	if k-1 == o.s.Sentences[o.at(k).Sentence].First {
		return false // "Speaking on the Loose Threads podcast"
	}
	before, after := o.at(k-1), o.at(k+1)
	if o.is(k+1, "the") {
		after = o.at(k + 2)
	}
	return before.Caps == quoth.InitialCap && after.Caps == quoth.InitialCap && before.Tag != quoth.POS && k > 0 && !o.dated(k-1, k)
}

func (o *occasions) insideDate(k int32) bool { return o.times[k] != 0 }

// venueName finds the printed name of an occasion in the phrase [first, head]: what
// stands in quotation marks, the capitalised words before the head, or those after
// it ("the podcast Open Door").
func (o *occasions) venueName(first, head int32, r region) (quoth.Span, bool) {
	for k := first; k < min(head+2, r.to); k++ {
		if t := &o.s.Tokens[k]; t.Kind == quoth.QuoteMark && t.Pair >= 0 && o.s.Marks[t.Pair].Open == k && o.s.Marks[t.Pair].Close > k+1 &&
			o.s.Marks[t.Pair].Close < k+10 && !o.quoted(k+1) {
			return o.trimmed(k+1, o.s.Marks[t.Pair].Close)
		}
	}
	from := head
	for from > first && (o.capital(from-1) || o.joinsName(from-1, first)) {
		from--
	}
	for from < head && !o.capital(from) {
		from++
	}
	if from < head {
		return o.trimmed(from, head)
	}
	to := head + 1
	for to < r.to && o.capital(to) {
		to++
	}
	if to > head+1 {
		return o.trimmed(head+1, to)
	}
	return quoth.Span{}, false
}

func (o *occasions) trimmed(first, last int32) (quoth.Span, bool) {
	for last > first && o.s.Tokens[last-1].Kind == quoth.Punct && o.s.Tokens[last-1].Tag == quoth.Comma {
		last--
	}
	if last <= first {
		return quoth.Span{}, false
	}
	return o.s.TokensSpan(first, last), true
}

func (o *occasions) capital(i int32) bool {
	t := &o.s.Tokens[i]
	return t.Kind == quoth.Word && t.Caps != quoth.LowerCase && t.Caps != quoth.NoLetters && !o.dated(i, i+1)
}

// joinsName tells whether token i is a mark or small word between capitalised words
// of one name: "And Then… The Late Desk", "Meet the Press".
func (o *occasions) joinsName(i, first int32) bool {
	if i <= first || int(i+2) >= len(o.s.Tokens) || !o.capital(i+1) && !o.capital(i+2) {
		return false
	}
	t := &o.s.Tokens[i]
	switch {
	case t.Tag == quoth.POS, t.Tag == quoth.Comma, t.Kind == quoth.QuoteMark:
		return false
	case t.Kind == quoth.Punct:
		return o.capital(i - 1)
	}
	return t.End-t.Start <= 4 && o.capital(i-1)
}

// cueVenue reads the occasion off the cue itself: who tweets posts, who testifies is
// in court or before a committee; and off "on Instagram", "on CNN".
func (o *occasions) cueVenue(r region, f *frame) {
	for i := r.from; i+1 < r.to; i++ {
		if o.skip[i] || !o.is(i, "on") || f.venue != nil {
			continue
		}
		next := i + 1
		if o.is(next, "her") || o.is(next, "his") || o.is(next, "their") || o.is(next, "its") {
			next++
		}
		if t := &o.s.Tokens[next]; platforms[t.Lower] && t.Caps != quoth.LowerCase {
			f.venue = &quoth.Venue{Span: t.Span(), Kind: quoth.PostVenue, Name: t.Span().Of(o.s.Doc.Text), Rule: "attribute/platform@1"}
		}
	}
	cue := &o.s.Tokens[r.cue]
	switch {
	case f.venue != nil:
	case o.is(r.cue, "tweeted"), o.is(r.cue, "retweeted"), o.is(r.cue, "posted"), o.is(r.cue, "tweeting"), o.is(r.cue, "posting"):
		f.venue = &quoth.Venue{Span: cue.Span(), Kind: quoth.PostVenue, Rule: "attribute/cue-venue@1"}
	case o.is(r.cue, "testified"), o.is(r.cue, "testifying"):
		kind := quoth.Court
		for i := r.cue; i < r.to; i++ {
			if audiences[o.s.Tokens[i].Lower] == quoth.Parliament || o.is(i, "senate") || o.is(i, "house") {
				kind = quoth.Parliament
			}
		}
		f.venue = &quoth.Venue{Span: cue.Span(), Kind: kind, Rule: "attribute/cue-venue@1"}
	}
}
