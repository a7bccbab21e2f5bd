package corpus

import (
	"math/rand/v2"
	"sort"
	"strconv"
)

// Counts are whole numbers by name, of one article or of many.
type Counts map[string]int

// add adds the numbers of other.
func (c Counts) add(other Counts) {
	for k, v := range other {
		c[k] += v
	}
}

// sum adds the counts of all articles.
func sum(articles []Counts) Counts {
	total := Counts{}
	for _, a := range articles {
		total.add(a)
	}
	return total
}

// Interval is the middle 95% of a figure when the articles are drawn anew, with
// repetition, many times.
type Interval struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// resamples and resampleSeed make the intervals the same on every run.
const (
	resamples    = 1000
	resampleSeed = 1918
)

// intervals resamples articles and takes the 2.5th and 97.5th percentile of each figure.
func intervals(articles []Counts, figures func(Counts) map[string]float64) map[string]Interval {
	if len(articles) == 0 {
		return nil
	}
	keys := sortedKeys(sum(articles))
	rows := make([][]int, len(articles)) // the counts as rows of numbers: adding maps is slow
	for i, a := range articles {
		rows[i] = make([]int, len(keys))
		for k, key := range keys {
			rows[i][k] = a[key]
		}
	}
	draw := rand.New(rand.NewPCG(resampleSeed, 0))
	seen := map[string][]float64{}
	for range resamples {
		drawn := make([]int, len(keys))
		for range articles {
			for k, n := range rows[draw.IntN(len(rows))] {
				drawn[k] += n
			}
		}
		total := Counts{}
		for k, key := range keys {
			total[key] = drawn[k]
		}
		for name, v := range figures(total) {
			seen[name] = append(seen[name], v)
		}
	}
	out := map[string]Interval{}
	for name, values := range seen {
		sort.Float64s(values)
		out[name] = Interval{values[len(values)*25/1000], values[min(len(values)-1, len(values)*975/1000)]}
	}
	return out
}

// round4 rounds to four decimals, as the published figures are.
func round4(x float64) float64 {
	r, _ := strconv.ParseFloat(strconv.FormatFloat(x, 'f', 4, 64), 64)
	return r
}

// ratio is a/b rounded, or nil if b is 0.
func ratio(a, b int) *float64 {
	if b == 0 {
		return nil
	}
	r := round4(float64(a) / float64(b))
	return &r
}

// f1 is the harmonic mean of two rounded figures, or nil if either is nil or 0.
func f1(p, r *float64) *float64 {
	if p == nil || r == nil || *p == 0 || *r == 0 {
		return nil
	}
	f := round4(2 * *p * *r / (*p + *r))
	return &f
}
