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
	all, err := prepare(entries, s.dialect.NoZeros)
	if err != nil {
		return nil, err
	}
	added := make([]bool, len(entries))
	err = s.update(ctx, func(t *tx) error {
		c := newChange(t)
		if err := c.foresee(all); err != nil {
			return err
		}
		for i, p := range all {
			err := t.alive()
			if err != nil {
				return err
			}
			if added[i], err = c.add(p); err != nil {
				return fmt.Errorf("document %s: %w", p.Doc.ID, err)
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
func (c *change) add(p *prepared) (added bool, err error) {
	t := c.tx
	document, isNew, err := t.putDocument(p)
	if err != nil {
		return false, err
	}
	if err := c.withdrawFailure(p.Doc.Origin.Path); err != nil {
		return false, err
	}
	if isNew {
		if err := t.putReading(document, p); err != nil {
			return false, err
		}
		c.arrived = append(c.arrived, document)
		return true, c.putFacts(document, p, nil, headOf(p.Doc))
	}
	return c.addAgain(document, p)
}

// addAgain adds another reading to a document that is there, if it has not that one.
func (c *change) addAgain(document int64, p *prepared) (added bool, err error) {
	if err := c.tx.flush(); err != nil {
		return false, err
	}
	var n int
	if _, err := c.tx.one(`SELECT count(*) FROM reading WHERE document = ? AND rules = ?`, []any{document, p.rules}, &n); err != nil || n > 0 {
		return false, err
	}
	if err := c.deactivate(document); err != nil {
		return false, err
	}
	if err := c.tx.noteVersion(document, p.Doc); err != nil {
		return false, err
	}
	// What was erased from the stored text must not come back with a new reading.
	doc, reading, err := c.withoutErased(document, p.Doc, p.Reading)
	if err != nil {
		return false, err
	}
	if doc != p.Doc {
		if p, err = again(doc, reading); err != nil {
			return false, err
		}
	}
	if err := c.tx.setUnread(document, p.Reading.Unread); err != nil {
		return false, err
	}
	if err := c.tx.putReading(document, p); err != nil {
		return false, err
	}
	return true, c.putAgain(document, p)
}

// putAgain adds the figures and quotations of a document that was there before, as
// corrected. What its head says now is read when the change is settled.
func (c *change) putAgain(document int64, p *prepared) error {
	fixes, err := c.fixes(document)
	if err != nil {
		return err
	}
	return c.putFacts(document, p, fixes, nil)
}

// putFacts adds the figures and quotations of a document, as corrected by the fixes.
// head is that of a document that is new, nil for others.
func (c *change) putFacts(document int64, p *prepared, fixes []fix, head *record.Head) error {
	names, err := c.putFigures(document, p.facts.Figures, fixes)
	if err != nil {
		return err
	}
	if err := c.putQuotations(document, p, names, fixes, head); err != nil {
		return err
	}
	if c.tx.fresh.full() {
		return c.tx.flush()
	}
	return nil
}

func (t *tx) putReading(document int64, p *prepared) error {
	row, err := t.next(`SELECT coalesce(max(id), 0) + 1 FROM reading`, &t.nextReading)
	t.fresh.readings.add(row, document, p.rules, 1, p.reading)
	return err
}

// setUnread notes why the newest reading of a document read nothing.
func (t *tx) setUnread(document int64, why string) error {
	var before string
	if _, err := t.one(`SELECT unread FROM document WHERE id = ?`, []any{document}, &before); err != nil || before == why {
		return err
	}
	if before != "" {
		t.holding[held{heldUnread, ""}]--
	}
	if why != "" {
		t.holding[held{heldUnread, ""}]++
	}
	return t.exec(`UPDATE document SET unread = ? WHERE id = ?`, why, document)
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
	if err := c.readAgain(); err != nil {
		return err
	}
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
