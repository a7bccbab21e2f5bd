package attribute

import (
	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/tagger"
)

// rankFeatures lists what the ranker sees of a candidate.
func (a *speakers) rankFeatures(f []uint32, p *place, c *candidate) []uint32 {
	s, t := a.s, a.s.Tokens
	q := p.q
	cueWord, cueTag := uint32(0), uint32(0)
	if p.cue >= 0 {
		cueWord, cueTag = t[p.cue].Lower, uint32(t[p.cue].Tag)
	}
	setting := uint32(0) // what kind of place the quotation stands in
	switch {
	case p.cue >= 0 && q.Form == quoth.Indirect:
		setting = 1
	case p.cue >= 0 && q.Form == quoth.Mixed:
		setting = 2
	case p.cue >= 0:
		setting = 3
	case p.colon:
		setting = 4
	case p.whole:
		setting = 5
	case p.opens:
		setting = 6
	default:
		setting = 7
	}
	chain := steps(c.chain)
	sum := a.sourced(p)
	f = append(f[:0], tagger.Mix2(chain, setting, 1), tagger.Mix2(chain, sum, 2))
	if c.before > 0 {
		return a.earlierFeatures(f, p, c, setting, sum, cueTag)
	}
	if c.mention < 0 {
		return append(f, tagger.Mix2(3, chain, 3))
	}
	m := &s.Mentions[c.mention]
	kind := uint32(m.Kind)<<4 | a.entityCode(c.entity)
	word := t[m.Head].Lower
	side, gap := uint32(0), p.anchor-m.Head
	if gap < 0 {
		side, gap = 1, -gap
	}
	far := distance(gap)<<1 | side
	sentences := uint32(clamp(p.sentence-t[m.Head].Sentence, -1, 2) + 1)
	next, nextTag := uint32(0), uint32(0)
	if int(m.Last) < len(t) {
		next, nextTag = t[m.Last].Lower, uint32(t[m.Last].Tag)
	}
	prevTag := uint32(0)
	if m.First > 0 {
		prevTag = uint32(t[m.First-1].Tag)
	}
	starts := uint32(0)
	if m.First == s.Sentences[t[m.First].Sentence].First {
		starts = 1
	}
	verb := a.verbAfter(m, p.cue)
	between := a.mentionsBetween(m, p)
	again := a.again(c.entity)
	f = append(f,
		tagger.Mix2(chain, kind, 4), tagger.Mix2(far, setting, 5), tagger.Mix2(kind, setting, 6), tagger.Mix2(kind, far, 7),
		tagger.Mix2(verb, setting, 8), tagger.Mix2(verb, kind, 9), tagger.Mix2(nextTag, setting<<1|side, 10), tagger.Mix2(prevTag, setting<<1|side, 11),
		tagger.Mix2(sentences, setting, 12), tagger.Mix2(sentences<<4|starts, verb, 13), tagger.Mix2(between<<1|side, setting, 14),
		tagger.Mix2(again, setting, 15), tagger.Mix2(again, kind, 16), tagger.Mix2(cueWord, far, 17), tagger.Mix2(cueTag, verb<<4|side, 18),
		tagger.Mix2(next, side, 19), tagger.Mix2(chain, far, 20), tagger.Mix2(chain, verb, 21), tagger.Mix2(prevTag<<8|nextTag, side, 22))
	f = append(f, tagger.Mix2(a.talk, setting<<4|again, 46), tagger.Mix2(a.talk<<4|sentences, setting<<1|side, 47), tagger.Mix2(a.talk<<3|verb, setting, 48))
	if y := &p.sayer; y.class > 0 {
		own := flag(y.mention == c.mention, 1) | flag(y.entity >= 0 && y.entity == c.entity, 2)
		told := y.class<<2 | own
		f = append(f, tagger.Mix2(told, setting, 50), tagger.Mix2(told, chain, 51), tagger.Mix2(told, kind, 52), tagger.Mix2(told, sum, 53))
	}
	if m.Kind != quoth.NameMention {
		f = append(f, tagger.Mix2(word, setting, 23), tagger.Mix2(word, sentences, 24))
	}
	if c.entity >= 0 && a.mentionedIn(c.entity, q) {
		f = append(f, tagger.Mix2(setting, kind, 25))
	}
	if a.nestedMention(m, c.mention) {
		f = append(f, tagger.Mix2(1, kind, 26))
	}
	return f
}

