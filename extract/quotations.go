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

// signedConfidence is that of whole sentences in marks which begin a paragraph and
// have a name behind a dash: whatever the words, they are signed.
const signedConfidence = 0.9

// leftovers decides about quotations in marks that no cue owns.
func (x *Extractor) leftovers(s *quoth.Sheet) {
	r := &x.row
	for i := range int32(len(r.units)) {
		if r.units[i].quote < 0 || x.owned[i] >= 0 || x.reported[i] || !r.speaks(i) {
			continue
		}
		if s.Marks[r.units[i].quote].Continues {
			continue // continued decides
		}
		x.features = leftoverFeatures(x.features, r, i, x.isCue, x.owned)
		p := x.m.leftover.Probability(x.features, 1)
		if x.utterance(s, i) {
			p = max(p, shortThreshold)
		}
		dash, name, signed := r.signature(i)
		if !signed {
			dash, name, signed = r.bracketed(i)
			if signed && !r.units[i].begins {
				signed = false
			} else if signed && (r.units[i].opens || r.bracketedBefore(i)) {
				p = max(p, signedConfidence)
			}
		} else if r.units[i].opens && r.sentenceQuote(i) {
			p = max(p, signedConfidence)
		}
		if p < leftoverThreshold || p < shortThreshold && r.words(i) <= 2 {
			continue
		}
		if signed {
			x.owned[i] = int32(len(s.Quotations))
			s.Quotations = append(s.Quotations, quoth.Quotation{Form: quoth.Direct, Act: quoth.Stated, Basis: quoth.UnknownBasis,
				Confidence: p, Rule: "extract/signature@1", Parts: []quoth.Span{r.inner(i)}, Cue: r.span(dash),
				Speaker: &quoth.Speaker{Mention: name, Entity: quoth.None, Confidence: p, Rule: "attribute/signature@1"}})
			continue
		}
		if k := x.goesOn(s, i); k >= 0 {
			x.owned[i] = k
			s.Quotations[k].Parts = append(s.Quotations[k].Parts, r.inner(i))
			continue
		}
		if f, ok := x.faintCue(i); ok {
			f.confidence = max(f.confidence, p/2)
			x.add(s, f)
			continue
		}
		x.owned[i] = int32(len(s.Quotations))
		s.Quotations = append(s.Quotations, quoth.Quotation{Form: quoth.Direct, Act: quoth.Stated, Basis: quoth.UnknownBasis,
			Confidence: p, Rule: "extract/marks@1", Parts: []quoth.Span{r.inner(i)}})
	}
}

// goesOn finds the quotation that the one in marks at unit i goes on with: “…,” she
// said. “…” Nothing but the end of the cue's sentence stands between them, and at
// most one sentence without a cue.
func (x *Extractor) goesOn(s *quoth.Sheet, i int32) int32 {
	r, begins := &x.row, 0
	if !r.sentenceQuote(i) {
		return quoth.None
	}
	for j := i; j > max(0, i-reachLeft) && !r.units[j].opens && begins <= 3; j-- {
		before := j - 1
		if r.units[j].begins {
			begins++
		}
		if k := x.owned[before]; r.units[before].quote >= 0 && k >= 0 {
			q := &s.Quotations[k]
			if q.Form == quoth.Direct && !q.Cue.Empty() && q.Cue.Start < r.span(i).Start {
				return k
			}
			return quoth.None
		}
		if r.units[before].quote >= 0 || x.isCue[before] && begins > 1 {
			return quoth.None
		}
	}
	return quoth.None
}

// sentenceQuote tells whether the quotation unit is a sentence or more by itself.
func (r *row) sentenceQuote(i int32) bool {
	m := &r.s.Marks[r.units[i].quote]
	return r.units[i].begins && r.s.Tokens[m.Open+1].Caps != quoth.LowerCase && r.s.Tokens[m.Close-1].Kind == quoth.Punct
}

// faintCue looks near quotation unit i for a word that was too weak a cue by itself
// and around which the chain finds just this quotation.
func (x *Extractor) faintCue(i int32) (found, bool) {
	var best found
	ok := false
	for j := max(0, i-25); j < min(int32(len(x.row.units)), i+12); j++ {
		if x.isCue[j] || x.cueProb[j] < faintThreshold || ok && x.cueProb[j] <= x.cueProb[best.cue] {
			continue
		}
		if from, to := x.row.window(j); i < from || i >= to {
			continue
		}
		f, some := x.read(j, true)
		if !some || !f.holds(i) || x.taken(f, i) {
			continue
		}
		best, ok = f, true
	}
	return best, ok
}

