package recordtest

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// people: one entity where nothing speaks against it, found by any part of the name.
func people(t *testing.T, open Opener) {
	names := func(f *fixture, name string) []string {
		found, err := f.People(f.ctx, name)
		if err != nil {
			f.Fatal(err)
		}
		var out []string
		for _, e := range found {
			out = append(out, fmt.Sprintf("%s %d", e.Name, e.Statements))
		}
		return out
	}
	for _, test := range []struct {
		name     string
		speakers []Quote
		ask      string
		want     []string
	}{
		{"the same name", []Quote{{Speaker: "Ana Ruiz"}, {Speaker: "Ana Ruiz"}}, "ruiz", []string{"Ana Ruiz 2"}},
		{"accents, case and title", []Quote{{Speaker: "Zoë Müller"}, {Speaker: "Dr. Zoe Muller"}}, "muller", []string{"Dr. Zoe Muller 2"}},
		{"the surname alone", []Quote{{Speaker: "Ruiz"}, {Speaker: "Ana Ruiz"}}, "Ana Ruiz", []string{"Ana Ruiz 2"}},
		{"a middle name", []Quote{{Speaker: "Michael Stone"}, {Speaker: "Michael Patrick Stone"}, {Speaker: "Stone"}}, "stone", []string{"Michael Patrick Stone 3"}},
		{"an initial", []Quote{{Speaker: "M. Stone"}, {Speaker: "Michael Stone"}}, "stone", []string{"Michael Stone 2"}},
		{"two of one surname", []Quote{{Speaker: "Ana Ruiz"}, {Speaker: "Carlos Ruiz"}, {Speaker: "Ruiz"}}, "ruiz", []string{"Ana Ruiz 1", "Carlos Ruiz 1", "Ruiz 1"}},
		{"two fathers' initials", []Quote{{Speaker: "George W. Stone"}, {Speaker: "George W.H. Stone"}, {Speaker: "George Stone"}}, "stone",
			[]string{"George Stone 1", "George W. Stone 1", "George W.H. Stone 1"}},
		{"one renowned and one hardly known", []Quote{{Speaker: "Ana Ruiz"}, {Speaker: "Ana Ruiz"}, {Speaker: "Ana Ruiz"}, {Speaker: "Ana Ruiz"}, {Speaker: "Ruiz"},
			{Speaker: "Ana Ruiz"}, {Speaker: "Ana Ruiz"}, {Speaker: "Carlos Ruiz"}, {Speaker: "Ana Ruiz"}, {Speaker: "Ana Ruiz"}}, "ruiz",
			[]string{"Ana Ruiz 9", "Carlos Ruiz 1"}},
		{"father and son", []Quote{{Speaker: "John Stone Jr."}, {Speaker: "John Stone"}}, "john stone", []string{"John Stone 1", "John Stone Jr. 1"}},
		{"an account", []Quote{{Speaker: "@anaruiz"}, {Speaker: "Ana Ruiz", Handle: "@anaruiz"}}, "@anaruiz", []string{"Ana Ruiz 2"}},
		{"a person and an organisation", []Quote{{Speaker: "Ana Ruiz"}, {Speaker: "Ruiz Holdings", Kind: quoth.Organisation}}, "ruiz", []string{"Ana Ruiz 1", "Ruiz Holdings 1"}},
		{"an organisation with its article", []Quote{{Speaker: "The Mill Workers Union", Kind: quoth.Organisation}, {Speaker: "Mill Workers Union", Kind: quoth.Organisation}}, "workers union", []string{"The Mill Workers Union 2"}},
		{"descriptions", []Quote{{Speaker: "the mayor"}, {Speaker: "the mayor"}}, "mayor", []string{"the mayor 1", "the mayor 1"}},
		{"unnamed sources are not asked for", []Quote{{Speaker: "a person close to Ruiz", Kind: quoth.UnnamedSource}}, "ruiz", nil},
		{"nobody", []Quote{{Speaker: "Ana Ruiz"}}, "okoye", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := newFixture(t, open)
			for i, q := range test.speakers {
				q.Words = fmt.Sprintf("answer number %d about lantern %d and copper %d is given here", i, i*7, i*13)
				f.add(outlet(fmt.Sprintf("Outlet %c", 'A'+i), "2020-01-02", q))
			}
			f.want("people called "+test.ask, names(f, test.ask), test.want)
		})
	}
	t.Run("an identifier outlives a fuller name", func(t *testing.T) {
		f := newFixture(t, open)
		f.add(outlet("Ledger", "2020-01-02", statement(longWords, "Ruiz")))
		old := f.person("Ruiz")
		f.add(outlet("Courier", "2020-01-02", statement("something else about the old copper mine", "Ana Ruiz")))
		e, err := f.Entity(f.ctx, old)
		if err != nil || e.Name != "Ana Ruiz" || e.Statements != 2 {
			t.Errorf("%+v, %v", e, err)
		}
		if _, err := f.Entity(f.ctx, "p:nobody"); !errors.Is(err, quoth.ErrNotFound) {
			t.Errorf("error %v for nobody", err)
		}
	})
}

