package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/recordtest"
)

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	missing := filepath.Join(dir, "missing.db")
	if _, err := Open(t.Context(), missing, Options{}); !errors.Is(err, quoth.ErrNotFound) || !strings.Contains(err.Error(), "quoth add") {
		t.Errorf("a missing record: %v", err)
	}
	if _, err := os.Stat(missing); err == nil {
		t.Error("a reader made a file")
	}
	empty := filepath.Join(dir, "empty.db")
	os.WriteFile(empty, nil, 0o666)
	if _, err := Open(t.Context(), empty, Options{}); !errors.Is(err, quoth.ErrNotFound) {
		t.Errorf("an empty file: %v", err)
	}
	text := filepath.Join(dir, "text.db")
	os.WriteFile(text, []byte(strings.Repeat("This is no database. ", 500)), 0o666)
	if _, err := Open(t.Context(), text, Options{Create: true}); !errors.Is(err, quoth.ErrInvalid) {
		t.Errorf("a text file: %v", err)
	}
	other := filepath.Join(dir, "other.db")
	execIn(t, other, `CREATE TABLE recipes (name TEXT)`)
	if _, err := Open(t.Context(), other, Options{Create: true}); !errors.Is(err, quoth.ErrInvalid) {
		t.Errorf("somebody's database: %v", err)
	}
	if _, err := Open(t.Context(), dir, Options{}); !errors.Is(err, quoth.ErrInvalid) {
		t.Errorf("a folder: %v", err)
	}
	strange := filepath.Join(dir, "a b?c#d%20.db")
	s, err := Open(t.Context(), strange, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	if _, err := os.Stat(strange); err != nil {
		t.Errorf("a name with odd characters: %v", err)
	}
	execIn(t, strange, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, 1)`)
	if _, err := Open(t.Context(), strange, Options{}); !errors.Is(err, quoth.ErrUnsupported) || !strings.Contains(err.Error(), "newer schema") {
		t.Errorf("a newer schema: %v", err)
	}
}

func execIn(t *testing.T, path, query string) {
	t.Helper()
	db, err := sql.Open("sqlite", dsn(path, nil))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(query); err != nil {
		t.Fatal(err)
	}
}

// TestSchema keeps schema.sql true: it must make the tables that the migrations make.
func TestSchema(t *testing.T) {
	written, err := os.ReadFile("schema.sql")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "schema.db")
	execIn(t, path, string(written))
	migrated := filepath.Join(t.TempDir(), "quoth.db")
	s, err := Open(t.Context(), migrated, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	got, want := schemaOf(t, path), schemaOf(t, migrated)
	if !slices.Equal(got, want) {
		t.Errorf("schema.sql is not what the migrations make:\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

var sqlComment = regexp.MustCompile(`--[^\n]*`)

// schemaOf is a file's schema without comments and line ends: a column that a
// migration adds stands behind the last one's comment.
func schemaOf(t *testing.T, path string) (all []string) {
	t.Helper()
	db, err := sql.Open("sqlite", dsn(path, nil))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query(`SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'goose%' AND name NOT LIKE 'sqlite%' ORDER BY name`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
		s = strings.ReplaceAll(s, `"`, ``) // a table that was renamed has its name in quotes
		s = strings.Join(strings.Fields(sqlComment.ReplaceAllString(s, "")), " ")
		all = append(all, strings.NewReplacer(" ,", ",", " )", ")").Replace(s))
	}
	return all
}

