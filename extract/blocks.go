package extract

import (
	"slices"

	"github.com/quoth-news/quoth"
)

// blocks makes quotations of set-off paragraphs that a colon announces or a name
// behind a dash signs. Others repeat the article's own words as an eye-catcher.
func (x *Extractor) blocks(s *quoth.Sheet) {
	for i := int32(0); i < int32(len(x.row.units)); {
		b := x.block(i)
		if b.end == i {
			i++
			continue
		}
		x.addBlock(s, b)
		i = b.end
	}
}

// block is the units [first, end), one or more paragraphs set off. Its words end
// before unit words; a dash at it, if that is not the end, begins a signature.
type block struct{ first, words, end int32 }

// block reads the block that begins at unit i; it is empty where none does.
func (x *Extractor) block(i int32) block {
	r, n := &x.row, int32(len(x.row.units))
	b := block{first: i, end: i}
	for b.end < n && r.units[b.end].opens && r.segment(b.end) == blockCode && x.owned[b.end] < 0 {
		for b.end++; b.end < n && !r.units[b.end].opens; {
			b.end++
		}
	}
	b.words = b.end
	for d := b.end - 2; d > i && d > b.end-14; d-- {
		if isDash(r.text(d)) && r.token(d+1).Caps != quoth.LowerCase {
			b.words = d
			break
		}
	}
	return b
}

var blockCode = quoth.Code(quoth.Quote)

func (x *Extractor) addBlock(s *quoth.Sheet, b block) {
	r := &x.row
	q := quoth.Quotation{Form: quoth.Direct, Act: quoth.Stated, Basis: quoth.UnknownBasis, Confidence: 0.8, Rule: "extract/block@1"}
	signed, announced := b.words < b.end, b.first > 0 && r.text(b.first-1) == ":"
	switch {
	case slices.Contains(x.reported[b.first:b.words], true):
		return
	case signed:
		name := quoth.Span{Start: r.span(b.words + 1).Start, End: r.span(b.end - 1).End}
		q.Cue = r.span(b.words)
		q.Speaker = &quoth.Speaker{Mention: name, Entity: quoth.None, Confidence: 0.9, Rule: "attribute/signature@1"}
	case announced:
		if c := x.announcer(b.first); c >= 0 {
			q.Cue = r.span(c)
			q.Sources, q.Speaker = x.sourcesOf(c)
		}
	default:
		return
	}
	for from := b.first; from < b.words; {
		to := from + 1
		for to < b.words && !r.units[to].opens {
			to++
		}
		part := quoth.Span{Start: r.span(from).Start, End: r.span(to - 1).End}
		if r.units[from].quote >= 0 && to == from+1 {
			part = r.inner(from)
		}
		q.Parts = append(q.Parts, part)
		from = to
	}
	for j := b.first; j < b.end; j++ {
		x.owned[j] = int32(len(s.Quotations))
	}
	s.Quotations = append(s.Quotations, q)
}

// announcer is the verb of speech in the sentence whose colon announces the block at
// unit i, or None.
func (x *Extractor) announcer(i int32) int32 {
	r := &x.row
	for c := i - 2; c >= 0 && c > i-reachLeft; c-- {
		if class := cueVerbs[r.token(c).Lower].first; r.units[c].quote < 0 && class != 0 && class < thinkClass && isVerb(r.token(c).Tag) {
			return c
		}
		if r.units[c].begins {
			break
		}
	}
	return quoth.None
}

// sourcesOf gives the mentions that the chain takes for the source of the cue at unit
// c, though it has no content in its own window, and the source phrase.
func (x *Extractor) sourcesOf(c int32) ([]quoth.Source, *quoth.Speaker) {
	f, from, ok := x.label(c)
	if !ok {
		x.m.spans.Sum(&x.lattice)
	}
	sources := x.sources(from, from+int32(len(x.path)))
	if f.source[1] <= f.source[0] {
		return sources, nil
	}
	return sources, &quoth.Speaker{Mention: x.row.sourceSpan(f.source), Entity: quoth.None, Confidence: x.inPath(f.source, from), Rule: "attribute/source@1"}
}
