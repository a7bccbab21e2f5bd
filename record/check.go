package record

import (
	"fmt"

	"github.com/quoth-news/quoth"
)

// checker looks through a reading and keeps the first fault.
type checker struct {
	doc    *quoth.Document
	people int
	err    error
}

func (c *checker) fault(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf("%w: document %s: %s", quoth.ErrInvalid, c.doc.ID, fmt.Sprintf(format, args...))
	}
}

func (c *checker) span(what string, s quoth.Span) {
	if err := s.Check(c.doc.Text); err != nil {
		c.fault("%s: %v", what, err)
	}
}

func (c *checker) entity(what string, i int) {
	if i != quoth.None && (i < 0 || i >= c.people) {
		c.fault("%s: entity %d of %d", what, i, c.people)
	}
}

func (c *checker) segment(s *quoth.Segment) {
	for _, span := range [...]quoth.Span{s.Span, s.Label, s.Handle, s.Dated, s.Words} {
		c.span("segment", span)
	}
}

func (c *checker) parts(what string, parts []quoth.Span) {
	if len(parts) == 0 {
		c.fault("%s has no words", what)
	}
	end := 0
	for _, p := range parts {
		c.span(what, p)
		if p.Empty() || p.Start < end {
			c.fault("%s: its parts are empty or out of order", what)
		}
		end = p.End
	}
}

func (c *checker) quotation(q *quoth.Quotation) {
	c.parts("quotation "+q.ID, q.Parts)
	c.span("cue of "+q.ID, q.Cue)
	c.speaker(q.ID, q.Speaker)
	for _, p := range [...]*quoth.Party{q.Told, q.Addressee, q.Via} {
		if p != nil {
			c.span(p.Name, p.Span)
			c.entity(p.Name, p.Entity)
		}
	}
	if q.Venue != nil {
		c.span("venue of "+q.ID, q.Venue.Span)
	}
	if q.Said != nil {
		c.span("date of "+q.ID, q.Said.Span)
		if !q.Said.When.Valid() {
			c.fault("date of %s: %q is no date", q.ID, q.Said.When)
		}
	}
	for _, a := range q.About {
		c.span("about of "+q.ID, a.Span)
		c.entity("about of "+q.ID, a.Entity)
	}
	for _, n := range q.Nested {
		c.parts("nested words of "+q.ID, n.Parts)
		c.speaker("nested words of "+q.ID, n.Speaker)
	}
}

func (c *checker) speaker(what string, s *quoth.Speaker) {
	if s != nil {
		c.span("speaker of "+what, s.Mention)
		c.entity("speaker of "+what, s.Entity)
	}
}
