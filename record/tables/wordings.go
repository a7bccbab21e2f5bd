package tables

import (
	"crypto/sha256"
	"encoding/binary"
	"strings"

	"github.com/quoth-news/quoth/record"
)

// wordingHash is 64 bits of a hash of the folded words, as SQLite's integer.
func wordingHash(folded string) int64 {
	sum := sha256.Sum256([]byte(folded))
	return int64(binary.BigEndian.Uint64(sum[:8]))
}

// putWording finds or adds a wording and indexes it under the speaker's block.
func (t *tx) putWording(folded string, grams []uint32, block int64) (row int64, isNew bool, err error) {
	hash := wordingHash(folded)
	found, err := t.one(`SELECT id FROM wording WHERE hash = ?`, []any{hash}, &row)
	if err != nil {
		return 0, false, err
	}
	if !found {
		row, err = t.insert(`INSERT INTO wording (hash, folded, grams) VALUES (?, ?, ?)`, hash, folded, len(grams))
		if err != nil {
			return 0, false, err
		}
		if err := t.index(t.w.dialect.PutWords, row, folded); err != nil {
			return 0, false, err
		}
	}
	if len(grams) == 0 {
		return row, !found, nil
	}
	if found {
		var known int
		ok, err := t.one(`SELECT 1 FROM gram WHERE hash = ? AND block = ? AND wording = ?`, []any{int64(grams[0]), block, row}, &known)
		if err != nil || ok {
			return row, false, err
		}
	} else {
		t.remember(record.Wording{ID: row, Folded: folded, Grams: len(grams)})
	}
	return row, !found, t.putGrams(grams, block, row)
}

// index keeps the full-text index, where the database does not do so itself.
func (t *tx) index(query string, wording int64, folded string) error {
	if query == "" {
		return nil
	}
	return t.exec(query, wording, folded)
}

// gramRows is how many rows one INSERT writes.
const gramRows = 8

// putGrams indexes a wording under its grams. The last row is written again until
// the statement is full, so that one statement serves.
func (t *tx) putGrams(grams []uint32, block, wording int64) error {
	for _, some := range batches(grams, gramRows) {
		var args [3 * gramRows]any
		for i := range gramRows {
			args[3*i], args[3*i+1], args[3*i+2] = int64(some[min(i, len(some)-1)]), block, wording
		}
		if err := t.exec(insertGrams, args[:]...); err != nil {
			return err
		}
	}
	return nil
}

var insertGrams = `INSERT INTO gram (hash, block, wording) VALUES (?, ?, ?)` + strings.Repeat(`, (?, ?, ?)`, gramRows-1) + ` ON CONFLICT DO NOTHING`

// removeVoice takes a wording out of the index of a block where nobody of that
// block speaks it any more, and altogether where nobody does.
func (t *tx) removeVoice(wording, block int64) error {
	var spoken, inBlock int
	_, err := t.one(`SELECT count(*), count(CASE WHEN coalesce(n.block, 0) = ? THEN 1 END)
		FROM quotation q LEFT JOIN name n ON n.id = q.speaker WHERE q.wording = ?`, []any{block, wording}, &spoken, &inBlock)
	if err != nil || inBlock > 0 {
		return err
	}
	var folded string
	if _, err := t.one(`SELECT folded FROM wording WHERE id = ?`, []any{wording}, &folded); err != nil {
		return err
	}
	for _, g := range record.Grams(folded) {
		if err := t.exec(`DELETE FROM gram WHERE hash = ? AND block = ? AND wording = ?`, int64(g), block, wording); err != nil {
			return err
		}
	}
	if spoken > 0 {
		return nil
	}
	if err := t.index(t.w.dialect.DropWords, wording, folded); err != nil {
		return err
	}
	return t.exec(`DELETE FROM wording WHERE id = ?`, wording)
}
