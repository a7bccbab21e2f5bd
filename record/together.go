package record

import (
	"cmp"
	"context"
	"slices"

	"github.com/quoth-news/quoth"
)

// MemberOf is a quotation as grouping sees it, without what a store or a cluster gives
// it: its row, wording and words, the entity of its speaker, and what was corrected by hand.
func MemberOf(doc *Head, facts *Facts, f *Fact) *Member {
	q := f.Quotation
	m := &Member{
		ID: q.ID, Document: doc.ID, Start: q.Parts[0].Start, Form: q.Form, Act: q.Act, Basis: q.Basis, Confidence: Confidence(q),
		Published: doc.Published, URL: doc.URL, Folded: f.Folded,
		ToldOutlet: f.Told, Outlet: facts.Outlet, Credit: facts.Credit, Prose: f.Prose, Whole: facts.Prose,
	}
	if q.Said != nil {
		m.Said = q.Said.When
	}
	if q.Told != nil {
		m.Told = q.Told.Name
	}
	if q.Venue != nil {
		m.Venue = Venue{Kind: q.Venue.Kind, Name: q.Venue.Name}
	}
	return m
}

// Confidence is that of the words and of who said them.
func Confidence(q *quoth.Quotation) float64 {
	if q.Speaker != nil {
		return q.Confidence * q.Speaker.Confidence
	}
	return q.Confidence
}

// Together groups quotations that are all at hand, of any number of speakers, as a
// store groups them when they come one by one: the statements are the same. It sets
// the members' rows and wordings; Entity must tell the speakers apart. The statements
// come in the order of the identifiers of their first quotations.
func Together(members []*Member) ([]*Settled, error) {
	a := &assembly{kept: map[int64]*Settled{}, voiced: map[voicing][]*Member{}, sharing: map[sounding][]int64{}}
	a.number(members)
	if err := Settle(context.Background(), a, members); err != nil {
		return nil, err
	}
	settled := make([]*Settled, 0, len(a.kept))
	for _, s := range a.kept {
		settled = append(settled, s)
	}
	slices.SortFunc(settled, func(a, b *Settled) int { return cmp.Compare(a.Members[0].ID, b.Members[0].ID) })
	return settled, nil
}

// assembly is a record of nothing but members, in memory, as settling asks for it.
type assembly struct {
	wordings []Wording // by number less one
	words    [][]uint32
	grams    [][]uint32
	voiced   map[voicing][]*Member
	sharing  map[sounding][]int64 // wordings, by speaker and gram
	kept     map[int64]*Settled
}

type voicing struct {
	wording, entity int64
	class           int
}

type sounding struct {
	entity int64
	gram   uint32
}

// number gives rows to members, numbers to wordings, and makes the indexes.
func (a *assembly) number(members []*Member) {
	numbers := map[string]int64{}
	for i, m := range members {
		m.Row, m.Statement = int64(i)+1, 0
		n, known := numbers[m.Folded]
		if !known {
			grams := Grams(m.Folded)
			a.words = append(a.words, Hashes(m.Folded))
			a.wordings = append(a.wordings, Wording{ID: int64(len(a.wordings)) + 1, Folded: m.Folded, Grams: len(grams)})
			a.grams = append(a.grams, grams)
			n = int64(len(a.wordings))
			numbers[m.Folded] = n
		}
		m.Wording, m.Words = n, a.words[n-1]
		v := voicing{n, m.Entity, Class(m.Act)}
		a.voiced[v] = append(a.voiced[v], m)
	}
	seen := map[[2]int64]bool{}
	for _, m := range members {
		if key := [2]int64{m.Entity, m.Wording}; !seen[key] {
			seen[key] = true
			for _, g := range a.grams[m.Wording-1] {
				s := sounding{m.Entity, g}
				a.sharing[s] = append(a.sharing[s], m.Wording)
			}
		}
	}
}

// Sharing implements Neighbours.
func (a *assembly) Sharing(_ context.Context, entity int64, _ string, grams []uint32) ([]Shared, error) {
	counts := map[int64]int{}
	var order []int64
	for _, g := range grams {
		for _, w := range a.sharing[sounding{entity, g}] {
			if counts[w] == 0 {
				order = append(order, w)
			}
			counts[w]++
		}
	}
	shared := make([]Shared, len(order))
	for i, w := range order {
		shared[i] = Shared{Wording: a.wordings[w-1], Count: counts[w]}
	}
	return shared, nil
}

// Voiced implements Neighbours.
func (a *assembly) Voiced(_ context.Context, wordings []int64, entity int64, class int) (members []*Member, err error) {
	for _, w := range wordings {
		members = append(members, a.voiced[voicing{w, entity, class}]...)
	}
	return members, nil
}

// Members implements Neighbours.
func (a *assembly) Members(_ context.Context, statement int64) ([]*Member, error) {
	if s := a.kept[statement]; s != nil {
		return slices.DeleteFunc(slices.Clone(s.Members), func(m *Member) bool { return m.Statement != statement }), nil
	}
	return nil, nil
}

// Keep implements Neighbours.
func (a *assembly) Keep(_ context.Context, s *Settled) error {
	a.kept[s.Row] = s
	return nil
}

// Drop implements Neighbours.
func (a *assembly) Drop(_ context.Context, statement int64) error {
	if s := a.kept[statement]; s != nil && !slices.ContainsFunc(s.Members, func(m *Member) bool { return m.Statement == statement }) {
		delete(a.kept, statement)
	}
	return nil
}

var _ Neighbours = (*assembly)(nil)
