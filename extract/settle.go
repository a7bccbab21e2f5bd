package extract

import (
	"slices"

	"github.com/quoth-news/quoth"
)

// settle drops speech whose cue stands inside the words of other speech ("declined
// to comment on …"): it is that speaker's words, not another quotation. The
// quotations are in the order of their beginning.
func settle(s *quoth.Sheet) {
	var open []*quoth.Quotation // speech whose span may still hold what follows
	inner := func(q *quoth.Quotation) bool {
		open = slices.DeleteFunc(open, func(o *quoth.Quotation) bool { return o.Span().End <= q.Parts[0].Start })
		if q.Act == quoth.Attitude {
			return false
		}
		for _, o := range open {
			if q.Form == quoth.Indirect && !q.Cue.Empty() && inside(q.Cue, o.Parts) {
				return true
			}
		}
		open = append(open, q)
		return false
	}
	kept := make([]quoth.Quotation, 0, len(s.Quotations))
	for i := range s.Quotations {
		if !inner(&s.Quotations[i]) {
			kept = append(kept, s.Quotations[i])
		}
	}
	s.Quotations = kept
}

func inside(span quoth.Span, parts []quoth.Span) bool {
	return slices.ContainsFunc(parts, func(p quoth.Span) bool { return p.Holds(span) })
}
