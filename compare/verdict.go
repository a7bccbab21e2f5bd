package compare

import (
	"strings"

	"github.com/quoth-news/quoth"
)

// maxCells bounds the work of one alignment, and longDraft how much of a draft is
// looked at where the pair is longer.
const (
	maxCells  = 6 << 20
	longDraft = 2048
)

// Wording holds a draft's quotation, with or without its outer marks, against one
// wording of the record.
func Wording(draft string, src Source) Result {
	return judge(cut(draft), &src, 0).Result
}

// judged is a result with the work behind it, which Best needs to tell a splice.
type judged struct {
	Result
	d, r *wording
	a    alignment
}

// judge aligns and reads off the verdict.
func judge(d *wording, src *Source, index int) judged {
	r := cut(src.Text)
	markParts(r, src)
	markQuoted(r, src)
	j := judged{d: d, r: r}
	j.Result = Result{Wording: NotFound, Source: index, Other: quoth.None, Words: len(d.words)}
	if len(d.words) == 0 || len(r.words) == 0 || strangers(d, r) {
		return j
	}
	a, found := laidWhole(d, r)
	if !found {
		if len(d.words)*len(r.words) > maxCells {
			return tooLong(j, src, index)
		}
		a = fillEdges(d, r, align(d, r))
	}
	j.a = a
	j.Matched = matchedShare(d, j.a)
	if !recognised(d, j.a, j.Matched) {
		if s, ok := shuffled(d, r); ok {
			j.Wording, j.Span = Altered, r.span(s.from, s.to)
			j.Changes = []Change{spanChange(Order, d, r, 0, len(d.words), s.from, s.to)}
		}
		return j
	}
	j.Span = r.span(j.a.first, j.a.last)
	f := find(d, r, j.a, src)
	j.Wording, j.Changes = verdict(d, r, j.a, src, f)
	j.Omitted = f.omitted
	return j
}

// verdict is the first of the contract's order that fits.
func verdict(d, r *wording, a alignment, src *Source, f findings) (Verdict, []Change) {
	if src.Act == quoth.Denial || src.Act == quoth.Refusal {
		denied := Change{Kind: Negation, Record: string(src.Act), DraftSpan: d.span(0, 0), RecordSpan: r.span(a.first, a.last)}
		return Altered, append([]Change{denied}, f.changes...)
	}
	reported := (src.Form == quoth.Indirect || src.Form == quoth.Mixed) && !(r.mixed && withinMarks(d, r, a))
	if reported && backshifted(f.changes) {
		return Paraphrase, f.changes
	}
	switch {
	case len(f.changes) > 0:
		return Altered, f.changes
	case reported:
		return Paraphrase, nil
	case len(f.cuts) > 0:
		return Truncated, f.cuts
	case f.cutInside:
		return Fragment, nil
	case f.resolved:
		return MarkedEdit, nil
	case sameMarks(d, r, a):
		return Exact, nil
	}
	return Typographic, nil
}

// withinMarks tells whether the words the draft quotes stand in marks in a record
// wording that is quoted only in part; a draft that sets the very same marks
// quotes the reported clause as it stands.
func withinMarks(d, r *wording, a alignment) bool {
	all, same := true, true
	for j := a.first; j < a.last; j++ {
		all = all && r.words[j].quoted
	}
	any := false
	for _, s := range a.steps {
		if s.match {
			same = same && d.words[s.i].quoted == r.words[s.j].quoted
			any = any || d.words[s.i].quoted
		}
	}
	return all || same && any
}

// backshifted tells whether reported words were only turned back into the
// speaker's mouth: other tense, other person, the same words else. That is the
// paraphrase set in marks, not an alteration of it.
func backshifted(changes []Change) bool {
	some := false
	for _, c := range changes {
		if c.Same {
			continue
		}
		a, b := soleFold(c.Draft), soleFold(c.Record)
		_, pa := persons[a]
		_, pb := persons[b]
		switch {
		case c.Kind == Tense, c.Kind == Modal && a != "" && b != "" && lemma(a) == lemma(b):
		case c.Kind == Substituted && pa && pb:
		case c.Kind == Dropped && c.Record == "that":
		default:
			return false
		}
		some = true
	}
	return some || len(changes) > 0
}

// soleFold is the folded word of a change that is a single word.
func soleFold(s string) string {
	w := cut(s)
	if len(w.words) != 1 {
		return ""
	}
	return w.words[0].fold
}

// sameMarks tells whether the wordings agree in every mark, capital and space but
// for the comma or stop that closes a quotation or stood before the reporter's cue.
func sameMarks(d, r *wording, a alignment) bool {
	for k, s := range a.steps {
		if s.i2-s.i != 1 || s.j2-s.j != 1 {
			return false
		}
		if d.text[d.words[s.i].start:d.words[s.i].end] != r.text[r.words[s.j].start:r.words[s.j].end] {
			return false
		}
		if k == 0 {
			continue
		}
		x, y := d.gap(s.i), r.gap(s.j)
		broken := r.words[s.j].part != r.words[s.j-1].part
		if x != y && !(broken && bareGap(x) == "" && bareGap(y) == "") {
			return false
		}
	}
	return closing(d.gap(len(d.words))) == closing(r.gap(a.last)) || bareGap(closing(d.gap(len(d.words)))) == "" && bareGap(closing(r.gap(a.last))) == ""
}

// closing is the marks right behind the last word, without quotation marks.
func closing(gap string) string {
	return strings.Trim(leadingMarks(gap), "\"'”’“‘»«")
}

// bareGap is a gap without the marks that belong to the reporter's sentence.
func bareGap(gap string) string {
	return strings.Trim(gap, " \n\t\u00a0.,\"”“")
}
