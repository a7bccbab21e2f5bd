package compare

import "strings"

// omitted judges words an ellipsis leaves out, record words [r1, r2): it returns
// the qualifier they hide, and whether the halves of two sentences were joined.
func omitted(r *wording, g region, a alignment) (hidden stretch, hides, joinsHalves bool) {
	left, right := g.r1-1, g.r2
	if left < a.first || right >= len(r.words) || right >= a.last {
		return stretch{}, false, false
	}
	if r.words[left].sentence == r.words[right].sentence {
		return stretch{g.r1, g.r2}, r.hidesInside(a.first, g.r1, g.r2), false
	}
	tail, head := !r.words[g.r1].initial, !r.words[right].initial
	if tail {
		if s, ok := r.droppedAfter(max(a.first, r.sentenceStart(left)), g.r1); ok {
			return stretch{s.from, min(s.to, g.r2)}, true, false
		}
	} else if s, ok := r.openedBy(g.r1); ok {
		return stretch{s.from, min(s.to, g.r2)}, true, false
	}
	if next := r.sentenceEnd(left); next < g.r2 && r.contradicts(next) {
		return stretch{next, min(r.sentenceEnd(next), g.r2)}, true, false
	}
	if head {
		if s, ok := r.droppedBefore(right, a.last); ok {
			return s, true, false
		}
	}
	return stretch{}, false, tail && head && !strings.ContainsAny(r.gap(g.r1), ",;:—–") && !is("subject", r.words[right].fold)
}

// hidesInside tells whether words left out between two kept words of one sentence
// limit or turn them.
func (w *wording) hidesInside(first, from, to int) bool {
	if to < len(w.words) && (w.endsNearNumber(from, to) || w.quantifies(from, to) && !w.quantifies(w.sentenceStart(from), from)) {
		return true
	}
	if w.respliced(from, to) || w.rate(from) || w.rate(to) || w.at("modal", from, to) > 0 {
		return true
	}
	for i := from; i < to; {
		if n := w.aside(i, to); n > 0 {
			i += n
			continue
		}
		if n := w.at("harmless-negation", i, to); n > 0 {
			i += n
			continue
		}
		for _, class := range []string{"negation", "denying", "condition", "exception", "hedge", "contrast", "limit", "privative"} {
			if n := w.at(class, i, to); n > 0 && !(class == "negation" && w.inObject(i, from)) {
				return true
			}
		}
		if w.broken(i, to) || w.at("condition-future", i, to) > 0 && w.clauseHead(i) && w.future(first, from) {
			return true
		}
		i++
	}
	return false
}
