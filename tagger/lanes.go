package tagger

// lanes are the weights of a model of three classes or more, less those of class
// 0, four to a word, so that one addition adds four classes. Which class is best,
// and what a chain makes of the scores, depends on their differences alone.
//
// A lane is 16 bits wide and holds a difference less the smallest of the table,
// which is never negative; up to batch of them add up without running into the next
// lane. The sums are those of the plain weights, to the last bit.
type lanes struct {
	words  []uint64 // row*stride + (class-1)/4
	stride int
	least  int32
	batch  int
}

const (
	laneBits = 16
	perWord  = 64 / laneBits
)

// pack prepares Differences, Decode and Sum, once the weights are what they will be.
func (m *Model) pack() {
	m.odds = oddsOf(m.Transitions)
	if k := m.Classes; len(m.Transitions) == k*k+k {
		m.into = make([]float32, k*k)
		for i := range m.into {
			m.into[i] = m.Transitions[i%k*k+i/k]
		}
	}
	if m.Classes != 2 {
		m.lanes = newLanes(m.Weights, m.Classes)
		return
	}
	m.second = make([]int16, len(m.Weights)/2)
	for r := range m.second {
		d := int(m.Weights[2*r+1]) - int(m.Weights[2*r])
		if d != int(int16(d)) {
			m.second = nil
			return
		}
		m.second[r] = int16(d)
	}
}

// newLanes makes lanes of weights, or none where they are too few or too large to gain.
func newLanes(weights []int16, classes int) lanes {
	if classes < 3 {
		return lanes{}
	}
	rows := len(weights) / classes
	least, most := int32(0), int32(1)
	for r := range rows {
		row := weights[r*classes : (r+1)*classes]
		for _, w := range row[1:] {
			d := int32(w) - int32(row[0])
			least, most = min(least, d), max(most, d)
		}
	}
	l := lanes{stride: (classes - 1 + perWord - 1) / perWord, least: least, batch: int((1<<laneBits - 1) / (most - least))}
	if l.batch < 4 {
		return lanes{}
	}
	l.words = make([]uint64, rows*l.stride)
	for r := range rows {
		row := weights[r*classes : (r+1)*classes]
		for c, w := range row[1:] {
			l.words[r*l.stride+c/perWord] |= uint64(int32(w)-int32(row[0])-least) << (c % perWord * laneBits)
		}
	}
	return l
}

// score is Score by lanes: class 0 has the score 0.
func (l *lanes) score(scores []int32, features []uint32, bits uint) {
	scores[0] = 0
	scores = scores[1:]
	for c := range scores {
		scores[c] = l.least * int32(len(features))
	}
	for len(features) > 0 {
		now := features[:min(len(features), l.batch)]
		features = features[len(now):]
		switch l.stride {
		case 1:
			sum := uint64(0)
			for _, f := range now {
				sum += l.words[row(f, bits)]
			}
			unpack(scores, []uint64{sum})
		case 9:
			var sum [9]uint64
			for _, f := range now {
				w := (*[9]uint64)(l.words[row(f, bits)*9:])
				for i, v := range w {
					sum[i] += v
				}
			}
			unpack(scores, sum[:])
		default:
			sum := make([]uint64, l.stride)
			for _, f := range now {
				at := row(f, bits) * l.stride
				for i, v := range l.words[at : at+l.stride] {
					sum[i] += v
				}
			}
			unpack(scores, sum)
		}
	}
}

// unpack adds the lanes to scores.
func unpack(scores []int32, sum []uint64) {
	for i, word := range sum {
		lanes := scores[i*perWord : min(i*perWord+perWord, len(scores))]
		for c := range lanes {
			lanes[c] += int32(word & (1<<laneBits - 1))
			word >>= laneBits
		}
	}
}
