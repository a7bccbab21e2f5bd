package compare

// strangers tells whether a draft of some words of meaning shares none of them with
// the record's wording, which then need not be aligned.
func strangers(d, r *wording) bool {
	known := make(map[string]bool, len(r.words))
	for j := range r.words {
		known[r.words[j].base] = true
	}
	meaning := 0
	for i := range d.words {
		x := &d.words[i]
		if isFunction(x.fold) || x.bracket {
			continue
		}
		if meaning++; known[x.base] {
			return false
		}
	}
	return meaning >= 3
}

// tooLong judges a pair too long to align whole by the draft's first words. What
// was not looked at cannot stand, so the best verdict left is altered.
func tooLong(j judged, src *Source, index int) judged {
	d, r := j.d.head(longDraft), j.r.head(maxCells/longDraft)
	if len(d.words) == len(j.d.words) && len(r.words) == len(j.r.words) {
		return j
	}
	shorter := *src
	shorter.Text = r.text
	if len(r.words) < len(j.r.words) {
		shorter.Parts = nil
	}
	part := judge(d, &shorter, index)
	part.Words = len(j.d.words)
	if len(d.words) < len(j.d.words) && part.Wording != NotFound {
		rest := Change{Kind: Inserted, DraftSpan: j.d.span(len(d.words), len(j.d.words)), RecordSpan: part.r.span(len(part.r.words), len(part.r.words))}
		rest.Draft = rest.DraftSpan.Of(j.d.text)
		part.Wording, part.Changes = Altered, append(part.Changes, rest)
	}
	return part
}

// head is the beginning of a wording that is too long to align whole.
func (w *wording) head(n int) *wording {
	if len(w.words) <= n {
		return w
	}
	return cut(w.text[:w.words[n-1].end])
}

// matchedShare is the share of the draft's words that stand in the record, words
// of meaning weighing four times those of grammar, brackets nothing.
func matchedShare(d *wording, a alignment) float64 {
	total, met := 0.0, 0.0
	for _, s := range a.steps {
		for i := s.i; i < s.i2; i++ {
			weight := weightOf(&d.words[i])
			total += weight
			if s.match {
				met += weight
			}
		}
	}
	if total == 0 {
		return 0
	}
	return met / total
}

func weightOf(x *word) float64 {
	switch {
	case x.bracket:
		return 0
	case isFunction(x.fold):
		return 0.25
	}
	return 1
}

// recognised tells whether the draft's words are the record's at all, changed or
// not: half of them by weight, and more than stray words of grammar.
func recognised(d *wording, a alignment, share float64) bool {
	run, longest, met, words := 0, 0, 0, 0
	for _, s := range a.steps {
		if !s.match {
			run = 0
			continue
		}
		for i := s.i; i < s.i2; i++ {
			words++
			if !isFunction(d.words[i].fold) {
				met++
			}
		}
		run++
		longest = max(longest, run)
	}
	switch {
	case words == len(d.words), words >= 2 && words >= len(d.words)-1 && nearMiss(a):
		return true
	case share < 0.5 && !(share >= 0.4 && longest >= 5):
		return false
	case met >= 2 && longest >= 2, met >= 3, met >= 2 && share >= 0.6:
		return true
	}
	return longest >= 3 && 2*words >= len(d.words) || met >= 1 && 3*words >= 2*len(d.words) && (len(d.words) <= 6 && share >= 0.6 || len(d.words) <= 4)
}

// nearMiss tells whether the one word that differs is a kin of the record's: its
// opposite, another form of it, another number or modal.
func nearMiss(a alignment) bool {
	for _, s := range a.steps {
		if !s.match && (s.i == s.i2 || s.j == s.j2 || !s.kin) {
			return false
		}
	}
	return true
}
