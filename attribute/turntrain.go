package attribute

import (
	"slices"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/tagger"
)

// Novel is a text for training on conversation: its sheet with mentions and
// quotations as the extract stage left them, for each quotation the character who
// speaks it and for each entity the character it is, None if unknown. Names gives
// the character of a name in lower case.
type Novel struct {
	Sheet      *quoth.Sheet
	Speakers   []int
	Characters []int
	Names      map[string]int
}

// character is the character that a candidate is, or None.
func (n *Novel) character(p *person) int {
	if p.entity >= 0 && p.entity < len(n.Characters) {
		return n.Characters[p.entity]
	}
	if who, ok := n.Names[strings.ToLower(p.span.Of(n.Sheet.Doc.Text))]; ok && p.mention < 0 {
		return who
	}
	return quoth.None
}

// trainTurns reads the novels side by side, turn after turn, again and again. Who
// spoke before is what the model thought, as in use.
func trainTurns(novels []Novel) *tagger.Model {
	t := tagger.NewTrainer("talk", 1, 16)
	for round := range 5 {
		t.Rate = 0.05 / float32(1+round)
		readers := make([]*reader, len(novels))
		for i := range novels {
			readers[i] = newReader(&novels[i], t)
		}
		for more := true; more; {
			more = false
			for _, r := range readers {
				more = r.step() || more
			}
		}
	}
	return t.Model()
}

// reader reads a novel in training.
type reader struct {
	novel *Novel
	sheet quoth.Sheet // with entities of its own: attribute adds to them
	a     *speakers
	c     *conversation
	model *tagger.Trainer
	next  int
}

func newReader(n *Novel, t *tagger.Trainer) *reader {
	r := &reader{novel: n, sheet: *n.Sheet, model: t}
	r.sheet.Quotations, r.sheet.Entities = slices.Clone(n.Sheet.Quotations), slices.Clone(n.Sheet.Entities)
	r.a = newSpeakers(&r.sheet)
	r.c = r.a.conversation(t)
	return r
}

// step reads one quotation; it tells whether there was one.
func (r *reader) step() bool {
	if r.next == len(r.sheet.Quotations) {
		return false
	}
	r.a.speaker(r.next, r.c, r.learn)
	r.next++
	return true
}

// learn moves the model towards the surest of the candidates that are right.
func (r *reader) learn(c *conversation, k int) {
	speaker := r.novel.Speakers[c.turns[k].quotation]
	if speaker < 0 {
		return
	}
	best := quoth.None
	right := make([]bool, len(c.list))
	for i := range c.list {
		right[i] = r.novel.character(&c.list[i]) == speaker
		if right[i] && (best < 0 || c.values[i] > c.values[best]) {
			best = i
		}
	}
	if best < 0 {
		return
	}
	var features [][]uint32
	gold := 0
	for i := range c.list {
		if right[i] && i != best {
			continue
		}
		if i == best {
			gold = len(features)
		}
		features = append(features, slices.Clone(c.features(nil, k, &c.list[i])))
	}
	r.model.Rank(features, gold)
}

// judgeTurns tells how sure a model is of the speakers of turns in novels it has not
// read, and whether it is right.
func judgeTurns(m *tagger.Model, held []Novel) (out []judgement) {
	for i := range held {
		n := &held[i]
		r := newReader(n, nil)
		r.c.model = m
		for k := range r.sheet.Quotations {
			r.a.speaker(k, r.c, func(c *conversation, turn int) {})
			q := &r.sheet.Quotations[k]
			if r.c.at[k] < 0 || q.Speaker == nil || n.Speakers[k] < 0 {
				continue
			}
			p := person{entity: q.Speaker.Entity, mention: quoth.None, span: q.Speaker.Mention}
			out = append(out, judgement{stated: r.a.stated, right: n.character(&p) == n.Speakers[k]})
		}
	}
	return out
}
