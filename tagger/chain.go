package tagger

import "math"

// Lattice is the working memory of one chain: it is reused from sequence to
// sequence and belongs to one goroutine.
type Lattice struct {
	scores []float32 // position*classes + class
	best   []float32 // of the paths that end there
	back   []uint8   // where the best of them comes from
	raw    []int32
	sums
}

func (l *Lattice) grow(n, k int) {
	if cap(l.scores) < n*k {
		l.scores, l.best, l.back = make([]float32, n*k), make([]float32, n*k), make([]uint8, n*k)
	}
	l.scores, l.best, l.back = l.scores[:n*k], l.best[:n*k], l.back[:n*k]
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
	copy(l.best, l.scores[:k])
	for c := range k {
		l.best[c] += m.Transitions[k*k+c]
	}
	for i := 1; i < n; i++ {
		prev := l.best[(i-1)*k : i*k]
		for c := range k {
			best, from := prev[0]+m.into[c*k], 0
			for p, t := range m.into[c*k : c*k+k] {
				if v := prev[p] + t; v > best {
					best, from = v, p
				}
			}
			l.best[i*k+c] = best + l.scores[i*k+c]
			l.back[i*k+c] = uint8(from)
		}
	}
	best := 0
	for c := range k {
		if l.best[(n-1)*k+c] > l.best[(n-1)*k+best] {
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
		m.Differences(l.raw, features)
		for c := range m.Classes {
			l.scores[i*m.Classes+c] = float32(l.raw[c]) * m.Scale
		}
	}
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
	loss := l.sum(l.scores, oddsOf(t.trans), k)
	grad := make([]float32, k*k+k)
	node := make([]float32, k)
	for i := range n {
		g := int(gold[i])
		loss -= float64(l.scores[i*k+g])
		for c := range k {
			node[c] = float32(l.node(i, c))
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
					grad[a*k+c] += float32(l.alpha[(i-1)*k+a] * l.step(i, a, c) * l.beta[i*k+c])
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
