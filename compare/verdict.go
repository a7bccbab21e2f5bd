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

// findings collects what one alignment shows.
type findings struct {
	changes   []Change // words that differ
	cuts      []Change // qualifiers the cut drops
	resolved  bool     // an edit was marked and resolves
	cutInside bool     // the draft begins or ends inside a sentence
	omitted   int      // words left out at ellipses
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
