package pages

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/compare"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

const (
	cardsShown   = 40   // appearances shown with their passages
	longWords    = 420  // bytes from which words are set in a smaller size
	checkedAgain = 1000 // bytes up to which it is asked whether others are given the words
	linesOfChain = 8    // outlets in the chain of attribution
)

type statementPage struct {
	frame
	item
	Long      bool // the words are many
	Via       string
	Quotation record.Appearance // whose passage it is
	Passage   []run
	Before    bool // the passage is cut short there
	After     bool
	Grounds   []ground
	Origins   []origin
	Variants  []variant
	More      int // appearances that are not shown
	Altered   int // appearances whose words do not stand
	Disputed  []record.Person
	Corrected []record.Correction // by hand
	Revisions []wire.Revision     // what became of the articles
	Spread    *spread
	Chain     []record.Head // who carried it, first of each outlet
	Cite      citation
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
	Appearances []card
}

// card is an appearance with its passage.
type card struct {
	ask.Traced
	Passage       []run
	Before, After bool
	Source        string // the words at their source, "" where it has no address
}

// variant is a wording that is not the record's own, and who has it.
type variant struct {
	Wording compare.Verdict
	Pieces  []piece
	Changes []compare.Change
	Heads   []record.Head
}

func (s *server) statement(w http.ResponseWriter, r *http.Request) {
	page := statementPage{frame: frame{Here: "statement"}}
	err := s.fillStatement(r.Context(), &page, r.PathValue("id"))
	s.show(w, r, "statement.html", &page, err)
}

// traced is a statement that is in view.
func (s *server) traced(ctx context.Context, id string) (*ask.Tracing, error) {
	hidden, err := s.hidden(ctx)
	if err != nil {
		return nil, err
	}
	trace, err := ask.Trace(ctx, s.store, id)
	if err != nil {
		return nil, err
	}
	if len(trace.Appearances) == 0 || hidden[trace.Statement.Speaker.ID] ||
		slices.ContainsFunc(trace.Appearances, func(a ask.Traced) bool { return hiding(hidden)(a.Appearance) }) {
		return nil, errHidden("statement")
	}
	return trace, nil
}

func (s *server) fillStatement(ctx context.Context, page *statementPage, id string) error {
	trace, err := s.traced(ctx, id)
	if err != nil {
		return err
	}
	st := &trace.Statement
	why, err := ask.Why(ctx, s.store, st.ID)
	if err != nil {
		return err
	}
	page.Title = cmp.Or(st.Speaker.Name, "Nobody named") + ", " + st.Said.Words()
	if page.item, err = s.item(ctx, st); err != nil {
		return err
	}
	page.Long = len(st.Text) > longWords
	page.Cite = cited(st)
	page.travelled(trace)
	page.explain(why)
	return s.attested(ctx, page, trace)
}

// attested gathers what must be known before the words: whether they were corrected,
// whether they are given to others, what the outlets say of their own articles.
func (s *server) attested(ctx context.Context, page *statementPage, trace *ask.Tracing) error {
	of := map[string]bool{trace.Statement.ID: true}
	for i := range trace.Appearances {
		of[trace.Appearances[i].Quotation.ID] = true
		of[record.StatementID(trace.Appearances[i].Quotation.ID)] = true
	}
	corrections, err := s.store.Corrections(ctx)
	if err != nil {
		return err
	}
	for _, c := range corrections {
		if of[c.Target] && c.Withdrawn == nil {
			page.Corrected = append(page.Corrected, c)
		}
	}
	page.Revisions = trace.Revisions
	return s.disputed(ctx, page, &trace.Statement)
}

// disputed are the others whom the record gives the same words.
func (s *server) disputed(ctx context.Context, page *statementPage, st *record.Statement) error {
	if len(st.Text) > checkedAgain || st.Form == quoth.Indirect {
		return nil
	}
	check, err := ask.Check(ctx, s.store, ask.CheckQuery{Quote: st.Text})
	if err != nil || check.Attribution != string(ask.Disputed) {
		return err
	}
	near, err := s.store.Nearest(ctx, st.Text, "", cardsShown)
	for i := range near {
		who := near[i].Speaker
		if near[i].Words == st.Text && who.ID != st.Speaker.ID && who.ID != "" && !slices.Contains(page.Disputed, who) {
			page.Disputed = append(page.Disputed, who)
		}
	}
	return err
}

// travelled gathers the appearances by origin, first to last.
func (p *statementPage) travelled(trace *ask.Tracing) {
	place := map[int]int{}
	outlets := map[string]bool{}
	for i, a := range trace.Appearances {
		if stands(a.Wording) == "off" {
			p.Altered++
		}
		if !outlets[a.Head.Outlet()] && len(p.Chain) < linesOfChain {
			p.Chain = append(p.Chain, a.Head)
		}
		outlets[a.Head.Outlet()] = true
		if i >= cardsShown {
			p.More++
			continue
		}
		if a.Wording != compare.Exact {
			p.varied(a)
		}
		n, known := place[a.Origin]
		if !known {
			n = len(p.Origins)
			place[a.Origin] = n
			p.Origins = append(p.Origins, origin{Number: a.Origin})
		}
		p.Origins[n].Appearances = append(p.Origins[n].Appearances, cardOf(a))
	}
	p.Spread = spreadOf(p.Origins)
}

// varied puts an appearance with the others of its wording.
func (p *statementPage) varied(a ask.Traced) {
	pieces := altered(a.Words, a.Changes)
	n := slices.IndexFunc(p.Variants, func(v variant) bool { return v.Wording == a.Wording && slices.Equal(v.Pieces, pieces) })
	if n < 0 {
		n = len(p.Variants)
		p.Variants = append(p.Variants, variant{Wording: a.Wording, Pieces: pieces, Changes: a.Changes})
	}
	p.Variants[n].Heads = append(p.Variants[n].Heads, a.Head)
}

// cardOf sets an appearance with the passage around its words.
func cardOf(a ask.Traced) card {
	c := card{Traced: a, Source: wire.Fragment(a.Head.URL, a.Passage.Span.Of(a.Passage.Text))}
	text := a.Passage.Text
	stretches := quoted(text, &a.Quotation)
	within := quoth.Span{Start: stretches[0].Start, End: stretches[len(stretches)-1].End}
	within, c.Before, c.After = around(text, within)
	var cutShort bool
	c.Passage, cutShort = shortened(cut(text, within, stretches), passageShown)
	c.After = c.After || cutShort
	return c
}

// explain sets the passage, with the words that each field rests on.
func (p *statementPage) explain(why *ask.Reasons) {
	a := &why.Quotation
	p.Quotation = *a
	if a.Quotation.Via != nil {
		p.Via = a.Quotation.Via.Name
	}
	text := a.Passage.Text
	stretches := quoted(text, &a.Quotation)
	within := quoth.Span{Start: stretches[0].Start, End: stretches[len(stretches)-1].End}
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
			g.Words = append(g.Words, brief(span.Of(text)))
			stretches = append(stretches, stretch{span, run{Field: reason.Field}})
		}
		p.Grounds = append(p.Grounds, g)
	}
	within, p.Before, p.After = around(text, within)
	var cutShort bool
	p.Passage, cutShort = shortened(cut(text, within, stretches), passageShown)
	p.After = p.After || cutShort
}
