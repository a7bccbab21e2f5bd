package recordtest

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// tallies: what is counted is what the same query finds, however it is narrowed.
func tallies(t *testing.T, open Opener) {
	f := newFixture(t, open)
	f.add(archive(3, 40)...)
	f.add(outlet("Mercury", "", Quote{Words: "Nobody knows when I said this about the harvest", Speaker: "Ana Ruiz", About: "Ben Okoye", Act: quoth.Denial}))
	everything := record.ByDay | record.ByOutlet | record.BySpeaker | record.ByAbout
	for _, q := range []record.Query{{}, {Speakers: []string{f.person("Ana Ruiz")}}, {About: []string{f.person("Ben Okoye")}}, {Form: quoth.Indirect}, {Words: "harvest"}} {
		got, err := f.Tally(f.ctx, q, everything)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(f.counted(q), counts(got)); diff != "" {
			t.Errorf("%+v: %s", q, diff)
		}
	}
	none, err := f.Tally(f.ctx, record.Query{}, 0)
	if err != nil || len(none.Days)+len(none.Outlets)+len(none.Speakers)+len(none.About) > 0 {
		t.Errorf("unasked: %+v, %v", none, err)
	}
	if _, err := f.Tally(f.ctx, record.Query{Grep: "river"}, everything); err == nil {
		t.Error("a query that goes through texts was counted")
	}
}

// counts are a tally as text: what, and how many.
func counts(t record.Tally) map[string]int {
	all := map[string]int{}
	for _, d := range t.Days {
		all[fmt.Sprintf("day %d %s %s", d.Day, d.Form, d.Act)] += d.Statements
	}
	for _, o := range t.Outlets {
		all["outlet "+o.Outlet] += o.Statements
	}
	for _, e := range t.Speakers {
		all["speaker "+e.Name] += e.Statements
	}
	for _, e := range t.About {
		all["about "+e.Name] += e.Statements
	}
	return all
}

// counted is the tally of a query by going through what it finds.
func (f *fixture) counted(q record.Query) map[string]int {
	all := map[string]int{}
	for _, s := range f.all(q) {
		day, last, dated := s.Said.Bounds()
		if day == quoth.EarliestDay {
			day = last
		}
		if !dated {
			day = quoth.LatestDay
		}
		all[fmt.Sprintf("day %d %s %s", day, s.Form, s.Act)]++
		all["outlet "+s.First.Publisher]++
		if s.Speaker.ID != "" {
			all["speaker "+s.Speaker.Name]++
		}
		for _, p := range s.About {
			all["about "+p.Name]++
		}
	}
	return all
}

