package pages

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
)

type statementPage struct {
	frame
	item
	Head          record.Head // of the document the passage stands in
	Quotation     string      // whose passage it is
	Passage       []run
	Before, After bool // the passage is cut short there
	Grounds       []ground
	Origins       []origin
}

// ground is a field and the words it rests on.
type ground struct {
	Field, Found string
	Words        []string
	Rule         string
	Corrected    bool
}

// origin is the appearances that come from one place.
type origin struct {
	Number      int
	Appearances []ask.Traced
}

func (s *server) statement(w http.ResponseWriter, r *http.Request) {
	page := statementPage{}
	err := s.fillStatement(r.Context(), &page, r.PathValue("id"))
	s.show(w, "statement.html", &page, err)
}

func (s *server) fillStatement(ctx context.Context, page *statementPage, id string) error {
	hidden, err := s.hidden(ctx)
	if err != nil {
		return err
	}
	trace, err := ask.Trace(ctx, s.store, id)
	if err != nil {
		return err
	}
	st := &trace.Statement
	if len(trace.Appearances) == 0 || hidden[st.Speaker.ID] || slices.ContainsFunc(trace.Appearances, func(a ask.Traced) bool { return hiding(hidden)(a.Appearance) }) {
		return errHidden("statement")
	}
	why, err := ask.Why(ctx, s.store, st.ID)
	if err != nil {
		return err
	}
	page.Title = cmp.Or(st.Speaker.Name, "Nobody named") + ", " + st.Said.Words()
	page.Statement = st
	page.read(trace)
	page.origins(trace)
	page.explain(why)
	return nil
}

// origins gathers the appearances by origin, first to last.
func (p *statementPage) origins(trace *ask.Tracing) {
	place := map[int]int{}
	for _, a := range trace.Appearances {
		n, known := place[a.Origin]
		if !known {
			n = len(p.Origins)
			place[a.Origin] = n
			p.Origins = append(p.Origins, origin{Number: a.Origin})
		}
		p.Origins[n].Appearances = append(p.Origins[n].Appearances, a)
	}
}

// explain sets the passage, with the words that each field rests on.
func (p *statementPage) explain(why *ask.Reasons) {
	a := &why.Quotation
	p.Head, p.Quotation = a.Head, a.Quotation.ID
	text := a.Passage.Text
	stretches := quoted(text, &a.Quotation)
	for _, reason := range why.Reasons {
		if reason.Field == "what" || reason.Field == "origins" {
			continue // shown by the passage itself and by the appearances
		}
		g := ground{Field: reason.Field, Found: reason.Found, Rule: reason.Rule, Corrected: reason.Corrected}
		switch reason.Field {
		case "when":
			g.Found = a.Said.Words()
		case "published":
			g.Found = a.Head.Published.Words()
		case "venue":
			g.Found = plain(g.Found)
		}
		for _, span := range reason.Passages {
			g.Words = append(g.Words, span.Of(text))
			stretches = append(stretches, stretch{span, run{Field: reason.Field}})
		}
		p.Grounds = append(p.Grounds, g)
	}
	var within quoth.Span
	within, p.Before, p.After = paragraphs(text, quoth.Span{Start: stretches[0].Start, End: stretches[len(a.Quotation.Parts)-1].End})
	p.Passage = cut(text, within, stretches)
}
