package compare

import "strings"

// A cut drops a qualifier when the words it leaves out limit or turn what is kept:
// a negation, condition, exception, contrast, hedge, or a limit of time or amount.
// What counts depends on where the words stand: a clause joined by "and" says
// something of its own, a clause that begins with "unless" does not.

// stretch is a range of record words [from, to).
type stretch struct{ from, to int }

// droppedBefore finds the qualifier among the words of the sentence that stand
// before the kept word first; the stretch returned is what an editor should see.
func (w *wording) droppedBefore(first, last int) (stretch, bool) {
	start := w.sentenceStart(first)
	if start == first {
		return stretch{}, false
	}
	all := stretch{start, first}
	near := w.clauseStart(start, first)
	if w.endsNearNumber(near, first) || w.rate(first) || w.quantifies(near, first) || w.unmakes(near, first) {
		return all, true
	}
	for i := near; i < first; {
		if n := w.at("harmless-negation", i, first); n > 0 {
			if w.words[i].fold == "if" && i+n == first {
				return all, true // "most, if not | all"
			}
			i += n
			continue
		}
		if w.discourseNo(i) {
			i++
			continue
		}
		if w.turns(i, first, last) {
			return all, true
		}
		i++
	}
	if w.leads(start, first) && !w.reporters(start) {
		return all, true
	}
	for i := start; i < near && !w.reporters(i); i++ { // a condition rules the clauses that follow it too
		if w.at("condition", i, near) > 0 && !w.closes(i, near) || w.leads(i, near) || w.at("exception", i, near) > 0 && w.clauseHead(i) {
			return all, true
		}
	}
	if w.asks(first) {
		return all, true
	}
	return stretch{}, false
}

// unmakes tells whether the dropped words end in one that makes another thing of
// the noun kept: "the former | minister", "vice | president", "anti-|war". A cut
// through a hyphen always does.
func (w *wording) unmakes(from, first int) bool {
	if w.words[first].hyphen {
		return true
	}
	for i := max(from, first-3); i < first; i++ {
		if n := w.at("privative", i, first); n > 0 && i+n == first && strings.TrimSpace(w.gap(first)) == "" {
			return true
		}
	}
	return false
}

// turns tells whether the word or phrase at i, standing before the kept words in
// their clause, limits or turns them.
func (w *wording) turns(i, first, last int) bool {
	if w.reporters(i) {
		return w.turnsReported(i, first)
	}
	for _, class := range []string{"negation", "denying", "condition", "exception", "hedge"} {
		if w.at(class, i, first) > 0 {
			return true
		}
	}
	if w.broken(i, first) {
		return true
	}
	if w.words[i].fold == "than" || w.words[i].fold == "through" || w.words[i].fold == "throughout" || w.words[i].fold == "per" {
		return false // what stands before these is what they limit
	}
	if n := w.at("limit", i, first); n > 0 { // "today" inside a frame limits the frame
		if w.words[i].fold == "now" && i+1 < len(w.words) && strings.Contains(w.gap(i+1), ",") {
			return false // "Now, we have …"
		}
		return w.clauseHead(i) || i+n == first || w.words[i].fold == "only"
	}
	if w.at("contrast", i, first) > 0 && w.words[i].fold != "but" && w.words[i].fold != "however" && w.words[i].fold != "yet" && w.words[i].fold != "nevertheless" && w.words[i].fold != "nonetheless" {
		return true
	}
	return w.clauseHead(i) && w.at("condition-future", i, first) > 0 && w.future(first, last)
}

// broken tells whether a phrase that limits or turns begins at word i and is cut
// through at cut: "hard | to believe".
func (w *wording) broken(i, cut int) bool {
	end := min(cut+2, w.sentenceEnd(i))
	n := max(w.at("hedge", i, end), w.at("negation", i, end), w.at("denying", i, end))
	return n > 1 && i+n > cut
}

// reporters tells whether word i is the reporter's, in a wording that is quoted in
// part.
func (w *wording) reporters(i int) bool { return w.mixed && !w.words[i].quoted }

// turnsReported tells whether a word of the reporter's limits or turns what stands
// in marks behind it. "He believes that it is “a mess”" does not: that he speaks is
// what the reporter says.
func (w *wording) turnsReported(i, end int) bool {
	for _, class := range []string{"negation", "condition", "exception", "reported-hedge"} {
		if w.at(class, i, end) > 0 {
			return true
		}
	}
	return false
}

func (w *wording) has(class string, from, to int) bool {
	for i := from; i < to; i++ {
		if w.at(class, i, to) > 0 {
			return true
		}
	}
	return false
}
