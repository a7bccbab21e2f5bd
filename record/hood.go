package record

import "context"

// A place is a wording in the neighbourhood, with the members of one speaker and
// class that spoke it.
type place struct {
	wording   int64
	folded    string
	words     []uint32
	members   []*Member
	fragments []*place // related ones, of a full wording
	fuller    []*place // related full wordings, of a fragment
}

func (p *place) fragment() bool { return len(p.words) < shortWording }

// A hood walks the neighbourhood of touched wordings: full wordings that hang
// together by Related make an area; fragments are only noted, for they join
// nothing.
type hood struct {
	n      Neighbours
	entity int64
	class  int
	seen   map[int64]*place
	walked map[int64]bool
	areas  [][]*place // of full wordings, or of a single fragment
}

// walk finds the area of a touched wording, if it was not found before.
func (h *hood) walk(ctx context.Context, wording int64, folded string) error {
	if h.walked[wording] {
		return nil
	}
	h.walked[wording] = true
	here, err := h.visit(ctx, []Wording{{ID: wording, Folded: folded}})
	if err != nil || len(here) == 0 {
		return err
	}
	start := here[0]
	area := []*place{start}
	if start.fragment() {
		h.areas = append(h.areas, area)
		return nil
	}
	for i := 0; i < len(area); i++ {
		near, err := h.near(ctx, area[i])
		if err != nil {
			return err
		}
		for _, p := range near {
			if p.fragment() {
				area[i].fragments = append(area[i].fragments, p)
			} else if !h.walked[p.wording] {
				h.walked[p.wording] = true
				area = append(area, p)
			}
		}
	}
	h.areas = append(h.areas, area)
	return nil
}

// fragmentsAround adds to fragments all that hang together with them, an area of each
// that do, and notes the full wordings each stands in.
func (h *hood) fragmentsAround(ctx context.Context, found []*place) (areas [][]*place, err error) {
	var all []*place
	for _, start := range found {
		if contains(all, start) {
			continue
		}
		first := len(all)
		all = append(all, start)
		for i := first; i < len(all); i++ {
			near, err := h.near(ctx, all[i])
			if err != nil {
				return nil, err
			}
			for _, p := range near {
				if !p.fragment() {
					all[i].fuller = append(all[i].fuller, p)
				} else if !contains(all, p) {
					all = append(all, p)
				}
			}
		}
		areas = append(areas, all[first:len(all):len(all)])
	}
	return areas, nil
}

// near are the places whose wordings are related to that of p.
func (h *hood) near(ctx context.Context, p *place) ([]*place, error) {
	if h.entity == 0 && len(p.words) < longRun {
		return nil, nil // words of nobody in particular are the same only if they are many
	}
	grams := Grams(p.folded)
	shared, err := h.n.Sharing(ctx, h.entity, p.folded, grams)
	if err != nil {
		return nil, err
	}
	var kin []Wording
	for _, s := range shared {
		if s.ID != p.wording && Kin(h.entity != 0, s.Count, min(s.Grams, len(grams)), p.words, Hashes(s.Folded)) {
			kin = append(kin, s.Wording)
		}
	}
	return h.visit(ctx, kin)
}

// Kin tells whether two wordings of one speaker, or both of nobody known, hang
// together: they share enough of their fingerprints, of which the wording with fewer
// has grams, and are Related. Words of nobody in particular must be many.
func Kin(known bool, shared, grams int, a, b []uint32) bool {
	if 4*shared < grams || !known && min(len(a), len(b)) < longRun {
		return false
	}
	return Related(a, b)
}

// visit are the places of wordings, but for those that this speaker and class never used.
func (h *hood) visit(ctx context.Context, wordings []Wording) (places []*place, err error) {
	var unknown []int64
	for _, w := range wordings {
		if h.seen[w.ID] == nil {
			h.seen[w.ID] = &place{wording: w.ID, folded: w.Folded, words: Hashes(w.Folded)}
			unknown = append(unknown, w.ID)
		}
	}
	if len(unknown) > 0 {
		members, err := h.n.Voiced(ctx, unknown, h.entity, h.class)
		if err != nil {
			return nil, err
		}
		for _, m := range members {
			p := h.seen[m.Wording]
			m.Words = p.words
			p.members = append(p.members, m)
		}
	}
	for _, w := range wordings {
		if p := h.seen[w.ID]; len(p.members) > 0 {
			places = append(places, p)
		}
	}
	return places, nil
}

func contains(places []*place, p *place) bool {
	for _, o := range places {
		if o == p {
			return true
		}
	}
	return false
}
