package tables

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"github.com/quoth-news/quoth/record"
)

// PutIdentifiers keeps identifiers, in place of what was known of the same items.
func (s *Store) PutIdentifiers(ctx context.Context, all []record.Identifier) error {
	return s.update(ctx, func(t *tx) error {
		for i := range all {
			id := &all[i]
			aliases, err := json.Marshal(append([]string{}, id.Aliases...))
			if err != nil {
				return err
			}
			err = t.exec(`INSERT INTO identifier (wikidata, name, aliases, description) VALUES (?, ?, ?, ?) ON CONFLICT (wikidata)
				DO UPDATE SET name = excluded.name, aliases = excluded.aliases, description = excluded.description`, id.Wikidata, id.Name, string(aliases), id.Description)
			if err != nil {
				return err
			}
			if err := t.exec(`DELETE FROM identifier_word WHERE wikidata = ?`, id.Wikidata); err != nil {
				return err
			}
			for _, name := range append([]string{id.Name}, id.Aliases...) {
				if words := record.FoldName(name); len(words) > 0 {
					err := t.exec(`INSERT INTO identifier_word (word, wikidata) VALUES (?, ?) ON CONFLICT DO NOTHING`, record.Surname(words), id.Wikidata)
					if err != nil {
						return err
					}
				}
			}
		}
		return nil
	})
}

// Identifiers are those whose name or an alias ends in the last word of a name.
func (s *Store) Identifiers(ctx context.Context, name string) (all []record.Identifier, err error) {
	words := record.FoldName(name)
	if len(words) == 0 {
		return nil, nil
	}
	err = s.look(ctx, func(v *view) error {
		return v.each(ctx, `SELECT i.wikidata, i.name, i.aliases, i.description FROM identifier_word w JOIN identifier i ON i.wikidata = w.wikidata
			WHERE w.word = ? ORDER BY i.wikidata`, []any{record.Surname(words)}, func(rows *sql.Rows) error {
			var id record.Identifier
			var aliases string
			if err := rows.Scan(&id.Wikidata, &id.Name, &aliases, &id.Description); err != nil {
				return err
			}
			if err := json.Unmarshal([]byte(aliases), &id.Aliases); err != nil {
				return fmt.Errorf("aliases of %s: %w", id.Wikidata, err)
			}
			all = append(all, id)
			return nil
		})
	})
	return all, err
}
