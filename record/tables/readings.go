package tables

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/klauspost/compress/zstd"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// AddReading adds one document with its reading; see record.Store.
func (s *Store) AddReading(ctx context.Context, doc *quoth.Document, reading *quoth.Reading) (bool, error) {
	added, err := s.AddReadings(ctx, []record.Entry{{Doc: doc, Reading: reading}})
	return err == nil && added[0], err
}

// AddReadings adds many documents in one transaction.
func (s *Store) AddReadings(ctx context.Context, entries []record.Entry) ([]bool, error) {
	facts := make([]*record.Facts, len(entries))
	for i, e := range entries {
		if err := record.Check(e.Doc, e.Reading); err != nil {
			return nil, err
		}
		if s.dialect.NoZeros && strings.Contains(e.Doc.Text, "\x00") {
			return nil, fmt.Errorf("%w: document %s has zero bytes in its text, which this database cannot keep", quoth.ErrUnsupported, e.Doc.ID)
		}
		facts[i] = record.FactsOf(e.Doc, e.Reading)
	}
	added := make([]bool, len(entries))
	err := s.update(ctx, func(t *tx) error {
		c := newChange(t)
		for i, e := range entries {
			err := t.alive()
			if err != nil {
				return err
			}
			if added[i], err = c.add(e, facts[i]); err != nil {
				return fmt.Errorf("document %s: %w", e.Doc.ID, err)
			}
		}
		return c.settle()
	})
	if err != nil {
		return nil, err
	}
	return added, nil
}

// add puts one document and its reading into the tables, but for what grouping finds.
func (c *change) add(e record.Entry, facts *record.Facts) (added bool, err error) {
	t := c.tx
	document, isNew, err := t.putDocument(e.Doc, facts)
	if err != nil {
		return false, err
	}
	if err := t.exec(`DELETE FROM failure WHERE path = ?`, e.Doc.Origin.Path); err != nil {
		return false, err
	}
	rules := ruleList(e.Reading.Rules)
	if !isNew {
		var n int
		if _, err := t.one(`SELECT count(*) FROM reading WHERE document = ? AND rules = ?`, []any{document, rules}, &n); err != nil || n > 0 {
			return false, err
		}
		if err := c.deactivate(document); err != nil {
			return false, err
		}
	}
	doc, reading := e.Doc, e.Reading
	if !isNew {
		// What was erased from the stored text must not come back with a new reading.
		if doc, reading, err = c.withoutErased(document, doc, reading); err != nil {
			return false, err
		}
		if doc != e.Doc {
			facts = record.FactsOf(doc, reading)
		}
	}
	if err := t.putReading(document, rules, reading); err != nil {
		return false, err
	}
	return true, c.putFacts(document, facts)
}

// putFacts adds the figures and quotations of a document, as corrected.
func (c *change) putFacts(document int64, facts *record.Facts) error {
	fixes, err := c.fixes(document)
	if err != nil {
		return err
	}
	names, err := c.putFigures(document, facts.Figures, fixes)
	if err != nil {
		return err
	}
	return c.putQuotations(document, facts, names, fixes)
}

func (t *tx) putReading(document int64, rules string, reading *quoth.Reading) error {
	kept := *reading
	kept.Quotations = slices.Clone(reading.Quotations)
	for i := range kept.Quotations {
		kept.Quotations[i].Sources = nil // notes from stage to stage, which answer for nothing
	}
	body, err := json.Marshal(&kept)
	if err != nil {
		return err
	}
	if err := t.exec(`UPDATE document SET unread = ? WHERE id = ?`, reading.Unread, document); err != nil {
		return err
	}
	return t.exec(`INSERT INTO reading (document, rules, active, body) VALUES (?, ?, 1, ?)`, document, rules, pack(body))
}

// deactivate puts the active reading of a document aside.
func (c *change) deactivate(document int64) error {
	if err := c.removeFacts(document); err != nil {
		return err
	}
	return c.tx.exec(`UPDATE reading SET active = 0 WHERE document = ?`, document)
}

// removeFacts takes a document's figures and quotations out of the tables.
// Quotations that stood together with them are settled again.
func (c *change) removeFacts(document int64) error {
	quotations, err := c.tx.numbers(`SELECT id FROM quotation WHERE document = ?`, document)
	if err != nil {
		return err
	}
	for _, q := range quotations {
		if err := c.removeQuotation(q); err != nil {
			return err
		}
	}
	return c.removeFigures(document)
}

func ruleList(rules []string) string {
	return strings.Join(slices.Sorted(slices.Values(rules)), " ")
}

func (v *view) activeReading(ctx context.Context, document int64) (*quoth.Reading, error) {
	var body []byte
	err := v.one(ctx, `SELECT body FROM reading WHERE document = ? AND active = 1`, []any{document}, &body)
	if err == sql.ErrNoRows {
		return nil, fmt.Errorf("%w: no reading of the document", quoth.ErrNotFound)
	}
	if err != nil {
		return nil, err
	}
	return unpackReading(body)
}

// Readings are all readings of a document, oldest first; the last is active.
func (s *Store) Readings(ctx context.Context, document string) (readings []*quoth.Reading, err error) {
	err = s.look(ctx, func(v *view) error {
		return v.each(ctx, `SELECT r.body FROM reading r JOIN document d ON d.id = r.document WHERE d.name = ? ORDER BY r.id`, []any{document}, func(rows *sql.Rows) error {
			var body []byte
			if err := rows.Scan(&body); err != nil {
				return err
			}
			r, err := unpackReading(body)
			readings = append(readings, r)
			return err
		})
	})
	if err == nil && len(readings) == 0 {
		err = fmt.Errorf("%w: the record has no document %s", quoth.ErrNotFound, document)
	}
	return readings, err
}

func unpackReading(body []byte) (*quoth.Reading, error) {
	plain, err := unpack(body)
	if err != nil {
		return nil, err
	}
	r := &quoth.Reading{}
	if err := json.Unmarshal(plain, r); err != nil {
		return nil, fmt.Errorf("stored reading: %w", err)
	}
	return r, nil
}

// The coders are safe for use by many goroutines and made once: each costs
// megabytes.
var (
	packer, _   = zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(2))
	unpacker, _ = zstd.NewReader(nil, zstd.WithDecoderConcurrency(2), zstd.WithDecoderMaxMemory(1<<30))
)

func pack(b []byte) []byte { return packer.EncodeAll(b, nil) }

func unpack(b []byte) ([]byte, error) { return unpacker.DecodeAll(b, nil) }
