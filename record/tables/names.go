package tables

import (
	"cmp"
	"database/sql"
	"maps"
	"slices"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// The sorts of printed words kept with a name.
const (
	printedName = iota
	printedAlias
	printedRole
)

// putName finds or adds a name and returns its row. A new name stands for itself
// until its block is looked at.
func (c *change) putName(n *record.Name) (int64, error) {
	t := c.tx
	if row, ok := t.names[n.Key]; ok {
		return row, nil
	}
	var row int64
	var err error
	found := false
	if !c.newNames[n.Key] {
		if found, err = t.one(`SELECT id FROM name WHERE key = ?`, []any{n.Key}, &row); err != nil {
			return 0, err
		}
	}
	if !found {
		if n.Marked() { // the name without the mark stands for all bearers
			if _, err := c.putName(n.Bare()); err != nil {
				return 0, err
			}
		}
		if row, err = t.next(`SELECT coalesce(max(id), 0) + 1 FROM name`, &t.nextName); err != nil {
			return 0, err
		}
		if t.firstName == 0 {
			t.firstName = row
		}
		t.fresh.names.add(row, n.Key, n.ID(), string(n.Kind), strings.Join(n.Words, " "), int64(n.Block), row, row)
		if n.Kind == quoth.Person {
			t.holding[held{heldPeople, ""}]++
		}
		if n.Kind != quoth.UnnamedSource {
			c.putNameWords(row, n.Words)
		}
		if n.Kind == quoth.Person && !n.Alone {
			c.blocks[int64(n.Block)] = true
		}
	}
	t.names[n.Key] = row
	return row, nil
}

// nameWord is a row of name_word.
type nameWord struct {
	name int64
	word string
}

func (c *change) putNameWords(name int64, words []string) {
	for _, w := range words {
		if c.words[nameWord{name, w}] {
			continue
		}
		c.words[nameWord{name, w}] = true
		c.tx.fresh.nameWords.add(w, name)
	}
}

// putFigures adds the entities of a reading and returns the names they have.
func (c *change) putFigures(document int64, figures []record.Figure, fixes []fix) ([]int64, error) {
	names := make([]int64, len(figures))
	for i := range figures {
		f := &figures[i]
		if f.Name.Kind == quoth.Place {
			continue // a place is nobody
		}
		partOff(&f.Name, fixes)
		if err := c.recount(&f.Name); err != nil {
			return nil, err
		}
		name, err := c.putName(&f.Name)
		if err != nil {
			return nil, err
		}
		names[i] = name
		c.tx.fresh.figures.add(document, i, name)
		c.countPrinted(name, f, 1)
		if err := c.countAccounts(name, f, 1); err != nil {
			return nil, err
		}
	}
	return names, nil
}

// recount has the names of a person's block looked at again where somebody in it is
// known by the surname alone, or people of one name are told apart: whom that means
// depends on how many documents name the others.
func (c *change) recount(n *record.Name) error {
	block := int64(n.Block)
	if n.Kind != quoth.Person || n.Alone || c.blocks[block] {
		return nil
	}
	alone, known := c.alone[block]
	if !known {
		var err error
		var row int64
		if alone, err = c.tx.one(`SELECT id FROM name WHERE block = ? AND `+dependsOnOthers+` LIMIT 1`, []any{block}, &row); err != nil {
			return err
		}
		c.alone[block] = alone
	}
	if alone {
		c.blocks[block] = true
	}
	return nil
}

// dependsOnOthers is the condition that whom a name means depends on how many documents
// name others of its block.
const dependsOnOthers = `(words NOT LIKE '% %' OR key LIKE '%|~%' AND EXISTS (
	SELECT 1 FROM name o WHERE o.block = name.block AND o.words = name.words AND o.id <> name.id AND o.key LIKE '%|~%'))`

// countPrinted counts how a figure is printed, up or down.
func (c *change) countPrinted(name int64, f *record.Figure, by int) {
	c.counts[printed{name, printedName, f.Printed}] += by
	for _, alias := range f.Aliases {
		c.counts[printed{name, printedAlias, alias}] += by
		c.putNameWords(name, record.FoldName(alias))
	}
	for _, role := range f.Roles {
		c.counts[printed{name, printedRole, role}] += by
	}
}

// printed is a row of printed, whose count is changed once a transaction.
type printed struct {
	name int64
	sort int
	text string
}

// writeCounts writes the counts of the change, in an order of their own.
func (c *change) writeCounts() error {
	if err := c.forgetCompanions(); err != nil {
		return err
	}
	rows := slices.SortedFunc(maps.Keys(c.counts), func(a, b printed) int {
		return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.sort, b.sort), cmp.Compare(a.text, b.text))
	})
	out := newRows("printed", `name, sort, text, count`, ` ON CONFLICT (name, sort, text) DO UPDATE SET count = printed.count + excluded.count`)
	for _, p := range rows {
		if by := c.counts[p]; by != 0 {
			out.add(p.name, p.sort, p.text, by)
		}
	}
	if err := out.flush(c.tx.exec); err != nil {
		return err
	}
	for _, p := range rows {
		if c.counts[p] < 0 {
			if err := c.tx.exec(`DELETE FROM printed WHERE name = ? AND sort = ? AND text = ? AND count <= 0`, p.name, p.sort, p.text); err != nil {
				return err
			}
		}
	}
	clear(c.counts)
	return c.writeAccounts()
}

