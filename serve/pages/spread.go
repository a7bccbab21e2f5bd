package pages

import (
	"cmp"

	"github.com/quoth-news/quoth"
)

// spread is how a statement travelled, as drawn: a line for each origin, on it a mark
// for each document. Measures are as in picture.
type spread struct {
	Height, Line int
	Ticks        []tick
	Rows         []spreadRow
	More         int // origins that are not drawn
}

type spreadRow struct {
	Y     int
	Label string
	From  float64 // the line between the first and the last document
	To    float64
	Dots  []dot
}

const (
	originsDrawn = 8
	rowHeight    = 34
	labelLength  = 40  // characters of an outlet's name
	tooNear      = 2.5 // hundredths of the width within which marks would cover each other
)

// spreadOf draws the origins of a statement, nil where there is only one document
// or no two days.
func spreadOf(origins []origin) *spread {
	first, last := quoth.LatestDay, quoth.EarliestDay
	for _, o := range origins {
		for i := range o.Appearances {
			if day, ok := printed(o.Appearances[i].Head.Published); ok {
				first, last = min(first, day), max(last, day)
			}
		}
	}
	if first >= last {
		return nil
	}
	s := &spread{}
	at := func(d quoth.Day) float64 {
		return pictureMargin + (100-2*pictureMargin)*float64(d-first)/float64(last-first)
	}
	for n, o := range origins {
		if n == originsDrawn {
			s.More = len(origins) - n
			break
		}
		s.Rows = append(s.Rows, o.drawn(n*rowHeight+rowHeight-8, at))
	}
	s.Line = len(s.Rows)*rowHeight + 10
	s.Height = s.Line + 22
	s.Ticks = []tick{{at(first), first.When().Words()}, {at(last), last.When().Words()}}
	return s
}

// printed is the day a document is drawn at.
func printed(w quoth.When) (quoth.Day, bool) {
	first, last, ok := w.Bounds()
	if first == quoth.EarliestDay {
		first = last
	}
	return first, ok
}

// drawn is the line of an origin; documents of days too near to be told apart stand
// beside one another. Appearances come in the order of their dates.
func (o *origin) drawn(y int, at func(quoth.Day) float64) spreadRow {
	row := spreadRow{Y: y, Label: clipped(o.Appearances[0].Head.Outlet(), labelLength), From: 100}
	var last float64
	beside := 0
	for i := range o.Appearances {
		a := &o.Appearances[i]
		day, ok := printed(a.Head.Published)
		if !ok {
			continue
		}
		class := cmp.Or(stands(a.Wording), "told") // another stretch of the words: an empty mark
		x := at(day)
		row.From, row.To = min(row.From, x), max(row.To, x)
		if beside++; len(row.Dots) == 0 || x-last > tooNear {
			last, beside = x, 0
		}
		dx := beside * dotSize
		if x > 50 {
			dx = -dx
		}
		row.Dots = append(row.Dots, dot{X: last, DX: dx, Y: y, Class: class, Href: "#" + anchor(a.Quotation.ID),
			Title: a.Head.Words() + ": " + plain(string(a.Wording))})
	}
	return row
}
