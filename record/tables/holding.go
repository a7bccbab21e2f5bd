package tables

import (
	"cmp"
	"maps"
	"slices"

	"github.com/quoth-news/quoth"
)

// held is a row of the table holding: what is counted.
type held struct {
	sort int
	key  string
}

// What the table holding counts. The names in brackets are what key holds.
const (
	heldDocuments  = 1
	heldUnread     = 2 // documents that were not read
	heldByOutlet   = 3 // documents, by publisher as printed
	heldByDate     = 4 // documents, by date of publication
	heldStatements = 5 // attitudes and what is hidden not counted
	heldPeople     = 6
	heldChanges    = 7 // transactions that changed any of these
)

// countPerson counts a name that stands for a person of its own no more, or from now on.
func (c *change) countPerson(kind quoth.EntityKind, name, before, after int64) {
	if kind != quoth.Person {
		return
	}
	if before == name {
		c.tx.holding[held{heldPeople, ""}]--
	}
	if after == name {
		c.tx.holding[held{heldPeople, ""}]++
	}
}

// countStatement counts a statement of an entity, up or down, if it is one that counts.
func (t *tx) countStatement(entity int64, class int, hidden bool, by int) {
	if class < 4 && !hidden {
		t.holding[held{heldStatements, ""}] += by
		t.voices[entity] += by
	}
}

// writeHolding writes what changed of the counts.
func (t *tx) writeHolding() error {
	maps.DeleteFunc(t.holding, func(_ held, by int) bool { return by == 0 })
	maps.DeleteFunc(t.voices, func(_ int64, by int) bool { return by == 0 })
	if len(t.holding)+len(t.voices) == 0 {
		return nil
	}
	t.holding[held{heldChanges, ""}] = 1
	order := slices.SortedFunc(maps.Keys(t.holding), func(a, b held) int { return cmp.Or(cmp.Compare(a.sort, b.sort), cmp.Compare(a.key, b.key)) })
	for _, h := range order {
		err := t.exec(`INSERT INTO holding (sort, key, count) VALUES (?, ?, ?)
			ON CONFLICT (sort, key) DO UPDATE SET count = holding.count + excluded.count`, h.sort, h.key, t.holding[h])
		if err == nil && t.holding[h] < 0 {
			err = t.exec(`DELETE FROM holding WHERE sort = ? AND key = ? AND count = 0`, h.sort, h.key)
		}
		if err != nil {
			return err
		}
	}
	for _, entity := range slices.Sorted(maps.Keys(t.voices)) {
		err := t.exec(`INSERT INTO voice (entity, statements) VALUES (?, ?)
			ON CONFLICT (entity) DO UPDATE SET statements = voice.statements + excluded.statements`, entity, t.voices[entity])
		if err == nil && t.voices[entity] < 0 {
			err = t.exec(`DELETE FROM voice WHERE entity = ? AND statements = 0`, entity)
		}
		if err != nil {
			return err
		}
	}
	clear(t.holding)
	clear(t.voices)
	return nil
}
