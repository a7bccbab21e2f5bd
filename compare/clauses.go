package compare

import "strings"

// closes tells whether the condition at i only ends the clause before near: "I will
// stay if they pay, and I will say so".
func (w *wording) closes(i, near int) bool {
	if w.clauseHead(i) || !strings.ContainsAny(w.gap(near), ",;—–") {
		return false
	}
	for k := i + 1; k < near; k++ {
		if strings.ContainsAny(w.gap(k), ",;—–") {
			return false
		}
	}
	return true
}

// leads tells whether a subordinate clause of contrast begins at word i.
func (w *wording) leads(i, end int) bool {
	f := w.words[i].fold
	if w.words[i].initial && (f == "had" || f == "were" || f == "should") && i+1 < end && (is("subject", w.words[i+1].fold) || is("determiner", w.words[i+1].fold)) {
		return !strings.Contains(leadingMarks(w.gap(w.sentenceEnd(i))), "?") // "Had we known, …"
	}
	return w.clauseHead(i) && (f == "although" || f == "though" || f == "whereas" || f == "despite" || f == "while" || f == "albeit" ||
		f == "notwithstanding" || f == "in" && w.matches([]string{"in", "spite", "of"}, i, end) || f == "even" && w.matches([]string{"even", "though"}, i, end))
}

// clauseHead tells whether word i begins its sentence or follows a mark or "and".
func (w *wording) clauseHead(i int) bool {
	return w.words[i].initial || strings.ContainsAny(w.gap(i), ",;:—–(-") || i > 0 && (w.words[i-1].fold == "and" || w.words[i-1].fold == "but")
}

// discourseNo tells whether word i is the "No," that answers and denies nothing
// of what follows.
func (w *wording) discourseNo(i int) bool {
	return w.words[i].fold == "no" && w.words[i].initial && i+1 < len(w.words) && strings.ContainsAny(w.gap(i+1), ",—–:;")
}

// clauseStart is where the clause that holds the words before first begins: after
// the last mark with "and", "but", "so" or "or" and a subject, a semicolon or a dash.
func (w *wording) clauseStart(start, first int) int {
	for i := first; i > start; i-- {
		if i < len(w.words) && w.newClause(i, first) {
			return i
		}
	}
	return start
}

// newClause tells whether a clause of its own begins at word i.
func (w *wording) newClause(i, end int) bool {
	gap := w.gap(i)
	if strings.Contains(gap, ";") {
		return true
	}
	f := w.words[i].fold
	joins := f == "and" || f == "but" || f == "so" || f == "or" || f == "nor" || f == "yet"
	if !joins {
		return false
	}
	marked := strings.ContainsAny(gap, ",—–")
	if i+1 >= len(w.words) {
		return marked
	}
	subject := is("subject", w.words[i+1].fold)
	if i+1 == end { // the kept words follow the conjunction at once
		return marked || subject
	}
	return marked && !w.isCommaList(i) || subject
}

// isCommaList tells whether the "and" at i closes a list of words rather than
// joining a clause: no verb of its own follows within four words.
func (w *wording) isCommaList(i int) bool {
	end := min(w.sentenceEnd(i), i+5)
	for k := i + 1; k < end; k++ {
		f := w.words[k].fold
		if is("subject", f) || is("modal", f) || lemma(f) == "be" || lemma(f) == "have" || lemma(f) == "do" {
			return false
		}
	}
	return end-i < 5
}

// asks tells whether word first stands inside a question.
func (w *wording) asks(first int) bool {
	end := w.sentenceEnd(first)
	return strings.Contains(leadingMarks(w.gap(end)), "?")
}

// leadingMarks is the part of a gap up to its first space.
func leadingMarks(gap string) string {
	if i := strings.IndexAny(gap, " \n\t"); i >= 0 {
		return gap[:i]
	}
	return gap
}

// future tells whether the kept words speak of what is to come or may be, so that
// "when" or "after" is a condition.
func (w *wording) future(first, last int) bool {
	for i := w.sentenceStart(first); i < last; i++ {
		if is("future", w.words[i].fold) {
			return true
		}
	}
	return false
}

// aside is the length of a clause between commas that only adds: ", which was not
// insured,".
func (w *wording) aside(i, end int) int {
	if i == 0 || !strings.ContainsAny(w.gap(i), ",—–(") {
		return 0
	}
	switch w.words[i].fold {
	case "which", "who", "whose", "whom", "where", "because", "as":
	case "when":
		if w.future(i, i) {
			return 0
		}
	default:
		return 0
	}
	k := i + 1
	for k < end && !strings.ContainsAny(w.gap(k), ",;—–)") {
		k++
	}
	return k - i
}

// contradicts tells whether the sentence that begins at word i sets itself against
// the one before it.
func (w *wording) contradicts(i int) bool {
	switch w.words[i].fold {
	case "but", "however", "yet", "still", "though", "nevertheless", "nonetheless", "except", "unless":
		return true
	}
	return false
}

// hasMainClause tells whether a sentence that opens with a limiting word goes on,
// behind a comma, to a clause of its own: "If they pay, we stay."
func (w *wording) hasMainClause(i, end int) bool {
	for k := i; k < end; k++ {
		if strings.ContainsAny(w.gap(k), ",—–-") && !w.words[k].hyphen && k+1 < end {
			return true
		}
	}
	first := w.words[max(0, i-1)].fold
	if first == "if" || first == "unless" || first == "until" || first == "when" || first == "once" || first == "though" || first == "although" ||
		first == "except" || first == "provided" || first == "assuming" || first == "that" || first == "as" {
		return false
	}
	return i < end && is("subject", w.words[i].fold) && end-i > 3 && first != "if"
}