// earlierFeatures describes the speaker of an earlier quotation as a candidate.
func (a *speakers) earlierFeatures(f []uint32, p *place, c *candidate, setting, sum, cueTag uint32) []uint32 {
	s := a.s
	q := &s.Quotations[a.recent[len(a.recent)-c.before]]
	here, there := s.Sentences[p.sentence].Segment, int32(0)
	end := s.TokenAt(q.Parts[len(q.Parts)-1].End - 1)
	if int(end) < len(s.Tokens) {
		there = s.Sentences[s.Tokens[end].Sentence].Segment
	}
	back := uint32(c.before)
	apart := uint32(clamp(here-there, 0, 4))
	same := uint32(0) // the sentence of the earlier cue is that of this one
	if !q.Cue.Empty() && p.cue >= 0 && s.Tokens[s.TokenAt(q.Cue.Start)].Sentence == s.Tokens[p.cue].Sentence {
		same = 1
	}
	alternates := uint32(0) // the last two quotations have two speakers
	if n := len(a.recent); n >= 2 && s.Quotations[a.recent[n-1]].Speaker.Entity != s.Quotations[a.recent[n-2]].Speaker.Entity {
		alternates = 1
	}
	direct := uint32(0)
	if q.Form == quoth.Direct {
		direct = 1
	}
	cued := uint32(0)
	if !q.Cue.Empty() {
		cued = 1
	}
	if y := &p.sayer; y.class > 0 {
		told := y.class<<3 | y.kind<<1 | flag(y.entity >= 0 && y.entity == c.entity, 1)
		f = append(f, tagger.Mix2(told, back, 54), tagger.Mix2(told, sum, 55))
	} else {
		f = append(f, tagger.Mix2(back, sum<<3|uint32(len(q.Parts)&1), 56))
	}
	return append(f, tagger.Mix2(back, setting, 30), tagger.Mix2(back<<4|apart, setting, 31), tagger.Mix2(same<<4|back, cueTag, 32),
		tagger.Mix2(alternates<<4|back, setting, 33), tagger.Mix2(sum, back<<4|apart, 34), tagger.Mix2(direct<<1|cued, back<<4|apart, 35),
		tagger.Mix2(a.talk<<4|back, setting, 44), tagger.Mix2(a.talk<<4|alternates<<2|apart, setting<<4|back, 45),
		tagger.Mix2(same<<4|back, sum, 36), tagger.Mix2(a.entityCode(c.entity), setting, 37), tagger.Mix2(a.againOf(q), setting<<4|back, 38))
}

// sourced tells how sure the chain was of any source at all.
func (a *speakers) sourced(p *place) uint32 {
	best := float32(0)
	for _, source := range p.q.Sources {
		best = max(best, source.Probability)
	}
	return steps(best)
}

// steps puts a probability into one of eight classes.
func steps(p float32) uint32 {
	for i, limit := range [...]float32{0.001, 0.02, 0.1, 0.3, 0.6, 0.9, 0.99} {
		if p < limit {
			return uint32(i)
		}
	}
	return 7
}

func distance(d int32) uint32 {
	switch {
	case d <= 3:
		return uint32(d)
	case d <= 5:
		return 4
	case d <= 8:
		return 5
	case d <= 13:
		return 6
	case d <= 25:
		return 7
	case d <= 50:
		return 8
	}
	return 9
}

func clamp(v, low, high int32) int32 { return max(low, min(v, high)) }

func (a *speakers) entityCode(entity int) uint32 {
	if entity < 0 {
		return 0
	}
	switch a.s.Entities[entity].Kind {
	case quoth.Person:
		return 1
	case quoth.Organisation:
		return 2
	case quoth.Group:
		return 3
	case quoth.UnnamedSource:
		return 4
	}
	return 5
}

