package extract

import (
	"encoding/binary"
	"slices"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/tagger"
)

// Example is an article with its gold attributions, tokens tagged by a tagger
// that did not learn from it.
type Example struct {
	Sheet *quoth.Sheet
	Gold  []Gold
}

// Gold is one attribution as an annotator marked it.
type Gold struct{ Source, Cue, Content []quoth.Span }

// folds is how many parts the examples are cut into where a later model learns
// from the output of an earlier one.
const folds = 4

// Train makes the file of Models. Deterministic in the order of the examples.
func Train(examples []Example, log func(format string, args ...any)) []byte {
	m := &Models{otherCues: otherCues(examples)}
	m.index()
	lessons := make([]*lesson, len(examples))
	for i, e := range examples {
		lessons[i] = newLesson(e)
	}
	for k := range folds {
		fold := m.trainCues(without(lessons, k))
		for i, l := range lessons {
			if i%folds == k {
				(&Models{cue: fold, otherCues: m.otherCues, mayCue: m.mayCue}).guessCues(l)
			}
		}
	}
	m.cue = m.trainCues(lessons)
	log("cues learned")
	m.ways = trainByHalves(lessons)
	log("readings learned")
	m.leftover = trainLeftover(lessons)
	log("leftover quotations learned")
	m.spans = trainSpans(lessons, 7)
	log("spans learned")
	return m.file()
}

func without(lessons []*lesson, k int) []*lesson {
	var out []*lesson
	for i, l := range lessons {
		if i%folds != k {
			out = append(out, l)
		}
	}
	return out
}

func (m *Models) file() []byte {
	var b []byte
	for _, model := range []*tagger.Model{m.cue, m.spans, m.leftover, m.ways} {
		b = append(b, model.File()...)
	}
	var hashes []uint32
	for h := range m.otherCues {
		hashes = append(hashes, h)
	}
	slices.Sort(hashes)
	out := binary.LittleEndian.AppendUint32(b, uint32(len(hashes)))
	for _, h := range hashes {
		out = binary.LittleEndian.AppendUint32(out, h)
	}
	return out
}

// otherCues collects the words other than verbs that are cues at least three times.
func otherCues(examples []Example) map[uint32]bool {
	counts := make(map[uint32]int)
	for _, e := range examples {
		for _, g := range e.Gold {
			if len(g.Cue) == 0 {
				continue
			}
			if i := head(e.Sheet, g.Cue[0]); i >= 0 && !isVerb(e.Sheet.Tokens[i].Tag) {
				counts[e.Sheet.Tokens[i].Lower]++
			}
		}
	}
	out := make(map[uint32]bool)
	for h, n := range counts {
		if n >= 3 {
			out[h] = true
		}
	}
	return out
}

func (m *Models) trainCues(lessons []*lesson) *tagger.Model {
	const rounds = 5
	t := tagger.NewTrainer("cue", 2, 17)
	t.Rate, t.Decay = 0.01, 1e-3
	type sample struct {
		features []uint32
		gold     int
	}
	var samples []sample
	for _, l := range lessons {
		for i := range int32(len(l.row.units)) {
			if !m.candidate(&l.row, i) {
				continue
			}
			s := sample{features: slices.Clone(cueFeatures(nil, &l.row, i))}
			for _, c := range l.cues {
				if c.unit == i {
					s.gold = 1
				}
			}
			samples = append(samples, s)
		}
	}
	order := tagger.NewOrder(len(samples))
	for round := range rounds {
		for _, i := range order.Next() {
			t.Softmax(samples[i].features, samples[i].gold)
		}
		if round > 0 {
			t.Remember()
		}
	}
	return t.Model()
}

func (m *Models) guessCues(l *lesson) {
	var f []uint32
	for i := range int32(len(l.row.units)) {
		if !m.candidate(&l.row, i) {
			continue
		}
		f = cueFeatures(f, &l.row, i)
		l.prob[i] = float32(m.cue.Probability(f, 1))
		l.isCue[i] = l.prob[i] >= cueThreshold
	}
}

// trainSpans learns from the gold cues only. To learn also from what was taken for
// a cue and is none makes the chain timid: it then finds nothing where there is
// something, at a cost of five points of indirect F1.
func trainSpans(lessons []*lesson, rounds int) *tagger.Model {
	t := tagger.NewTrainer("spans", labels, 17)
	t.Rate = 0.02
	type sample struct {
		l      *lesson
		cue    int32
		labels []uint8
	}
	var samples []sample
	for _, l := range lessons {
		for _, c := range l.cues {
			samples = append(samples, sample{l, c.unit, c.labels})
		}
	}
	var lattice tagger.Lattice
	var sequence [][]uint32
	var store []uint32
	order := tagger.NewOrder(len(samples))
	for round := range rounds {
		for _, i := range order.Next() {
			s := samples[i]
			from, to := s.l.row.window(s.cue)
			sequence, store = spanFeatures(sequence, store, &s.l.row, s.cue, from, to, s.l.isCue)
			t.Chain(&lattice, sequence, s.labels)
		}
		if round > 0 {
			t.Remember()
		}
	}
	return t.Model()
}

// guessOwners marks the quotations that a cue owns, as extraction would.
func (m *Models) guessOwners(l *lesson) {
	x := Extractor{m: m, row: l.row, isCue: l.isCue, cueProb: l.prob, owned: l.owned, reported: make([]bool, len(l.owned))}
	for i := range x.owned {
		x.owned[i] = quoth.None
	}
	s := *l.row.s
	s.Quotations = nil
	x.assemble(&s, x.readCues())
}

func trainLeftover(lessons []*lesson) *tagger.Model {
	t := tagger.NewTrainer("leftover", 2, 14)
	t.Rate = 0.02
	order := tagger.NewOrder(len(lessons))
	for range 8 {
		for _, k := range order.Next() {
			l := lessons[k]
			for i := range int32(len(l.row.units)) {
				if l.row.units[i].quote < 0 || l.owned[i] >= 0 {
					continue
				}
				gold := 0
				if l.gold[i] {
					gold = 1
				}
				t.Softmax(leftoverFeatures(nil, &l.row, i, l.isCue, l.owned), gold)
			}
		}
	}
	return t.Model()
}
