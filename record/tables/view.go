package tables

import (
	"context"
	"database/sql"

	"github.com/quoth-news/quoth/record"
)

// view is the record as it stands at one moment: a read transaction, so that an
// answer put together from several tables is never half old and half new. It
// reads each name and each text once.
type view struct {
	*session
	persons map[int64]record.Person
	texts   map[int64]string
	found   *index
}

// look opens a view, hands it to f and closes it.
func (s *Store) look(ctx context.Context, f func(v *view) error) (err error) {
	var r *session
	select {
	case r = <-s.readers:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { s.readers <- r }()
	r, err = s.begin(ctx, r, s.read, func(ctx context.Context, conn *sql.Conn) error {
		_, err := conn.ExecContext(ctx, s.dialect.Snapshot)
		return err
	})
	if err != nil {
		return err
	}
	defer func() {
		if !r.rollback(ctx) {
			r, err = nil, s.lost(ctx, err)
		}
	}()
	return f(newView(r))
}

// index is the index of fingerprints at this moment.
func (v *view) index(ctx context.Context) *index {
	if v.found == nil {
		v.found = newIndex(func(pages []int64, yield func(int64, []byte) error) error {
			return v.each(ctx, pagesQuery(len(pages)), pagesArgs(pages), func(rows *sql.Rows) error { return scanPages(rows, yield) })
		}, nil)
	}
	return v.found
}

func newView(s *session) *view {
	return &view{session: s, persons: map[int64]record.Person{}, texts: map[int64]string{}}
}

func (v *view) each(ctx context.Context, query string, args []any, row func(*sql.Rows) error) error {
	stmt, err := v.stmt(ctx, query)
	if err != nil {
		return err
	}
	rows, err := stmt.QueryContext(ctx, args...)
	return scanAll(rows, err, row)
}

func (v *view) one(ctx context.Context, query string, args []any, dest ...any) error {
	stmt, err := v.stmt(ctx, query)
	if err != nil {
		return err
	}
	return stmt.QueryRowContext(ctx, args...).Scan(dest...)
}

// text is the text of a document.
func (v *view) text(ctx context.Context, document int64) (string, error) {
	if text, ok := v.texts[document]; ok {
		return text, nil
	}
	var text string
	err := v.one(ctx, `SELECT text FROM document_text WHERE document = ?`, []any{document}, &text)
	v.texts[document] = text
	return text, err
}

// members reads the quotations that a condition names.
func (v *view) members(ctx context.Context, where string, args ...any) (members []*record.Member, err error) {
	err = v.each(ctx, `SELECT `+memberColumns+memberTables+where, args, func(rows *sql.Rows) error {
		m, err := scanMember(rows)
		members = append(members, m)
		return err
	})
	return members, err
}
