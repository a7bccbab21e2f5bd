package attribute

import (
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/lexicon"
	"github.com/quoth-news/quoth/tagger"
)

// Version names the rules of this stage.
const Version = "attribute@1"

// Fill gives every quotation its speaker: the mention and the entity it means.
func (r *Ranker) Fill(s *quoth.Sheet) {
	a := newSpeakers(s)
	a.ranker = r
	var c *conversation
	if converses(s) {
		c = a.conversation(r.talk.model)
		c.sure = r.talk.sure
	}
	for i := range s.Quotations {
		a.speaker(i, c, nil)
	}
	for i := range s.Quotations {
		a.nested(&s.Quotations[i])
	}
}

func newSpeakers(s *quoth.Sheet) *speakers {
	return &speakers{s: s, words: lexicon.Load(), least: Threshold, talk: talk(s), phrases: make(map[string]int), labels: make(map[string]int)}
}

// speaker gives quotation i its speaker: as a turn of a conversation, if there is
// one, else by the words around it. learn, where it is not nil, is shown the
// candidates of every turn.
func (a *speakers) speaker(i int, c *conversation, learn lesson) {
	q := &a.s.Quotations[i]
	a.now = i
	turn := c != nil && c.at[i] >= 0
	switch {
	case q.Rule == "extract/post@1" || q.Rule == "extract/turn@1":
		a.label(q)
	case q.Speaker != nil && q.Speaker.Rule == "attribute/signature@1":
	case turn:
		c.attribute(c.at[i], learn)
	case learn != nil:
		q.Speaker = nil // the model for it is not at hand
	default:
		a.rank(q)
	}
	if q.Speaker == nil {
		return
	}
	if q.Speaker.Entity < 0 {
		a.mean(q.Speaker)
	}
	a.recent = append(a.recent, i)
	if turn {
		c.spoke(c.at[i], q.Speaker)
	}
}

// speakers is the state of one pass over the quotations in their order.
type speakers struct {
	s        *quoth.Sheet
	words    *lexicon.Lexicon
	ranker   *Ranker
	model    *tagger.Model // of the ranker's, for the quotation at hand
	talk     uint32        // how much of the sheet is conversation
	now      int           // the quotation at hand
	recent   []int         // the quotations with a speaker so far
	list     []candidate
	features []uint32
	doubts   []uint32 // what was known of the last choice
	values   []float32
	least    float64        // confidence below which a speaker stays unknown
	stated   float64        // of a turn: the last confidence, before its curve
	phrases  map[string]int // entities known by a phrase alone
	byName   map[string]int // entities by name in lower case, see known
	labels   map[string]int // entities of accounts and turns
	segments int            // how far the posts have been looked at
}

// mean finds the entity a source phrase means. A phrase that names nobody the
// resolver knows becomes an entity of its own: a group where it is a plural, an
// unnamed source where it is a description.
func (a *speakers) mean(sp *quoth.Speaker) {
	if names := a.several(sp.Mention); names {
		sp.Entity = a.entity(quoth.Group, sp.Mention)
		return
	}
	if m := a.headMention(sp.Mention); m >= 0 {
		mention := &a.s.Mentions[m]
		if e := a.sameHeOrShe(mention); e >= 0 {
			sp.Entity = e
			return
		}
		if mention.Entity >= 0 {
			sp.Entity = int(mention.Entity)
			sp.Confidence *= max(mention.Confidence, 0.05)
			return
		}
		if mention.Kind == quoth.PronounMention {
			return // somebody, but nobody known
		}
	}
	kind, ok := a.describe(sp.Mention)
	if ok {
		sp.Entity = a.entity(kind, sp.Mention)
	}
}

// sameHeOrShe: “…,” Ruiz said. She added, “…”: a pronoun that follows a quotation in
// its paragraph, with nobody named between, is the speaker of that quotation, unless
// the page calls that speaker by the other pronoun.
func (a *speakers) sameHeOrShe(m *quoth.Mention) int {
	if m.Kind != quoth.PronounMention || len(a.recent) == 0 {
		return quoth.None
	}
	pronoun := a.s.Tokens[m.Head].Lower
	if pronoun != hashHe && pronoun != hashShe {
		return quoth.None
	}
	q := &a.s.Quotations[a.recent[len(a.recent)-1]]
	end := q.Parts[len(q.Parts)-1].End
	e := q.Speaker.Entity
	if e < 0 || end > m.Start || !oneSomebody(&a.s.Entities[e]) || a.segment(q) != a.s.Sentences[a.s.Tokens[m.Head].Sentence].Segment {
		return quoth.None
	}
	from, to := a.s.MentionsIn(quoth.Span{Start: end, End: m.Start})
	for k := from; k < to; k++ {
		if x := &a.s.Mentions[k]; x.Kind == quoth.NameMention && int(x.Entity) != e {
			return quoth.None
		}
	}
	for k := max(0, from-200); k < from; k++ {
		x := &a.s.Mentions[k]
		if h := a.s.Tokens[x.Head].Lower; int(x.Entity) == e && x.Start < end && (h == hashHe || h == hashShe) && h != pronoun {
			return quoth.None
		}
	}
	return e
}

// oneSomebody tells whether an entity may be called he or she: a person, or "a
// neighbour who did not want to be named".
func oneSomebody(e *quoth.Entity) bool {
	first, _, _ := strings.Cut(e.Name, " ")
	return e.Kind == quoth.Person || e.Kind == quoth.UnnamedSource && (strings.EqualFold(first, "a") || strings.EqualFold(first, "an"))
}

var (
	hashHe  = quoth.HashLower("he")
	hashShe = quoth.HashLower("she")
)

// segment is the segment a quotation's words begin in.
func (a *speakers) segment(q *quoth.Quotation) int32 {
	t := a.s.TokenAt(q.Parts[0].Start)
	if t >= int32(len(a.s.Tokens)) {
		return quoth.None
	}
	return a.s.Sentences[a.s.Tokens[t].Sentence].Segment
}

// label gives a post its account and a turn its speaker: the entity of that name,
// or a new one.
func (a *speakers) label(q *quoth.Quotation) {
	if q.Speaker == nil {
		return
	}
	name := q.Speaker.Mention.Of(a.s.Doc.Text)
	if len(name) == 1 && q.Rule == "extract/turn@1" { // "Q" and "A" name nobody
		q.Speaker = nil
		return
	}
	e, known := a.labels[name]
	if !known {
		if e = a.named(name); e < 0 {
			kind := quoth.Organisation
			if personal(name) || q.Rule == "extract/turn@1" {
				kind = quoth.Person
			}
			e = a.entity(kind, q.Speaker.Mention)
		}
		if spoken := unshout(name); a.s.Entities[e].Name == name && spoken != name {
			a.s.Entities[e].Name = spoken
			a.alias(e, name)
		}
		a.labels[name] = e
	}
	q.Speaker.Entity = e
	for ; a.segments < len(a.s.Segments) && a.s.Segments[a.segments].Start <= q.Parts[0].Start; a.segments++ {
		if segment := &a.s.Segments[a.segments]; segment.Words == q.Parts[0] && !segment.Handle.Empty() {
			a.alias(e, segment.Handle.Of(a.s.Doc.Text))
		}
	}
}

func (a *speakers) alias(entity int, alias string) {
	e := &a.s.Entities[entity]
	for _, known := range e.Aliases {
		if known == alias {
			return
		}
	}
	if e.Name != alias {
		e.Aliases = append(e.Aliases, alias)
	}
}
