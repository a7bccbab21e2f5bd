package compare

import (
	"strings"
	"unicode"
)

// quietChanges finds what words that match still hide: other letters for the same
// word ("don't" for "do not", "two" for "2") and a capital that makes another
// word of it ("US" for "us").
func quietChanges(d, r *wording, a alignment) []Change {
	var out []Change
	whole := map[int]bool{} // record words that some draft word matches
	for _, s := range a.steps {
		for j := s.j; s.match && j < s.j2; j++ {
			whole[j] = true
		}
	}
	for k, s := range a.steps {
		if !s.match || s.i2-s.i != 1 || s.j2-s.j != 1 {
			continue
		}
		if other, ok := r.otherHalf(s.j); ok && !whole[other] {
			continue // "can" of "can't": that "not" is gone is told elsewhere
		}
		x, y := d.words[s.i], r.words[s.j]
		switch {
		case x.patched, x.bracket && !otherByCase(d, r, x, y):
		case otherByCase(d, r, x, y):
			out = append(out, spanChange(Name, d, r, s.i, s.i2, s.j, s.j2))
		case otherLetters(d, r, x, y):
			c := spanChange(Substituted, d, r, s.i, s.i2, s.j, s.j2)
			c.Same = true
			if n := len(out); n > 0 && k > 0 && out[n-1].Same && out[n-1].DraftSpan.End == d.words[a.steps[k-1].i2-1].end && a.steps[k-1].match {
				prev := &out[n-1]
				prev.DraftSpan.End, prev.RecordSpan.End = c.DraftSpan.End, c.RecordSpan.End
				prev.Draft, prev.Record = prev.DraftSpan.Of(d.text), prev.RecordSpan.Of(r.text)
				continue
			}
			out = append(out, c)
		}
	}
	return out
}

// otherHalf is the word that makes a contraction together with word i.
func (w *wording) otherHalf(i int) (int, bool) {
	if !w.words[i].contracted || w.words[i].start == w.words[i].end {
		return 0, false
	}
	for _, k := range [2]int{i - 1, i + 1} {
		if k >= 0 && k < len(w.words) && w.words[k].contracted && (w.words[k].end == w.words[i].start || w.words[i].end == w.words[k].start) {
			return k, true
		}
	}
	return 0, false
}

// otherByCase tells whether two forms of the same letters are two words by their
// capitals. A capital at the head of a sentence tells nothing, nor does a wording
// printed in capitals throughout.
func otherByCase(d, r *wording, x, y word) bool {
	if !is("case-apart", x.fold) || x.initial || y.initial || shouted(d) || shouted(r) {
		return false
	}
	if (x.fold == "us" || x.fold == "it" || x.fold == "who" || x.fold == "un") && x.allCaps != y.allCaps {
		return true
	}
	return x.upper != y.upper && !x.allCaps && !y.allCaps
}

func shouted(w *wording) bool {
	return len(w.text) > 3 && w.text == strings.ToUpper(w.text)
}

// otherLetters tells whether two matching words are printed with other letters.
func otherLetters(d, r *wording, x, y word) bool {
	if x.contracted != y.contracted {
		return true
	}
	if !x.number && x.fold != "percent" && !x.contracted {
		return false
	}
	return bareLetters(d.text[x.start:x.end]) != bareLetters(r.text[y.start:y.end])
}

// bareLetters is a form without marks, spaces and case.
func bareLetters(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) || c == '%' || c == '$' || c == '£' || c == '€' {
			return unicode.ToLower(c)
		}
		return -1
	}, s)
}
