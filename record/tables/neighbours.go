package tables

import (
	"context"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// neighbours answers record.Settle out of the transaction.
type neighbours struct {
	*tx
	only map[int64]*record.Member // of wordings that nobody else has
}

// gramLookup is how many grams one statement of SQL looks up: a fixed number, so
// that one prepared statement serves.
const gramLookup = 16

func (n neighbours) Sharing(_ context.Context, entity int64, grams []uint32) ([]record.Shared, error) {
	blocks, err := n.blocksOf(entity)
	if err != nil {
		return nil, err
	}
	counts := map[int64]int{}
	var order []int64
	for _, block := range blocks {
		for _, some := range batches(grams, gramLookup) {
			args := []any{block}
			for i := range gramLookup {
				args = append(args, int64(some[min(i, len(some)-1)]))
			}
			rows, err := n.numbers(`SELECT wording FROM gram WHERE block = ? AND hash IN (`+marks(gramLookup)+`)`, args...)
			if err != nil {
				return nil, err
			}
			for _, w := range rows {
				if counts[w] == 0 {
					order = append(order, w)
				}
				counts[w]++
			}
		}
	}
	var shared []record.Shared
	for _, w := range order {
		wording, ok := n.wordings[w]
		if !ok {
			wording.ID = w
			if _, err := n.one(`SELECT folded, grams FROM wording WHERE id = ?`, []any{w}, &wording.Folded, &wording.Grams); err != nil {
				return nil, err
			}
			n.remember(wording)
		}
		shared = append(shared, record.Shared{Wording: wording, Count: counts[w]})
	}
	return shared, nil
}

// mostWordings bounds the wordings a transaction remembers.
const mostWordings = 50_000

func (t *tx) remember(w record.Wording) {
	if len(t.wordings) >= mostWordings {
		clear(t.wordings)
	}
	t.wordings[w.ID] = w
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

func (n neighbours) Voiced(_ context.Context, wording, entity int64, class int) ([]*record.Member, error) {
	if m := n.only[wording]; m != nil {
		if m.Entity != entity || record.Class(m.Act) != class {
			return nil, nil
		}
		return []*record.Member{m}, nil
	}
	if entity == 0 {
		return n.members(`q.wording = ? AND q.speaker IS NULL AND q.class = ?`, wording, class)
	}
	return n.members(`q.wording = ? AND n.entity = ? AND q.class = ?`, wording, entity, class)
}

func (n neighbours) Members(_ context.Context, statement int64) ([]*record.Member, error) {
	return n.members(`q.statement = ?`, statement)
}

func (n neighbours) Drop(_ context.Context, statement int64) error {
	return n.exec(`DELETE FROM statement WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM quotation WHERE statement = ?1)`, statement)
}

// Keep writes a statement: its members' numbers and its row.
func (n neighbours) Keep(_ context.Context, s *record.Settled) error {
	for _, m := range s.Members {
		if m.Statement == s.Row {
			continue
		}
		if err := n.exec(`UPDATE quotation SET statement = ? WHERE id = ?`, s.Row, m.Row); err != nil {
			return err
		}
	}
	place, width := sortDay(s.Said)
	first, last := s.Days()
	hidden := 0
	if s.Hidden {
		hidden = 1
	}
	return n.exec(`INSERT INTO statement (id, name, speaker, class, said, place, width, printed, first_day, last_day,
		fullest, form, act, basis, told, outlet, venue_kind, venue_name, confidence, copies, origins, hidden)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET `+replaced,
		s.Row, record.StatementID(s.Members[0].ID), s.Members[0].Entity, record.Class(s.Fullest.Act), string(s.Said), place, width,
		s.Printed(), first, last, s.Fullest.Row, string(s.Fullest.Form), string(s.Fullest.Act), string(s.Fullest.Basis),
		s.Told, s.ToldOutlet, string(s.Venue.Kind), s.Venue.Name, s.Fullest.Confidence, s.Copies, s.Origins, hidden)
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

var _ record.Neighbours = neighbours{}
