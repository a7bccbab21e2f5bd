package tables

import (
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"fmt"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// headOf is what grouping looks at of the document a quotation stands in.
func headOf(doc *quoth.Document) *record.Head {
	return &record.Head{ID: doc.ID, URL: doc.Origin.URL, Published: doc.Published}
}

// putQuotations adds the quotations of a reading; names are those of its figures,
// head that of a document that is new.
func (c *change) putQuotations(document int64, p *prepared, names []int64, fixes []fix, head *record.Head) error {
	facts := p.facts
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
		wording, isNew, err := c.putWording(f.Folded, f.Grams, block)
		if err != nil {
			return err
		}
		row, err := c.tx.insertQuotation(document, place, f, &p.quotationRows[place], wording, speaker, said, hidden)
		if err != nil {
			return err
		}
		for _, a := range f.About {
			if names[a] != 0 {
				c.tx.fresh.about.add(names[a], row)
			}
		}
		c.touched[row] = true
		if isNew {
			c.fresh[wording] = []*added{}
		}
		if head == nil {
			delete(c.fresh, wording) // not all who have it are known without asking
		} else if all, ok := c.fresh[wording]; ok || c.added != nil {
			a := &added{memberOf(f, p, p.quotationRows[place].words, head, row, wording, said), speaker.Int64}
			c.added[row] = a
			if ok {
				c.fresh[wording] = append(all, a)
			}
		}
	}
	return nil
}

// added is a quotation of a new document with the name of its speaker, 0 for nobody.
type added struct {
	member  *record.Member
	speaker int64
}

// memberOf is a quotation of a new document as grouping sees it, but for who is
// known to speak and what is hidden.
func memberOf(f *record.Fact, p *prepared, words []uint32, head *record.Head, row, wording int64, said string) *record.Member {
	m := record.MemberOf(head, p.facts, f)
	m.Words, m.Row, m.Wording, m.Statement, m.Said = words, row, wording, row, quoth.When(said)
	return m
}

func (t *tx) insertQuotation(document int64, place int, f *record.Fact, packed *quotationRow, wording int64, speaker sql.NullInt64, said string, hidden int) (int64, error) {
	q := f.Quotation
	var told, venueKind, venueName string
	if q.Told != nil {
		told = q.Told.Name
	}
	if q.Venue != nil {
		venueKind, venueName = string(q.Venue.Kind), q.Venue.Name
	}
	row, err := t.next(`SELECT coalesce(max(id), 0) + 1 FROM quotation`, &t.nextQuotation)
	if err != nil {
		return 0, err
	}
	// Until it is settled it names a statement of its own.
	t.fresh.quotations.add(row, row, q.ID, document, place, packed.parts, wording, speaker, record.Class(q.Act), string(q.Form), string(q.Act), string(q.Basis),
		said, told, f.Told, venueKind, venueName, record.Confidence(q), packed.prose, hidden, packed.body)
	t.pending.quotation(row, q.ID, false)
	return row, nil
}

// removeQuotation takes a quotation out of the tables; those it stood together
// with are touched.
func (c *change) removeQuotation(row int64) error {
	t := c.tx
	var statement, wording int64
	var name string
	if _, err := t.one(`SELECT statement, wording, name FROM quotation WHERE id = ?`, []any{row}, &statement, &wording, &name); err != nil {
		return err
	}
	if err := c.touchStatements(statement); err != nil {
		return err
	}
	delete(c.touched, row)
	if err := t.exec(`DELETE FROM about WHERE quotation = ?`, row); err != nil {
		return err
	}
	if err := t.exec(`DELETE FROM quotation WHERE id = ?`, row); err != nil {
		return err
	}
	t.pending.quotation(row, name, true)
	return c.removeVoice(wording)
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
	Language   string         `json:",omitempty"`
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
