package date_test

import (
	"os"
	"path/filepath"
	"sort"
	"testing"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/corpus"
	"github.com/quoth-news/quoth/date"
)

// TestDatesOfGUM measures the values of the expressions in GUM's news against those
// its annotators gave, reckoned from the day they give; the other genres are printed
// beside it. What is left in the news is nothing a calendar tells (times of day,
// "15 years", the day of a festival) or not what one tells (a Tuesday called Wednesday).
func TestDatesOfGUM(t *testing.T) {
	folder := os.Getenv("QUOTH_SHARED")
	if folder == "" {
		folder = "../../shared"
	}
	paths, _ := filepath.Glob(filepath.Join(folder, "corpora/gum/GUM_*.conllu"))
	if len(paths) == 0 {
		t.Skip("the corpora are not beside this checkout")
	}
	type count struct{ of, seen, right int }
	counts := map[string]*count{}
	for _, path := range paths {
		docs, err := corpus.LoadConllu(path)
		if err != nil {
			t.Fatal(err)
		}
		for i := range docs {
			genre := docs[i].Meta["genre"]
			if counts[genre] == nil {
				counts[genre] = &count{}
			}
			times := date.Expressions(sheet(t, quoth.When(docs[i].Meta["dateCreated"]), docs[i].Text))
			for k := range docs[i].Dates {
				gold, c := &docs[i].Dates[k], counts[genre]
				seen, got := valueAt(times, gold.Span, gold.Value())
				c.of++
				c.seen += number(seen)
				c.right += number(got == gold.Value())
				if got != gold.Value() && genre == "news" {
					t.Logf("%q is %s, got %q", gold.Of(docs[i].Text), gold.Value(), got)
				}
			}
		}
	}
	var genres []string
	for genre := range counts {
		genres = append(genres, genre)
	}
	sort.Strings(genres)
	for _, genre := range genres {
		c := counts[genre]
		t.Logf("%-10s %3d of %3d right (%.3f), %.3f of the %d seen", genre, c.right, c.of, ratio(c.right, c.of), ratio(c.right, c.seen), c.seen)
	}
	if news := counts["news"]; ratio(news.right, news.of) < .91 || ratio(news.right, news.seen) < .95 {
		t.Errorf("news: %d right of %d, %d seen: want .91 and .95", news.right, news.of, news.seen)
	}
}

// valueAt is the value found on a span: the wanted one where any expression on it has
// it, up to the sign of approximation, else the first.
func valueAt(times []quoth.Time, span quoth.Span, want quoth.When) (seen bool, got quoth.When) {
	for _, found := range times {
		if !found.Meets(span) {
			continue
		}
		if same(found.When, want) {
			return true, want
		}
		if !seen {
			seen, got = true, found.When
		}
	}
	return seen, got
}

func same(a, b quoth.When) bool {
	first, last, ok := a.Bounds()
	from, to, known := b.Bounds()
	return ok && known && first == from && last == to
}

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

func ratio(a, b int) float64 { return float64(a) / float64(max(b, 1)) }
