package tables

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/postings"
)

// checksum adds up postings: the same in whatever order they come.
type checksum struct {
	count int
	sum   uint64
}

func (c *checksum) add(key uint64, row int64) {
	h := key ^ uint64(row)*0x9E3779B97F4A7C15
	h = (h ^ h>>31) * 0xBF58476D1CE4E5B9
	c.count++
	c.sum += h ^ h>>29
}

// wordings holds the indexes against the wordings and the names of quotations. What
// ought to stand in each index is added up, and so is what does: both are gone
// through once, which finds any fault at all. Only then is it looked for.
func (d *doctor) wordings(ctx context.Context) error {
	want := map[int]*checksum{voicesTree: {}, gramsTree: {}, namesTree: {}, wordsSum: {}}
	err := d.eachWording(ctx, func(w *indexed) error {
		p := pending{}
		p.wording(w.row, w.block, w.folded, record.Grams(w.folded), false)
		for _, e := range p.voices {
			want[voicesTree].add(e.Key, e.Row)
		}
		for _, e := range p.grams {
			want[gramsTree].add(e.Key, e.Row)
		}
		if d.dialect.WordsOf != nil {
			for _, term := range d.dialect.WordsOf(w.folded) {
				want[wordsSum].add(nameKey(term), w.row)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = d.each(ctx, `SELECT id, name FROM quotation`, nil, func(rows *sql.Rows) error {
		var row int64
		var name string
		err := rows.Scan(&row, &name)
		want[namesTree].add(nameKey(name), row)
		return err
	})
	if err != nil {
		return err
	}
	if err := d.sameWords(ctx, want[wordsSum]); err != nil {
		return err
	}
	x := d.index(ctx)
	for tree, t := range map[int]*postings.Tree{voicesTree: x.voices(), gramsTree: x.grams(), namesTree: x.names()} {
		have, gone := checksum{}, false
		err := t.All(func(e postings.Entry) error {
			gone = gone || e.Gone
			have.add(e.Key, e.Row)
			return ctx.Err()
		})
		if err != nil {
			d.fault(fmt.Sprintf("index %d", tree), "cannot be read: %v", err)
			continue
		}
		if gone || have != *want[tree] {
			if err := d.lookUp(ctx, tree, t); err != nil {
				return err
			}
		}
	}
	return nil
}

// wordsSum stands for the full-text index among the trees.
const wordsSum = 0

// sameWords holds the full-text index against what it ought to hold.
func (d *doctor) sameWords(ctx context.Context, want *checksum) error {
	if d.dialect.EachWord == nil {
		return nil
	}
	have := checksum{}
	err := d.dialect.EachWord(ctx, d.conn, func(term string, wording int64) { have.add(nameKey(term), wording) })
	if err != nil {
		return err
	}
	if have != *want {
		d.fault("full-text index", "it holds %d words of wordings, and not the %d that they have; quoth reread cannot mend it, a backup can", have.count, want.count)
	}
	return nil
}

// lookUp finds what is missing from an index by looking everything up in it. Entries
// that were taken out cancel others and are no fault.
func (d *doctor) lookUp(ctx context.Context, tree int, t *postings.Tree) error {
	missing := 0
	look := func(where string, entries []postings.Entry) error {
		for _, e := range entries {
			found, _, err := t.Find(e.Key, 0)
			if err != nil {
				return err
			}
			held := false
			for _, f := range found {
				held = held || f.Row == e.Row
			}
			if !held {
				missing++
				d.fault(where, "it is missing from its index of fingerprints")
				return nil
			}
		}
		return nil
	}
	if tree == namesTree {
		names := map[int64]string{}
		err := d.each(ctx, `SELECT id, name FROM quotation`, nil, func(rows *sql.Rows) error {
			var row int64
			var name string
			err := rows.Scan(&row, &name)
			names[row] = name
			return err
		})
		if err != nil {
			return err
		}
		for row, name := range names {
			if err := look(name, []postings.Entry{{Key: nameKey(name), Row: row}}); err != nil {
				return err
			}
		}
		return nil
	}
	return d.eachWording(ctx, func(w *indexed) error {
		p := pending{}
		p.wording(w.row, w.block, w.folded, record.Grams(w.folded), false)
		if tree == voicesTree {
			return look(fmt.Sprintf("wording %d", w.row), p.voices)
		}
		return look(fmt.Sprintf("wording %d", w.row), p.grams)
	})
}

// indexed is a wording as the table has it.
type indexed struct {
	row, block int64
	folded     string
	grams      int
}

// eachWording goes through the wordings, a few hundred at a time.
func (d *doctor) eachWording(ctx context.Context, yield func(w *indexed) error) error {
	for after := int64(0); ; {
		var some []indexed
		err := d.each(ctx, `SELECT id, block, folded, grams FROM wording WHERE id > ? ORDER BY id LIMIT 500`, []any{after}, func(rows *sql.Rows) error {
			var w indexed
			err := rows.Scan(&w.row, &w.block, &w.folded, &w.grams)
			some = append(some, w)
			return err
		})
		if err != nil || len(some) == 0 {
			return err
		}
		for i := range some {
			if w := &some[i]; w.grams != len(record.Grams(w.folded)) {
				d.fault(fmt.Sprintf("wording %d", w.row), "its count of grams is wrong")
			}
			if err := yield(&some[i]); err != nil {
				return err
			}
		}
		after = some[len(some)-1].row
	}
}

// holding counts again what is counted as the record changes, and looks for rows
// that point at nothing.
func (d *doctor) holding(ctx context.Context) error {
	for what, query := range map[string]string{
		"the count of documents":           `SELECT abs(count(*) - coalesce((SELECT count FROM holding WHERE sort = 1), 0)) FROM document`,
		"the count of what was not read":   `SELECT abs(count(*) - coalesce((SELECT count FROM holding WHERE sort = 2), 0)) FROM document WHERE unread <> ''`,
		"the count of outlets":             `SELECT count(*) FROM (SELECT publisher, count(*) AS n FROM document GROUP BY publisher) d WHERE NOT EXISTS (SELECT 1 FROM holding h WHERE h.sort = 3 AND h.key = d.publisher AND h.count = d.n)`,
		"the count of days of publication": `SELECT count(*) FROM (SELECT published, count(*) AS n FROM document GROUP BY published) d WHERE NOT EXISTS (SELECT 1 FROM holding h WHERE h.sort = 4 AND h.key = d.published AND h.count = d.n)`,
		"the count of statements":          `SELECT abs(count(*) - coalesce((SELECT count FROM holding WHERE sort = 5), 0)) FROM statement WHERE class < 4 AND hidden = 0`,
		"the count of people":              `SELECT abs(count(*) - coalesce((SELECT count FROM holding WHERE sort = 6), 0)) FROM name WHERE kind = 'person' AND entity = id`,
		"the count of someone's statements": `SELECT count(*) FROM (SELECT speaker, count(*) AS n FROM statement WHERE class < 4 AND hidden = 0 GROUP BY speaker) s
			WHERE NOT EXISTS (SELECT 1 FROM voice v WHERE v.entity = s.speaker AND v.statements = s.n)`,
		"the count of a day's statements": `SELECT (SELECT count(*) FROM (SELECT place, width, first_day, last_day, form, act, count(*) AS n FROM statement
			WHERE class < 4 AND hidden = 0 GROUP BY place, width, first_day, last_day, form, act) s WHERE NOT EXISTS (SELECT 1 FROM day d WHERE d.place = s.place
			AND d.width = s.width AND d.first_day = s.first_day AND d.last_day = s.last_day AND d.form = s.form AND d.act = s.act AND d.statements = s.n))
			+ abs((SELECT count(*) FROM statement WHERE class < 4 AND hidden = 0) - coalesce((SELECT sum(statements) FROM day), 0))`,
		"the wording, the name or the document of a quotation": `SELECT count(*) FROM quotation q WHERE NOT EXISTS (SELECT 1 FROM wording w WHERE w.id = q.wording)
			OR NOT EXISTS (SELECT 1 FROM document d WHERE d.id = q.document) OR q.speaker IS NOT NULL AND NOT EXISTS (SELECT 1 FROM name n WHERE n.id = q.speaker)`,
		"a wording of some quotation":                       `SELECT count(*) FROM wording w WHERE NOT EXISTS (SELECT 1 FROM quotation q WHERE q.wording = w.id)`,
		"the name or the quotation of someone spoken about": `SELECT count(*) FROM about a WHERE NOT EXISTS (SELECT 1 FROM name n WHERE n.id = a.name) OR NOT EXISTS (SELECT 1 FROM quotation q WHERE q.id = a.quotation)`,
	} {
		var n int
		if err := d.one(ctx, query, nil, &n); err != nil {
			return err
		}
		if n != 0 {
			d.fault("record", "%s is wrong or missing (%d)", what, n)
		}
	}
	return nil
}
