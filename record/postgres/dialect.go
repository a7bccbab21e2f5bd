package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/tables"
)

// dialect is PostgreSQL's way with the tables.
var dialect = tables.Dialect{
	Dollars:  true,
	Snapshot: `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY`,
	Lock: func(ctx context.Context, conn *sql.Conn) error {
		if _, err := conn.ExecContext(ctx, `BEGIN`); err != nil {
			return err
		}
		_, err := conn.ExecContext(ctx, `SELECT pg_advisory_xact_lock($1)`, lockNumber)
		if err != nil {
			conn.ExecContext(context.WithoutCancel(ctx), `ROLLBACK`)
		}
		return err
	},
	WordsHold: `SELECT id FROM wording WHERE to_tsvector('simple', left(folded, 200000)) @@ plainto_tsquery('simple', ?)`,
	Terms:     terms,
	Erasing:   func(context.Context, *sql.Conn) error { return nil },
	Erased:    erased,
	Faults:    faults,
	Explain:   explain,
	Analyze:   `ANALYZE`,
	Analyzed:  `SELECT CAST(reltuples AS BIGINT) FROM pg_class WHERE oid = to_regclass('quotation')`,
	Copy:      copyRows,
	NoZeros:   true,
}

// copyRows writes rows with COPY, which costs the server a fraction of what
// statements cost, and one way there and back.
func copyRows(ctx context.Context, conn *sql.Conn, table string, columns []string, rows [][]any) error {
	return conn.Raw(func(driver any) error {
		_, err := driver.(*stdlib.Conn).Conn().CopyFrom(ctx, pgx.Identifier{table}, columns, pgx.CopyFromRows(rows))
		return err
	})
}

// longestTerm is the length in bytes from which PostgreSQL indexes no word.
const longestTerm = 2046

// terms are folded words without those that no index holds.
func terms(words string) string {
	kept := slices.DeleteFunc(strings.Fields(record.Fold(words)), func(w string) bool { return len(w) > longestTerm })
	return strings.Join(kept, " ")
}

// erased has the tables that held words written anew: until then PostgreSQL keeps
// the old rows. What its log and its backups still hold is the server's affair.
func erased(ctx context.Context, conn *sql.Conn) error {
	_, err := conn.ExecContext(ctx, `VACUUM FULL document, document_text, reading, wording, quotation, fingerprint`)
	return err
}

// explain knows the error of a server whose disk is full.
func explain(err error) error {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok && e.Code == "53100" {
		return fmt.Errorf("%w: the disk of the server is full (%v); what was reported as done is kept: make room, then give the same command again", quoth.ErrUnavailable, err)
	}
	return err
}

// faults looks for indexes that PostgreSQL itself calls broken.
func faults(ctx context.Context, conn *sql.Conn, found func(where, what string)) error {
	rows, err := conn.QueryContext(ctx, `SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
		JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND NOT i.indisvalid`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var index string
		if err := rows.Scan(&index); err != nil {
			return err
		}
		found("index "+index, "it is not valid")
	}
	return rows.Err()
}
