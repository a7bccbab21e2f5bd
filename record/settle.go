package record

import (
	"context"
	"maps"
	"slices"
)

// Wording is the folded words of quotations, kept once.
type Wording struct {
	ID     int64
	Folded string
	Grams  int // how many distinct ones it has
}

// Shared is a wording that shares grams with another one.
type Shared struct {
	Wording
	Count int // of shared grams
}

// Neighbours is what settling asks of a store, and tells it. All of it happens
// inside the transaction that touched the quotations.
type Neighbours interface {
	// Sharing are the wordings that share a gram with folded words, whose grams these are,
	// and that a name of the entity's blocks spoke.
	Sharing(ctx context.Context, entity int64, folded string, grams []uint32) ([]Shared, error)
	// Voiced are the members with any of these wordings, of one entity and class.
	Voiced(ctx context.Context, wordings []int64, entity int64, class int) ([]*Member, error)
	// Members are the quotations that name a statement as theirs.
	Members(ctx context.Context, statement int64) ([]*Member, error)
	// Keep stores a statement and that these members are its own.
	Keep(ctx context.Context, s *Settled) error
	// Drop removes a statement if no quotation names it as its own any more.
	Drop(ctx context.Context, statement int64) error
}

// Settle groups what was touched: new quotations, quotations whose speaker or date
// is now another, and those that stood together with one that is gone. It looks at
// the neighbourhoods of the touched wordings and at nothing else, and forgets what
// statements these made before.
func Settle(ctx context.Context, n Neighbours, touched []*Member) error {
	type voice struct {
		entity int64
		class  int
	}
	voices := map[voice][]*Member{}
	for _, m := range touched {
		v := voice{m.Entity, Class(m.Act)}
		voices[v] = append(voices[v], m)
	}
	s := &settler{n: n, left: map[int64]bool{}}
	order := slices.SortedFunc(maps.Keys(voices), func(a, b voice) int {
		if a.entity != b.entity {
			return int(a.entity - b.entity)
		}
		return a.class - b.class
	})
	for _, v := range order {
		if err := s.voice(ctx, v.entity, v.class, voices[v]); err != nil {
			return err
		}
	}
	for _, row := range slices.Sorted(maps.Keys(s.left)) {
		if err := n.Drop(ctx, row); err != nil {
			return err
		}
	}
	return nil
}

type settler struct {
	n    Neighbours
	left map[int64]bool // statements that some member left
}

// voice settles the touched quotations of one speaker and class.
func (s *settler) voice(ctx context.Context, entity int64, class int, touched []*Member) error {
	h := &hood{n: s.n, entity: entity, class: class, seen: map[int64]*place{}, walked: map[int64]bool{}}
	for _, m := range touched {
		if err := h.walk(ctx, m.Wording, m.Folded); err != nil {
			return err
		}
	}
	fragments, err := s.fullWordings(ctx, h)
	if err != nil {
		return err
	}
	return s.fragments(ctx, h, fragments)
}

// fullWordings groups the neighbourhoods of full wordings and returns the places
// of the fragments met on the way.
func (s *settler) fullWordings(ctx context.Context, h *hood) (fragments []*place, err error) {
	for _, area := range h.areas {
		if area[0].fragment() {
			fragments = append(fragments, area...)
			continue
		}
		for _, p := range area {
			fragments = append(fragments, p.fragments...)
		}
		var members []*Member
		for _, p := range area {
			members = append(members, p.members...)
		}
		if err := s.keep(ctx, Group(members)); err != nil {
			return nil, err
		}
	}
	return fragments, nil
}

// fragments settles fragments: each goes to the statement of a fuller wording it
// fits best; those that fit none are grouped among those they hang together with, and
// with no others that happen to be looked at: the order of adding must not tell.
func (s *settler) fragments(ctx context.Context, h *hood, found []*place) error {
	areas, err := h.fragmentsAround(ctx, found)
	if err != nil || len(areas) == 0 {
		return err
	}
	joined := map[int64][]*Member{} // statement to the fragments that join it
	alone := make([][]*Member, len(areas))
	grown := map[int64]*cluster{}
	here := map[int64]bool{}
	for i, area := range areas {
		for _, p := range area {
			clusters, err := h.fullerStatements(ctx, p, grown)
			if err != nil {
				return err
			}
			g := grouping{related: map[[2]int64]float64{}}
			for _, m := range p.members {
				here[m.Row] = true
				if best := g.best(m, clusters); best == nil {
					alone[i] = append(alone[i], m)
				} else {
					row := best.members[0].Statement
					joined[row] = append(joined[row], m)
				}
			}
		}
	}
	// Every statement that has, had or gets one of these fragments is made anew
	// from its full wordings and the fragments that are now its own.
	var anew [][]*Member // all read before any is kept: a statement may take over the row that named another
	for _, row := range slices.Sorted(maps.Keys(grown)) {
		members, err := h.members(ctx, row)
		if err != nil {
			return err
		}
		members = slices.DeleteFunc(members, func(m *Member) bool { return here[m.Row] })
		anew = append(anew, append(members, joined[row]...))
	}
	if err := s.keep(ctx, anew); err != nil {
		return err
	}
	for _, members := range alone {
		if err := s.keep(ctx, Group(members)); err != nil {
			return err
		}
	}
	return nil
}

// fullerStatements are the statements of the full wordings a fragment stands in,
// as clusters of full wordings only, in an order of their own.
func (h *hood) fullerStatements(ctx context.Context, p *place, grown map[int64]*cluster) ([]*cluster, error) {
	var clusters []*cluster
	var wordings []int64
	for _, fuller := range p.fuller {
		wordings = append(wordings, fuller.wording)
	}
	members, err := h.n.Voiced(ctx, wordings, h.entity, h.class)
	if err != nil {
		return nil, err
	}
	seen := map[int64]bool{}
	for _, m := range members {
		if seen[m.Statement] || m.Statement == 0 {
			continue
		}
		seen[m.Statement] = true
		c := grown[m.Statement]
		if c == nil {
			if c, err = h.fullCluster(ctx, m.Statement); err != nil {
				return nil, err
			}
			grown[m.Statement] = c
		}
		clusters = append(clusters, c)
	}
	slices.SortFunc(clusters, func(a, b *cluster) int { return fullestFirst(a.members[0], b.members[0]) })
	return clusters, nil
}

func (h *hood) fullCluster(ctx context.Context, statement int64) (*cluster, error) {
	members, err := h.members(ctx, statement)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(members, fullestFirst)
	c := &cluster{}
	for _, m := range members {
		if len(m.Words) >= shortWording {
			c.add(m)
		}
	}
	return c, nil
}

// members are the quotations that name a statement as theirs, but for those that
// are another's by now and are still to be settled there.
func (h *hood) members(ctx context.Context, statement int64) ([]*Member, error) {
	members, err := h.n.Members(ctx, statement)
	return slices.DeleteFunc(members, func(m *Member) bool {
		return m.Entity != h.entity || Class(m.Act) != h.class
	}), err
}

// keep stores groups as statements and notes which ones they may replace.
func (s *settler) keep(ctx context.Context, groups [][]*Member) error {
	for _, members := range groups {
		slices.SortFunc(members, firstPrinted)
		for _, m := range members {
			if m.Statement != 0 && m.Statement != members[0].Row {
				s.left[m.Statement] = true
			}
		}
		settled := Summarise(members)
		if err := s.n.Keep(ctx, settled); err != nil {
			return err
		}
		for _, m := range members {
			m.Statement = settled.Row
		}
	}
	return nil
}
