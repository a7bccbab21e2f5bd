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

// SaveWatch saves a watch, or replaces its title and feeds.
func (s *Store) SaveWatch(ctx context.Context, w record.Watch) (isNew bool, err error) {
	query, err := json.Marshal(w.Query)
	if err != nil {
		return false, err
	}
	feeds, err := json.Marshal(w.Feeds)
	if err != nil {
		return false, err
	}
	err = s.update(ctx, func(t *tx) error {
		var row int64
		found, err := t.one(`SELECT id FROM watch WHERE name = ?`, []any{w.ID}, &row)
		if err != nil {
			return err
		}
		if found {
			return t.exec(`UPDATE watch SET title = ?, feeds = ? WHERE id = ?`, w.Title, string(feeds), row)
		}
		isNew = true
		return t.exec(`INSERT INTO watch (name, title, query, feeds, made, since) SELECT ?, ?, ?, ?, ?, coalesce(max(id), 0) FROM document`,
			w.ID, w.Title, string(query), string(feeds), w.Made.Unix())
	})
	return isNew, err
}

// Watches are all watches, oldest first.
func (s *Store) Watches(ctx context.Context) (all []record.Watch, err error) {
	err = s.look(ctx, func(v *view) error {
		return v.each(ctx, `SELECT name, title, query, feeds, made FROM watch ORDER BY id`, nil, func(rows *sql.Rows) error {
			var w record.Watch
			var query, feeds string
			var made int64
			if err := rows.Scan(&w.ID, &w.Title, &query, &feeds, &made); err != nil {
				return err
			}
			w.Made = timeOf(made)
			if err := json.Unmarshal([]byte(query), &w.Query); err != nil {
				return fmt.Errorf("query of watch %s: %w", w.ID, err)
			}
			if err := json.Unmarshal([]byte(feeds), &w.Feeds); err != nil {
				return fmt.Errorf("feeds of watch %s: %w", w.ID, err)
			}
			all = append(all, w)
			return nil
		})
	})
	return all, err
}

// RemoveWatch forgets a watch with its notices.
func (s *Store) RemoveWatch(ctx context.Context, id string) error {
	return s.update(ctx, func(t *tx) error {
		row, _, err := t.watch(id)
		if err != nil {
			return err
		}
		if err := t.exec(`DELETE FROM notice WHERE watch = ?`, row); err != nil {
			return err
		}
		return t.exec(`DELETE FROM watch WHERE id = ?`, row)
	})
}

func noWatch(id string) error {
	return fmt.Errorf("%w: the record has no watch %s; quoth watch --list prints them", quoth.ErrNotFound, id)
}

func (t *tx) watch(id string) (row, since int64, err error) {
	found, err := t.one(`SELECT id, since FROM watch WHERE name = ?`, []any{id}, &row, &since)
	if err == nil && !found {
		err = noWatch(id)
	}
	return row, since, err
}

// FindNotices notes what is new to a watch.
func (s *Store) FindNotices(ctx context.Context, watch string, q record.Query, at time.Time) (found int, err error) {
	err = s.update(ctx, func(t *tx) error {
		row, since, err := t.watch(watch)
		if err != nil {
			return err
		}
		fresh, err := t.freshStatements(row, since, q)
		if err != nil {
			return err
		}
		for _, f := range fresh {
			known, err := t.noticed(row, f.ID)
			if err != nil {
				return err
			}
			if known {
				continue
			}
			if err := t.putNotice(row, watch, f, at); err != nil {
				return err
			}
			found++
		}
		return nil
	})
	return found, err
}

// freshStatements are the statements of a query of which no quotation stood in
// the record when the watch was made, and none was noticed.
func (t *tx) freshStatements(watch, since int64, q record.Query) (fresh []record.Statement, err error) {
	v := t.view()
	c, err := v.conditions(t.ctx, q, noLimit)
	if err != nil {
		return nil, err
	}
	c.add(`NOT EXISTS (SELECT 1 FROM quotation oq WHERE oq.statement = s.id AND oq.document <= ?)`, since)
	c.add(`NOT EXISTS (SELECT 1 FROM quotation nq JOIN notice n ON n.watch = ? AND n.quotation = nq.name WHERE nq.statement = s.id)`, watch)
	rows, err := v.statements(t.ctx, c.sql()+statementOrder, c.args)
	for i := range rows {
		if q.Grep == "" || holdsWords(rows[i].statement.Text, q.Grep) {
			fresh = append(fresh, rows[i].statement)
		}
	}
	return fresh, err
}

