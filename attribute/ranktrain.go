package attribute

import (
	"slices"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/tagger"
)

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
// How sure to be is learned from what a model of two thirds of the texts chooses in
// the rest, three times over; log is told how often those choices are wrong.
func TrainRanker(news []Example, novels []Novel, log func(format string, args ...any)) []byte {
	judged := crossed(news, func(learn, held []Example) []judgement { return judgeNews(trainNews(learn), held) })
	checked := crossed(judged, func(learn, held []judgement) (out []judgement) {
		m := trainDoubt(learn)
		for _, j := range held {
			out = append(out, judgement{stated: m.Probability(j.features, 1), right: j.right})
		}
		return out
	})
	sure := curve(checked)
	for _, least := range []float64{0, .3, .5, .7, .8, .9, .95, .96, .97} {
		of, wrong := 0, 0
		for _, j := range checked {
			if sure.At(j.stated) >= least {
				of++
				wrong += int(flag(!j.right, 1))
			}
		}
		log("speakers of quoted words stated with %.2f or more: %d of %d wrong", least, wrong, of)
	}
	file := append(trainNews(news).File(), trainDoubt(judged).File()...)
	file = append(file, sure.File()...)
	talk := crossed(novels, func(learn, held []Novel) []judgement { return judgeTurns(trainTurns(learn), held) })
	return append(file, ranker{trainTurns(novels), curve(talk)}.file()...)
}

const folds = 3

// judgement is a choice of a model in a text it had not seen: what was known of it or
// how sure the model was, and whether it was right.
type judgement struct {
	features []uint32
	stated   float64
	right    bool
}

// crossed judges each third of all by what learned from the other two.
func crossed[E any](all []E, judge func(learn, held []E) []judgement) (out []judgement) {
	for fold := range folds {
		var learn, held []E
		for i, e := range all {
			if i%folds == fold {
				held = append(held, e)
			} else {
				learn = append(learn, e)
			}
		}
		if len(learn) > 0 {
			out = append(out, judge(learn, held)...)
		}
	}
	return out
}

func curve(judged []judgement) tagger.Curve {
	var stated []float64
	var right []bool
	for _, j := range judged {
		stated, right = append(stated, j.stated), append(right, j.right)
	}
	return tagger.Isotonic(stated, right)
}

// judgeNews tells what a model chooses as the speakers of quoted words in articles it
// has not seen.
func judgeNews(m *tagger.Model, held []Example) (out []judgement) {
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
			out = append(out, judgement{features: slices.Clone(a.doubts), right: overlaps(q.Speaker.Mention, e.Sources[i])})
		}
	}
	return out
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
