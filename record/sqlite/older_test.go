package sqlite

import (
	"compress/gzip"
	"database/sql"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/recordtest"
)

// older is a record that the first version of the schema's program wrote: 24 articles,
// corrections of four kinds and a failure.
func older(t *testing.T) string {
	t.Helper()
	packed, err := os.Open("testdata/version1.db.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	plain, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "quoth.db")
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if _, err := io.Copy(out, plain); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestOlderRecord: a record of an older program opens, is sound, and is the record
// that a new one becomes with the same documents, readings and corrections.
func TestOlderRecord(t *testing.T) {
	s, err := Open(t.Context(), older(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	sound(t, s)
	fresh := open(t)
	defer fresh.Close()
	heads, err := s.Documents(t.Context(), "", 0)
	if err != nil || len(heads) != 24 {
		t.Fatalf("%d documents of 24 (%v)", len(heads), err)
	}
	for _, h := range heads {
		e, err := s.Document(t.Context(), h.ID)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := fresh.AddReading(t.Context(), e.Doc, e.Reading); err != nil {
			t.Fatal(err)
		}
	}
	corrections, err := s.Corrections(t.Context())
	if err != nil || len(corrections) != 4 {
		t.Fatalf("%d corrections of 4 (%v)", len(corrections), err)
	}
	for _, c := range corrections {
		if c.Kind == record.Erase {
			continue // its words are gone from the documents already
		}
		_, err := fresh.Correct(t.Context(), c)
		if errors.Is(err, quoth.ErrNotFound) && c.Kind == record.Hide {
			continue // what was hidden was erased later
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	want, err := recordtest.Digest(t.Context(), fresh)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := recordtest.Digest(t.Context(), s); err != nil || got != want {
		t.Errorf("the older record is another one than a new one with the same documents (%v)", err)
	}
	failures, err := s.Failures(t.Context())
	if err != nil || len(failures) != 1 {
		t.Errorf("%d failures of 1 (%v)", len(failures), err)
	}
}

func sound(t *testing.T, s record.Store) {
	t.Helper()
	if err := s.Faults(t.Context(), func(f record.Fault) { t.Errorf("%s: %s", f.Where, f.What) }); err != nil {
		t.Fatal(err)
	}
}

// TestMigrationsKeepData takes an older program's record down to every older schema
// and up again.
func TestMigrationsKeepData(t *testing.T) {
	path := older(t)
	digestOf := func() string {
		s, err := Open(t.Context(), path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		sound(t, s)
		d, err := recordtest.Digest(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	want := digestOf()
	db, err := sql.Open("sqlite", dsn(path, nil, "foreign_keys(1)"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	p, err := provider(db)
	if err != nil {
		t.Fatal(err)
	}
	for _, source := range p.ListSources() {
		if _, err := p.DownTo(t.Context(), source.Version); err != nil {
			t.Fatalf("down to %d: %v", source.Version, err)
		}
		if got := digestOf(); got != want {
			t.Errorf("down to %d and up again the record is another one", source.Version)
		}
	}
}
