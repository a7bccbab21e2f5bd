package attribute

import (
	"github.com/quoth-news/quoth"
)

// candidate is a mention that may name the speaker of a quotation. The mention of
// an earlier quotation's speaker is a candidate too: before counts how many
// quotations with a speaker ago, 0 for a mention on the spot.
type candidate struct {
	mention int // index into Sheet.Mentions, or None where only span is known
	span    quoth.Span
	entity  int
	chain   float32 // what the chain of the extract stage gave the mention
	before  int
	rule    string // of the earlier speaker
}

// place is what the ranker knows of a quotation before it looks at candidates.
type place struct {
	q        *quoth.Quotation
	first    int32 // first token of the words, or of the mark before them
	last     int32 // token after the words and their mark
	cue      int32 // or None
	anchor   int32 // the cue, or first
	low      int32 // tokens [low, high) hold the candidates on the spot
	high     int32
	sentence int32 // of the anchor
	opens    bool  // the quotation begins its segment
	whole    bool  // and is all of it
	colon    bool  // the segment before ends with a colon
	sayer    sayer // who speaks by the words beside the marks
}

// maxCandidates bounds the work for one quotation.
const maxCandidates = 48

// placeOf reads the surroundings of a quotation; ok is false where it has no token.
func (a *speakers) placeOf(q *quoth.Quotation) (p place, ok bool) {
	s, n := a.s, int32(len(a.s.Tokens))
	p = place{q: q, cue: quoth.None}
	p.first, p.last = s.TokenAt(q.Parts[0].Start), s.TokenAt(q.Parts[len(q.Parts)-1].End-1)+1
	if p.first >= n {
		return p, false
	}
	p.last = min(p.last, n)
	for p.first > 0 && s.Tokens[p.first-1].Kind == quoth.QuoteMark && s.Tokens[p.first-1].Pair >= 0 && s.Marks[s.Tokens[p.first-1].Pair].Open == p.first-1 {
		p.first--
	}
	for p.last < n && s.Tokens[p.last].Kind == quoth.QuoteMark && s.Tokens[p.last].Pair >= 0 && s.Marks[s.Tokens[p.last].Pair].Close == p.last {
		p.last++
	}
	p.anchor = p.first
	if !q.Cue.Empty() {
		if t := s.TokenAt(q.Cue.Start); t < n {
			p.cue, p.anchor = t, t
		}
	}
	begin, end := min(p.first, p.anchor), max(p.last, p.anchor+1)
	p.sentence = s.Tokens[p.anchor].Sentence
	segment := s.Sentences[p.sentence].Segment
	low, high := s.Tokens[begin].Sentence, s.Tokens[end-1].Sentence
	p.opens = p.first == 0 || s.Sentences[s.Tokens[p.first-1].Sentence].Segment != s.Sentences[s.Tokens[p.first].Sentence].Segment
	p.whole = p.opens && (p.last >= n || s.Sentences[s.Tokens[p.last].Sentence].Segment != segment)
	if p.opens && p.first > 0 && s.Text(p.first-1) == ":" {
		p.colon = true
	}
	for back := 0; back < 2 && low > 0; back++ { // the two sentences before
		low--
	}
	if int(high)+1 < len(s.Sentences) && s.Sentences[high+1].Segment == segment {
		high++
	}
	p.low, p.high = s.Sentences[low].First, s.Sentences[high].Last
	if q.Form != quoth.Indirect {
		p.sayer = a.sayer(p)
	}
	return p, true
}

// candidates lists who may have spoken.
func (a *speakers) candidates(p *place) []candidate {
	s := a.s
	a.list = a.list[:0]
	from, to := s.MentionsIn(quoth.Span{Start: int(s.Tokens[p.low].Start), End: int(s.Tokens[p.high-1].End)})
	for k := from; k < to; k++ {
		m := &s.Mentions[k]
		if s.Tokens[m.Head].Inside >= 0 || a.onlyObject(m) || m.Head >= p.first && m.Head < p.last && inParts(p.q.Parts, m.Span) {
			continue
		}
		a.list = append(a.list, candidate{mention: k, span: m.Span, entity: int(m.Entity)})
	}
	if extra := len(a.list) - maxCandidates; extra > 0 {
		a.list = a.list[extra:]
	}
	for _, source := range p.q.Sources {
		for i := range a.list {
			if a.list[i].mention == int(source.Mention) {
				a.list[i].chain = source.Probability
			}
		}
	}
	a.phrase(p)
	for back := 0; back < 3 && back < len(a.recent); back++ {
		q := &s.Quotations[a.recent[len(a.recent)-1-back]]
		a.list = append(a.list, candidate{mention: quoth.None, span: q.Speaker.Mention, entity: q.Speaker.Entity, before: back + 1, rule: q.Speaker.Rule})
	}
	return a.list
}

// onlyObject tells whether a pronoun cannot be a subject: "them", or "it" in "as the
// mayor put it".
func (a *speakers) onlyObject(m *quoth.Mention) bool {
	t := a.s.Tokens
	return m.Kind == quoth.PronounMention && (objects[t[m.Head].Lower] || t[m.Head].Lower == hashIt && m.First > 0 && t[m.First-1].Lower == hashPut)
}

var (
	objects = quoth.HashSet("him them me us whom")
	hashIt  = quoth.HashLower("it")
	hashPut = quoth.HashLower("put")
)

// phrase adds the source phrase the chain read where no mention stands for it.
func (a *speakers) phrase(p *place) {
	if p.q.Speaker == nil {
		return
	}
	span := p.q.Speaker.Mention
	for i := range a.list {
		if m := a.list[i].mention; m >= 0 && a.list[i].chain > 0 && span.Meets(a.list[i].span) && a.s.Mentions[m].Kind != quoth.PronounMention {
			return
		}
	}
	a.list = append(a.list, candidate{mention: quoth.None, span: span, entity: quoth.None, chain: float32(p.q.Speaker.Confidence)})
}

func inParts(parts []quoth.Span, at quoth.Span) bool {
	for _, p := range parts {
		if p.Meets(at) {
			return true
		}
	}
	return false
}
