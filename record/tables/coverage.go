package tables

import (
	"context"
	"database/sql"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// Coverage is what the record holds.
func (s *Store) Coverage(ctx context.Context) (record.Coverage, error) {
	var c record.Coverage
	err := s.look(ctx, func(v *view) error {
		err := v.one(ctx, `SELECT count(*), count(CASE WHEN unread <> '' THEN 1 END),
			(SELECT count(DISTINCT publisher) FROM document WHERE publisher <> ''),
			(SELECT count(*) FROM statement WHERE class < 4 AND hidden = 0),
			(SELECT count(DISTINCT entity) FROM name WHERE kind = ?),
			(SELECT count(*) FROM failure) FROM document`, []any{string(quoth.Person)},
			&c.Documents, &c.Unread, &c.Publishers, &c.Statements, &c.People, &c.Failures)
		if err != nil {
			return err
		}
		if c.From, c.To, err = v.published(ctx); err != nil {
			return err
		}
		if c.ByYear, err = v.counts(ctx, `SELECT substr(published, 1, 4) AS year, count(*) FROM document GROUP BY year ORDER BY year`); err != nil {
			return err
		}
		c.ByOutlet, err = v.counts(ctx, `SELECT publisher, count(*) AS n FROM document GROUP BY publisher ORDER BY n DESC, publisher`)
		return err
	})
	return c, err
}

// published are the first and the last date of publication.
func (v *view) published(ctx context.Context) (from, to quoth.When, err error) {
	err = v.each(ctx, `SELECT DISTINCT published FROM document WHERE published <> ''`, nil, func(rows *sql.Rows) error {
		var w quoth.When
		if err := rows.Scan(&w); err != nil {
			return err
		}
		if from == "" || quoth.Compare(w, from) < 0 {
			from = w
		}
		if to == "" || quoth.Compare(w, to) > 0 {
			to = w
		}
		return nil
	})
	return from, to, err
}

func (v *view) counts(ctx context.Context, query string) (all []record.Count, err error) {
	err = v.each(ctx, query, nil, func(rows *sql.Rows) error {
		var c record.Count
		err := rows.Scan(&c.Name, &c.Documents)
		all = append(all, c)
		return err
	})
	return all, err
}
