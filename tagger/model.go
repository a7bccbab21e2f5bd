package tagger

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Model is a trained linear model: for every row of the table a weight for every
// class. For a chain, Transitions holds the weight of class b after class a at
// a*Classes+b, and at Classes*Classes+b of class b at the beginning.
type Model struct {
	Name        string
	Classes     int
	Bits        uint // the table has 1<<Bits rows
	Scale       float32
	Weights     []int16 // row*Classes + class
	Transitions []float32

	// the weights again, less those of class 0, for Differences
	lanes  lanes
	second []int16 // of class 1, where there are two

	into []float32 // Transitions as to*Classes + from, for Decode
	odds []float64 // e to the Transitions, for Sum
}

// Mix makes one feature of a hash and a small number that says where it was seen.
func Mix(hash, place uint32) uint32 {
	h := (hash ^ place*0x9E3779B1) * 0x85EBCA6B
	return h ^ h>>15
}

// Mix2 makes one feature of two hashes and a place.
func Mix2(a, b, place uint32) uint32 {
	return Mix(a*0xC2B2AE35+b, place)
}

func row(feature uint32, bits uint) int { return int((feature * 0x9E3779B1) >> (32 - bits)) }

// Score sums the weights of the features into scores, one number a class, in the
// units of 1/Scale.
func (m *Model) Score(scores []int32, features []uint32) {
	k := m.Classes
	scores = scores[:k]
	clear(scores)
	for _, f := range features {
		at := row(f, m.Bits) * k
		w := m.Weights[at : at+k]
		for c := range scores {
			scores[c] += int32(w[c])
		}
	}
}

// Differences is Score less the score of class 0: enough to choose among classes,
// and much faster.
func (m *Model) Differences(scores []int32, features []uint32) {
	scores = scores[:m.Classes]
	switch {
	case m.second != nil:
		sum := int32(0)
		for _, f := range features {
			sum += int32(m.second[row(f, m.Bits)])
		}
		scores[0], scores[1] = 0, sum
	case m.lanes.words != nil:
		m.lanes.score(scores, features, m.Bits)
	default:
		m.Score(scores, features)
		for c := len(scores) - 1; c >= 0; c-- {
			scores[c] -= scores[0]
		}
	}
}

// Value is the score of a model with one class, as a rank.
func (m *Model) Value(features []uint32) float32 {
	sum := int32(0)
	for _, f := range features {
		sum += int32(m.Weights[row(f, m.Bits)])
	}
	return float32(sum) * m.Scale
}

// Odds is the logarithm of the odds of class 1 against class 0.
func (m *Model) Odds(features []uint32) float64 {
	var raw [2]int32
	m.Differences(raw[:], features)
	return float64(raw[1]) * float64(m.Scale)
}

// Probability of the class by softmax, for models of at most 16 classes.
func (m *Model) Probability(features []uint32, class int) float64 {
	var raw [16]int32
	m.Differences(raw[:], features)
	top := raw[0]
	for _, v := range raw[1:m.Classes] {
		top = max(top, v)
	}
	sum := 0.0
	for _, v := range raw[:m.Classes] {
		sum += math.Exp(float64(v-top) * float64(m.Scale))
	}
	return math.Exp(float64(raw[class]-top)*float64(m.Scale)) / sum
}

// The file: "QTM1", then little-endian: the name's length (1 byte) and the name,
// classes (2 bytes), bits (1 byte), scale (float32), number of transitions (2
// bytes) and these (float32), then the rows, run-length coded: a 16-bit count of
// all-zero rows to skip, a 16-bit count of rows that follow, those rows, and so on.
const magic = "QTM1"

// File is the model's file.
func (m *Model) File() []byte {
	b := append([]byte(magic), byte(len(m.Name)))
	b = append(b, m.Name...)
	b = binary.LittleEndian.AppendUint16(b, uint16(m.Classes))
	b = append(b, byte(m.Bits))
	b = binary.LittleEndian.AppendUint32(b, math.Float32bits(m.Scale))
	b = binary.LittleEndian.AppendUint16(b, uint16(len(m.Transitions)))
	for _, t := range m.Transitions {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(t))
	}
	rows := 1 << m.Bits
	for at := 0; at < rows; {
		skip := 0
		for at+skip < rows && skip < math.MaxUint16 && m.zero(at+skip) {
			skip++
		}
		at += skip
		run := 0
		for at+run < rows && run < math.MaxUint16 && !m.zero(at+run) {
			run++
		}
		b = binary.LittleEndian.AppendUint16(b, uint16(skip))
		b = binary.LittleEndian.AppendUint16(b, uint16(run))
		for _, v := range m.Weights[at*m.Classes : (at+run)*m.Classes] {
			b = binary.LittleEndian.AppendUint16(b, uint16(v))
		}
		at += run
	}
	return b
}

func (m *Model) zero(row int) bool {
	for _, v := range m.Weights[row*m.Classes : (row+1)*m.Classes] {
		if v != 0 {
			return false
		}
	}
	return true
}

var errTruncated = errors.New("model file ends early")

// Load reads one model from the beginning of b and gives the rest, so that several
// models can stand in one file.
func Load(b []byte) (m *Model, rest []byte, err error) {
	defer func() {
		if recover() != nil {
			m, rest, err = nil, nil, errTruncated
		}
	}()
	if string(b[:4]) != magic {
		return nil, nil, fmt.Errorf("not a model file: begins with %q", b[:4])
	}
	n := int(b[4])
	m = &Model{Name: string(b[5 : 5+n])}
	b = b[5+n:]
	m.Classes, m.Bits = int(binary.LittleEndian.Uint16(b)), uint(b[2])
	m.Scale = math.Float32frombits(binary.LittleEndian.Uint32(b[3:]))
	m.Transitions = make([]float32, binary.LittleEndian.Uint16(b[7:]))
	b = b[9:]
	for i := range m.Transitions {
		m.Transitions[i] = math.Float32frombits(binary.LittleEndian.Uint32(b))
		b = b[4:]
	}
	if m.Bits > 24 || m.Classes > 1<<10 {
		return nil, nil, fmt.Errorf("model %s: %d bits and %d classes are too many", m.Name, m.Bits, m.Classes)
	}
	rows := 1 << m.Bits
	m.Weights = make([]int16, rows*m.Classes)
	for at := 0; at < rows; {
		at += int(binary.LittleEndian.Uint16(b))
		run := int(binary.LittleEndian.Uint16(b[2:]))
		b = b[4:]
		for i := range m.Weights[at*m.Classes : (at+run)*m.Classes] {
			m.Weights[at*m.Classes+i] = int16(binary.LittleEndian.Uint16(b))
			b = b[2:]
		}
		at += run
	}
	m.pack()
	return m, b, nil
}
