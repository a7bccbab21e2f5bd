package tables

import (
	"context"
	"database/sql"
	"maps"
	"slices"

	"github.com/quoth-news/quoth/record"
)

// sounding is what Sharing is asked for.
type sounding struct {
	entity int64
	folded string
}

// share is a wording by its row, and how many grams it shares.
type share struct {
	row   int64
	count int
}

func (n *neighbours) Sharing(_ context.Context, entity int64, folded string, grams []uint32) ([]record.Shared, error) {
	shares, foreseen := n.shares[sounding{entity, folded}]
	if !foreseen {
		var err error
		if shares, err = n.sharing(entity, grams); err != nil {
			return nil, err
		}
	}
	counts := map[int64]int{}
	rows := make([]int64, len(shares))
	for i, s := range shares {
		rows[i], counts[s.row] = s.row, s.count
	}
	wordings, err := n.tx.wordingsOf(rows)
	shared := make([]record.Shared, len(wordings))
	for i, w := range wordings {
		shared[i] = record.Shared{Wording: w, Count: counts[w.ID]}
	}
	return shared, err
}

// sharing are the wordings of an entity's blocks that share enough grams for any two
// wordings that are related, see record.Related.
func (n *neighbours) sharing(entity int64, grams []uint32) (shares []share, err error) {
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
	for row, c := range counts {
		if 4*c.shared >= min(c.of, len(grams)) {
			shares = append(shares, share{row, c.shared})
		}
	}
	return shares, nil
}

// foresee looks up together what settling will ask for one by one: the blocks of the
// entities, the pages of the index that tell who shares words with whom, those words,
// and who spoke them.
func (n *neighbours) foresee(touched []*record.Member) error {
	err := n.foreseeBlocks(touched)
	if err != nil {
		return err
	}
	var keys []uint64
	grams := map[sounding][]uint32{}
	for _, m := range touched {
		if m.Entity == 0 && len(m.Words) < 9 { // see record.Settle: short words of nobody have no neighbours
			continue
		}
		s := sounding{m.Entity, m.Folded}
		if grams[s] != nil {
			continue
		}
		grams[s] = record.Grams(m.Folded)
		blocks, err := n.tx.blocksOf(m.Entity)
		if err != nil {
			return err
		}
		for _, g := range grams[s] {
			for _, block := range blocks {
				keys = append(keys, voiceKey(block, g))
			}
		}
	}
	if err := n.tx.index.reach(n.tx.index.voices(), keys); err != nil {
		return err
	}
	rows := map[int64]bool{}
	for s, grams := range grams {
		if n.shares[s], err = n.sharing(s.entity, grams); err != nil {
			return err
		}
		for _, share := range n.shares[s] {
			rows[share.row] = true
		}
	}
	wordings, err := n.tx.wordingsOf(slices.Sorted(maps.Keys(rows)))
	if err != nil {
		return err
	}
	return n.foreseeVoices(n.keepKin(grams, wordings))
}

// keepKin leaves of the shares only wordings that hang together, and gives their rows.
func (n *neighbours) keepKin(grams map[sounding][]uint32, wordings []record.Wording) []int64 {
	byRow := map[int64]*record.Wording{}
	for i := range wordings {
		byRow[wordings[i].ID] = &wordings[i]
	}
	var kin []int64
	for s, grams := range grams {
		words := record.Hashes(s.folded)
		n.shares[s] = slices.DeleteFunc(n.shares[s], func(other share) bool {
			w := byRow[other.row]
			is := record.Kin(s.entity != 0, other.count, min(w.Grams, len(grams)), words, record.Hashes(w.Folded))
			if is {
				kin = append(kin, other.row)
			}
			return !is
		})
	}
	slices.Sort(kin)
	return slices.Compact(kin)
}

func (n *neighbours) foreseeBlocks(touched []*record.Member) error {
	t, entities := n.tx, map[int64]bool{}
	for _, m := range touched {
		entities[m.Entity] = true
	}
	delete(entities, 0)
	return lookUp(t, `SELECT DISTINCT entity, block FROM name WHERE entity IN`, ``, slices.Sorted(maps.Keys(entities)), func(r *sql.Rows) error {
		var entity, block int64
		err := r.Scan(&entity, &block)
		if !slices.Contains(t.blocks[entity], block) {
			t.blocks[entity] = append(t.blocks[entity], block)
		}
		return err
	})
}

// foreseeVoices reads the quotations of wordings that are older than this change, if they
// were not read before.
func (n *neighbours) foreseeVoices(wordings []int64) error {
	var unread []int64
	for _, w := range wordings {
		_, isNew := n.fresh[w]
		if _, isRead := n.voiced[w]; !isNew && !isRead {
			n.voiced[w] = nil
			unread = append(unread, w)
		}
	}
	return lookUp(n.tx, `SELECT `+memberColumns+memberTables+`q.wording IN`, ``, unread, func(rows *sql.Rows) error {
		m, err := scanMember(rows)
		if err == nil {
			n.voiced[m.Wording] = append(n.voiced[m.Wording], m)
		}
		return err
	})
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
