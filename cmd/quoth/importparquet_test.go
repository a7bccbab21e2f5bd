package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quoth-news/quoth/internal/articles"
	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/read"
	"github.com/quoth-news/quoth/wire/parquet"
)

// What was read elsewhere and loaded makes the record that adding makes, loaded twice
// or in pieces; a broken file fails alone.
func TestImportParquet(t *testing.T) {
	const n = 30
	dir, quoth := t.TempDir(), program(t)
	engine, err := pipeline.NewEngine()
	if err != nil {
		t.Fatal(err)
	}
	var files [2]bytes.Buffer
	writers := []*parquet.Readings{parquet.NewReadings(&files[0]), parquet.NewReadings(&files[1])}
	for i := range n {
		a := articles.Make(6, i)
		write(t, dir, "in/"+a.Name, a.Page())
		err := read.Stream(t.Context(), bytes.NewReader(a.Page()), "in/"+a.Name, read.Options{}, func(item read.Item) error {
			return writers[i%2].Write(item.Doc, engine.Read(item.Doc))
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for i, w := range writers {
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		write(t, dir, filepath.Join("found", string(rune('a'+i)), "1.parquet"), files[i].Bytes())
	}
	must(t, runProgram(t, dir, quoth, "add", "--db", "added.db", "in"), 0)
	want := must(t, runProgram(t, dir, quoth, "export", "--db", "added.db"), 0).stdout

	must(t, runProgram(t, dir, quoth, "import-parquet", "--db", "loaded.db", "found/b"), 0)
	r := must(t, runProgram(t, dir, quoth, "import-parquet", "--db", "loaded.db", "found"), 0)
	if !strings.Contains(r.stderr, "15 done, 15 skipped (already in the record)") {
		t.Errorf("it said %q", r.stderr)
	}
	if got := must(t, runProgram(t, dir, quoth, "export", "--db", "loaded.db"), 0).stdout; got != want {
		t.Errorf("the loaded record differs: %s", firstDifference(want, got))
	}

	write(t, dir, "found/broken.parquet", files[0].Bytes()[:files[0].Len()/2])
	write(t, dir, "found/read.me", []byte("no Parquet at all"))
	r = must(t, runProgram(t, dir, quoth, "import-parquet", "--db", "loaded.db", "found"), 1)
	if !strings.Contains(r.stderr, "found/broken.parquet: ") || strings.Contains(r.stderr, "read.me") {
		t.Errorf("it said %q", r.stderr)
	}
	must(t, runProgram(t, dir, quoth, "import-parquet", "--db", "loaded.db", "none"), 2)
}
