package attribute

import (
	"slices"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/lexicon"
)

// FillOccasions says of every quotation when, where, to whom and on what footing it
// was said. It needs Times, Mentions, Entities and Quotations with Speaker.
//
// An occasion is one act of speaking to somebody somewhere: "In conversation with
// Dora Finch in 2017, Ellison …". The words around a cue set it (see frame); a
// sentence that announces it without quoting sets it too; and it carries on to what
// the same speaker is quoted with next, until they speak elsewhere, or the page has
// moved on for more than a paragraph.
func FillOccasions(s *quoth.Sheet) {
	o := &occasions{s: s, words: lexicon.Load(), latest: map[int]occasion{}}
	o.skip = make([]bool, len(s.Tokens))
	o.times = make([]int32, len(s.Tokens))
	for k, t := range s.Times {
		for i := t.First; i < t.Last; i++ {
			o.times[i] = int32(k) + 1
		}
	}
	o.findCues()
	o.spokespeople()
	next := 0
	for k := range s.Sentences {
		for ; next < len(s.Quotations) && o.place(next) < int(s.Tokens[s.Sentences[k].Last-1].End); next++ {
			o.quotation(next)
		}
		if !o.cued[k] {
			o.announcement(int32(k))
		}
	}
	for ; next < len(s.Quotations); next++ {
		o.quotation(next)
	}
	for i := range s.Quotations {
		o.footing(i)
		o.about(i)
	}
}

// occasions is the state of one pass over a sheet.
type occasions struct {
	s      *quoth.Sheet
	words  *lexicon.Lexicon
	cues   []int32          // by quotation: the first token of its cue, or None
	cued   []bool           // by sentence: it holds the cue of a quotation
	skip   []bool           // by token: in a relative clause or the like of the region being read
	times  []int32          // by token: one more than the index of the expression of time it is in, or 0
	latest map[int]occasion // by speaker
	outlet *quoth.Party     // the outlet last told something: "the magazine"
}

// occasion is what carries on.
type occasion struct {
	frame
	segment int32  // of the last quotation on it
	via     string // who spoke for the speaker: what they say is another occasion
}

// findCues notes where the cues are.
func (o *occasions) findCues() {
	o.cued = make([]bool, len(o.s.Sentences))
	o.cues = make([]int32, len(o.s.Quotations))
	for i := range o.s.Quotations {
		q := &o.s.Quotations[i]
		o.cues[i] = quoth.None
		if q.Cue.Empty() {
			continue
		}
		if t := o.cueHead(q.Cue); t != quoth.None {
			o.cues[i] = t
			if q.Act != quoth.Attitude { // "In a 2011 interview she addressed the feud" announces
				o.cued[o.s.Tokens[t].Sentence] = true
			}
		}
	}
}

// cueHead is the word of a cue that names the speaking: "respond" of "did not
// respond", "saying" of "was quoted as saying".
func (o *occasions) cueHead(cue quoth.Span) int32 {
	head := int32(quoth.None)
	for t := o.s.TokenAt(cue.Start); int(t) < len(o.s.Tokens) && int(o.s.Tokens[t].Start) < cue.End; t++ {
		if tag := o.s.Tokens[t].Tag; head == quoth.None || quoth.VB <= tag && tag <= quoth.VBZ {
			head = t
		}
	}
	return head
}

// place is where a quotation stands in the order of the page.
func (o *occasions) place(i int) int { return o.s.Quotations[i].Parts[0].Start }

// quotation gives one quotation its own frame and what carries on from before.
func (o *occasions) quotation(i int) {
	q := &o.s.Quotations[i]
	segment := o.segmentOf(q)
	if kind := o.s.Segments[segment].Kind; kind == quoth.Post || kind == quoth.Speech {
		o.posted(q, &o.s.Segments[segment])
		return
	}
	o.trimTimes(i)
	own := frame{}
	if c := o.cues[i]; c != quoth.None {
		o.act(q, c)
		r := o.region(i)
		own = o.read(r)
		o.through(q, r)
		o.urged(q, r, &own)
	} else {
		own = o.around(q)
	}
	speaker := speakerOf(q)
	o.speakingOutlet(q)
	if c := o.cues[i]; c != quoth.None && quoth.NN <= o.s.Tokens[c].Tag && o.s.Tokens[c].Tag <= quoth.NNPS {
		own.apart = true // "his promises" are of any time
	}
	if speaker != quoth.None && !own.apart && (q.Act == quoth.Stated || q.Act == quoth.Denial) {
		if before, ok := o.latest[speaker]; ok && before.via == via(q) && o.reaches(before.segment, segment) {
			own = own.carriedFrom(before.frame, segment-before.segment)
		}
	}
	if own.addressee != nil && own.addressee.Entity == speaker && speaker != quoth.None {
		own.addressee = o.onlyOther(own.addressee, speaker) // nobody tells themselves
	}
	if own.told != nil {
		o.outlet = own.told
	}
	q.Told, q.Addressee, q.Venue, q.Said = own.told, own.addressee, own.venue, own.said
	if speaker != quoth.None && q.Act != quoth.Refusal && q.Act != quoth.NoResponse && (q.Act != quoth.Attitude || own.told != nil || own.addressee != nil || own.venue != nil) {
		o.latest[speaker] = occasion{own, segment, via(q)}
	}
}

