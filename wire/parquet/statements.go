package parquet

import (
	"io"

	"github.com/quoth-news/quoth/wire"
)

// Statements writes statements with their appearances as a file of schema
// statements@1. The same statements in the same order give the same bytes.
type Statements struct{ rows *writer[statementRow] }

// NewStatements begins a file on w.
func NewStatements(w io.Writer) *Statements {
	return &Statements{newWriter[statementRow](w, statementsSchema)}
}

// Write adds a statement.
func (s *Statements) Write(t *wire.Trace) error {
	row := statementOf(t)
	size := len(t.Text)
	for i := range t.Appearances {
		size += len(t.Appearances[i].Text) + 200
	}
	return s.rows.write(row, size)
}

// Close ends the file. It does not close what it was written to.
func (s *Statements) Close() error { return s.rows.to.Close() }

type statementRow struct {
	Statement   string          `parquet:"statement"`
	Speaker     *namedRow       `parquet:"speaker"`
	Said        *edtfRow        `parquet:"said"`
	Form        string          `parquet:"form,dict"`
	Act         string          `parquet:"act,dict"`
	Basis       string          `parquet:"basis,dict"`
	Told        *string         `parquet:"told,dict"`
	Venue       *occasionRow    `parquet:"venue"`
	Text        string          `parquet:"text"`
	About       []namedRow      `parquet:"about,list"`
	Copies      int32           `parquet:"copies"`
	Origins     int32           `parquet:"origins"`
	Confidence  float64         `parquet:"confidence"`
	First       sourceRow       `parquet:"first"`
	Evidence    evidenceRow     `parquet:"evidence"`
	Appearances []appearanceRow `parquet:"appearances,list"`
}

type namedRow struct {
	Entity string `parquet:"entity,dict"`
	Name   string `parquet:"name,dict"`
}

type edtfRow struct {
	EDTF string `parquet:"edtf,dict"`
}

type occasionRow struct {
	Kind string  `parquet:"kind,dict"`
	Name *string `parquet:"name,dict"`
}

type sourceRow struct {
	Document  string  `parquet:"document,dict"`
	Publisher *string `parquet:"publisher,dict"`
	Published *string `parquet:"published,dict"`
	URL       *string `parquet:"url,dict"`
}

type evidenceRow struct {
	Document string `parquet:"document,dict"`
	Start    int32  `parquet:"start"`
	End      int32  `parquet:"end"`
	Prefix   string `parquet:"prefix"`
	Exact    string `parquet:"exact"`
	Suffix   string `parquet:"suffix"`
}

type appearanceRow struct {
	Document  string      `parquet:"document,dict"`
	Publisher *string     `parquet:"publisher,dict"`
	Published *string     `parquet:"published,dict"`
	URL       *string     `parquet:"url,dict"`
	Text      string      `parquet:"text"`
	Wording   string      `parquet:"wording,dict"`
	Changes   []changeRow `parquet:"changes,list"`
	Origin    int32       `parquet:"origin"`
}

type changeRow struct {
	Kind   string  `parquet:"kind,dict"`
	Draft  *string `parquet:"draft"`
	Record *string `parquet:"record"`
}

func statementOf(t *wire.Trace) *statementRow {
	row := &statementRow{Statement: t.Statement.Statement, Form: string(t.Form), Act: string(t.Act), Basis: string(t.Basis), Told: t.Told, Text: t.Text,
		About: named(t.About), Copies: int32(t.Copies), Origins: int32(t.Origins), Confidence: t.Confidence,
		First: source(&t.First), Evidence: evidenceRow{t.Evidence.Document, int32(t.Evidence.Start), int32(t.Evidence.End), t.Evidence.Prefix, t.Evidence.Exact, t.Evidence.Suffix}}
	if t.Speaker != nil {
		row.Speaker = &namedRow{t.Speaker.Entity, t.Speaker.Name}
	}
	if t.Said != nil {
		row.Said = &edtfRow{string(t.Said.EDTF)}
	}
	if t.Venue != nil {
		row.Venue = &occasionRow{string(t.Venue.Kind), known(t.Venue.Name)}
	}
	for i := range t.Appearances {
		a := &t.Appearances[i]
		from := source(&a.Source)
		to := appearanceRow{from.Document, from.Publisher, from.Published, from.URL, a.Text, a.Wording, nil, int32(a.Origin)}
		for _, ch := range a.Changes {
			to.Changes = append(to.Changes, changeRow{ch.Kind, known(ch.Draft), known(ch.Record)})
		}
		row.Appearances = append(row.Appearances, to)
	}
	return row
}

func named(list []wire.Named) (rows []namedRow) {
	for _, n := range list {
		rows = append(rows, namedRow{n.Entity, n.Name})
	}
	return rows
}

func source(s *wire.Source) sourceRow {
	return sourceRow{s.Document, known(s.Publisher), known(string(s.Published)), known(s.URL)}
}
