package extract

import (
	"slices"

	"github.com/quoth-news/quoth"
)

// settle drops what two cues both took for theirs: of quotations with the same parts
// the surer stays, and speech whose cue stands inside the words of other speech
// ("declined to comment on …") is that speaker's words, not another quotation.
// The quotations are in the order of their beginning.
func settle(s *quoth.Sheet) {
	all := s.Quotations
	drop := make([]bool, len(all))
	var open []int // speech whose span may still hold what follows
	for i := range all {
		q := &all[i]
		open = slices.DeleteFunc(open, func(k int) bool { return all[k].Span().End <= q.Parts[0].Start })
		for j := i - 1; j >= 0 && all[j].Parts[0].Start == q.Parts[0].Start; j-- {
			if !drop[j] && slices.Equal(all[j].Parts, q.Parts) {
				if all[j].Confidence >= q.Confidence {
					drop[i] = true
				} else {
					drop[j] = true
				}
			}
		}
		if q.Act == quoth.Attitude || drop[i] {
			continue
		}
		for _, k := range open {
			if !drop[k] && !q.Cue.Empty() && inside(q.Cue, all[k].Parts) && q.Form == quoth.Indirect {
				drop[i] = true
			}
		}
		open = append(open, i)
	}
	kept := all[:0]
	for i := range all {
		if !drop[i] {
			kept = append(kept, all[i])
		}
	}
	s.Quotations = kept
}

func inside(span quoth.Span, parts []quoth.Span) bool {
	return slices.ContainsFunc(parts, func(p quoth.Span) bool { return p.Holds(span) })
}
