package compare

import "strings"

// wordClass is what a changed word is, for naming the change.
type wordClass int

const (
	plainWord wordClass = iota
	negator
	numeral
	dateWord
	modalWord
	nameWord
	fillerWord
)

// classOf tells what word i is.
func (w *wording) classOf(i int) wordClass {
	x := &w.words[i]
	switch {
	case isNegator(x.fold):
		return negator
	case is("filler", x.fold):
		return fillerWord
	case w.isDate(i):
		return dateWord
	case x.number || x.fold == "one" && !x.initial || is("unit", x.fold) && !isFunction(x.fold) || numberOrdinal(x.fold):
		return numeral
	case is("modal", x.fold) || x.fold == "'d":
		return modalWord
	case x.upper && !x.initial && !isI(x.fold) && !isFunction(x.fold):
		return nameWord
	case x.upper && x.initial && !isFunction(x.fold) && w.nameElsewhere(i):
		return nameWord
	}
	return plainWord
}

var negators = map[string]bool{"not": true, "never": true, "no": true, "nobody": true, "none": true, "nothing": true,
	"neither": true, "nor": true, "nowhere": true, "without": true, "hardly": true, "barely": true, "scarcely": true}

func isNegator(fold string) bool { return negators[fold] }

func numberOrdinal(fold string) bool { return ordinals[fold] != "" }

// isOrdinal tells whether a word is an ordinal in figures: "21st".
func isOrdinal(fold string) bool {
	if len(fold) < 3 || !isDigitByte(fold[0]) {
		return false
	}
	switch fold[len(fold)-2:] {
	case "st", "nd", "rd", "th":
		return isDigits(fold[:len(fold)-2])
	}
	return false
}

// nameElsewhere tells whether the word at a sentence's beginning is followed by
// another capital, so that its own may be a name's.
func (w *wording) nameElsewhere(i int) bool {
	return i+1 < len(w.words) && w.words[i+1].upper && !isFunction(w.words[i+1].fold) && strings.TrimSpace(w.gap(i+1)) == ""
}

// isDate tells whether word i names a day, a month, or a year or day beside one.
func (w *wording) isDate(i int) bool {
	x := &w.words[i]
	switch {
	case is("weekday", x.fold) && x.upper, is("dayword", x.fold):
		return true
	case is("month", x.fold) && x.upper && (x.fold != "may" && x.fold != "march" || !x.initial):
		return true
	case !x.number:
		return false
	}
	if len(x.fold) == 5 && (x.fold[1] == '1' || x.fold[1] == '2') && !strings.Contains(w.text[x.start:x.end], ",") {
		return i == 0 || !strings.ContainsAny(w.text[x.start:x.end], "$£€") && !(i+1 < len(w.words) && countable(w, i+1))
	}
	beside := func(k int) bool {
		return k >= 0 && k < len(w.words) && is("month", w.words[k].fold) && w.words[k].upper
	}
	return beside(i-1) || beside(i+1)
}

// countable tells whether the word after a number is what it counts, so that the
// number is no year: "2000 people".
func countable(w *wording, i int) bool {
	f := w.words[i].fold
	return strings.TrimSpace(w.gap(i)) == "" && !isFunction(f) && strings.HasSuffix(f, "s") || is("unit", f)
}

// opposites are words that deny each other without a negator.
var opposites = map[string]string{"always": "never", "everybody": "nobody", "everyone": "nobody", "everything": "nothing",
	"with": "without", "all": "none", "ever": "never", "something": "nothing", "someone": "nobody", "anything": "nothing",
	"accept": "reject", "accepted": "rejected", "agree": "refuse", "agreed": "refused", "yes": "no", "support": "oppose",
	"supported": "opposed", "for": "against", "allow": "forbid", "allowed": "forbidden", "confirm": "deny", "confirmed": "denied",
	"true": "false", "some": "none", "anyone": "nobody", "guilty": "innocent", "any": "no", "either": "neither", "somewhere": "nowhere"}

// opposed tells whether one word denies the other: opposites, or one with a
// prefix of denial.
func opposed(a, b string) bool {
	if a == "" || b == "" || a == b {
		return false
	}
	return opposites[a] == b || opposites[b] == a || denies(a, b) || denies(b, a)
}

func denies(a, b string) bool {
	if len(b) < 4 || len(a) < len(b) || len(a) > len(b)+4 {
		return false
	}
	for _, prefix := range []string{"un", "in", "im", "il", "ir", "dis", "non"} {
		if rest, ok := strings.CutPrefix(a, prefix); ok && rest == b && len(b) > 3 {
			return true
		}
	}
	return len(b) > 3 && strings.HasSuffix(a, "less") && strings.HasSuffix(b, "ful") && a[:len(a)-4] == b[:len(b)-3]
}
