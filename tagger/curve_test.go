package tagger

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestCurve states confidences that are too high and asks for the true ones back.
func TestCurve(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var stated []float64
	var right []bool
	for range 20000 {
		p := r.Float64()
		stated, right = append(stated, math.Sqrt(p)), append(right, r.Float64() < p)
	}
	c := Isotonic(stated, right)
	last := 0.0
	for p := 0.05; p < 1; p += 0.05 {
		got := c.At(math.Sqrt(p))
		if math.Abs(got-p) > 0.04 {
			t.Errorf("right when %.2f is stated: %.3f, want %.3f", math.Sqrt(p), got, p)
		}
		if got < last {
			t.Errorf("the curve falls at %.2f", p)
		}
		last = got
	}
	again, rest, err := LoadCurve(append(c.File(), 'x'))
	if err != nil || len(rest) != 1 || len(again) != len(c) || again.At(0.7) != c.At(0.7) {
		t.Errorf("the file gives another curve: %v %q", err, rest)
	}
	for _, bad := range []string{"", "QTC1", "QTM1\x01\x00", "QTC1\x02\x00aaaaaaaa"} {
		if _, _, err := LoadCurve([]byte(bad)); err == nil {
			t.Errorf("%q is read as a curve", bad)
		}
	}
	if (Curve(nil)).At(0.4) != 0.4 {
		t.Error("no curve changes a confidence")
	}
}
