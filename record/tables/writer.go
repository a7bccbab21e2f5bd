package tables

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// session is a connection with its prepared statements: parsing SQL costs more
// than most look-ups.
type session struct {
	conn    *sql.Conn
	dialect *Dialect
	stmts   map[string]*sql.Stmt
}

func (s *Store) newSession(ctx context.Context, db *sql.DB) (*session, error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	return &session{conn: conn, dialect: s.dialect, stmts: map[string]*sql.Stmt{}}, nil
}

func (s *session) close() {
	for _, stmt := range s.stmts {
		stmt.Close()
	}
	s.conn.Close()
}

// begin opens a transaction on a session, which may be nil for a new one. Where the
// old one's connection was lost, since its server was stopped and started, say, a new
// one takes its place.
func (s *Store) begin(ctx context.Context, old *session, db *sql.DB, open func(context.Context, *sql.Conn) error) (*session, error) {
	if old != nil {
		err := open(ctx, old.conn)
		switch {
		case err == nil:
			return old, nil
		case ctx.Err() == nil && old.conn.PingContext(ctx) == nil:
			return old, fmt.Errorf("record %s: %w", s.name, err)
		}
		old.close()
	}
	fresh, err := s.newSession(ctx, db)
	if err != nil {
		return nil, s.lost(ctx, err)
	}
	if err := open(ctx, fresh.conn); err != nil {
		fresh.close()
		return nil, s.lost(ctx, err)
	}
	return fresh, nil
}

// rollback ends a transaction, also one whose caller has gone; if it cannot, the
// connection is of no more use and closed.
func (s *session) rollback(ctx context.Context) bool {
	if _, err := s.conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK"); err != nil {
		s.close()
		return false
	}
	return true
}

// lost is the error of work that failed with its connection.
func (s *Store) lost(ctx context.Context, err error) error {
	switch {
	case err == nil: // the work was done before
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	}
	return fmt.Errorf("%w: record %s cannot be reached: %v", quoth.ErrUnavailable, s.name, err)
}

// rebind writes parameters the way of the database: "?" is the next one, "?1" the first.
func (d *Dialect) rebind(query string) string {
	if !d.Dollars {
		return query
	}
	var b strings.Builder
	last := 0
	for i := 0; i < len(query); i++ {
		if query[i] != '?' {
			b.WriteByte(query[i])
			continue
		}
		n, digits := 0, i+1
		for ; digits < len(query) && '0' <= query[digits] && query[digits] <= '9'; digits++ {
			n = 10*n + int(query[digits]-'0')
		}
		if n == 0 {
			n = last + 1
		}
		last = max(last, n)
		b.WriteString("$" + strconv.Itoa(n))
		i = digits - 1
	}
	return b.String()
}

// mostPrepared bounds the statements kept: queries with lists of different length
// would pile up.
const mostPrepared = 200

func (s *session) stmt(ctx context.Context, query string) (*sql.Stmt, error) {
	if stmt := s.stmts[query]; stmt != nil {
		return stmt, nil
	}
	if len(s.stmts) >= mostPrepared {
		for q, stmt := range s.stmts {
			stmt.Close()
			delete(s.stmts, q)
		}
	}
	stmt, err := s.conn.PrepareContext(context.WithoutCancel(ctx), s.dialect.rebind(query))
	if err != nil {
		return nil, fmt.Errorf("%w in %s", err, query)
	}
	s.stmts[query] = stmt
	return stmt, nil
}

// update runs f in one write transaction. It begins by taking the write lock, so
// that nothing read in it can be changed by another process before it commits.
func (s *Store) update(ctx context.Context, f func(t *tx) error) (err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.writer, err = s.begin(ctx, s.writer, s.write, s.dialect.Lock); err != nil {
		return err
	}
	w := s.writer
	defer func() {
		if err == nil {
			return
		}
		ended := w.rollback(ctx)
		if !ended {
			s.writer = nil
		}
		switch explained := s.dialect.Explain(err); {
		case ended || explained != err: // a database may have rolled back by itself
			err = fmt.Errorf("record %s: %w", s.name, explained)
		default:
			err = s.lost(ctx, err)
		}
	}()
	// Every statement with a context that can end costs a goroutine that watches it;
	// a transaction looks for itself, see alive.
	t := newTx(ctx, w)
	if err := f(t); err != nil {
		return err
	}
	if err := t.finish(); err != nil {
		return err
	}
	if _, err = w.conn.ExecContext(ctx, "COMMIT"); err == nil {
		s.grown(t)
	}
	return err
}