// writeAccounts writes the counts of accounts.
func (c *change) writeAccounts() error {
	order := slices.SortedFunc(maps.Keys(c.accounts), func(a, b [2]int64) int { return slices.Compare(a[:], b[:]) })
	for _, a := range order {
		err := c.tx.exec(`INSERT INTO account (handle, name, count) VALUES (?, ?, ?)
			ON CONFLICT (handle, name) DO UPDATE SET count = account.count + excluded.count`, a[0], a[1], c.accounts[a])
		if err == nil && c.accounts[a] <= 0 {
			err = c.tx.exec(`DELETE FROM account WHERE handle = ? AND name = ? AND count <= 0`, a[0], a[1])
		}
		if err != nil {
			return err
		}
	}
	clear(c.accounts)
	return nil
}

// countAccounts counts the accounts a figure is tied to, up or down.
func (c *change) countAccounts(name int64, f *record.Figure, by int) error {
	for i := range f.Handles {
		handle, err := c.putName(&f.Handles[i])
		if err != nil {
			return err
		}
		if handle == name {
			continue
		}
		c.accounts[[2]int64{handle, name}] += by
		c.handles[handle] = true
	}
	return nil
}

// removeFigures takes the figures of a document's active reading out of the
// tables. Names that nobody bears any more are removed when the change is settled.
func (c *change) removeFigures(document int64) error {
	rows := map[int]int64{}
	err := c.tx.each(`SELECT place, name FROM figure WHERE document = ?`, []any{document}, func(r *sql.Rows) error {
		var place int
		var name int64
		err := r.Scan(&place, &name)
		rows[place] = name
		return err
	})
	if err != nil {
		return err
	}
	var body []byte
	if _, err := c.tx.one(`SELECT body FROM reading WHERE document = ? AND active = 1`, []any{document}, &body); err != nil {
		return err
	}
	reading, err := unpackReading(body)
	if err != nil {
		return err
	}
	for i := range reading.Entities {
		e := &reading.Entities[i]
		if e.Kind == quoth.Place {
			continue
		}
		f := record.FigureOf(e, reading.Document)
		name := rows[i]
		if err := c.recount(&f.Name); err != nil {
			return err
		}
		c.countPrinted(name, &f, -1)
		if err := c.countAccounts(name, &f, -1); err != nil {
			return err
		}
		c.bereft[name] = true
		for i := range f.Handles {
			h, err := c.putName(&f.Handles[i])
			if err != nil {
				return err
			}
			c.bereft[h] = true
		}
	}
	return c.tx.exec(`DELETE FROM figure WHERE document = ?`, document)
}

// removeBereft removes names that no document and no correction uses any more:
// what the record knows must not depend on readings it has put aside.
func (c *change) removeBereft() error {
	if len(c.bereft) > 0 {
		if err := c.tx.flush(); err != nil {
			return err
		}
	}
	for name := range c.bereft {
		bare, err := c.removeName(name)
		if err == nil && bare != 0 {
			_, err = c.removeName(bare)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// removeName removes a name if nothing uses it, and returns the row of the bare name
// that stood for it.
func (c *change) removeName(name int64) (bare int64, err error) {
	var used bool
	_, err = c.tx.one(`SELECT EXISTS (SELECT 1 FROM figure WHERE name = ?1) OR EXISTS (SELECT 1 FROM account WHERE handle = ?1)
		OR EXISTS (SELECT 1 FROM quotation WHERE speaker = ?1) OR EXISTS (SELECT 1 FROM about WHERE name = ?1)
		OR EXISTS (SELECT 1 FROM name b JOIN name m ON m.block = b.block AND m.words = b.words AND m.kind = b.kind
			WHERE b.id = ?1 AND b.key NOT LIKE '%|~%' AND m.key LIKE '%|~%')`, []any{name}, &used)
	if err != nil || used {
		return 0, err
	}
	var block, entity int64
	var key string
	var kind quoth.EntityKind
	found, err := c.tx.one(`SELECT block, entity, key, kind FROM name WHERE id = ?`, []any{name}, &block, &entity, &key, &kind)
	if err != nil || !found {
		return 0, err
	}
	c.countPerson(kind, name, entity, 0)
	for _, query := range []string{`DELETE FROM printed WHERE name = ?`, `DELETE FROM name_word WHERE name = ?`, `DELETE FROM companion WHERE name = ?`, `DELETE FROM name WHERE id = ?`} {
		if err := c.tx.exec(query, name); err != nil {
			return 0, err
		}
	}
	delete(c.tx.names, key)
	c.blocks[block] = true
	if n := (record.Name{Key: key}); n.Marked() {
		_, err = c.tx.one(`SELECT id FROM name WHERE key = ?`, []any{record.BareKey(key)}, &bare)
	}
	return bare, err
}

// block is the names of one block.
type block struct {
	rows, canons []int64
	names        []record.Name
	companions   [][]byte // nil where they are not known
}

// namesOf reads the names of blocks.
func (t *tx) namesOf(blocks []int64) (map[int64]*block, error) {
	found := map[int64]*block{}
	err := lookUp(t, `SELECT id, block, canon, key, kind, words,
		(SELECT coalesce(sum(count), 0) FROM printed p WHERE p.name = name.id AND p.sort = 0),
		(SELECT others FROM companion WHERE companion.name = name.id) FROM name WHERE block IN`, ` ORDER BY key`, blocks, func(r *sql.Rows) error {
		var row, in, canon int64
		var n record.Name
		var words string
		var companions []byte
		if err := r.Scan(&row, &in, &canon, &n.Key, &n.Kind, &words, &n.Documents, &companions); err != nil {
			return err
		}
		n.Words = strings.Fields(words)
		b := found[in]
		if b == nil {
			b = &block{}
			found[in] = b
		}
		b.rows, b.canons, b.names, b.companions = append(b.rows, row), append(b.canons, canon), append(b.names, n), append(b.companions, companions)
		return nil
	})
	return found, err
}
