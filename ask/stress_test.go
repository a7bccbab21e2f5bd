package ask_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/recordtest"
	"github.com/quoth-news/quoth/record/sqlite"
)

// The stress takes statements of a generated record, alters their words at random
// places and checks them: the right statement must be found, with the verdict the
// alteration makes. QUOTH_STRESS says how many quotations the record shall hold
// (1,500 if it does not).

// damage alters a wording; verdicts are those it may have by construction.
type damage struct {
	name     string
	verdicts []string
	do       func(r *rand.Rand, words []string, other string) string
}

var damages = []damage{
	{"exact", []string{"exact"}, func(_ *rand.Rand, w []string, _ string) string { return strings.Join(w, " ") }},
	{"capitals", []string{"typographic"}, func(_ *rand.Rand, w []string, _ string) string { return strings.ToUpper(strings.Join(w, " ")) }},
	{"negation put in", []string{"altered"}, func(r *rand.Rand, w []string, _ string) string {
		return strings.Join(slices.Insert(slices.Clone(w), 1+r.IntN(len(w)-1), "never"), " ")
	}},
	{"word substituted", []string{"altered"}, func(r *rand.Rand, w []string, _ string) string {
		w = slices.Clone(w)
		w[place(r, w)] = "marmalade"
		return strings.Join(w, " ")
	}},
	{"word put in", []string{"altered"}, func(r *rand.Rand, w []string, _ string) string {
		return strings.Join(slices.Insert(slices.Clone(w), 1+r.IntN(len(w)-1), "marmalade"), " ")
	}},
	{"word left out", []string{"altered"}, func(r *rand.Rand, w []string, _ string) string {
		i := place(r, w)
		return strings.Join(slices.Delete(slices.Clone(w), i, i+1), " ")
	}},
	{"number put in", []string{"altered"}, func(r *rand.Rand, w []string, _ string) string {
		return strings.Join(slices.Insert(slices.Clone(w), 1+r.IntN(len(w)-1), "4,711"), " ")
	}},
	{"two words swapped", []string{"altered"}, func(r *rand.Rand, w []string, _ string) string {
		w = slices.Clone(w)
		i := place(r, w)
		w[i], w[i-1] = w[i-1], w[i]
		return strings.Join(w, " ")
	}},
	{"spliced", []string{"spliced"}, func(_ *rand.Rand, w []string, other string) string {
		return strings.Join(w, " ") + " … " + other
	}},
}

// place is a coined word inside a wording, not its first or last.
func place(r *rand.Rand, w []string) int {
	for range 100 {
		if i := 1 + r.IntN(len(w)-2); len(w[i]) > 4 && w[i] != w[i-1] {
			return i
		}
	}
	return len(w) / 2
}

func TestCheckUnderStress(t *testing.T) {
	size, each := 1500, 25
	if n, err := strconv.Atoi(os.Getenv("QUOTH_STRESS")); err == nil {
		size, each = n, 100
	}
	store := generatedRecord(t, size)
	page, err := store.Statements(t.Context(), record.Query{})
	if err != nil {
		t.Fatal(err)
	}
	var long []record.Statement
	for _, s := range page.Statements {
		if len(strings.Fields(s.Text)) >= 8 && !strings.Contains(s.Text, "...") {
			long = append(long, s)
		}
	}
	r := rand.New(rand.NewPCG(3, 1))
	var tried, recalled, right int
	var took []time.Duration
	for _, d := range damages {
		n, ok, shown := 0, 0, 0
		for range each {
			s, other := long[r.IntN(len(long))], long[r.IntN(len(long))]
			if s.Text == other.Text {
				continue
			}
			quote := d.do(r, strings.Fields(s.Text), other.Text)
			begun := time.Now()
			got, err := ask.Check(t.Context(), store, ask.CheckQuery{Quote: quote})
			took = append(took, time.Since(begun))
			if err != nil {
				t.Fatal(err)
			}
			n++
			if got.Statement == s.ID || got.Statement == other.ID || got.Text == s.Text {
				recalled++
			} else if shown++; shown < 3 {
				t.Logf("%s: not recalled\n  said  %s\n  quote %s\n  got   %s %s", d.name, s.Text, quote, got.Wording, got.Text)
			}
			if slices.Contains(d.verdicts, got.Wording) {
				ok++
			} else if shown++; shown < 3 {
				t.Logf("%s: %s %v\n  said  %s\n  quote %s\n  text  %s", d.name, got.Wording, got.Changes, s.Text, quote, got.Text)
			}
		}
		t.Logf("%-18s %d of %d", d.name, ok, n)
		tried, right = tried+n, right+ok
	}
	slices.Sort(took)
	t.Logf("%d statements: recall %.4f, right verdict %.4f, check p50 %v p95 %v", page.Total, float64(recalled)/float64(tried),
		float64(right)/float64(tried), took[len(took)/2], took[len(took)*95/100])
	if float64(recalled) < 0.99*float64(tried) || float64(right) < 0.97*float64(tried) {
		t.Errorf("%d of %d recalled, %d right; want .99 and .97", recalled, tried, right)
	}
}

// generatedRecord is a record of at least so many generated quotations. The folder
// QUOTH_BENCH_DB keeps it for the next time.
func generatedRecord(t testing.TB, quotations int) record.Store {
	t.Helper()
	path := filepath.Join(t.TempDir(), "quoth.db")
	if dir := os.Getenv("QUOTH_BENCH_DB"); dir != "" {
		path = filepath.Join(dir, fmt.Sprintf("%d.db", quotations))
	}
	_, missing := os.Stat(path)
	s, err := sqlite.Open(t.Context(), path, sqlite.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if missing == nil {
		return s
	}
	g := recordtest.NewGenerator(1)
	var entries []record.Entry
	for n := 0; n < quotations; {
		doc, reading := g.Next().Article.Build()
		n += len(reading.Quotations)
		entries = append(entries, record.Entry{Doc: doc, Reading: reading})
		if len(entries) == 100 || n >= quotations {
			if _, err := s.AddReadings(t.Context(), entries); err != nil {
				t.Fatal(err)
			}
			entries = entries[:0]
		}
	}
	return s
}
