package parquet

import (
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/wire"
)

// ReadReadings reads a file of schema readings@1, row group by row group, and
// hands each document with its reading to yield, in the order of the file. A row
// that does not fit its own text is an error that names the document; the rows
// before it have been handed on.
func ReadReadings(r io.ReaderAt, size int64, yield func(*quoth.Document, *quoth.Reading) error) (err error) {
	var told error // yield's own
	defer func() {
		if p := recover(); p != nil && told == nil {
			err = fmt.Errorf("%w: broken Parquet: %v", quoth.ErrInvalid, p)
		}
	}()
	f, err := open(r, size, readingsSchema)
	if err != nil {
		return err
	}
	rows := parquet.NewGenericReader[readingRow](f)
	defer rows.Close()
	for batch := make([]readingRow, 1); ; {
		batch[0] = readingRow{}
		n, err := rows.Read(batch)
		if n > 0 {
			doc, reading, err := batch[0].take()
			if err != nil {
				return err
			}
			if told = yield(doc, reading); told != nil {
				return told
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: broken Parquet: %v", quoth.ErrInvalid, err)
		}
	}
}

// Metadata looks up keys in the metadata of a file of schema readings@1; "" for
// those that are not there.
func Metadata(r io.ReaderAt, size int64, keys ...string) (values []string, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: broken Parquet: %v", quoth.ErrInvalid, p)
		}
	}()
	f, err := open(r, size, readingsSchema)
	if err != nil {
		return nil, err
	}
	for _, key := range keys {
		value, _ := f.Lookup(key)
		values = append(values, value)
	}
	return values, nil
}

// open opens a file that must be of the schema.
func open(r io.ReaderAt, size int64, schema string) (*parquet.File, error) {
	f, err := parquet.OpenFile(r, size)
	if err != nil {
		return nil, fmt.Errorf("%w: no Parquet file: %v", quoth.ErrInvalid, err)
	}
	found, _ := f.Lookup(schemaKey)
	if found != schema {
		return nil, fmt.Errorf("%w: a Parquet file of schema %q, not %q", quoth.ErrUnsupported, found, schema)
	}
	return f, nil
}

// fromRow turns a row back into what it was made of, and keeps the first fault.
type fromRow struct {
	text  string
	runes *wire.Runes
	err   error
}

// take makes the document and the reading of a row.
func (r *readingRow) take() (*quoth.Document, *quoth.Reading, error) {
	d := &r.Document
	c := fromRow{text: d.Text, runes: wire.NewRunes(d.Text)}
	doc := &quoth.Document{ID: d.ID, Origin: quoth.Origin{Path: or(d.Origin.Path), URL: or(d.Origin.URL), ID: or(d.Origin.ID)},
		Title: or(d.Title), Publisher: or(d.Publisher), Authors: d.Authors, Published: quoth.When(or(d.Published)), Updated: quoth.When(or(d.Updated)),
		Language: or(d.Language), Text: d.Text, Segments: c.segments(d.Segments)}
	for _, g := range d.Given {
		doc.Given = append(doc.Given, quoth.Metadata{Field: g.Field, Value: g.Value, Rule: g.Rule, Span: c.place(g.Start, g.End)})
	}
	for _, n := range d.Notices {
		doc.Notices = append(doc.Notices, quoth.Notice{Span: c.place(n.Start, n.End), Kind: quoth.NoticeKind(n.Kind), When: quoth.When(or(n.When)), Rule: n.Rule})
	}
	reading := &quoth.Reading{Document: d.ID, Segments: c.segments(r.Segments), Rules: r.Rules, Unread: or(r.Unread)}
	for _, e := range r.Entities {
		reading.Entities = append(reading.Entities, quoth.Entity{Kind: quoth.EntityKind(e.Kind), Name: e.Name, Aliases: e.Aliases, Roles: e.Roles, Mentions: c.spans(e.Mentions)})
	}
	for i := range r.Quotations {
		reading.Quotations = append(reading.Quotations, c.quotation(&r.Quotations[i]))
	}
	if c.err != nil {
		return nil, nil, fmt.Errorf("%w: document %s: %v", quoth.ErrInvalid, d.ID, c.err)
	}
	return doc, reading, nil
}

