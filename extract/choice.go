package extract

import (
	"math"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/tagger"
)

// The ranker of readings sees what the chain cannot, which goes from unit to unit: the
// runs of content as wholes, in what order they stand with source and cue, how
// they begin and end, and that there may be none.

// band puts a probability into one of eight classes.
func band(p float32) uint32 {
	for k, top := range [...]float32{0.05, 0.12, 0.25, 0.4, 0.6, 0.8, 0.95} {
		if p < top {
			return uint32(k)
		}
	}
	return 7
}

// choose gives the reading with content that the ranker likes best, and the
// probability that there is any content.
func (x *Extractor) choose(c, from int32, source [2]int32, ways []reading) (best int, some float64) {
	x.scores = x.scores[:0]
	for k := range ways {
		x.features = x.readingFeatures(x.features[:0], c, from, source, &ways[k])
		v := x.m.ways.Value(x.features)
		x.scores = append(x.scores, v)
		if v > x.scores[best] && ways[k].how != nothing {
			best = k
		}
	}
	total, none := 0.0, 0.0
	for k, v := range x.scores {
		e := math.Exp(float64(v - x.scores[best]))
		total += e
		if ways[k].how == nothing {
			none = e
		}
	}
	return best, 1 - none/total
}

// readingFeatures appends what the ranker sees of a reading.
func (x *Extractor) readingFeatures(f []uint32, c, from int32, source [2]int32, w *reading) []uint32 {
	r := &x.row
	cue := r.token(c)
	entry := cueVerbs[cue.Lower]
	class, sure, tag := uint32(entry.all), band(x.cueProb[c]), uint32(cue.Tag)
	who := uint32(0) // the last word of the source, and its side
	if source[1] > source[0] {
		who = 1 + uint32(r.token(source[1]-1).Tag)
		if source[0] > c {
			who |= 1 << 7
		}
	}
	if w.how == nothing {
		surest := band(x.surest([2]int32{from, from + int32(len(x.path))}, from))
		_, pt := r.look(c, -1)
		_, nt := r.look(c, 1)
		return append(f, tagger.Mix(sure, 1), tagger.Mix2(sure, surest, 2), tagger.Mix2(sure, class, 3), tagger.Mix(cue.Lower, 4), tagger.Mix2(cue.Lower, sure, 5),
			tagger.Mix2(class, tag, 6), tagger.Mix2(pt<<8|nt, tag, 7), tagger.Mix2(who, class, 8), tagger.Mix2(who, sure, 9),
			tagger.Mix2(surest, class, 69), tagger.Mix2(surest, tag, 70), tagger.Mix(0, 10))
	}
	order, form := r.order(c, source, w.runs)
	f = append(f, tagger.Mix(order, 11), tagger.Mix2(order, class, 12), tagger.Mix2(order, entry.base, 13), tagger.Mix2(order, tag, 14),
		tagger.Mix2(form, sure, 15), tagger.Mix2(w.how, form, 16), tagger.Mix2(w.how, band(w.least), 17), tagger.Mix2(who, form, 18), tagger.Mix2(form, cue.Lower, 19))
	for k, run := range w.runs {
		f = x.runFeatures(f, c, from, run, form, entry)
		if k > 0 {
			kinds, between := r.kind(run)<<2|r.kind(w.runs[k-1]), r.between(w.runs[k-1][1], run[0], c)
			f = append(f, tagger.Mix2(between, kinds, 20), tagger.Mix2(between<<4|kinds, entry.base, 21))
		}
	}
	return f
}

// order writes the kinds of the runs, the cue and the source down as they stand in
// the text, one digit each, and collects the kinds as bits.
func (r *row) order(c int32, source [2]int32, runs [][2]int32) (order, form uint32) {
	order = 1
	cue, named := false, source[1] <= source[0]
	upTo := func(at int32) {
		for {
			switch {
			case !named && source[0] < at && (cue || source[0] < c):
				order, named = order*6+4, true
			case !cue && c < at:
				order, cue = order*6+5, true
			default:
				return
			}
		}
	}
	for _, run := range runs {
		upTo(run[0])
		k := r.kind(run)
		order, form = order*6+k, form|1<<k
	}
	upTo(math.MaxInt32)
	return order, form
}

