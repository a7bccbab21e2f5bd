package compare

import "strings"

// Amounts, rates and rebuttals that a cut may part from what they belong to.

// measures tells whether the word after the cut says what the amount before it is of:
// "2.5 billion dollars | short", "ten minutes | late", "40 jobs | fewer".
func (w *wording) measures(first, last int) bool {
	if !measured[w.words[last].fold] || strings.TrimSpace(w.gap(last)) != "" {
		return false
	}
	for i := max(first, last-3); i < last; i++ {
		if f := w.words[i].fold; w.words[i].number || is("unit", f) && !isFunction(f) && f != "once" && f != "twice" {
			return true
		}
	}
	return false
}

// measured are words that an amount before them measures.
var measured = map[string]bool{"short": true, "shy": true, "late": true, "early": true, "overdue": true, "less": true, "more": true, "fewer": true,
	"below": true, "above": true, "behind": true, "ahead": true, "away": true, "ago": true, "apart": true, "off": true, "too": true,
	"older": true, "younger": true, "higher": true, "lower": true, "longer": true, "shorter": true, "larger": true, "smaller": true,
	"bigger": true, "better": true, "worse": true, "faster": true, "slower": true, "cheaper": true, "earlier": true, "later": true}

// rate tells whether the cut before word i goes through a rate: "one | in five", "one in | five",
// "$40 | a head", "3 percent | per year".
func (w *wording) rate(i int) bool {
	if i < 1 || i >= len(w.words) || strings.TrimSpace(w.gap(i)) != "" {
		return false
	}
	amount := func(k int) bool {
		return k >= 0 && k < len(w.words) && (w.words[k].number || w.words[k].fold == "one" || is("unit", w.words[k].fold) && !isFunction(w.words[k].fold))
	}
	among := func(k int) bool {
		return k < len(w.words) && (w.words[k].fold == "in" || w.words[k].fold == "of" || w.words[k].fold == "out")
	}
	number := func(k int) bool { return k >= 0 && k < len(w.words) && w.words[k].number && !w.isDate(k) }
	switch w.words[i].fold {
	case "a", "an", "each", "apiece", "per", "every":
		return amount(i - 1)
	}
	small := func(k int) bool { return number(k) || k >= 0 && w.words[k].fold == "one" }
	return small(i-1) && among(i) && (number(i+1) || i+2 < len(w.words) && number(i+2) && w.words[i+1].fold == "of") ||
		number(i) && among(i-1) && (small(i-2) || small(i-3) && w.words[i-2].fold == "out")
}

// rebutting are words that say of what stands before them that it is not so.
var rebutting = map[string]bool{"wrong": true, "mistaken": true, "nonsense": true, "rubbish": true, "untrue": true, "false": true,
	"lie": true, "lies": true, "lying": true, "liar": true, "liars": true, "myth": true}

// rebuts tells whether a predicate at word i takes back what stands before it: "are lying", "is a
// lie", and, with its subject, "they are wrong" and "we did not".
func (w *wording) rebuts(i, end int) bool {
	if i < end && is("subject", w.words[i].fold) {
		i++
		if i+1 < end && w.words[i+1].fold == "not" && i+2 == end {
			return true
		}
	}
	if i+1 >= end || lemma(w.words[i].fold) != "be" && w.words[i].fold != "'s" {
		return false
	}
	i++
	if f := w.words[i].fold; (f == "a" || f == "all") && i+1 < end {
		i++
	}
	return rebutting[w.words[i].fold]
}

// respliced tells whether leaving out words [from, to) gives a preposition another object, or
// joins by "and" what belongs to another word: "told by ... Mr. Lund", "in ... 2023",
// "cleared of murder and ... fraud".
func (w *wording) respliced(from, to int) bool {
	if from < 1 || to-from < 2 || to >= len(w.words) {
		return false
	}
	before := w.words[from-1].fold
	if before == "and" || before == "or" || before == "but" {
		return is("preposition", w.words[to-1].fold) && !is("preposition", w.words[from].fold)
	}
	if !is("preposition", before) {
		return false
	}
	ownObject := w.isDate(from) || w.words[from].number || w.words[from].upper
	for i := from + 1; i < to && ownObject; i++ {
		if f := w.words[i].fold; is("preposition", f) || f == "that" || f == "and" || f == "who" || f == "which" {
			return w.isDate(to) || w.words[to].number || w.words[to].upper
		}
	}
	return false
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
