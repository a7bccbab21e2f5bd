package tables

import (
	"database/sql"

	"github.com/quoth-news/quoth/record"
)

// voicing is a wording of the people of a block.
type voicing struct {
	block  int64
	folded string
}

// putWording finds or adds the wording of the people of a block.
func (c *change) putWording(folded string, grams []uint32, block int64) (row int64, isNew bool, err error) {
	t := c.tx
	if row, ok := t.voicings[voicing{block, folded}]; ok {
		return row, false, nil
	}
	found, _, err := t.index.voices().Find(wholeKey(block, folded), 0)
	if err != nil {
		return 0, false, err
	}
	for _, f := range found {
		w, err := t.wording(f.Row)
		if err != nil {
			return 0, false, err
		}
		if w.Folded == folded {
			t.voicings[voicing{block, folded}] = w.ID
			return w.ID, false, nil
		}
	}
	if row, err = t.next(`SELECT coalesce(max(id), 0) + 1 FROM wording`, &t.nextWording); err != nil {
		return 0, false, err
	}
	if t.firstWording == 0 {
		t.firstWording = row
	}
	t.fresh.wordings.add(row, block, folded, len(grams))
	if t.fresh.words != nil {
		t.fresh.words.add(row, folded)
	}
	t.pending.wording(row, block, folded, grams, false)
	t.voicings[voicing{block, folded}] = row
	t.remember(record.Wording{ID: row, Folded: folded, Grams: len(grams)})
	return row, true, nil
}

// mostWordings bounds the wordings a transaction remembers.
const mostWordings = 50_000

func (t *tx) remember(w record.Wording) {
	if len(t.wordings) >= mostWordings {
		clear(t.wordings)
	}
	t.wordings[w.ID] = w
}

// wording reads a wording, or remembers it.
func (t *tx) wording(row int64) (record.Wording, error) {
	if w, ok := t.wordings[row]; ok {
		return w, nil
	}
	if t.firstWording != 0 && row >= t.firstWording { // it may wait, and was forgotten since
		if err := t.flush(); err != nil {
			return record.Wording{}, err
		}
	}
	w := record.Wording{ID: row}
	_, err := t.one(`SELECT folded, grams FROM wording WHERE id = ?`, []any{row}, &w.Folded, &w.Grams)
	if err == nil {
		t.remember(w)
	}
	return w, err
}

// wordingsOf reads wordings, those it does not remember together, in no order.
func (t *tx) wordingsOf(rows []int64) ([]record.Wording, error) {
	all := make([]record.Wording, 0, len(rows))
	var others []int64
	for _, row := range rows {
		w, known := t.wordings[row]
		if !known && t.firstWording != 0 && row >= t.firstWording { // it waits
			var err error
			if w, err = t.wording(row); err != nil {
				return nil, err
			}
			known = true
		}
		if known {
			all = append(all, w)
		} else {
			others = append(others, row)
		}
	}
	if len(others) == 1 {
		w, err := t.wording(others[0])
		return append(all, w), err
	}
	err := lookUp(t, `SELECT id, folded, grams FROM wording WHERE id IN`, ``, others, func(r *sql.Rows) error {
		var w record.Wording
		err := r.Scan(&w.ID, &w.Folded, &w.Grams)
		t.remember(w)
		all = append(all, w)
		return err
	})
	return all, err
}

// removeVoice removes a wording that no quotation has any more.
func (c *change) removeVoice(wording int64) error {
	t := c.tx
	var block int64
	var folded string
	var spoken bool
	found, err := t.one(`SELECT block, folded, EXISTS (SELECT 1 FROM quotation WHERE wording = ?1) FROM wording WHERE id = ?1`, []any{wording}, &block, &folded, &spoken)
	if err != nil || !found || spoken {
		return err
	}
	t.pending.wording(wording, block, folded, record.Grams(folded), true)
	delete(t.wordings, wording)
	delete(t.voicings, voicing{block, folded})
	if drop := t.w.dialect.DropWords; drop != "" {
		if err := t.exec(drop, wording, folded); err != nil {
			return err
		}
	}
	return t.exec(`DELETE FROM wording WHERE id = ?`, wording)
}
