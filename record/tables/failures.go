package tables

import (
	"context"
	"database/sql"

	"github.com/quoth-news/quoth/record"
)

// AddFailure records why a path gave no document.
func (s *Store) AddFailure(ctx context.Context, f record.Failure) error {
	return s.update(ctx, func(t *tx) error {
		return t.exec(`INSERT INTO failure (path, reason) VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET reason = excluded.reason`, f.Path, f.Reason)
	})
}

// withdrawFailure forgets why a path gave no document, now that it gave one.
func (c *change) withdrawFailure(path string) error {
	if c.failures == nil {
		var some bool
		if _, err := c.tx.one(`SELECT EXISTS (SELECT 1 FROM failure)`, nil, &some); err != nil {
			return err
		}
		c.failures = &some
	}
	if !*c.failures {
		return nil
	}
	return c.tx.exec(`DELETE FROM failure WHERE path = ?`, path)
}

// Failures are the paths that gave no document, by path.
func (s *Store) Failures(ctx context.Context) (all []record.Failure, err error) {
	err = s.look(ctx, func(v *view) error {
		return v.each(ctx, `SELECT path, reason FROM failure ORDER BY path`, nil, func(rows *sql.Rows) error {
			var f record.Failure
			err := rows.Scan(&f.Path, &f.Reason)
			all = append(all, f)
			return err
		})
	})
	return all, err
}
