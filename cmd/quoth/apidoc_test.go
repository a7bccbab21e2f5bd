package main

import (
	"context"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/record/sqlite"
	"github.com/quoth-news/quoth/serve"
	"github.com/quoth-news/quoth/serve/access"
)

var example = regexp.MustCompile("(?s)```(sh|python|go)\n(.*?)```\n\n```text\n(.*?)```")

// TestAPIExamples runs the clients in doc/api.md against the demo's record, and holds
// what they print against what the page says.
func TestAPIExamples(t *testing.T) {
	if testing.Short() {
		t.Skip("runs curl, python3 and go")
	}
	page, err := os.ReadFile("../../doc/api.md")
	if err != nil {
		t.Fatal(err)
	}
	address := demoServer(t)
	examples := example.FindAllStringSubmatch(string(page), -1)
	if len(examples) != strings.Count(string(page), "```text") || len(examples) < 5 {
		t.Fatalf("%d examples are followed by what they print", len(examples))
	}
	for _, e := range examples {
		t.Run(e[1], func(t *testing.T) {
			t.Parallel()
			code := strings.ReplaceAll(e[2], "http://127.0.0.1:8022", address)
			if got := runExample(t, e[1], code); got != e[3] {
				t.Errorf("%s\nprints\n%s\nwant\n%s", code, got, e[3])
			}
		})
	}
}

// demoServer serves the demo's record for a test.
func demoServer(t *testing.T) string {
	t.Helper()
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "demo.db"), sqlite.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	engine, err := pipeline.NewEngine()
	if err != nil {
		t.Fatal(err)
	}
	if err := (&pipeline.Run{Engine: engine}).Add(t.Context(), demoInputs, store, nil); err != nil {
		t.Fatal(err)
	}
	pool, err := pipeline.NewPool(1)
	if err != nil {
		t.Fatal(err)
	}
	handler, err := serve.New(serve.Options{Store: store, Pool: pool, Gate: access.Gate{Open: true, Loopback: true}})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

// runExample gives what a client printed; the test skips where its language is missing.
func runExample(t *testing.T, language, code string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "main.go")
	command := map[string][]string{"sh": {"sh", "-c", code}, "python": {"python3", "-c", code}, "go": {"go", "run", file}}[language]
	needs := command[0]
	if language == "sh" {
		needs = "curl"
	}
	if _, err := exec.LookPath(needs); err != nil {
		t.Skip(err)
	}
	if err := os.WriteFile(file, []byte(code), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(context.WithoutCancel(t.Context()), command[0], command[1:]...)
	cmd.Dir = filepath.Dir(file)
	var errOut strings.Builder
	cmd.Stderr = &errOut
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s%s", err, out, errOut.String())
	}
	return string(out)
}