// TestMigrationsBothWays takes a record down to nothing and up again.
func TestMigrationsBothWays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "quoth.db")
	s, err := Open(t.Context(), path, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	doc, reading := recordtest.NewArticle("https://a.example/1", "Ledger", "2020").Quote(recordtest.Quote{Words: "The bridge is closed", Speaker: "Ana Ruiz"}).Build()
	if _, err := s.AddReading(t.Context(), doc, reading); err != nil {
		t.Fatal(err)
	}
	s.Close()
	db, err := sql.Open("sqlite", dsn(path, nil))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	p, err := provider(db)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.DownTo(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	if left := schemaOf(t, path); len(left) != 0 {
		t.Errorf("left after going down: %q", left)
	}
	if _, err := p.Up(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// TestTwoProcesses has two stores on one file write at once: each waits for the
// other, nothing is lost, and the record is as if one had written it.
func TestTwoProcesses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "quoth.db")
	var stores []*Store
	for range 2 {
		s, err := Open(t.Context(), path, Options{Create: true})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		stores = append(stores, s)
	}
	alone := open(t).(*Store)
	defer alone.Close()
	g := recordtest.NewGenerator(5)
	errs := make(chan error, 2)
	work := make(chan record.Entry)
	for _, s := range stores {
		go func() {
			var err error
			for e := range work {
				if _, addErr := s.AddReading(context.Background(), e.Doc, e.Reading); err == nil {
					err = addErr
				}
			}
			errs <- err
		}()
	}
	for range 60 {
		doc, reading := g.Next().Article.Build()
		work <- record.Entry{Doc: doc, Reading: reading}
		if _, err := alone.AddReading(t.Context(), doc, reading); err != nil {
			t.Fatal(err)
		}
	}
	close(work)
	for range stores {
		if err := <-errs; err != nil {
			t.Fatal(err)
		}
	}
	want, err := recordtest.Digest(t.Context(), alone)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := recordtest.Digest(t.Context(), stores[0]); err != nil || got != want {
		t.Errorf("two writers left another record than one (%v)", err)
	}
}

func TestBackup(t *testing.T) {
	s := open(t)
	defer s.Close()
	g := recordtest.NewGenerator(6)
	for range 20 {
		doc, reading := g.Next().Article.Build()
		if _, err := s.AddReading(t.Context(), doc, reading); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := s.Backup(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if err := s.Backup(t.Context(), path); !errors.Is(err, quoth.ErrInvalid) {
		t.Errorf("a backup over another: %v", err)
	}
	c, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	want, _ := recordtest.Digest(t.Context(), s)
	if got, err := recordtest.Digest(t.Context(), c); err != nil || got != want {
		t.Errorf("the copy is another record (%v)", err)
	}
	if err := c.Faults(t.Context(), func(f record.Fault) { t.Errorf("%s: %s", f.Where, f.What) }); err != nil {
		t.Fatal(err)
	}
}

// TestErasedBytesAreGone looks for erased words in the files themselves.
func TestErasedBytesAreGone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "quoth.db")
	s, err := Open(t.Context(), path, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	secret := "the xylophone was hidden beneath the quarry"
	article := recordtest.NewArticle("https://a.example/1", "Ledger", "2020").Quote(recordtest.Quote{Words: secret + ",", Speaker: "Ana Ruiz"}).
		Prose("An earlier headline had it that " + secret + " for years.")
	article.Title = "Ruiz: " + secret
	doc, reading := article.Build()
	if _, err := s.AddReading(t.Context(), doc, reading); err != nil {
		t.Fatal(err)
	}
	if len(holders(t, path, "xylophone")) == 0 {
		t.Fatal("the words were never in the file: the test looks wrongly")
	}
	_, err = s.Correct(t.Context(), record.Correction{Kind: record.Erase, Target: record.StatementID(reading.Quotations[0].ID), Who: "desk", Why: "court", When: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(t.TempDir(), "copy.db")
	if err := s.Backup(t.Context(), copied); err != nil {
		t.Fatal(err)
	}
	if still := append(holders(t, path, "xylophone"), holders(t, copied, "xylophone")...); len(still) > 0 {
		t.Errorf("the erased words are still in %q", still)
	}
}

// holders are the record's files that hold the bytes of word.
func holders(t *testing.T, path, word string) (found []string) {
	for _, suffix := range []string{"", "-wal", "-shm"} {
		b, err := os.ReadFile(path + suffix)
		if err == nil && strings.Contains(string(b), word) {
			found = append(found, "quoth.db"+suffix)
		}
	}
	return found
}

// TestDoctorFinds spoils a record in several ways; the doctor must see each.
func TestDoctorFinds(t *testing.T) {
	for name, spoil := range map[string]string{
		"a text changed":          `UPDATE document_text SET text = replace(text, 'bridge', 'brodge')`,
		"a text cut":              `UPDATE document_text SET text = substr(text, 1, 10)`,
		"a fingerprint lost":      `DELETE FROM fingerprint WHERE page IN (SELECT page FROM fingerprint LIMIT 1)`,
		"a fingerprint spoiled":   `UPDATE fingerprint SET body = zeroblob(length(body))`,
		"a fingerprint cut":       `UPDATE fingerprint SET body = substr(body, 1, 9)`,
		"a count of people wrong": `UPDATE holding SET count = count + 1 WHERE sort = 6`,
		"a count lost":            `DELETE FROM voice`,
		"a day's count wrong":     `UPDATE day SET statements = statements + 1`,
		"a day too many":          `INSERT INTO day SELECT place + 1, width, first_day, last_day, form, act, 3 FROM day`,
		"a wording changed":       `UPDATE wording SET folded = 'something else'`,
		"a count wrong":           `UPDATE statement SET copies = 7`,
		"a quotation lost":        `DELETE FROM about; DELETE FROM quotation`,
		"a statement lost":        `DELETE FROM statement`,
		"two readings active":     `INSERT INTO reading (document, rules, active, body) SELECT document, 'x', 1, body FROM reading`,
		"a reading spoiled":       `UPDATE reading SET body = x'00'`,
		"full text lost":          `DELETE FROM words_data WHERE id > 10`,
		"a name without a bearer": `UPDATE name SET entity = 99`,
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "quoth.db")
			s, err := Open(t.Context(), path, Options{Create: true})
			if err != nil {
				t.Fatal(err)
			}
			doc, reading := recordtest.NewArticle("https://a.example/1", "Ledger", "2020").Quote(recordtest.Quote{Words: "The old bridge is closed to lorries", Speaker: "Ana Ruiz"}).Build()
			if _, err := s.AddReading(t.Context(), doc, reading); err != nil {
				t.Fatal(err)
			}
			s.Close()
			execIn(t, path, spoil)
			if s, err = Open(t.Context(), path, Options{}); err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			faults := 0
			if err := s.Faults(t.Context(), func(record.Fault) { faults++ }); err != nil {
				t.Fatal(err)
			}
			if faults == 0 {
				t.Error("no fault found")
			}
		})
	}
}
