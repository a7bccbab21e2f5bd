package operation

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

// Statements is the input of a timeline.
type Statements struct {
	Speaker string `json:"speaker" doc:"Who said it: a name, any part of it, a handle, or an entity's identifier." example:"Imogen Tarrant"`
	About   string `json:"about" doc:"About whom: a name or an identifier."`
	Told    string `json:"told" doc:"The outlet that first got the words, by any words of its name."`
	From    string `json:"from" format:"edtf" doc:"Said from the beginning of this day, month or year on (EDTF); what has no date of saying counts by its publication." example:"2010"`
	To      string `json:"to" format:"edtf" doc:"Said up to the end of this day, month or year." example:"2012-06"`
	Form    string `json:"form" enum:"direct,mixed,indirect" doc:"Only this form of quotation."`
	Q       string `json:"q" doc:"Words, all of which some wording of the statement holds."`
	Limit   int    `json:"limit" min:"1" max:"500" default:"50" doc:"At most so many results."`
	Cursor  string `json:"cursor" doc:"next of the answer before, with the same filters."`
}

func (d *Desk) statements(ctx context.Context, in *Statements) (*Answer, error) {
	page, err := ask.Said(ctx, d.Store, ask.SaidQuery{Person: in.Speaker, About: in.About, Told: in.Told,
		From: quoth.When(in.From), To: quoth.When(in.To), Form: quoth.Form(in.Form), Words: in.Q, Limit: in.Limit, Cursor: in.Cursor})
	if err != nil && isNotFound(err) {
		return d.nothing(ctx)
	}
	if err != nil {
		return nil, err
	}
	if page.Total == 0 {
		return d.nothing(ctx)
	}
	results := make([]*wire.Statement, len(page.Statements))
	for i := range page.Statements {
		if results[i], err = ask.OfStatement(ctx, d.Store, &page.Statements[i]); err != nil {
			return nil, err
		}
	}
	return listed(results, page.Total, page.Next), nil
}

// ID is the input of what asks for one thing.
type ID struct {
	ID string `json:"id" required:"yes" doc:"The identifier, as another answer gave it." example:"s:abcdefghijklmnop"`
}

func (d *Desk) statement(ctx context.Context, in *ID) (*Answer, error) {
	t, err := d.traced(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	return tracing(t), nil
}

// traced is a statement in view, by its identifier or that of one of its quotations.
func (d *Desk) traced(ctx context.Context, id string) (*ask.Tracing, error) {
	if !strings.HasPrefix(id, "s:") && !strings.HasPrefix(id, "q:") {
		return nil, gone("statement", id)
	}
	t, err := ask.Trace(ctx, d.Store, id)
	if err != nil {
		return nil, err
	}
	if len(t.Appearances) == 0 || slices.ContainsFunc(t.Appearances, func(a ask.Traced) bool { return a.Hides }) {
		return nil, gone("statement", id)
	}
	return t, nil
}

func tracing(t *ask.Tracing) *Answer { return &Answer{Value: t.Wire(), Total: len(t.Appearances)} }

// Quote is the input of a trace.
type Quote struct {
	Quote string `json:"quote" required:"yes" max:"5000" doc:"The words, or the identifier of a statement or quotation." example:"There is no quarrel between Delphine and me"`
}

func (d *Desk) trace(ctx context.Context, in *Quote) (*Answer, error) {
	id := strings.TrimSpace(in.Quote)
	if !strings.HasPrefix(id, "s:") && !strings.HasPrefix(id, "q:") {
		t, err := ask.Trace(ctx, d.Store, in.Quote)
		if err != nil {
			return nil, err
		}
		id = t.Statement.ID
	}
	t, err := d.traced(ctx, id)
	if err != nil {
		return nil, err
	}
	return tracing(t), nil
}

// Name is the input of a search for people.
type Name struct {
	Name string `json:"name" required:"yes" doc:"A name, any part of it, a handle, or an entity's identifier." example:"Tarrant"`
}

func (d *Desk) people(ctx context.Context, in *Name) (*Answer, error) {
	people, err := ask.Who(ctx, d.Store, in.Name)
	if err != nil && !isNotFound(err) {
		return nil, err
	}
	people = slices.DeleteFunc(people, func(e record.Entity) bool { return e.Hidden })
	if len(people) == 0 {
		return d.nothing(ctx)
	}
	results := make([]*wire.Entity, len(people))
	for i := range people {
		if results[i], err = ask.OfEntity(ctx, d.Store, &people[i]); err != nil {
			return nil, err
		}
	}
	return listed(results, len(results), ""), nil
}

// Nothing is the input of what takes none.
type Nothing struct{}

func (d *Desk) coverage(ctx context.Context, _ *Nothing) (*Answer, error) {
	c, err := ask.Coverage(ctx, d.Store)
	if err != nil {
		return nil, err
	}
	return &Answer{Value: wire.OfCoverage(&c), Total: c.Documents}, nil
}

// Check is the input of a check.
type Check struct {
	Quote string `json:"quote" required:"yes" max:"5000" doc:"The words, with or without their quotation marks." example:"There is no quarrel between Delphine and me"`
	By    string `json:"by" doc:"Who is said to have said it: a name or an identifier." example:"Imogen Tarrant"`
	Ref   string `json:"ref" doc:"Given back with the answer."`
}

func (d *Desk) check(ctx context.Context, in *Check) (*Answer, error) {
	c, err := ask.Check(ctx, d.Store, ask.CheckQuery{Quote: in.Quote, By: in.By, Ref: in.Ref})
	if err != nil {
		return nil, err
	}
	a := &Answer{Value: c}
	if c.Statement != "" {
		a.Total = 1
	}
	return a, nil
}

func (d *Desk) document(ctx context.Context, in *ID) (*Answer, error) {
	if !strings.HasPrefix(in.ID, "d:") {
		return nil, gone("document", in.ID)
	}
	e, err := d.Store.Document(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if e.Hidden {
		return nil, gone("document", in.ID)
	}
	reading, err := ask.InView(ctx, d.Store, e)
	if err != nil {
		return nil, err
	}
	return read(e.Doc, reading), nil
}

// Corrections is the input of the list of corrections.
type Corrections struct {
	Limit  int    `json:"limit" min:"1" max:"500" default:"100" doc:"At most so many results."`
	Cursor string `json:"cursor" doc:"next of the answer before."`
}

// corrections lists the newest first. A cursor is the identifier of the last one shown.
func (d *Desk) corrections(ctx context.Context, in *Corrections) (*Answer, error) {
	all, err := d.Store.Corrections(ctx)
	if err != nil {
		return nil, err
	}
	slices.Reverse(all)
	rest := all
	if in.Cursor != "" {
		n := slices.IndexFunc(all, func(c record.Correction) bool { return c.ID == in.Cursor })
		if n < 0 {
			return nil, fmt.Errorf("%w: cursor %q is not one that an answer gave", quoth.ErrInvalid, in.Cursor)
		}
		rest = all[n+1:]
	}
	next := ""
	if len(rest) > in.Limit {
		rest = rest[:in.Limit]
		next = rest[in.Limit-1].ID
	}
	results := make([]*wire.Correction, len(rest))
	for i := range rest {
		results[i] = wire.OfCorrection(&rest[i])
	}
	return listed(results, len(all), next), nil
}
