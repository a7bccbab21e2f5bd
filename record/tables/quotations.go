package tables

import (
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"fmt"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// putQuotations adds the quotations of a reading; names are those of its figures.
func (c *change) putQuotations(document int64, facts *record.Facts, names []int64, fixes []fix) error {
	for place := range facts.Quotations {
		f := &facts.Quotations[place]
		speaker, block := sql.NullInt64{}, int64(0)
		if f.Figure != quoth.None && names[f.Figure] != 0 {
			speaker = sql.NullInt64{Int64: names[f.Figure], Valid: true}
			block = int64(facts.Figures[f.Figure].Name.Block)
		}
		said, hidden := "", 0
		if f.Quotation.Said != nil {
			said = string(f.Quotation.Said.When)
		}
		for i := range fixes {
			if !fixes[i].meets(f.Quotation) {
				continue
			}
			switch fixes[i].kind {
			case record.FixSpeaker:
				var err error
				if speaker, block, err = c.fixedSpeaker(fixes[i].value); err != nil {
					return err
				}
			case record.FixDate:
				said = fixes[i].value
			case record.Hide:
				hidden = max(hidden, fixes[i].hides())
			}
		}
		wording, isNew, err := c.tx.putWording(f.Folded, f.Grams, block)
		if err != nil {
			return err
		}
		row, err := c.tx.insertQuotation(document, place, f, wording, speaker, said, hidden)
		if err != nil {
			return err
		}
		for _, a := range f.About {
			if names[a] == 0 {
				continue
			}
			if err := c.tx.exec(`INSERT INTO about (name, quotation) VALUES (?, ?) ON CONFLICT DO NOTHING`, names[a], row); err != nil {
				return err
			}
		}
		c.touched[row] = true
		if isNew {
			c.fresh[wording] = 0
		}
		if _, ok := c.fresh[wording]; ok {
			c.fresh[wording]++
		}
	}
	return nil
}

func (t *tx) insertQuotation(document int64, place int, f *record.Fact, wording int64, speaker sql.NullInt64, said string, hidden int) (int64, error) {
	q := f.Quotation
	var told, venueKind, venueName string
	if q.Told != nil {
		told = q.Told.Name
	}
	if q.Venue != nil {
		venueKind, venueName = string(q.Venue.Kind), q.Venue.Name
	}
	confidence := q.Confidence
	if q.Speaker != nil {
		confidence *= q.Speaker.Confidence
	}
	body, err := packQuotation(q)
	if err != nil {
		return 0, err
	}
	row, err := t.next(`SELECT coalesce(max(id), 0) + 1 FROM quotation`, &t.nextQuotation)
	if err != nil {
		return 0, err
	}
	// Until it is settled it names a statement of its own.
	return row, t.exec(`INSERT INTO quotation (id, statement, name, document, place, parts, wording, speaker, class, form, act, basis,
		said, told, outlet, venue_kind, venue_name, confidence, prose, hidden, body)
		VALUES (?1, ?1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		row, q.ID, document, place, packSpans(q.Parts), wording, speaker, record.Class(q.Act), string(q.Form), string(q.Act), string(q.Basis),
		said, told, f.Told, venueKind, venueName, confidence, packHashes(f.Prose), hidden, body)
}

// removeQuotation takes a quotation out of the tables; those it stood together
// with are touched.
func (c *change) removeQuotation(row int64) error {
	t := c.tx
	var statement, wording, block int64
	_, err := t.one(`SELECT q.statement, q.wording, coalesce(n.block, 0) FROM quotation q LEFT JOIN name n ON n.id = q.speaker WHERE q.id = ?`,
		[]any{row}, &statement, &wording, &block)
	if err != nil {
		return err
	}
	if err := c.touchStatement(statement); err != nil {
		return err
	}
	delete(c.touched, row)
	if err := t.exec(`DELETE FROM about WHERE quotation = ?`, row); err != nil {
		return err
	}
	if err := t.exec(`DELETE FROM quotation WHERE id = ?`, row); err != nil {
		return err
	}
	return t.removeVoice(wording, block)
}

// memberColumns are what scanMember reads, of quotation q, document d, wording w
// and the speaker's name n.
const memberColumns = `q.id, q.wording, q.statement, coalesce(n.entity, 0), w.folded, q.name, d.name, q.parts,
	q.form, q.act, q.basis, q.said, d.published, q.told, q.venue_kind, q.venue_name, q.confidence,
	q.hidden = 1 OR d.hidden <> 0 OR coalesce(n.hidden, 0) <> 0, q.hidden = 2,
	q.outlet, d.outlet, d.credit, d.url, q.prose, d.prose`

const memberTables = ` FROM quotation q JOIN document d ON d.id = q.document JOIN wording w ON w.id = q.wording LEFT JOIN name n ON n.id = q.speaker WHERE `

func scanMember(rows *sql.Rows) (*record.Member, error) {
	m := &record.Member{}
	var parts, prose, whole []byte
	err := rows.Scan(&m.Row, &m.Wording, &m.Statement, &m.Entity, &m.Folded, &m.ID, &m.Document, &parts,
		&m.Form, &m.Act, &m.Basis, &m.Said, &m.Published, &m.Told, &m.Venue.Kind, &m.Venue.Name, &m.Confidence, &m.Hidden, &m.Hides,
		&m.ToldOutlet, &m.Outlet, &m.Credit, &m.URL, &prose, &whole)
	if err != nil {
		return nil, err
	}
	m.Words = record.Hashes(m.Folded)
	m.Prose, m.Whole = unpackHashes(prose), unpackHashes(whole)
	if spans := unpackSpans(parts); len(spans) > 0 {
		m.Start = spans[0].Start
	}
	return m, nil
}

// members reads the quotations that a condition names.
func (t *tx) members(where string, args ...any) (members []*record.Member, err error) {
	err = t.each(`SELECT `+memberColumns+memberTables+where, args, func(rows *sql.Rows) error {
		m, err := scanMember(rows)
		members = append(members, m)
		return err
	})
	return members, err
}

// body is a quotation without what has columns of its own, empty fields left out.
type body struct {
	ID         string       `json:"-"`
	Form       quoth.Form   `json:"-"`
	Act        quoth.Act    `json:"-"`
	Basis      quoth.Basis  `json:"-"`
	Parts      []quoth.Span `json:"-"`
	Confidence float64
	Rule       string         `json:",omitempty"`
	Cue        quoth.Span     `json:",omitzero"`
	Speaker    *quoth.Speaker `json:",omitempty"`
	Told       *quoth.Party   `json:",omitempty"`
	Addressee  *quoth.Party   `json:",omitempty"`
	Via        *quoth.Party   `json:",omitempty"`
	Venue      *quoth.Venue   `json:",omitempty"`
	Said       *quoth.Said    `json:",omitempty"`
	About      []quoth.About  `json:",omitempty"`
	Nested     []quoth.Nested `json:",omitempty"`
	Sources    []quoth.Source `json:"-"`
}

func packQuotation(q *quoth.Quotation) (string, error) {
	b, err := json.Marshal(body(*q))
	return string(b), err
}

// unpackQuotation puts a quotation together again; form, act, basis and identifier
// are set already.
func unpackQuotation(packed string, parts []quoth.Span, q *quoth.Quotation) error {
	var b body
	if err := json.Unmarshal([]byte(packed), &b); err != nil {
		return fmt.Errorf("stored quotation %s: %w", q.ID, err)
	}
	b.ID, b.Form, b.Act, b.Basis, b.Parts = q.ID, q.Form, q.Act, q.Basis, parts
	*q = quoth.Quotation(b)
	return nil
}

// packSpans writes spans as varints: each the distance from the end of the one
// before, and its length.
func packSpans(spans []quoth.Span) []byte {
	var b []byte
	end := 0
	for _, s := range spans {
		b = binary.AppendUvarint(b, uint64(s.Start-end))
		b = binary.AppendUvarint(b, uint64(s.Len()))
		end = s.End
	}
	return b
}

func unpackSpans(b []byte) (spans []quoth.Span) {
	end := 0
	for len(b) > 0 {
		skip, n := binary.Uvarint(b)
		length, k := binary.Uvarint(b[max(n, 0):])
		if n <= 0 || k <= 0 {
			return spans
		}
		b = b[n+k:]
		start := end + int(skip)
		end = start + int(length)
		spans = append(spans, quoth.Span{Start: start, End: end})
	}
	return spans
}

func packHashes(hashes []uint32) []byte {
	b := make([]byte, 0, 4*len(hashes))
	for _, h := range hashes {
		b = binary.LittleEndian.AppendUint32(b, h)
	}
	return b
}

func unpackHashes(b []byte) []uint32 {
	hashes := make([]uint32, 0, len(b)/4)
	for ; len(b) >= 4; b = b[4:] {
		hashes = append(hashes, binary.LittleEndian.Uint32(b))
	}
	return hashes
}
