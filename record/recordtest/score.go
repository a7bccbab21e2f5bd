package recordtest

import "fmt"

// Rate is precision and recall.
type Rate struct{ Precision, Recall float64 }

// F1 is their harmonic mean.
func (r Rate) F1() float64 {
	if r.Precision+r.Recall == 0 {
		return 0
	}
	return 2 * r.Precision * r.Recall / (r.Precision + r.Recall)
}

func (r Rate) String() string {
	return fmt.Sprintf("precision %.4f recall %.4f F1 %.4f", r.Precision, r.Recall, r.F1())
}

// ClusterScore is how well clusters found are those of the truth.
type ClusterScore struct {
	Pairs  Rate // of pairs put together
	BCubed Rate // of each member's cluster, on average
}

func (s ClusterScore) String() string { return fmt.Sprintf("pairs %v; B³ %v", s.Pairs, s.BCubed) }

// ScoreClusters compares two ways of putting the same members into clusters, each
// a map from member to cluster.
func ScoreClusters(found, truth map[string]string) ClusterScore {
	foundSize, trueSize, both := map[string]int{}, map[string]int{}, map[[2]string]int{}
	for m, f := range found {
		foundSize[f]++
		trueSize[truth[m]]++
		both[[2]string{f, truth[m]}]++
	}
	var s ClusterScore
	var foundPairs, truePairs, bothPairs float64
	pairs := func(n int) float64 { return float64(n) * float64(n-1) / 2 }
	for _, n := range foundSize {
		foundPairs += pairs(n)
	}
	for _, n := range trueSize {
		truePairs += pairs(n)
	}
	for key, n := range both {
		bothPairs += pairs(n)
		share := float64(n) * float64(n)
		s.BCubed.Precision += share / float64(foundSize[key[0]])
		s.BCubed.Recall += share / float64(trueSize[key[1]])
	}
	members := float64(max(len(found), 1))
	s.BCubed.Precision /= members
	s.BCubed.Recall /= members
	s.Pairs = Rate{1, 1}
	if foundPairs > 0 {
		s.Pairs.Precision = bothPairs / foundPairs
	}
	if truePairs > 0 {
		s.Pairs.Recall = bothPairs / truePairs
	}
	return s
}
