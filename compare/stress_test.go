package compare_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/compare"
	"github.com/quoth-news/quoth/compare/comparetest"
)

// The stress takes composed wordings, alters each mechanically at random places
// with a fixed seed, and expects the verdict and the kind of change that the
// alteration makes by construction.

func TestStress(t *testing.T) {
	data, err := os.ReadFile("testdata/wordings.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all [][]string
	for line := range strings.Lines(string(data)) {
		if words := strings.Fields(line); len(words) > 0 && words[0] != "#" {
			all = append(all, words)
		}
	}
	rng := rand.New(rand.NewPCG(4, 1867))
	tried, right := 0, 0
	for _, alt := range comparetest.Alterations {
		n, ok := 0, 0
		for i, words := range all {
			for range 3 {
				o := rng.IntN(len(all))
				draft, made := alt.Make(rng, words, all[o])
				if !made {
					continue
				}
				n++
				got := compare.Best(draft, nearby(rng, all, i, o))
				if alt.Right(got.Wording, kindsOf(got.Changes)) {
					ok++
				} else {
					t.Logf("%s: %s %v\n  record %s\n  draft  %s", alt.Name, got.Wording, got.Changes, strings.Join(words, " "), draft)
				}
				if alt.ChangesMeaning() && got.Wording.Fine() {
					t.Errorf("a change of meaning (%s) passed as %s\n  record %s\n  draft  %s", alt.Name, got.Wording, strings.Join(words, " "), draft)
				}
			}
		}
		t.Logf("%-24s %d of %d", alt.Name, ok, n)
		tried, right = tried+n, right+ok
	}
	t.Logf("right verdict and change: %d of %d = %.4f", right, tried, float64(right)/float64(tried))
	if float64(right) < 0.97*float64(tried) {
		t.Errorf("%d of %d right, want 97 in a hundred", right, tried)
	}
}

// nearby gives wording i, some others at random, and the one a splice took.
func nearby(rng *rand.Rand, all [][]string, i, other int) []compare.Source {
	var out []compare.Source
	for k := range all {
		if k == i || k == other || rng.IntN(8) == 0 {
			out = append(out, compare.Source{Text: strings.Join(all[k], " "), Form: quoth.Direct, Act: quoth.Stated, Statement: fmt.Sprint(k)})
		}
	}
	return out
}

func kindsOf(changes []compare.Change) []compare.ChangeKind {
	var out []compare.ChangeKind
	for _, c := range changes {
		out = append(out, c.Kind)
	}
	return out
}
