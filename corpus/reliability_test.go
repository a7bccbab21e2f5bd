package corpus

import (
	"bytes"
	"strings"
	"testing"
)

func TestReliability(t *testing.T) {
	g := guesses{}
	for range 3 {
		g.add("speaker", 0.92, true)
	}
	g.add("speaker", 0.94, false)
	g.add("speaker", 0.1, false)
	r := g.reliability()
	want := []ReliabilityBin{{From: 0, Of: 1, Stated: .1, Right: 0}, {From: .9, Of: 4, Stated: .925, Right: .75}}
	if len(r["speaker"]) != 2 || r["speaker"][0] != want[0] || r["speaker"][1] != want[1] {
		t.Errorf("got %+v, want %+v", r["speaker"], want)
	}
	var out bytes.Buffer
	r.PrintReliability(&out)
	if line := "from 0.90         4    0.925    0.750          0.800    0.250"; !strings.Contains(out.String(), line) {
		t.Errorf("no line %q in\n%s", line, out.String())
	}
}
