package corpus

import (
	"fmt"
	"io"
)

// Reliability tells for each kind of decision (found, speaker, entity, date) how
// often it was right among those made with about the same confidence. Where the
// confidence is honest, Stated and Right agree.
type Reliability map[string][]ReliabilityBin

// ReliabilityBin is the decisions with a confidence from From on, up to the next bin.
type ReliabilityBin struct {
	From   float64 `json:"from"`
	Of     int     `json:"of"`
	Stated float64 `json:"stated"` // their mean confidence
	Right  float64 `json:"right"`
}

// guesses are decisions with their confidence, by kind.
type guesses map[string][]guess

func (g guesses) add(decision string, confidence float64, right bool) {
	g[decision] = append(g[decision], guess{confidence, right})
}

func (g guesses) reliability() Reliability {
	out := Reliability{}
	edges := []float64{0, .3, .4, .5, .6, .7, .8, .9, .95, .98, 2}
	for _, decision := range sortedKeys(g) {
		for k, from := range edges[:len(edges)-1] {
			b := ReliabilityBin{From: from}
			right := 0
			for _, x := range g[decision] {
				if x.confidence >= from && x.confidence < edges[k+1] {
					b.Of++
					b.Stated += x.confidence
					if x.right {
						right++
					}
				}
			}
			if b.Of > 0 {
				b.Stated, b.Right = round4(b.Stated/float64(b.Of)), round4(float64(right)/float64(b.Of))
				out[decision] = append(out[decision], b)
			}
		}
	}
	return out
}

// PrintReliability writes the curves as tables for people. The last two columns are
// of all decisions from this confidence on: their share, and how many are wrong.
func (r Reliability) PrintReliability(w io.Writer) {
	for _, decision := range sortedKeys(r) {
		all := 0
		for _, b := range r[decision] {
			all += b.Of
		}
		fmt.Fprintf(w, "\n%-10s %8s %8s %8s %14s %8s\n", decision, "of", "stated", "right", "share from on", "wrong")
		for k, b := range r[decision] {
			above, wrong := 0, 0.0
			for _, x := range r[decision][k:] {
				above += x.Of
				wrong += float64(x.Of) * (1 - x.Right)
			}
			fmt.Fprintf(w, "from %.2f  %8d %8.3f %8.3f %14.3f %8.3f\n", b.From, b.Of, b.Stated, b.Right, float64(above)/float64(all), wrong/float64(above))
		}
	}
}
