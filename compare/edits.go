package compare

// edit judges a bracket of the draft: its words [d1, d2) stand for the record's
// [r1, r2). It is resolved where the record bears it out and the meaning is kept;
// else the changes say what the bracket did.
func edit(d, r *wording, g region, src *Source) (changes []Change, resolved bool) {
	telling := named(d, r, g)
	var bad []Change
	for _, c := range telling {
		switch c.Kind {
		case Negation, Number, Modal, Date:
			bad = append(bad, c)
		case Tense:
			if !patchedOnly(d, g) {
				bad = append(bad, c)
			}
		}
	}
	if len(bad) > 0 {
		return markAll(bad), false
	}
	if hidesQualifier(d, r, g) {
		return markAll([]Change{g.change(Dropped, d, r)}), false
	}
	if kind, ok := refers(d, r, g, src); !ok {
		return markAll([]Change{g.change(kind, d, r)}), false
	}
	return markAll(nil), true
}

func markAll(changes []Change) []Change {
	for i := range changes {
		changes[i].Marked, changes[i].Same = true, false
	}
	return changes
}

// patchedOnly tells whether the region is one word whose ending a bracket mends,
// the accepted way to fit a verb into a sentence: "hope[d]".
func patchedOnly(d *wording, g region) bool {
	return g.d2-g.d1 == 1 && d.words[g.d1].patched
}

// hidesQualifier tells whether the words a bracket replaced limited or turned the
// meaning, or the words it put in do, while the other side has no such word.
func hidesQualifier(d, r *wording, g region) bool {
	for _, class := range []string{"negation", "denying", "condition", "exception", "hedge"} {
		if r.has(class, g.r1, g.r2) != d.has(class, g.d1, g.d2) {
			return true
		}
	}
	for i := g.r1; i < g.r2; i++ {
		if is("limit", r.words[i].fold) && !d.hasWord(r.words[i].fold, g.d1, g.d2) {
			return true
		}
	}
	for i := g.d1; i < g.d2; i++ {
		if is("limit", d.words[i].fold) && !r.hasWord(d.words[i].fold, g.r1, g.r2) {
			return true
		}
	}
	return false
}

func (w *wording) hasWord(fold string, from, to int) bool {
	for i := from; i < to; i++ {
		if w.words[i].fold == fold {
			return true
		}
	}
	return false
}

// refers tells whether the bracket means whom or what the replaced words meant, as
// far as the record's passage bears it out.
func refers(d, r *wording, g region, src *Source) (ChangeKind, bool) {
	dw, rw := content(d, g.d1, g.d2), content(r, g.r1, g.r2)
	dp, dIs := pronounIn(d, g.d1, g.d2)
	rp, rIs := pronounIn(r, g.r1, g.r2)
	if patchedOnly(d, g) && g.r2-g.r1 == 1 && lemma(d.words[g.d1].fold) == lemma(r.words[g.r1].fold) {
		return "", true
	}
	kind := Substituted
	switch {
	case len(rw) == 0 && g.r1 == g.r2:
		kind = Inserted
	case len(dw) == 0 && g.d1 == g.d2:
		kind = Dropped
	}
	if hasName(d, dw) && (rIs || hasName(r, rw)) {
		kind = Name
	}
	if len(dw) == 0 && len(rw) == 0 {
		if dIs && rIs {
			return kind, shifts(rp, dp)
		}
		return kind, true
	}
	if len(dw) == 0 { // content replaced by a pronoun or nothing: "[it]" for "the plan"
		return kind, false
	}
	if rIs && !pronounFits(rp, d, dw, src) {
		return kind, false
	}
	if !borneOut(d, dw, r, rw, src) {
		return kind, false
	}
	return kind, len(rw) == 0 || covers(d, dw, r, rw, src)
}

// content lists the words of a range that carry meaning of their own.
func content(w *wording, from, to int) []int {
	var out []int
	for i := from; i < to; i++ {
		if !isFunction(w.words[i].fold) && persons[w.words[i].fold] == (person{}) {
			out = append(out, i)
		}
	}
	return out
}
