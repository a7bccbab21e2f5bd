// Package tables keeps a record in tables of SQL: what record/sqlite and
// record/postgres have in common.
//
// What comes in are two pools of connections to tables that are there already, and
// a Dialect with what the databases do not do alike: the mark of a parameter, the
// lock of a writer, full-text search. What goes out is a record.Store but for
// Backup, which is the database's own affair. The SQL of a table stands in the file
// named for its noun, in the words that both databases understand.
//
//	store := tables.New(name, read, write, readers, dialect)
//
// It makes no tables, opens no file, and knows no database by name.
package tables

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"sync/atomic"

	"github.com/quoth-news/quoth/record"
)

// Dialect is what one database does its own way.
type Dialect struct {
	Dollars  bool   // parameters are $1 and not ?1
	Snapshot string // begins a transaction that reads one moment

	// Lock begins a transaction that nobody else writes beside.
	Lock func(ctx context.Context, conn *sql.Conn) error

	// WordsHold selects the wordings that hold the terms of one parameter; Terms makes
	// that parameter of words, "" where they have none.
	WordsHold string
	Terms     func(words string) string
	// OwnWords tells that the words of a wording stand in a table words of their own
	// (rowid, folded), and DropWords takes them out; else the database keeps their index.
	OwnWords  bool
	DropWords string

	// Erasing is called in a transaction before words are erased, Erased after it.
	Erasing func(ctx context.Context, conn *sql.Conn) error
	Erased  func(ctx context.Context, conn *sql.Conn) error

	// EachWord calls yield for every word of the full-text index and every wording that has
	// it; WordsOf are the words of a wording as that index has them, each once. Both are
	// nil where the database looks after the index.
	EachWord func(ctx context.Context, conn *sql.Conn, yield func(word string, wording int64)) error
	WordsOf  func(folded string) []string

	// Faults are the database's own checks, on a connection that reads.
	Faults func(ctx context.Context, conn *sql.Conn, found func(where, what string)) error

	// Explain says of an error of the database what a person can do about it, where
	// there is such a thing; else it hands the error back.
	Explain func(err error) error

	// Analyze has the database look at how its tables are filled, "" where it need not;
	// Analyzed selects how many quotations it saw when anybody had it look last.
	Analyze, Analyzed string

	// Copy writes many rows in one stream; nil where statements are as fast.
	Copy func(ctx context.Context, conn *sql.Conn, table string, columns []string, rows [][]any) error

	// NoZeros tells that texts cannot hold zero bytes.
	NoZeros bool
}

// Store is a record in tables.
type Store struct {
	name        string // for messages
	read, write *sql.DB
	dialect     *Dialect

	mu       sync.Mutex // held by the one writer
	writer   *session
	analyzed int64         // quotation.id when the database looked at its tables last
	readers  chan *session // free ones; nil for one not yet connected

	coverage atomic.Pointer[counted] // what was last counted
}

// New makes a store of pools of connections, which it closes in the end. As many
// readers as given may read at once; others wait.
func New(name string, read, write *sql.DB, readers int, dialect Dialect) *Store {
	s := &Store{name: name, read: read, write: write, dialect: &dialect, readers: make(chan *session, readers)}
	for range readers {
		s.readers <- nil
	}
	return s
}

// Close releases the connections. What was acknowledged is on disk already.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.writer != nil {
		s.writer.close()
		s.writer = nil
	}
	for range cap(s.readers) {
		if r := <-s.readers; r != nil {
			r.close()
		}
	}
	if s.read == s.write {
		return s.read.Close()
	}
	return errors.Join(s.read.Close(), s.write.Close())
}

// backup is what a database adds to make a store of these tables.
type backup interface {
	Backup(ctx context.Context, path string) error
}

var _ record.Store = struct {
	*Store
	backup
}{}
