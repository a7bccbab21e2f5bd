package main

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

func newShowCommand(sh *shell) *cobra.Command {
	return &cobra.Command{
		Use:   "show ID",
		Short: "A document, quotation, statement or person with its passage",
		Long: `Shows what an identifier names: d:… a document with its quotations, q:… a quotation in its
passage, s:… a statement with its appearances, p:… someone in the record.`,
		Example: `  quoth said Tarrant --json | jq -r .first.document | head -1 | xargs quoth show
  quoth show --json s:abcdefghijklmnop`,
		Args: cobra.ExactArgs(1),
		RunE: sh.asking(func(ctx context.Context, store record.Store, args []string) error {
			shown, err := ask.Show(ctx, store, args[0])
			if err != nil {
				return sh.hiddenHint(err)
			}
			if sh.json {
				return sh.showJSON(shown)
			}
			p := newPage(sh)
			p.shown(shown)
			return p.flush()
		}),
	}
}

// showJSON prints the object that stands for its kind everywhere: a document as
// extract does, a statement as trace does, someone as who does.
func (sh *shell) showJSON(shown *ask.Shown) error {
	switch {
	case shown.Document != nil:
		_, err := sh.out.Write(append(wire.AppendReading(nil, shown.Document.Doc, shown.Document.Reading), '\n'))
		return err
	case shown.Quotation != nil:
		return sh.printLine(quotationOf(shown.Quotation))
	case shown.Statement != nil:
		return sh.printLine(shown.Statement.Wire())
	}
	return sh.printLine(wire.OfEntity(shown.Entity))
}

func quotationOf(a *record.Appearance) *wire.Quotation {
	q := &a.Quotation
	w := &wire.Quotation{Quotation: q.ID, Statement: a.Statement, Form: q.Form, Act: q.Act, Basis: q.Basis, Text: a.Words,
		Origin: a.Origin, Source: wire.OfHead(&a.Head), Evidence: wire.OfPassage(&a.Passage)}
	if a.Speaker.ID != "" {
		w.Speaker = &wire.Named{Entity: a.Speaker.ID, Name: a.Speaker.Name}
	}
	if a.Said != "" {
		w.Said = &wire.EDTF{EDTF: a.Said}
	}
	return w
}

func (p *page) shown(shown *ask.Shown) {
	switch {
	case shown.Document != nil:
		p.revisions(shown.Revisions)
		p.document(shown.Document)
	case shown.Quotation != nil:
		a := shown.Quotation
		p.strong("%s", joined(" · ", firstOf(a.Speaker.Name, "(nobody named)"), whenWords(a.Said), a.Quotation.Act.Words()))
		p.line("  %s · %s", quoth.Printable(a.Head.Words()), a.Head.ID)
		p.passage(&a.Passage)
		p.faint("  %s of %s, origin %s", a.Quotation.ID, a.Statement, originWords(a.Origin))
		p.revisions(shown.Revisions)
	case shown.Statement != nil:
		p.trace(shown.Statement)
	default:
		p.entity(shown.Entity)
	}
}

// document prints the text with its quotations after it.
func (p *page) document(e *record.Entry) {
	p.reading(e.Doc, e.Reading)
	p.strong("Text")
	for i := range e.Reading.Segments {
		s := &e.Reading.Segments[i]
		p.line("")
		p.faint("  %s", s.Kind)
		p.wrapped(2, s.Of(e.Doc.Text))
	}
}

// passage prints the words with what stands before and after them in the paragraph.
func (p *page) passage(at *record.Passage) {
	prefix, suffix := wire.Around(at.Text, at.Span.Start, at.Span.End)
	before, after := "…", "…"
	if i := strings.LastIndex(prefix, "\n\n"); i >= 0 || at.Span.Start == len(prefix) {
		prefix, before = prefix[i+1:], ""
	}
	if i := strings.Index(suffix, "\n\n"); i >= 0 || at.Span.End+len(suffix) == len(at.Text) {
		after = ""
		if i >= 0 {
			suffix = suffix[:i]
		}
	}
	p.line("")
	p.wrapped(4, before+prefix+p.bold(at.Span.Of(at.Text))+suffix+after)
	p.line("")
}

func originWords(n int) string { return strconv.Itoa(n) }
