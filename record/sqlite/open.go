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

	_ "modernc.org/sqlite" // the driver "sqlite"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/tables"
)

// Options says how to open a record.
type Options struct {
	Create  bool // make a missing file
	CacheMB int  // memory for pages of the file, 64 if 0
}

// Store is a record in one file.
type Store struct {
	*tables.Store
	path string
}

// Open opens the record in a file and brings its tables up to date. Where the
// file is missing and not to be created, the error wraps quoth.ErrNotFound.
func Open(ctx context.Context, path string, opt Options) (*Store, error) {
	if err := present(path, opt.Create); err != nil {
		return nil, err
	}
	read, write, err := connect(path, opt)
	if err != nil {
		return nil, err
	}
	if err := migrate(ctx, path, read, write, opt.Create); err != nil {
		return nil, errors.Join(fmt.Errorf("record %s: %w", path, err), read.Close(), write.Close())
	}
	return &Store{tables.New(path, read, write, readers(), dialect(path)), path}, nil
}

// readers is how many may read at once in this process.
func readers() int { return max(4, runtime.GOMAXPROCS(0)) }

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

// connect makes the two pools: connections that only read, and the one that writes.
func connect(path string, opt Options) (read, write *sql.DB, err error) {
	cache := opt.CacheMB
	if cache <= 0 {
		cache = 64
	}
	pragmas := url.Values{"_pragma": {
		"busy_timeout(60000)", "foreign_keys(1)", "temp_store(memory)",
		fmt.Sprintf("cache_size(%d)", -1024*cache),
	}}
	read, err = sql.Open("sqlite", dsn(path, pragmas, "query_only(1)"))
	if err != nil {
		return nil, nil, err
	}
	read.SetMaxOpenConns(readers())
	write, err = sql.Open("sqlite", dsn(path, pragmas, "journal_mode(wal)", "synchronous(full)", "journal_size_limit(67108864)", "wal_autocheckpoint(4000)"))
	if err != nil {
		return nil, nil, errors.Join(err, read.Close())
	}
	write.SetMaxOpenConns(1)
	return read, write, nil
}

func dsn(path string, values url.Values, more ...string) string {
	v := url.Values{"_pragma": append(append([]string{}, values["_pragma"]...), more...)}
	u := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: v.Encode()}
	return u.String()
}

var _ record.Store = (*Store)(nil)
