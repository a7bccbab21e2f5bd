package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"runtime"
	"sync"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// Options says how to open a record.
type Options struct {
	Create  bool // make a missing file
	CacheMB int  // memory for pages of the file, 64 if 0
}

// Store is a record in one file.
type Store struct {
	path  string
	read  *sql.DB
	write *sql.DB

	mu      sync.Mutex // held by the one writer
	writer  *session
	readers chan *session // free ones; nil for one not yet connected
}

// Open opens the record in a file and brings its tables up to date. Where the
// file is missing and not to be created, the error wraps quoth.ErrNotFound.
func Open(ctx context.Context, path string, opt Options) (*Store, error) {
	if err := present(path, opt.Create); err != nil {
		return nil, err
	}
	s := &Store{path: path}
	if err := s.connect(opt); err != nil {
		return nil, err
	}
	if err := s.migrate(ctx, opt.Create); err != nil {
		s.Close()
		return nil, fmt.Errorf("record %s: %w", path, err)
	}
	return s, nil
}

// present tells whether there is a record to open, or one may be made.
func present(path string, create bool) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && create:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w: there is no record at %s; make one with: quoth add --db %s PATH", quoth.ErrNotFound, path, path)
	case err != nil:
		return fmt.Errorf("%w: record %s: %v", quoth.ErrInvalid, path, err)
	case info.IsDir():
		return fmt.Errorf("%w: %s is a folder; --db names a file, such as %s/quoth.db", quoth.ErrInvalid, path, path)
	}
	return nil
}

func (s *Store) connect(opt Options) (err error) {
	cache := opt.CacheMB
	if cache <= 0 {
		cache = 64
	}
	pragmas := url.Values{"_pragma": {
		"busy_timeout(60000)", "foreign_keys(1)", "temp_store(memory)",
		fmt.Sprintf("cache_size(%d)", -1024*cache),
	}}
	s.read, err = sql.Open("sqlite", dsn(s.path, pragmas, "query_only(1)"))
	if err != nil {
		return err
	}
	readers := max(4, runtime.GOMAXPROCS(0))
	s.read.SetMaxOpenConns(readers + 1) // one more than the readers, for what is asked outside a view
	s.readers = make(chan *session, readers)
	for range readers {
		s.readers <- nil
	}
	s.write, err = sql.Open("sqlite", dsn(s.path, pragmas, "journal_mode(wal)", "synchronous(full)", "journal_size_limit(67108864)", "wal_autocheckpoint(4000)"))
	if err != nil {
		return err
	}
	s.write.SetMaxOpenConns(1)
	return nil
}

func dsn(path string, values url.Values, more ...string) string {
	v := url.Values{"_pragma": append(append([]string{}, values["_pragma"]...), more...)}
	u := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: v.Encode()}
	return u.String()
}

// Close releases the file. What was acknowledged is in it already.
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
	return errors.Join(s.read.Close(), s.write.Close())
}

var _ record.Store = (*Store)(nil)