// onlyOther reads "him" in "Leith told him" as the only other person named in the
// three hundred characters before it, if there is just one.
func (o *occasions) onlyOther(p *quoth.Party, speaker int) *quoth.Party {
	from, to := o.s.MentionsIn(quoth.Span{Start: max(0, p.Start-300), End: p.Start})
	found := quoth.None
	for k := from; k < to; k++ {
		m := &o.s.Mentions[k]
		e := int(m.Entity)
		if m.Kind != quoth.NameMention || e < 0 || e == speaker || e == found || o.s.Entities[e].Kind != quoth.Person {
			continue
		}
		if found != quoth.None {
			return nil
		}
		found = e
	}
	if found == quoth.None || p.Rule != "attribute/addressee-pronoun@1" {
		return nil
	}
	return &quoth.Party{Span: p.Span, Name: o.s.Entities[found].Name, Entity: found, Rule: p.Rule}
}

// speakingOutlet remembers an outlet that is itself the source: "according to the
// Argus … told the newspaper".
func (o *occasions) speakingOutlet(q *quoth.Quotation) {
	if q.Speaker == nil || q.Speaker.Mention.Len() > 60 {
		return
	}
	first, last := o.s.TokenAt(q.Speaker.Mention.Start), o.s.TokenAt(q.Speaker.Mention.End)
	if first < last && int(last) <= len(o.s.Tokens) && (o.capital(first) || o.is(first, "the")) && o.isOutlet(first, last) {
		o.outlet = o.outletParty(first, last, "attribute/told-outlet@1")
	}
}

// quoted tells whether a token is part of some quotation.
func (o *occasions) quoted(i int32) bool {
	span := o.s.Tokens[i].Span()
	k, _ := slices.BinarySearchFunc(o.s.Quotations, span.Start, func(q quoth.Quotation, at int) int { return q.Parts[0].Start - at - 1 })
	for k = k - 1; k >= 0; k-- { // quotations are ordered by start, and seldom overlap
		q := &o.s.Quotations[k]
		for _, p := range q.Parts {
			if p.Holds(span) && q.Act != quoth.Attitude {
				return true
			}
		}
		if q.Span().End < span.Start {
			return false
		}
	}
	return false
}

// posted dates what stands in a post, or a turn of a transcript, by its segment.
func (o *occasions) posted(q *quoth.Quotation, segment *quoth.Segment) {
	if segment.Kind == quoth.Post {
		q.Venue = &quoth.Venue{Span: segment.Span, Kind: quoth.PostVenue, Rule: "attribute/post@1"}
	}
	if segment.When != "" {
		q.Said = &quoth.Said{Span: segment.Dated, When: segment.When, Rule: "date/post@1", Confidence: .99}
		if segment.Dated.Empty() { // the date stood in the markup
			q.Said.Span = segment.Span
		}
	}
}

// reaches tells whether an occasion last heard of in segment a may still go on in
// segment b: the same paragraph or one of the next two, with no heading between.
// Captions, posts and the like between them do not count.
func (o *occasions) reaches(a, b int32) bool {
	steps := 0
	for k := a + 1; k <= b; k++ {
		switch o.s.Segments[k].Kind {
		case quoth.Heading, quoth.Headline:
			return false
		case quoth.Paragraph, quoth.List, quoth.Quote:
			steps++
		}
	}
	return steps <= 2
}

// segmentOf is the segment a quotation begins in.
func (o *occasions) segmentOf(q *quoth.Quotation) int32 {
	k, found := slices.BinarySearchFunc(o.s.Segments, q.Parts[0].Start, func(s quoth.Segment, at int) int { return s.Start - at })
	if !found {
		k--
	}
	return int32(max(k, 0))
}

func via(q *quoth.Quotation) string {
	if q.Via == nil {
		return ""
	}
	return q.Via.Name
}

func speakerOf(q *quoth.Quotation) int {
	if q.Speaker == nil {
		return quoth.None
	}
	return q.Speaker.Entity
}
