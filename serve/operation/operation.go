// Package operation holds the one table of what can be asked of a record over the
// network, and what can be changed in it.
//
// What comes in are an operation's name and its input as a JSON object; what goes out is
// the answer as a value of package wire, or an error that wraps a root error. Three
// doors open onto the table: the JSON API (serve/api), the tools for assistants
// (serve/mcp) and, for what they show as the API does, the pages.
//
//	desk := operation.New(store, pool)
//	for _, op := range desk.Table() { … }
//	answer, err := op.Run(ctx, []byte(`{"quote": "We will rebuild."}`))
//
// The idea: a row says in one place what an operation takes (a struct whose tags hold
// names, bounds and words on each field), what it gives (a published JSON Schema) and who
// answers it; the doors only carry. Input is checked once, here, and strictly: a field
// that is not known, a bound that is broken, a zero byte are errors with the field's name.
//
// What was hidden is not there. Nothing is stored but by operations that say so, and it
// decides nothing about words: package ask does.
package operation

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

// Desk answers operations from one record.
type Desk struct {
	Store record.Store
	pool  *pipeline.Pool
}

// New makes a desk that reads with the engines of a pool.
func New(store record.Store, pool *pipeline.Pool) *Desk { return &Desk{store, pool} }

// Operation is a row of the table.
type Operation struct {
	Name    string // "statements", also its identifier in OpenAPI
	Tool    string // its name among the tools, "" if it is none
	Method  string
	Path    string // with "{id}" where the input's field id stands
	Summary string // a sentence
	Text    string // more, for programs and assistants: when to use it, and when not
	Status  int    // of an answer over HTTP
	Writes  bool
	Fields  []Field // of the input
	Output  string  // the name of its schema among Schemas
	Run     func(ctx context.Context, input []byte) (*Answer, error)
}

// Answer is what an operation gives.
type Answer struct {
	Value     any    // marshals to the answer's object
	Total     int    // how much there is in all: statements, people, appearances
	Truncated bool   // more follows than Value holds
	Location  string // the address of what was made, "" if nothing was
	Status    int    // over HTTP, where it is not the operation's
}

// List is a stretch of many.
type List struct {
	Results  any                 `json:"results"`
	Total    int                 `json:"total"`
	Next     *string             `json:"next"`
	Coverage *wire.CheckCoverage `json:"coverage,omitempty"` // where nothing was found: what was looked through
}

