package extract

import (
	"slices"
	"strings"

	"github.com/quoth-news/quoth"
)

// assemble makes quotations of what was found around the cues. Words in marks have
// one owner, the cue that is surest of them; a finding that cannot do without
// another's words is dropped.
func (x *Extractor) assemble(s *quoth.Sheet, all []found) {
	r := &x.row
	owner := make(map[int32]claim)
	for k := range all {
		for _, c := range all[k].claims {
			if old, ok := owner[c.unit]; !ok || c.probability > old.probability {
				c.found = k
				owner[c.unit] = c
			}
		}
	}
	for k, f := range all {
		f.content = slices.DeleteFunc(f.content, func(run [2]int32) bool {
			return run[1] == run[0]+1 && r.units[run[0]].quote >= 0 && owner[run[0]].found != k
		})
		lost := slices.ContainsFunc(f.claims, func(c claim) bool { return owner[c.unit].found != k && f.holds(c.unit) })
		if !lost {
			x.add(s, f)
		}
	}
}

// add makes one quotation of what was found around a cue.
func (x *Extractor) add(s *quoth.Sheet, f found) {
	r := &x.row
	q := quoth.Quotation{Act: quoth.Stated, Basis: quoth.UnknownBasis, Confidence: f.confidence, Rule: "extract/cue@1",
		Cue: r.span(f.cue), Sources: f.sources}
	q.Form, q.Parts = x.parts(f.content)
	if len(q.Parts) == 0 {
		return
	}
	q.Act = x.act(f, q.Form)
	if f.source[1] > f.source[0] {
		q.Speaker = &quoth.Speaker{Mention: r.sourceSpan(f.source), Entity: quoth.None, Confidence: f.sourceConfidence, Rule: "attribute/source@1"}
	}
	for _, run := range f.content {
		for i := run[0]; i < run[1]; i++ {
			x.reported[i] = true
			if r.units[i].quote >= 0 {
				x.owned[i] = int32(len(s.Quotations))
			}
		}
	}
	s.Quotations = append(s.Quotations, q)
}

// act is speech where words stand in marks, or where the cue is a listed way of
// speaking and a clause was said. Everything else that reports somebody's mind is
// an attitude, and so is a thing that was only spoken of.
func (x *Extractor) act(f found, form quoth.Form) quoth.Act {
	entry := cueVerbs[x.row.token(f.cue).Lower]
	if form == quoth.Mixed && (entry.first == 0 || entry.first >= thinkClass) && x.longestMarks(f.content) <= 3 {
		return quoth.Attitude // irony or a term in marks, not words of a speaker
	}
	if form != quoth.Indirect {
		return quoth.Stated
	}
	if entry.first == 0 || entry.first >= thinkClass || !x.clause(f) && (entry.all&saysThings == 0 || size(f.content) < 3) {
		return quoth.Attitude
	}
	return quoth.Stated
}

// longestMarks counts the words of the longest quotation in marks among the content.
func (x *Extractor) longestMarks(runs [][2]int32) int {
	most := 0
	for _, run := range runs {
		for i := run[0]; i < run[1]; i++ {
			if x.row.units[i].quote >= 0 {
				most = max(most, x.row.words(i))
			}
		}
	}
	return most
}

// size counts the units of the content.
func size(runs [][2]int32) int32 {
	n := int32(0)
	for _, run := range runs {
		n += run[1] - run[0]
	}
	return n
}

// saysThings are the classes after which a thing, too, is what was said.
const saysThings = 1<<objectClass | 1<<denyClass | 1<<refuseClass | 1<<commitClass | 1<<praiseClass | 1<<blameClass

// clause tells whether the content is a clause: a finite verb, or "to" with a verb
// right behind the cue or its addressee.
func (x *Extractor) clause(f found) bool {
	for _, run := range f.content {
		for i := run[0]; i < run[1]; i++ {
			t := x.row.token(i)
			switch t.Tag {
			case quoth.VBD, quoth.VBZ, quoth.VBP, quoth.MD:
				return true
			case quoth.TO:
				if i == run[0] && i+1 < run[1] && x.row.token(i+1).Tag == quoth.VB {
					return true
				}
			}
		}
	}
	return false
}

// parts turns runs of units into the words reported, without their outer marks.
func (x *Extractor) parts(runs [][2]int32) (quoth.Form, []quoth.Span) {
	r := &x.row
	var parts []quoth.Span
	quoted, plain := 0, 0
	for _, run := range runs {
		from, to := run[0], run[1]
		for from < to && r.edge(from) {
			from++
		}
		for to > from && r.edge(to-1) {
			to--
		}
		if from == to {
			continue
		}
		words, marks := 0, 0
		for i := from; i < to; i++ {
			if r.units[i].quote >= 0 {
				marks++
			} else if r.token(i).Kind != quoth.Punct {
				words++
			}
		}
		if words == 0 { // nothing but quotations: a part each
			for i := from; i < to; i++ {
				if r.units[i].quote >= 0 {
					parts = append(parts, r.inner(i))
				}
			}
			quoted++
			continue
		}
		if i := r.copula(from, to); i > 0 {
			parts = append(parts, r.inner(i))
			quoted++
			continue
		}
		if marks > 0 && from > run[0] && r.token(from-1).Lower == hashThat {
			from-- // the whole reported clause of mixed speech
		}
		part := quoth.Span{Start: r.span(from).Start, End: r.span(to - 1).End}
		parts = append(parts, part)
		plain++
		quoted += min(marks, 1)
	}
	switch {
	case plain == 0:
		return quoth.Direct, parts
	case quoted > 0:
		return quoth.Mixed, parts
	}
	return quoth.Indirect, parts
}

// edge tells whether a unit is no part of what was said when it stands at its
// edge: a comma, a colon, a full stop, the word "that".
func (r *row) edge(i int32) bool {
	if r.units[i].quote >= 0 {
		return false
	}
	t := r.token(i)
	return t.Kind == quoth.Punct && t.Tag != quoth.OpenBracket && t.Tag != quoth.CloseBracket || t.Lower == hashThat && t.Tag == quoth.IN
}

// copula tells whether the run is a quotation that only "it was", "that it's" and
// the like lead in: these words are the reporter's, and the quotation is direct.
func (r *row) copula(from, to int32) int32 {
	if r.units[to-1].quote < 0 || to-from > 4 || to-from < 2 {
		return 0
	}
	for i := from; i < to-1; i++ {
		if r.units[i].quote >= 0 {
			return 0
		}
		switch strings.ToLower(r.text(i)) {
		case "it", "that", "was", "is", "'s", "’s", "were":
		default:
			return 0
		}
	}
	return to - 1
}

// sourceSpan is the source phrase as printed, without marks at its edges.
func (r *row) sourceSpan(run [2]int32) quoth.Span {
	from, to := run[0], run[1]
	for to-from > 1 && r.token(to-1).Kind == quoth.Punct && r.token(to-1).Tag != quoth.CloseBracket {
		to--
	}
	return quoth.Span{Start: r.span(from).Start, End: r.span(to - 1).End}
}

func (f found) holds(i int32) bool {
	for _, run := range f.content {
		if run[0] <= i && i < run[1] {
			return true
		}
	}
	return false
}
