package corpus

import "github.com/quoth-news/quoth"

// Same gives for each entity of a reading of the novel the character it is, an
// index into Characters, or quoth.None: by mentions where the corpus has them, else
// by names.
func (n *Novel) Same(r *quoth.Reading) []int {
	for _, c := range n.Characters {
		if len(c.Mentions) > 0 {
			return sameByMentions(n, r)
		}
	}
	return sameByName(n, r)
}

// Matching gives for each quotation of a reading the quotation of the novel it is,
// an index into Quotations, or quoth.None.
func (n *Novel) Matching(r *quoth.Reading) []int {
	var quoted []*quoth.Quotation
	at := map[*quoth.Quotation]int{}
	out := make([]int, len(r.Quotations))
	for i := range r.Quotations {
		out[i] = quoth.None
		if q := &r.Quotations[i]; q.Form != quoth.Indirect {
			quoted = append(quoted, q)
			at[q] = i
		}
	}
	for g := range n.Quotations {
		if best := bestQuoted(n.Quotations[g].Parts, quoted, map[*quoth.Quotation]bool{}); best != nil && out[at[best]] < 0 {
			out[at[best]] = g
		}
	}
	return out
}
