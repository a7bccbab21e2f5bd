package sqlite

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/recordtest"
)

// TestBackupWhileWriting copies a record while articles are added: each copy is sound,
// and the record of the first so many articles.
func TestBackupWhileWriting(t *testing.T) {
	s := open(t)
	defer s.Close()
	var articles []*recordtest.Article
	for g := recordtest.NewGenerator(16); len(articles) < 120; {
		articles = append(articles, g.Next().Article)
	}
	add := func(to record.Store, some []*recordtest.Article) error {
		for _, a := range some {
			doc, reading := a.Build()
			if _, err := to.AddReading(t.Context(), doc, reading); err != nil {
				return err
			}
		}
		return nil
	}
	written := make(chan error, 1)
	go func() { written <- add(s, articles) }()
	before := -1
	for k, done := 0, false; !done; k++ {
		select {
		case err := <-written:
			if err != nil {
				t.Fatal(err)
			}
			done = true
		default:
		}
		path := filepath.Join(t.TempDir(), fmt.Sprintf("copy%d.db", k))
		if err := s.Backup(t.Context(), path); err != nil {
			t.Fatal(err)
		}
		n := soundCopy(t, path, func(n int) record.Store {
			alone := open(t)
			if err := add(alone, articles[:n]); err != nil {
				t.Fatal(err)
			}
			return alone
		})
		if n < before || done && n != len(articles) {
			t.Errorf("copy %d holds %d articles, the one before %d", k, n, before)
		}
		before = n
	}
}

// soundCopy opens a copy, looks for faults, and compares it with the record of as many articles.
func soundCopy(t *testing.T, path string, alone func(n int) record.Store) int {
	t.Helper()
	c, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if err := c.Faults(t.Context(), func(f record.Fault) { t.Errorf("%s: %s", f.Where, f.What) }); err != nil {
		t.Fatal(err)
	}
	coverage, err := c.Coverage(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	n := coverage.Documents
	fresh := alone(n)
	defer fresh.Close()
	want, err := recordtest.Digest(t.Context(), fresh)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := recordtest.Digest(t.Context(), c); err != nil || got != want {
		t.Errorf("the copy of %d articles is another record (%v)", n, err)
	}
	return n
}
