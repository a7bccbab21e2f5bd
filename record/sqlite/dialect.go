package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"modernc.org/sqlite"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/tables"
)

// dialect is SQLite's way with the tables.
func dialect(path string) tables.Dialect {
	return tables.Dialect{
		Snapshot: `BEGIN`,
		Lock: func(ctx context.Context, conn *sql.Conn) error {
			_, err := conn.ExecContext(ctx, `BEGIN IMMEDIATE`)
			return err
		},
		WordsHold: `SELECT rowid FROM words WHERE words MATCH ?`,
		Terms:     allWords,
		OwnWords:  true,
		DropWords: `INSERT INTO words (words, rowid, folded) VALUES ('delete', ?, ?)`,
		Erasing:   erasing,
		Erased:    func(ctx context.Context, conn *sql.Conn) error { return erased(ctx, conn, path) },
		Faults:    faults,
		Explain:   explain,
		EachWord:  eachWord,
		WordsOf: func(folded string) []string {
			terms := textTerms(folded)
			for i, term := range terms {
				terms[i] = term[:min(len(term), longestTerm)]
			}
			slices.Sort(terms)
			return slices.Compact(terms)
		},
	}
}

// allWords is words as a full-text query that wants all of them.
func allWords(words string) string {
	terms := textTerms(words)
	if len(terms) == 0 {
		return ""
	}
	return `"` + strings.Join(terms, `" AND "`) + `"`
}

// textTerms are the terms that the full-text index cuts words into: "don't" is two.
func textTerms(words string) []string {
	return strings.FieldsFunc(record.Fold(words), func(r rune) bool {
		diacritic := 0x300 <= r && r <= 0x331 // those that SQLite counts to the letter before
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !diacritic
	})
}

// longestTerm is the length in bytes from which the full-text index cuts a word off.
const longestTerm = 32768

// erasing has SQLite overwrite what it deletes, which it does only when told to.
func erasing(ctx context.Context, conn *sql.Conn) error {
	if _, err := conn.ExecContext(ctx, `PRAGMA secure_delete = ON`); err != nil {
		return err
	}
	_, err := conn.ExecContext(ctx, `INSERT INTO words (words, rank) VALUES ('secure-delete', 1)`)
	return err
}

// erased moves the erased pages out of the write-ahead log, whose old frames still
// hold them, and empties it.
func erased(ctx context.Context, conn *sql.Conn, path string) error {
	for attempt := 0; ; attempt++ {
		var busy, log, moved int
		err := conn.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &log, &moved)
		if err == nil && busy == 0 {
			break
		}
		if attempt == 20 {
			return fmt.Errorf("record %s: the words are erased, but readers keep their old pages in %s-wal; they go when the last reader is done (%v)", path, path, err)
		}
		time.Sleep(50 * time.Millisecond)
	}
	_, err := conn.ExecContext(ctx, `PRAGMA secure_delete = OFF`)
	return err
}

// eachWord goes through the full-text index itself.
func eachWord(ctx context.Context, conn *sql.Conn, yield func(word string, wording int64)) error {
	// The connection is one that only reads; a view of the index of its own is no change.
	for _, query := range []string{`PRAGMA query_only = OFF`, `CREATE VIRTUAL TABLE IF NOT EXISTS temp.every_word USING fts5vocab(main, words, instance)`, `PRAGMA query_only = ON`} {
		if _, err := conn.ExecContext(ctx, query); err != nil {
			return err
		}
	}
	rows, err := conn.QueryContext(ctx, `SELECT term, doc FROM temp.every_word`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var word string
		var wording int64
		if err := rows.Scan(&word, &wording); err != nil {
			return err
		}
		yield(word, wording)
	}
	return rows.Err()
}

// explain knows the errors of a disk.
func explain(err error) error {
	const full, ioError, corrupt = 13, 10, 11 // SQLITE_FULL, SQLITE_IOERR, SQLITE_CORRUPT
	e, ok := errors.AsType[*sqlite.Error](err)
	if !ok {
		return err
	}
	switch e.Code() & 0xff {
	case full:
		return fmt.Errorf("%w: the disk is full (%v); what was reported as done is kept: make room, then give the same command again", quoth.ErrUnavailable, err)
	case ioError:
		return fmt.Errorf("%w: the disk cannot be written or read (%v); what was reported as done is kept: give the same command again when it can", quoth.ErrUnavailable, err)
	case corrupt:
		return fmt.Errorf("%w: the file is damaged (%v); see what is left with: quoth doctor", quoth.ErrInvalid, err)
	}
	return err
}

// faults runs SQLite's own checks.
func faults(ctx context.Context, conn *sql.Conn, found func(where, what string)) error {
	// A connection's full-text index notices what others wrote only when it is
	// searched; integrity_check alone would hold old notes against new pages.
	var n int
	if err := conn.QueryRowContext(ctx, `SELECT count(*) FROM words WHERE words MATCH '"quoth"'`).Scan(&n); err != nil {
		return err
	}
	rows, err := conn.QueryContext(ctx, `SELECT 'file', integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'
		UNION ALL SELECT "table" || ' ' || coalesce(rowid, 0), 'points at a ' || parent || ' that is not there' FROM pragma_foreign_key_check`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var where, what string
		if err := rows.Scan(&where, &what); err != nil {
			return err
		}
		found(where, what)
	}
	return rows.Err()
}
