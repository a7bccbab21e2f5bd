package compare

// word is one word of a wording, folded for comparison, with its place. A
// contraction is two words whose spans share the printed form ("do|n't"), so that
// "don't" and "do not" align; currency signs are spelled behind their number.
type word struct {
	fold       string // lower case, no diacritics; numbers as "#2000000"
	start, end int
	sentence   int
	initial    bool // first of its sentence
	upper      bool // begins with a capital
	allCaps    bool // two capitals or more and no small letter
	contracted bool // one piece of a contraction
	number     bool
	bracket    bool // stands in square brackets, or is patched by them: "hope[d]"
	patched    bool
	ellipsis   bool // an ellipsis stands before it
	hyphen     bool // a hyphen or dash joins it to the word before
	quoted     bool // stands inside double marks within the text
	part       int

	// worked out once for the alignment's inner loop
	spelling, base        string // american(fold), lemma(fold)
	modal, month, weekday bool
	ordinal, opposite     string
}

// wording is a text cut into words.
type wording struct {
	text     string
	words    []word
	trailing bool // an ellipsis stands after the last word
	sic      bool
	mixed    bool // some words stand in marks, the others are the reporter's
}

// gap is the text between word i-1 and word i; gap(0) stands before the first
// word and gap(len) after the last.
func (w *wording) gap(i int) string {
	from, to := 0, len(w.text)
	if i > 0 {
		from = w.words[i-1].end
	}
	if i < len(w.words) {
		to = w.words[i].start
	}
	if to < from {
		return ""
	}
	return w.text[from:to]
}

// slice is the text of words [i, j).
func (w *wording) slice(i, j int) string {
	if i >= j {
		return ""
	}
	return w.text[w.words[i].start:w.words[j-1].end]
}

// sentenceEnd is the index after the last word of the sentence word i stands in.
func (w *wording) sentenceEnd(i int) int {
	s := w.words[i].sentence
	for i < len(w.words) && w.words[i].sentence == s {
		i++
	}
	return i
}

// sentenceStart is the index of the first word of the sentence word i stands in.
func (w *wording) sentenceStart(i int) int {
	s := w.words[i].sentence
	for i > 0 && w.words[i-1].sentence == s {
		i--
	}
	return i
}

// cut reads a text into words.
func cut(text string) *wording {
	w := &wording{text: text}
	s := scanner{w: w}
	for i := 0; i < len(text); {
		i = s.step(i)
	}
	w.trailing = hasEllipsis(w.gap(len(w.words)))
	mergeNumbers(w)
	splitSentences(w)
	for i := range w.words {
		x := &w.words[i]
		x.spelling, x.base, x.ordinal, x.opposite = american(x.fold), lemma(x.fold), ordinals[x.fold], opposites[x.fold]
		x.modal, x.month, x.weekday = is("modal", x.fold), is("month", x.fold), is("weekday", x.fold)
	}
	return w
}
