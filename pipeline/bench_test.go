package pipeline

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/internal/articles"
	"github.com/quoth-news/quoth/read"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/sqlite"
	"github.com/quoth-news/quoth/wire"
)

// Speeds are per core: one goroutine works. Each benchmark of reading also times
// gzip -9 over the same bytes in the same run and reports its own speed as a
// share of that (x-gzip9), which tells more than a figure from another machine.
//
//	go test -run - -bench . -cpu 1 ./pipeline

// newsTexts are the articles of PolNeAR dev where the corpora are at hand, else
// generated ones.
func newsTexts(b *testing.B) (texts [][]byte, kind string) {
	b.Helper()
	shared := os.Getenv("QUOTH_SHARED")
	if shared == "" {
		shared = "../../shared"
	}
	files, _ := filepath.Glob(filepath.Join(shared, "corpora/polnear/dev/text/*.txt"))
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		texts = append(texts, text)
	}
	if len(texts) > 0 {
		return texts, "polnear"
	}
	for i := range 200 {
		texts = append(texts, []byte(articles.Make(1, i).Text()))
	}
	return texts, "generated"
}

func BenchmarkExtract(b *testing.B) {
	texts, kind := newsTexts(b)
	b.Run("text/"+kind, func(b *testing.B) { benchmarkExtract(b, texts, "bench.txt") })
	pages := make([][]byte, 200)
	for i := range pages {
		pages[i] = articles.Make(1, i).Page()
	}
	b.Run("html/generated", func(b *testing.B) { benchmarkExtract(b, pages, "bench.html") })
}

// benchmarkExtract goes from the bytes of files to lines of JSON. Both it and gzip
// count by processor time, for the machine may have other work.
func benchmarkExtract(b *testing.B, inputs [][]byte, name string) {
	e := engine(b)
	bytesIn, words := 0, 0
	for _, input := range inputs {
		bytesIn += len(input)
		words += len(strings.Fields(string(input)))
	}
	var line []byte
	b.SetBytes(int64(bytesIn))
	b.ReportAllocs()
	begun := processor()
	for b.Loop() {
		for _, input := range inputs {
			err := read.Stream(b.Context(), bytes.NewReader(input), name, read.Options{}, func(item read.Item) error {
				if item.Err == nil {
					line = wire.AppendReading(line[:0], item.Doc, e.Read(item.Doc))
				}
				return item.Err
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	perRun := (processor() - begun).Seconds() / float64(b.N)
	b.ReportMetric(float64(words)/perRun, "words/s")
	b.ReportMetric(gzip9(b, inputs).Seconds()/perRun, "x-gzip9")
}

// gzip9 is how long the best compression takes for the same bytes, in one go, by processor time.
func gzip9(b *testing.B, inputs [][]byte) time.Duration {
	b.Helper()
	all := bytes.Join(inputs, nil)
	const passes = 10
	begun := processor()
	for range passes {
		z, err := gzip.NewWriterLevel(io.Discard, gzip.BestCompression)
		if err != nil {
			b.Fatal(err)
		}
		z.Write(all)
		z.Close()
	}
	return (processor() - begun) / passes
}

// BenchmarkPrint is the share of printing.
func BenchmarkPrint(b *testing.B) {
	e := engine(b)
	texts, _ := newsTexts(b)
	var docs []*quoth.Document
	var readings []*quoth.Reading
	size := 0
	for _, text := range texts {
		err := read.Stream(b.Context(), bytes.NewReader(text), "bench.txt", read.Options{}, func(item read.Item) error {
			docs = append(docs, item.Doc)
			readings = append(readings, e.Read(item.Doc))
			return item.Err
		})
		if err != nil {
			b.Fatal(err)
		}
		size += len(text)
	}
	var line []byte
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for i := range docs {
			line = wire.AppendReading(line[:0], docs[i], readings[i])
		}
	}
}

// BenchmarkAdd adds generated articles to a record on disk, from reading them to
// the transaction on disk. It tells the time of the processor, too, which other work
// on the machine does not change, and how much of that extraction alone takes (measured
// in the same run): at cpu-ms/article two processors add 2000 divided by it a second.
func BenchmarkAdd(b *testing.B) {
	const n = 500
	e := engine(b)
	inputs := lines(n)
	var added, extracted time.Duration
	for b.Loop() {
		b.StopTimer()
		run := Run{Engine: e}
		used := processorTime()
		if err := run.Extract(b.Context(), inputs, func(*Result) error { return nil }); err != nil {
			b.Fatal(err)
		}
		extracted += processorTime() - used
		store := openStore(b)
		used = processorTime()
		b.StartTimer()
		if err := run.Add(b.Context(), inputs, store, nil); err != nil {
			b.Fatal(err)
		}
		added += processorTime() - used
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "articles/s")
	b.ReportMetric(added.Seconds()*1000/float64(n*b.N), "cpu-ms/article")
	b.ReportMetric(float64(extracted)/float64(max(added, 1)), "of-which-extraction")
}

func openStore(t testing.TB) record.Store {
	t.Helper()
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "quoth.db"), sqlite.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}
