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