// noticed tells whether a notice of the watch stands on a passage of the
// statement: newer rules may have cut the quotation otherwise.
func (t *tx) noticed(watch int64, statement string) (bool, error) {
	type passage struct {
		document int64
		span     quoth.Span
	}
	var passages []passage
	row, err := t.view().statementRow(t.ctx, statement)
	if err != nil {
		return false, err
	}
	err = t.each(`SELECT document, parts FROM quotation WHERE statement = ?`, []any{row}, func(rows *sql.Rows) error {
		var p passage
		var parts []byte
		err := rows.Scan(&p.document, &parts)
		if spans := unpackSpans(parts); len(spans) > 0 {
			p.span = quoth.Span{Start: spans[0].Start, End: spans[len(spans)-1].End}
		}
		passages = append(passages, p)
		return err
	})
	for _, p := range passages {
		if err != nil {
			break
		}
		// A notice whose quotation still stands is another statement's.
		var n int
		if _, err = t.one(`SELECT count(*) FROM notice n WHERE n.watch = ? AND n.document = ? AND n.start < ? AND n.stop > ?
			AND NOT EXISTS (SELECT 1 FROM quotation q WHERE q.document = n.document AND q.name = n.quotation)`, []any{watch, p.document, p.span.End, p.span.Start}, &n); n > 0 {
			return true, err
		}
	}
	return false, err
}

func (t *tx) putNotice(row int64, watch string, st record.Statement, when time.Time) error {
	quotation := record.QuotationID(st.ID)
	at, _, err := t.view().quotationRow(t.ctx, quotation)
	if err != nil {
		return err
	}
	var document int64
	var parts []byte
	if _, err := t.one(`SELECT document, parts FROM quotation WHERE id = ?`, []any{at}, &document, &parts); err != nil {
		return err
	}
	spans := unpackSpans(parts)
	return t.exec(`INSERT INTO notice (name, watch, document, start, stop, quotation, at, delivered) VALUES (?, ?, ?, ?, ?, ?, ?, 0)`,
		"n:"+quoth.Hash(watch, quotation), row, document, spans[0].Start, spans[len(spans)-1].End, quotation, when.Unix())
}

// Notices are a watch's notices, newest first.
func (s *Store) Notices(ctx context.Context, watch string, limit int) ([]record.Notice, error) {
	return s.notices(ctx, watch, ` ORDER BY n.id DESC LIMIT ?`, limit)
}

// Waiting are the notices of a watch that were not delivered, oldest first.
func (s *Store) Waiting(ctx context.Context, watch string, limit int) ([]record.Notice, error) {
	return s.notices(ctx, watch, ` AND n.delivered = 0 ORDER BY n.id LIMIT ?`, limit)
}

func (s *Store) notices(ctx context.Context, watch, rest string, limit int) (all []record.Notice, err error) {
	if limit <= 0 {
		limit = noLimit
	}
	err = s.look(ctx, func(v *view) error {
		var row int64
		if err := v.one(ctx, `SELECT id FROM watch WHERE name = ?`, []any{watch}, &row); err == sql.ErrNoRows {
			return noWatch(watch)
		} else if err != nil {
			return err
		}
		var statements []int64
		err := v.each(ctx, `SELECT n.name, n.at, q.statement FROM notice n JOIN quotation q ON q.document = n.document AND q.name = n.quotation
			JOIN statement s ON s.id = q.statement AND s.hidden = 0 WHERE n.watch = ?`+rest, []any{row, limit}, func(rows *sql.Rows) error {
			n := record.Notice{Watch: watch}
			var at, statement int64
			err := rows.Scan(&n.ID, &at, &statement)
			n.At = timeOf(at)
			all, statements = append(all, n), append(statements, statement)
			return err
		})
		for i := range all {
			if err != nil {
				break
			}
			all[i].Statement, err = v.statementIn(ctx, statements[i])
		}
		return err
	})
	return all, err
}

// statementIn is the statement of a row.
func (v *view) statementIn(ctx context.Context, row int64) (record.Statement, error) {
	rows, err := v.statements(ctx, `s.id = ?`, []any{row})
	if err != nil {
		return record.Statement{}, err
	}
	page := &record.Page{}
	if err := v.fill(ctx, page, rows); err != nil {
		return record.Statement{}, err
	}
	return page.Statements[0], nil
}

// Delivered notes that a notice reached whom it was for.
func (s *Store) Delivered(ctx context.Context, notice string, at time.Time) error {
	return s.update(ctx, func(t *tx) error {
		return t.exec(`UPDATE notice SET delivered = ? WHERE name = ?`, at.Unix(), notice)
	})
}

// timeOf reads seconds since 1970, of which 0 is no time.
func timeOf(seconds int64) time.Time {
	if seconds == 0 {
		return time.Time{}
	}
	return time.Unix(seconds, 0).UTC()
}

func secondsOf(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}
