package parquet

import (
	"io"
	"strings"

	"github.com/parquet-go/parquet-go"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/wire"
)

// The names of the schemas, under the key "quoth.schema" of a file's metadata.
const (
	schemaKey        = "quoth.schema"
	readingsSchema   = "readings@1"
	statementsSchema = "statements@1"
)

// groupBytes is how much text a row group holds, which is what a writer keeps in
// memory and what a reader may read apart from the rest.
const groupBytes = 32 << 20

// writer writes rows of one schema, in row groups of bounded size.
type writer[Row any] struct {
	to   *parquet.GenericWriter[Row]
	held int // bytes of text in the open row group
}

func newWriter[Row any](w io.Writer, schema string) *writer[Row] {
	var row Row
	name, _, _ := strings.Cut(schema, "@")
	return &writer[Row]{to: parquet.NewGenericWriter[Row](w, parquet.NewSchema(name, parquet.SchemaOf(row)),
		parquet.Compression(&parquet.Zstd), parquet.KeyValueMetadata(schemaKey, schema), parquet.CreatedBy("quoth", schema, ""))}
}

func (w *writer[Row]) write(row *Row, size int) error {
	if _, err := w.to.Write([]Row{*row}); err != nil {
		return err
	}
	if w.held += size; w.held < groupBytes {
		return nil
	}
	w.held = 0
	return w.to.Flush()
}

// Readings writes documents with their readings as a file of schema readings@1.
// The same documents in the same order give the same bytes.
type Readings struct{ rows *writer[readingRow] }

// NewReadings begins a file on w.
func NewReadings(w io.Writer) *Readings {
	return &Readings{newWriter[readingRow](w, readingsSchema)}
}

// Write adds a document with its reading.
func (r *Readings) Write(doc *quoth.Document, reading *quoth.Reading) error {
	c := toRow{doc.Text, wire.NewRunes(doc.Text), reading}
	return r.rows.write(c.reading(doc), len(doc.Text))
}

// Note adds a key and a value of the caller's own to the file's metadata.
func (r *Readings) Note(key, value string) { r.rows.to.SetKeyValueMetadata(key, value) }

// Close ends the file. It does not close what it was written to.
func (r *Readings) Close() error { return r.rows.to.Close() }

// toRow turns one reading into its row.
type toRow struct {
	text  string
	runes *wire.Runes
	of    *quoth.Reading
}

func (c *toRow) reading(doc *quoth.Document) *readingRow {
	r := &readingRow{
		Document: documentRow{
			ID: doc.ID, Origin: originRow{known(strings.ToValidUTF8(doc.Origin.Path, "\uFFFD")), known(doc.Origin.URL), known(doc.Origin.ID)},
			Title: known(doc.Title), Publisher: known(doc.Publisher), Authors: doc.Authors,
			Published: known(string(doc.Published)), Updated: known(string(doc.Updated)), Language: known(doc.Language),
			Text: doc.Text, Segments: c.segments(doc.Segments),
		},
		Segments: c.segments(c.of.Segments), Rules: c.of.Rules, Unread: known(c.of.Unread),
	}
	for _, g := range doc.Given {
		start, end := c.place(g.Span)
		r.Document.Given = append(r.Document.Given, givenRow{g.Field, g.Value, g.Rule, start, end})
	}
	for _, n := range doc.Notices {
		start, end := c.place(n.Span)
		r.Document.Notices = append(r.Document.Notices, noticeRow{string(n.Kind), known(string(n.When)), n.Rule, start, end})
	}
	for _, e := range c.of.Entities {
		r.Entities = append(r.Entities, entityRow{string(e.Kind), e.Name, e.Aliases, e.Roles, c.spans(e.Mentions)})
	}
	for i := range c.of.Quotations {
		r.Quotations = append(r.Quotations, c.quotation(&c.of.Quotations[i]))
	}
	return r
}

func (c *toRow) span(s quoth.Span) spanRow {
	return spanRow{int32(c.runes.At(s.Start)), int32(c.runes.At(s.End))}
}

func (c *toRow) spans(list []quoth.Span) (rows []spanRow) {
	for _, s := range list {
		rows = append(rows, c.span(s))
	}
	return rows
}

// somewhere is a span, nil for nowhere.
func (c *toRow) somewhere(s quoth.Span) *spanRow {
	if s == (quoth.Span{}) {
		return nil
	}
	row := c.span(s)
	return &row
}

// place is a span as two columns, both null for nowhere.
func (c *toRow) place(s quoth.Span) (start, end *int32) {
	if row := c.somewhere(s); row != nil {
		return &row.Start, &row.End
	}
	return nil, nil
}

func (c *toRow) words(s quoth.Span) wordsRow {
	row := c.span(s)
	return wordsRow{row.Start, row.End, s.Of(c.text)}
}

func (c *toRow) segments(list []quoth.Segment) (rows []segmentRow) {
	for _, s := range list {
		row := c.span(s.Span)
		rows = append(rows, segmentRow{string(s.Kind), row.Start, row.End, c.somewhere(s.Label), c.somewhere(s.Handle),
			c.somewhere(s.Dated), c.somewhere(s.Words), known(string(s.When)), s.Repeat})
	}
	return rows
}

func (c *toRow) entity(i int) *int32 {
	if i < 0 {
		return nil
	}
	n := int32(i)
	return &n
}

func (c *toRow) quotation(q *quoth.Quotation) quotationRow {
	row := quotationRow{ID: q.ID, Form: string(q.Form), Act: string(q.Act), Basis: string(q.Basis), Parts: c.spans(q.Parts),
		Text: q.Text(c.text), Confidence: q.Confidence, Rule: known(q.Rule), Speaker: c.speaker(q.Speaker),
		Told: c.party(q.Told), Addressee: c.party(q.Addressee), Via: c.party(q.Via), Language: known(q.Language)}
	if !q.Cue.Empty() {
		cue := c.words(q.Cue)
		row.Cue = &cue
	}
	if v := q.Venue; v != nil {
		s := c.span(v.Span)
		row.Venue = &venueRow{string(v.Kind), known(v.Name), s.Start, s.End, known(v.Rule)}
	}
	if d := q.Said; d != nil {
		w := c.words(d.Span)
		row.Said = &saidRow{string(d.When), w.Start, w.End, w.Text, known(d.Rule), d.Confidence}
	}
	for _, a := range q.About {
		s := c.span(a.Span)
		row.About = append(row.About, aboutRow{c.entity(a.Entity), s.Start, s.End})
	}
	for _, n := range q.Nested {
		row.Nested = append(row.Nested, nestedRow{c.spans(n.Parts), quoth.JoinParts(c.text, n.Parts), c.speaker(n.Speaker)})
	}
	return row
}

func (c *toRow) speaker(s *quoth.Speaker) *speakerRow {
	if s == nil {
		return nil
	}
	row := &speakerRow{Mention: c.words(s.Mention), Entity: c.entity(s.Entity), Confidence: s.Confidence, Rule: known(s.Rule)}
	if s.Entity >= 0 && s.Entity < len(c.of.Entities) {
		row.Name = known(c.of.Entities[s.Entity].Name)
	}
	return row
}

func (c *toRow) party(p *quoth.Party) *partyRow {
	if p == nil {
		return nil
	}
	s := c.span(p.Span)
	return &partyRow{p.Name, c.entity(p.Entity), s.Start, s.End, known(p.Rule)}
}
