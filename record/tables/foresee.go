package tables

import (
	"database/sql"
	"maps"
	"slices"
	"strings"

	"github.com/quoth-news/quoth"
)

// lookedUpAtOnce is how many keys one statement looks up: a fixed number, so that one
// prepared statement serves.
const lookedUpAtOnce = 40

// lookUp asks for the rows of many keys, with a query that ends in IN, and more after it.
func lookUp[K any](t *tx, query, more string, keys []K, row func(*sql.Rows) error) error {
	return ask(t, query+` (`+marks(lookedUpAtOnce)+`)`+more, keys, row)
}

// ask runs a query that takes lookedUpAtOnce keys, for any number of keys.
func ask[K any](t *tx, query string, keys []K, row func(*sql.Rows) error) error {
	for _, some := range batches(keys, lookedUpAtOnce) {
		if err := t.each(query, filled(some), row); err != nil {
			return err
		}
	}
	return nil
}

// execEach runs a statement that ends in IN for many keys.
func execEach[K any](t *tx, query string, keys []K) error {
	for _, some := range batches(keys, lookedUpAtOnce) {
		if err := t.exec(query+` (`+marks(lookedUpAtOnce)+`)`, filled(some)...); err != nil {
			return err
		}
	}
	return nil
}

// filled are keys as lookedUpAtOnce parameters, the last one again until these are full.
func filled[K any](keys []K) []any {
	args := anys(keys)
	for len(args) < lookedUpAtOnce {
		args = append(args, keys[len(keys)-1])
	}
	return args
}

// set writes numbers into a column of the rows they are for.
func (t *tx) set(table, column string, values map[int64]int64) error {
	query := `UPDATE ` + table + ` SET ` + column + ` = v.column2 FROM (VALUES (CAST(? AS BIGINT), CAST(? AS BIGINT))` +
		strings.Repeat(`, (?, ?)`, lookedUpAtOnce-1) + `) AS v WHERE ` + table + `.id = v.column1`
	for _, some := range batches(slices.Sorted(maps.Keys(values)), lookedUpAtOnce) {
		var args []any
		for i := range lookedUpAtOnce { // the last again until the statement is full: one prepared serves
			row := some[min(i, len(some)-1)]
			args = append(args, row, values[row])
		}
		if err := t.exec(query, args...); err != nil {
			return err
		}
	}
	return nil
}

// blocksThatDepend selects those of the blocks asked for that have a name which dependsOnOthers.
var blocksThatDepend = `SELECT v.column1 FROM (SELECT DISTINCT column1 FROM (VALUES (CAST(? AS BIGINT))` + strings.Repeat(`, (?)`, lookedUpAtOnce-1) +
	`) AS w) AS v WHERE EXISTS (SELECT 1 FROM name WHERE block = v.column1 AND ` + dependsOnOthers + `)`

// foresee looks up together what the documents of a change will ask for one by one:
// every statement of SQL costs, and over a network the way there and back.
func (c *change) foresee(all []*prepared) error {
	documents, names, blocks := map[string]bool{}, map[string]bool{}, map[int64]bool{}
	var whole []uint64
	for _, p := range all {
		documents[p.Doc.ID] = true
		for i := range p.facts.Figures {
			f := &p.facts.Figures[i]
			names[f.Name.Key] = true
			if f.Name.Kind == quoth.Person && !f.Name.Alone {
				blocks[int64(f.Name.Block)] = true
			}
			for _, h := range f.Handles {
				names[h.Key] = true
			}
		}
		for i := range p.facts.Quotations {
			f, block := &p.facts.Quotations[i], int64(0)
			if f.Figure != quoth.None {
				block = int64(p.facts.Figures[f.Figure].Name.Block)
			}
			whole = append(whole, wholeKey(block, f.Folded))
		}
	}
	t := c.tx
	t.foreseen = map[string]int64{}
	for id := range documents {
		t.foreseen[id] = 0
	}
	err := lookUp(t, `SELECT name, id FROM document WHERE name IN`, ``, slices.Sorted(maps.Keys(documents)), func(r *sql.Rows) error {
		var id string
		var row int64
		err := r.Scan(&id, &row)
		t.foreseen[id] = row
		return err
	})
	if err != nil {
		return err
	}
	for key := range names {
		c.newNames[key] = true
	}
	err = lookUp(t, `SELECT key, id FROM name WHERE key IN`, ``, slices.Sorted(maps.Keys(names)), func(r *sql.Rows) error {
		var key string
		var row int64
		err := r.Scan(&key, &row)
		t.names[key] = row
		delete(c.newNames, key)
		return err
	})
	if err != nil {
		return err
	}
	for block := range blocks {
		c.alone[block] = false
	}
	err = ask(t, blocksThatDepend, slices.Sorted(maps.Keys(blocks)), func(r *sql.Rows) error {
		var block int64
		err := r.Scan(&block)
		c.alone[block] = true
		return err
	})
	if err != nil {
		return err
	}
	return t.index.reach(t.index.voices(), whole)
}
