package tagger

import "math"

// Lattice is the working memory of one chain: it is reused from sequence to
// sequence and belongs to one goroutine.
type Lattice struct {
	scores      []float32 // position*classes + class
	alpha, beta []float32
	back        []uint8
	raw         []int32
	total       float64 // log sum over all labellings
}

func (l *Lattice) grow(n, k int) {
	if cap(l.scores) < n*k {
		l.scores, l.alpha, l.beta = make([]float32, n*k), make([]float32, n*k), make([]float32, n*k)
		l.back = make([]uint8, n*k)
	}
	l.scores, l.alpha, l.beta, l.back = l.scores[:n*k], l.alpha[:n*k], l.beta[:n*k], l.back[:n*k]
	if len(l.raw) < k {
		l.raw = make([]int32, k)
	}
}

// Decode finds the best sequence of classes (Viterbi) for a sequence of feature
// lists and appends it to dst.
func (m *Model) Decode(dst []uint8, l *Lattice, sequence [][]uint32) []uint8 {
	n, k := len(sequence), m.Classes
	if n == 0 {
		return dst
	}
	l.grow(n, k)
	m.fill(l, sequence)
	return m.best(dst, l)
}

// Again decodes the sequence decoded last with something added to the score of each
// class, to see what it would be if some classes were likelier.
func (m *Model) Again(dst []uint8, l *Lattice, bias []float32) []uint8 {
	for i := range l.scores {
		l.scores[i] += bias[i%m.Classes]
	}
	return m.best(dst, l)
}

// best is Viterbi's algorithm over the scores in the lattice.
func (m *Model) best(dst []uint8, l *Lattice) []uint8 {
	k := m.Classes
	n := len(l.scores) / k
	copy(l.alpha, l.scores[:k])
	for c := range k {
		l.alpha[c] += m.Transitions[k*k+c]
	}
	for i := 1; i < n; i++ {
		prev := l.alpha[(i-1)*k : i*k]
		for c := range k {
			best, from := float32(math.Inf(-1)), 0
			for p := range k {
				if v := prev[p] + m.Transitions[p*k+c]; v > best {
					best, from = v, p
				}
			}
			l.alpha[i*k+c] = best + l.scores[i*k+c]
			l.back[i*k+c] = uint8(from)
		}
	}
	best := 0
	for c := range k {
		if l.alpha[(n-1)*k+c] > l.alpha[(n-1)*k+best] {
			best = c
		}
	}
	at := len(dst)
	dst = append(dst, make([]uint8, n)...)
	for i := n - 1; i >= 0; i-- {
		dst[at+i] = uint8(best)
		best = int(l.back[i*k+best])
	}
	return dst
}

func (m *Model) fill(l *Lattice, sequence [][]uint32) {
	for i, features := range sequence {
		m.Score(l.raw, features)
		for c := range m.Classes {
			l.scores[i*m.Classes+c] = float32(l.raw[c]) * m.Scale
		}
	}
}

// Sum prepares Node and Path for the sequence decoded last: it sums over all
// labellings, forward and backward.
func (m *Model) Sum(l *Lattice) {
	k := m.Classes
	n := len(l.scores) / k
	l.total = forward(l.alpha, l.scores, m.Transitions, n, k)
	backward(l.beta, l.scores, m.Transitions, n, k)
}

// Node is the probability that the label at a position is the class.
func (m *Model) Node(l *Lattice, at int, class uint8) float64 {
	i := at*m.Classes + int(class)
	return math.Exp(min(0, float64(l.alpha[i]+l.beta[i])-l.total))
}

// Path is the probability that the labels at positions [from, to) are as in path,
// everything else free.
func (m *Model) Path(l *Lattice, path []uint8, from, to int) float64 {
	k := m.Classes
	v := float64(l.alpha[from*k+int(path[from])])
	for i := from + 1; i < to; i++ {
		v += float64(m.Transitions[int(path[i-1])*k+int(path[i])] + l.scores[i*k+int(path[i])])
	}
	v += float64(l.beta[(to-1)*k+int(path[to-1])])
	return math.Exp(min(0, v-l.total))
}

// forward fills alpha with log sums of all paths up to and including a position,
// and gives the log sum over all sequences.
func forward(alpha, scores, trans []float32, n, k int) float64 {
	for c := range k {
		alpha[c] = scores[c] + trans[k*k+c]
	}
	var v [32]float32
	for i := 1; i < n; i++ {
		for c := range k {
			for p := range k {
				v[p] = alpha[(i-1)*k+p] + trans[p*k+c]
			}
			alpha[i*k+c] = logSum(v[:k]) + scores[i*k+c]
		}
	}
	return float64(logSum(alpha[(n-1)*k : n*k]))
}

// backward fills beta with log sums of all paths after a position.
func backward(beta, scores, trans []float32, n, k int) {
	clear(beta[(n-1)*k : n*k])
	var v [32]float32
	for i := n - 2; i >= 0; i-- {
		for c := range k {
			for p := range k {
				v[p] = trans[c*k+p] + scores[(i+1)*k+p] + beta[(i+1)*k+p]
			}
			beta[i*k+c] = logSum(v[:k])
		}
	}
}

func logSum(v []float32) float32 {
	top := v[0]
	for _, x := range v[1:] {
		top = max(top, x)
	}
	if math.IsInf(float64(top), -1) {
		return top
	}
	sum := 0.0
	for _, x := range v {
		sum += math.Exp(float64(x - top))
	}
	return top + float32(math.Log(sum))
}

// Chain learns that the sequence has the labels gold (a conditional random field,
// by its negative log-likelihood). It gives that loss before the step.
func (t *Trainer) Chain(l *Lattice, sequence [][]uint32, gold []uint8) float64 {
	n, k := len(sequence), t.classes
	if n == 0 {
		return 0
	}
	if t.trans == nil {
		t.trans, t.t2 = make([]float32, k*k+k), make([]float32, k*k+k)
	}
	l.grow(n, k)
	for i, features := range sequence {
		t.sum(l.scores[i*k:(i+1)*k], features)
	}
	z := forward(l.alpha, l.scores, t.trans, n, k)
	backward(l.beta, l.scores, t.trans, n, k)
	grad := make([]float32, k*k+k)
	loss := z
	node := make([]float32, k)
	for i := range n {
		g := int(gold[i])
		loss -= float64(l.scores[i*k+g])
		for c := range k {
			node[c] = float32(math.Exp(float64(l.alpha[i*k+c]+l.beta[i*k+c]) - z))
		}
		if i == 0 {
			loss -= float64(t.trans[k*k+g])
			for c := range k {
				grad[k*k+c] += node[c]
			}
			grad[k*k+g]--
		} else {
			p := int(gold[i-1])
			loss -= float64(t.trans[p*k+g])
			grad[p*k+g]--
			for a := range k {
				for c := range k {
					grad[a*k+c] += float32(math.Exp(float64(l.alpha[(i-1)*k+a]+t.trans[a*k+c]+l.scores[i*k+c]+l.beta[i*k+c]) - z))
				}
			}
		}
		node[g]--
		t.step(node, sequence[i])
	}
	for i, g := range grad {
		t.t2[i] += g * g
		t.trans[i] -= t.Rate * g / (float32(math.Sqrt(float64(t.t2[i]))) + 1e-4)
	}
	return loss
}
