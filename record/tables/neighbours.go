package tables

import (
	"context"
	"database/sql"
	"maps"
	"slices"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// neighbours answers record.Settle out of the transaction, and gathers what it tells.
type neighbours struct {
	*change
	kept  map[int64]*record.Settled // by row, to be written
	moved map[int64]*record.Member  // by row, quotations whose statement is another now, to be written
	to    map[int64][]int64         // by statement, the quotations that moved there
	gone  map[int64]bool            // statements that may be no more
}

func newNeighbours(c *change) *neighbours {
	return &neighbours{change: c, kept: map[int64]*record.Settled{}, moved: map[int64]*record.Member{}, to: map[int64][]int64{}, gone: map[int64]bool{}}
}

func (n *neighbours) Sharing(_ context.Context, entity int64, grams []uint32) ([]record.Shared, error) {
	blocks, err := n.tx.blocksOf(entity)
	if err != nil {
		return nil, err
	}
	type count struct{ shared, of int }
	counts := map[int64]count{}
	voices := n.tx.index.voices()
	for _, block := range blocks {
		for _, g := range grams {
			found, _, err := voices.Find(voiceKey(block, g), 0)
			if err != nil {
				return nil, err
			}
			for _, f := range found {
				counts[f.Row] = count{counts[f.Row].shared + 1, int(f.Note)}
			}
		}
	}
	maps.DeleteFunc(counts, func(_ int64, c count) bool {
		return 4*c.shared < min(c.of, len(grams)) // too few for any two wordings that are related, see record.Related
	})
	wordings, err := n.tx.wordingsOf(slices.Collect(maps.Keys(counts)))
	if err != nil {
		return nil, err
	}
	shared := make([]record.Shared, len(wordings))
	for i, w := range wordings {
		shared[i] = record.Shared{Wording: w, Count: counts[w.ID].shared}
	}
	return shared, nil
}

// foreseeNeighbours looks up together what settling will ask for one by one: the blocks
// of the entities, and the pages of the index that tell who shares words with whom.
func (t *tx) foreseeNeighbours(touched []*record.Member) error {
	entities := map[int64]bool{}
	for _, m := range touched {
		entities[m.Entity] = true
	}
	delete(entities, 0)
	err := lookUp(t, `SELECT DISTINCT entity, block FROM name WHERE entity IN`, ``, slices.Sorted(maps.Keys(entities)), func(r *sql.Rows) error {
		var entity, block int64
		err := r.Scan(&entity, &block)
		if !slices.Contains(t.blocks[entity], block) {
			t.blocks[entity] = append(t.blocks[entity], block)
		}
		return err
	})
	if err != nil {
		return err
	}
	var keys []uint64
	for _, m := range touched {
		blocks := t.blocks[m.Entity]
		if m.Entity == 0 {
			if len(m.Words) < 9 { // see record.Settle: short words of nobody have no neighbours
				continue
			}
			blocks = []int64{0}
		}
		for _, g := range record.Grams(m.Folded) {
			for _, block := range blocks {
				keys = append(keys, voiceKey(block, g))
			}
		}
	}
	return t.index.reach(t.index.voices(), keys)
}

// blocksOf are the blocks of an entity's names; nobody has block 0.
func (t *tx) blocksOf(entity int64) ([]int64, error) {
	if entity == 0 {
		return []int64{0}, nil
	}
	blocks, ok := t.blocks[entity]
	if !ok {
		var err error
		if blocks, err = t.numbers(`SELECT DISTINCT block FROM name WHERE entity = ?`, entity); err != nil {
			return nil, err
		}
		t.blocks[entity] = blocks
	}
	return blocks, nil
}

func (n *neighbours) Voiced(_ context.Context, wordings []int64, entity int64, class int) (members []*record.Member, err error) {
	var old []int64
	for _, w := range wordings {
		all, isNew := n.fresh[w]
		if !isNew {
			old = append(old, w)
		}
		for _, a := range all {
			if a.member.Entity == entity && record.Class(a.member.Act) == class {
				members = append(members, a.member)
			}
		}
	}
	where, args := `q.class = ? AND n.entity = ?`, []any{class, entity}
	if entity == 0 {
		where, args = `q.class = ? AND q.speaker IS NULL`, args[:1]
	}
	err = lookUp(n.tx, `SELECT `+memberColumns+memberTables+where+` AND q.wording IN`, ``, old, func(rows *sql.Rows) error {
		m, err := scanMember(rows)
		if err == nil && n.moved[m.Row] != nil {
			m.Statement = n.moved[m.Row].Statement
		}
		members = append(members, m)
		return err
	}, args...)
	return members, err
}

func (n *neighbours) Members(_ context.Context, statement int64) ([]*record.Member, error) {
	members, err := n.tx.members(`q.statement = ?`, statement)
	members = slices.DeleteFunc(members, func(m *record.Member) bool { return n.moved[m.Row] != nil })
	for _, row := range n.to[statement] {
		if m := n.moved[row]; m.Statement == statement {
			members = append(members, m)
		}
	}
	return members, err
}

func (n *neighbours) Drop(_ context.Context, statement int64) error {
	n.gone[statement] = true
	return nil
}

// drop removes the statements that no quotation names as its own any more.
func (n *neighbours) drop() error {
	var bare []int64
	err := lookUp(n.tx, `SELECT id, `+standingColumns+` FROM statement WHERE NOT EXISTS (SELECT 1 FROM quotation WHERE quotation.statement = statement.id) AND id IN`, ``,
		slices.Sorted(maps.Keys(n.gone)), func(r *sql.Rows) error {
			var row int64
			var was standing
			err := r.Scan(append([]any{&row}, was.fields()...)...)
			n.tx.count(&was, -1)
			bare = append(bare, row)
			return err
		})
	if err != nil {
		return err
	}
	for _, row := range bare {
		if err := n.tx.exec(`DELETE FROM statement WHERE id = ?`, row); err != nil {
			return err
		}
	}
	return nil
}

// Keep notes a statement to be written, and that its members are its own.
func (n *neighbours) Keep(_ context.Context, s *record.Settled) error {
	n.kept[s.Row] = s
	for _, m := range s.Members {
		if m.Statement != s.Row {
			now := *m
			now.Statement = s.Row
			n.moved[m.Row] = &now
			n.to[s.Row] = append(n.to[s.Row], m.Row)
		}
	}
	return nil
}

// write writes what was kept: statements, and which quotations are theirs.
func (n *neighbours) write() error {
	statements := map[int64]int64{}
	for row, m := range n.moved {
		statements[row] = m.Statement
	}
	if err := n.tx.set("quotation", "statement", statements); err != nil {
		return err
	}
	if err := n.uncount(); err != nil {
		return err
	}
	out := newRows("statement", `id, name, speaker, class, said, place, width, printed, first_day, last_day,
		fullest, form, act, basis, told, outlet, venue_kind, venue_name, confidence, copies, origins, hidden`, ` ON CONFLICT (id) DO UPDATE SET `+replaced)
	for _, row := range slices.Sorted(maps.Keys(n.kept)) {
		s := n.kept[row]
		is := standingOf(s)
		hidden := 0
		if s.Hidden {
			hidden = 1
		}
		n.tx.count(is, 1)
		out.add(s.Row, record.StatementID(s.Members[0].ID), is.entity, is.class, string(s.Said), is.place, is.width,
			int64(s.Printed()), is.first, is.last, s.Fullest.Row, is.form, is.act, string(s.Fullest.Basis),
			s.Told, s.ToldOutlet, string(s.Venue.Kind), s.Venue.Name, s.Fullest.Confidence, s.Copies, s.Origins, hidden)
	}
	return out.flush(n.tx.exec)
}

// uncount takes the statements that are there already out of the counts.
func (n *neighbours) uncount() error {
	var there []int64
	for _, row := range slices.Sorted(maps.Keys(n.kept)) {
		if n.added[row] == nil {
			there = append(there, row)
		}
	}
	return lookUp(n.tx, `SELECT `+standingColumns+` FROM statement WHERE id IN`, ``, there, func(r *sql.Rows) error {
		var was standing
		err := r.Scan(was.fields()...)
		n.tx.count(&was, -1)
		return err
	})
}

// standingOf is what is counted of a statement as it came out of grouping.
func standingOf(s *record.Settled) *standing {
	is := &standing{entity: s.Members[0].Entity, class: record.Class(s.Fullest.Act), hidden: s.Hidden}
	is.form, is.act = string(s.Fullest.Form), string(s.Fullest.Act)
	is.place, is.width = sortDay(s.Said)
	first, last := s.Days()
	is.first, is.last = int64(first), int64(last)
	return is
}

// replaced are the columns of a statement that is kept again.
var replaced = func() string {
	var set []string
	for _, column := range strings.Fields(`name speaker class said place width printed first_day last_day fullest form act basis
		told outlet venue_kind venue_name confidence copies origins hidden`) {
		set = append(set, column+" = excluded."+column)
	}
	return strings.Join(set, ", ")
}()

// sortDay is where a date is sorted, as quoth.Compare does it: the day it begins,
// of "../D" the day D, unknown after all; and its width, the coarser the wider.
func sortDay(w quoth.When) (place, width int64) {
	first, last, ok := w.Bounds()
	if !ok {
		return int64(quoth.LatestDay), 0
	}
	width = int64(last) - int64(first)
	if first == quoth.EarliestDay {
		return int64(last), width
	}
	return int64(first), width
}

var _ record.Neighbours = (*neighbours)(nil)