func (f found) holds(i int32) bool {
	for _, run := range f.content {
		if run[0] <= i && i < run[1] {
			return true
		}
	}
	return false
}

// taken tells whether f claims a quotation, other than that at i, which has an owner.
func (x *Extractor) taken(f found, i int32) bool {
	for _, run := range f.content {
		for j := run[0]; j < run[1]; j++ {
			if j != i && x.row.units[j].quote >= 0 && x.owned[j] >= 0 {
				return true
			}
		}
	}
	return false
}

// continued joins the paragraphs of a quotation whose mark opens each of them and
// closes only the last; the cue may stand in any of them.
func (x *Extractor) continued(s *quoth.Sheet) {
	r := &x.row
	n := int32(len(r.units))
	for i := int32(0); i < n; i++ {
		end := i + 1 // units [i, end) are one quotation
		for end < n && r.units[end].quote >= 0 && s.Marks[r.units[end].quote].Continues {
			end++
		}
		if r.units[i].quote < 0 || end == i+1 {
			continue
		}
		owner := int32(quoth.None)
		for j := i; j < end; j++ {
			if owner < 0 {
				owner = x.owned[j]
			}
		}
		for j := i; j < end && owner >= 0; j++ {
			if x.owned[j] < 0 {
				x.owned[j] = owner
				q := &s.Quotations[owner]
				q.Parts = append(q.Parts, r.inner(j))
			}
		}
		i = end - 1
	}
}

// nested lists the quotations inside the quotations in marks: what the speaker says
// somebody said. One word in marks is a name or irony, not speech.
func (x *Extractor) nested(s *quoth.Sheet) {
	r := &x.row
	for i := range r.units {
		if r.units[i].quote < 0 || x.owned[i] < 0 {
			continue
		}
		q := &s.Quotations[x.owned[i]]
		for k := int(r.units[i].quote) + 1; k < len(s.Marks) && s.Marks[k].Open < r.units[i].last; k++ {
			m := &s.Marks[k]
			if m.Parent != r.units[i].quote || m.Close-m.Open < 3 || !r.speech(m) {
				continue
			}
			q.Nested = append(q.Nested, quoth.Nested{Parts: []quoth.Span{s.TokensSpan(m.Open+1, m.Close)}})
		}
	}
}

// speech tells whether nested marks hold speech: a sentence, or what a verb of
// saying or "like" leads in.
func (r *row) speech(m *quoth.Marks) bool {
	t := r.s.Tokens
	if t[m.Close-1].Tag == quoth.FullStop && t[m.Open+1].Caps != quoth.LowerCase {
		return true
	}
	for i := m.Open - 1; i > m.Open-4 && i >= 0; i-- {
		if class := cueVerbs[t[i].Lower].first; class != 0 && class < thinkClass || t[i].Lower == hashLike {
			return true
		}
	}
	return t[m.Open-1].Tag == quoth.Comma && t[m.Open+1].Caps != quoth.LowerCase
}

// wholeSegments makes quotations of posts and turns: their words are speech and
// their account or speaker is printed beside them.
func wholeSegments(s *quoth.Sheet) {
	for _, segment := range s.Segments {
		rule := ""
		switch segment.Kind {
		case quoth.Post:
			rule = "extract/post@1"
		case quoth.Speech:
			rule = "extract/turn@1"
		}
		if rule == "" || segment.Words.Empty() {
			continue
		}
		q := quoth.Quotation{Form: quoth.Direct, Act: quoth.Stated, Basis: quoth.OnRecord, Confidence: 0.99, Rule: rule,
			Parts: []quoth.Span{segment.Words}}
		if !segment.Label.Empty() {
			q.Speaker = &quoth.Speaker{Mention: segment.Label, Entity: quoth.None, Confidence: 0.99, Rule: strings.Replace(rule, "extract", "attribute", 1)}
		} else if !segment.Handle.Empty() {
			q.Speaker = &quoth.Speaker{Mention: segment.Handle, Entity: quoth.None, Confidence: 0.99, Rule: strings.Replace(rule, "extract", "attribute", 1)}
		}
		s.Quotations = append(s.Quotations, q)
	}
}
