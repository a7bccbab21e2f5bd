package attribute

import (
	_ "embed"
	"fmt"
	"math"
	"slices"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/tagger"
)

// attribute.bin is two models of tagger's format, "news" and "talk", each followed by
// the curve of its confidence, made by cmd/quoth-train.
//
//go:embed attribute.bin
var modelFile []byte

// ModelHash names the model in this program by its bytes.
func ModelHash() string { return quoth.Hash(string(modelFile)) }

// Ranker chooses the speaker of a quotation among the people around it by a linear
// model: one learned from news and, for texts that are mostly conversation, one
// learned from novels. It is immutable.
type Ranker struct{ news, talk ranker }

// ranker is a model with the curve that makes its confidence honest.
type ranker struct {
	model *tagger.Model
	sure  tagger.Curve
}

func (r ranker) file() []byte { return append(r.model.File(), r.sure.File()...) }

// NewRanker loads the ranker in the binary.
func NewRanker() (*Ranker, error) { return LoadRanker(modelFile) }

// LoadRanker loads a ranker from the file TrainRanker made.
func LoadRanker(file []byte) (*Ranker, error) {
	r := &Ranker{}
	for _, into := range []*ranker{&r.news, &r.talk} {
		var err error
		if into.model, file, err = tagger.Load(file); err != nil {
			return nil, fmt.Errorf("speakers: %w", err)
		}
		if into.sure, file, err = tagger.LoadCurve(file); err != nil {
			return nil, fmt.Errorf("speakers: %w", err)
		}
	}
	return r, nil
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
	a.model = a.ranker.news.model
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
	sure := a.ranker.news.sure.At(1 / sum)
	if best < 0 || sure < a.least {
		return
	}
	c := &list[best]
	a.stated = 1 / sum
	q.Speaker = &quoth.Speaker{Mention: c.span, Entity: quoth.None, Confidence: sure, Rule: "attribute/near@1"}
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
	if c.mention >= 0 && a.s.Tokens[a.s.Mentions[c.mention].Head].Tag == quoth.WP && q.Speaker.Mention == c.span {
		q.Speaker.Mention = a.antecedent(c.mention)
	}
}

// antecedent is the mention that "who" points back at, as printed, or "who" itself.
func (a *speakers) antecedent(who int) quoth.Span {
	m := &a.s.Mentions[who]
	for k := who - 1; k >= max(0, who-6) && m.Entity >= 0; k-- {
		if x := &a.s.Mentions[k]; x.Entity == m.Entity && x.Last <= m.First && m.First-x.Last < 7 && x.Kind != quoth.PronounMention {
			return x.Span
		}
	}
	return m.Span
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

// Example is an article for training: its sheet with mentions and quotations, and
// for each quotation the gold source; an empty list says that the quotation is right
// and has none, nil that nothing is known.
type Example struct {
	Sheet   *quoth.Sheet
	Sources [][]quoth.Span
}

// gold picks the right candidate of quotation i, and those that are right too; ok
// is false where nothing is known of the quotation.
func (e *Example) gold(i int, list []candidate) (best int, right []bool, ok bool) {
	right = make([]bool, len(list))
	if e.Sources[i] == nil {
		return quoth.None, right, false
	}
	for k := range list {
		right[k] = overlaps(list[k].span, e.Sources[i])
	}
	best = goldOf(list, e.Sources[i])
	return best, right, best >= 0 || len(e.Sources[i]) == 0
}

// TrainRanker makes the file of a Ranker from articles and novels. Earlier speakers
// in articles are the gold ones, in novels those the model has chosen.
//
// The curve of each is learned from what a model of two thirds of the texts says of
// the rest, three times over.
func TrainRanker(news []Example, novels []Novel) []byte {
	a := ranker{trainNews(news), curve(news, trainNews, judgeNews)}
	b := ranker{trainTurns(novels), curve(novels, trainTurns, judgeTurns)}
	return append(a.file(), b.file()...)
}

const folds = 3

// curve learns the curve of the confidence of models that train makes.
func curve[E any](all []E, train func([]E) *tagger.Model, judge func(*tagger.Model, []E, func(stated float64, right bool))) tagger.Curve {
	var stated []float64
	var right []bool
	for fold := range folds {
		var learn, held []E
		for i, e := range all {
			if i%folds == fold {
				held = append(held, e)
			} else {
				learn = append(learn, e)
			}
		}
		if len(learn) == 0 {
			continue
		}
		judge(train(learn), held, func(s float64, r bool) { stated, right = append(stated, s), append(right, r) })
	}
	return tagger.Isotonic(stated, right)
}

// judgeNews tells how sure a model is of the speakers of quoted words in articles it
// has not seen, and whether it is right.
func judgeNews(m *tagger.Model, held []Example, note func(float64, bool)) {
	for _, e := range held {
		s := *e.Sheet
		s.Quotations, s.Entities = slices.Clone(e.Sheet.Quotations), slices.Clone(e.Sheet.Entities)
		a := newSpeakers(&s)
		a.ranker, a.least = &Ranker{news: ranker{model: m}}, 0
		for i := range s.Quotations {
			a.speaker(i, nil, nil)
			q := &s.Quotations[i]
			if q.Speaker == nil || len(e.Sources[i]) == 0 || q.Form == quoth.Indirect || q.Rule != "extract/cue@1" && q.Rule != "extract/marks@1" {
				continue
			}
			note(a.stated, overlaps(q.Speaker.Mention, e.Sources[i]))
		}
	}
}

func trainNews(examples []Example) *tagger.Model {
	type sample struct {
		candidates [][]uint32
		gold       int
	}
	var samples []sample
	for _, e := range examples {
		s := *e.Sheet
		s.Quotations = slices.Clone(e.Sheet.Quotations)
		a := newSpeakers(&s)
		for i := range s.Quotations {
			q := &s.Quotations[i]
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
			samples = append(samples, s)
			if gold >= 0 {
				q.Speaker = &quoth.Speaker{Mention: list[gold].span, Entity: list[gold].entity}
				a.recent = append(a.recent, i)
			}
		}
	}
	t := tagger.NewTrainer("news", 1, 15)
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
