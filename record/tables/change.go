package tables

import (
	"database/sql"
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
	tx       *tx
	blocks   map[int64]bool     // name.block
	added    map[int64]*added   // quotation.id of quotations of new documents
	fresh    map[int64][]*added // wording.id of wordings this change added, and all quotations that have them
	counts   map[printed]int
	words    map[nameWord]bool // written already
	alone    map[int64]bool    // whether a block has a surname alone
	newNames map[string]bool   // name.key of names that were looked up before, and are not there
	accounts map[[2]int64]int  // handle and name, whose count is changed once a transaction
	handles  map[int64]bool    // name.id of accounts
	bereft   map[int64]bool    // name.id of names that may have lost their last bearer
	renamed  map[int64]bool    // name.id of names whose entity must be decided again
	touched  map[int64]bool    // quotation.id
	left     map[int64]bool    // statement.id of removed quotations

	arrived []int64 // document.id of new documents

	failures *bool // whether there are any, nil if not looked yet
}

func newChange(t *tx) *change {
	return &change{tx: t, blocks: map[int64]bool{}, added: map[int64]*added{}, fresh: map[int64][]*added{}, counts: map[printed]int{}, words: map[nameWord]bool{}, alone: map[int64]bool{}, newNames: map[string]bool{}, accounts: map[[2]int64]int{}, handles: map[int64]bool{}, bereft: map[int64]bool{},
		renamed: map[int64]bool{}, touched: map[int64]bool{}, left: map[int64]bool{}}
}

// settle decides again who is who and which quotations attest one statement,
// wherever the change reached.
func (c *change) settle() error {
	if err := c.tx.flush(); err != nil {
		return err
	}
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
	if err := c.linkArrived(); err != nil {
		return err
	}
	touched, err := c.members()
	if err != nil {
		return err
	}
	n := newNeighbours(c)
	if err := n.foresee(touched); err != nil {
		return err
	}
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

// linkArrived links the new documents that may be versions of others.
func (c *change) linkArrived() error {
	var some []int64
	err := lookUp(c.tx, `SELECT d.id FROM document d WHERE (d.url <> '' AND EXISTS (SELECT 1 FROM document o WHERE o.url = d.url AND o.url <> '' AND o.id <> d.id)
		OR d.heading <> '' AND d.outlet <> '' AND EXISTS (SELECT 1 FROM document o WHERE o.heading = d.heading AND o.heading <> '' AND o.outlet = d.outlet AND o.id <> d.id))
		AND d.id IN`, ``, c.arrived, func(r *sql.Rows) error {
		var row int64
		err := r.Scan(&row)
		some = append(some, row)
		return err
	})
	if err != nil {
		return err
	}
	slices.Sort(some)
	for _, document := range slices.Compact(some) {
		if err := c.tx.linkVersions(document); err != nil {
			return err
		}
	}
	return nil
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
	speakers := map[int64]bool{}
	for _, a := range c.added {
		speakers[a.speaker] = true
	}
	found := map[int64]meaning{}
	err := lookUp(c.tx, `SELECT id, entity, hidden <> 0 FROM name WHERE id IN`, ``, slices.Sorted(maps.Keys(speakers)), func(r *sql.Rows) error {
		var name int64
		var m meaning
		err := r.Scan(&name, &m.entity, &m.hidden)
		found[name] = m
		return err
	})
	return found, err
}

// readAgain has all that the change added read from the tables from now on: some of
// it is about to be taken out again.
func (c *change) readAgain() error {
	clear(c.added)
	clear(c.fresh)
	return c.tx.flush()
}

// touchStatements has all quotations of statements grouped again.
func (c *change) touchStatements(statements ...int64) error {
	statements = slices.DeleteFunc(statements, func(s int64) bool { return s == 0 || c.left[s] })
	for _, s := range statements {
		c.left[s] = true
	}
	return lookUp(c.tx, `SELECT id FROM quotation WHERE statement IN`, ``, statements, func(r *sql.Rows) error {
		var row int64
		err := r.Scan(&row)
		c.touched[row] = true
		return err
	})
}

// identify finds the canonical names of all touched blocks, then of accounts,
// then follows the corrections; quotations of names that now mean another entity
// are touched.
func (c *change) identify() error {
	want := map[int64]int64{} // name.id to its canonical name
	have := map[int64]int64{}
	blocks := slices.Sorted(maps.Keys(c.blocks))
	found, err := c.tx.namesOf(blocks)
	if err != nil {
		return err
	}
	companions, err := c.tx.companions(found)
	if err != nil {
		return err
	}
	for _, block := range slices.Sorted(maps.Keys(found)) {
		b := found[block]
		standing := record.Canon(b.names, func(i, j int) bool { return overlap(companions[b.rows[i]], companions[b.rows[j]]) })
		for i, canonical := range standing {
			want[b.rows[i]], have[b.rows[i]] = b.rows[canonical], b.canons[i]
			if strings.HasPrefix(b.names[i].Key, "handle|") {
				c.handles[b.rows[i]] = true
			}
		}
	}
	err = lookUp(c.tx, `SELECT DISTINCT a.handle FROM account a JOIN name n ON n.id = a.name WHERE n.block IN`, ``, blocks, func(r *sql.Rows) error {
		var handle int64
		err := r.Scan(&handle)
		c.handles[handle] = true
		return err
	})
	if err != nil {
		return err
	}
	if err := c.identifyAccounts(want, have); err != nil {
		return err
	}
	maps.DeleteFunc(want, func(name, canon int64) bool { return canon == have[name] })
	if err := c.tx.set("name", "canon", want); err != nil {
		return err
	}
	for name := range want {
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

// touchNames has the quotations spoken under names grouped again, together with
// those they stood with.
func (c *change) touchNames(names ...int64) error {
	statements := map[int64]bool{}
	err := lookUp(c.tx, `SELECT id, statement FROM quotation WHERE speaker IN`, ``, names, func(r *sql.Rows) error {
		var row, statement int64
		err := r.Scan(&row, &statement)
		c.touched[row], statements[statement] = true, true
		return err
	})
	if err != nil {
		return err
	}
	return c.touchStatements(slices.Sorted(maps.Keys(statements))...)
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
