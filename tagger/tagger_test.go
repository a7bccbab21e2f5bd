package tagger

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// word hashes a small number as a feature.
func word(n int) uint32 { return Mix(uint32(n), 7) }

// TestSoftmaxLearnsProbabilities: a feature that comes with class 1 three times in
// four is given about that probability.
func TestSoftmaxLearnsProbabilities(t *testing.T) {
	tr := NewTrainer("coin", 2, 10)
	r := rand.New(rand.NewPCG(1, 1))
	for range 20000 {
		gold := 0
		if r.Float64() < 0.75 {
			gold = 1
		}
		tr.Softmax([]uint32{word(1)}, gold)
	}
	if p := tr.Model().Probability([]uint32{word(1)}, 1); math.Abs(p-0.75) > 0.05 {
		t.Errorf("probability %.3f, want about 0.75", p)
	}
}

func TestRankPrefersTheRightCandidate(t *testing.T) {
	tr := NewTrainer("rank", 1, 10)
	for range 200 {
		tr.Rank([][]uint32{{word(1)}, {word(2), word(3)}, {word(3)}}, 1)
	}
	m := tr.Model()
	if m.Value([]uint32{word(2), word(3)}) <= m.Value([]uint32{word(1)}) {
		t.Error("the candidate that was always right does not rank first")
	}
}

// TestChainUsesTransitions: the label of a blank position can only be known from
// its neighbour.
func TestChainUsesTransitions(t *testing.T) {
	tr := NewTrainer("chain", 3, 10)
	var l Lattice
	blank := []uint32{word(9)}
	for range 300 {
		tr.Chain(&l, [][]uint32{{word(1)}, blank, blank}, []uint8{1, 1, 1})
		tr.Chain(&l, [][]uint32{{word(2)}, blank, blank}, []uint8{2, 2, 2})
	}
	m := tr.Model()
	path := m.Decode(nil, &l, [][]uint32{{word(2)}, blank, blank})
	if !slices.Equal(path, []uint8{2, 2, 2}) {
		t.Fatalf("path %v, want all 2", path)
	}
	m.Sum(&l)
	if p := m.Path(&l, path, 0, 3); p < 0.8 || p > 1 {
		t.Errorf("probability of the whole path %.3f", p)
	}
	if a, b := m.Node(&l, 2, 2), m.Path(&l, path, 0, 3); a < b {
		t.Errorf("one position (%.3f) is less sure than three (%.3f)", a, b)
	}
}

func TestPerceptron(t *testing.T) {
	p := NewPerceptron("p", 4, 10)
	for i := range 400 {
		p.Learn([]uint32{word(i % 4), word(100)}, i%4)
	}
	m := p.Model()
	scores := make([]int32, 4)
	for c := range 4 {
		m.Score(scores, []uint32{word(c), word(100)})
		if best := slices.Index(scores, slices.Max(scores)); best != c {
			t.Errorf("class %d is taken for %d", c, best)
		}
	}
}

// TestFile: what was written is what is read, for every special number of classes,
// and a cut file is an error, never a panic.
func TestFile(t *testing.T) {
	for _, classes := range []int{1, 2, 3, 5, 37} {
		tr := NewTrainer("m", classes, 8)
		for i := range 50 {
			if classes > 1 {
				tr.Softmax([]uint32{word(i)}, i%classes)
			} else {
				tr.Rank([][]uint32{{word(i)}, {word(i + 1)}}, i%2)
			}
		}
		m := tr.Model()
		m.Transitions = []float32{0.5, -2}
		b := m.File()
		got, rest, err := Load(append(slices.Clone(b), 'x'))
		if err != nil || string(rest) != "x" {
			t.Fatalf("%d classes: %v, rest %q", classes, err, rest)
		}
		if got.Name != "m" || got.Classes != classes || !slices.Equal(got.Weights, m.Weights) || !slices.Equal(got.Transitions, m.Transitions) {
			t.Errorf("%d classes: the model read differs from the one written", classes)
		}
		a, c := make([]int32, classes), make([]int32, classes)
		m.Score(a, []uint32{word(1), word(2), word(3)})
		for k := range classes { // the sum, spelled out
			for _, f := range []uint32{word(1), word(2), word(3)} {
				c[k] += int32(m.Weights[row(f, m.Bits)*classes+k])
			}
		}
		if !slices.Equal(a, c) {
			t.Errorf("%d classes: scores %v, want %v", classes, a, c)
		}
		many := make([]uint32, 100) // more than a batch of lanes
		for i := range many {
			many[i] = word(i)
		}
		m.Score(c, many)
		for _, model := range []*Model{m, got} {
			model.Differences(a, many)
			for k := range classes {
				if a[k]-a[0] != c[k]-c[0] {
					t.Errorf("%d classes: class %d scores %d more than class 0, want %d", classes, k, a[k]-a[0], c[k]-c[0])
				}
			}
		}
		for cut := range b {
			if _, _, err := Load(b[:cut]); err == nil {
				t.Fatalf("%d classes: a file cut at byte %d loads", classes, cut)
			}
		}
	}
}
