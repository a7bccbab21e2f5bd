package ask

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/compare"
)

// draftQuote is a quotation of the draft: words that stand in marks.
type draftQuote struct {
	text      string       // parts joined by one space
	parts     []quoth.Span // of the draft
	quotation *quoth.Quotation
	speaker   string // the name the draft gives, "" if none
	kind      quoth.EntityKind
	headline  bool
}

func (q *draftQuote) span() quoth.Span {
	return quoth.Span{Start: q.parts[0].Start, End: q.parts[len(q.parts)-1].End}
}

// place turns a span of the joined words into the draft's; an empty one stands for
// the whole quotation.
func (q *draftQuote) place(s quoth.Span) quoth.Span {
	if s.Empty() {
		return q.span()
	}
	at, out := 0, quoth.Span{}
	for _, p := range q.parts {
		from, to := s.Start-at, s.End-at
		if from < p.Len() && to > 0 {
			start, end := p.Start+max(0, from), p.Start+min(p.Len(), to)
			if out.Empty() {
				out.Start = start
			}
			out.End = end
		}
		at += p.Len() + 1
	}
	if out.Empty() {
		return q.span()
	}
	return out
}

// sureLength is from how many words on a quotation is checked though the reading
// took it for no speech.
const sureLength = 5

// quotes lists the draft's quotations: what the reading found in marks, and what
// else stands in marks and is too long to be a title or a scare quote.
func (l *linter) quotes() []draftQuote {
	pairs := markedSpans(l.doc.Text, l.reading.Segments)
	var out []draftQuote
	for i := range l.reading.Quotations {
		q := &l.reading.Quotations[i]
		if q.Act == quoth.Attitude || q.Act == quoth.NoResponse || q.Form == quoth.Indirect || !validParts(q.Parts, l.doc.Text) {
			continue
		}
		name, kind := l.speakerOf(q)
		if q.Form == quoth.Direct {
			out = append(out, draftQuote{text: q.Text(l.doc.Text), parts: q.Parts, quotation: q, speaker: name, kind: kind})
			continue
		}
		for _, p := range pairs {
			if q.Span().Holds(p) {
				out = append(out, draftQuote{text: p.Of(l.doc.Text), parts: []quoth.Span{p}, quotation: q, speaker: name, kind: kind})
			}
		}
	}
	for _, p := range pairs {
		taken := slices.ContainsFunc(out, func(q draftQuote) bool {
			return slices.ContainsFunc(q.parts, func(s quoth.Span) bool { return s.Meets(p) })
		})
		if !taken && compare.Words(p.Of(l.doc.Text)) >= sureLength {
			out = append(out, draftQuote{text: p.Of(l.doc.Text), parts: []quoth.Span{p}, headline: l.segmentAt(p.Start) == quoth.Headline})
		}
	}
	slices.SortStableFunc(out, func(a, b draftQuote) int { return cmp.Compare(a.parts[0].Start, b.parts[0].Start) })
	return out
}

// speakerOf is the name the draft's reading gives a quotation's speaker.
func (l *linter) speakerOf(q *quoth.Quotation) (string, quoth.EntityKind) {
	if q.Speaker == nil || q.Speaker.Entity < 0 || q.Speaker.Entity >= len(l.reading.Entities) {
		return "", ""
	}
	e := &l.reading.Entities[q.Speaker.Entity]
	return e.Name, e.Kind
}

func (l *linter) segmentAt(i int) quoth.SegmentKind {
	for _, s := range l.reading.Segments {
		if s.Start <= i && i < s.End {
			return s.Kind
		}
	}
	return ""
}

// markedSpans are the stretches between double marks, without the marks, of each
// segment; a mark that is not closed pairs with nothing.
func markedSpans(text string, segments []quoth.Segment) []quoth.Span {
	if len(segments) == 0 {
		segments = []quoth.Segment{{Span: quoth.Span{Start: 0, End: len(text)}}}
	}
	var out []quoth.Span
	for _, s := range segments {
		open := -1
		for i := s.Start; i < s.End; {
			r, size := utf8.DecodeRuneInString(text[i:])
			switch {
			case r == '“', r == '"' && open < 0:
				open = i + size
			case (r == '”' || r == '"') && open >= 0:
				if span := trimmed(text, quoth.Span{Start: open, End: i}); !span.Empty() {
					out = append(out, span)
				}
				open = -1
			}
			i += size
		}
	}
	return out
}

// trimmed is a span without white space at its ends.
func trimmed(text string, s quoth.Span) quoth.Span {
	words := s.Of(text)
	s.Start += len(words) - len(strings.TrimLeft(words, " \n\t\u00a0"))
	s.End -= len(words) - len(strings.TrimRight(words, " \n\t\u00a0"))
	return s
}
