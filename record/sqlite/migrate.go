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
	"github.com/quoth-news/quoth/record/tables"
)

//go:embed migrations/*.sql
var migrations embed.FS

func provider(db *sql.DB) (*goose.Provider, error) {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectSQLite3, db, files, goose.WithGoMigrations(fillIndex, packLayouts), goose.WithAllowOutofOrder(true))
}

// fillIndex fills the indexes of fingerprints, whose entries SQL cannot reckon.
var fillIndex = goose.NewGoMigration(3,
	&goose.GoFunc{RunTx: func(ctx context.Context, tx *sql.Tx) error {
		if err := tables.FillIndex(ctx, tx, dialect("")); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `DROP TABLE gram`)
		return err
	}},
	&goose.GoFunc{RunTx: func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `CREATE TABLE wording_hash (wording INTEGER PRIMARY KEY, hash INTEGER NOT NULL);
			CREATE TABLE gram (
				hash    INTEGER NOT NULL,
				block   INTEGER NOT NULL,
				wording INTEGER NOT NULL,
				PRIMARY KEY (hash, block, wording)
			) WITHOUT ROWID`)
		if err != nil {
			return err
		}
		return tables.FillGrams(ctx, tx, dialect(""))
	}})

// packLayouts makes the layouts of documents bytes, which new ones are packed into.
var packLayouts = goose.NewGoMigration(4,
	&goose.GoFunc{RunTx: func(ctx context.Context, tx *sql.Tx) error { return retype(ctx, tx, "BLOB  ") }},
	&goose.GoFunc{RunTx: func(ctx context.Context, tx *sql.Tx) error {
		if err := tables.UnpackLayouts(ctx, tx, dialect("")); err != nil {
			return err
		}
		return retype(ctx, tx, "TEXT  ")
	}})

func retype(ctx context.Context, tx *sql.Tx, as string) error {
	_, err := tx.ExecContext(ctx, `CREATE TABLE new_document_text (
    document INTEGER PRIMARY KEY REFERENCES document (id),
    text     TEXT NOT NULL,
    layout   `+as+` NOT NULL                  -- segments and metadata as the reader gave them, JSON, zstd
);
		INSERT INTO new_document_text SELECT document, text, CAST(layout AS `+as+`) FROM document_text;
		DROP TABLE document_text;
		ALTER TABLE new_document_text RENAME TO document_text`)
	return err
}

// migrate brings the tables to the newest schema this program knows. A record
// that is up to date is not written to, so that readers need no write lock.
func migrate(ctx context.Context, path string, read, write *sql.DB, create bool) error {
	p, err := provider(write)
	if err != nil {
		return err
	}
	known, all := newest(p), len(p.ListSources())
	for attempt := 0; ; attempt++ {
		version, applied, err := version(ctx, read)
		switch {
		case err != nil:
			return err
		case version == known && applied == all:
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

// version is the schema's version, 0 for an empty file, and how many migrations made
// it. A file that holds something else is refused, lest tables be added to somebody's
// database.
func version(ctx context.Context, db *sql.DB) (newest int64, applied int, err error) {
	var tables, ours int
	err = db.QueryRowContext(ctx, `SELECT count(*), count(CASE WHEN name = 'goose_db_version' THEN 1 END) FROM sqlite_schema`).Scan(&tables, &ours)
	if err != nil {
		return 0, 0, fmt.Errorf("%w: it cannot be read as a record: %v", quoth.ErrInvalid, err)
	}
	if tables > 0 && ours == 0 {
		return 0, 0, fmt.Errorf("%w: it is a database of something else, not a record", quoth.ErrInvalid)
	}
	if tables == 0 {
		return 0, 0, nil
	}
	err = db.QueryRowContext(ctx, `SELECT coalesce(max(version_id), 0), count(DISTINCT CASE WHEN version_id > 0 THEN version_id END)
		FROM goose_db_version WHERE is_applied`).Scan(&newest, &applied)
	return newest, applied, err
}
