package attribute

import (
	_ "embed"
	"fmt"
	"math"
	"slices"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/tagger"
)

// attribute.bin is two models of tagger's format, "news" and "talk", made by
// cmd/quoth-train.
//
//go:embed attribute.bin
var modelFile []byte

// ModelHash names the model in this program by its bytes.
func ModelHash() string { return quoth.Hash(string(modelFile)) }

// Ranker chooses the speaker of a quotation among the people around it by a linear
// model: one learned from news and, for what no cue attributes in a text that is
// mostly conversation, one learned from novels. It is immutable.
type Ranker struct{ news, talk *tagger.Model }

// NewRanker loads the ranker in the binary.
func NewRanker() (*Ranker, error) { return LoadRanker(modelFile) }

// LoadRanker loads a ranker from the file TrainRanker made.
func LoadRanker(file []byte) (*Ranker, error) {
	r := &Ranker{}
	for _, into := range []**tagger.Model{&r.news, &r.talk} {
		var err error
		if *into, file, err = tagger.Load(file); err != nil {
			return nil, fmt.Errorf("speakers: %w", err)
		}
	}
	return r, nil
}

// conversation tells whether the quotation is a turn in a conversation: the text is
// full of quotations without cues, and this one has no source to speak of.
func (a *speakers) conversation(p *place) bool { return a.talk >= 3 && a.sourced(p) < 4 }

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
	a.model = a.ranker.news
	if a.conversation(&p) {
		a.model = a.ranker.talk
	}
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
	return a.model.Value(features)
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
	return append(f[:0], tagger.Mix(40, 40), tagger.Mix2(setting, a.sourced(p), 41), tagger.Mix2(uint32(min(others, 6)), setting, 42), tagger.Mix2(a.talk, setting, 43))
}

// Example is a text for training: its sheet with mentions and quotations, and
// either for each quotation the gold source (an empty list says that the quotation
// is right and has none, nil that nothing is known), or, for a novel, for each
// quotation its character and for each entity the character it is, None if unknown.
type Example struct {
	Sheet      *quoth.Sheet
	Sources    [][]quoth.Span
	Speakers   []int // by quotation
	Characters []int // by entity
}

// gold picks the right candidate of quotation i, and those that are right too; ok
// is false where nothing is known of the quotation.
func (e *Example) gold(i int, list []candidate) (best int, right []bool, ok bool) {
	right = make([]bool, len(list))
	if e.Characters == nil {
		if e.Sources[i] == nil {
			return quoth.None, right, false
		}
		for k := range list {
			right[k] = overlaps(list[k].span, e.Sources[i])
		}
		best = goldOf(list, e.Sources[i])
		return best, right, best >= 0 || len(e.Sources[i]) == 0
	}
	best = quoth.None
	if e.Speakers[i] < 0 {
		return best, right, false
	}
	for k := range list {
		right[k] = list[k].entity >= 0 && e.Characters[list[k].entity] == e.Speakers[i]
		if right[k] && (best < 0 || list[k].chain > list[best].chain || list[best].before > 0 && list[k].before > 0 && list[k].before < list[best].before) {
			best = k
		}
	}
	return best, right, best >= 0
}

// TrainRanker makes the file of a Ranker from articles and novels. Earlier speakers
// are the gold ones.
func TrainRanker(news, novels []Example) []byte {
	all := func(*speakers, *place) bool { return true }
	return append(trainRanker("news", news, all).File(), trainRanker("talk", novels, (*speakers).conversation).File()...)
}

func trainRanker(name string, examples []Example, use func(*speakers, *place) bool) *tagger.Model {
	type sample struct {
		candidates [][]uint32
		gold       int
	}
	var samples []sample
	for _, e := range examples {
		a := &speakers{s: e.Sheet, talk: talk(e.Sheet)}
		for i := range e.Sheet.Quotations {
			q := &e.Sheet.Quotations[i]
			p, ok := a.placeOf(q)
			if !ok {
				continue
			}
			list := a.candidates(&p)
			gold, right, known := e.gold(i, list)
			if !known {
				continue // or the source is nobody the resolver saw
			}
			s := sample{candidates: [][]uint32{slices.Clone(a.nobody(nil, &p, len(list)))}}
			for k := range list {
				if k != gold && right[k] {
					continue
				}
				if k == gold {
					s.gold = len(s.candidates)
				}
				s.candidates = append(s.candidates, slices.Clone(a.rankFeatures(nil, &p, &list[k])))
			}
			if use(a, &p) {
				samples = append(samples, s)
			}
			if gold >= 0 {
				q.Speaker = &quoth.Speaker{Mention: list[gold].span, Entity: list[gold].entity}
				a.recent = append(a.recent, i)
			}
		}
	}
	t := tagger.NewTrainer(name, 1, 15)
	t.Rate = 0.03
	order := tagger.NewOrder(len(samples))
	for range 6 {
		for _, i := range order.Next() {
			t.Rank(samples[i].candidates, samples[i].gold)
		}
	}
	return t.Model()
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
