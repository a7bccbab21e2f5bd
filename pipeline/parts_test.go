package pipeline_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/internal/articles"
	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/wire/parquet"
)

// webArchive is a WARC file of n made-up pages, every tenth of them no page.
func webArchive(t testing.TB, n int) string {
	t.Helper()
	var b bytes.Buffer
	for i := range n {
		a := articles.Make(5, i)
		page := a.Page()
		if i%10 == 3 {
			page = []byte("<html><body><nav><a href=/>Home</a></nav></body></html>")
		}
		z := gzip.NewWriter(&b)
		block := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n%s", page)
		fmt.Fprintf(z, "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", a.URL, len(block), block)
		z.Close()
	}
	path := filepath.Join(t.TempDir(), "pages.warc.gz")
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func folder(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		b, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = string(b)
	}
	return files
}

// A run that is stopped again and again leaves the folder that an undisturbed one
// leaves, byte for byte, and does no file twice.
func TestPartsGoOn(t *testing.T) {
	engine, err := pipeline.NewEngine()
	if err != nil {
		t.Fatal(err)
	}
	const inputs = 600 // more than are read ahead in all the runs that are cut short
	archive := webArchive(t, inputs)
	fill := func(dir string, jobs, stopAfter int) (told int, err error) {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		run := &pipeline.Run{Engine: engine, Jobs: jobs}
		err = run.ExtractParts(ctx, pipeline.Paths([]string{archive}), pipeline.Parts{Dir: dir, Size: 7, Of: "test"}, func(*pipeline.Result) {
			if told++; told == stopAfter {
				cancel()
			}
		})
		return told, err
	}
	whole, broken := t.TempDir(), t.TempDir()
	if n, err := fill(whole, 2, -1); err != nil || n != inputs {
		t.Fatalf("%d inputs, %v", n, err)
	}
	for _, after := range []int{3, 9, 1, 16, 20} {
		if _, err := fill(broken, 1, after); !errors.Is(err, context.Canceled) {
			t.Fatalf("stopped after %d: %v", after, err)
		}
		// What a killed process leaves behind.
		if err := os.WriteFile(filepath.Join(broken, "part-00080.parquet.tmp"), []byte("half"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	n, err := fill(broken, 2, -1)
	if err != nil || n == inputs {
		t.Fatalf("%d inputs again, %v", n, err)
	}
	want, got := folder(t, whole), folder(t, broken)
	if len(want) != (inputs+6)/7+1 || !maps.Equal(want, got) {
		t.Errorf("want %d files, got %q", len(want), slices.Sorted(maps.Keys(got)))
	}
	if n, err := fill(broken, 2, -1); n != 0 || err != nil {
		t.Errorf("a whole folder was filled again: %d, %v", n, err)
	}
	checkParts(t, whole, inputs*9/10)
}

// checkParts reads the folder back.
func checkParts(t *testing.T, dir string, want int) {
	t.Helper()
	quotations, documents := 0, 0
	for name, content := range folder(t, dir) {
		if name == "_SUCCESS" {
			continue
		}
		err := parquet.ReadReadings(bytes.NewReader([]byte(content)), int64(len(content)), func(doc *quoth.Document, reading *quoth.Reading) error {
			documents++
			quotations += len(reading.Quotations)
			return nil
		})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if documents != want || quotations < want {
		t.Errorf("%d documents, %d quotations", documents, quotations)
	}
}

// A folder is never filled by two different runs.
func TestPartsOfAnotherRun(t *testing.T) {
	engine, err := pipeline.NewEngine()
	if err != nil {
		t.Fatal(err)
	}
	archive, dir := webArchive(t, 12), t.TempDir()
	run := &pipeline.Run{Engine: engine}
	if err := run.ExtractParts(t.Context(), pipeline.Paths([]string{archive}), pipeline.Parts{Dir: dir, Of: "one"}, nil); err != nil {
		t.Fatal(err)
	}
	if err := run.ExtractParts(t.Context(), pipeline.Paths([]string{archive}), pipeline.Parts{Dir: dir, Of: "other"}, nil); !errors.Is(err, quoth.ErrInvalid) {
		t.Errorf("another run: %v", err)
	}
}
