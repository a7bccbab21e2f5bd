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
	shares map[sounding][]share       // of those kin, as looked up before
	voiced map[int64][]*record.Member // by wording, of anybody, as read before

	kept  map[int64]*record.Settled // by row, to be written
	moved map[int64]*record.Member  // by row, quotations whose statement is another now, to be written
	to    map[int64][]int64         // by statement, the quotations that moved there
	gone  map[int64]bool            // statements that may be no more
}

func newNeighbours(c *change) *neighbours {
	return &neighbours{change: c, shares: map[sounding][]share{}, voiced: map[int64][]*record.Member{}, kept: map[int64]*record.Settled{}, moved: map[int64]*record.Member{}, to: map[int64][]int64{}, gone: map[int64]bool{}}
}

func (n *neighbours) Voiced(_ context.Context, wordings []int64, entity int64, class int) (members []*record.Member, err error) {
	if err := n.foreseeVoices(wordings); err != nil {
		return nil, err
	}
	keep := func(m *record.Member) {
		if m.Entity == entity && record.Class(m.Act) == class {
			members = append(members, m)
		}
	}
	for _, w := range wordings {
		for _, a := range n.fresh[w] {
			keep(a.member)
		}
		for _, m := range n.voiced[w] {
			now := *m
			if n.moved[m.Row] != nil {
				now.Statement = n.moved[m.Row].Statement
			}
			keep(&now)
		}
	}
	return members, nil
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
