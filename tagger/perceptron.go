package tagger

// Perceptron learns a classifier of many classes by the averaged perceptron: it
// moves only when it is wrong, which for parts of speech is one token in thirty.
type Perceptron struct {
	name    string
	classes int
	bits    uint
	weights []float32
	total   []float64 // sums over steps need the width
	stamp   []int32
	step    int32
	scores  []float32
}

// NewPerceptron makes one for the given classes with 1<<bits rows.
func NewPerceptron(name string, classes int, bits uint) *Perceptron {
	n := classes << bits
	return &Perceptron{name: name, classes: classes, bits: bits, weights: make([]float32, n), total: make([]float64, n),
		stamp: make([]int32, n), scores: make([]float32, classes)}
}

// Learn predicts the class of the features and, where that is not gold, moves the
// weights. It gives the prediction.
func (p *Perceptron) Learn(features []uint32, gold int) int {
	clear(p.scores)
	for _, f := range features {
		w := p.weights[row(f, p.bits)*p.classes:]
		for c := range p.scores {
			p.scores[c] += w[c]
		}
	}
	guess := 0
	for c, v := range p.scores {
		if v > p.scores[guess] {
			guess = c
		}
	}
	p.step++
	if guess != gold {
		for _, f := range features {
			at := row(f, p.bits) * p.classes
			p.move(at+gold, 1)
			p.move(at+guess, -1)
		}
	}
	return guess
}

func (p *Perceptron) move(i int, by float32) {
	p.total[i] += float64(p.step-p.stamp[i]) * float64(p.weights[i])
	p.stamp[i] = p.step
	p.weights[i] += by
}

// Model averages and quantises.
func (p *Perceptron) Model() *Model {
	average := make([]float32, len(p.weights))
	for i, w := range p.weights {
		average[i] = float32((p.total[i] + float64(p.step-p.stamp[i])*float64(w)) / float64(p.step+1))
	}
	return quantise(p.name, p.classes, p.bits, average, nil)
}
