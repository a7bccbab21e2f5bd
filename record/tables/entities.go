package tables

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// person is an entity's identifier and name; nobody for 0.
func (v *view) person(ctx context.Context, entity int64) (record.Person, error) {
	if entity == 0 {
		return record.Person{}, nil
	}
	if p, ok := v.persons[entity]; ok {
		return p, nil
	}
	var p record.Person
	if err := v.one(ctx, `SELECT ident FROM name WHERE id = ?`, []any{entity}, &p.ID); err != nil {
		return p, err
	}
	names, err := v.printed(ctx, entity, printedName)
	if err != nil {
		return p, err
	}
	p.Name = record.ShownName(names)
	v.persons[entity] = p
	return p, nil
}

// printed are the words of one sort that all names of an entity are printed as.
func (v *view) printed(ctx context.Context, entity int64, sort int) (all []record.Printed, err error) {
	err = v.each(ctx, `SELECT p.text, sum(p.count) FROM name n JOIN printed p ON p.name = n.id
		WHERE n.entity = ? AND p.sort = ? GROUP BY p.text ORDER BY p.text`, []any{entity, sort}, func(rows *sql.Rows) error {
		var p record.Printed
		err := rows.Scan(&p.Text, &p.Count)
		all = append(all, p)
		return err
	})
	return all, err
}

// entityRow finds the entity an identifier means now: that of the name whose
// identifier it is.
func (v *view) entityRow(ctx context.Context, id string) (entity int64, err error) {
	err = v.one(ctx, `SELECT entity FROM name WHERE ident = ?`, []any{id}, &entity)
	if err == sql.ErrNoRows {
		return 0, fmt.Errorf("%w: the record has nobody with the identifier %s; names are looked up with: quoth who NAME", quoth.ErrNotFound, id)
	}
	return entity, err
}

func (v *view) entityRows(ctx context.Context, ids []string) (rows []int64, err error) {
	for _, id := range ids {
		row, err := v.entityRow(ctx, id)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// Entity finds an entity by its identifier.
func (s *Store) Entity(ctx context.Context, id string) (e *record.Entity, err error) {
	err = s.look(ctx, func(v *view) error {
		row, err := v.entityRow(ctx, id)
		if err == nil {
			e, err = v.entity(ctx, row)
		}
		return err
	})
	return e, err
}

func (v *view) entity(ctx context.Context, row int64) (*record.Entity, error) {
	e := &record.Entity{}
	if err := v.one(ctx, `SELECT ident, kind FROM name WHERE id = ?`, []any{row}, &e.ID, &e.Kind); err != nil {
		return nil, err
	}
	names, err := v.printed(ctx, row, printedName)
	if err != nil {
		return nil, err
	}
	e.Name = record.ShownName(names)
	aliases, err := v.printed(ctx, row, printedAlias)
	if err != nil {
		return nil, err
	}
	e.Aliases = record.OtherNames(e.Name, append(names, aliases...))
	roles, err := v.printed(ctx, row, printedRole)
	if err != nil {
		return nil, err
	}
	e.Roles = record.OtherNames("", roles)
	e.Roles = e.Roles[:min(len(e.Roles), mostRoles)]
	err = v.one(ctx, `SELECT coalesce((SELECT statements FROM voice WHERE entity = ?1), 0),
		(SELECT count(DISTINCT f.document) FROM name n JOIN figure f ON f.name = n.id WHERE n.entity = ?1),
		(SELECT hidden <> 0 FROM name WHERE id = ?1)`, []any{row}, &e.Statements, &e.Documents, &e.Hidden)
	return e, err
}

// mostRoles is how many descriptions of a person are shown, those printed most.
const mostRoles = 8

// People are the entities a name may mean; see record.Store.
func (s *Store) People(ctx context.Context, name string) (people []record.Entity, err error) {
	if strings.HasPrefix(name, "p:") {
		e, err := s.Entity(ctx, name)
		if err != nil {
			return nil, err
		}
		return []record.Entity{*e}, nil
	}
	words := record.FoldName(name)
	err = s.look(ctx, func(v *view) error {
		people, err = v.called(ctx, words)
		return err
	})
	slices.SortFunc(people, func(a, b record.Entity) int {
		return cmp.Or(cmp.Compare(rank(&a, words), rank(&b, words)), cmp.Compare(b.Statements, a.Statements),
			cmp.Compare(b.Documents, a.Documents), strings.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID))
	})
	return people, err
}

// called are the entities whose names have all the words.
func (v *view) called(ctx context.Context, words []string) ([]record.Entity, error) {
	var found map[int64]bool
	for _, w := range words {
		rows, err := v.bearers(ctx, w)
		if err != nil {
			return nil, err
		}
		if found == nil {
			found = rows
			continue
		}
		maps.DeleteFunc(found, func(row int64, _ bool) bool { return !rows[row] })
	}
	people := []record.Entity{}
	for row := range found {
		e, err := v.entity(ctx, row)
		if err != nil {
			return nil, err
		}
		people = append(people, *e)
	}
	return people, nil
}

// rank orders what a name may mean: those called exactly so first (but a surname
// alone says too little), people before organisations before groups.
func rank(e *record.Entity, words []string) int {
	if len(words) > 1 && slices.Equal(record.FoldName(e.Name), words) {
		return 0
	}
	switch e.Kind {
	case quoth.Person:
		return 1
	case quoth.Organisation:
		return 2
	}
	return 3
}

// bearers are the entities that a word is part of a name of. Unnamed sources and
// hidden people are not asked for by name.
func (v *view) bearers(ctx context.Context, word string) (map[int64]bool, error) {
	found := map[int64]bool{}
	err := v.each(ctx, `SELECT DISTINCT n.entity FROM name_word w JOIN name n ON n.id = w.name
		WHERE w.word = ? AND n.kind <> ? AND n.hidden = 0`, []any{word, string(quoth.UnnamedSource)}, func(rows *sql.Rows) error {
		var row int64
		err := rows.Scan(&row)
		found[row] = true
		return err
	})
	return found, err
}