func (c *fromRow) fault(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf(format, args...)
	}
}

func (c *fromRow) span(start, end int32) quoth.Span {
	s := quoth.Span{Start: c.runes.Byte(int(start)), End: c.runes.Byte(int(end))}
	if start < 0 || end < start || c.runes.At(s.Start) != int(start) || c.runes.At(s.End) != int(end) {
		c.fault("the passage %d to %d is not in its text", start, end)
		return quoth.Span{}
	}
	return s
}

func (c *fromRow) place(start, end *int32) quoth.Span {
	if start == nil || end == nil {
		return quoth.Span{}
	}
	return c.span(*start, *end)
}

func (c *fromRow) somewhere(s *spanRow) quoth.Span {
	if s == nil {
		return quoth.Span{}
	}
	return c.span(s.Start, s.End)
}

func (c *fromRow) spans(rows []spanRow) (list []quoth.Span) {
	for _, s := range rows {
		list = append(list, c.span(s.Start, s.End))
	}
	return list
}

func (c *fromRow) segments(rows []segmentRow) (list []quoth.Segment) {
	for _, s := range rows {
		list = append(list, quoth.Segment{Span: c.span(s.Start, s.End), Kind: quoth.SegmentKind(s.Kind), Label: c.somewhere(s.Label), Handle: c.somewhere(s.Handle),
			Dated: c.somewhere(s.Dated), Words: c.somewhere(s.Words), When: quoth.When(or(s.When)), Repeat: s.Repeat})
	}
	return list
}

func entity(i *int32) int {
	if i == nil {
		return quoth.None
	}
	return int(*i)
}

func (c *fromRow) quotation(row *quotationRow) quoth.Quotation {
	q := quoth.Quotation{ID: row.ID, Form: quoth.Form(row.Form), Act: quoth.Act(row.Act), Basis: quoth.Basis(row.Basis), Parts: c.spans(row.Parts),
		Confidence: row.Confidence, Rule: or(row.Rule), Speaker: c.speaker(row.Speaker), Told: c.party(row.Told), Addressee: c.party(row.Addressee), Via: c.party(row.Via), Language: or(row.Language)}
	if c.err == nil && q.Text(c.text) != row.Text {
		c.fault("the parts of %s hold other words than its text: offsets count code points", row.ID)
	}
	if row.Cue != nil {
		q.Cue = c.span(row.Cue.Start, row.Cue.End)
	}
	if v := row.Venue; v != nil {
		q.Venue = &quoth.Venue{Span: c.span(v.Start, v.End), Kind: quoth.VenueKind(v.Kind), Name: or(v.Name), Rule: or(v.Rule)}
	}
	if s := row.Said; s != nil {
		q.Said = &quoth.Said{Span: c.span(s.Start, s.End), When: quoth.When(s.EDTF), Rule: or(s.Rule), Confidence: s.Confidence}
	}
	for _, a := range row.About {
		q.About = append(q.About, quoth.About{Span: c.span(a.Start, a.End), Entity: entity(a.Entity)})
	}
	for i := range row.Nested {
		n := &row.Nested[i]
		q.Nested = append(q.Nested, quoth.Nested{Parts: c.spans(n.Parts), Speaker: c.speaker(n.Speaker)})
	}
	return q
}

func (c *fromRow) speaker(row *speakerRow) *quoth.Speaker {
	if row == nil {
		return nil
	}
	return &quoth.Speaker{Mention: c.span(row.Mention.Start, row.Mention.End), Entity: entity(row.Entity), Confidence: row.Confidence, Rule: or(row.Rule)}
}

func (c *fromRow) party(row *partyRow) *quoth.Party {
	if row == nil {
		return nil
	}
	return &quoth.Party{Span: c.span(row.Start, row.End), Name: row.Name, Entity: entity(row.Entity), Rule: or(row.Rule)}
}
