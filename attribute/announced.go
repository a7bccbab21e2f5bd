package attribute

import (
	"github.com/quoth-news/quoth"
)

// announcement notes the occasion that a sentence without a quotation opens: "In
// conversation with Dora Finch in 2017, Ellison explained herself."
func (o *occasions) announcement(sentence int32) {
	in := o.s.Sentences[sentence]
	switch o.s.Segments[in.Segment].Kind {
	case quoth.Paragraph, quoth.List:
	default:
		return
	}
	if in.Last-in.First > 2*reach || !o.announces(in) {
		return
	}
	f := o.read(o.whole(in))
	if f.told == nil && f.addressee == nil && f.venue == nil {
		return
	}
	m := o.subjectOf(in, f)
	if m == nil {
		return
	}
	if f.told != nil {
		o.outlet = f.told
	}
	o.latest[int(m.Entity)] = occasion{f, in.Segment, ""}
}

// whole is a sentence without a cue as a region: its main verb stands for the cue.
func (o *occasions) whole(in quoth.Sentence) region {
	return region{from: in.First, to: in.Last, cue: o.mainVerb(in), subject: in.Last}
}

// around is the frame of a quotation without a cue: what the sentence says around
// it, “Speaking on the podcast, Finch admitted the two ‘never really got on’”.
func (o *occasions) around(q *quoth.Quotation) frame {
	first := o.s.TokenAt(q.Parts[0].Start)
	if int(first) >= len(o.s.Tokens) {
		return frame{}
	}
	k := o.s.Tokens[first].Sentence
	in := o.s.Sentences[k]
	if o.cued[k] || in.Last-in.First > 2*reach || int(o.s.Tokens[in.First].End) >= q.Parts[0].Start || !o.announces(in) {
		return frame{}
	}
	return o.read(o.whole(in))
}

// announces tells whether a sentence without a cue may open an occasion: it holds a
// word of speaking or a venue, and is not itself quoted.
func (o *occasions) announces(in quoth.Sentence) bool {
	for i := in.First; i < in.Last; i++ {
		t := &o.s.Tokens[i]
		if mayAnnounce[t.Lower&(1<<12-1)] && t.Inside < 0 && (speaking[t.Lower] || o.venueKind(i) == quoth.Interview) && !o.quoted(i) {
			return true
		}
	}
	return false
}

// subjectOf is the first person or group a sentence names outside its frame.
func (o *occasions) subjectOf(in quoth.Sentence, f frame) *quoth.Mention {
	from, to := o.s.MentionsIn(o.s.TokensSpan(in.First, in.Last))
	for k := from; k < to; k++ {
		m := &o.s.Mentions[k]
		if m.Entity < 0 || o.s.Entities[m.Entity].Kind == quoth.Place || o.s.Tokens[m.Head].Inside >= 0 {
			continue
		}
		if int(m.Last) < len(o.s.Tokens) && o.s.Tokens[m.Last].Tag == quoth.POS || o.s.Tokens[m.Head].Tag == quoth.PRPS {
			continue
		}
		if f.told != nil && f.told.Meets(m.Span) || f.addressee != nil && f.addressee.Meets(m.Span) || f.venue != nil && f.venue.Meets(m.Span) {
			continue
		}
		if m.First > in.First && (o.s.Tokens[m.First-1].Tag == quoth.IN || o.s.Tokens[m.First-1].Tag == quoth.TO) {
			continue
		}
		return m
	}
	return nil
}

// mainVerb is the first finite verb of speaking, or the first finite verb.
func (o *occasions) mainVerb(in quoth.Sentence) int32 {
	first := in.Last - 1
	for i := in.Last - 1; i >= in.First; i-- {
		t := &o.s.Tokens[i]
		if t.Tag == quoth.VBD || t.Tag == quoth.VBZ || t.Tag == quoth.VBP {
			first = i
			if speaking[t.Lower] {
				return i
			}
		}
	}
	return first
}
