package extract

import (
	"slices"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/tagger"
)

// Version names the rules and models of this stage.
const Version = "extract@1"

// The probabilities from which on a cue, and a quotation without a cue, is taken.
const (
	cueThreshold      = 0.15
	sureCue           = 0.6  // something must have been said
	someMarked        = 0.15 // that a cue reports anything, words in marks among it
	somePlain         = 0.22 // the same where there are no marks
	leftoverThreshold = 0.5
	shortThreshold    = 0.8  // of one or two words: two in five such are no speech
	hopelessWord      = -1.4 // log odds of the word alone from which no context makes a cue of it
	faintThreshold    = 0.02 // of a cue beside a quotation without another
)

// Extractor finds quotations. It holds working memory and serves one goroutine;
// Models may be shared.
type Extractor struct {
	m        *Models
	row      row
	lattice  tagger.Lattice
	sequence [][]uint32
	store    []uint32
	features []uint32
	path     []uint8
	isCue    []bool
	cueProb  []float32
	owned    []int32 // unit → quotation that holds it, or None
	reported []bool  // unit → some cue's content
	talk     int8    // of the text, see talks: 0 not looked at
	readAs   []reading
	arena    [][2]int32 // of the readings' runs
	scores   []float32
}

// New makes an extractor over shared models.
func New(m *Models) *Extractor { return &Extractor{m: m} }

// Fill finds the quotations of the sheet.
func (x *Extractor) Fill(s *quoth.Sheet) {
	s.Quotations = s.Quotations[:0]
	x.row.fill(s)
	x.talk = 0
	x.findCues()
	found := x.readCues()
	x.assemble(s, found)
	x.continued(s)
	x.blocks(s)
	x.leftovers(s)
	x.continued(s)
	x.nested(s)
	wholeSegments(s)
	for i := range s.Quotations { // what was joined later may stand before what was there
		slices.SortFunc(s.Quotations[i].Parts, func(a, b quoth.Span) int { return a.Start - b.Start })
	}
	slices.SortStableFunc(s.Quotations, func(a, b quoth.Quotation) int { return a.Parts[0].Start - b.Parts[0].Start })
	settle(s)
}

// speaks tells whether cues are looked for in the segment of unit i: posts and
// turns of a transcript are speech as a whole.
func (r *row) speaks(i int32) bool {
	switch r.s.Segments[r.s.Sentences[r.token(i).Sentence].Segment].Kind {
	case quoth.Post, quoth.Speech, quoth.Byline:
		return false
	}
	return true
}

// findCues fills isCue and cueProb.
func (x *Extractor) findCues() {
	n := len(x.row.units)
	x.isCue = append(x.isCue[:0], make([]bool, n)...)
	x.cueProb = append(x.cueProb[:0], make([]float32, n)...)
	x.owned = slices.Grow(x.owned[:0], n)[:n]
	x.reported = append(x.reported[:0], make([]bool, n)...)
	for i := range int32(n) {
		x.owned[i] = quoth.None
		if !x.m.candidate(&x.row, i) || !x.row.speaks(i) {
			continue
		}
		word := x.row.cueWord(i)
		x.features = word.features(x.features)
		if x.m.cue.Odds(x.features) < hopelessWord {
			continue
		}
		x.features = x.row.cueContext(x.features, i, word)
		p := x.m.cue.Probability(x.features, 1)
		x.cueProb[i] = float32(p)
		x.isCue[i] = p >= cueThreshold
	}
}

// found is what the chain read around one cue, in units.
type found struct {
	cue        int32
	content    [][2]int32 // runs [from, to)
	source     [2]int32   // empty if none
	confidence float64
	// that the source is what the chain read, given the cue
	sourceConfidence float64
	sources          []quoth.Source
	claims           []claim
}

// claim is how sure a cue is of a quotation in marks.
type claim struct {
	unit        int32
	found       int
	probability float64
}

// readCues runs the chain around every cue.
func (x *Extractor) readCues() []found {
	var out []found
	for i := range int32(len(x.row.units)) {
		if !x.isCue[i] {
			continue
		}
		if f, ok := x.read(i, false); ok {
			out = append(out, f)
		}
	}
	return out
}

// label runs the chain over the window of the cue at unit c, which begins at from.
func (x *Extractor) label(c int32) (f found, from int32, ok bool) {
	from, to := x.row.window(c)
	x.sequence, x.store = spanFeatures(x.sequence, x.store, &x.row, c, from, to, x.isCue)
	x.path = x.m.spans.Decode(x.path[:0], &x.lattice, x.sequence)
	f.cue = c
	if !x.runs(&f, from) {
		if x.cueProb[c] < sureCue {
			return f, from, false
		}
		x.path = x.m.spans.Again(x.path[:0], &x.lattice, somethingSaid[:])
		if !x.runs(&f, from) {
			return f, from, false
		}
	}
	f.content = x.row.oneSide(c, f.content)
	x.m.spans.Sum(&x.lattice)
	return f, from, true
}

// sources gives the mentions of the window outside quotations with the probability
// that their head is part of the source.
func (x *Extractor) sources(from, to int32) []quoth.Source {
	s, r := x.row.s, &x.row
	var out []quoth.Source
	low, high := s.MentionsIn(quoth.Span{Start: r.span(from).Start, End: r.span(to - 1).End})
	for k := low; k < high; k++ {
		i := r.unitOf[s.Mentions[k].Head]
		if i < from || i >= to || r.units[i].quote >= 0 {
			continue
		}
		at := int(i - from)
		p := x.m.spans.Node(&x.lattice, at, sourceBegin) + x.m.spans.Node(&x.lattice, at, sourceInside)
		if p >= 0.001 {
			out = append(out, quoth.Source{Mention: int32(k), Probability: float32(min(p, 1))})
		}
	}
	return out
}

// somethingSaid is added to the scores of the labels where a cue that is sure to be
// one has no content by the chain's first reading.
var somethingSaid = [labels]float32{contentBegin: 1.5, contentInside: 0.5}

// runs takes content and source off the path; it tells whether there is content.
func (x *Extractor) runs(f *found, from int32) bool {
	n := int32(len(x.path))
	f.content, f.source = f.content[:0], [2]int32{}
	for i := int32(0); i < n; {
		j := i + 1
		switch x.path[i] {
		case contentBegin, contentInside:
			for j < n && x.path[j] == contentInside {
				j++
			}
			f.content = append(f.content, [2]int32{from + i, from + j})
		case sourceBegin, sourceInside:
			for j < n && x.path[j] == sourceInside {
				j++
			}
			if f.source[1]-f.source[0] < j-i {
				f.source = [2]int32{from + i, from + j}
			}
		}
		i = j
	}
	return len(f.content) > 0
}

// claims lists the quotations in marks among the content.
func (x *Extractor) claims(f found, from int32) []claim {
	var out []claim
	for _, run := range f.content {
		for i := run[0]; i < run[1]; i++ {
			if x.row.units[i].quote >= 0 {
				p := float64(x.said(int(i - from)))
				out = append(out, claim{unit: i, probability: p * float64(x.cueProb[f.cue]) * x.row.mainVerb(f.cue)})
			}
		}
	}
	return out
}

// inPath is the probability that the units of the run are labelled as they are.
func (x *Extractor) inPath(run [2]int32, from int32) float64 {
	return x.m.spans.Path(&x.lattice, x.path, int(run[0]-from), int(run[1]-from))
}
