package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"time"

	"github.com/pressly/goose/v3"

	"github.com/quoth-news/quoth"
)

//go:embed migrations/*.sql
var migrations embed.FS

func provider(db *sql.DB) (*goose.Provider, error) {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectSQLite3, db, files)
}

// migrate brings the tables to the newest schema this program knows. A record
// that is up to date is not written to, so that readers need no write lock.
func migrate(ctx context.Context, path string, read, write *sql.DB, create bool) error {
	p, err := provider(write)
	if err != nil {
		return err
	}
	known := newest(p)
	for attempt := 0; ; attempt++ {
		version, err := version(ctx, read)
		switch {
		case err != nil:
			return err
		case version == known:
			return nil
		case version > known:
			return fmt.Errorf("%w: it is a record of a newer schema (%d, this quoth knows %d); use the quoth that wrote it, or a newer one", quoth.ErrUnsupported, version, known)
		case version == 0 && !create:
			return fmt.Errorf("%w: the file is empty; make a record with: quoth add --db %s PATH", quoth.ErrNotFound, path)
		}
		// Another process may be making the same tables: then look again.
		if _, err = p.Up(ctx); err != nil && attempt == 5 {
			return err
		}
		if err != nil {
			time.Sleep(100 * time.Millisecond << attempt)
		}
	}
}

func newest(p *goose.Provider) int64 {
	n := int64(0)
	for _, s := range p.ListSources() {
		n = max(n, s.Version)
	}
	return n
}

// version is the schema's version: 0 for an empty file. A file that holds
// something else is refused, lest tables be added to somebody's database.
func version(ctx context.Context, db *sql.DB) (int64, error) {
	var tables, ours int
	err := db.QueryRowContext(ctx, `SELECT count(*), count(CASE WHEN name = 'goose_db_version' THEN 1 END) FROM sqlite_schema`).Scan(&tables, &ours)
	if err != nil {
		return 0, fmt.Errorf("%w: it cannot be read as a record: %v", quoth.ErrInvalid, err)
	}
	if tables > 0 && ours == 0 {
		return 0, fmt.Errorf("%w: it is a database of something else, not a record", quoth.ErrInvalid)
	}
	if tables == 0 {
		return 0, nil
	}
	var v int64
	err = db.QueryRowContext(ctx, `SELECT coalesce(max(version_id), 0) FROM goose_db_version WHERE is_applied`).Scan(&v)
	return v, err
}
