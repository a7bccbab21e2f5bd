package recordtest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// idempotence: the same document twice changes nothing and says so.
func idempotence(t *testing.T, open Opener) {
	f := newFixture(t, open)
	a := outlet("Ledger", "2020-01-02", statement(longWords, "Ana Ruiz"))
	f.add(a)
	before := f.digest()
	doc, reading := a.Build()
	added, err := f.AddReading(f.ctx, doc, reading)
	if err != nil || added {
		t.Fatalf("added again: %v, %v", added, err)
	}
	if f.digest() != before {
		t.Error("adding a document again changed the record")
	}
	entry, err := f.Document(f.ctx, doc.ID)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(doc, entry.Doc); diff != "" {
		t.Error("the document came back changed:", diff)
	}
	if diff := cmp.Diff(reading, entry.Reading); diff != "" {
		t.Error("the reading came back changed:", diff)
	}
	for _, rules := range [][]string{nil, reading.Rules} {
		if has, err := f.Has(f.ctx, doc.ID, rules); err != nil || !has {
			t.Errorf("Has(%v) = %v, %v", rules, has, err)
		}
	}
	if has, _ := f.Has(f.ctx, doc.ID, []string{"compose@2"}); has {
		t.Error("it has a reading by rules that never read it")
	}
}

func (f *fixture) digest() string {
	f.Helper()
	d, err := Digest(f.ctx, f.Store)
	if err != nil {
		f.Fatal(err)
	}
	return d
}

// readings: a reading by newer rules becomes the active one, the older is kept,
// and the record is as if only the newer had been made.
func readings(t *testing.T, open Opener) {
	f, fresh := newFixture(t, open), newFixture(t, open)
	others := []*Article{
		outlet("Courier", "2020-01-03", statement(longWords, "Ana Ruiz")),
		outlet("Mercury", "2020-01-04", statement("nobody in this valley will lose a job over it", "Ruiz")),
	}
	a := outlet("Ledger", "2020-01-02", Quote{Words: longWords, Speaker: "Ana Ruiz", Handle: "@anaruiz"})
	f.add(a)
	f.add(others...)
	doc, old := a.Build()
	newer := *old
	newer.Rules = []string{"compose@2"}
	newer.Entities = []quoth.Entity{{Kind: quoth.Person, Name: "Ben Okoye", Mentions: old.Entities[0].Mentions}}
	added, err := f.AddReading(f.ctx, doc, &newer)
	if err != nil || !added {
		t.Fatalf("newer reading: %v, %v", added, err)
	}
	if _, err := fresh.AddReading(fresh.ctx, doc, &newer); err != nil {
		t.Fatal(err)
	}
	fresh.add(others...)
	if f.digest() != fresh.digest() {
		t.Errorf("a document read again leaves other statements than one read once: %q, %q", f.groups(record.Query{}), fresh.groups(record.Query{}))
	}
	all, err := f.Readings(f.ctx, doc.ID)
	if err != nil || len(all) != 2 || all[0].Rules[0] != "compose@1" || all[1].Rules[0] != "compose@2" {
		t.Errorf("readings: %d, %v", len(all), err)
	}
}

// refusals: what cannot be is refused before anything is written.
func refusals(t *testing.T, open Opener) {
	for name, spoil := range map[string]func(*quoth.Document, *quoth.Reading){
		"a span outside the text": func(d *quoth.Document, r *quoth.Reading) { r.Quotations[0].Parts[0].End = len(d.Text) + 5 },
		"a span inside a rune":    func(d *quoth.Document, r *quoth.Reading) { r.Quotations[0].Parts[0].Start-- },
		"an empty part": func(d *quoth.Document, r *quoth.Reading) {
			r.Quotations[0].Parts[0].End = r.Quotations[0].Parts[0].Start
		},
		"no parts":              func(d *quoth.Document, r *quoth.Reading) { r.Quotations[0].Parts = nil },
		"an entity that is not": func(d *quoth.Document, r *quoth.Reading) { r.Quotations[0].Speaker.Entity = 7 },
		"another document":      func(d *quoth.Document, r *quoth.Reading) { r.Document = "d:other" },
		"a date that is none":   func(d *quoth.Document, r *quoth.Reading) { r.Quotations[0].Said.When = "yesterday" },
	} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t, open)
			doc, reading := outlet("Ledger", "2020-01-02", Quote{Words: longWords, Speaker: "Ana Ruiz", Said: "2020"}).Build()
			spoil(doc, reading)
			good, ofGood := outlet("Courier", "2020-01-02", statement(longWords, "Ana Ruiz")).Build()
			_, err := f.AddReadings(f.ctx, []record.Entry{{Doc: good, Reading: ofGood}, {Doc: doc, Reading: reading}})
			if !errors.Is(err, quoth.ErrInvalid) {
				t.Errorf("error %v, want invalid", err)
			}
			if all := f.all(record.Query{}); len(all) != 0 {
				t.Errorf("half a batch was kept: %d statements", len(all))
			}
		})
	}
}

