package sqlite

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/recordtest"
)

// generated fills a store with documents until it holds at least so many quotations,
// in batches as the pipeline makes them.
func generated(tb testing.TB, s record.Store, quotations int) (documents int) {
	tb.Helper()
	g := recordtest.NewGenerator(1)
	var entries []record.Entry
	write := func() {
		if _, err := s.AddReadings(tb.Context(), entries); err != nil {
			tb.Fatal(err)
		}
		entries = entries[:0]
	}
	for n := 0; n < quotations; documents++ {
		doc, reading := g.Next().Article.Build()
		n += len(reading.Quotations)
		if entries = append(entries, record.Entry{Doc: doc, Reading: reading}); len(entries) == 100 {
			write()
		}
	}
	write()
	return documents
}

// BenchmarkAdd adds generated articles, about 4 quotations each, in batches of 100.
func BenchmarkAdd(b *testing.B) {
	for _, n := range []int{10_000} {
		b.Run(fmt.Sprintf("quotations=%d", n), func(b *testing.B) {
			for b.Loop() {
				s, err := Open(b.Context(), filepath.Join(b.TempDir(), "quoth.db"), Options{Create: true})
				if err != nil {
					b.Fatal(err)
				}
				begun := time.Now()
				documents := generated(b, s, n)
				b.ReportMetric(float64(documents)/time.Since(begun).Seconds(), "documents/s")
				b.ReportMetric(float64(n)/time.Since(begun).Seconds(), "quotations/s")
				s.Close()
			}
		})
	}
}

// BenchmarkAsk measures the latency of said and of the look-up that check rests
// on, in a record of so many quotations. QUOTH_BENCH_DB keeps the records in a
// folder, to be used again.
func BenchmarkAsk(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		path := filepath.Join(b.TempDir(), "quoth.db")
		if dir := os.Getenv("QUOTH_BENCH_DB"); dir != "" {
			path = filepath.Join(dir, fmt.Sprintf("%d.db", n))
		}
		_, err := os.Stat(path)
		s, openErr := Open(b.Context(), path, Options{Create: true})
		if openErr != nil {
			b.Fatal(openErr)
		}
		if err != nil {
			generated(b, s, n)
		}
		page, err := s.Statements(b.Context(), record.Query{})
		if err != nil {
			b.Fatal(err)
		}
		r := rand.New(rand.NewPCG(4, 4))
		any := func() *record.Statement { return &page.Statements[r.IntN(len(page.Statements))] }
		b.Run(fmt.Sprintf("said/quotations=%d", n), func(b *testing.B) {
			measure(b, func() error {
				_, err := s.Statements(b.Context(), record.Query{Speakers: []string{any().Speaker.ID}, Limit: 100})
				return err
			})
		})
		b.Run(fmt.Sprintf("nearest/quotations=%d", n), func(b *testing.B) {
			measure(b, func() error {
				_, err := s.Nearest(b.Context(), any().Text, "", 10)
				return err
			})
		})
		s.Close()
	}
}

// measure reports the median and the slowest twentieth of a call.
func measure(b *testing.B, call func() error) {
	var took []time.Duration
	for b.Loop() {
		begun := time.Now()
		if err := call(); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(begun))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
}