// stretches: what was said in a stretch of time, page by page and counted, is what the
// whole timeline holds of it, however coarse, open or unknown the dates are.
func stretches(t *testing.T, open Opener) {
	f := newFixture(t, open)
	f.add(archive(5, 60)...)
	said := []quoth.When{"", "", "2019", "2019~", "2020-02", "../2020-03-01", "2020-02-11", "2015/2020", "2020-02-11/2020-03-11"}
	r := rand.New(rand.NewPCG(5, 2))
	for _, form := range []quoth.Form{quoth.Direct, quoth.Mixed, quoth.Indirect} {
		for j, when := range said {
			f.add(outlet("Ledger", quoth.When(fmt.Sprintf("2020-0%d-11", 1+j%4)), Quote{Words: words(r, 20), Speaker: "Ana Ruiz", Form: form, Said: when}))
		}
	}
	f.add(outlet("Ledger", "", statement("Nobody knows when this was printed, or by whom it was set", "Ana Ruiz")))
	for _, q := range []record.Query{{}, {From: "2020-02-11"}, {To: "2020-02-11"}, {From: "2020-02-10", To: "2020-02-12"}, {From: "2018", To: "2018"}, {From: "2031"},
		{Form: quoth.Indirect}, {Form: quoth.Mixed, From: "2020-03"}, {Act: quoth.Denial}, {Year: 2020}, {Year: -1}, {Year: -1, To: "2020-02-11"}} {
		want := f.spoken(f.all(q))
		for _, limit := range []int{1, 2, 7, 1000} {
			var got []string
			q := q
			for q.Limit = limit; ; {
				page, err := f.Statements(f.ctx, q)
				if err != nil {
					t.Fatal(err)
				}
				if page.Total != len(want) {
					t.Fatalf("%+v: %d in all, said to be %d", q, len(want), page.Total)
				}
				got = append(got, f.spoken(page.Statements)...)
				if q.After = page.Next; q.After == "" || len(page.Statements) > limit {
					break
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%+v: %s", q, diff)
			}
		}
	}
	if len(f.all(record.Query{From: "2020-02-10", To: "2020-02-12"})) < 9 {
		t.Error("too little was said for the test to tell")
	}
}

// spoken are statements as text.
func (f *fixture) spoken(all []record.Statement) (lines []string) {
	for _, s := range all {
		lines = append(lines, fmt.Sprintf("%s %s %s %s %s", s.Said, s.First.Published, s.Form, s.ID, s.Text))
	}
	return lines
}

// newest: where there are very many, the newest are counted, and days are of all.
func newest(t *testing.T, open Opener) {
	f := newFixture(t, open)
	entry := func(from, to int) {
		var all []record.Entry
		for i := from; i < to; i += 250 {
			a := NewArticle(fmt.Sprintf("https://ledger.example/%d", i), "Ledger", "2020-01-02")
			for j := i; j < i+250; j++ {
				a.Quote(Quote{Words: fmt.Sprintf("Field %d lies by the %d river", j, j*j), Speaker: "Ana Ruiz", About: "Ben Okoye"})
			}
			doc, reading := a.Build()
			all = append(all, record.Entry{Doc: doc, Reading: reading})
		}
		if _, err := f.AddReadings(f.ctx, all); err != nil {
			t.Fatal(err)
		}
	}
	for _, step := range []struct {
		from, to int
		newest   bool
	}{{0, record.MostCounted, false}, {record.MostCounted, record.MostCounted + 250, true}} {
		entry(step.from, step.to)
		for _, q := range []record.Query{{Speakers: []string{f.person("Ana Ruiz")}}, {About: []string{f.person("Ben Okoye")}}} {
			got, err := f.Tally(f.ctx, q, record.ByDay|record.ByOutlet|record.BySpeaker|record.ByAbout)
			if err != nil {
				t.Fatal(err)
			}
			if got.Newest != step.newest || got.Days[0].Statements != step.to || got.Speakers[0].Statements != record.MostCounted || got.About[0].Statements != record.MostCounted {
				t.Errorf("of %d: %+v", step.to, got)
			}
		}
	}
}

// doubts: the least sure first, page by page, until someone has looked.
func doubts(t *testing.T, open Opener) {
	f := newFixture(t, open)
	f.add(
		outlet("Ledger", "2020-01-02", Quote{Words: "The river will rise again in spring", Speaker: "Ana Ruiz", Confidence: .9}),
		outlet("Courier", "2020-01-02", Quote{Words: "Copper is the future of this county", Speaker: "Ana Ruiz", Confidence: .4}),
		outlet("Mercury", "2020-01-02", Quote{Words: "She has never set foot in a mine", Speaker: "Ben Okoye", Confidence: .6}),
		outlet("Standard", "2020-01-02", Quote{Words: "that the bridge should be painted green", Speaker: "Ben Okoye", Act: quoth.Attitude, Form: quoth.Indirect, Confidence: .1}),
	)
	queue := func() (words []string) {
		t.Helper()
		for after := ""; ; {
			page, err := f.Doubtful(f.ctx, after, 2)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range page.Statements {
				words = append(words, s.Text)
			}
			if after = page.Next; after == "" {
				if page.Total != len(words) {
					t.Errorf("%d in the queue, said to be %d", len(words), page.Total)
				}
				return words
			}
		}
	}
	copper, mine, river := "Copper is the future of this county", "She has never set foot in a mine", "The river will rise again in spring"
	f.want("before", queue(), []string{copper, mine, river})
	of := func(words string) string { return record.QuotationID(f.all(record.Query{Grep: words})[0].ID) }
	fixed := f.correct(record.FixSpeaker, of(copper), f.person("Ana Ruiz"))
	f.correct(record.FixDate, of(mine), "2019")
	f.want("after two were looked at", queue(), []string{river})
	f.withdraw(fixed)
	f.want("after one was taken back", queue(), []string{copper, river})
	if _, err := f.Doubtful(f.ctx, "nonsense", 2); err == nil {
		t.Error("a cursor that no answer gave is taken")
	}
}

// addresses: a document is found by its address, however that is spelled.
func addresses(t *testing.T, open Opener) {
	f := newFixture(t, open)
	f.add(
		NewArticle("https://ledger.example/mill", "Ledger", "2020-01-03").Quote(statement(longWords, "Ana Ruiz")),
		NewArticle("https://ledger.example/mill", "Ledger", "2020-01-02").Quote(statement(longWords, "Ana Ruiz")),
		NewArticle("https://ledger.example/other", "Ledger", "2020-01-02").Quote(statement(longWords, "Ana Ruiz")),
	)
	at := func(url string) (days []string) {
		t.Helper()
		heads, err := f.At(f.ctx, url)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range heads {
			days = append(days, string(h.Published))
		}
		return days
	}
	for _, url := range []string{"https://ledger.example/mill", "http://www.ledger.example/mill/", "ledger.example/mill#top", " https://ledger.example/mill "} {
		f.want(url, at(url), []string{"2020-01-02", "2020-01-03"})
	}
	for _, url := range []string{"", "https://", "https://ledger.example/mil", "https://ledger.example/mill?page=2", "'; DROP TABLE document; --"} {
		f.want(url, at(url), nil)
	}
	f.correct(record.Hide, f.documentOf("Ledger"), "")
	if days := append(at("https://ledger.example/mill"), at("https://ledger.example/other")...); len(days) != 2 {
		t.Errorf("of three documents one is hidden, and %v are found", days)
	}
}
