package postgres

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/recordtest"
	"github.com/quoth-news/quoth/record/sqlite"
)

func open(t *testing.T) record.Store {
	t.Helper()
	s, err := Open(t.Context(), database(t, template), Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestStore(t *testing.T) { recordtest.Run(t, open) }

func TestOpen(t *testing.T) {
	address := database(t, "template1")
	if _, err := Open(t.Context(), address, Options{}); !errors.Is(err, quoth.ErrNotFound) {
		t.Errorf("an empty database: %v", err)
	}
	s, err := Open(t.Context(), address, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(`INSERT INTO goose_db_version (version_id, is_applied) VALUES (99999, true)`); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), address, Options{}); !errors.Is(err, quoth.ErrUnsupported) {
		t.Errorf("a newer schema: %v", err)
	}
	if _, err := Open(t.Context(), "postgres://desk:secret@/none?host=/nowhere", Options{}); err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("a server that is not there: %v", err)
	}
	if err := s.Backup(t.Context(), "x"); !errors.Is(err, quoth.ErrUnsupported) {
		t.Errorf("backup: %v", err)
	}
}

// TestSchema keeps schema.sql true: it must make the columns and indexes that the
// migrations make.
func TestSchema(t *testing.T) {
	written, err := os.ReadFile("schema.sql")
	if err != nil {
		t.Fatal(err)
	}
	plain := database(t, "template1")
	db, err := sql.Open("pgx", plain)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(string(written)); err != nil {
		t.Fatal(err)
	}
	got, want := schemaOf(t, plain), schemaOf(t, database(t, template))
	if !slices.Equal(got, want) {
		t.Errorf("schema.sql is not what the migrations make:\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func schemaOf(t *testing.T, address string) (all []string) {
	t.Helper()
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query(`SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '')
			FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE 'goose%'
		UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT LIKE 'goose%' ORDER BY 1`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	return all
}

// TestMigrationsBothWays takes a record with data in it down to nothing and up again.
func TestMigrationsBothWays(t *testing.T) {
	address := database(t, template)
	s, err := Open(t.Context(), address, Options{})
	if err != nil {
		t.Fatal(err)
	}
	doc, reading := recordtest.NewGenerator(2).Next().Article.Build()
	if _, err := s.AddReading(t.Context(), doc, reading); err != nil {
		t.Fatal(err)
	}
	s.Close()
	db, err := sql.Open("pgx", address)
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
	if left := schemaOf(t, address); len(left) != 0 {
		t.Errorf("left after going down: %q", left)
	}
	if _, err := p.Up(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// TestMigrationsKeepData takes a record with data in it down to every older schema and
// up again.
func TestMigrationsKeepData(t *testing.T) {
	address := database(t, template)
	s, err := Open(t.Context(), address, Options{})
	if err != nil {
		t.Fatal(err)
	}
	g := recordtest.NewGenerator(2)
	g.Speakers = 12
	for range 24 {
		doc, reading := g.Next().Article.Build()
		if _, err := s.AddReading(t.Context(), doc, reading); err != nil {
			t.Fatal(err)
		}
	}
	s.Close()
	want := soundDigest(t, address)
	db, err := sql.Open("pgx", address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	p, err := provider(db)
	if err != nil {
		t.Fatal(err)
	}
	for _, source := range p.ListSources() {
		if _, err := p.DownTo(t.Context(), source.Version); err != nil {
			t.Fatalf("down to %d: %v", source.Version, err)
		}
		if soundDigest(t, address) != want {
			t.Errorf("down to %d and up again the record is another one", source.Version)
		}
	}
}

// soundDigest is what a record holds, which must be sound.
func soundDigest(t *testing.T, address string) string {
	t.Helper()
	s, err := Open(t.Context(), address, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Faults(t.Context(), func(f record.Fault) { t.Errorf("%s: %s", f.Where, f.What) }); err != nil {
		t.Fatal(err)
	}
	d, err := recordtest.Digest(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestServerStops: a server that is stopped in the midst of adding is an error that
// says so; once it is back the rest is added, and the record is that of one who was
// not disturbed.
func TestServerStops(t *testing.T) {
	addresses := [2]string{database(t, template), database(t, template)}
	var entries []record.Entry
	g := recordtest.NewGenerator(6)
	for range 40 {
		doc, reading := g.Next().Article.Build()
		entries = append(entries, record.Entry{Doc: doc, Reading: reading})
	}
	for i, address := range addresses {
		s, err := Open(t.Context(), address, Options{})
		if err != nil {
			t.Fatal(err)
		}
		stopped, lost := make(chan bool), 0
		for n := 0; n < len(entries); {
			if i == 1 && n == 10 && lost == 0 {
				go func() { running.Stop(); close(stopped) }()
			}
			if _, err := s.AddReading(t.Context(), entries[n].Doc, entries[n].Reading); err == nil {
				if n++; i == 0 || n < 12 || lost > 0 {
					continue
				}
				time.Sleep(20 * time.Millisecond)
			} else {
				if !errors.Is(err, quoth.ErrUnavailable) {
					t.Fatalf("a server that was stopped is called %v", err)
				}
				if lost++; lost == 1 {
					<-stopped
					if err := running.Run(); err != nil {
						t.Fatal(err)
					}
				}
				if lost > 20 {
					t.Fatal("the record does not come back: ", err)
				}
			}
		}
		if i == 1 && lost == 0 {
			t.Error("the server was never missed: the test tests nothing")
		}
		s.Close()
	}
	if soundDigest(t, addresses[0]) != soundDigest(t, addresses[1]) {
		t.Error("the record is another one than without the stop")
	}
}

// TestManyWriters has four stores write at once; the record is that of one writer,
// in SQLite as in PostgreSQL.
func TestManyWriters(t *testing.T) {
	address := database(t, template)
	alone, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "quoth.db"), sqlite.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer alone.Close()
	const writers = 4
	work, errs := make(chan record.Entry), make(chan error, writers)
	for range writers {
		go func() {
			s, err := Open(context.Background(), address, Options{})
			if err != nil {
				errs <- err
				for range work {
				}
				return
			}
			defer s.Close()
			for e := range work {
				if _, addErr := s.AddReading(context.Background(), e.Doc, e.Reading); err == nil {
					err = addErr
				}
			}
			errs <- err
		}()
	}
	g := recordtest.NewGenerator(5)
	for range 60 {
		doc, reading := g.Next().Article.Build()
		work <- record.Entry{Doc: doc, Reading: reading}
		if _, err := alone.AddReading(t.Context(), doc, reading); err != nil {
			t.Fatal(err)
		}
	}
	close(work)
	for range writers {
		if err := <-errs; err != nil {
			t.Fatal(err)
		}
	}
	s, err := Open(t.Context(), address, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	want, err := recordtest.Digest(t.Context(), alone)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := recordtest.Digest(t.Context(), s); err != nil || got != want {
		t.Errorf("%d writers left another record than one in SQLite (%v)", writers, err)
	}
	if err := s.Faults(t.Context(), func(f record.Fault) { t.Errorf("%s: %s", f.Where, f.What) }); err != nil {
		t.Fatal(err)
	}
}

// TestZeroBytes: what the database cannot hold is refused, and says why.
func TestZeroBytes(t *testing.T) {
	s := open(t)
	defer s.Close()
	doc, reading := recordtest.NewArticle("https://a.example/1", "Ledger", "2020").Prose("zero \x00 byte").Build()
	if _, err := s.AddReading(t.Context(), doc, reading); !errors.Is(err, quoth.ErrUnsupported) {
		t.Errorf("a zero byte: %v", err)
	}
}
