package extract

import (
	"slices"

	"github.com/quoth-news/quoth"
)

// read finds what the cue at unit c reports: what the chain reads around it, or what
// the ranker of readings likes better. That may be nothing, but not if must.
func (x *Extractor) read(c int32, must bool) (found, bool) {
	f, from, ok := x.label(c)
	if !ok {
		return f, false
	}
	f.confidence = 0
	for _, run := range f.content {
		f.confidence = max(f.confidence, float64(x.surest(run, from))*float64(x.cueProb[c]))
	}
	if ways := x.readings(c, from, f.content, f.source); x.m.ways != nil && !clear(ways, x.cueProb[c]) {
		best, some := x.choose(c, from, f.source, ways)
		f.source = x.row.regain(f.source, f.content, ways[best].runs)
		f.content = slices.Clone(ways[best].runs)
		if !must {
			if some < x.row.leastSome(f.content) {
				return f, false
			}
			f.confidence = some
		}
	}
	chain := f.source
	x.row.mend(&f, from+int32(len(x.path)))
	if !must && x.row.names(&f) {
		return f, false
	}
	if chain[1] > chain[0] {
		f.sourceConfidence = x.inPath(chain, from)
	} else if f.source[1] > f.source[0] {
		f.sourceConfidence = f.confidence
	}
	f.sources = x.sources(from, from+int32(len(x.path)))
	f.claims = x.claims(f, from)
	return f, true
}

// regain gives the source the words right behind it that the chain took for content
// and the ranker did not: an apposition, or a clause that says who somebody is.
func (r *row) regain(source [2]int32, was, is [][2]int32) [2]int32 {
	if source[1] <= source[0] {
		return source
	}
	at, n := source[1], int32(len(r.units))
	if at < n && r.token(at-1).Tag != quoth.Comma && r.units[at].quote < 0 && r.token(at).Tag == quoth.Comma {
		at++
	}
	end := at
	for end < n && r.units[end].quote < 0 && within(was, end) && !within(is, end) {
		end++
	}
	if end > at {
		source[1] = end
	}
	return source
}

// leastSome is the probability from which on the runs are taken for content.
func (r *row) leastSome(runs [][2]int32) float64 {
	for _, run := range runs {
		if r.kind(run) != noMarks {
			return someMarked
		}
	}
	return somePlain
}

// mainVerb weighs a claim: a verb behind "who" or "which" says what somebody is, the
// verb behind its clause what they said.
func (r *row) mainVerb(c int32) float64 {
	if c > 0 && !r.units[c].opens && (r.token(c-1).Tag == quoth.WP || r.token(c-1).Tag == quoth.WDT) {
		return 0.4
	}
	return 1
}

// oneSide drops words before the cue where the clause right behind it is what was
// said: in "Though it rained, she said the game went on" nobody said that it
// rained. What is said on both sides has a comma behind the cue.
//
// Nor is "and went home" said by the speaker of “It rained,” she said, and went home.
func (r *row) oneSide(c int32, runs [][2]int32) [][2]int32 {
	if n := len(runs); n > 1 && runs[0][1] <= c && r.units[runs[0][1]-1].quote >= 0 && runs[n-1][0] > c &&
		r.token(runs[n-1][0]).Tag == quoth.CC && r.units[runs[n-1][0]].quote < 0 && r.token(runs[n-1][0]-1).Tag == quoth.Comma {
		return runs[:n-1]
	}
	for k, run := range runs {
		if run[0] > c {
			if r.clauseBehind(c) {
				run[0] = c + 1
			}
			if run[0] == c+1 {
				runs[k] = run
				return runs[k:]
			}
			return runs
		}
		for i := run[0]; i < run[1]; i++ {
			if r.units[i].quote >= 0 {
				return runs
			}
		}
	}
	return runs
}

// clauseVerbs take what was said at once: "she said the game went on". After
// "told" or "asked" it would be somebody.
var clauseVerbs = quoth.HashSet("say claim argue insist admit acknowledge add believe think")

// clauseBehind tells whether a clause begins right behind the cue.
func (r *row) clauseBehind(c int32) bool {
	if !clauseVerbs[cueVerbs[r.token(c).Lower].base] || c+1 >= int32(len(r.units)) || r.units[c+1].quote >= 0 {
		return false
	}
	switch t := r.token(c + 1); t.Tag {
	case quoth.DT, quoth.PRP, quoth.PRPS, quoth.EX:
		return true
	default:
		return t.Lower == hashThat
	}
}
