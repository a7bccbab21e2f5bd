package segment

import (
	"slices"

	"github.com/quoth-news/quoth"
)

// Layout says what each stretch of a document is: headline, byline, paragraph,
// post and so on. What comes in is a document as package read left it: with
// segments where the input had a layout of its own (HTML, feeds), without where
// it is plain text or Markdown. What goes out is ordered and does not overlap;
// blank lines, Markdown signs and a leading "date YYYY-MM-DD" belong to none.
//
// The idea: first cut the text into blocks (a paragraph, a Markdown item), then
// let a few small recognisers, one a file, each look at the blocks that nobody
// has claimed: posts, related lines and promotions, captions, head matter,
// turns of a transcript. A recogniser may split a block ("… he said. Related
// story Mara Returns") or join neighbours (a post and its account line).
//
// It refuses nothing: what no recogniser knows is a paragraph.
func Layout(doc *quoth.Document) []quoth.Segment {
	l := layout{text: doc.Text, title: doc.Title}
	if len(doc.Segments) > 0 {
		l.laidOut = true
		l.segments = append(l.segments, doc.Segments...)
	} else {
		l.segments = blocks(doc.Text, dateLineEnd(doc))
	}
	l.posts()
	l.related()
	l.captions()
	l.head()
	l.turns()
	l.interview()
	l.repeats()
	return l.done()
}

// layout is the work on one document.
type layout struct {
	text     string
	title    string
	laidOut  bool // the reader knew the layout
	segments []quoth.Segment
}

// done sorts the segments and drops what holds no letter or digit.
func (l *layout) done() []quoth.Segment {
	out := l.segments[:0]
	for _, s := range l.segments {
		if hasWord(s.Of(l.text)) {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b quoth.Segment) int { return a.Start - b.Start })
	return out
}

// dateLineEnd is where the text goes on after a first line that only dates it.
func dateLineEnd(doc *quoth.Document) int {
	for _, g := range doc.Given {
		if g.Field == "published" && !g.Span.Empty() && g.Span.Start < 256 {
			return g.Span.End
		}
	}
	return 0
}
