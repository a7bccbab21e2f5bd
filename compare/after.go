package compare

import "strings"

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
