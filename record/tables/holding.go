package tables

import (
	"cmp"
	"errors"
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

// spot is a row of the table day: where statements stand in the order of time, and
// what they are.
type spot struct {
	place, width, first, last int64
	form, act                 string
}

func (s spot) compare(o spot) int {
	return cmp.Or(cmp.Compare(s.place, o.place), cmp.Compare(s.width, o.width), cmp.Compare(s.first, o.first), cmp.Compare(s.last, o.last),
		cmp.Compare(s.form, o.form), cmp.Compare(s.act, o.act))
}

// standing is what is counted of a statement.
type standing struct {
	spot
	entity int64
	class  int
	hidden bool
}

// standingColumns of a statement are what scan reads.
const standingColumns = `place, width, first_day, last_day, form, act, speaker, class, hidden <> 0`

func (s *standing) fields() []any {
	return []any{&s.place, &s.width, &s.first, &s.last, &s.form, &s.act, &s.entity, &s.class, &s.hidden}
}

// count counts a statement, up or down, if it is one that counts.
func (t *tx) count(s *standing, by int) {
	if s.class < 4 && !s.hidden {
		t.holding[held{heldStatements, ""}] += by
		t.voices[s.entity] += by
		t.days[s.spot] += by
	}
}

// writeHolding writes what changed of the counts.
func (t *tx) writeHolding() error {
	maps.DeleteFunc(t.holding, func(_ held, by int) bool { return by == 0 })
	maps.DeleteFunc(t.voices, func(_ int64, by int) bool { return by == 0 })
	if len(t.holding)+len(t.voices) == 0 {
		return t.writeDays()
	}
	t.holding[held{heldChanges, ""}] = 1
	holding := newRows("holding", `sort, key, count`, ` ON CONFLICT (sort, key) DO UPDATE SET count = holding.count + excluded.count`)
	for _, h := range slices.SortedFunc(maps.Keys(t.holding), func(a, b held) int { return cmp.Or(cmp.Compare(a.sort, b.sort), cmp.Compare(a.key, b.key)) }) {
		holding.add(h.sort, h.key, t.holding[h])
	}
	voices := newRows("voice", `entity, statements`, ` ON CONFLICT (entity) DO UPDATE SET statements = voice.statements + excluded.statements`)
	for _, entity := range slices.Sorted(maps.Keys(t.voices)) {
		voices.add(entity, t.voices[entity])
	}
	if err := errors.Join(holding.flush(t.exec), voices.flush(t.exec)); err != nil {
		return err
	}
	for h, by := range t.holding {
		if by > 0 {
			continue
		}
		if err := t.exec(`DELETE FROM holding WHERE sort = ? AND key = ? AND count = 0`, h.sort, h.key); err != nil {
			return err
		}
	}
	var fewer []int64
	for entity, by := range t.voices {
		if by < 0 {
			fewer = append(fewer, entity)
		}
	}
	if err := execEach(t, `DELETE FROM voice WHERE statements = 0 AND entity IN`, fewer); err != nil {
		return err
	}
	clear(t.holding)
	clear(t.voices)
	return t.writeDays()
}

func (t *tx) writeDays() error {
	maps.DeleteFunc(t.days, func(_ spot, by int) bool { return by == 0 })
	changes := newRows("day", `place, width, first_day, last_day, form, act, statements`,
		` ON CONFLICT (place, width, first_day, last_day, form, act) DO UPDATE SET statements = day.statements + excluded.statements`)
	for _, s := range slices.SortedFunc(maps.Keys(t.days), spot.compare) {
		changes.add(s.place, s.width, s.first, s.last, s.form, s.act, t.days[s])
	}
	if err := changes.flush(t.exec); err != nil {
		return err
	}
	for s, by := range t.days {
		if by > 0 {
			continue
		}
		err := t.exec(`DELETE FROM day WHERE place = ? AND width = ? AND first_day = ? AND last_day = ? AND form = ? AND act = ? AND statements = 0`,
			s.place, s.width, s.first, s.last, s.form, s.act)
		if err != nil {
			return err
		}
	}
	clear(t.days)
	return nil
}
