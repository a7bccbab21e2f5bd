package attribute

import (
	_ "embed"
	"fmt"
	"math"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/tagger"
)

// attribute.bin is three models of tagger's format: "news" and "doubt", followed by the
// curve of their confidence, and "talk", followed by its own. Made by cmd/quoth-train.
//
//go:embed attribute.bin
var modelFile []byte

// ModelHash names the model in this program by its bytes.
func ModelHash() string { return quoth.Hash(string(modelFile)) }

// Ranker chooses the speaker of a quotation among the people around it by a linear
// model: one learned from news and, for texts that are mostly conversation, one
// learned from novels. It is immutable.
type Ranker struct {
	news, talk ranker
	doubt      *tagger.Model // how likely the choice in news is right
}

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
	var err error
	model := func(into **tagger.Model) {
		if err == nil {
			*into, file, err = tagger.Load(file)
		}
	}
	curve := func(into *tagger.Curve) {
		if err == nil {
			*into, file, err = tagger.LoadCurve(file)
		}
	}
	model(&r.news.model)
	model(&r.doubt)
	curve(&r.news.sure)
	model(&r.talk.model)
	curve(&r.talk.sure)
	if err != nil {
		return nil, fmt.Errorf("speakers: %w", err)
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
	block := q.Rule == "extract/block@1"
	if block && p.colon {
		top = -100 // somebody announces it
	}
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
	if best < 0 {
		return
	}
	c := &list[best]
	a.doubts = a.doubtFeatures(a.doubts, &p, c, 1/sum)
	sure := 1 / sum
	if a.ranker.doubt != nil && !block { // the news learned from has no blocks
		sure = a.ranker.news.sure.At(a.ranker.doubt.Probability(a.doubts, 1))
	}
	if sure < a.least {
		return
	}
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
