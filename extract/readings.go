package extract

import (
	"slices"

	"github.com/quoth-news/quoth"
)

// reading is one way to read the units around a cue: the runs of units that are
// content, in order; none where the word is no cue after all.
type reading struct {
	runs  [][2]int32
	how   uint32  // how it came of the chain's best path: one of the constants below
	least float32 // the lowest probability of what was changed
}

const (
	asRead  uint32 = iota // the best path itself
	dropped               // without one of its runs
	moved                 // with a border moved
	joined                // with a run more
	nothing               // no content
)

// What the chain gives at least these probabilities is tried; but no more borders
// and readings than these.
const (
	leastBorder  = 0.04
	leastRun     = 0.1
	mostBorders  = 3
	mostReadings = 24
)

// readings lists the ways to read the window around the cue at unit c that the chain
// thinks possible: its best path, that path without one of its runs, with other
// borders, with a run more, and, last, nothing at all. They hold until the next call.
func (x *Extractor) readings(c, from int32, base [][2]int32, source [2]int32) []reading {
	x.arena = x.arena[:0]
	out := append(x.readAs[:0], reading{runs: base, how: asRead, least: 1})
	walls := [2][2]int32{source, {c, c + 1}}
	for k, run := range base {
		if len(base) > 1 {
			out = append(out, reading{runs: x.spliced(base, k, k+1), how: dropped, least: x.surest(run, from)})
		}
		low, high := x.room(base, k, from, walls)
		lefts := x.borders(low, run[1], from, run[0], x.begins)
		rights := x.borders(run[0]+1, high+1, from, run[1], x.ends)
		for _, l := range lefts.found() {
			out = append(out, reading{x.spliced(base, k, k+1, [2]int32{l.at, run[1]}), moved, l.probability})
		}
		for _, r := range rights.found() {
			out = append(out, reading{x.spliced(base, k, k+1, [2]int32{run[0], r.at}), moved, r.probability})
		}
		for _, l := range lefts.found() {
			for _, r := range rights.found() {
				if l.at < r.at && len(out) < mostReadings {
					out = append(out, reading{x.spliced(base, k, k+1, [2]int32{l.at, r.at}), moved, min(l.probability, r.probability)})
				}
			}
		}
	}
	if run, p := x.another(from, base, walls); run[1] > run[0] {
		k := 0
		for k < len(base) && base[k][0] < run[0] {
			k++
		}
		out = append(out, reading{x.spliced(base, k, k, run), joined, p})
	}
	x.readAs = append(out, reading{how: nothing, least: 1})
	return x.readAs
}

// spliced is the runs with those at [i, j) replaced.
func (x *Extractor) spliced(runs [][2]int32, i, j int, by ...[2]int32) [][2]int32 {
	at := len(x.arena)
	x.arena = append(append(append(x.arena, runs[:i]...), by...), runs[j:]...)
	return x.arena[at:len(x.arena):len(x.arena)]
}

// room is how far run k may grow: up to its neighbours, the source and the cue.
func (x *Extractor) room(runs [][2]int32, k int, from int32, walls [2][2]int32) (low, high int32) {
	low, high = from, from+int32(len(x.path))
	if k > 0 {
		low = runs[k-1][1]
	}
	if k+1 < len(runs) {
		high = runs[k+1][0]
	}
	for _, wall := range walls {
		if wall[1] <= wall[0] {
			continue
		}
		if wall[1] <= runs[k][0] {
			low = max(low, wall[1])
		} else if wall[0] >= runs[k][1] {
			high = min(high, wall[0])
		}
	}
	return low, high
}

type border struct {
	at          int32
	probability float32
}

// likeliest are up to mostBorders borders, the likeliest first.
type likeliest struct {
	list [mostBorders]border
	n    int
}

func (l *likeliest) found() []border { return l.list[:l.n] }

func (l *likeliest) add(b border) {
	k := l.n
	for k > 0 && l.list[k-1].probability < b.probability {
		k--
	}
	if k == mostBorders {
		return
	}
	l.n = min(l.n+1, mostBorders)
	copy(l.list[k+1:l.n], l.list[k:l.n-1])
	l.list[k] = b
}

