package attribute

import (
	_ "embed"
	"fmt"
	"math"
	"slices"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/tagger"
)

// attribute.bin is one model of tagger's format, made by cmd/quoth-train.
//
//go:embed attribute.bin
var modelFile []byte

// Ranker chooses the speaker of a quotation among the people around it by a linear
// model trained on annotated news. It is immutable.
type Ranker struct{ model *tagger.Model }

// NewRanker loads the ranker in the binary.
func NewRanker() (*Ranker, error) { return LoadRanker(modelFile) }

// LoadRanker loads a ranker from the file TrainRanker made.
func LoadRanker(file []byte) (*Ranker, error) {
	m, _, err := tagger.Load(file)
	if err != nil {
		return nil, fmt.Errorf("speakers: %w", err)
	}
	return &Ranker{m}, nil
}

// Threshold is the published confidence below which a speaker stays unknown.
const Threshold = 0.3

// rank fills the speaker of a quotation, or leaves it without one.
func (a *speakers) rank(q *quoth.Quotation) {
	phrase := q.Speaker
	p, ok := a.placeOf(q)
	if !ok {
		return
	}
	list := a.candidates(&p)
	q.Speaker = nil
	best, sum := -1, 0.0
	a.values = a.values[:0]
	top := a.value(a.nobody(a.features, &p, len(list)))
	a.values = append(a.values, top)
	for i := range list {
		v := a.value(a.rankFeatures(a.features, &p, &list[i]))
		a.values = append(a.values, v)
		if v > top {
			best, top = i, v
		}
	}
	for _, v := range a.values {
		sum += math.Exp(float64(v - top))
	}
	if best < 0 || 1/sum < Threshold {
		return
	}
	c := &list[best]
	q.Speaker = &quoth.Speaker{Mention: c.span, Entity: quoth.None, Confidence: 1 / sum, Rule: "attribute/near@1"}
	switch {
	case c.before > 0:
		q.Speaker.Entity, q.Speaker.Rule = c.entity, "attribute/earlier-speaker@1"
	case p.cue >= 0 && c.chain >= 0.3:
		q.Speaker.Rule = "attribute/cue-subject@1"
		if phrase != nil && phrase.Mention.Holds(c.span) {
			q.Speaker.Mention = phrase.Mention
		}
	case p.colon:
		q.Speaker.Rule = "attribute/announced@1"
	}
}

func (a *speakers) value(features []uint32) float32 {
	a.features = features
	return a.ranker.model.Value(features)
}

// nobody is the candidate that stands for "no one named here".
func (a *speakers) nobody(f []uint32, p *place, others int) []uint32 {
	setting := uint32(0)
	if p.cue >= 0 {
		setting = 1
	}
	if p.whole {
		setting |= 2
	}
	return append(f[:0], tagger.Mix(40, 40), tagger.Mix2(setting, a.sourced(p), 41), tagger.Mix2(uint32(min(others, 6)), setting, 42))
}

// Example is an article for training: its sheet with mentions and quotations, and
// for each quotation the gold source; an empty list says that the quotation is
// right and has none, nil that nothing is known.
type Example struct {
	Sheet   *quoth.Sheet
	Sources [][]quoth.Span
}

// TrainRanker makes the file of a Ranker. Earlier speakers are the gold ones.
func TrainRanker(examples []Example) []byte {
	type sample struct {
		candidates [][]uint32
		gold       int
	}
	var samples []sample
	for _, e := range examples {
		a := &speakers{s: e.Sheet}
		for i := range e.Sheet.Quotations {
			q := &e.Sheet.Quotations[i]
			p, ok := a.placeOf(q)
			if e.Sources[i] == nil || !ok {
				continue
			}
			list := a.candidates(&p)
			gold := goldOf(list, e.Sources[i])
			if gold < 0 && len(e.Sources[i]) > 0 {
				continue // the source is nobody the resolver saw
			}
			s := sample{candidates: [][]uint32{slices.Clone(a.nobody(nil, &p, len(list)))}}
			for k := range list {
				if k != gold && overlaps(list[k].span, e.Sources[i]) {
					continue // right too
				}
				if k == gold {
					s.gold = len(s.candidates)
				}
				s.candidates = append(s.candidates, slices.Clone(a.rankFeatures(nil, &p, &list[k])))
			}
			samples = append(samples, s)
			if gold >= 0 {
				q.Speaker = &quoth.Speaker{Mention: list[gold].span, Entity: list[gold].entity}
				a.recent = append(a.recent, i)
			}
		}
	}
	t := tagger.NewTrainer("speaker", 1, 15)
	t.Rate = 0.03
	order := tagger.NewOrder(len(samples))
	for range 6 {
		for _, i := range order.Next() {
			t.Rank(samples[i].candidates, samples[i].gold)
		}
	}
	return t.Model().File()
}

// goldOf picks the candidate that is the gold source: on the spot before earlier,
// the one with the longest common stretch first.
func goldOf(list []candidate, source []quoth.Span) int {
	best, most := quoth.None, 0
	for i := range list {
		n := 0
		for _, s := range source {
			n += max(0, min(s.End, list[i].span.End)-max(s.Start, list[i].span.Start))
		}
		n *= 2
		if list[i].before == 0 {
			n *= 4
		}
		if n > most {
			best, most = i, n
		}
	}
	return best
}

func overlaps(span quoth.Span, spans []quoth.Span) bool {
	for _, s := range spans {
		if s.Meets(span) {
			return true
		}
	}
	return false
}
