package compare

import (
	"maps"
	"slices"
	"strings"
)

// reordered joins words that left one place and came back at another into one
// change of order. The words of the sentence the draft was not laid into
// (leftOver) may be what came back.
func reordered(d, r *wording, changes, leftOver []Change) []Change {
	for i := 0; i < len(changes); i++ {
		for j := i + 1; j < len(changes); j++ {
			if c, ok := moved(d, r, changes[i], changes[j]); ok {
				changes = slices.Delete(changes, j, j+1)
				changes[i] = c
				return reordered(d, r, changes, leftOver)
			}
		}
		for _, left := range leftOver {
			if c, ok := moved(d, r, changes[i], left); ok {
				changes[i] = c
				break
			}
		}
	}
	return changes
}

// leftOver lists the words of the record's sentences before and after those the
// draft was laid into.
func leftOver(d, r *wording, a alignment) []Change {
	var out []Change
	if a.first < a.last {
		if start := r.sentenceStart(a.first); start < a.first {
			out = append(out, spanChange(Dropped, d, r, 0, 0, start, a.first))
		}
		if end := r.sentenceEnd(a.last - 1); end > a.last {
			out = append(out, spanChange(Dropped, d, r, len(d.words), len(d.words), a.last, end))
		}
	}
	return out
}

// moved tells whether two changes are one: what the record has at one place the
// draft has at the other, and nothing else.
func moved(d, r *wording, a, b Change) (Change, bool) {
	if a.Same || b.Same || a.Marked || b.Marked {
		return Change{}, false
	}
	lost := foldedText(a.Record) + " " + foldedText(b.Record)
	won := foldedText(a.Draft) + " " + foldedText(b.Draft)
	if !sameBag(lost, won) || strings.TrimSpace(lost) == "" {
		return Change{}, false
	}
	c := Change{Kind: Order}
	c.DraftSpan = cover(a.DraftSpan, b.DraftSpan)
	c.RecordSpan = cover(a.RecordSpan, b.RecordSpan)
	c.Draft, c.Record = c.DraftSpan.Of(d.text), c.RecordSpan.Of(r.text)
	return c, true
}

// shuffled finds a sentence of the record whose words the draft has in an order so
// different that they do not align: "We lose even if we win" for "Even if we win, we
// lose". Fewer than four words, or two of meaning, are nobody's.
func shuffled(d, r *wording) (stretch, bool) {
	meaning := 0
	for i := range d.words {
		if !isFunction(d.words[i].fold) {
			meaning++
		}
	}
	if len(d.words) < 4 || meaning < 2 {
		return stretch{}, false
	}
	have := map[string]int{}
	for i := range d.words {
		have[d.words[i].fold]++
	}
	for from := 0; from < len(r.words); {
		to, met := r.sentenceEnd(from), 0
		left := maps.Clone(have)
		for j := from; j < to; j++ {
			if left[r.words[j].fold] > 0 {
				left[r.words[j].fold]--
				met++
			}
		}
		if 10*met >= 9*len(d.words) && 10*met >= 7*(to-from) {
			return stretch{from, to}, true
		}
		from = to
	}
	return stretch{}, false
}

func foldedText(s string) string {
	w := cut(s)
	return strings.Join(folds(w, ints(0, len(w.words))), " ")
}

func sameBag(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}