// borders are the likeliest places in [low, high) for a border that stands at is.
func (x *Extractor) borders(low, high, from, is int32, probability func(at int) float32) (l likeliest) {
	for i := low; i < high; i++ {
		if i == is {
			continue
		}
		if p := probability(int(i - from)); p >= leastBorder {
			l.add(border{i, p})
		}
	}
	return l
}

// begins is the probability that content begins at the position.
func (x *Extractor) begins(at int) float32 {
	return float32(x.m.spans.Node(&x.lattice, at, contentBegin))
}

// ends is the probability that content ends before the position.
func (x *Extractor) ends(at int) float32 {
	p := x.said(at - 1)
	if at < len(x.path) {
		p -= float32(x.m.spans.Node(&x.lattice, at, contentInside))
	}
	return max(0, p)
}

// said is the probability that the unit at the position is content.
func (x *Extractor) said(at int) float32 {
	return float32(x.m.spans.Node(&x.lattice, at, contentBegin) + x.m.spans.Node(&x.lattice, at, contentInside))
}

// surest is the probability of the surest unit of the run: long contents have more
// places to err, but somebody was quoted all the same.
func (x *Extractor) surest(run [2]int32, from int32) float32 {
	best := float32(0)
	for i := run[0]; i < run[1]; i++ {
		best = max(best, x.said(int(i-from)))
	}
	return min(best, 1)
}

// another is a run of content that the best path leaves out though it is not
// unlikely, and how likely it begins where it does.
func (x *Extractor) another(from int32, base [][2]int32, walls [2][2]int32) (run [2]int32, p float32) {
	to := from + int32(len(x.path))
	taken := func(i int32) bool { return within(walls[:], i) || within(base, i) }
	p = leastRun
	for i := from; i < to; i++ {
		b := x.begins(int(i - from))
		if b <= p || taken(i) {
			continue
		}
		end, best := i+1, float32(0)
		for j := i + 1; j <= to; j++ {
			if e := x.ends(int(j - from)); e > best {
				end, best = j, e
			}
			if j < to && taken(j) {
				break
			}
		}
		run, p = [2]int32{i, end}, b
	}
	return run, p
}

func within(runs [][2]int32, i int32) bool {
	return slices.ContainsFunc(runs, func(r [2]int32) bool { return r[0] <= i && i < r[1] })
}

// clear tells whether there is but one way worth weighing, for a cue as sure.
func clear(ways []reading, cue float32) bool { return len(ways) <= 2 && cue >= 0.9 }

// nearest is the reading that comes nearest to the labels of the units from unit
// from on; ok is false where none comes near. Marks and "that" at edges do not count.
func nearest(r *row, ways []reading, labels []uint8, from int32) (best int, ok bool) {
	best, least := -1, int32(0)
	for k := range ways {
		wrong, right := int32(0), int32(0)
		for i, label := range labels {
			at := from + int32(i)
			if r.edge(at) {
				continue
			}
			is, got := label == contentBegin || label == contentInside, within(ways[k].runs, at)
			size := r.units[at].last - r.units[at].first
			switch {
			case is && got:
				right += size
			case is != got:
				wrong += size
			}
		}
		if right > 0 && wrong <= 2*right && (best < 0 || wrong < least) {
			best, least = k, wrong
		}
	}
	return best, best >= 0
}

// What the run of units consists of.
const (
	allMarks uint32 = iota + 1
	someMarks
	noMarks
)

func (r *row) kind(run [2]int32) uint32 {
	words, marks := 0, 0
	for i := run[0]; i < run[1]; i++ {
		if r.units[i].quote >= 0 {
			marks++
		} else if !r.edge(i) {
			words++
		}
	}
	switch {
	case marks == 0:
		return noMarks
	case words == 0:
		return allMarks
	}
	return someMarks
}

// finite tells whether the units [from, to) hold a finite verb outside marks.
func (r *row) finite(from, to int32) bool {
	for i := from; i < to; i++ {
		if r.units[i].quote < 0 && isFinite(r.token(i).Tag) {
			return true
		}
	}
	return false
}

func isFinite(tag uint8) bool {
	switch tag {
	case quoth.VBD, quoth.VBZ, quoth.VBP, quoth.MD:
		return true
	}
	return false
}
