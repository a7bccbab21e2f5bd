package tables

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/quoth-news/quoth/record"
)

// A change gathers what one transaction touched, to settle it at the end: names
// whose block gained or lost one, accounts tied to other names, and quotations
// that must be grouped again.
type change struct {
	tx      *tx
	blocks  map[int64]bool // name.block
	fresh   map[int64]int  // wording.id of wordings this change added, and how many quotations have them
	counts  map[printed]int
	words   map[nameWord]bool // written already
	alone   map[int64]bool    // whether a block has a surname alone
	handles map[int64]bool    // name.id of accounts
	bereft  map[int64]bool    // name.id of names that may have lost their last bearer
	renamed map[int64]bool    // name.id of names whose entity must be decided again
	touched map[int64]bool    // quotation.id
	left    map[int64]bool    // statement.id of removed quotations
}

func newChange(t *tx) *change {
	return &change{tx: t, blocks: map[int64]bool{}, fresh: map[int64]int{}, counts: map[printed]int{}, words: map[nameWord]bool{}, alone: map[int64]bool{}, handles: map[int64]bool{}, bereft: map[int64]bool{},
		renamed: map[int64]bool{}, touched: map[int64]bool{}, left: map[int64]bool{}}
}

// settle decides again who is who and which quotations attest one statement,
// wherever the change reached.
func (c *change) settle() error {
	if err := c.writeCounts(); err != nil {
		return err
	}
	if err := c.removeBereft(); err != nil {
		return err
	}
	if err := c.identify(); err != nil {
		return err
	}
	if err := c.tx.alive(); err != nil {
		return err
	}
	clear(c.tx.blocks) // who is who has been decided anew
	var touched []*record.Member
	for _, rows := range batches(slices.Sorted(maps.Keys(c.touched)), 500) {
		members, err := c.tx.members(`q.id IN (`+marks(len(rows))+`)`, anys(rows)...)
		if err != nil {
			return err
		}
		touched = append(touched, members...)
	}
	only := map[int64]*record.Member{}
	for _, m := range touched {
		if c.fresh[m.Wording] == 1 {
			only[m.Wording] = m
		}
	}
	if err := record.Settle(c.tx.ctx, neighbours{c.tx, only}, touched); err != nil {
		return fmt.Errorf("grouping: %w", err)
	}
	for _, statement := range slices.Sorted(maps.Keys(c.left)) {
		if err := (neighbours{tx: c.tx}).Drop(c.tx.ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// touchStatement has all quotations of a statement grouped again.
func (c *change) touchStatement(statement int64) error {
	if statement == 0 || c.left[statement] {
		return nil
	}
	c.left[statement] = true
	rows, err := c.tx.numbers(`SELECT id FROM quotation WHERE statement = ?`, statement)
	for _, row := range rows {
		c.touched[row] = true
	}
	return err
}

// identify finds the canonical names of all touched blocks, then of accounts,
// then follows the corrections; quotations of names that now mean another entity
// are touched.
func (c *change) identify() error {
	want := map[int64]int64{} // name.id to its canonical name
	have := map[int64]int64{}
	for _, block := range slices.Sorted(maps.Keys(c.blocks)) {
		rows, canons, names, err := c.tx.block(block)
		if err != nil {
			return err
		}
		for i, canonical := range record.Canon(names) {
			want[rows[i]], have[rows[i]] = rows[canonical], canons[i]
			if strings.HasPrefix(names[i].Key, "handle|") {
				c.handles[rows[i]] = true
			}
		}
		for _, row := range rows {
			handles, err := c.tx.numbers(`SELECT handle FROM account WHERE name = ?`, row)
			if err != nil {
				return err
			}
			for _, h := range handles {
				c.handles[h] = true
			}
		}
	}
	if err := c.identifyAccounts(want, have); err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if want[name] == have[name] {
			continue
		}
		if err := c.tx.exec(`UPDATE name SET canon = ? WHERE id = ?`, want[name], name); err != nil {
			return err
		}
		c.renamed[name] = true
	}
	return c.correctNames()
}

// identifyAccounts gives each touched account the entity of the names it is tied
// to, if they are all one; else it stands for itself.
func (c *change) identifyAccounts(want, have map[int64]int64) error {
	for _, handle := range slices.Sorted(maps.Keys(c.handles)) {
		var now int64
		found, err := c.tx.one(`SELECT canon FROM name WHERE id = ?`, []any{handle}, &now)
		if err != nil {
			return err
		}
		if !found {
			continue
		}
		names, err := c.tx.numbers(`SELECT name FROM account WHERE handle = ?`, handle)
		if err != nil {
			return err
		}
		meant := map[int64]bool{}
		for _, n := range names {
			entity, ok := want[n]
			if !ok {
				if _, err := c.tx.one(`SELECT canon FROM name WHERE id = ?`, []any{n}, &entity); err != nil {
					return err
				}
			}
			meant[entity] = true
		}
		have[handle], want[handle] = now, handle
		if len(meant) == 1 {
			for entity := range meant {
				want[handle] = entity
			}
		}
	}
	return nil
}

// touchName has the quotations spoken under a name grouped again, together with
// those they stood with.
func (c *change) touchName(name int64) error {
	rows, err := c.tx.numbers(`SELECT id FROM quotation WHERE speaker = ?`, name)
	if err != nil {
		return err
	}
	for _, row := range rows {
		c.touched[row] = true
	}
	statements, err := c.tx.numbers(`SELECT DISTINCT statement FROM quotation WHERE speaker = ? AND statement <> 0`, name)
	if err != nil {
		return err
	}
	for _, s := range statements {
		if err := c.touchStatement(s); err != nil {
			return err
		}
	}
	return nil
}

// marks is n question marks with commas.
func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?,", n), ",") }

func anys[T any](values []T) []any {
	all := make([]any, len(values))
	for i, v := range values {
		all[i] = v
	}
	return all
}

// batches cuts values into runs of at most n.
func batches[T any](values []T, n int) (all [][]T) {
	for len(values) > n {
		all, values = append(all, values[:n]), values[n:]
	}
	if len(values) > 0 {
		all = append(all, values)
	}
	return all
}
