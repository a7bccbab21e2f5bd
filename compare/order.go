package compare

import (
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
