package extract

import "github.com/quoth-news/quoth"

// The corpus learned from has a few habits that are not ours, and some frames of
// words are too rare in it to be learned. They are put right here.

var (
	hashAs     = quoth.HashLower("as")
	hashNaming = quoth.HashSet("called named nicknamed dubbed titled entitled known termed labelled labeled billed")
)

// mend puts right what was read around a cue whose window ends before unit to.
func (r *row) mend(f *found, to int32) {
	r.asPutIt(f)
	r.refused(f)
	r.headline(f, to)
}

// asPutIt gives “…,” as engineer Ilona Prager put it: an office before the name is the source's.
func (r *row) asPutIt(f *found) {
	for k, run := range f.content {
		if run[1] != f.source[0] || f.source[1] <= f.source[0] {
			continue
		}
		at := run[1]
		for at > run[0] && r.units[at-1].quote < 0 && r.token(at-1).Lower != hashAs {
			at--
		}
		if at-1 > run[0] && r.units[at-1].quote < 0 && r.units[at-2].quote >= 0 {
			f.content[k][1], f.source[0] = at-1, at
		}
	}
}

// refused gives "declined to comment on the search": what was refused begins with "to".
func (r *row) refused(f *found) {
	c := f.cue
	if cueVerbs[r.token(c).Lower].first != refuseClass || c+2 >= int32(len(r.units)) || r.token(c+1).Tag != quoth.TO || r.token(c+2).Tag != quoth.VB {
		return
	}
	for k, run := range f.content {
		if c+1 < run[0] && run[0] <= c+5 {
			f.content[k][0] = c + 1
			return
		}
	}
}

// headline gives "Weir must go, says salmon expert": what follows the verb of a
// headline behind a comma, and is a noun phrase to its end, is the source.
func (r *row) headline(f *found, to int32) {
	c := f.cue
	if r.segment(c) != headlineCode || c == 0 || c+1 >= to || r.units[c].opens || cueVerbs[r.token(c).Lower].first != sayClass {
		return
	}
	from := c - 1
	for from > 0 && !r.units[from].opens {
		from--
	}
	if r.token(c-1).Tag == quoth.Comma && from < c-1 && r.units[c+1].quote < 0 && r.chunk(c+1, to) == to {
		f.content, f.source = [][2]int32{{from, c - 1}}, [2]int32{c + 1, to}
	}
}

var headlineCode = quoth.Code(quoth.Headline)

// names tells whether the cue only gives a thing its name, and nobody is said to: a
// van called “Duchess”.
func (r *row) names(f *found) bool {
	c := f.cue
	if f.source[1] > c || !hashNaming[r.token(c).Lower] || r.token(c).Tag != quoth.VBN && (c == 0 || !hashHave[r.token(c-1).Lower]) {
		return false
	}
	for _, run := range f.content {
		if run[0] < c || r.kind(run) != allMarks {
			return false
		}
		for i := run[0]; i < run[1]; i++ {
			if r.units[i].quote >= 0 && r.words(i) > 2 {
				return false
			}
		}
	}
	return true
}
