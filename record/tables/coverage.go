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

// Coverage is what the record holds. It is counted as the record changes, and what
// was read is kept until it has: every check is answered with it.
func (s *Store) Coverage(ctx context.Context) (c record.Coverage, err error) {
	err = s.look(ctx, func(v *view) error {
		var changes int64
		err := v.one(ctx, `SELECT coalesce((SELECT count FROM holding WHERE sort = ?), 0), (SELECT count(*) FROM failure)`, []any{heldChanges}, &changes, &c.Failures)
		if err != nil {
			return err
		}
		failures := c.Failures
		if last := s.coverage.Load(); last != nil && last.changes == changes {
			c = last.coverage
		} else if c, err = v.coverage(ctx); err == nil {
			s.coverage.Store(&counted{changes, c})
		}
		c.Failures = failures
		c.ByYear, c.ByOutlet = slices.Clone(c.ByYear), slices.Clone(c.ByOutlet)
		return err
	})
	return c, err
}

// counted is what a record held after so many changes.
type counted struct {
	changes  int64
	coverage record.Coverage
}

func (v *view) coverage(ctx context.Context) (c record.Coverage, err error) {
	years := map[string]int{}
	err = v.each(ctx, `SELECT sort, key, count FROM holding`, nil, func(rows *sql.Rows) error {
		var sort, n int
		var key string
		if err := rows.Scan(&sort, &key, &n); err != nil {
			return err
		}
		switch sort {
		case heldDocuments:
			c.Documents = n
		case heldUnread:
			c.Unread = n
		case heldStatements:
			c.Statements = n
		case heldPeople:
			c.People = n
		case heldByOutlet:
			c.ByOutlet = append(c.ByOutlet, record.Count{Name: key, Documents: n})
			if key != "" {
				c.Publishers++
			}
		case heldByDate:
			years[key[:min(len(key), 4)]] += n
			published(&c, quoth.When(key))
		}
		return nil
	})
	for _, year := range slices.Sorted(maps.Keys(years)) {
		c.ByYear = append(c.ByYear, record.Count{Name: year, Documents: years[year]})
	}
	slices.SortFunc(c.ByOutlet, func(a, b record.Count) int {
		if a.Documents != b.Documents {
			return b.Documents - a.Documents
		}
		return strings.Compare(a.Name, b.Name)
	})
	return c, err
}

// published widens the stretch of time that is covered.
func published(c *record.Coverage, w quoth.When) {
	if w == "" {
		return
	}
	if c.From == "" || quoth.Compare(w, c.From) < 0 {
		c.From = w
	}
	if c.To == "" || quoth.Compare(w, c.To) > 0 {
		c.To = w
	}
}
