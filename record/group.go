package record

import (
	"slices"

	"github.com/quoth-news/quoth"
)

// A cluster is a statement being put together.
type cluster struct {
	members  []*Member
	wordings []*Member // one member for each distinct wording
	occasion occasion
}

func (c *cluster) add(m *Member) {
	c.members = append(c.members, m)
	c.occasion.add(m)
	for _, w := range c.wordings {
		if w.Wording == m.Wording {
			return
		}
	}
	c.wordings = append(c.wordings, m)
}

// Group parts quotations of one speaker and class into statements. It is handed
// whole neighbourhoods: all quotations whose wordings hang together by Related.
// Fuller wordings come first and found statements; each other quotation goes to
// the statement it fits best, by words, then by outlet told, then by date; none
// joins two. What comes out depends on the set of members alone.
func Group(members []*Member) [][]*Member {
	sorted := slices.Clone(members)
	slices.SortFunc(sorted, fullestFirst)
	g := grouping{related: map[[2]int64]float64{}}
	var last *cluster
	for i, m := range sorted {
		// The same words with the same dates as the member before fit the same place.
		if i > 0 && last != nil && interchangeable(sorted[i-1], m) {
			last.add(m)
			continue
		}
		best := g.best(m, g.clusters)
		if best == nil {
			best = &cluster{}
			g.clusters = append(g.clusters, best)
		}
		best.add(m)
		last = best
	}
	groups := make([][]*Member, len(g.clusters))
	for i, c := range g.clusters {
		groups[i] = c.members
	}
	return groups
}

func interchangeable(a, b *Member) bool {
	return a.Wording == b.Wording && !nobodys(a) && a.Said == b.Said && a.Published == b.Published && a.Published != "" && a.ToldOutlet == b.ToldOutlet
}

// nobodys tells whether a quotation is of nobody known and too short to be known
// again by its words: it is a statement of its own.
func nobodys(m *Member) bool { return m.Entity == 0 && len(m.Words) < longRun }

// grouping remembers how much pairs of wordings overlap.
type grouping struct {
	clusters []*cluster
	related  map[[2]int64]float64 // 0 if not related
}

// best is the cluster m fits best, nil if it fits none. Of equal ones it is the
// first, and the clusters stand in the order of their fullest wordings.
func (g *grouping) best(m *Member, clusters []*cluster) *cluster {
	if nobodys(m) {
		return nil
	}
	var best *cluster
	var bestFit fit
	for _, c := range clusters {
		f, ok := g.fit(m, c)
		if ok && (best == nil || f.better(bestFit)) {
			best, bestFit = c, f
		}
	}
	return best
}

// fit is how well a member fits a cluster.
type fit struct {
	overlap int // in tenths
	told    bool
	gap     quoth.Day
}

func (f fit) better(o fit) bool {
	if f.overlap != o.overlap {
		return f.overlap > o.overlap
	}
	if f.told != o.told {
		return f.told
	}
	return f.gap < o.gap
}

func (g *grouping) fit(m *Member, c *cluster) (fit, bool) {
	f, words := fit{overlap: -1}, 0
	for _, w := range c.wordings {
		o, shared := g.overlap(m, w)
		if shared > 0 && (int(10*o) > f.overlap || int(10*o) == f.overlap && shared > words) {
			f.overlap, words = int(10*o), shared
		}
	}
	if f.overlap < 0 {
		return f, false
	}
	gap, ok := c.occasion.gap(m)
	if !ok || gap > patience(words) {
		return f, false
	}
	f.gap = gap
	f.told = m.ToldOutlet != "" && slices.ContainsFunc(c.members, func(o *Member) bool { return o.ToldOutlet == m.ToldOutlet })
	return f, true
}

// overlap is Overlap of related wordings and the length of the shorter; 0 if they
// are not related.
func (g *grouping) overlap(a, b *Member) (float64, int) {
	words := min(len(a.Words), len(b.Words))
	if a.Wording == b.Wording {
		return 1, max(words, 1)
	}
	key := [2]int64{min(a.Wording, b.Wording), max(a.Wording, b.Wording)}
	o, known := g.related[key]
	if !known {
		if Related(a.Words, b.Words) {
			o = max(Overlap(a.Words, b.Words), 0.1)
		}
		g.related[key] = o
	}
	if o == 0 {
		return 0, 0
	}
	return o, max(words, 1)
}

// patience is how many days may lie between two appearances of the same words
// that do not say when they were said, for one act of saying: short phrases are
// said again, long answers are only quoted again.
func patience(words int) quoth.Day {
	switch {
	case words < shortWording:
		return 3
	case words < longRun:
		return 14
	case words < 15:
		return 400
	}
	return quoth.LatestDay
}
