package compare

import (
	"slices"
	"strings"
)

// named lists the typed changes of an unmarked region.
func named(d, r *wording, g region) []Change {
	dw, rw := ints(g.d1, g.d2), ints(g.r1, g.r2)
	if c, ok := oneForOne(d, r, g); ok {
		return []Change{c}
	}
	var out []Change
	take := func(kind ChangeKind, class wordClass) {
		dc, rc := ofClass(d, dw, class), ofClass(r, rw, class)
		if slices.Equal(folds(d, dc), folds(r, rc)) {
			return
		}
		out = append(out, spread(kind, d, r, g, dc, rc))
		dw, rw = without(dw, dc), without(rw, rc)
	}
	take(Negation, negator)
	take(Number, numeral)
	take(Date, dateWord)
	take(Modal, modalWord)
	dw, rw = without(dw, ofClass(d, dw, fillerWord)), without(rw, ofClass(r, rw, fillerWord))
	out = append(out, tenses(d, r, g, &dw, &rw)...)
	if rest, ok := restOf(d, r, g, dw, rw, len(out) > 0); ok {
		out = append(out, rest)
	}
	if len(out) == 0 { // fillers alone: "um" left out
		c := g.change(Dropped, d, r)
		if g.d1 < g.d2 {
			c.Kind = Inserted
		}
		c.Same = true
		out = append(out, c)
	}
	return out
}

// oneForOne names the change of one word for one word, where its two forms tell
// more than its class.
func oneForOne(d, r *wording, g region) (Change, bool) {
	if g.d2-g.d1 != 1 || g.r2-g.r1 != 1 {
		return Change{}, false
	}
	a, b := d.words[g.d1].fold, r.words[g.r1].fold
	c := g.change(Substituted, d, r)
	switch {
	case american(a) == american(b), ordinals[a] == b && b != "", ordinals[b] == a && a != "":
		c.Same = true
	case opposed(a, b):
		c.Kind = Negation
	case d.isDate(g.d1) && r.isDate(g.r1):
		c.Kind = Date
	case is("modal", a) && is("modal", b):
		c.Kind = Modal
	case lemma(a) == lemma(b) && tenseDiffers(a, b):
		c.Kind = Tense
	default:
		return c, false
	}
	return c, true
}

// tenseDiffers tells whether two forms of one verb differ in time rather than in
// person or number.
func tenseDiffers(a, b string) bool {
	return timeOf(a) != timeOf(b)
}

// timeOf is a coarse time of a verb's form: "past", "ing" or "now".
func timeOf(fold string) string {
	switch fold {
	case "was", "were", "had", "did", "been", "gone", "done", "would", "could", "might":
		return "past"
	}
	if base, ok := loaded().base[fold]; ok {
		switch {
		case strings.HasSuffix(fold, "ing"):
			return "ing"
		case fold == base, fold == base+"s", fold == base+"es", fold == "is", fold == "are", fold == "am", fold == "has", fold == "does", fold == "goes":
			return "now"
		}
		return "past"
	}
	switch {
	case strings.HasSuffix(fold, "ed"):
		return "past"
	case strings.HasSuffix(fold, "ing"):
		return "ing"
	}
	return "now"
}

// tenses pairs forms of one verb between the two sides and takes them out.
func tenses(d, r *wording, g region, dw, rw *[]int) []Change {
	var out []Change
	for _, i := range slices.Clone(*dw) {
		for _, j := range slices.Clone(*rw) {
			a, b := d.words[i].fold, r.words[j].fold
			if a != b && lemma(a) == lemma(b) && tenseDiffers(a, b) {
				out = append(out, spread(Tense, d, r, g, []int{i}, []int{j}))
				*dw, *rw = without(*dw, []int{i}), without(*rw, []int{j})
				break
			}
		}
	}
	return out
}

