package extract

import (
	"github.com/quoth-news/quoth/tagger"
)

// choice is the readings around one cue by a chain that did not learn from its
// article, as features, and the one that is right.
type choice struct {
	ways [][]uint32
	gold int
}

// trainByHalves makes the ranker of readings. Each half of the lessons is read by a
// chain that learned from the other half; the owners of quotations, too, are guessed
// by models of the other half.
func trainByHalves(lessons []*lesson) *tagger.Model {
	var halves [2][]*lesson
	for i, l := range lessons {
		halves[i%2] = append(halves[i%2], l)
	}
	var spans [2]*tagger.Model
	var choices [2][]choice
	for k := range 2 {
		spans[k] = trainSpans(halves[1-k], 4)
		for _, l := range halves[k] {
			choices[k] = append(choices[k], (&Models{spans: spans[k]}).choices(l)...)
		}
	}
	for k := range 2 {
		half := &Models{spans: spans[k], ways: trainWays(choices[1-k])}
		for _, l := range halves[k] {
			half.guessOwners(l)
		}
	}
	return trainWays(append(choices[0], choices[1]...))
}

// choices lists what the ranker of readings learns from an article.
func (m *Models) choices(l *lesson) []choice {
	x := Extractor{m: m, row: l.row, isCue: l.isCue, cueProb: l.prob}
	var out []choice
	for c := range int32(len(l.isCue)) {
		if !l.isCue[c] {
			continue
		}
		f, from, ok := x.label(c)
		if !ok {
			continue
		}
		ways := x.readings(c, from, f.content, f.source)
		gold, ok := l.right(c, from, ways)
		if clear(ways, l.prob[c]) || !ok {
			continue
		}
		sample := choice{gold: gold}
		for k := range ways {
			sample.ways = append(sample.ways, x.readingFeatures(nil, c, from, f.source, &ways[k]))
		}
		out = append(out, sample)
	}
	return out
}

// right is the reading that is right: the last, which is nothing, where the unit is
// no cue. Where none is near what was marked there is nothing to learn.
func (l *lesson) right(c, from int32, ways []reading) (int, bool) {
	best, ok := len(ways)-1, true
	for _, g := range l.cues {
		if g.unit == c {
			best, ok = nearest(&l.row, ways[:len(ways)-1], g.labels, from)
		}
	}
	return best, ok
}

func trainWays(choices []choice) *tagger.Model {
	const rounds = 5
	t := tagger.NewTrainer("ways", 1, 16)
	t.Rate, t.Decay = 0.02, 1e-3
	order := tagger.NewOrder(len(choices))
	for range rounds {
		for _, i := range order.Next() {
			t.Rank(choices[i].ways, choices[i].gold)
		}
	}
	return t.Model()
}