func failures(t *testing.T, open Opener) {
	f := newFixture(t, open)
	doc, reading := outlet("Ledger", "2020-01-02", statement(longWords, "Ana Ruiz")).Build()
	for _, fail := range []record.Failure{{Path: "b.html", Reason: "empty"}, {Path: doc.Origin.Path, Reason: "broken"}, {Path: "b.html", Reason: "binary"}} {
		if err := f.AddFailure(f.ctx, fail); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := f.AddReading(f.ctx, doc, reading); err != nil {
		t.Fatal(err)
	}
	got, err := f.Failures(f.ctx)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]record.Failure{{Path: "b.html", Reason: "binary"}}, got); diff != "" {
		t.Error(diff)
	}
}

// archive is a small generated archive with reprints, cuts, alterations, recurring
// phrases, people of one surname and pointers, the same for the same seed.
func archive(seed uint64, documents int) []*Article {
	r := rand.New(rand.NewPCG(seed, 1))
	speakers := []string{"Ana Ruiz", "Ruiz", "Ben Okoye", "Okoye", "Michael Stone", "Michael J. Stone", "Stone", "Petra Stone", "Mill Workers Union", "",
		// One bearer of a surname so renowned that the surname alone may come to mean them.
		"Ana Ruiz", "Ana Ruiz", "Ana Ruiz", "Ana Ruiz", "Ana Ruiz", "Ana Ruiz", "Ana Ruiz", "Carlos Ruiz"}
	outlets := []string{"Ledger", "Courier", "Daily Mercury", "Standard", "Valley Post"}
	stock := []string{"Jobs come first", "We will win", "No comment at this time", "It is what it is, and we go on"}
	var answers []string
	for range max(4, documents/4) {
		answers = append(answers, words(r, 8+r.IntN(25)))
	}
	var all []*Article
	for i := range documents {
		day := quoth.DayOf(2015+r.IntN(4), 1+r.IntN(12), 1+r.IntN(28))
		a := NewArticle(fmt.Sprintf("https://archive.example/%d", i), outlets[r.IntN(len(outlets))], day)
		a.Prose(words(r, 40))
		for range 1 + r.IntN(4) {
			q := Quote{Words: answers[r.IntN(len(answers))], Speaker: speakers[r.IntN(len(speakers))]}
			fields := strings.Fields(q.Words)
			switch r.IntN(6) {
			case 0:
				from := r.IntN(len(fields) / 2)
				q.Words = strings.Join(fields[from:from+len(fields)/2], " ")
			case 1:
				fields[r.IntN(len(fields))] = "never"
				q.Words = strings.Join(fields, " ")
			case 2:
				q.Words = stock[r.IntN(len(stock))]
			case 3:
				from := r.IntN(len(fields) - 4)
				q.Words = strings.Join(fields[from:from+4], " ")
			}
			if q.Speaker == "Mill Workers Union" {
				q.Kind = quoth.Organisation
			}
			switch r.IntN(5) {
			case 0:
				q.Said = quoth.DayOf(2015+r.IntN(4), 1+r.IntN(12), 1+r.IntN(28))
			case 1:
				q.Said = quoth.YearOf(2015 + r.IntN(4))
			}
			if r.IntN(6) == 0 {
				q.Told = outlets[r.IntN(len(outlets))]
			}
			if r.IntN(4) == 0 {
				q.About = "Ana Ruiz"
			}
			a.Quote(q)
			if r.IntN(3) == 0 {
				a.Prose("The council of the valley met again in the hall by the river, and the rain went on all through the night.")
			}
		}
		all = append(all, a)
	}
	return all
}

