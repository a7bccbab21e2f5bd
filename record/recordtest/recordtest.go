// Package recordtest is the suite that every store of a record must pass, and the
// composed articles it works with.
//
// What comes in is a function that opens an empty store; the suite adds composed
// articles, whose readings are those of a perfect reader, and asks for what
// record.Store promises: statements across documents, origins, people, the same
// answers whatever the order of adding, nothing twice, sound tables.
//
//	func TestStore(t *testing.T) { recordtest.Run(t, open) }
//
// It knows nothing of tables or SQL, and tests no reading: those are composed.
package recordtest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// Opener opens a new, empty store for one test; the test closes it.
type Opener func(t *testing.T) record.Store

// Run runs the suite.
func Run(t *testing.T, open Opener) {
	for _, test := range []struct {
		name string
		run  func(*testing.T, Opener)
	}{
		{"Idempotence", idempotence}, {"Readings", readings}, {"Refusals", refusals}, {"Failures", failures},
		{"Statements", statements}, {"Origins", origins}, {"People", people}, {"Namesakes", namesakes}, {"Queries", queries}, {"Tallies", tallies}, {"Newest", newest}, {"Stretches", stretches}, {"Doubts", doubts}, {"Addresses", addresses}, {"Pages", pages}, {"Growing", growing},
		{"Nearest", nearest}, {"Order", order}, {"Together", together}, {"Batches", batches}, {"Readers", readers}, {"Coverage", coverage},
		{"Corrections", corrections}, {"Erasure", erasure}, {"Sound", sound}, {"Huge", huge},
		{"Tokens", tokens}, {"Sessions", sessions},
		{"Versions", versions}, {"Identifiers", identifiers}, {"Watches", watches}, {"Notices", notices}, {"Visits", visits},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, open) })
	}
}

// fixture is a store and what a test does with it.
type fixture struct {
	*testing.T
	record.Store
	ctx   context.Context
	clock time.Time // of the corrections
}

func newFixture(t *testing.T, open Opener) *fixture {
	s := open(t)
	t.Cleanup(func() { s.Close() })
	return &fixture{t, s, context.Background(), time.Date(2026, 1, 1, 9, 0, 0, 0, time.UTC)}
}

// add adds articles, one by one.
func (f *fixture) add(articles ...*Article) {
	f.Helper()
	for _, a := range articles {
		doc, reading := a.Build()
		added, err := f.AddReading(f.ctx, doc, reading)
		if err != nil {
			f.Fatal(err)
		}
		if !added {
			f.Fatalf("%s was not added", a.URL)
		}
	}
}

// all are the statements of a query.
func (f *fixture) all(q record.Query) []record.Statement {
	f.Helper()
	page, err := f.Statements(f.ctx, q)
	if err != nil {
		f.Fatal(err)
	}
	return page.Statements
}

// groups prints the statements as lines of "publisher, publisher": who carries
// them in the order of first appearance, and how many origins there are.
func (f *fixture) groups(q record.Query) []string {
	f.Helper()
	var lines []string
	for _, s := range f.all(q) {
		appearances, err := f.Appearances(f.ctx, s.ID)
		if err != nil {
			f.Fatal(err)
		}
		var outlets []string
		for _, a := range appearances {
			outlets = append(outlets, a.Head.Publisher)
		}
		lines = append(lines, fmt.Sprintf("%s ×%d", strings.Join(outlets, ", "), s.Origins))
	}
	return lines
}

func (f *fixture) want(what string, got, want []string) {
	f.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		f.Errorf("%s:\n  %s\nwant\n  %s", what, strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

// wantAny is want where the order says nothing: statements and outlets of one day
// are ordered by their identifiers.
func (f *fixture) wantAny(what string, got, want []string) {
	f.Helper()
	f.want(what, unordered(got), unordered(want))
}

func unordered(lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		outlets, origins, _ := strings.Cut(line, " ×")
		names := strings.Split(outlets, ", ")
		slices.Sort(names)
		out[i] = strings.Join(names, ", ") + " ×" + origins
	}
	slices.Sort(out)
	return out
}

// person is the identifier of the only one a name means.
func (f *fixture) person(name string) string {
	f.Helper()
	people, err := f.People(f.ctx, name)
	if err != nil {
		f.Fatal(err)
	}
	if len(people) != 1 {
		f.Fatalf("%s means %d people: %+v", name, len(people), people)
	}
	return people[0].ID
}

// Digest is a hash over all that a store answers about its statements, with their
// appearances and people: two stores with the same documents have the same.
func Digest(ctx context.Context, s record.Store) (string, error) {
	h := sha256.New()
	page, err := s.Statements(ctx, record.Query{Attitudes: true, Hidden: true})
	if err != nil {
		return "", err
	}
	for i := range page.Statements {
		st := &page.Statements[i]
		fmt.Fprintf(h, "%+v\n", *withoutText(st))
		if st.Venue != nil {
			fmt.Fprintf(h, "%+v\n", *st.Venue)
		}
		appearances, err := s.Appearances(ctx, st.ID)
		if err != nil {
			return "", err
		}
		for _, a := range appearances {
			fmt.Fprintf(h, "%s %s %v %s %d %s %v\n", a.Quotation.ID, a.Words, a.Speaker, a.Head.ID, a.Origin, a.Joined, a.Hidden)
		}
		if e := st.Speaker.ID; e != "" {
			entity, err := s.Entity(ctx, e)
			if err != nil {
				return "", err
			}
			fmt.Fprintf(h, "%+v\n", *entity)
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func withoutText(s *record.Statement) *record.Statement {
	c := *s
	c.Evidence.Text, c.Venue = "", nil
	return &c
}

// longWords is an answer nobody gives twice by chance.
const longWords = "We will rebuild the old mill before the winter comes, and nobody in this valley will lose a job over it"

func statement(words, speaker string) Quote { return Quote{Words: words, Speaker: speaker} }

// outlet is an article of its own with one quotation and prose of its own, which
// no other reporter wrote.
func outlet(name string, published quoth.When, q Quote) *Article {
	own := rand.New(rand.NewPCG(uint64(quoth.HashString(name+string(published))), 1))
	return NewArticle("https://"+strings.ReplaceAll(strings.ToLower(name), " ", "-")+".example/"+string(published), name, published).
		Prose(words(own, 50)).
		Quote(q)
}
