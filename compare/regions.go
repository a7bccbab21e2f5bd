package compare

import "github.com/quoth-news/quoth"

// region is a place where draft and record part: draft words [d1, d2) stand where
// the record has words [r1, r2).
type region struct {
	d1, d2, r1, r2 int
	omission       bool // an ellipsis of the draft stands here and no word of its own
	bracket        bool // all its draft words are bracketed, or it adjoins a bracket
}

// regions groups the steps that do not match. An omission an ellipsis marks is a
// region of its own, so that words changed beside it are not excused by it.
func regions(d *wording, a alignment) []region {
	var out []region
	open := false
	for _, s := range a.steps {
		if s.match {
			open = false
			continue
		}
		omission := s.i == s.i2 && s.i < len(d.words) && d.words[s.i].ellipsis
		bracket := s.i < s.i2 && d.words[s.i].bracket
		if open {
			last := &out[len(out)-1]
			if last.omission == omission && (last.bracket == bracket || s.i == s.i2 || last.d1 == last.d2 && !omission) {
				last.d2, last.r2 = s.i2, s.j2
				last.bracket = last.bracket || bracket
				continue
			}
		}
		out = append(out, region{s.i, s.i2, s.j, s.j2, omission, bracket})
		open = true
	}
	for k := range out {
		adjoinBracket(d, &out[k])
	}
	return out
}

// adjoinBracket lets a bracket answer for the record words left out beside it:
// "[the plan]" for "that whole plan" matches "plan" and leaves two words over.
func adjoinBracket(d *wording, g *region) {
	if g.omission || g.d1 < g.d2 {
		return
	}
	before := g.d1 > 0 && d.words[g.d1-1].bracket && !d.words[g.d1-1].patched
	after := g.d1 < len(d.words) && d.words[g.d1].bracket && !d.words[g.d1].patched
	g.bracket = before || after
}

// change makes the change a region stands for.
func (g region) change(kind ChangeKind, d, r *wording) Change {
	return spanChange(kind, d, r, g.d1, g.d2, g.r1, g.r2)
}

func spanChange(kind ChangeKind, d, r *wording, d1, d2, r1, r2 int) Change {
	return Change{Kind: kind, Draft: d.slice(d1, d2), Record: r.slice(r1, r2),
		DraftSpan: d.span(d1, d2), RecordSpan: r.span(r1, r2)}
}

// span is the stretch of words [i, j); for none it is the empty place before word i.
func (w *wording) span(i, j int) quoth.Span {
	if i < j {
		return quoth.Span{Start: w.words[i].start, End: w.words[j-1].end}
	}
	at := len(w.text)
	switch {
	case i < len(w.words):
		at = w.words[i].start
	case i > 0:
		at = w.words[i-1].end
	}
	return quoth.Span{Start: at, End: at}
}

// cover is the span from the earlier to the later end of two spans.
func cover(a, b quoth.Span) quoth.Span {
	return quoth.Span{Start: min(a.Start, b.Start), End: max(a.End, b.End)}
}
