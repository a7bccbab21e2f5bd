package compare

import "strings"

// findings collects what one alignment shows.
type findings struct {
	changes   []Change // words that differ
	cuts      []Change // qualifiers the cut drops
	resolved  bool     // an edit was marked and resolves
	cutInside bool     // the draft begins or ends inside a sentence
	omitted   int      // words left out at ellipses
}

// find walks the places where draft and record part and sorts them into changes,
// cuts and edits.
func find(d, r *wording, a alignment, src *Source) findings {
	var f findings
	f.changes = quietChanges(d, r, a)
	for _, g := range regions(d, a) {
		switch {
		case g.omission:
			f.omission(d, r, g, a)
		case g.bracket:
			if bad, ok := edit(d, r, g, src); ok {
				f.resolved = true
			} else {
				f.changes = append(f.changes, bad...)
			}
		default:
			f.changes = append(f.changes, named(d, r, g)...)
		}
	}
	f.changes = reordered(d, r, f.changes, leftOver(d, r, a))
	f.question(d, r, a)
	f.ends(d, r, a)
	f.marks(d, r, a)
	return f
}

// omission judges what an ellipsis leaves out.
func (f *findings) omission(d, r *wording, g region, a alignment) {
	f.omitted += g.r2 - g.r1
	hidden, hides, halves := omitted(r, g, a)
	switch {
	case hides:
		c := spanChange(Dropped, d, r, g.d1, g.d1, hidden.from, hidden.to)
		c.Marked = true
		f.cuts = append(f.cuts, c)
		for i := hidden.from; i < hidden.to; i++ {
			if isNegator(r.words[i].fold) {
				n := spanChange(Negation, d, r, g.d1, g.d1, i, i+1)
				n.Marked = true
				f.cuts = append(f.cuts, n)
				break
			}
		}
	case halves:
		c := g.change(Dropped, d, r)
		c.Marked = true
		f.changes = append(f.changes, c)
	default:
		f.resolved = true
	}
}

// ends looks at what stands before and after the draft's words in the record.
func (f *findings) ends(d, r *wording, a alignment) {
	first, last := a.first, a.last
	f.cutInside = first < len(r.words) && !r.words[first].initial || last < len(r.words) && !r.words[last].initial
	if first >= last {
		return
	}
	if s, ok := r.droppedBefore(first, last); ok {
		f.cuts = append(f.cuts, spanChange(Dropped, d, r, 0, 0, s.from, s.to))
	}
	if s, ok := r.droppedAfter(first, last); ok {
		f.cuts = append(f.cuts, spanChange(Dropped, d, r, len(d.words), len(d.words), s.from, s.to))
	}
}

// question finds a statement made of a question or a question made of a statement.
func (f *findings) question(d, r *wording, a alignment) {
	if a.last == 0 || a.last < len(r.words) && !r.words[a.last].initial {
		return
	}
	asked := strings.Contains(leadingMarks(r.gap(a.last)), "?")
	tail := leadingMarks(d.gap(len(d.words)))
	asks := strings.Contains(tail, "?")
	if asked == asks || asked && !strings.ContainsAny(tail, ".!") && invertedAt(r, a.first) {
		return
	}
	if asked && tail == "" && invertedAt(r, a.first) {
		return
	}
	c := Change{Kind: Substituted, Draft: mark(asks), Record: mark(asked),
		DraftSpan: d.span(len(d.words), len(d.words)), RecordSpan: r.span(a.last, a.last)}
	f.changes = append(f.changes, c)
}

func mark(asks bool) string {
	if asks {
		return "?"
	}
	return "."
}

// invertedAt tells whether a sentence asks by its words and needs no mark for it.
func invertedAt(r *wording, i int) bool {
	f := r.words[i].fold
	switch f {
	case "who", "what", "when", "where", "why", "how", "which", "whose", "is", "are", "was", "were", "do", "does", "did", "has", "have", "had":
		return true
	}
	return is("modal", f)
}

// marks notes edits that change no word: a bracket around the record's own words,
// a mended capital, an ellipsis at either end, "[sic]".
func (f *findings) marks(d, r *wording, a alignment) {
	if d.sic && !r.sic || d.trailing && !r.trailing || len(d.words) > 0 && d.words[0].ellipsis {
		f.resolved = true
	}
	for k, s := range a.steps {
		if k > 0 && s.match && d.words[s.i].ellipsis && !r.words[s.j].ellipsis {
			f.resolved = true // an ellipsis that leaves nothing out
		}
		if s.match && s.i2-s.i == 1 && d.words[s.i].bracket && !r.words[s.j].bracket {
			f.resolved = true
		}
	}
}
