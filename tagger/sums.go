package tagger

import "math"

// sums holds the sums over all labellings of a sequence, forward and backward. They
// are kept as plain numbers: at every position the forward sums are divided by
// their total, and the backward sums by the same, so that nothing over- or
// underflows and no logarithm is taken until the end.
type sums struct {
	k           int
	odds        []float64 // e to the transitions, in the order of Model.Transitions
	local       []float64 // position*k + class: e to the scores, the best being 1
	alpha, beta []float64 // of all paths up to a position, and after it
	total       []float64 // by position: what alpha was divided by
	ahead       []float64 // by class: what a position hands to the one before it
}

// sum fills the sums and gives the log of the sum over all labellings.
func (s *sums) sum(scores []float32, odds []float64, k int) float64 {
	n := len(scores) / k
	s.grow(n, k)
	s.odds = odds
	log := 0.0
	for i := range n {
		here := scores[i*k : (i+1)*k]
		top := here[0]
		for _, v := range here[1:] {
			top = max(top, v)
		}
		for c, v := range here {
			if v == top {
				s.local[i*k+c] = 1
			} else {
				s.local[i*k+c] = math.Exp(float64(v - top))
			}
		}
		log += float64(top)
	}
	s.forward(n)
	s.backward(n)
	for _, t := range s.total {
		log += math.Log(t)
	}
	return log
}

// oddsOf is e to each of the transitions.
func oddsOf(transitions []float32) []float64 {
	odds := make([]float64, len(transitions))
	for i, t := range transitions {
		odds[i] = math.Exp(float64(t))
	}
	return odds
}

func (s *sums) grow(n, k int) {
	if cap(s.local) < n*k {
		s.local, s.alpha, s.beta = make([]float64, n*k), make([]float64, n*k), make([]float64, n*k)
	}
	if cap(s.total) < n {
		s.total = make([]float64, n)
	}
	if cap(s.ahead) < k {
		s.ahead = make([]float64, k)
	}
	s.k, s.total = k, s.total[:n]
	s.local, s.alpha, s.beta = s.local[:n*k], s.alpha[:n*k], s.beta[:n*k]
}

func (s *sums) forward(n int) {
	k := s.k
	for i := range n {
		here, local := s.alpha[i*k:(i+1)*k], s.local[i*k:(i+1)*k]
		if i == 0 {
			copy(here, s.odds[k*k:])
		} else {
			clear(here)
			for p, v := range s.alpha[(i-1)*k : i*k] {
				for c, odds := range s.odds[p*k : (p+1)*k] {
					here[c] += v * odds
				}
			}
		}
		total := 0.0
		for c, v := range local {
			here[c] *= v
			total += here[c]
		}
		s.total[i] = total
		share := 1 / total
		for c := range here {
			here[c] *= share
		}
	}
}

func (s *sums) backward(n int) {
	k := s.k
	for c := range k {
		s.beta[(n-1)*k+c] = 1
	}
	ahead := s.ahead[:k]
	for i := n - 2; i >= 0; i-- {
		share := 1 / s.total[i+1]
		next, local := s.beta[(i+1)*k:(i+2)*k], s.local[(i+1)*k:(i+2)*k]
		for c := range ahead {
			ahead[c] = local[c] * next[c] * share
		}
		here := s.beta[i*k : (i+1)*k]
		for p := range here {
			v, odds := 0.0, s.odds[p*k:(p+1)*k]
			for c, a := range ahead {
				v += odds[c] * a
			}
			here[p] = v
		}
	}
}

// node is the probability of class c at position i.
func (s *sums) node(i, c int) float64 { return s.alpha[i*s.k+c] * s.beta[i*s.k+c] }

// step is the factor by which a path grows that goes from class p to class c at
// position i.
func (s *sums) step(i, p, c int) float64 {
	return s.odds[p*s.k+c] * s.local[i*s.k+c] / s.total[i]
}

// Sum prepares Node and Path for the sequence decoded last: it sums over all
// labellings.
func (m *Model) Sum(l *Lattice) { l.sum(l.scores, m.odds, m.Classes) }

// Node is the probability that the label at a position is the class.
func (m *Model) Node(l *Lattice, at int, class uint8) float64 {
	return min(1, l.node(at, int(class)))
}

// Path is the probability that the labels at positions [from, to) are as in path,
// everything else free.
func (m *Model) Path(l *Lattice, path []uint8, from, to int) float64 {
	k := m.Classes
	v := l.alpha[from*k+int(path[from])]
	for i := from + 1; i < to; i++ {
		v *= l.step(i, int(path[i-1]), int(path[i]))
	}
	return min(1, v*l.beta[(to-1)*k+int(path[to-1])])
}