// grown has the database look at its tables again where a transaction made them much
// larger: until then it plans by what they were, which may be empty.
func (s *Store) grown(t *tx) {
	much := func() bool { return t.nextQuotation >= s.analyzed+s.analyzed/2+1000 }
	if s.dialect.Analyze == "" || !much() {
		return
	}
	if _, err := t.one(s.dialect.Analyzed, nil, &s.analyzed); err != nil || !much() { // another process had it look
		return
	}
	s.analyzed = t.nextQuotation
	_ = t.exec(s.dialect.Analyze) // what was committed stands all the same
}

// tx is a write transaction.
type tx struct {
	ctx       context.Context // that never ends
	caller    context.Context // that may
	w         *session
	names     map[string]int64         // name.key to name.id, of names met in this transaction
	wordings  map[int64]record.Wording // by wording.id, likewise
	voicings  map[voicing]int64        // wording.id, likewise
	blocks    map[int64][]int64        // the blocks of an entity's names, while it settles
	documents map[string]bool          // document.name of those that wait
	foreseen  map[string]int64         // document.name to document.id as looked up before, 0 if there was none
	index     *index
	fresh     *fresh  // rows to be written
	pending   pending // postings to be put into the index
	holding   map[held]int
	voices    map[int64]int // by entity, changes of the counts of its statements
	days      map[spot]int  // likewise of the table day

	firstWording, firstName int64 // that this transaction added, 0 if none

	nextName, nextDocument, nextReading, nextWording, nextQuotation int64 // row numbers, given out here so that rows can name themselves
}

func newTx(ctx context.Context, w *session) *tx {
	t := &tx{ctx: context.WithoutCancel(ctx), caller: ctx, w: w, names: map[string]int64{}, wordings: map[int64]record.Wording{},
		voicings: map[voicing]int64{}, blocks: map[int64][]int64{}, documents: map[string]bool{}, fresh: newFresh(w.dialect.OwnWords), holding: map[held]int{}, voices: map[int64]int{}, days: map[spot]int{}}
	t.index = newIndex(func(pages []int64, yield func(int64, []byte) error) error {
		return t.each(pagesQuery(len(pages)), pagesArgs(pages), func(rows *sql.Rows) error { return scanPages(rows, yield) })
	}, func(numbers []int64, bodies map[int64][]byte) error { return putPages(t.exec, numbers, bodies) })
	return t
}

// flush writes the rows that wait, and puts the postings that wait into the index:
// what is read from the tables after it is all there.
func (t *tx) flush() error {
	if err := t.fresh.flush(t); err != nil {
		return err
	}
	return t.pending.put(t.index)
}

// finish writes all that is still only in memory.
func (t *tx) finish() error {
	if err := t.flush(); err != nil {
		return err
	}
	if err := t.writeHolding(); err != nil {
		return err
	}
	return t.index.flush()
}

// next gives out the next row number of a table, which first asks for once.
func (t *tx) next(first string, n *int64) (int64, error) {
	if *n == 0 {
		if _, err := t.one(first, nil, n); err != nil {
			return 0, err
		}
	} else {
		*n++
	}
	return *n, nil
}

// alive tells whether the caller still waits.
func (t *tx) alive() error { return t.caller.Err() }

func (t *tx) stmt(query string) (*sql.Stmt, error) { return t.w.stmt(t.ctx, query) }

// view sees the record from inside the transaction.
func (t *tx) view() *view { return newView(t.w) }

func (t *tx) exec(query string, args ...any) error {
	s, err := t.stmt(query)
	if err != nil {
		return err
	}
	_, err = s.ExecContext(t.ctx, args...)
	return err
}

// insert runs an INSERT and returns the new row's number.
func (t *tx) insert(query string, args ...any) (row int64, err error) {
	_, err = t.one(query+` RETURNING id`, args, &row)
	return row, err
}

// one scans the first row of the answer; found is false where there is none.
func (t *tx) one(query string, args []any, dest ...any) (found bool, err error) {
	s, err := t.stmt(query)
	if err != nil {
		return false, err
	}
	err = s.QueryRowContext(t.ctx, args...).Scan(dest...)
	if err == sql.ErrNoRows {
		return false, nil
	}
	return err == nil, err
}

// each calls row for every row of the answer. The rows are read before row may
// use the transaction again only if it does not: collect first, then act.
func (t *tx) each(query string, args []any, row func(*sql.Rows) error) error {
	s, err := t.stmt(query)
	if err != nil {
		return err
	}
	rows, err := s.QueryContext(t.ctx, args...)
	return scanAll(rows, err, row)
}

func scanAll(rows *sql.Rows, err error, row func(*sql.Rows) error) error {
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := row(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// numbers are the single integers of the answer.
func (t *tx) numbers(query string, args ...any) (all []int64, err error) {
	err = t.each(query, args, func(rows *sql.Rows) error {
		var n int64
		if err := rows.Scan(&n); err != nil {
			return err
		}
		all = append(all, n)
		return nil
	})
	return all, err
}
