package recordtest

import (
	"slices"
	"strings"
	"testing"

	"github.com/quoth-news/quoth/record"
)

// together: what is grouped when all is at hand is what the store groups as it comes.
func together(t *testing.T, open Opener) {
	s := open(t)
	defer s.Close()
	g := NewGenerator(11)
	var entries []record.Entry
	for range 300 {
		doc, reading := g.Next().Article.Build()
		entries = append(entries, record.Entry{Doc: doc, Reading: reading})
	}
	if _, err := s.AddReadings(t.Context(), entries); err != nil {
		t.Fatal(err)
	}
	members := membersOf(t, s, entries)
	settled, err := record.Together(members)
	if err != nil {
		t.Fatal(err)
	}
	page, err := s.Statements(t.Context(), record.Query{Attitudes: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(settled) != len(page.Statements) || len(settled) < 300 {
		t.Fatalf("%d statements together, %d in the store", len(settled), len(page.Statements))
	}
	slices.SortFunc(page.Statements, func(a, b record.Statement) int { return strings.Compare(a.ID, b.ID) })
	for i, got := range settled {
		want := &page.Statements[i]
		if id := record.StatementID(got.Members[0].ID); id != want.ID || got.Copies != want.Copies || got.Origins != want.Origins || got.Said != want.Said || got.Told != want.Told {
			t.Errorf("%s, %d copies of %d origins, said %q, told %q together; in the store %s, %d, %d, %q, %q",
				id, got.Copies, got.Origins, got.Said, got.Told, want.ID, want.Copies, want.Origins, want.Said, want.Told)
		}
	}
}

// membersOf are the quotations of entries with the speakers the store gives them.
func membersOf(t *testing.T, s record.Store, entries []record.Entry) (members []*record.Member) {
	t.Helper()
	numbers := map[string]int64{"": 0}
	for _, e := range entries {
		facts := record.FactsOf(e.Doc, e.Reading)
		head := &record.Head{ID: e.Doc.ID, URL: e.Doc.Origin.URL, Published: e.Doc.Published}
		for i := range facts.Quotations {
			m := record.MemberOf(head, facts, &facts.Quotations[i])
			a, err := s.Appearance(t.Context(), m.ID)
			if err != nil {
				t.Fatal(err)
			}
			if _, known := numbers[a.Speaker.ID]; !known {
				numbers[a.Speaker.ID] = int64(len(numbers))
			}
			m.Entity = numbers[a.Speaker.ID]
			members = append(members, m)
		}
	}
	return members
}
