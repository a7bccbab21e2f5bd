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
	blocks  map[int64]bool     // name.block
	added   map[int64]*added   // quotation.id of quotations of new documents
	fresh   map[int64][]*added // wording.id of wordings this change added, and all quotations that have them
	counts  map[printed]int
	words   map[nameWord]bool // written already
	alone   map[int64]bool    // whether a block has a surname alone
	handles map[int64]bool    // name.id of accounts
	bereft  map[int64]bool    // name.id of names that may have lost their last bearer
	renamed map[int64]bool    // name.id of names whose entity must be decided again
	touched map[int64]bool    // quotation.id
	left    map[int64]bool    // statement.id of removed quotations

	arrived []int64 // document.id of new documents

	failures *bool // whether there are any, nil if not looked yet
}

func newChange(t *tx) *change {
	return &change{tx: t, blocks: map[int64]bool{}, added: map[int64]*added{}, fresh: map[int64][]*added{}, counts: map[printed]int{}, words: map[nameWord]bool{}, alone: map[int64]bool{}, handles: map[int64]bool{}, bereft: map[int64]bool{},
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
	if err := c.tx.flush(); err != nil {
		return err
	}
	for _, document := range c.arrived {
		if err := c.tx.linkVersions(document); err != nil {
			return err
		}
	}
	touched, err := c.members()
	if err != nil {
		return err
	}
	n := &neighbours{change: c, kept: map[int64]*record.Settled{}}
	if err := record.Settle(c.tx.ctx, n, touched); err != nil {
		return fmt.Errorf("grouping: %w", err)
	}
	if err := n.write(); err != nil {
		return err
	}
	for _, statement := range slices.Sorted(maps.Keys(c.left)) {
		if err := n.Drop(c.tx.ctx, statement); err != nil {
			return err
		}
	}
	return n.drop()
}

// members are the touched quotations as grouping sees them.
func (c *change) members() (touched []*record.Member, err error) {
	entities, err := c.voicesOfAdded()
	if err != nil {
		return nil, err
	}
	var others []int64
	for _, row := range slices.Sorted(maps.Keys(c.touched)) {
		a := c.added[row]
		if a == nil {
			others = append(others, row)
			continue
		}
		a.member.Entity, a.member.Hidden = entities[a.speaker].entity, entities[a.speaker].hidden
		touched = append(touched, a.member)
	}
	for _, rows := range batches(others, 500) {
		members, err := c.tx.members(`q.id IN (`+marks(len(rows))+`)`, anys(rows)...)
		if err != nil {
			return nil, err
		}
		touched = append(touched, members...)
	}
	return touched, nil
}

// meaning is who a name stands for.
type meaning struct {
	entity int64
	hidden bool
}

// voicesOfAdded are the entities whose names the added quotations are spoken under.
func (c *change) voicesOfAdded() (map[int64]meaning, error) {
	found := map[int64]meaning{0: {}}
	for _, a := range c.added {
		if _, ok := found[a.speaker]; ok {
			continue
		}
		var m meaning
		if _, err := c.tx.one(`SELECT entity, hidden <> 0 FROM name WHERE id = ?`, []any{a.speaker}, &m.entity, &m.hidden); err != nil {
			return nil, err
		}
		found[a.speaker] = m
	}
	return found, nil
}

// readAgain has all that the change added read from the tables from now on: some of
// it is about to be taken out again.
func (c *change) readAgain() error {
	clear(c.added)
	clear(c.fresh)
	return c.tx.flush()
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
		var failed error
		standing := record.Canon(names, c.tx.together(rows, &failed))
		if failed != nil {
			return failed
		}
		for i, canonical := range standing {
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
