package ask

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/compare"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/recordtest"
	"github.com/quoth-news/quoth/record/sqlite"
	"github.com/quoth-news/quoth/wire"
)

const millWords = "We will rebuild the old mill before the winter comes, and nobody in this valley will lose a job over it"

// millArticles are a statement in four outlets, a denial, an attitude and two
// people of one surname.
func millArticles() []*recordtest.Article {
	return []*recordtest.Article{
		recordtest.NewArticle("https://ledger.example/1", "Daily Ledger", "2020-01-02").
			Prose("Snow fell on the upper town from noon, and by four the trams had stopped for want of sand.").
			Quote(recordtest.Quote{Words: millWords, Speaker: "Ana Ruiz", Said: "2020-01-01", Venue: quoth.Interview, About: "Ben Okoye"}),
		recordtest.NewArticle("https://courier.example/1", "Courier", "2020-01-03").
			Prose("A choir of schoolchildren sang for the guests, who had been promised soup and were given speeches.").
			Quote(recordtest.Quote{Words: "We will not rebuild the old mill before the winter comes", Speaker: "Ruiz", Mentions: "she", Told: "the Ledger"}),
		recordtest.NewArticle("https://mercury.example/1", "Mercury", "2020-02-01").
			Prose("Eleven barges lay under the bridge with their lamps unlit, waiting for somebody to pay the toll.").
			Quote(recordtest.Quote{Words: "nobody in this valley will lose a job over it", Speaker: "Ana Ruiz"}),
		recordtest.NewArticle("https://post.example/1", "Valley Post", "2020-02-02").
			Quote(recordtest.Quote{Words: "he had ever sold the copper to the county", Speaker: "Ben Okoye", Form: quoth.Indirect, Act: quoth.Denial, Said: "2020-02"}).
			Quote(recordtest.Quote{Words: "the bridge ought to be painted green all over", Speaker: "Ben Okoye", Form: quoth.Indirect, Act: quoth.Attitude}),
		recordtest.NewArticle("https://post.example/2", "Valley Post", "2020-02-05").
			Quote(recordtest.Quote{Words: "Uncle Ben never sold so much as a nail", Speaker: "Clara Okoye", About: "Ben Okoye"}),
	}
}

