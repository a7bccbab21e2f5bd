package record

import "github.com/quoth-news/quoth"

// Settled is a statement as it came out of grouping.
type Settled struct {
	Row             int64     // of the quotation that names it, the first one
	Members         []*Member // in the order of first appearance
	Fullest         *Member   // whose words stand for it
	Said            quoth.When
	Told            string // as printed
	ToldOutlet      string // folded
	Venue           Venue
	Copies, Origins int
	Hidden          bool // all its quotations are hidden
}

// Summarise works out a statement from its members in the order of first
// appearance: the first one names it, the fullest wording of the earliest origin
// stands for it. The date is the narrowest one given, the outlet told and the
// venue are those of the first member that has one.
func Summarise(members []*Member) *Settled {
	s := &Settled{Row: members[0].Row, Members: members, Hidden: true}
	origin, _ := Origins(members)
	documents := map[string]bool{}
	hides := false
	for i, m := range members {
		documents[m.Document] = true
		s.Origins = max(s.Origins, origin[i])
		if origin[i] == 1 && !m.Hidden && (s.Fullest == nil || len(m.Words) > len(s.Fullest.Words)) {
			s.Fullest = m
		}
		if narrower(m.Said, s.Said) {
			s.Said = m.Said
		}
		if s.ToldOutlet == "" {
			s.Told, s.ToldOutlet = m.Told, m.ToldOutlet
		}
		if s.Venue.Kind == "" || s.Venue.Name == "" && s.Venue.Kind == m.Venue.Kind {
			s.Venue = m.Venue
		}
		s.Hidden = s.Hidden && m.Hidden
		hides = hides || m.Hides
	}
	s.Hidden = s.Hidden || hides
	if s.Fullest == nil {
		s.Fullest = members[0]
	}
	s.Copies = len(documents)
	return s
}

// narrower tells whether a is a date and says more than b.
func narrower(a, b quoth.When) bool {
	first, last, ok := a.Bounds()
	bFirst, bLast, known := b.Bounds()
	return ok && (!known || int64(last)-int64(first) < int64(bLast)-int64(bFirst))
}

// Printed is the day of the first appearance, the last day of all if unknown.
func (s *Settled) Printed() quoth.Day {
	if day, ok := s.Members[0].published(); ok {
		return day
	}
	return quoth.LatestDay
}

// Days are the days the statement is looked for under: those it may have been
// said on, or, where nothing tells, that of its first appearance. Without either
// it is found only by those who name no days.
func (s *Settled) Days() (first, last quoth.Day) {
	if first, last, ok := s.Said.Bounds(); ok {
		return first, last
	}
	if day, ok := s.Members[0].published(); ok {
		return day, day
	}
	return quoth.LatestDay, quoth.EarliestDay
}
