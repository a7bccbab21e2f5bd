package tables

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

const visitColumns = `url, root, kind, depth, found, fetched, due, status, final, etag, modified, digest, document, failures, reason, published, updated`

// Visits are what is known of these addresses.
func (s *Store) Visits(ctx context.Context, urls []string) (map[string]record.Visit, error) {
	known := map[string]record.Visit{}
	err := s.look(ctx, func(v *view) error {
		for _, some := range batches(urls, 200) {
			err := v.each(ctx, `SELECT `+visitColumns+` FROM visit WHERE url IN (`+marks(len(some))+`)`, anys(some), func(rows *sql.Rows) error {
				visit, err := scanVisit(rows)
				known[visit.URL] = visit
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return known, err
}

// DueVisits are the addresses of these roots that are due, the longest due first.
func (s *Store) DueVisits(ctx context.Context, roots []string, by time.Time, limit int) (due []record.Visit, err error) {
	if len(roots) == 0 {
		return nil, nil
	}
	if limit <= 0 {
		limit = noLimit
	}
	err = s.look(ctx, func(v *view) error {
		return v.each(ctx, `SELECT `+visitColumns+` FROM visit WHERE root IN (`+marks(len(roots))+`) AND due <> 0 AND due <= ? ORDER BY due, depth, found, url LIMIT ?`,
			append(anys(roots), by.Unix(), limit), func(rows *sql.Rows) error {
				visit, err := scanVisit(rows)
				due = append(due, visit)
				return err
			})
	})
	return due, err
}

func scanVisit(rows *sql.Rows) (record.Visit, error) {
	var v record.Visit
	var found, fetched, due int64
	err := rows.Scan(&v.URL, &v.Root, &v.Kind, &v.Depth, &found, &fetched, &due, &v.Status, &v.Final, &v.ETag, &v.Modified,
		&v.Digest, &v.Document, &v.Failures, &v.Reason, &v.Published, &v.Updated)
	v.Found, v.Fetched, v.Due = timeOf(found), timeOf(fetched), timeOf(due)
	return v, err
}

// SaveVisits puts visits in place of what was known of their addresses.
func (s *Store) SaveVisits(ctx context.Context, visits []record.Visit) error {
	return s.update(ctx, func(t *tx) error {
		for i := range visits {
			v := &visits[i]
			err := t.exec(`INSERT INTO visit (`+visitColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
				ON CONFLICT (url) DO UPDATE SET root = excluded.root, kind = excluded.kind, depth = excluded.depth, found = excluded.found,
				fetched = excluded.fetched, due = excluded.due, status = excluded.status, final = excluded.final, etag = excluded.etag,
				modified = excluded.modified, digest = excluded.digest, document = excluded.document, failures = excluded.failures,
				reason = excluded.reason, published = excluded.published, updated = excluded.updated`,
				v.URL, v.Root, string(v.Kind), v.Depth, secondsOf(v.Found), secondsOf(v.Fetched), secondsOf(v.Due), v.Status, v.Final, v.ETag, v.Modified,
				v.Digest, v.Document, v.Failures, v.Reason, v.Published, v.Updated)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// SaveCapture notes how a document came; the first capture stands.
func (s *Store) SaveCapture(ctx context.Context, c record.Capture) error {
	signals, err := json.Marshal(c.Signals)
	if err != nil {
		return err
	}
	return s.update(ctx, func(t *tx) error {
		var row int64
		found, err := t.one(`SELECT id FROM document WHERE name = ?`, []any{c.Document}, &row)
		if err != nil {
			return err
		}
		if !found {
			return fmt.Errorf("%w: the record has no document %s", quoth.ErrNotFound, c.Document)
		}
		return t.exec(`INSERT INTO capture (document, url, final, at, status, etag, modified, previous, signals)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (document) DO NOTHING`,
			row, c.URL, c.Final, c.At.Unix(), c.Status, c.ETag, c.Modified, c.Previous, string(signals))
	})
}

// Capture is how a document came over the network.
func (s *Store) Capture(ctx context.Context, document string) (*record.Capture, error) {
	c := &record.Capture{Document: document}
	var at int64
	var signals string
	err := s.look(ctx, func(v *view) error {
		return v.one(ctx, `SELECT c.url, c.final, c.at, c.status, c.etag, c.modified, c.previous, c.signals
			FROM capture c JOIN document d ON d.id = c.document WHERE d.name = ?`, []any{document},
			&c.URL, &c.Final, &at, &c.Status, &c.ETag, &c.Modified, &c.Previous, &signals)
	})
	if err == sql.ErrNoRows {
		return nil, fmt.Errorf("%w: document %s was not fetched", quoth.ErrNotFound, document)
	}
	if err != nil {
		return nil, err
	}
	c.At = timeOf(at)
	return c, json.Unmarshal([]byte(signals), &c.Signals)
}
