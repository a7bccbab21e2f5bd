package tables

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// layout is what the reader of an input knew of a document beside its head.
type layout struct {
	Segments []quoth.Segment
	Given    []quoth.Metadata
	Notices  []quoth.Notice `json:",omitempty"`
}

// packLayout packs what the reader knew: the most of it says the same of every segment.
func packLayout(doc *quoth.Document) ([]byte, error) {
	given, err := json.Marshal(layout{doc.Segments, doc.Given, doc.Notices})
	return pack(given), err
}

// unpackLayout reads it, also as older records have it, in plain text.
func unpackLayout(b []byte, doc *quoth.Document) error {
	if len(b) > 0 && b[0] != '{' {
		var err error
		if b, err = unpack(b); err != nil {
			return err
		}
	}
	var l layout
	err := json.Unmarshal(b, &l)
	doc.Segments, doc.Given, doc.Notices = l.Segments, l.Given, l.Notices
	return err
}

// putDocument adds the document if it is not there, and returns its row.
func (t *tx) putDocument(p *prepared) (row int64, isNew bool, err error) {
	doc, facts, unread := p.Doc, p.facts, p.Reading.Unread
	if _, waits := t.documents[doc.ID]; waits {
		if err := t.flush(); err != nil {
			return 0, false, err
		}
	}
	if known, looked := t.foreseen[doc.ID]; looked && !t.documents[doc.ID] {
		row = known
	} else if _, err := t.one(`SELECT id FROM document WHERE name = ?`, []any{doc.ID}, &row); err != nil {
		return 0, false, err
	}
	if row != 0 {
		return row, false, nil
	}
	if row, err = t.next(`SELECT coalesce(max(id), 0) + 1 FROM document`, &t.nextDocument); err != nil {
		return 0, false, err
	}
	t.documents[doc.ID] = true
	heading, _ := record.Heading(doc.Title)
	t.fresh.documents.add(row, doc.ID, doc.Origin.Path, doc.Origin.URL, doc.Origin.ID, doc.Title, doc.Publisher, facts.Outlet, facts.Credit,
		p.authors, string(doc.Published), string(doc.Updated), doc.Language, packHashes(facts.Prose), unread,
		heading, string(record.GravestNotice(doc.Notices)))
	t.fresh.texts.add(row, doc.Text, p.layout)
	t.holding[held{heldDocuments, ""}]++
	t.holding[held{heldByOutlet, doc.Publisher}]++
	t.holding[held{heldByDate, string(doc.Published)}]++
	if unread != "" {
		t.holding[held{heldUnread, ""}]++
	}
	return row, true, nil
}

// headColumns are what scanHead reads, of document d.
const headColumns = `d.name, d.title, d.publisher, d.url, d.path, d.published`

func headFields(h *record.Head) []any {
	return []any{&h.ID, &h.Title, &h.Publisher, &h.URL, &h.Path, &h.Published}
}

// At finds the documents of an address.
func (s *Store) At(ctx context.Context, url string) (heads []record.Head, err error) {
	spellings := record.Spellings(url)
	err = s.look(ctx, func(v *view) error {
		return v.each(ctx, `SELECT `+headColumns+` FROM document d WHERE d.url <> '' AND d.hidden = 0 AND d.url IN (`+marks(len(spellings))+`)
			ORDER BY d.published, d.name`, anys(spellings), func(rows *sql.Rows) error {
			var h record.Head
			err := rows.Scan(headFields(&h)...)
			heads = append(heads, h)
			return err
		})
	})
	return heads, err
}

// Documents lists heads in the order of their identifiers.
func (s *Store) Documents(ctx context.Context, after string, limit int) (heads []record.Head, err error) {
	if limit <= 0 {
		limit = noLimit
	}
	err = s.look(ctx, func(v *view) error {
		return v.each(ctx, `SELECT `+headColumns+` FROM document d WHERE d.name > ? ORDER BY d.name LIMIT ?`, []any{after, limit}, func(rows *sql.Rows) error {
			var h record.Head
			err := rows.Scan(headFields(&h)...)
			heads = append(heads, h)
			return err
		})
	})
	return heads, err
}

// Document is a document with its active reading.
func (s *Store) Document(ctx context.Context, id string) (*record.Entry, error) {
	e := &record.Entry{}
	err := s.look(ctx, func(v *view) error {
		doc, row, err := v.storedDocument(ctx, id)
		if err != nil {
			return err
		}
		e.Doc = doc
		if e.Reading, err = v.activeReading(ctx, row); err != nil {
			return err
		}
		if err := v.one(ctx, `SELECT hidden <> 0 FROM document WHERE id = ?`, []any{row}, &e.Hidden); err != nil {
			return err
		}
		return v.each(ctx, `SELECT f.place FROM figure f JOIN name n ON n.id = f.name WHERE f.document = ? AND n.hidden <> 0 ORDER BY f.place`, []any{row}, func(rows *sql.Rows) error {
			var place int
			err := rows.Scan(&place)
			e.Unseen = append(e.Unseen, place)
			return err
		})
	})
	if err != nil {
		return nil, err
	}
	return e, nil
}

// storedDocument is a document as it stands in the tables, and its row.
func (v *view) storedDocument(ctx context.Context, id string) (doc *quoth.Document, row int64, err error) {
	doc = &quoth.Document{}
	var authors string
	var given []byte
	err = v.one(ctx, `SELECT d.id, d.name, d.path, d.url, d.source, d.title, d.publisher, d.authors,
		d.published, d.updated, d.language, t.text, t.layout
		FROM document d JOIN document_text t ON t.document = d.id WHERE d.name = ?`, []any{id},
		&row, &doc.ID, &doc.Origin.Path, &doc.Origin.URL, &doc.Origin.ID, &doc.Title, &doc.Publisher, &authors,
		&doc.Published, &doc.Updated, &doc.Language, &doc.Text, &given)
	if err == sql.ErrNoRows {
		return nil, 0, fmt.Errorf("%w: the record has no document %s", quoth.ErrNotFound, id)
	}
	if err != nil {
		return nil, 0, err
	}
	if err := unpackLayout(given, doc); err != nil {
		return nil, 0, fmt.Errorf("layout of %s: %w", id, err)
	}
	if err := json.Unmarshal([]byte(authors), &doc.Authors); err != nil {
		return nil, 0, fmt.Errorf("authors of %s: %w", id, err)
	}
	return doc, row, nil
}

// Has tells whether the document is there and read by these rules, or by any.
func (s *Store) Has(ctx context.Context, document string, rules []string) (bool, error) {
	query, args := `SELECT count(*) FROM document WHERE name = ?`, []any{document}
	if len(rules) > 0 {
		query = `SELECT count(*) FROM document d JOIN reading r ON r.document = d.id WHERE d.name = ? AND r.rules = ?`
		args = append(args, ruleList(rules))
	}
	var n int
	err := s.look(ctx, func(v *view) error { return v.one(ctx, query, args, &n) })
	return n > 0, err
}