// queries: each filter lets through what it should.
func queries(t *testing.T, open Opener) {
	f := newFixture(t, open)
	f.add(
		outlet("Ledger", "2020-01-02", Quote{Words: "The river will rise again in spring", Speaker: "Ana Ruiz", Said: "2020-01-01", Told: "Daily Mercury"}),
		outlet("Ledger", "2020-03-02", Quote{Words: "Copper is the future of this county", Speaker: "Ana Ruiz", About: "Ben Okoye", Form: quoth.Indirect}),
		outlet("Courier", "2021-05-05", Quote{Words: "She has never set foot in a mine", Speaker: "Ben Okoye", About: "Ana Ruiz", Said: "2021"}),
		outlet("Courier", "2021-06-05", Quote{Words: "that the bridge should be painted green", Speaker: "Ben Okoye", Act: quoth.Attitude, Form: quoth.Indirect}),
		outlet("Mercury", "", Quote{Words: "Nobody knows when I said this about the harvest", Speaker: "Ben Okoye", Form: quoth.Mixed}),
	)
	ana, ben := f.person("Ana Ruiz"), f.person("okoye")
	for _, test := range []struct {
		name string
		q    record.Query
		want []string // first words
	}{
		{"all, in order", record.Query{}, []string{"The river", "She has", "Copper is", "Nobody knows"}},
		{"with attitudes", record.Query{Attitudes: true}, []string{"The river", "She has", "Copper is", "that the", "Nobody knows"}},
		{"speaker", record.Query{Speakers: []string{ben}}, []string{"She has", "Nobody knows"}},
		{"about", record.Query{About: []string{ana}}, []string{"She has"}},
		{"speaker and about", record.Query{Speakers: []string{ana}, About: []string{ben}}, []string{"Copper is"}},
		{"from", record.Query{From: "2020-02"}, []string{"She has", "Copper is"}},
		{"to", record.Query{To: "2020"}, []string{"The river", "Copper is"}},
		{"from and to", record.Query{From: "2020-03", To: "2020-03"}, []string{"Copper is"}},
		{"told", record.Query{Told: "The Mercury"}, []string{"The river"}},
		{"form", record.Query{Form: quoth.Mixed}, []string{"Nobody knows"}},
		{"act", record.Query{Act: quoth.Attitude, Attitudes: true}, []string{"that the"}},
		{"outlet", record.Query{Outlet: "Courier"}, []string{"She has"}},
		{"outlet in other letters", record.Query{Outlet: "courier"}, nil},
		{"year", record.Query{Year: 2021}, []string{"She has"}},
		{"no date", record.Query{Year: -1}, []string{"Copper is", "Nobody knows"}},
		{"grep", record.Query{Grep: "COPPER"}, []string{"Copper is"}},
		{"words", record.Query{Words: "mine never"}, []string{"She has"}},
		{"words with marks of syntax", record.Query{Words: `"mine" OR copper* -never`}, nil},
	} {
		var got []string
		for _, s := range f.all(test.q) {
			got = append(got, strings.Join(strings.Fields(s.Text)[:2], " "))
		}
		// What has no date comes last, but "Copper is" is dated by its publication alone.
		want := append([]string(nil), test.want...)
		f.want(test.name, got, want)
	}
	if _, err := f.Statements(f.ctx, record.Query{Speakers: []string{"p:nobody"}}); !errors.Is(err, quoth.ErrNotFound) {
		t.Errorf("a speaker nobody knows: %v", err)
	}
	if _, err := f.Statement(f.ctx, "s:nothing"); !errors.Is(err, quoth.ErrNotFound) {
		t.Errorf("a statement nobody knows: %v", err)
	}
}

