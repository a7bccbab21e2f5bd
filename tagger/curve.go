package tagger

import (
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"sort"
)

// Curve turns the confidence a model states into how often it was right when it
// stated as much: isotonic regression (Zadrozny and Elkan, KDD 2002) by pooling
// adjacent violators, straight lines between the pools. The zero Curve changes nothing.
type Curve []knot

type knot struct{ stated, right float32 }

// leastPool is how many judgements a point of a curve rests on at least.
const leastPool = 40

// Isotonic learns a curve from confidences stated on data not learned from, and
// whether each was right.
func Isotonic(stated []float64, right []bool) Curve {
	order := make([]int, len(stated))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return stated[order[a]] < stated[order[b]] })
	type pool struct{ n, right, sum float64 }
	rate := func(p pool) float64 { return (p.right + .5) / (p.n + 1) }
	var pools []pool
	for from := 0; from < len(order); from += leastPool {
		var p pool
		to := from + leastPool
		if len(order)-to < leastPool {
			to = len(order)
		}
		for _, i := range order[from:to] {
			p.n++
			p.sum += stated[i]
			if right[i] {
				p.right++
			}
		}
		pools = append(pools, p)
		for k := len(pools) - 1; k > 0 && rate(pools[k-1]) >= rate(pools[k]); k-- {
			a, b := pools[k-1], pools[k]
			pools = append(pools[:k-1], pool{a.n + b.n, a.right + b.right, a.sum + b.sum})
		}
		if to == len(order) {
			break
		}
	}
	var c Curve
	for _, p := range pools {
		c = append(c, knot{float32(p.sum / p.n), float32(rate(p))})
	}
	return c
}

// At is how often the model was right when it stated a confidence.
func (c Curve) At(stated float64) float64 {
	if len(c) == 0 {
		return stated
	}
	i := sort.Search(len(c), func(i int) bool { return float64(c[i].stated) >= stated })
	switch {
	case i == 0:
		return float64(c[0].right) * stated / max(float64(c[0].stated), 1e-9)
	case i == len(c):
		return float64(c[i-1].right)
	}
	a, b := c[i-1], c[i]
	return float64(a.right) + (float64(b.right)-float64(a.right))*(stated-float64(a.stated))/max(float64(b.stated)-float64(a.stated), 1e-9)
}

// The file of a curve: "QTC1", the number of its points (2 bytes, little-endian) and
// for each the stated and the right share (float32).
const curveMagic = "QTC1"

// File is the curve's file.
func (c Curve) File() []byte {
	b := binary.LittleEndian.AppendUint16([]byte(curveMagic), uint16(len(c)))
	for _, k := range c {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(k.stated))
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(k.right))
	}
	return b
}

// LoadCurve reads one curve from the beginning of b and gives the rest.
func LoadCurve(b []byte) (Curve, []byte, error) {
	if len(b) < 6 || string(b[:4]) != curveMagic {
		return nil, nil, fmt.Errorf("not a curve: begins with %q", b[:min(4, len(b))])
	}
	n := int(binary.LittleEndian.Uint16(b[4:]))
	if b = b[6:]; len(b) < 8*n {
		return nil, nil, errTruncated
	}
	c := make(Curve, n)
	for i := range c {
		c[i].stated = math.Float32frombits(binary.LittleEndian.Uint32(b[8*i:]))
		c[i].right = math.Float32frombits(binary.LittleEndian.Uint32(b[8*i+4:]))
	}
	if !slices.IsSortedFunc(c, func(a, b knot) int { return int(math.Copysign(1, float64(a.stated-b.stated))) }) {
		return nil, nil, fmt.Errorf("a curve whose points are out of order")
	}
	return c, b[8*n:], nil
}