// verbAfter tells what verb the mention is followed by: 0 none, 1 some finite verb,
// 2 the cue itself, 3 another form; adverbs and a relative clause between commas are
// passed over.
func (a *speakers) verbAfter(m *quoth.Mention, cue int32) uint32 {
	t := a.s.Tokens
	limit := min(int32(len(t)), m.Last+25)
	for i := m.Last; i < limit && t[i].Sentence == t[m.Head].Sentence; i++ {
		switch {
		case i == cue:
			return 2
		case t[i].Tag == quoth.RB || t[i].Tag == quoth.POS && i > m.Last:
		case t[i].Tag == quoth.Comma && i == m.Last: // an apposition or relative clause: look behind its comma
			for i++; i < limit && t[i].Tag != quoth.Comma && t[i].Tag != quoth.FullStop; i++ {
				if i == cue {
					return 3
				}
			}
		case t[i].Tag >= quoth.VBD && t[i].Tag <= quoth.VBZ || t[i].Tag == quoth.MD:
			if hasAuxiliary(a.s, i, cue) {
				return 2
			}
			return 1
		default:
			return 0
		}
	}
	return 0
}

// hasAuxiliary tells whether the verb at i belongs to the cue: "has said", "would later add".
func hasAuxiliary(s *quoth.Sheet, i, cue int32) bool {
	if cue <= i || cue-i > 3 {
		return false
	}
	for j := i + 1; j < cue; j++ {
		if tag := s.Tokens[j].Tag; tag != quoth.RB && tag != quoth.VBN && tag != quoth.VB {
			return false
		}
	}
	return true
}

// mentionsBetween counts the mentions outside marks between this one and the anchor.
func (a *speakers) mentionsBetween(m *quoth.Mention, p *place) uint32 {
	from, to := m.End, int(a.s.Tokens[p.anchor].Start)
	if m.Head > p.anchor {
		from, to = int(a.s.Tokens[p.anchor].End), m.Start
	}
	if from >= to {
		return 0
	}
	low, high := a.s.MentionsIn(quoth.Span{Start: from, End: to})
	n := uint32(0)
	for k := low; k < high && n < 4; k++ {
		if a.s.Tokens[a.s.Mentions[k].Head].Inside < 0 {
			n++
		}
	}
	return n
}

// again tells how long ago the entity spoke: 1, 2 or 3 quotations; 0 for not lately.
func (a *speakers) again(entity int) uint32 {
	if entity < 0 {
		return 0
	}
	for back := 0; back < 3 && back < len(a.recent); back++ {
		if a.s.Quotations[a.recent[len(a.recent)-1-back]].Speaker.Entity == entity {
			return uint32(back + 1)
		}
	}
	return 4
}

func (a *speakers) againOf(q *quoth.Quotation) uint32 { return a.again(q.Speaker.Entity) }

// mentionedIn tells whether the words name the entity: few speak of themselves so.
func (a *speakers) mentionedIn(entity int, q *quoth.Quotation) bool {
	for _, part := range q.Parts {
		from, to := a.s.MentionsIn(part)
		for k := from; k < min(to, from+40); k++ {
			if m := &a.s.Mentions[k]; int(m.Entity) == entity && m.Kind == quoth.NameMention {
				return true
			}
		}
	}
	return false
}

// nestedMention tells whether the mention lies inside a longer one.
func (a *speakers) nestedMention(m *quoth.Mention, index int) bool {
	for k := index - 1; k >= 0 && k > index-4; k-- {
		if a.s.Mentions[k].Start <= m.Start && a.s.Mentions[k].End >= m.End {
			return true
		}
	}
	return false
}

// talk tells how much of the sheet is conversation: quotations without a cue, among
// the direct ones, in quarters.
func talk(s *quoth.Sheet) uint32 {
	all, bare := 0, 0
	for i := range s.Quotations {
		if q := &s.Quotations[i]; q.Form == quoth.Direct {
			all++
			if q.Cue.Empty() {
				bare++
			}
		}
	}
	if all < 4 {
		return 0
	}
	return uint32(min(1+4*bare/all, 4))
}
