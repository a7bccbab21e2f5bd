package compare

import (
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
)

func wordings(t testing.TB) []string {
	t.Helper()
	data, err := os.ReadFile("testdata/wordings.txt")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(data)), "\n")
}

// keepsLaws holds a result against what must be so of any draft and source.
func keepsLaws(t *testing.T, draft string, src Source) {
	t.Helper()
	got := Wording(draft, src)
	if again := Wording(draft, src); !reflect.DeepEqual(got, again) {
		t.Errorf("the same input gave two answers\n%q\n%q", draft, src.Text)
	}
	for _, c := range got.Changes {
		if c.DraftSpan.Check(draft) != nil || c.RecordSpan.Check(src.Text) != nil {
			t.Errorf("%s: spans %v %v outside %q, %q", c.Kind, c.DraftSpan, c.RecordSpan, draft, src.Text)
		}
		if got.Wording.Fine() {
			t.Errorf("%s with changes %v", got.Wording, got.Changes)
		}
	}
	if got.Span.Check(src.Text) != nil {
		t.Errorf("span %v outside %q", got.Span, src.Text)
	}
	if got.Wording.Fine() {
		wordsAreTheRecords(t, draft, src.Text, got.Wording)
	}
}

// wordsAreTheRecords: words that stand in no bracket must be the record's, each as
// often, or the verdict cannot be a fine one.
func wordsAreTheRecords(t *testing.T, draft, record string, v Verdict) {
	t.Helper()
	letters := func(w *wording) string {
		var b strings.Builder
		for i := range w.words {
			if !w.words[i].bracket {
				b.WriteString(w.words[i].fold + " ")
			}
		}
		return b.String()
	}
	have := strings.ReplaceAll(letters(cut(record)), " ", "")
	at := 0
	for _, f := range strings.Fields(letters(cut(draft))) {
		i := strings.Index(have[at:], f)
		if i < 0 && !openHalf(f, "is") && !openHalf(f, "would") && f != "is" && f != "has" && f != "had" && f != "would" {
			t.Errorf("%s, but %q is not in its place in the record\n%q\n%q", v, f, draft, record)
			return
		}
		at += max(i, 0)
	}
}

func TestLaws(t *testing.T) {
	all := wordings(t)
	rng := rand.New(rand.NewPCG(8, 15))
	put := []string{"not", "never", "may", "will", "40", "Okafor", "…", "...", "[the bridge]", "[not]", "only", "[sic]", "—", "\"", "“", "and", "unless"}
	for range 4000 {
		record := all[rng.IntN(len(all))]
		words := strings.Fields(record)
		from := rng.IntN(len(words))
		draft := slices.Clone(words[from : from+1+rng.IntN(len(words)-from)])
		for range rng.IntN(4) {
			i := rng.IntN(len(draft))
			switch rng.IntN(4) {
			case 0:
				draft = slices.Insert(draft, i, put[rng.IntN(len(put))])
			case 1:
				draft[i] = put[rng.IntN(len(put))]
			case 2:
				if len(draft) > 1 {
					draft = slices.Delete(draft, i, i+1)
				}
			case 3:
				j := rng.IntN(len(draft))
				draft[i], draft[j] = draft[j], draft[i]
			}
		}
		form := []quoth.Form{quoth.Direct, quoth.Mixed, quoth.Indirect}[rng.IntN(3)]
		keepsLaws(t, strings.Join(draft, " "), Source{Text: record, Form: form, Act: quoth.Stated})
		if t.Failed() {
			return
		}
	}
}

func TestAWordingIsItself(t *testing.T) {
	for _, w := range wordings(t) {
		if got := Wording(w, Source{Text: w, Form: quoth.Direct}); got.Wording != Exact {
			t.Errorf("%s %v: %q", got.Wording, show(got.Changes), w)
		}
	}
}

// A quotation may be a whole speech. One that is the record's is exact however
// long, one with a word changed at its end never is, and neither takes long.
func TestLongWordings(t *testing.T) {
	var b strings.Builder
	for i := range 400 {
		b.WriteString(wordings(t)[i%50] + " ")
	}
	speech := strings.TrimSpace(b.String())
	src := Source{Text: speech, Form: quoth.Direct, Act: quoth.Stated}
	if got := Wording(speech, src); got.Wording != Exact {
		t.Errorf("%s %v", got.Wording, show(got.Changes))
	}
	keepsLaws(t, speech, src)
	for _, draft := range []string{speech + " And we will not pay for the elephants.", strings.Replace(speech, "rebuild", "destroy", 1)} {
		if got := Wording(draft, src); got.Wording != Altered {
			t.Errorf("%s %v", got.Wording, show(got.Changes))
		}
	}
}

func FuzzWording(f *testing.F) {
	f.Add("We will … [not] rebuild.", "We will rebuild, won't we?")
	f.Add("$5m [sic] twenty-one", "“five million”")
	f.Add("[", "]'")
	f.Add("a[b]c[", "’’t n't 's")
	f.Fuzz(func(t *testing.T, draft, record string) {
		if len(draft) > 400 || len(record) > 400 {
			t.Skip()
		}
		draft, record = strings.ToValidUTF8(draft, "\uFFFD"), strings.ToValidUTF8(record, "\uFFFD") // as documents are
		keepsLaws(t, draft, Source{Text: record, Form: quoth.Direct, Act: quoth.Stated})
		Best(draft, []Source{{Text: record}, {Text: draft + record, Statement: "x"}})
	})
}

func BenchmarkWording(b *testing.B) {
	all := wordings(b)
	src := Source{Text: all[0] + " " + all[1], Form: quoth.Direct}
	for b.Loop() {
		Wording(all[0], src)
	}
}
