package sqlite

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/recordtest"
)

const killedDocuments = 150

// TestMain lets the test binary be the process that is killed.
func TestMain(m *testing.M) {
	if path := os.Getenv("QUOTH_TEST_ADD"); path != "" {
		limitFiles(os.Getenv("QUOTH_TEST_LIMIT"))
		if err := addAll(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// addAll adds what is not there yet, three documents at a time, and prints each
// identifier once it is acknowledged.
func addAll(path string) error {
	ctx := context.Background()
	s, err := Open(ctx, path, Options{Create: true})
	if err != nil {
		return err
	}
	defer s.Close()
	g := recordtest.NewGenerator(8)
	var entries []record.Entry
	for i := range killedDocuments {
		doc, reading := g.Next().Article.Build()
		has, err := s.Has(ctx, doc.ID, reading.Rules)
		if err != nil {
			return err
		}
		if !has {
			entries = append(entries, record.Entry{Doc: doc, Reading: reading})
		}
		if len(entries) == 3 || i == killedDocuments-1 {
			if _, err := s.AddReadings(ctx, entries); err != nil {
				return err
			}
			for _, e := range entries {
				fmt.Println(e.Doc.ID)
			}
			entries = entries[:0]
		}
	}
	return nil
}

// TestKilled kills a process that adds, at moments of chance, until it comes to
// the end: what it acknowledged is there after each kill, and the record is sound
// and equal to one built without a kill.
func TestKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "quoth.db")
	r := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1))
	acknowledged := map[string]bool{}
	kills := 0
	for done := false; !done; {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "QUOTH_TEST_ADD="+path)
		var stderr strings.Builder
		cmd.Stderr = &stderr
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// Killed so many acknowledgements and a moment after the start: the clock
		// alone would miss a machine that is done before.
		enough := r.IntN(40)
		var timer *time.Timer
		lines := bufio.NewScanner(out)
		for n := 0; lines.Scan(); n++ {
			acknowledged[lines.Text()] = true
			if n == enough && kills < 12 {
				timer = time.AfterFunc(time.Duration(r.IntN(20_000))*time.Microsecond, func() { cmd.Process.Kill() })
			}
		}
		err = cmd.Wait()
		if timer != nil {
			timer.Stop()
		}
		switch {
		case err == nil:
			done = true
		case strings.Contains(err.Error(), "killed"):
			kills++
		default:
			t.Fatalf("adding failed: %v\n%s", err, stderr.String())
		}
		check(t, path, acknowledged)
	}
	if len(acknowledged) == 0 || kills == 0 {
		t.Fatalf("%d kills, %d documents acknowledged: the test tested nothing", kills, len(acknowledged))
	}
	whole := filepath.Join(t.TempDir(), "whole.db")
	if err := addAll(whole); err != nil {
		t.Fatal(err)
	}
	if digest(t, path) != digest(t, whole) {
		t.Errorf("after %d kills the record is another one than without", kills)
	}
}

// check opens a record after a kill: sound, and with all that was acknowledged.
func check(t *testing.T, path string, acknowledged map[string]bool) {
	t.Helper()
	s, err := Open(t.Context(), path, Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for id := range acknowledged {
		if has, err := s.Has(t.Context(), id, nil); err != nil || !has {
			t.Fatalf("%s was acknowledged and is not there (%v)", id, err)
		}
	}
	if err := s.Faults(t.Context(), func(f record.Fault) { t.Errorf("%s: %s", f.Where, f.What) }); err != nil {
		t.Fatal(err)
	}
}

func digest(t *testing.T, path string) string {
	t.Helper()
	s, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	d, err := recordtest.Digest(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