// vocabulary has function words among matter, as speech has.
var vocabulary = strings.Fields(`the a of and to we they will not can river mill winter bridge county road worker wages school
	the of to in is was it council money flood promise vote harvest engine copper lantern market the a no every`)

func words(r *rand.Rand, n int) string {
	out := make([]string, n)
	for i := range out {
		out[i] = vocabulary[r.IntN(len(vocabulary))]
	}
	return strings.Join(out, " ")
}

// order: whatever the order of adding, the record is the same.
func order(t *testing.T, open Opener) {
	for seed := range uint64(2) {
		articles := archive(seed, 60)
		want := ""
		for round := range 3 {
			f := newFixture(t, open)
			rand.New(rand.NewPCG(seed, uint64(round))).Shuffle(len(articles), func(i, j int) {
				articles[i], articles[j] = articles[j], articles[i]
			})
			f.add(articles...)
			switch got := f.digest(); {
			case want == "":
				want = got
			case got != want:
				t.Fatalf("seed %d: another order, another record", seed)
			}
		}
	}
}

// batches: however the work is split, the record is the same.
func batches(t *testing.T, open Opener) {
	articles := append([]*Article{ // fragments that share no two words of matter hang together in no batch
		outlet("Courier", "2020-01-02", statement("this on what not lanyabra", "Ana Ruiz")),
		outlet("Mercury", "2020-01-02", statement("this on what not", "Ana Ruiz")),
	}, archive(9, 60)...)
	want := ""
	for _, size := range []int{1, 7, 62} {
		f := newFixture(t, open)
		for start := 0; start < len(articles); start += size {
			var entries []record.Entry
			for _, a := range articles[start:min(start+size, len(articles))] {
				doc, reading := a.Build()
				entries = append(entries, record.Entry{Doc: doc, Reading: reading})
			}
			if _, err := f.AddReadings(f.ctx, entries); err != nil {
				t.Fatal(err)
			}
		}
		switch got := f.digest(); {
		case want == "":
			want = got
		case got != want:
			t.Fatalf("batches of %d give another record", size)
		}
	}
}

// readers: while one writes, others read whole answers.
func readers(t *testing.T, open Opener) {
	f := newFixture(t, open)
	articles := archive(5, 40)
	done := make(chan struct{})
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				page, err := f.Statements(f.ctx, record.Query{})
				if err != nil {
					t.Error("reading while writing:", err)
					return
				}
				if page.Total != len(page.Statements) {
					t.Errorf("%d statements of %d", len(page.Statements), page.Total)
				}
				for i := range page.Statements {
					s := &page.Statements[i]
					if s.Evidence.Span.Check(s.Evidence.Text) != nil || s.Copies == 0 {
						t.Errorf("half a statement: %+v", withoutText(s))
					}
				}
			}
		})
	}
	f.add(articles...)
	close(done)
	readers.Wait()
}

// sound: the doctor finds nothing in a record of every kind of article.
func sound(t *testing.T, open Opener) {
	f := newFixture(t, open)
	f.add(archive(11, 40)...)
	f.sound()
}

// huge: names, words and paths of any length are kept.
func huge(t *testing.T, open Opener) {
	f := newFixture(t, open)
	long := strings.Repeat("Zoë of the Hills ", 2000)
	f.add(NewArticle("https://long.example/"+strings.Repeat("a", 5000), strings.Repeat("Ledger ", 900), "2020").
		Quote(Quote{Words: strings.Repeat("river mill winter bridge ", 20000), Speaker: long, Role: long, Handle: "@" + long, Told: long, About: long}).
		Quote(Quote{Words: strings.Repeat("x", 300000), Speaker: "Ana Ruiz"}),
		NewArticle("https://book.example/1", "Ledger", "2020").
			Quote(Quote{Words: words(rand.New(rand.NewPCG(1, 1)), 60000), Speaker: "Ana Ruiz"}).
			Quote(Quote{Words: words(rand.New(rand.NewPCG(1, 2)), 60000), Speaker: "Ana Ruiz"}))
	f.sound()
	if n := len(f.all(record.Query{})); n != 4 {
		t.Errorf("%d statements", n)
	}
}
