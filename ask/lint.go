package ask

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

// Notes is a document to hold a draft against beside or instead of a record: a
// transcript, notes, an article, with its reading.
type Notes struct {
	Doc     *quoth.Document
	Reading *quoth.Reading
}

// LintOptions says what a draft is held against, and how strictly.
type LintOptions struct {
	Draft   string       // the draft's name in the findings
	Store   record.Store // nil for no record
	Sources []Notes      // none for the record alone
	Profile *Profile     // nil for the house's
}

// Lint holds every quotation of a draft against the record or the sources and the
// draft's way of quoting against the profile. Nothing is stored. Findings come in
// the order of their places; without record and sources only style is looked at.
func Lint(ctx context.Context, doc *quoth.Document, reading *quoth.Reading, opt LintOptions) ([]wire.Finding, error) {
	if opt.Profile == nil {
		house, err := LoadProfile("")
		if err != nil {
			return nil, err
		}
		opt.Profile = house
	}
	l := &linter{ctx: ctx, doc: doc, reading: reading, opt: opt, profile: opt.Profile, runes: wire.NewRunes(doc.Text),
		people: map[string]speaker{}, denials: map[string]bool{}, noticed: map[string]bool{}}
	if opt.Store != nil {
		l.finders = append(l.finders, recorded{opt.Store})
		c, err := opt.Store.Coverage(ctx)
		if err != nil {
			return nil, err
		}
		l.coverage = coverageOf(&c)
	}
	if len(opt.Sources) > 0 {
		n := newNotebook(opt.Sources)
		l.finders = append(l.finders, n)
		n.cover(&l.coverage)
	}
	quotes := l.quotes()
	if len(l.finders) > 0 {
		for i := range quotes {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if err := l.accuracy(&quotes[i]); err != nil {
				return nil, err
			}
		}
	}
	for i := range quotes {
		l.saying(&quotes[i])
	}
	l.style(quotes)
	return l.sorted(), nil
}

// HasErrors tells whether a finding is an error, which is what `quoth lint` exits 1 on.
func HasErrors(findings []wire.Finding) bool {
	return slices.ContainsFunc(findings, func(f wire.Finding) bool { return f.Severity == "error" })
}

// linter is the work on one draft.
type linter struct {
	ctx      context.Context
	doc      *quoth.Document
	reading  *quoth.Reading
	opt      LintOptions
	profile  *Profile
	runes    *wire.Runes
	finders  []finder
	coverage wire.CheckCoverage
	findings []placed
	people   map[string]speaker // by the names the draft gives
	denials  map[string]bool    // denials left out that were already reported
	noticed  map[string]bool    // documents whose corrections were already reported
}

// placed is a finding with its place in bytes.
type placed struct {
	span quoth.Span
	wire.Finding
}

// report adds a finding unless the profile keeps the rule silent.
func (l *linter) report(rule string, at quoth.Span, check *wire.Check, format string, args ...any) {
	severity := l.profile.Severities[rule]
	if severity == "" || severity == "off" {
		return
	}
	l.reportAs(severity, rule, at, check, format, args...)
}

func (l *linter) reportAs(severity, rule string, at quoth.Span, check *wire.Check, format string, args ...any) {
	line, column := lineColumn(l.doc.Text, at.Start)
	l.findings = append(l.findings, placed{at, wire.Finding{Draft: l.opt.Draft, Rule: rule, Severity: severity,
		Start: l.runes.At(at.Start), End: l.runes.At(at.End), Line: line, Column: column,
		Message: fmt.Sprintf(format, args...), Check: check}})
}

// noteOf is the severity of a rule brought down to a note where the meaning is kept.
func (l *linter) note(rule string, at quoth.Span, check *wire.Check, format string, args ...any) {
	if s := l.profile.Severities[rule]; s != "" && s != "off" {
		l.reportAs("note", rule, at, check, format, args...)
	}
}

// lineColumn is the place of byte i, counted from 1, columns in code points.
func lineColumn(text string, i int) (line, column int) {
	before := text[:i]
	line = 1 + strings.Count(before, "\n")
	return line, 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
}

// sorted are the findings by place and rule.
func (l *linter) sorted() []wire.Finding {
	slices.SortStableFunc(l.findings, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.span.Start, b.span.Start), strings.Compare(a.Rule, b.Rule), cmp.Compare(a.span.End, b.span.End))
	})
	out := make([]wire.Finding, len(l.findings))
	for i := range l.findings {
		out[i] = l.findings[i].Finding
	}
	return out
}
