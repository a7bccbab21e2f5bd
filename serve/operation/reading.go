package operation

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	quothread "github.com/quoth-news/quoth/read"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

// Article is an article to read: its text or its HTML, and what that lacks.
type Article struct {
	Text      string   `json:"text" min:"1" max:"2097152" doc:"The article as plain text; either this or html."`
	HTML      string   `json:"html" min:"1" max:"2097152" doc:"The article as a page."`
	URL       string   `json:"url" max:"2000" doc:"Its address." example:"https://ledger.example/2024/05/02/bridge"`
	Title     string   `json:"title" doc:"Its headline."`
	Publisher string   `json:"publisher" doc:"The outlet." example:"Evening Ledger"`
	Published string   `json:"published" doc:"The day of publication." example:"2024-05-02"`
	Authors   []string `json:"authors" max:"50" doc:"Who wrote it."`
	Language  string   `json:"language" max:"35" doc:"Its language (BCP 47)." example:"en"`
	ID        string   `json:"id" doc:"The identifier it has where it comes from."`
}

// as is the article as the reader of JSON takes it.
func (a *Article) as() ([]byte, error) {
	if (a.Text == "") == (a.HTML == "") {
		return nil, fmt.Errorf("%w: give either text or html", quoth.ErrInvalid)
	}
	given := map[string]any{}
	for name, value := range map[string]string{"text": a.Text, "html": a.HTML, "url": a.URL, "title": a.Title, "publisher": a.Publisher,
		"published": a.Published, "language": a.Language, "id": a.ID} {
		if value != "" {
			given[name] = value
		}
	}
	if len(a.Authors) > 0 {
		given["authors"] = a.Authors
	}
	return json.Marshal(given)
}

// readArticle reads an article without storing it. What is wrong with it is said without
// the hints that are meant for a shell.
func (d *Desk) readArticle(ctx context.Context, a *Article) (*quoth.Document, *quoth.Reading, error) {
	line, err := a.as()
	if err != nil {
		return nil, nil, err
	}
	doc, reading, err := d.pool.Read(ctx, line, "request", quothread.Options{})
	if failure, ok := errors.AsType[*quothread.Failure](err); ok {
		err = fmt.Errorf("%w: %s", failure.Kind, failure.Reason)
	}
	return doc, reading, err
}

func (d *Desk) extract(ctx context.Context, in *Article) (*Answer, error) {
	doc, reading, err := d.readArticle(ctx, in)
	if err != nil {
		return nil, err
	}
	return read(doc, reading), nil
}

// read is the answer of a document with its reading.
func read(doc *quoth.Document, reading *quoth.Reading) *Answer {
	return &Answer{Value: json.RawMessage(wire.AppendReading(nil, doc, reading)), Total: len(reading.Quotations)}
}

// Draft is the input of lint.
type Draft struct {
	Text    string `json:"text" required:"yes" max:"2097152" doc:"The draft, plain text or Markdown."`
	Profile string `json:"profile" doc:"The style to hold it to; the house's if none is named." example:"reuters"`
}

func (d *Desk) lint(ctx context.Context, in *Draft) (*Answer, error) {
	profile, err := ask.NamedProfile(in.Profile)
	if err != nil {
		return nil, err
	}
	doc, reading, err := d.readArticle(ctx, &Article{Text: in.Text})
	if err != nil {
		return nil, err
	}
	findings, err := ask.Lint(ctx, doc, reading, ask.LintOptions{Draft: "draft", Store: d.Store, Profile: profile})
	if err != nil {
		return nil, err
	}
	return listed(findings, len(findings), ""), nil
}

// Added is the answer of adding a document.
type Added struct {
	Document   string `json:"document"`
	Added      bool   `json:"added"`      // false where it was there already
	Quotations int    `json:"quotations"` // that the reading found
}

func (d *Desk) add(ctx context.Context, in *Article) (*Answer, error) {
	doc, reading, err := d.readArticle(ctx, in)
	if err != nil {
		return nil, err
	}
	if err := record.Check(doc, reading); err != nil {
		return nil, err
	}
	isNew, err := d.Store.AddReading(ctx, doc, reading)
	if err != nil {
		return nil, err
	}
	a := &Answer{Value: &Added{doc.ID, isNew, len(reading.Quotations)}, Total: len(reading.Quotations), Location: "/api/v1/documents/" + doc.ID}
	if !isNew {
		a.Status = 200
	}
	return a, nil
}
