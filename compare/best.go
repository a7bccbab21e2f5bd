package compare

import "github.com/quoth-news/quoth"

// ranks order verdicts by how well the words stand, best first; an answer rests on
// the wording that bears the draft out best.
var ranks = map[Verdict]int{Exact: 0, Typographic: 1, MarkedEdit: 2, Fragment: 3, Truncated: 4, Paraphrase: 5,
	Altered: 6, Spliced: 7, NotFound: 8}

// Best holds a draft's quotation against several record wordings and answers from
// the one that bears it out best; the earlier of equals wins. Where no single one
// does and two statements do between them, it is a splice.
func Best(draft string, sources []Source) Result {
	if len(sources) == 0 {
		return Result{Wording: Unchecked, Source: quoth.None, Other: quoth.None}
	}
	d := cut(draft)
	all := make([]judged, len(sources))
	best := 0
	for i := range sources {
		all[i] = judge(d, &sources[i], i)
		if better(&all[i], &all[best]) {
			best = i
		}
	}
	if all[best].Wording.Fine() || all[best].Wording == Truncated && all[best].Matched == 1 {
		return all[best].Result
	}
	if r, ok := splice(d, all, sources, &all[best]); ok {
		return r
	}
	if all[best].Wording == NotFound {
		all[best].Source = quoth.None
	}
	return all[best].Result
}

// better tells whether a's answer is to be preferred to b's.
func better(a, b *judged) bool {
	ra, rb := ranks[a.Wording], ranks[b.Wording]
	if ra != rb {
		return ra < rb
	}
	if a.Wording == Altered {
		return a.a.cost < b.a.cost
	}
	if a.Wording == NotFound {
		return a.Matched > b.Matched
	}
	return len(a.Changes) < len(b.Changes)
}

// splice looks for two wordings of different statements between which the draft
// divides: the one holds its beginning, the other its end, each better than any
// wording holds the whole.
func splice(d *wording, all []judged, sources []Source, best *judged) (Result, bool) {
	n := len(d.words)
	limit := n * costInsert
	if best.Wording != NotFound {
		limit = best.a.cost
	}
	var found Result
	lowest := limit - costInsert
	for x := range all {
		heads := headCosts(&all[x], n)
		for y := range all {
			if x == y || heads == nil || sameStatement(&sources[x], &sources[y]) {
				continue
			}
			tails := tailCosts(&all[y], n)
			if tails == nil {
				continue
			}
			for k := 2; k <= n-2; k++ {
				cost := heads[k] + tails[k]
				if cost < lowest && stands(d, &all[x], 0, k) && stands(d, &all[y], k, n) {
					lowest = cost
					found = spliced(d, &all[x], &all[y], k)
				}
			}
		}
	}
	return found, found.Wording == Spliced
}

func sameStatement(a, b *Source) bool { return a.Statement != "" && a.Statement == b.Statement }

// headCosts is the cost of laying the first k words of the draft, for every k.
func headCosts(j *judged, n int) []int {
	if len(j.a.steps) == 0 {
		return nil
	}
	costs := make([]int, n+1)
	for k := range costs {
		costs[k] = far
	}
	costs[0] = 0
	sum := 0
	t := table{d: j.d, r: j.r}
	for _, s := range j.a.steps {
		sum += stepCost(&t, s)
		if s.i2 > s.i && s.i2 <= n {
			costs[s.i2] = sum
		}
	}
	return costs
}

// tailCosts is the cost of laying the draft's words from k on, for every k.
func tailCosts(j *judged, n int) []int {
	if len(j.a.steps) == 0 {
		return nil
	}
	costs := make([]int, n+1)
	for k := range costs {
		costs[k] = far
	}
	costs[n] = 0
	sum := 0
	t := table{d: j.d, r: j.r}
	for x := len(j.a.steps) - 1; x >= 0; x-- {
		s := j.a.steps[x]
		sum += stepCost(&t, s)
		if s.i2 > s.i {
			costs[s.i] = sum
		}
	}
	return costs
}

// stepCost is what one move costs, omissions word by word.
func stepCost(t *table, s step) int {
	switch {
	case s.match:
		return 0
	case s.i2 > s.i && s.j2 > s.j:
		return t.pair(s.i, s.j)
	case s.i2 > s.i:
		return costInsert
	case s.i < len(t.d.words) && t.d.words[s.i].ellipsis:
		return costEllipsis
	}
	return costExtend
}

// stands tells whether draft words [from, to) are clearly the record's: three
// words of them in a row at least, two of meaning, and hardly any other.
func stands(d *wording, j *judged, from, to int) bool {
	run, longest, meaning := 0, 0, 0
	met, total := 0.0, 0.0
	for _, s := range j.a.steps {
		if s.i < from || s.i2 > to || s.i == s.i2 {
			continue
		}
		for i := s.i; i < s.i2; i++ {
			weight := weightOf(&d.words[i])
			total += weight
			if s.match {
				met += weight
				if !isFunction(d.words[i].fold) {
					meaning++
				}
			}
		}
		if s.match {
			run++
			longest = max(longest, run)
		} else {
			run = 0
		}
	}
	whole := to-from <= 3 && longest == to-from && meaning >= 1 && j.wholeSentence(from, to)
	return total > 0 && met/total >= 0.75 && (longest >= 3 && meaning >= 2 || whole)
}

// wholeSentence tells whether draft words [from, to) are a sentence of the record.
func (j *judged) wholeSentence(from, to int) bool {
	for _, s := range j.a.steps {
		if s.match && s.i == from && !j.r.words[s.j].initial {
			return false
		}
		if s.match && s.i2 == to {
			return s.j2 == len(j.r.words) || j.r.words[s.j2].initial
		}
	}
	return false
}

// spliced makes the answer for a draft whose words divide at k between two
// wordings.
func spliced(d *wording, x, y *judged, k int) Result {
	r := x.Result
	r.Wording, r.Other = Spliced, y.Source
	r.Changes = []Change{{Kind: Inserted, Draft: d.slice(k, len(d.words)), DraftSpan: d.span(k, len(d.words))}}
	r.Matched = 1
	last := x.a.first
	for _, s := range x.a.steps {
		if s.i2 <= k && s.match {
			last = max(last, s.j2)
		}
	}
	r.Span = x.r.span(x.a.first, last)
	return r
}
