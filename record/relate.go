package record

// shortWording is the number of words below which a wording is a fragment: it
// may belong to a fuller wording, but never joins two of them.
const shortWording = 6

// leastRun is the shortest run of equal words that counts as shared: shorter
// runs of function words are shared by chance.
const leastRun = 3

// Overlap says how much of the shorter of two wordings stands in the longer one:
// the share of its words that lie in runs of leastRun or more equal words, found
// in order. Runs may be parted by cuts, insertions and changed words.
func Overlap(a, b []uint32) float64 {
	a, b = inOrder(a, b)
	if len(a) == 0 {
		return 0
	}
	return float64(runs(a, b)) / float64(len(a))
}

// The bounds of what is compared word by word: the beginning of a whole book set in
// quotation marks tells enough, and comparing costs the product of the lengths.
const (
	mostOfShorter = 1000
	mostOfLonger  = 20000
)

// inOrder puts the shorter wording first and bounds both.
func inOrder(a, b []uint32) (shorter, longer []uint32) {
	if len(a) > len(b) {
		a, b = b, a
	}
	return a[:min(len(a), mostOfShorter)], b[:min(len(b), mostOfLonger)]
}

// runs is the number of words of a in common runs with b, longest run first and
// then on both sides of it, so that the runs keep their order.
func runs(a, b []uint32) int {
	if len(a) < leastRun || len(b) < leastRun {
		return 0
	}
	i, j, n := longestRun(a, b)
	if n < leastRun {
		return 0
	}
	return n + runs(a[:i], b[:j]) + runs(a[i+n:], b[j+n:])
}

// longestRun finds the longest run of equal words; of equals the first in a.
func longestRun(a, b []uint32) (ai, bi, length int) {
	row := make([]int, len(b)+1) // length of the run ending before a[i], b[j]
	for i := range a {
		above := 0
		for j := range b {
			n := 0
			if a[i] == b[j] {
				n = above + 1
			}
			above, row[j+1] = row[j+1], n
			if n > length {
				ai, bi, length = i-n+1, j-n+1, n
			}
		}
	}
	return ai, bi, length
}

// Related tells whether two wordings of one speaker may be the same words: most
// of the shorter stands in the longer, or the two share a long run, as two cuts of
// one answer do. A fragment must stand in the longer wording whole.
func Related(a, b []uint32) bool {
	a, b = inOrder(a, b)
	if len(a) < leastRun {
		return len(a) == len(b) && equalWords(a, b)
	}
	_, _, run := longestRun(a, b)
	switch {
	case len(a) < shortWording:
		return run == len(a)
	case run >= longRun && 3*run >= len(a):
		return true
	default:
		return run >= leastRun && 5*runs(a, b) >= 3*len(a)
	}
}

// longRun is a run of words nobody says twice by chance.
const longRun = 9

func equalWords(a, b []uint32) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// Nearness is how much of the words looked for stand in a wording: in runs for the
// most part, single words in any order for the rest. It orders candidates and
// judges none.
func Nearness(words, wording []uint32) float64 {
	if len(words) == 0 {
		return 0
	}
	inRuns := runs(inOrder(words, wording))
	have := map[uint32]int{}
	for _, w := range wording {
		have[w]++
	}
	single := 0
	for _, w := range words {
		if have[w] > 0 {
			have[w]--
			single++
		}
	}
	return (2*float64(inRuns) + float64(single)) / (3 * float64(len(words)))
}
