package compare

import "slices"

// The costs of an alignment. They only choose which words of the record the draft
// is held against.
const (
	costAlike    = 25 // inflections and spellings of one word
	costClass    = 45 // two numbers, two modals, two months, two names
	costOther    = 70
	costInsert   = 58
	costOpen     = 42 // the first of some words left out
	costExtend   = 5
	costBracket  = 8 // a bracketed word, whatever it stands for
	costOffEdge  = 2 // beginning or ending inside a sentence of the record
	costEllipsis = 1 // words left out where an ellipsis says so
	costJoin     = 1 // "every one" for "everyone"
)

// step is one move of an alignment: draft words [i, i2) against record words [j, j2).
type step struct {
	i, i2, j, j2 int
	match        bool
	kin          bool // not the same word, but a form, an opposite or another of its class
}

// alignment is the cheapest way to lay a draft into a record.
type alignment struct {
	steps []step
	cost  int
	// the record words the draft was laid into, [first, last)
	first, last int
}

const (
	fromDiagonal = iota + 1
	fromInsert
	fromDelete
	fromJoinDraft  // two draft words, one record word
	fromJoinRecord // one draft word, two record words
	fromStart
)

const far = 1 << 28

// align lays the draft into the record, free to begin and end anywhere in it.
func align(d, r *wording) alignment {
	n, m := len(d.words), len(r.words)
	t := table{d: d, r: r, width: m + 1}
	t.back = make([]uint8, (n+1)*(m+1))
	t.gapBack = make([]bool, (n+1)*(m+1))
	prev2, prev, cur := make([]int, m+1), make([]int, m+1), make([]int, m+1)
	gap := make([]int, m+1)
	for i := 0; i <= n; i++ {
		t.row(i, prev2, prev, cur, gap)
		if i < n {
			prev2, prev, cur = prev, cur, prev2
		}
	}
	end, best := 0, far
	for j := 0; j <= m; j++ {
		c := cur[j]
		if j < m && !r.words[j].initial {
			c += costOffEdge
		}
		if c < best {
			end, best = j, c
		}
	}
	return t.trace(n, end, best)
}

// table is the work of one alignment.
type table struct {
	d, r    *wording
	width   int
	back    []uint8
	gapBack []bool // the gap ending here was opened before this cell
}

// row fills one row of the table: draft words up to i against every record word.
// gap is the cheapest way to end in an omission, cell by cell of this row.
func (t *table) row(i int, prev2, prev, cur, gap []int) {
	open, extend := costOpen, costExtend
	if i > 0 && i < len(t.d.words) {
		switch {
		case t.d.words[i].ellipsis:
			open, extend = costEllipsis, 0
		case t.d.words[i].bracket || t.d.words[i-1].bracket:
			open, extend = costBracket, costBracket
		}
	}
	at := i * t.width
	for j := 0; j < t.width; j++ {
		best, from := far, uint8(0)
		if i == 0 {
			best, from = 0, fromStart
			if j < len(t.r.words) && !t.r.words[j].initial {
				best = costOffEdge
			}
			cur[j], t.back[at+j] = best, from
			continue
		}
		if j > 0 {
			if c := prev[j-1] + t.pair(i-1, j-1); c < best {
				best, from = c, fromDiagonal
			}
			if i > 1 && joins(t.d, i-2, t.r.words[j-1].fold) && prev2[j-1]+costJoin < best {
				best, from = prev2[j-1]+costJoin, fromJoinDraft
			}
			if j > 1 && joins(t.r, j-2, t.d.words[i-1].fold) && prev[j-2]+costJoin < best {
				best, from = prev[j-2]+costJoin, fromJoinRecord
			}
		}
		insert := costInsert
		if t.d.words[i-1].bracket {
			insert = costBracket
		}
		if c := prev[j] + insert; c < best {
			best, from = c, fromInsert
		}
		gap[j] = far
		if j > 0 {
			gap[j] = cur[j-1] + open
			if gap[j-1]+extend < gap[j] {
				gap[j], t.gapBack[at+j] = gap[j-1]+extend, true
			}
			if gap[j] < best {
				best, from = gap[j], fromDelete
			}
		}
		cur[j], t.back[at+j] = best, from
	}
}

// pair is the cost of laying one draft word on one record word.
func (t *table) pair(i, j int) int {
	a, b := &t.d.words[i], &t.r.words[j]
	switch {
	case sameWord(a.fold, b.fold):
		return 0
	case a.bracket:
		return costBracket
	case a.spelling == b.spelling, a.base == b.base, a.ordinal != "" && a.ordinal == b.fold, b.ordinal != "" && b.ordinal == a.fold:
		return costAlike
	case a.number && b.number, a.modal && b.modal, a.month && b.month, a.weekday && b.weekday,
		a.upper && b.upper && !a.initial && !b.initial, a.opposite != "" && a.opposite == b.fold, b.opposite != "" && b.opposite == a.fold, denies(a.fold, b.fold), denies(b.fold, a.fold),
		helperHalf(a.fold, b.fold), helperHalf(b.fold, a.fold):
		return costClass
	}
	return costOther
}