func mill(t *testing.T, order []int) record.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "quoth.db"), sqlite.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	articles := millArticles()
	for _, i := range order {
		doc, reading := articles[i].Build()
		if _, err := s.AddReading(t.Context(), doc, reading); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

func TestSaid(t *testing.T) {
	s := mill(t, []int{0, 1, 2, 3, 4})
	for _, test := range []struct {
		name string
		q    SaidQuery
		want string // the first words, in order
	}{
		{"a person", SaidQuery{Person: "ruiz"}, "We will"},
		{"a person about another", SaidQuery{Person: "Ana Ruiz", About: "Ben Okoye"}, "We will"},
		{"about one who did not come up", SaidQuery{Person: "Clara Okoye", About: "Ruiz"}, ""},
		{"no attitudes", SaidQuery{Person: "Ben Okoye"}, "he had"},
		{"attitudes asked for", SaidQuery{Person: "Ben Okoye", Attitudes: true}, "he had|the bridge"},
		{"anybody", SaidQuery{}, "We will|he had|Uncle Ben"},
		{"told", SaidQuery{Told: "Ledger"}, "We will"},
	} {
		page, err := Said(t.Context(), s, test.q)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		var got []string
		for _, st := range page.Statements {
			got = append(got, strings.Join(strings.Fields(st.Text)[:2], " "))
		}
		if strings.Join(got, "|") != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
	for name, test := range map[string]struct {
		q    SaidQuery
		want error
	}{
		"several people": {SaidQuery{Person: "Okoye"}, quoth.ErrAmbiguous},
		"nobody":         {SaidQuery{Person: "Nakamura"}, quoth.ErrNotFound},
		"no date":        {SaidQuery{From: "last week"}, quoth.ErrInvalid},
		"no form":        {SaidQuery{Form: "loud"}, quoth.ErrInvalid},
		"no cursor":      {SaidQuery{Cursor: "x"}, quoth.ErrInvalid},
	} {
		if _, err := Said(t.Context(), s, test.q); !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
	}
	var several *AmbiguousError
	if _, err := Said(t.Context(), s, SaidQuery{Person: "Okoye"}); !errors.As(err, &several) || len(several.People) != 2 {
		t.Errorf("the people a name fits are not listed: %v", err)
	}
	var missing *NotFoundError
	if _, err := Said(t.Context(), s, SaidQuery{Person: "Nakamura"}); !errors.As(err, &missing) || missing.Coverage.Documents != 5 {
		t.Errorf("no coverage with a negative answer: %v", err)
	}
}

func TestTrace(t *testing.T) {
	s := mill(t, []int{0, 1, 2, 3, 4})
	for _, words := range []string{millWords, "nobody in this valley will lose a job", "We will rebuild the old mill"} {
		trace, err := Trace(t.Context(), s, words)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, a := range trace.Appearances {
			got = append(got, a.Head.Publisher+" "+string(a.Wording))
		}
		if want := "Daily Ledger exact|Courier altered|Mercury fragment"; strings.Join(got, "|") != want {
			t.Errorf("trace of %q: %q", words, got)
		}
		if trace.Statement.Copies != 3 || trace.Statement.Origins != 2 || trace.Appearances[1].Origin != 1 {
			t.Errorf("%d copies, %d origins, the pickup is of origin %d", trace.Statement.Copies, trace.Statement.Origins, trace.Appearances[1].Origin)
		}
		if c := trace.Appearances[1].Changes; len(c) == 0 || c[0].Kind != compare.Negation {
			t.Errorf("changes of the altered copy: %+v", c)
		}
	}
	if _, err := Trace(t.Context(), s, "The moon is made of green cheese and always was"); !errors.Is(err, quoth.ErrNotFound) {
		t.Errorf("words nobody said: %v", err)
	}
}

func TestWhy(t *testing.T) {
	s := mill(t, []int{0, 1, 2, 3, 4})
	page, err := Said(t.Context(), s, SaidQuery{Person: "Ruiz"})
	if err != nil {
		t.Fatal(err)
	}
	id := page.Statements[0].ID
	r, err := Why(t.Context(), s, id)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]Reason{}
	for _, reason := range r.Reasons {
		found[reason.Field] = reason
		for _, p := range reason.Passages {
			if err := p.Check(r.Quotation.Passage.Text); err != nil || p.Empty() {
				t.Errorf("%s rests on a passage that is none: %v", reason.Field, err)
			}
		}
	}
	for field, want := range map[string]string{"who": "Ana Ruiz", "what": millWords, "when": "2020-01-01", "told": "", "venue": "interview", "about": "Ben Okoye"} {
		if got, ok := found[field]; !ok || got.Found != want || want != "" && field != "about" && got.Rule == "" {
			t.Errorf("%s: %+v, want %q by a rule", field, got, want)
		}
	}
	if words := found["when"].Passages[0].Of(r.Quotation.Passage.Text); words != "2020-01-01" {
		t.Errorf("the date rests on %q", words)
	}
	// The pickup answers for itself: who is "she", and why it is no origin of its own.
	trace, err := Trace(t.Context(), s, id)
	if err != nil {
		t.Fatal(err)
	}
	pickup, err := Why(t.Context(), s, trace.Appearances[1].Quotation.ID)
	if err != nil {
		t.Fatal(err)
	}
	told, origin := "", ""
	for _, reason := range pickup.Reasons {
		switch reason.Field {
		case "told":
			told = reason.Found
		case "origins":
			origin = reason.Found
		}
	}
	if told != "the Ledger" || !strings.Contains(origin, "told the Ledger") {
		t.Errorf("the pickup was told to %q and is %q", told, origin)
	}
	// A date corrected by hand is shown as such.
	if _, err := FixDate(t.Context(), s, r.Quotation.Quotation.ID, "2019-12-31", Author{Who: "desk", Why: "tape", When: time.Now()}); err != nil {
		t.Fatal(err)
	}
	if r, err = Why(t.Context(), s, r.Quotation.Quotation.ID); err != nil {
		t.Fatal(err)
	}
	for _, reason := range r.Reasons {
		if reason.Field == "when" && (reason.Found != "2019-12-31" || !reason.Corrected) {
			t.Errorf("the corrected date: %+v", reason)
		}
	}
	for _, id := range []string{"s:nothing", "q:nothing"} {
		if _, err := Why(t.Context(), s, id); !errors.Is(err, quoth.ErrNotFound) {
			t.Errorf("why %s: %v", id, err)
		}
	}
	if _, err := Why(t.Context(), s, "d:x"); !errors.Is(err, quoth.ErrInvalid) {
		t.Error("a document was asked why")
	}
}

func TestShow(t *testing.T) {
	s := mill(t, []int{0, 1, 2, 3, 4})
	page, err := Said(t.Context(), s, SaidQuery{Person: "Ruiz"})
	if err != nil {
		t.Fatal(err)
	}
	st := &page.Statements[0]
	for _, id := range []string{st.ID, st.Speaker.ID, st.First.ID, record.QuotationID(st.ID)} {
		shown, err := Show(t.Context(), s, id)
		if err != nil {
			t.Errorf("show %s: %v", id, err)
			continue
		}
		n := 0
		for _, there := range []bool{shown.Document != nil, shown.Quotation != nil, shown.Statement != nil, shown.Entity != nil} {
			if there {
				n++
			}
		}
		if n != 1 {
			t.Errorf("show %s gives %d things", id, n)
		}
	}
	for id, want := range map[string]error{"x": quoth.ErrInvalid, "d:none": quoth.ErrNotFound, "q:none": quoth.ErrNotFound, "s:none": quoth.ErrNotFound, "p:none": quoth.ErrNotFound} {
		if _, err := Show(t.Context(), s, id); !errors.Is(err, want) {
			t.Errorf("show %s: %v", id, err)
		}
	}
}

// TestExport: the same bytes whatever the order of adding.
func TestExport(t *testing.T) {
	export := func(order []int) []byte {
		var b bytes.Buffer
		s := mill(t, order)
		err := Export(t.Context(), s, func(trace *Tracing) error {
			line, err := wire.Line(trace.Wire())
			b.Write(line)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	want := export([]int{0, 1, 2, 3, 4})
	if n := bytes.Count(want, []byte("\n")); n != 4 {
		t.Errorf("%d lines", n)
	}
	for range 6 {
		order := rand.Perm(5)
		if got := export(order); !bytes.Equal(got, want) {
			t.Fatalf("added in the order %v:\n%s\nwant\n%s", order, got, want)
		}
	}
}

func TestCorrectByName(t *testing.T) {
	s := mill(t, []int{0, 1, 2, 3, 4})
	by := Author{Who: "desk", Why: "her own word", When: time.Now()}
	id, err := Merge(t.Context(), s, "Ben Okoye", "Clara Okoye", by)
	if err != nil {
		t.Fatal(err)
	}
	if p, err := Meant(t.Context(), s, "Okoye"); err != nil || p.Statements != 2 {
		t.Errorf("merged: %+v, %v", p, err)
	}
	if err := Withdraw(t.Context(), s, id, by); err != nil {
		t.Fatal(err)
	}
	if _, err := Meant(t.Context(), s, "Okoye"); !errors.Is(err, quoth.ErrAmbiguous) {
		t.Errorf("withdrawn: %v", err)
	}
	if _, err := Hide(t.Context(), s, "Clara Okoye", by); err != nil {
		t.Fatal(err)
	}
	page, err := Said(t.Context(), s, SaidQuery{})
	if err != nil || page.Total != 2 {
		t.Errorf("hidden: %d statements, %v", page.Total, err)
	}
	if n, err := Doctor(t.Context(), s, func(f record.Fault) { t.Errorf("%+v", f) }); n != 0 || err != nil {
		t.Errorf("%d faults, %v", n, err)
	}
}