// between tells in bits what stands between two runs: a comma, the cue, the beginning
// of a sentence.
func (r *row) between(from, to, c int32) (bits uint32) {
	for i := from; i < to; i++ {
		if r.token(i).Tag == quoth.Comma {
			bits |= 1
		}
		if i == c {
			bits |= 2
		}
		if r.units[i].begins {
			bits |= 4
		}
	}
	return bits
}

// runFeatures appends what the ranker sees of one run of content.
func (x *Extractor) runFeatures(f []uint32, c, from int32, run [2]int32, form uint32, entry cueEntry) []uint32 {
	r := &x.row
	kind, class, to := r.kind(run), uint32(entry.all), from+int32(len(x.path))
	ks, gap := kind<<1, near(c-run[1])
	if run[0] > c {
		ks, gap = kind<<1|1, near(run[0]-c-1)
	}
	left, right := band(x.begins(int(run[0]-from))), band(x.ends(int(run[1]-from)))
	pw, pt := r.look(run[0], -1)
	if run[0]-1 == c {
		pw, pt = 0x637565, 61
	}
	fw, ft := r.look(run[0], 0)
	f2w, f2t := r.look(run[0], 1)
	lw, lt := r.look(run[1]-1, 0)
	_, l2t := r.look(run[1]-1, -1)
	nw, nt := r.look(run[1]-1, 1)
	n2w, n2t := r.look(run[1]-1, 2)
	_, n3t := r.look(run[1]-1, 3)
	fin, begins := uint32(0), uint32(0)
	if r.finite(run[0], run[1]) {
		fin = 1
	}
	if r.units[run[0]].begins {
		begins = 1
	}
	ends, after := r.ending(run[1], to, c, nt)
	inner, innerWord, cues := x.inner(run)
	f = append(f,
		tagger.Mix2(left, ks, 30), tagger.Mix2(right, ks, 31), tagger.Mix2(left<<3|right, kind, 32),
		tagger.Mix2(ks<<4|form, near(run[1]-run[0]), 33), tagger.Mix2(ks<<3|gap, class, 34), tagger.Mix2(ks<<3|gap, entry.base, 35), tagger.Mix2(ks<<3|gap, form, 36),
		tagger.Mix2(fw, ks, 37), tagger.Mix2(ft<<8|pt, ks, 38), tagger.Mix2(pw, fw, 39), tagger.Mix2(fw, entry.base, 40), tagger.Mix2(pt<<16|ft<<8|f2t, ks&1, 41),
		tagger.Mix2(ft<<8|pt, entry.base, 42), tagger.Mix2(pw, ft<<2|kind, 43), tagger.Mix2(fw, f2w, 44), tagger.Mix2(ft<<8|f2t, class, 45),
		tagger.Mix2(lt<<8|nt, ks, 46), tagger.Mix2(lt<<16|nt<<8|n2t, kind, 47), tagger.Mix2(nw, ks, 48), tagger.Mix2(lw, nw, 49), tagger.Mix2(nt<<8|n2t, n3t<<2|kind, 50),
		tagger.Mix2(nw, n2w, 51), tagger.Mix2(nw, n2t<<2|kind, 52), tagger.Mix2(l2t<<8|lt, nt, 53), tagger.Mix2(nw, entry.base, 54), tagger.Mix2(lw, ks, 55),
		tagger.Mix2(fin<<6|ks<<3|ends, class, 56), tagger.Mix2(fin<<6|ks<<3|ends, form, 57), tagger.Mix2(after<<3|ends, ks, 58), tagger.Mix2(after<<4|fin<<3|ends, nt<<8|n2t, 59),
		tagger.Mix2(inner, ks, 60), tagger.Mix2(inner<<3|ends, kind, 61), tagger.Mix2(innerWord, ks, 62), tagger.Mix2(cues<<3|ends, kind, 63),
		tagger.Mix2(begins<<6|ks, form, 64), tagger.Mix2(begins<<8|ft, fin<<2|kind, 65))
	f = r.phraseFeatures(f, c, run, to, ks, kind, entry.base)
	if r.units[run[0]].quote >= 0 {
		f = append(f, tagger.Mix2(r.quoteShape(run[0]), ks<<8|pt, 66), tagger.Mix2(r.quoteShape(run[0]), pw, 67))
	}
	if r.units[run[1]-1].quote >= 0 {
		f = append(f, tagger.Mix2(r.quoteShape(run[1]-1), ks<<8|nt, 68))
	}
	if kind == someMarks {
		f = x.firstMarks(f, run, entry, ft, fin)
	}
	if kind != noMarks {
		f = r.lastMarks(f, run, kind, ends<<3|after)
	}
	return f
}

