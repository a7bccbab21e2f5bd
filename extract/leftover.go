package extract

import (
	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/tagger"
)

// leftoverFeatures lists what decides about a quotation unit that no cue owns:
// speech, or a title, a nickname, a scare quote.
func leftoverFeatures(f []uint32, r *row, i int32, isCue []bool, owned []int32) []uint32 {
	u := r.units
	s := r.s
	m := &s.Marks[u[i].quote]
	first, last := &s.Tokens[m.Open+1], &s.Tokens[m.Close-1]
	words := uint32(min(r.words(i), 12))
	verbs, capitals, person := uint32(0), uint32(0), uint32(0)
	for j := m.Open + 1; j < m.Close; j++ {
		t := &s.Tokens[j]
		if isVerb(t.Tag) || t.Tag == quoth.MD {
			verbs++
		}
		if t.Kind == quoth.Word && t.Caps != quoth.LowerCase {
			capitals++
		}
		if t.Tag == quoth.PRP {
			person = 1
		}
	}
	capital := uint32(0)
	switch {
	case capitals*3 >= uint32(max(r.words(i), 1))*2:
		capital = 2 // most words begin with a capital: a title
	case first.Caps != quoth.LowerCase:
		capital = 1
	}
	end := uint32(0)
	if last.Kind == quoth.Punct {
		end = last.Lower
	}
	verbs = min(verbs, 2)
	pw, pt := r.look(i, -1)
	nw, nt := r.look(i, 1)
	p2, _ := r.look(i, -2)
	whole := uint32(0) // the quotation is all its segment
	if u[i].opens {
		whole = 1
	}
	if i+1 == int32(len(u)) || u[i+1].opens {
		whole |= 2
	}
	if u[i].begins {
		whole |= 4
	}
	single := uint32(0)
	if m.Single {
		single = 1
	}
	if !m.Closed {
		single |= 2
	}
	cueBefore, ownedBefore := uint32(0), uint32(0)
	for j := i - 1; j >= 0 && i-j < 40 && !u[j+1].opens; j-- {
		if isCue[j] {
			cueBefore = 1
		}
		if u[j].quote >= 0 && owned[j] >= 0 {
			ownedBefore = 1
		}
	}
	previous := uint32(0) // the last quotation of the paragraph before was speech
	for j := i - 1; j >= 0 && i-j < 120; j-- {
		if u[j].quote >= 0 {
			previous = 1
			if owned[j] >= 0 {
				previous = 2
			}
			break
		}
	}
	segment := uint32(r.segment(i))
	return append(f[:0],
		tagger.Mix(words, 1), tagger.Mix2(words, capital, 2), tagger.Mix2(words, verbs, 3), tagger.Mix2(end, capital, 4),
		tagger.Mix2(words, whole, 5), tagger.Mix2(pw, min(words, 4), 6), tagger.Mix2(nw, min(words, 4), 7), tagger.Mix2(pt, nt, 8),
		tagger.Mix2(pt, min(words, 4), 9), tagger.Mix2(p2, pw, 10), tagger.Mix(first.Lower, 11), tagger.Mix2(uint32(first.Tag), uint32(last.Tag), 12),
		tagger.Mix2(single, min(words, 4), 13), tagger.Mix2(cueBefore, min(words, 6), 14), tagger.Mix2(ownedBefore, min(words, 6), 15),
		tagger.Mix2(previous, whole, 16), tagger.Mix2(segment, whole, 17), tagger.Mix2(person, verbs, 18), tagger.Mix2(end, whole, 19),
		tagger.Mix2(whole, cueBefore<<4|ownedBefore<<5|previous, 20), tagger.Mix2(capital, pt, 21), tagger.Mix2(segment, min(words, 6), 22), tagger.Mix(0, 23))
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
