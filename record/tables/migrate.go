package tables

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"

	"github.com/quoth-news/quoth/record"
)

// migrated is how many rows a migration reads at a time.
const migrated = 5000

// moving is a transaction of a migration.
type moving struct {
	ctx     context.Context
	tx      *sql.Tx
	dialect *Dialect
}

func (m *moving) exec(query string, args ...any) error {
	_, err := m.tx.ExecContext(m.ctx, m.dialect.rebind(query), args...)
	return err
}

// run goes through the rows of a table with a number, a block and a text each, in the
// order of their numbers, and calls some for every few thousand.
func (m *moving) run(query string, some func(rows []indexed) error) error {
	for after := int64(0); ; {
		var all []indexed
		rows, err := m.tx.QueryContext(m.ctx, m.dialect.rebind(query), after, migrated)
		err = scanAll(rows, err, func(rows *sql.Rows) error {
			var w indexed
			err := rows.Scan(&w.row, &w.block, &w.folded)
			all = append(all, w)
			return err
		})
		if err != nil || len(all) == 0 {
			return err
		}
		if err := some(all); err != nil {
			return err
		}
		after = all[len(all)-1].row
	}
}

const (
	wordingsInOrder   = `SELECT id, block, folded FROM wording WHERE id > ? ORDER BY id LIMIT ?`
	quotationsInOrder = `SELECT id, 0, name FROM quotation WHERE id > ? ORDER BY id LIMIT ?`
)

// FillIndex fills the indexes of fingerprints from the tables they are of: the work
// of a migration.
func FillIndex(ctx context.Context, tx *sql.Tx, dialect Dialect) error {
	m := &moving{ctx, tx, &dialect}
	x := newIndex(func(pages []int64, yield func(int64, []byte) error) error {
		rows, err := tx.QueryContext(ctx, dialect.rebind(pagesQuery(len(pages))), pagesArgs(pages)...)
		return scanAll(rows, err, func(rows *sql.Rows) error { return scanPages(rows, yield) })
	}, func(numbers []int64, bodies map[int64][]byte) error { return putPages(m.exec, numbers, bodies) })
	p := pending{}
	err := m.run(wordingsInOrder, func(all []indexed) error {
		for _, w := range all {
			p.wording(w.row, w.block, w.folded, record.Grams(w.folded), false)
		}
		return p.put(x)
	})
	if err != nil {
		return err
	}
	err = m.run(quotationsInOrder, func(all []indexed) error {
		for _, q := range all {
			p.quotation(q.row, q.folded, false)
		}
		return p.put(x)
	})
	if err != nil {
		return err
	}
	return x.flush()
}

// FillGrams is FillIndex taken back: it fills the tables gram and wording_hash, by
// which wordings were found before there were indexes of fingerprints.
func FillGrams(ctx context.Context, tx *sql.Tx, dialect Dialect) error {
	m := &moving{ctx, tx, &dialect}
	first := map[int64]int64{} // by hash: the wording that stays
	return m.run(wordingsInOrder, func(all []indexed) error {
		for _, w := range all {
			sum := sha256.Sum256([]byte(w.folded))
			hash := int64(binary.BigEndian.Uint64(sum[:8]))
			if _, ok := first[hash]; !ok {
				first[hash] = w.row
			}
			if err := m.exec(`INSERT INTO wording_hash (wording, hash) VALUES (?, ?)`, w.row, hash); err != nil {
				return err
			}
			for _, g := range record.Grams(w.folded) {
				if err := m.exec(`INSERT INTO gram (hash, block, wording) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, int64(g), w.block, first[hash]); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// UnpackLayouts writes the layouts of documents in plain text, as they were before
// they were packed: the work of a migration taken back.
func UnpackLayouts(ctx context.Context, tx *sql.Tx, dialect Dialect) error {
	m := &moving{ctx, tx, &dialect}
	return m.run(`SELECT document, 0, layout FROM document_text WHERE document > ? ORDER BY document LIMIT ?`, func(all []indexed) error {
		for _, d := range all {
			layout := []byte(d.folded)
			if len(layout) == 0 || layout[0] == '{' {
				continue
			}
			plain, err := unpack(layout)
			if err != nil {
				return err
			}
			if err := m.exec(`UPDATE document_text SET layout = ? WHERE document = ?`, plain, d.row); err != nil {
				return err
			}
		}
		return nil
	})
}