// restOf names what is left of a region when the telling words are taken out. A
// helper verb left over beside a named change belongs to it.
func restOf(d, r *wording, g region, dw, rw []int, some bool) (Change, bool) {
	if len(dw) == 0 && len(rw) == 0 {
		return Change{}, false
	}
	if some && allFunction(d, dw) && allFunction(r, rw) {
		return Change{}, false
	}
	if slices.Equal(folds(d, dw), folds(r, rw)) {
		return Change{}, false
	}
	kind := Substituted
	switch {
	case len(dw) == 0:
		kind = Dropped
	case len(rw) == 0:
		kind = Inserted
	case len(ofClass(d, dw, nameWord)) > 0 && len(ofClass(r, rw, nameWord)) > 0, nameForPronoun(d, r, dw, rw):
		kind = Name
	case onlyHelpers(d, dw) && onlyHelpers(r, rw):
		kind = Tense
	}
	if !some {
		return g.change(kind, d, r), true
	}
	return spread(kind, d, r, g, dw, rw), true
}

// nameForPronoun tells whether one side names whom the other only points at.
func nameForPronoun(d, r *wording, dw, rw []int) bool {
	pronoun := func(w *wording, at []int) bool { return len(at) == 1 && is("pronoun", w.words[at[0]].fold) }
	return len(ofClass(d, dw, nameWord)) > 0 && pronoun(r, rw) || len(ofClass(r, rw, nameWord)) > 0 && pronoun(d, dw)
}

// onlyHelpers tells whether the words are forms of be, have and do, so that a
// change between them is one of time.
func onlyHelpers(w *wording, at []int) bool {
	for _, i := range at {
		switch lemma(w.words[i].fold) {
		case "be", "have", "do", "'s", "'d":
		default:
			return false
		}
	}
	return true
}

func allFunction(w *wording, at []int) bool {
	for _, i := range at {
		if !isFunction(w.words[i].fold) {
			return false
		}
	}
	return true
}

// spread makes a change of chosen words of a region, which may stand apart.
func spread(kind ChangeKind, d, r *wording, g region, dc, rc []int) Change {
	if kind == Negation {
		dc, rc = wholeContraction(d, r, g, dc, rc)
	}
	c := Change{Kind: kind, Draft: joined(d, dc), Record: joined(r, rc), DraftSpan: d.span(g.d1, g.d1), RecordSpan: r.span(g.r1, g.r1)}
	if len(dc) > 0 {
		c.DraftSpan = d.span(dc[0], dc[len(dc)-1]+1)
	}
	if len(rc) > 0 {
		c.RecordSpan = r.span(rc[0], rc[len(rc)-1]+1)
	}
	return c
}

// wholeContraction shows a "not" that is half of a contraction with its other half:
// "can" for "can't" says more than nothing for "'t".
func wholeContraction(d, r *wording, g region, dc, rc []int) (draft, record []int) {
	if len(rc) == 1 && len(dc) == 0 && g.d1 > 0 {
		if k, ok := r.otherHalf(rc[0]); ok && k < rc[0] && sameWord(d.words[g.d1-1].fold, r.words[k].fold) {
			return []int{g.d1 - 1}, []int{k, rc[0]}
		}
	}
	if len(dc) == 1 && len(rc) == 0 && g.r1 > 0 {
		if k, ok := d.otherHalf(dc[0]); ok && k < dc[0] && sameWord(r.words[g.r1-1].fold, d.words[k].fold) {
			return []int{k, dc[0]}, []int{g.r1 - 1}
		}
	}
	return dc, rc
}

// joined prints chosen words: as one slice where they stand together.
func joined(w *wording, at []int) string {
	if len(at) == 0 {
		return ""
	}
	if at[len(at)-1]-at[0] == len(at)-1 {
		return w.slice(at[0], at[len(at)-1]+1)
	}
	var forms []string
	for _, i := range at {
		forms = append(forms, w.slice(i, i+1))
	}
	return strings.Join(forms, " ")
}

func ints(from, to int) []int {
	var out []int
	for i := from; i < to; i++ {
		out = append(out, i)
	}
	return out
}

func ofClass(w *wording, at []int, class wordClass) []int {
	var out []int
	for _, i := range at {
		if w.classOf(i) == class {
			out = append(out, i)
		}
	}
	return out
}

func without(at, gone []int) []int {
	var out []int
	for _, i := range at {
		if !slices.Contains(gone, i) {
			out = append(out, i)
		}
	}
	return out
}

func folds(w *wording, at []int) []string {
	var out []string
	for _, i := range at {
		out = append(out, w.words[i].fold)
	}
	return out
}