// sameWord tells whether two folded words are one word; the open halves of
// contractions match what they may stand for.
func sameWord(a, b string) bool {
	return a == b || a != "" && b != "" && (a[0] == '\'' && openHalf(a, b) || b[0] == '\'' && openHalf(b, a))
}

// joins tells whether words i and i+1 printed together are the given word, and
// mean the same printed so.
func joins(w *wording, i int, whole string) bool {
	a, b := w.words[i].fold, w.words[i+1].fold
	return len(whole) == len(a)+len(b) && len(a) > 0 && len(b) > 0 && whole[:len(a)] == a && whole[len(a):] == b &&
		!w.words[i].number && !is("joined-apart", whole) && !is("joined-apart", lemma(whole)) &&
		(w.words[i+1].hyphen || is("joined-alike", whole) || !isFunction(a) && !isFunction(b))
}

// trace walks the table back from the end and lists the moves in order.
func (t *table) trace(i, j, cost int) alignment {
	out := alignment{cost: cost, last: j}
	for i > 0 {
		switch t.back[i*t.width+j] {
		case fromDiagonal:
			out.steps = append(out.steps, step{i - 1, i, j - 1, j, sameWord(t.d.words[i-1].fold, t.r.words[j-1].fold), t.pair(i-1, j-1) < costOther})
			i, j = i-1, j-1
		case fromJoinDraft:
			out.steps = append(out.steps, step{i - 2, i, j - 1, j, true, false})
			i, j = i-2, j-1
		case fromJoinRecord:
			out.steps = append(out.steps, step{i - 1, i, j - 2, j, true, false})
			i, j = i-1, j-2
		case fromInsert:
			out.steps = append(out.steps, step{i - 1, i, j, j, false, false})
			i--
		case fromDelete:
			for more := true; more; {
				more = t.gapBack[i*t.width+j]
				out.steps = append(out.steps, step{i, i, j - 1, j, false, false})
				j--
			}
		}
	}
	out.first = j
	slices.Reverse(out.steps)
	return out
}

// fillEdges lets words the draft has at its very beginning or end, and the record
// has not, stand for the words the record's sentence has there: an alignment that
// is free at its ends would call them put in and the record's merely cut.
func fillEdges(d, r *wording, a alignment) alignment {
	if n := edgeInserts(d, a.steps, false); n > 0 && a.first > 0 && a.first < a.last {
		start := r.sentenceStart(a.first)
		if start < a.first && a.first-start <= n+1 {
			var steps []step
			for j := start; j < a.first; j++ {
				steps = append(steps, step{0, 0, j, j + 1, false, false})
			}
			a.steps = append(steps, a.steps...)
			for k := len(steps); k < len(steps)+n; k++ {
				a.steps[k].j, a.steps[k].j2 = a.first, a.first
			}
			a.first = start
		}
	}
	for len(d.words) > 0 && d.words[0].bracket && !d.words[0].patched && a.first > 0 && a.first < len(r.words) && !r.words[a.first].initial && is("determiner", r.words[a.first-1].fold) {
		a.first-- // "[Mayor Akers]" for "the mayor"
		a.steps = slices.Insert(a.steps, 0, step{0, 0, a.first, a.first + 1, false, false})
	}
	if n := edgeInserts(d, a.steps, true); n > 0 && a.first < a.last {
		end := r.sentenceEnd(a.last - 1)
		if end > a.last && end-a.last <= n+1 {
			for j := a.last; j < end; j++ {
				a.steps = append(a.steps, step{len(d.words), len(d.words), j, j + 1, false, false})
			}
			a.last = end
		}
	}
	return a
}

// edgeInserts counts the unbracketed words the draft puts in at its beginning, or
// at its end.
func edgeInserts(d *wording, steps []step, atEnd bool) int {
	n := 0
	for k := range steps {
		s := steps[k]
		if atEnd {
			s = steps[len(steps)-1-k]
		}
		if s.i == s.i2 || s.j < s.j2 || d.words[s.i].bracket {
			break
		}
		n++
	}
	return n
}

// laidWhole finds a draft that stands in the record word for word, without a table:
// where it stands at the beginning of a sentence if it does anywhere.
func laidWhole(d, r *wording) (alignment, bool) {
	n, at := len(d.words), -1
	for i := range d.words {
		if d.words[i].ellipsis || d.words[i].bracket {
			return alignment{}, false
		}
	}
	tried := 0
	for j := 0; j+n <= len(r.words) && tried < maxCells; j++ {
		k := 0
		for k < n && sameWord(d.words[k].fold, r.words[j+k].fold) {
			k++
		}
		tried += k + 1
		if k < n {
			continue
		}
		if at < 0 || edges(r, j, j+n) < edges(r, at, at+n) {
			at = j
		}
	}
	if at < 0 {
		return alignment{}, false
	}
	a := alignment{first: at, last: at + n, cost: edges(r, at, at+n), steps: make([]step, n)}
	for k := range a.steps {
		a.steps[k] = step{k, k + 1, at + k, at + k + 1, true, false}
	}
	return a, true
}

// edges is the cost of beginning and ending inside a sentence.
func edges(r *wording, first, last int) int {
	cost := 0
	if !r.words[first].initial {
		cost += costOffEdge
	}
	if last < len(r.words) && !r.words[last].initial {
		cost += costOffEdge
	}
	return cost
}
