package postgres

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	"github.com/pressly/goose/v3"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/tables"
)

// Options says how to open a record.
type Options struct {
	Create  bool // make missing tables
	Readers int  // how many may read at once in this process, 8 if 0
}

// Store is a record in a database.
type Store struct{ *tables.Store }

// lockNumber is what writers of a record take turns by: "quoth" in letters.
const lockNumber = 0x71756f7468

// Open opens the record at an address such as postgres://desk@db.example/quoth and
// brings its tables up to date.
func Open(ctx context.Context, address string, opt Options) (*Store, error) {
	if opt.Readers <= 0 {
		opt.Readers = 8
	}
	read, err := sql.Open("pgx", address)
	if err != nil {
		return nil, fmt.Errorf("%w: record %s: %v", quoth.ErrInvalid, shown(address), err)
	}
	read.SetMaxOpenConns(opt.Readers)
	write, err := sql.Open("pgx", address)
	if err != nil {
		return nil, errors.Join(err, read.Close())
	}
	write.SetMaxOpenConns(1)
	if err := migrate(ctx, read, write, opt.Create); err != nil {
		return nil, errors.Join(fmt.Errorf("record %s: %w", shown(address), err), read.Close(), write.Close())
	}
	return &Store{tables.New(shown(address), read, write, opt.Readers, dialect)}, nil
}

// shown is an address without its password.
func shown(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "postgres://…"
	}
	return u.Redacted()
}

// Backup is refused.
func (s *Store) Backup(context.Context, string) error {
	return fmt.Errorf("%w: a record in PostgreSQL is copied by the server's own tools, such as: pg_dump -Fc quoth > quoth.dump", quoth.ErrUnsupported)
}

var _ record.Store = (*Store)(nil)

//go:embed migrations/*.sql
var migrations embed.FS

func provider(db *sql.DB) (*goose.Provider, error) {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectPostgres, db, files, goose.WithGoMigrations(fillIndex, packLayouts), goose.WithAllowOutofOrder(true))
}

// fillIndex fills the indexes of fingerprints, whose entries SQL cannot reckon.
var fillIndex = goose.NewGoMigration(3,
	&goose.GoFunc{RunTx: func(ctx context.Context, tx *sql.Tx) error {
		if err := tables.FillIndex(ctx, tx, dialect); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `DROP TABLE gram`)
		return err
	}},
	&goose.GoFunc{RunTx: func(ctx context.Context, tx *sql.Tx) error {
		for _, query := range []string{`CREATE TABLE wording_hash (wording BIGINT PRIMARY KEY, hash BIGINT NOT NULL)`,
			`CREATE TABLE gram (hash BIGINT NOT NULL, block BIGINT NOT NULL, wording BIGINT NOT NULL, PRIMARY KEY (hash, block, wording))`} {
			if _, err := tx.ExecContext(ctx, query); err != nil {
				return err
			}
		}
		return tables.FillGrams(ctx, tx, dialect)
	}})

// packLayouts makes the layouts of documents bytes, which new ones are packed into.
var packLayouts = goose.NewGoMigration(4,
	&goose.GoFunc{RunTx: func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `ALTER TABLE document_text ALTER COLUMN layout TYPE bytea USING convert_to(layout, 'UTF8')`)
		return err
	}},
	&goose.GoFunc{RunTx: func(ctx context.Context, tx *sql.Tx) error {
		if err := tables.UnpackLayouts(ctx, tx, dialect); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `ALTER TABLE document_text ALTER COLUMN layout TYPE text COLLATE "C" USING convert_from(layout, 'UTF8')`)
		return err
	}})

// migrate brings the tables to the newest schema this program knows, one process
// at a time.
func migrate(ctx context.Context, read, write *sql.DB, create bool) error {
	p, err := provider(write)
	if err != nil {
		return err
	}
	known := int64(0)
	for _, s := range p.ListSources() {
		known = max(known, s.Version)
	}
	turn, err := read.Conn(ctx)
	if err != nil {
		return fmt.Errorf("%w: no connection: %w: %v", quoth.ErrNotFound, quoth.ErrUnavailable, err)
	}
	defer turn.Close()
	now, applied, err := version(ctx, turn)
	if err != nil || now == known && applied == len(p.ListSources()) {
		return err
	}
	if now > known {
		return fmt.Errorf("%w: it is a record of a newer schema (%d, this quoth knows %d); use the quoth that wrote it, or a newer one", quoth.ErrUnsupported, now, known)
	}
	if now == 0 && !create {
		return fmt.Errorf("%w: the database holds no record; make one with: quoth add --db ADDRESS PATH", quoth.ErrNotFound)
	}
	if _, err := turn.ExecContext(ctx, `SELECT pg_advisory_lock($1)`, lockNumber); err != nil {
		return err
	}
	defer turn.ExecContext(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock($1)`, lockNumber)
	_, err = p.Up(ctx)
	return err
}

// version is the schema's version, 0 where there are no tables yet, and how many
// migrations made it.
func version(ctx context.Context, conn *sql.Conn) (newest int64, applied int, err error) {
	var there bool
	if err := conn.QueryRowContext(ctx, `SELECT to_regclass('goose_db_version') IS NOT NULL`).Scan(&there); err != nil || !there {
		return 0, 0, err
	}
	err = conn.QueryRowContext(ctx, `SELECT coalesce(max(version_id), 0), count(DISTINCT CASE WHEN version_id > 0 THEN version_id END)
		FROM goose_db_version WHERE is_applied`).Scan(&newest, &applied)
	return newest, applied, err
}
