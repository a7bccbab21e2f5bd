package tagger

import (
	"math"
	"math/rand/v2"
)

// Trainer learns a model by AdaGrad, one example a step. Rate is the step size,
// Decay an L2 penalty applied to the rows a step touches.
type Trainer struct {
	Rate, Decay float32

	name        string
	classes     int
	bits        uint
	weights, g2 []float32 // row*classes + class
	trans, t2   []float32 // for chains
	scores      []float32

	sums, transSums []float32 // of what was remembered
	remembered      int
}

// NewTrainer makes a trainer for a model of the given classes with 1<<bits rows.
func NewTrainer(name string, classes int, bits uint) *Trainer {
	n := classes << bits
	return &Trainer{Rate: 0.1, Decay: 1e-6, name: name, classes: classes, bits: bits,
		weights: make([]float32, n), g2: make([]float32, n), scores: make([]float32, classes)}
}

// sum adds the weights of the features into scores.
func (t *Trainer) sum(scores []float32, features []uint32) {
	clear(scores)
	for _, f := range features {
		w := t.weights[row(f, t.bits)*t.classes:]
		for c := range scores {
			scores[c] += w[c]
		}
	}
}

// step moves the weights of the features against the gradient, one number a class.
func (t *Trainer) step(gradient []float32, features []uint32) {
	for _, f := range features {
		at := row(f, t.bits) * t.classes
		for c, g := range gradient {
			if g == 0 {
				continue
			}
			g += t.Decay * t.weights[at+c]
			t.g2[at+c] += g * g
			t.weights[at+c] -= t.Rate * g / (float32(math.Sqrt(float64(t.g2[at+c]))) + 1e-4)
		}
	}
}

// Softmax learns that the features have the class gold, and gives the probability
// the model gave it before.
func (t *Trainer) Softmax(features []uint32, gold int) float64 {
	t.sum(t.scores, features)
	softmax(t.scores)
	p := t.scores[gold]
	t.scores[gold]--
	t.step(t.scores, features)
	return float64(p)
}

// Rank learns that of the candidates the one at gold is right, for a model of one
// class, by the softmax over candidates; it gives the probability it had.
func (t *Trainer) Rank(candidates [][]uint32, gold int) float64 {
	scores := make([]float32, len(candidates))
	for i, features := range candidates {
		t.sum(scores[i:i+1], features)
	}
	softmax(scores)
	p := scores[gold]
	scores[gold]--
	for i, features := range candidates {
		t.step(scores[i:i+1], features)
	}
	return float64(p)
}

// Value is what the model learned so far would give, see Model.Value.
func (t *Trainer) Value(features []uint32) float32 {
	t.sum(t.scores[:1], features)
	return t.scores[0]
}

func softmax(v []float32) {
	top := v[0]
	for _, x := range v[1:] {
		top = max(top, x)
	}
	sum := float32(0)
	for i, x := range v {
		v[i] = float32(math.Exp(float64(x - top)))
		sum += v[i]
	}
	for i := range v {
		v[i] /= sum
	}
}

// Remember adds the weights as they are now to an average: Model then gives the
// average of what was remembered, which is steadier than the weights after the last
// step (Polyak and Juditsky 1992).
func (t *Trainer) Remember() {
	if t.sums == nil {
		t.sums, t.transSums = make([]float32, len(t.weights)), make([]float32, len(t.trans))
	}
	for i, w := range t.weights {
		t.sums[i] += w
	}
	for i, w := range t.trans {
		t.transSums[i] += w
	}
	t.remembered++
}

// Model quantises what was learned: weights are rounded to 16 bits by one scale.
func (t *Trainer) Model() *Model {
	if t.remembered == 0 {
		return quantise(t.name, t.classes, t.bits, t.weights, t.trans)
	}
	share := 1 / float32(t.remembered)
	for i := range t.sums {
		t.sums[i] *= share
	}
	for i := range t.transSums {
		t.transSums[i] *= share
	}
	return quantise(t.name, t.classes, t.bits, t.sums, t.transSums)
}

func quantise(name string, classes int, bits uint, weights, trans []float32) *Model {
	top := float32(1e-6)
	for _, w := range weights {
		top = max(top, w, -w)
	}
	m := &Model{Name: name, Classes: classes, Bits: bits, Scale: top / 2047, Weights: make([]int16, len(weights)), Transitions: trans}
	for i, w := range weights {
		m.Weights[i] = int16(math.RoundToEven(float64(w / m.Scale)))
	}
	m.pack()
	return m
}

// Order shuffles the numbers below n anew for each round, the same way every time.
type Order struct {
	n     int
	round uint64
}

// NewOrder is the order of n examples.
func NewOrder(n int) *Order { return &Order{n: n} }

// Next gives the order of the next round.
func (o *Order) Next() []int {
	o.round++
	return rand.New(rand.NewPCG(1, o.round)).Perm(o.n)
}
