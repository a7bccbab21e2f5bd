package extract

import (
	"slices"

	"github.com/quoth-news/quoth"
)

// lesson is an example cut into units with the gold put on them.
type lesson struct {
	row   row
	cues  []goldCue
	isCue []bool // by a model that did not learn from this example
	prob  []float32
	owned []int32
	gold  []bool // by unit: a quotation whose words somebody is quoted with
}

type goldCue struct {
	unit   int32
	labels []uint8 // of its window
}

// head is the token of a cue that stands for it: its first full verb, else its
// first word.
func head(s *quoth.Sheet, cue quoth.Span) int32 {
	first, verb := int32(quoth.None), int32(quoth.None)
	i, _ := slices.BinarySearchFunc(s.Tokens, int32(cue.Start), func(t quoth.Token, at int32) int { return int(t.Start - at) })
	for ; i < len(s.Tokens) && int(s.Tokens[i].Start) < cue.End; i++ {
		t := &s.Tokens[i]
		if first < 0 {
			first = int32(i)
		}
		if isVerb(t.Tag) {
			if !hashHave[t.Lower] {
				return int32(i)
			}
			if verb < 0 {
				verb = int32(i)
			}
		}
	}
	if verb >= 0 {
		return verb
	}
	return first
}

func newLesson(e Example) *lesson {
	l := &lesson{}
	l.row.fill(e.Sheet)
	n := len(l.row.units)
	l.isCue, l.prob, l.owned, l.gold = make([]bool, n), make([]float32, n), make([]int32, n), make([]bool, n)
	for _, g := range e.Gold {
		for i := range int32(n) {
			if l.row.units[i].quote >= 0 && covers(g.Content, l.row.span(i)) {
				l.gold[i] = true
			}
		}
		if len(g.Cue) == 0 {
			continue
		}
		at := head(e.Sheet, g.Cue[0])
		if at < 0 {
			continue
		}
		c := l.row.unitOf[at]
		if l.row.units[c].quote >= 0 {
			continue
		}
		l.cues = append(l.cues, goldCue{c, l.labels(c, g)})
	}
	return l
}

// covers tells whether the spans hold at least half of at.
func covers(spans []quoth.Span, at quoth.Span) bool {
	n := 0
	for _, s := range spans {
		n += max(0, min(s.End, at.End)-max(s.Start, at.Start))
	}
	return 2*n >= at.Len() && n > 0
}

func (l *lesson) labels(c int32, g Gold) []uint8 {
	from, to := l.row.window(c)
	out := make([]uint8, to-from)
	for i := from; i < to; i++ {
		at := l.row.span(i)
		previous := outside
		if i > from {
			previous = out[i-from-1]
		}
		switch {
		case i == c:
		case covers(g.Content, at):
			out[i-from] = contentBegin
			if previous == contentBegin || previous == contentInside {
				out[i-from] = contentInside
			}
		case covers(g.Source, at):
			out[i-from] = sourceBegin
			if previous == sourceBegin || previous == sourceInside {
				out[i-from] = sourceInside
			}
		}
	}
	return out
}
