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

// endsNearNumber tells whether the dropped words end in one that makes the number
// after the cut a rough one: "up to | 40 jobs".
func (w *wording) endsNearNumber(from, first int) bool {
	if first >= len(w.words) || !w.words[first].number && !is("unit", w.words[first].fold) && w.words[first].fold != "one" && w.words[first].fold != "a" {
		return false
	}
	for i := max(from, first-4); i < first; i++ {
		if n := w.at("approximate", i, first); n > 0 && i+n == first {
			if w.words[first].fold == "a" && (first+1 >= len(w.words) || !is("unit", w.words[first+1].fold)) {
				return false
			}
			return true
		}
	}
	return false
}

// quantifies tells whether the dropped words end in an amount of what is kept:
// "some | schools", "half of | the money", "two | schools".
func (w *wording) quantifies(from, first int) bool {
	k := first - 1
	if k < from {
		return false
	}
	x := w.words[k]
	if strings.TrimSpace(w.gap(first)) != "" && !w.words[first].hyphen {
		return false
	}
	if is("quantifier", x.fold) || x.number && !w.isDate(k) || x.fold == "percent" || x.ordinal != "" || isOrdinal(x.fold) {
		return true
	}
	if x.fold == "little" && (k == 0 || x.initial || !is("determiner", w.words[k-1].fold)) {
		return true
	}
	for k > from && (is("determiner", w.words[k].fold) || w.words[k].fold == "of") {
		if w.words[k].fold == "of" {
			y := w.words[k-1]
			return is("quantifier", y.fold) || y.number || is("unit", y.fold) || y.fold == "one" || y.fold == "none" || y.fold == "percent"
		}
		k--
	}
	return false
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

// droppedAfter finds the qualifier among the words of the sentence that stand
// after the kept words [first, last), and in a fragment that follows the sentence.
func (w *wording) droppedAfter(first, last int) (stretch, bool) {
	if last >= len(w.words) {
		return stretch{}, false
	}
	end := last
	if !w.words[last].initial {
		end = w.sentenceEnd(last)
	}
	if end > last {
		if w.limits(first, last, end) {
			return stretch{last, end}, true
		}
	}
	if s, ok := w.openedBy(end); ok {
		return stretch{last, s.to}, true
	}
	return stretch{}, false
}

// limits walks the words after the cut and tells whether one of them limits or
// turns what is kept.
func (w *wording) limits(first, last, end int) bool {
	own := false // inside a clause that says something of its own
	universal := w.has("universal", first, last)
	if w.words[last].hyphen {
		return true
	}
	if !w.reporters(last) && (w.cutsPhrase(first, last) || w.words[last].fold == "or" || w.broadens(first, last, end)) {
		return true
	}
	if w.measures(first, last) || w.rate(last) || w.rebuts(last, end) {
		return true
	}
	if r := w.words[last].fold; (r == "that" || r == "who" || r == "whose" || r == "which") && strings.TrimSpace(w.gap(last)) == "" && universal {
		return true
	}
	for i := last; i < end; {
		if n := w.aside(i, end); n > 0 && i+n < end {
			i += n
			continue
		}
		if n := w.at("harmless-negation", i, end); n > 0 {
			i += n
			continue
		}
		if w.newClause(i, end) {
			if f := w.words[i].fold; (f == "but" || f == "yet" || f == "or") && !w.reporters(i) {
				return true
			}
			own = true
			if i+1 < end && w.opensLimit(i+1, end) {
				return true
			}
			i++
			continue
		}
		if w.limitAt(i, first, last, end, own, universal) {
			return true
		}
		own = own || beside[w.words[i].fold]
		i++
	}
	return false
}

// broadens tells whether the cut makes a claim wider than it was: what follows a
// negated clause without a mark limits what is denied ("we did not pay | for the
// divers"), and so does what follows "every", "nobody" or "the worst" and its noun.
// After a plain claim the same words only tell more.
func (w *wording) broadens(first, last, end int) bool {
	if strings.TrimSpace(w.gap(last)) != "" || w.newClause(last, end) || w.words[last].fold == "and" {
		return false
	}
	from := max(first, w.clauseStart(w.sentenceStart(first), last))
	for i := from; i < last; {
		if n := w.at("harmless-negation", i, last); n > 0 {
			i += n
			continue
		}
		if w.words[i].fold == "not" || w.words[i].fold == "never" {
			return i > from || w.words[i].contracted // a fragment that begins with "not" only answers
		}
		i++
	}
	for i := max(first, last-3); i < last; i++ {
		if wide[w.words[i].fold] {
			return is("preposition", w.words[last].fold) || is("subject", w.words[last].fold) || w.words[last].fold == "who" || w.words[last].fold == "to"
		}
	}
	return false
}

// wide are words that speak of all or of the utmost.
var wide = map[string]bool{"every": true, "all": true, "everyone": true, "everybody": true, "anyone": true, "anybody": true, "nobody": true,
	"none": true, "no": true, "any": true, "worst": true, "best": true, "biggest": true, "largest": true, "first": true, "only": true,
	"last": true, "greatest": true, "safest": true, "highest": true, "lowest": true, "smallest": true, "most": true, "least": true}

// beside are words that begin a reason or an addition: what limits there limits
// the reason.
var beside = map[string]bool{"because": true, "which": true, "who": true, "whose": true, "so": true}

// limitAt tells whether the phrase at word i after the cut limits or turns the
// kept words. In a clause of its own only a condition reaches back.
func (w *wording) limitAt(i, first, last, end int, own, universal bool) bool {
	if w.reporters(i) {
		return !own && w.turnsReported(i, end) && w.at("negation", i, end) == 0
	}
	if w.at("condition", i, end) > 0 {
		return !own || i > 0 && w.words[i-1].fold != "and" && !beside[w.words[i-1].fold]
	}
	if own {
		return false
	}
	f := w.words[i].fold
	for _, class := range []string{"exception", "negation", "contrast", "limit", "hedge"} {
		if w.at(class, i, end) > 0 && !w.compares(i, end) {
			return true
		}
	}
	switch {
	case w.at("condition-future", i, end) > 0 && f != "where" && w.future(first, last):
		return true
	case f == "while" && strings.Contains(w.gap(i), ","):
		return true
	case f == "for" && i+1 < end && w.amountAhead(i+1, end) && (universal || w.future(first, last)):
		return true
	case f == "by" && w.future(first, last) && w.dateAhead(i, end):
		return true
	case i == last && w.narrows(first, last, end):
		return true
	case i == last && f == "under" && w.future(first, last):
		return true // "prices will double | under this plan"
	case i == last && f == "with" && (w.hasWord("would", first, last) || w.hasWord("could", first, last)):
		return true // "we would have won | with Reyes"
	case i == last && f == "to" && is("denying", w.words[last-1].fold):
		return true // "the council failed | to act"
	case (f == "in" || f == "by" || f == "on" || f == "at" || f == "last" || f == "next") && universal && w.dateAhead(i, end):
		return true
	case w.words[last-1].number && i == last && !isFunction(f) && !is("unit", f):
		return false
	case (f == "a" || f == "an") && i+1 < end && i == last && is("dayword", w.words[i+1].fold):
		return true
	}
	return false
}

// compares tells whether "more than", "less than" or "fewer than" at i compares two
// things and limits no amount: "prices rose 3 percent, less than we feared".
func (w *wording) compares(i, end int) bool {
	f := w.words[i].fold
	if f != "more" && f != "less" && f != "fewer" && f != "than" {
		return false
	}
	k := i + 1
	if f != "than" {
		k++
	}
	return strings.Contains(w.gap(i), ",") && k < end && is("subject", w.words[k].fold) && !w.words[k].number
}

// narrows tells whether the words after the cut say for whom or where alone a
// predicate holds: "the vaccine is effective | in adults".
func (w *wording) narrows(first, last, end int) bool {
	f := w.words[last].fold
	if last-first < 3 || isFunction(w.words[last-1].fold) {
		return false
	}
	joint := last-first >= 5 && w.words[last-2].fold == "and" && lemma(w.words[last-4].fold) == "be" // "is safe and effective | in adults"
	if lemma(w.words[last-2].fold) != "be" && !joint {
		return false
	}
	switch f {
	case "in", "among", "at", "under", "over", "with":
		return true
	case "for":
		return last+1 < end && !is("determiner", w.words[last+1].fold) && !is("pronoun", w.words[last+1].fold)
	}
	return false
}

// inObject tells whether the negation at i stands in a clause begun after the cut
// by "because", "which", "who" or "that", where it denies something else.
func (w *wording) inObject(i, last int) bool {
	for k := i - 1; k >= last; k-- {
		switch w.words[k].fold {
		case "because", "which", "who", "since", "so", "where", "whose":
			return true
		}
	}
	return false
}

// amountAhead tells whether a stretch of time begins within three words.
func (w *wording) amountAhead(i, end int) bool {
	for k := i; k < min(end, i+4); k++ {
		if w.words[k].number || is("dayword", w.words[k].fold) || is("unit", w.words[k].fold) && !isFunction(w.words[k].fold) || w.words[k].fold == "now" {
			return true
		}
	}
	return false
}

// dateAhead tells whether a date begins within three words.
func (w *wording) dateAhead(i, end int) bool {
	for k := i; k < min(end, i+4); k++ {
		if w.isDate(k) {
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

// opensLimit tells whether a clause that begins at word i takes back what stands
// before it: "and only if", "and not".
func (w *wording) opensLimit(i, end int) bool {
	f := w.words[i].fold
	if w.rebuts(i, end) {
		return true // "…, and they are wrong"
	}
	return f == "not" || f == "only" || f == "even" && i+1 < end && w.words[i+1].fold == "then" || f == "maybe" || f == "perhaps" || f == "possibly"
}

// openedBy tells whether the sentence that begins at word i is a fragment that
// limits the sentence before: "But only if sales hold."
func (w *wording) openedBy(i int) (stretch, bool) {
	if i >= len(w.words) || i == 0 {
		return stretch{}, false
	}
	end := w.sentenceEnd(i)
	k := i
	for k < end && (w.words[k].fold == "but" || w.words[k].fold == "and" || w.words[k].fold == "well") {
		k++
	}
	if k >= end {
		return stretch{}, false
	}
	if f := w.words[k].fold; (f == "it" || f == "that" || f == "this") && end-k <= 5 && w.rebuts(k, end) {
		return stretch{i, end}, true // "It isn't."
	}
	n := w.at("fragment-opener", k, end)
	if n == 0 || end-i > 16 || strings.Contains(leadingMarks(w.gap(end)), "?") {
		return stretch{}, false
	}
	if f := w.words[k].fold; end-k > 5 && (f == "maybe" || f == "perhaps" || f == "probably" || f == "almost") {
		return stretch{}, false
	}
	if w.hasMainClause(k+n, end) {
		return stretch{}, false
	}
	return stretch{i, end}, true
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

// cutsPhrase tells whether the cut stands between a noun's parts, so that what is
// kept names something else: "close the school | canteen". Only a kept clause (one
// with a verb's helper) is judged, and only where a plain noun ends the sentence or clause.
func (w *wording) cutsPhrase(first, last int) bool {
	if last-first < 4 || strings.TrimSpace(w.gap(last)) != "" {
		return false
	}
	next, kept := w.words[last].fold, w.words[last-1].fold
	if isFunction(next) || isFunction(kept) || strings.HasSuffix(next, "ly") || w.isDate(last) || w.isDate(last-1) || w.words[last-1].number {
		return false
	}
	det := w.words[last-2].fold
	if !is("determiner", det) && !(last-3 >= first && is("determiner", w.words[last-3].fold)) {
		return false
	}
	after := last + 1
	closed := after >= len(w.words) || w.words[after].initial || strings.ContainsAny(w.gap(after), ",;.—–") || is("preposition", w.words[after].fold) || w.words[after].fold == "and"
	return closed && w.has("modal", first, last-1) && timeOf(next) == "now"
}
