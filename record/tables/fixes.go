package tables

import (
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// fix is a correction that stands, at one passage of one document.
type fix struct {
	kind      record.CorrectionKind
	target    string
	value     string
	span      quoth.Span
	quotation string
	nameKey   string
}

// fixes are the corrections that stand and are about a document, oldest first.
func (c *change) fixes(document int64) (all []fix, err error) {
	err = c.tx.each(`SELECT c.kind, c.target, c.value, p.start, p.stop, p.quotation, p.name_key FROM correction_place p
		JOIN correction c ON c.id = p.correction WHERE p.document = ? AND c.withdrawn_at = '' ORDER BY c.at, c.name, p.start`, []any{document}, func(rows *sql.Rows) error {
		var f fix
		err := rows.Scan(&f.kind, &f.target, &f.value, &f.span.Start, &f.span.End, &f.quotation, &f.nameKey)
		all = append(all, f)
		return err
	})
	return all, err
}

// meets tells whether the fix is about a quotation: the one it was made for, or
// what a newer reading takes its passage for.
func (f *fix) meets(q *quoth.Quotation) bool {
	if f.quotation == "" || f.quotation == q.ID {
		return f.quotation == q.ID
	}
	return slices.ContainsFunc(q.Parts, func(p quoth.Span) bool {
		shared := min(p.End, f.span.End) - max(p.Start, f.span.Start)
		return 2*shared > f.span.Len() && 2*shared > p.Len()
	})
}

// hides is 2 where the fix hides the statement that the quotation names, 1 where
// it hides the quotation.
func (f *fix) hides() int {
	if strings.HasPrefix(f.target, "s:") {
		return 2
	}
	return 1
}

// fixedSpeaker is the name that a corrected speaker speaks under.
func (c *change) fixedSpeaker(id string) (speaker sql.NullInt64, block int64, err error) {
	if id == "" {
		return speaker, 0, nil
	}
	if err := c.tx.flush(); err != nil {
		return speaker, 0, err
	}
	found, err := c.tx.one(`SELECT e.id, e.block FROM name n JOIN name e ON e.id = n.canon WHERE n.ident = ?`, []any{id}, &speaker, &block)
	if err == nil && !found {
		err = fmt.Errorf("%w: the record has nobody with the identifier %s", quoth.ErrNotFound, id)
	}
	return speaker, block, err
}

// partOff gives a figure a name of its own document where a split says so.
func partOff(n *record.Name, fixes []fix) {
	for i := range fixes {
		f := &fixes[i]
		if f.kind == record.SplitPerson && record.BareKey(f.nameKey) == record.BareKey(n.Key) {
			n.Key = record.BareKey(n.Key) + "|" + f.value
			n.Block, n.Alone = quoth.HashString(n.Key), true
			return
		}
	}
}

// correctNames follows merges and hidings: the entity of every touched name is that
// of its canonical name, or what merging makes of it.
func (c *change) correctNames() error {
	merged, err := c.merges()
	if err != nil {
		return err
	}
	for canon := range merged {
		rows, err := c.tx.numbers(`SELECT id FROM name WHERE canon = ?`, canon)
		if err != nil {
			return err
		}
		for _, row := range rows {
			c.renamed[row] = true
		}
	}
	entities := map[int64]int64{}
	err = lookUp(c.tx, `SELECT id, canon, entity, kind FROM name WHERE id IN`, ``, slices.Sorted(maps.Keys(c.renamed)), func(r *sql.Rows) error {
		var name, canon, entity int64
		var kind quoth.EntityKind
		err := r.Scan(&name, &canon, &entity, &kind)
		want, isMerged := merged[canon]
		if !isMerged {
			want = canon
		}
		if want != entity {
			entities[name] = want
			c.countPerson(kind, name, entity, want)
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := c.tx.set("name", "entity", entities); err != nil {
		return err
	}
	if err := c.touchNames(slices.Sorted(maps.Keys(entities))...); err != nil {
		return err
	}
	return c.hideNames()
}

// merges maps the canonical names of people merged by hand to the one they are
// known by.
func (c *change) merges() (map[int64]int64, error) {
	type pair struct{ target, value int64 }
	var pairs []pair
	err := c.tx.each(`SELECT a.canon, b.canon FROM correction c JOIN name a ON a.ident = c.target JOIN name b ON b.ident = c.value
		WHERE c.kind = ? AND c.withdrawn_at = '' ORDER BY c.at, c.name`, []any{string(record.MergePeople)}, func(rows *sql.Rows) error {
		var p pair
		err := rows.Scan(&p.target, &p.value)
		pairs = append(pairs, p)
		return err
	})
	root := map[int64]int64{}
	find := func(n int64) int64 {
		for root[n] != n {
			n = root[n]
		}
		return n
	}
	for _, p := range pairs {
		for _, n := range []int64{p.target, p.value} {
			if _, ok := root[n]; !ok {
				root[n] = n
			}
		}
		if a, b := find(p.target), find(p.value); a != b {
			root[b] = a
		}
	}
	for n := range root {
		root[n] = find(n)
	}
	return root, err
}

// hideNames marks the names of hidden people, and only these.
func (c *change) hideNames() error {
	hidden, err := c.tx.numbers(`SELECT x.id FROM correction c JOIN name n ON n.ident = c.target JOIN name x ON x.entity = n.entity
		WHERE c.kind = ? AND c.withdrawn_at = ''`, string(record.Hide))
	if err != nil {
		return err
	}
	marked, err := c.tx.numbers(`SELECT id FROM name WHERE hidden <> 0`)
	if err != nil {
		return err
	}
	for _, name := range hidden {
		if !slices.Contains(marked, name) {
			if err := c.hideName(name, 1); err != nil {
				return err
			}
		}
	}
	for _, name := range marked {
		if !slices.Contains(hidden, name) {
			if err := c.hideName(name, 0); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *change) hideName(name int64, hidden int) error {
	if err := c.tx.exec(`UPDATE name SET hidden = ? WHERE id = ?`, hidden, name); err != nil {
		return err
	}
	return c.touchNames(name)
}