// pages: cursors go through all statements once, in order.
func pages(t *testing.T, open Opener) {
	f := newFixture(t, open)
	f.add(archive(2, 30)...)
	for _, q := range []record.Query{{}, {Grep: "river"}} {
		var want, got []string
		for _, s := range f.all(q) {
			want = append(want, s.ID)
		}
		if len(want) < 5 {
			t.Fatalf("only %d statements", len(want))
		}
		q.Limit = 3
		for {
			page, err := f.Statements(f.ctx, q)
			if err != nil {
				t.Fatal(err)
			}
			if page.Total != len(want) {
				t.Fatalf("total %d, want %d", page.Total, len(want))
			}
			for _, s := range page.Statements {
				got = append(got, s.ID)
			}
			if page.Next == "" {
				break
			}
			q.After = page.Next
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
	for _, q := range []record.Query{{After: "nonsense"}, {After: "czoxMjM"}, {Grep: "river", After: "nonsense"}} {
		if _, err := f.Statements(f.ctx, q); !errors.Is(err, quoth.ErrInvalid) {
			t.Errorf("a cursor nobody gave: %v", err)
		}
	}
}

// growing: pages go on where they were though documents were added in between, also
// where these gave the last statement shown another name.
func growing(t *testing.T, open Opener) {
	for _, grep := range []string{"", "valley"} {
		f := newFixture(t, open)
		f.add(outlet("Ledger", "2020-01-02", statement("nobody in this valley will lose a job over it", "Ana Ruiz")),
			outlet("Mercury", "2020-01-04", statement("I never met her, and I have never been to the valley", "Ben Okoye")))
		q := record.Query{Limit: 1, Grep: grep}
		first, err := f.Statements(f.ctx, q)
		if err != nil || len(first.Statements) != 1 || first.Next == "" {
			t.Fatalf("%+v, %v", first, err)
		}
		f.add(outlet("Courier", "2020-01-01", statement("nobody in this valley will lose a job over it", "Ana Ruiz")))
		if _, err := f.Statement(f.ctx, first.Statements[0].ID); err != nil || f.all(record.Query{})[0].ID == first.Statements[0].ID {
			t.Fatalf("the statement has its old name still, or is lost: %v", err)
		}
		q.After = first.Next
		second, err := f.Statements(f.ctx, q)
		if err != nil || len(second.Statements) != 1 || second.Statements[0].Speaker.Name != "Ben Okoye" {
			t.Errorf("the second page has %+v, %v", second, err)
		}
	}
}

// nearest: the right wording comes first, also with words missing, added or changed.
func nearest(t *testing.T, open Opener) {
	f := newFixture(t, open)
	f.add(archive(3, 40)...)
	f.add(outlet("Ledger", "2020-01-02", statement(longWords, "Ana Ruiz")),
		outlet("Courier", "2020-01-03", statement("We sold the mine for cash", "Ben Okoye")),
		outlet("Mercury", "2020-01-04", statement("Nobody's harvest was 3.5 tonnes", "Ben Okoye")))
	for _, words := range []string{
		longWords,
		strings.ToUpper(longWords),
		"nobody in this valley will lose a job",
		"We will never rebuild the old mill before the winter comes",
		"We will rebuild the mill ... and nobody will lose a job",
		"they would have rebuilt the old mill [at last] before winter came, and nobody here loses a job over this",
	} {
		f.nearestIs(words, "", longWords)
		f.nearestIs(words, f.person("Ana Ruiz"), longWords)
	}
	for _, words := range []string{"We sold the mine for cash", "We sold the mine for gold", "we never sold the mine", "We bought the mine for cash"} {
		f.nearestIs(words, "", "We sold the mine for cash")
	}
	if found, err := f.Nearest(f.ctx, longWords, f.person("Ben Okoye"), 5); err != nil || len(found) > 0 && found[0].Words == longWords {
		t.Errorf("found Ana Ruiz's words among Ben Okoye's: %v", err)
	}
	for _, words := range []string{"Nobody's harvest was 3.5 tonnes", "nobody’s harvest is 4.5 tonnes"} {
		f.nearestIs(words, "", "Nobody's harvest was 3.5 tonnes")
	}
	for _, words := range []string{"", "…", "the of and", `"`, "' OR 1=1 --", "a* NEAR(b c)", "\x00"} {
		if _, err := f.Nearest(f.ctx, words, "", 5); err != nil {
			t.Errorf("Nearest(%q): %v", words, err)
		}
	}
}

func (f *fixture) nearestIs(words, speaker, want string) {
	f.Helper()
	found, err := f.Nearest(f.ctx, words, speaker, 3)
	if err != nil {
		f.Fatal(err)
	}
	if len(found) == 0 || found[0].Words != want {
		f.Errorf("nearest to %q: %d found, first %+v", words, len(found), append(found, record.Candidate{})[0].Words)
		return
	}
	c := &found[0]
	if c.Statement == "" || c.Head.ID == "" || c.Quotation.ID == "" || c.Speaker.ID == "" || c.Passage.Span.Of(c.Passage.Text) != want {
		f.Errorf("nearest to %q lacks something: %+v", words, *c)
	}
}

func coverage(t *testing.T, open Opener) {
	f := newFixture(t, open)
	empty, err := f.Coverage(f.ctx)
	if err != nil || empty.Documents != 0 || empty.From != "" {
		t.Fatalf("an empty record covers %+v, %v", empty, err)
	}
	f.add(
		outlet("Ledger", "2020-01-02", statement(longWords, "Ana Ruiz")),
		outlet("Ledger", "2019", statement("Something altogether different about the harvest", "Ana Ruiz")),
		outlet("Courier", "2021-05-05", statement(longWords, "Ana Ruiz")),
	)
	got, err := f.Coverage(f.ctx)
	if err != nil {
		t.Fatal(err)
	}
	want := record.Coverage{Documents: 3, Publishers: 2, From: "2019", To: "2021-05-05", Statements: 2, People: 1,
		ByYear:   []record.Count{{Name: "2019", Documents: 1}, {Name: "2020", Documents: 1}, {Name: "2021", Documents: 1}},
		ByOutlet: []record.Count{{Name: "Ledger", Documents: 2}, {Name: "Courier", Documents: 1}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
