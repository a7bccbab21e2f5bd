package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/quoth-news/quoth/internal/articles"
)

// The record of a run that was killed again and again is the record of a run
// that was left alone.
func TestKilledWhileAdding(t *testing.T) {
	if testing.Short() {
		t.Skip("starts and kills the program many times")
	}
	const n, kills = 200, 4
	dir, quoth := t.TempDir(), program(t)
	for i := range n {
		a := articles.Make(3, i)
		write(t, dir, "in/"+a.Name, a.Page())
	}
	begun := time.Now()
	must(t, runProgram(t, dir, quoth, "add", "--db", "whole.db", "in"), 0)
	whole := time.Since(begun)
	want := must(t, runProgram(t, dir, quoth, "export", "--db", "whole.db"), 0).stdout
	if strings.Count(want, "\n") < n {
		t.Fatalf("only %d statements in %d articles", strings.Count(want, "\n"), n)
	}

	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d, undisturbed in %v", seed, whole)
	r := rand.New(rand.NewPCG(seed, 0))
	for range kills {
		stopAfter(t, dir, quoth, "killed.db", time.Duration(r.Float64()*float64(whole)), os.Kill)
		if _, err := os.Stat(dir + "/killed.db"); err == nil {
			must(t, runProgram(t, dir, quoth, "doctor", "--db", "killed.db"), 0)
		}
	}
	last := must(t, runProgram(t, dir, quoth, "add", "--db", "killed.db", "in"), 0)
	t.Logf("after %d kills: %s", kills, last.stderr)
	if got := must(t, runProgram(t, dir, quoth, "export", "--db", "killed.db"), 0).stdout; got != want {
		t.Errorf("the killed record differs: %s", firstDifference(want, got))
	}
	must(t, runProgram(t, dir, quoth, "doctor", "--db", "killed.db"), 0)

	again := must(t, runProgram(t, dir, quoth, "add", "--db", "killed.db", "in"), 0)
	if !strings.Contains(again.stderr, fmt.Sprintf("0 done, %d skipped (already in the record)", n)) || !strings.Contains(again.stderr, "nothing new") {
		t.Errorf("adding again said %q", again.stderr)
	}
	if got := must(t, runProgram(t, dir, quoth, "export", "--db", "killed.db"), 0).stdout; got != want {
		t.Errorf("adding again changed the record: %s", firstDifference(want, got))
	}
}

// stopAfter begins to add and sends the program a signal after a while; killed, it
// cannot clean up.
func stopAfter(t *testing.T, dir, quoth, db string, wait time.Duration, signal os.Signal) ran {
	t.Helper()
	var errOut strings.Builder
	cmd := exec.Command(quoth, "add", "--db", db, "in")
	cmd.Dir, cmd.Stderr = dir, &errOut
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	// A program that is to stop by itself must have begun.
	for begun := time.Now(); signal != os.Kill && time.Since(begun) < time.Minute; time.Sleep(5 * time.Millisecond) {
		if _, err := os.Stat(filepath.Join(dir, db)); err == nil {
			break
		}
	}
	time.Sleep(wait)
	if err := cmd.Process.Signal(signal); err != nil {
		t.Log(err) // it was done before
	}
	_ = cmd.Wait()
	return ran{status: cmd.ProcessState.ExitCode(), stderr: errOut.String()}
}

// A signal stops the work after what is at hand; what was said to be done is there.
func TestInterruptedWhileAdding(t *testing.T) {
	if testing.Short() {
		t.Skip("adds hundreds of articles")
	}
	const n = 400
	dir, quoth := t.TempDir(), program(t)
	for i := range n {
		a := articles.Make(4, i)
		write(t, dir, "in/"+a.Name, a.Page())
	}
	stopped := stopAfter(t, dir, quoth, "stopped.db", 300*time.Millisecond, os.Interrupt)
	if !strings.Contains(stopped.stderr, "add to stopped.db: ") {
		t.Errorf("no summary: %s", stopped.stderr)
	}
	if strings.Contains(stopped.stderr, fmt.Sprintf(": %d done", n)) {
		t.Skip("this machine was done before the signal came")
	}
	if stopped.status != exitProblem || !strings.Contains(stopped.stderr, "stopped; what was done is in the record") {
		t.Errorf("exit status %d: %s", stopped.status, stopped.stderr)
	}
	must(t, runProgram(t, dir, quoth, "doctor", "--db", "stopped.db"), 0)
	var done int
	if _, after, ok := strings.Cut(stopped.stderr, "add to stopped.db: "); !ok {
		t.Fatal(stopped.stderr)
	} else if _, err := fmt.Sscanf(after, "%d done", &done); err != nil {
		t.Fatal(err)
	}
	rest := must(t, runProgram(t, dir, quoth, "add", "--db", "stopped.db", "in"), 0)
	if !strings.Contains(rest.stderr, fmt.Sprintf("%d done", n-done)) {
		t.Errorf("%d were done, and then: %s", done, rest.stderr)
	}
}

func must(t testing.TB, r ran, status int) ran {
	t.Helper()
	if r.status != status {
		t.Fatalf("exit status %d, want %d: %.2000s", r.status, status, r.stderr)
	}
	return r
}

func firstDifference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d:\nwant %.600s\n got %.600s", i+1, a[i], b[i])
		}
	}
	return fmt.Sprintf("%d lines, want %d", len(b), len(a))
}
