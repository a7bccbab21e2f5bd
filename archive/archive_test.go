package archive

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/runners/prism"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/testing/ptest"
	"github.com/klauspost/compress/gzip"
	"github.com/parquet-go/parquet-go"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/internal/articles"
	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/sqlite"
	quothparquet "github.com/quoth-news/quoth/wire/parquet"
)

// TestMain runs the tests, or as a process of its own one pipeline: that can be killed,
// and its memory be told.
func TestMain(m *testing.M) {
	if in := os.Getenv("QUOTH_ARCHIVE_IN"); in != "" {
		os.Exit(alone(in, os.Getenv("QUOTH_ARCHIVE_OUT")))
	}
	ptest.MainWithDefault(m, "prism")
}

// writeWARC puts made-up articles into a file of an archive, a gzip member each.
func writeWARC(t testing.TB, path string, from, to int) {
	t.Helper()
	var b bytes.Buffer
	for i := from; i < to; i++ {
		a := articles.Make(8, i)
		block := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + string(a.Page())
		z := gzip.NewWriter(&b)
		fmt.Fprintf(z, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nWARC-Date: 2024-05-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", a.URL, len(block), block)
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// run runs the whole pipeline over the archives in a folder.
func run(t testing.TB, in, out string) {
	t.Helper()
	p, s := beam.NewPipelineWithRoot()
	plan := Plan{Files: []string{filepath.Join(in, "*.warc.gz")}, Out: out, Shards: 2}
	Statements(s, plan, Read(s, plan))
	if err := ptest.Run(p); err != nil {
		t.Fatal(err)
	}
}

// What the pipeline finds is what one machine's record holds: the same documents, once
// each however often they were archived, the same statements with the same quotations
// and origins.
func TestEqualsTheRecord(t *testing.T) {
	const n = 120
	in, out := t.TempDir(), t.TempDir()
	for i := range 4 {
		writeWARC(t, fmt.Sprintf("%s/%d.warc.gz", in, i), i*n/4, (i+1)*n/4)
	}
	writeWARC(t, in+"/again.warc.gz", 10, 30)
	if err := os.WriteFile(in+"/cut.warc.gz", []byte("\x1f\x8b broken"), 0o644); err != nil {
		t.Fatal(err)
	}
	run(t, in, out)

	store := recordOf(t, in)
	defer store.Close()
	loaded, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "loaded.db"), sqlite.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer loaded.Close()
	if err := pipeline.Load(t.Context(), readingsIn(t, out), loaded, nil, nil); err != nil {
		t.Fatal(err)
	}
	want, got := grouping(t, store), statementsIn(t, out)
	if len(want) < n {
		t.Fatalf("only %d statements", len(want))
	}
	compareStatements(t, want, got)
	compareStatements(t, want, grouping(t, loaded))
	failures, err := filepath.Glob(out + "/failures/*.jsonl")
	if err != nil || len(failures) == 0 {
		t.Errorf("the broken file is not among the failures: %v, %v", failures, err)
	}
}

// The same archives give the same bytes, whatever the order of the files.
func TestSameBytes(t *testing.T) {
	in, other, a, b := t.TempDir(), t.TempDir(), t.TempDir(), t.TempDir()
	for i := range 3 {
		writeWARC(t, fmt.Sprintf("%s/%d.warc.gz", in, i), 20*i, 20*(i+1))
		writeWARC(t, fmt.Sprintf("%s/%d.warc.gz", other, 9-i), 20*i, 20*(i+1))
	}
	run(t, in, a)
	run(t, in, b)
	run(t, other, b)
	for _, kind := range []string{"statements"} { // readings tell the files they came from
		files, err := filepath.Glob(filepath.Join(a, kind, "*", "*.parquet"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", kind, len(files), err)
		}
		for _, file := range files {
			rel, _ := filepath.Rel(a, file)
			x, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			y, err := os.ReadFile(filepath.Join(b, rel))
			if err != nil || !bytes.Equal(x, y) {
				t.Errorf("%s differs: %v", rel, err)
			}
		}
	}
}

func compareStatements(t *testing.T, want, got []Statement) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%d statements, want %d", len(got), len(want))
	}
	for i := range min(len(got), len(want)) {
		if fmt.Sprint(got[i]) != fmt.Sprint(want[i]) {
			t.Fatalf("statement %d:\n%v\nwant\n%v", i, got[i], want[i])
		}
	}
}

// recordOf is the record that one machine makes of the archives.
func recordOf(t *testing.T, in string) record.Store {
	t.Helper()
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "one.db"), sqlite.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	engine, err := pipeline.NewEngine()
	if err != nil {
		t.Fatal(err)
	}
	run := &pipeline.Run{Engine: engine}
	if err := run.Add(t.Context(), pipeline.Paths([]string{in}), store, nil); err != nil {
		t.Fatal(err)
	}
	return store
}

// grouping is what a record has grouped, as rows of the pipeline's output.
func grouping(t *testing.T, store record.Store) (rows []Statement) {
	t.Helper()
	page, err := store.Statements(t.Context(), record.Query{Attitudes: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range page.Statements {
		row := Statement{Statement: s.ID, Entity: s.Speaker.ID, Said: string(s.Said), Told: s.Told, Copies: int32(s.Copies), Origins: int32(s.Origins)}
		appearances, err := store.Appearances(t.Context(), s.ID)
		if err != nil {
			t.Fatal(err)
		}
		for i, a := range appearances {
			if i == 0 {
				row.Published = string(a.Head.Published)
			}
			if row.Fullest == "" && a.Passage.Document == s.Evidence.Document && a.Passage.Span == s.Evidence.Span {
				row.Fullest = a.Quotation.ID
			}
			row.Quotations = append(row.Quotations, a.Quotation.ID)
			row.Documents = append(row.Documents, a.Head.ID)
			row.Origin = append(row.Origin, int32(a.Origin))
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b Statement) int { return cmp.Compare(a.Statement, b.Statement) })
	return rows
}

// statementsIn are the statements that the pipeline wrote.
func statementsIn(t *testing.T, out string) (rows []Statement) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(out, "statements", "*", "*.parquet"))
	if err != nil || len(files) < 2 {
		t.Fatalf("%d files of statements, %v", len(files), err)
	}
	for _, file := range files {
		some, err := parquet.ReadFile[Statement](file)
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, some...)
	}
	slices.SortFunc(rows, func(a, b Statement) int { return cmp.Compare(a.Statement, b.Statement) })
	return rows
}

// readingsIn are the documents that the pipeline wrote.
func readingsIn(t *testing.T, out string) pipeline.Readings {
	files, err := filepath.Glob(filepath.Join(out, "readings", "*", "*.parquet"))
	if err != nil || len(files) < 2 {
		t.Fatalf("%d files of readings, %v", len(files), err)
	}
	return func(_ context.Context, yield func(string, *quoth.Document, *quoth.Reading, error) error) error {
		for _, name := range files {
			raw, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			err = quothparquet.ReadReadings(bytes.NewReader(raw), int64(len(raw)), func(doc *quoth.Document, reading *quoth.Reading) error {
				return yield(name, doc, reading, nil)
			})
			if err != nil {
				return err
			}
		}
		return nil
	}
}
