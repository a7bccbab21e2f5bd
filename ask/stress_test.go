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
	"github.com/quoth-news/quoth/compare"
	"github.com/quoth-news/quoth/compare/comparetest"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/recordtest"
	"github.com/quoth-news/quoth/record/sqlite"
)

// The stress takes statements of a generated record, alters their words at random
// places and checks them: the right statement must be found, with the verdict the
// alteration makes. QUOTH_STRESS says how many quotations the record shall hold
// (1,500 if it does not).
func TestCheckUnderStress(t *testing.T) {
	size, each := 1500, 20
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
	var sum tally
	for _, alt := range comparetest.Alterations {
		var one tally
		for tries := 0; one.tried < each && tries < 60*each; tries++ {
			s, other := &long[r.IntN(len(long))], &long[r.IntN(len(long))]
			if quote, ok := alt.Make(r, strings.Fields(s.Text), strings.Fields(other.Text)); ok && s.Text != other.Text {
				one.check(t, store, &alt, quote, s, other)
			}
		}
		t.Logf("%-24s recalled %d, right %d of %d", alt.Name, one.recalled, one.right, one.tried)
		sum.tried, sum.recalled, sum.right = sum.tried+one.tried, sum.recalled+one.recalled, sum.right+one.right
		sum.took = append(sum.took, one.took...)
	}
	slices.Sort(sum.took)
	t.Logf("%d statements: recall %.4f, right verdict %.4f of %d, check p50 %v p95 %v", page.Total, float64(sum.recalled)/float64(sum.tried),
		float64(sum.right)/float64(sum.tried), sum.tried, sum.took[len(sum.took)/2], sum.took[len(sum.took)*95/100])
	if float64(sum.recalled) < 0.99*float64(sum.tried) || float64(sum.right) < 0.97*float64(sum.tried) {
		t.Errorf("of %d %d recalled, %d right; want .99 and .97", sum.tried, sum.recalled, sum.right)
	}
}

// tally counts how checks came out.
type tally struct {
	tried, recalled, right int
	took                   []time.Duration
}

// check checks one altered quotation of statement s, or of s and other together.
func (c *tally) check(t *testing.T, store record.Store, alt *comparetest.Alteration, quote string, s, other *record.Statement) {
	begun := time.Now()
	got, err := ask.Check(t.Context(), store, ask.CheckQuery{Quote: quote})
	c.took = append(c.took, time.Since(begun))
	if err != nil {
		t.Fatal(err)
	}
	c.tried++
	nowhere := alt.Verdicts[0] == compare.NotFound
	if nowhere || got.Statement == s.ID || alt.Verdicts[0] == compare.Spliced && got.Statement == other.ID || got.Text == s.Text {
		c.recalled++
	} else {
		t.Logf("%s: not recalled\n  said  %s\n  quote %s\n  got   %s %s", alt.Name, s.Text, quote, got.Wording, got.Text)
	}
	var kinds []compare.ChangeKind
	for _, k := range got.Changes {
		kinds = append(kinds, compare.ChangeKind(k.Kind))
	}
	if alt.Right(compare.Verdict(got.Wording), kinds) {
		c.right++
	} else {
		t.Logf("%s: %s %v\n  said  %s\n  quote %s\n  text  %s", alt.Name, got.Wording, got.Changes, s.Text, quote, got.Text)
	}
	if alt.ChangesMeaning() && compare.Verdict(got.Wording).Fine() {
		t.Errorf("a change of meaning (%s) passed as %s\n  said  %s\n  quote %s", alt.Name, got.Wording, s.Text, quote)
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