// ending tells how a run ends before unit end, tag being that of the next: with its
// window, before a full stop or a comma; and in bits what follows in its sentence: a
// finite verb, the cue, a quotation.
func (r *row) ending(end, to, c int32, tag uint32) (ends, after uint32) {
	switch {
	case end == to:
		ends = 1
	case tag == uint32(quoth.FullStop):
		ends = 2
	case tag == uint32(quoth.Comma):
		ends = 3
	}
	for i := end; i < to && i < end+20 && !r.units[i].begins; i++ {
		switch {
		case i == c:
			return ends, after | 2
		case r.units[i].quote >= 0:
			after |= 4
		case isFinite(r.token(i).Tag):
			after |= 1
		}
	}
	return ends, after
}

// inner tells of the last comma inside the run what it leads in, and whether a finite
// verb stands before it; and how many cues there are.
func (x *Extractor) inner(run [2]int32) (tag, word, cues uint32) {
	r := &x.row
	finite, last := false, false
	for i := run[0]; i+1 < run[1]; i++ {
		if i > run[0] && r.units[i].quote < 0 && r.token(i).Tag == quoth.Comma {
			word, tag = r.look(i, 1)
			tag++
			last = finite
		}
		finite = finite || r.units[i].quote < 0 && isFinite(r.token(i).Tag)
		if i > run[0] && x.isCue[i] {
			cues = min(cues+1, 2)
		}
	}
	if last {
		tag |= 1 << 7
	}
	return tag, word, cues
}

// firstMarks appends features of the words before the first quotation in the run.
func (x *Extractor) firstMarks(f []uint32, run [2]int32, entry cueEntry, tag, finite uint32) []uint32 {
	r, i := &x.row, run[0]
	for r.units[i].quote < 0 {
		i++
	}
	if i == run[0] {
		return f
	}
	w, t := r.look(i, -1)
	lead, n, class := uint32(0), near(i-run[0]), uint32(entry.all) // a cue of its own that leads the quotation in
	if x.isCue[i-1] || i > run[0]+1 && x.isCue[i-2] {
		lead = 1 + band(max(x.cueProb[i-1], x.cueProb[max(i-2, 0)]))
	}
	return append(f, tagger.Mix2(lead, t, 71), tagger.Mix2(w, n, 72), tagger.Mix2(lead, n<<1|finite, 73),
		tagger.Mix2(n, class, 77), tagger.Mix2(n, entry.base, 78), tagger.Mix2(n<<8|t, tag, 79))
}

// lastMarks appends features of the last quotation in the run and what follows it.
func (r *row) lastMarks(f []uint32, run [2]int32, kind, ending uint32) []uint32 {
	i := run[1] - 1
	for r.units[i].quote < 0 {
		i--
	}
	_, t := r.look(i, 1)
	w2, t2 := r.look(i, 2)
	mark := r.lastMark(i)<<4 | near(run[1]-1-i)
	return append(f, tagger.Mix2(mark, kind<<8|t, 74), tagger.Mix2(mark, t<<8|t2, 75), tagger.Mix2(mark, w2, 76), tagger.Mix2(mark, ending, 80))
}

// lastMark tells how the quotation unit ends: without a mark, with a comma, a full
// stop or another.
func (r *row) lastMark(i int32) uint32 {
	switch t := &r.s.Tokens[r.s.Marks[r.units[i].quote].Close-1]; {
	case t.Kind != quoth.Punct:
		return 0
	case t.Tag == quoth.Comma:
		return 1
	case t.Tag == quoth.FullStop:
		return 2
	}
	return 3
}
