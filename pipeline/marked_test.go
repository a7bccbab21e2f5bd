package pipeline

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quoth-news/quoth/corpus"
)

var update = flag.Bool("update", false, "renew the golden figures of the marked articles")

const (
	markedDir    = "../corpus/marked"
	markedGolden = "../corpus/testdata/golden-marked.txt"
)

// updateLedger takes out of the ledger what is right now and adds what is wrong
// and not listed; the new lines want a better reason than they get here.
func updateLedger(t *testing.T, unlisted []corpus.Judgement, passing []corpus.KnownWrong) {
	path := filepath.Join(markedDir, "KNOWN-WRONG.txt")
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimRight(string(raw), "\n"), "\n")
	for i := len(passing) - 1; i >= 0; i-- {
		lines = slices.Delete(lines, passing[i].Line-1, passing[i].Line)
	}
	for _, j := range unlisted {
		lines = append(lines, j.String())
	}
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("ledger: %d lines taken out, %d added; give the new ones a reason", len(passing), len(unlisted))
}

// TestMarked reads every marked article. What is read wrong must stand in the
// ledger, what stands there must be wrong, and the figures are a golden file, so
// that any change of behaviour shows as a diff.
func TestMarked(t *testing.T) {
	engine, err := NewEngine()
	if err != nil {
		t.Fatal(err)
	}
	score, err := EvalMarked(context.Background(), engine, markedDir)
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(filepath.Join(markedDir, "KNOWN-WRONG.txt"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	ledger, err := corpus.ReadLedger(f)
	if err != nil {
		t.Fatal(err)
	}
	unlisted, passing := corpus.CheckLedger(score.Judgements, ledger)
	if *update {
		updateLedger(t, unlisted, passing)
		unlisted, passing = nil, nil
	}
	for _, j := range unlisted {
		t.Errorf("wrong and not listed in KNOWN-WRONG.txt:\n%s", j)
	}
	for _, k := range passing {
		t.Errorf("KNOWN-WRONG.txt line %d is right now, take it out: %s | %s | %s | %s", k.Line, k.Article, k.Item, k.Field, k.Verdict)
	}
	var got bytes.Buffer
	score.Print(&got)
	if *update {
		if err := os.WriteFile(markedGolden, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(markedGolden)
	if err != nil {
		t.Fatalf("%v; make it with: go test ./pipeline -run Marked -update", err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("the figures changed (- golden, + now); if that is meant: go test ./pipeline -run Marked -update\n%s", diff)
	}
}