// Table lists the operations.
func (d *Desk) Table() []Operation {
	return []Operation{
		row(Operation{Name: "statements", Tool: "get_statements", Method: "GET", Path: "/api/v1/statements", Output: "statements",
			Summary: "What was said, in the order of when it was said",
			Text: `Lists statements of the record, each with its words, speaker, date, outlet and the passage it rests on. All filters given must hold. ` +
				`Use it for a timeline of what somebody said, about whom, told whom, when. Do not use it to verify a quotation (check_quote does) or to learn who a name means (find_person does), ` +
				`and do not take a page for the whole: total says how many there are, next continues.`}, d.statements),
		row(Operation{Name: "statement", Method: "GET", Path: "/api/v1/statements/{id}", Output: "trace",
			Summary: "A statement with every appearance, first to last"}, d.statement),
		row(Operation{Name: "evidence", Tool: "get_evidence", Method: "GET", Path: "/api/v1/statements/{id}/evidence", Output: "evidence",
			Summary: "What a statement rests on: the words and the rule behind each field, and the passage in every document",
			Text: `Explains a statement: for who, what, when, told whom the words of the article and the rule that took them, and the passage in each document that carries it. ` +
				`Use it before relying on a speaker or a date. Do not use it to search: it wants an identifier that another answer gave.`}, d.evidence),
		row(Operation{Name: "render", Tool: "render_quote", Method: "GET", Path: "/api/v1/statements/{id}/rendered", Output: "rendered",
			Summary: "A statement set as a quotation, ready to be inserted",
			Text: `Gives the words of a statement formatted with speaker, date, outlet and link. Insert its text as it stands: never retype, shorten or translate a quotation yourself. ` +
				`Reported speech comes without quotation marks, for these are not anybody's own words. Do not use it for words that no answer gave an identifier of.`}, d.render),
		row(Operation{Name: "document", Method: "GET", Path: "/api/v1/documents/{id}", Output: "extract",
			Summary: "A document with what was read in it"}, d.document),
		row(Operation{Name: "people", Tool: "find_person", Method: "GET", Path: "/api/v1/people", Output: "people",
			Summary: "The people, organisations and groups a name may mean, best first",
			Text: `Finds whom a name, a part of it or a handle may mean, with how many statements the record has of each. ` +
				`Use it first when a name may fit several people, and hand the entity on to the other tools. Do not use it to learn what somebody said.`}, d.people),
		row(Operation{Name: "trace", Tool: "trace_quote", Method: "GET", Path: "/api/v1/trace", Output: "trace",
			Summary: "How words travelled: every appearance of a statement, with what was done to the words",
			Text: `Follows a quotation, given by its words or by an identifier, through all documents that carry it: the first, the copies of one origin, the independent ones, and how each changed the words. ` +
				`Use it to see who printed it first and who altered it. Do not use it to judge a wording of your own: check_quote does.`}, d.trace),
		row(Operation{Name: "coverage", Tool: "coverage", Method: "GET", Path: "/api/v1/coverage", Output: "coverage",
			Summary: "What the record holds, and for which years and outlets",
			Text: `Says how many documents the record holds, of which outlets and years. Use it to judge what an empty answer means: what is not in the record may have been said all the same. ` +
				`It says nothing of any person.`}, d.coverage),
		row(Operation{Name: "check", Tool: "check_quote", Method: "POST", Path: "/api/v1/check", Output: "check",
			Summary: "Was it said, by whom, when, first where, and in which words",
			Text: `Holds a quotation against the record word by word. wording says what happened to the words (exact, truncated, altered …), changes lists where they differ, attribution whether the speaker given in by is the record's. ` +
				`Use it before printing any quotation. not_found means that this record has no such words, never that they were not said. Do not use it to judge whether what was said is right: it tells only that it was said and reported.`}, d.check),
		oneOf(row(Operation{Name: "lint", Method: "POST", Path: "/api/v1/lint", Output: "findings",
			Summary: "Check every quotation of a draft; nothing is stored"}, d.lint), "profile", ask.ProfileNames()),
		row(Operation{Name: "extract", Method: "POST", Path: "/api/v1/extract", Output: "extract",
			Summary: "Find the quotations of an article; nothing is stored"}, d.extract),
		row(Operation{Name: "corrections", Method: "GET", Path: "/api/v1/corrections", Output: "corrections",
			Summary: "The corrections made by hand, newest first"}, d.corrections),
		row(Operation{Name: "add", Method: "POST", Path: "/api/v1/documents", Output: "added", Status: 201, Writes: true,
			Summary: "Add a document to the record (200 where it is there already)"}, d.add),
		row(Operation{Name: "correct", Method: "POST", Path: "/api/v1/corrections", Output: "corrections", Status: 201, Writes: true,
			Summary: "Correct the record, reversibly: a speaker, a date, merge or split people, hide"}, d.correct),
		row(Operation{Name: "withdraw", Method: "POST", Path: "/api/v1/corrections/{id}/withdrawal", Output: "correction", Writes: true,
			Summary: "Take a correction back"}, d.withdraw),
	}
}

// row completes a row with the fields of its input and the way to run it.
func row[In any](op Operation, run func(context.Context, *In) (*Answer, error)) Operation {
	op.Fields = fieldsOf[In]()
	if op.Status == 0 {
		op.Status = 200
	}
	op.Run = func(ctx context.Context, input []byte) (*Answer, error) {
		in := new(In)
		if err := decode(input, op.Fields, in); err != nil {
			return nil, err
		}
		return run(ctx, in)
	}
	return op
}

// oneOf has a field of a row take only some words.
func oneOf(op Operation, field string, words []string) Operation {
	for i := range op.Fields {
		if op.Fields[i].Name == field {
			op.Fields[i].Enum = words
		}
	}
	return op
}

// Input is a JSON object of an input; a field given as "" is not given.
func Input(fields map[string]any) ([]byte, error) { return json.Marshal(fields) }

// listed makes the answer of a list whose results may be fewer than there are.
func listed(results any, total int, next string) *Answer {
	l := &List{Results: results, Total: total}
	if next != "" {
		l.Next = &next
	}
	return &Answer{Value: l, Total: total, Truncated: next != ""}
}

// nothing is the answer of a search that found nobody or nothing: empty, with what was
// looked through.
func (d *Desk) nothing(ctx context.Context) (*Answer, error) {
	c, err := ask.Coverage(ctx, d.Store)
	if err != nil {
		return nil, err
	}
	a := listed([]struct{}{}, 0, "")
	a.Value.(*List).Coverage = wire.OfCheckCoverage(&c)
	return a, nil
}

// isNotFound tells an answer that the record has no such name from other errors.
func isNotFound(err error) bool {
	_, missing := errors.AsType[*ask.NotFoundError](err)
	return missing || errors.Is(err, quoth.ErrNotFound)
}

// gone is the answer for what is not there or was taken out of view: no more than that.
func gone(what, id string) error {
	return fmt.Errorf("%w: the record shows no %s %s", quoth.ErrNotFound, what, id)
}
