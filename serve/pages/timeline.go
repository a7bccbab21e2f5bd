package pages

import (
	"fmt"
	"strconv"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// picture is a timeline as drawn: a bar for each stretch of time or, where there are
// few statements, a dot for each. X and W are shares of the width in hundredths, Y
// and H are pixels, so that one picture fits every screen and its letters keep
// their size.
type picture struct {
	Height  int
	Ticks   []tick
	Bars    []bar
	Dots    []dot
	Line    int // y of the axis
	Words   string
	Rows    []pictureRow // the same as a table
	Undated int

	first quoth.Day // of the axis
	days  float64
}

type tick struct {
	X     float64
	Label string
}

type bar struct {
	X, W        float64
	Y, H        int
	Class       string
	Href, Title string
}

type dot struct {
	X           float64
	DX, Y       int // pixels from X, and from the top
	Class       string
	Href, Title string
}

type pictureRow struct {
	Year                string
	Quoted, Told, Other int
}

const (
	pictureMargin = 2.0 // hundredths on either side
	barsHeight    = 96
	mostBins      = 42
	dotSize       = 11 // pixels from dot to dot
	highestPile   = 9  // dots
)

// kinds of statements as the picture tells them apart.
func kindOf(form quoth.Form, act quoth.Act) int {
	switch {
	case act != quoth.Stated:
		return 2
	case form == quoth.Indirect:
		return 1
	}
	return 0
}

var kindClasses = [3]string{"own", "told", "denied"}

// drawn is the picture of a tally by day, nil of nothing.
func drawn(days []record.DayTally, n *narrowing) *picture {
	p := &picture{}
	for len(days) > 0 && days[len(days)-1].Day == quoth.LatestDay {
		p.Undated += days[len(days)-1].Statements
		days = days[:len(days)-1]
	}
	if len(days) == 0 {
		return nil
	}
	from, _, _ := days[0].Day.Date()
	to, _, _ := days[len(days)-1].Day.Date()
	p.axis(from, to)
	p.table(days)
	p.bars(days, n)
	return p
}

// axis lays out the years.
func (p *picture) axis(from, to int) {
	p.first, _, _ = quoth.YearOf(from).Bounds()
	_, last, _ := quoth.YearOf(to).Bounds()
	p.days = float64(last - p.first + 1)
	step := 1
	for _, s := range []int{1, 2, 5, 10, 20, 50, 100} {
		if step = s; (to-from)/s < 7 {
			break
		}
	}
	for year := from; year <= to; year++ {
		if (year-from)%step == 0 {
			start, _, _ := quoth.YearOf(year).Bounds()
			p.Ticks = append(p.Ticks, tick{p.at(start), strconv.Itoa(year)})
		}
	}
	p.Line = barsHeight + 8
	p.Height = p.Line + 22
}

// at is where a day stands on the axis.
func (p *picture) at(day quoth.Day) float64 {
	return pictureMargin + (100-2*pictureMargin)*float64(day-p.first)/p.days
}

// table counts by year, and says the picture in a sentence.
func (p *picture) table(days []record.DayTally) {
	total, best := 0, 0
	for _, d := range days {
		year, _, _ := d.Day.Date()
		words := strconv.Itoa(year)
		if len(p.Rows) == 0 || p.Rows[len(p.Rows)-1].Year != words {
			p.Rows = append(p.Rows, pictureRow{Year: words})
		}
		row := &p.Rows[len(p.Rows)-1]
		*[3]*int{&row.Quoted, &row.Told, &row.Other}[kindOf(d.Form, d.Act)] += d.Statements
		total += d.Statements
		if row.All() > p.Rows[best].All() {
			best = len(p.Rows) - 1
		}
	}
	first, last := p.Rows[0].Year, p.Rows[len(p.Rows)-1].Year
	p.Words = fmt.Sprintf("%s with a date, %s to %s", quoth.Counted(total, "statement"), first, last)
	if first == last {
		p.Words = fmt.Sprintf("%s with a date, all of %s", quoth.Counted(total, "statement"), first)
	} else if p.Rows[best].All() > 1 {
		p.Words += fmt.Sprintf("; most in %s (%s)", p.Rows[best].Year, quoth.Grouped(p.Rows[best].All()))
	}
	if p.Undated > 0 {
		p.Words += "; " + quoth.Grouped(p.Undated) + " more without a date"
	}
	p.Words += "."
}

// All is how many statements a year has.
func (r pictureRow) All() int { return r.Quoted + r.Told + r.Other }

// bin cuts the axis into the finest stretches that still can be told apart: months,
// quarters, half-years, years or more.
func (p *picture) bin() (bins int, of func(quoth.Day) int) {
	firstYear, _, _ := p.first.Date()
	years := int(p.days/365 + .5)
	months := 12 * years
	size := 1
	for _, s := range []int{1, 3, 6, 12, 24, 60, 120, 240, 600, 1200} {
		if size = s; months/s <= mostBins {
			break
		}
	}
	return (months + size - 1) / size, func(d quoth.Day) int {
		year, month, _ := d.Date()
		return ((year-firstYear)*12 + int(month) - 1) / size
	}
}

// bars draws a bar for each stretch of time, which leads to its year.
func (p *picture) bars(days []record.DayTally, n *narrowing) {
	bins, of := p.bin()
	counts := make([][3]int, bins)
	years := make([]string, bins)
	most := 1
	for _, d := range days {
		b := of(d.Day)
		counts[b][kindOf(d.Form, d.Act)] += d.Statements
		year, _, _ := d.Day.Date()
		years[b] = strconv.Itoa(year)
		most = max(most, counts[b][0]+counts[b][1]+counts[b][2])
	}
	width := (100 - 2*pictureMargin) / float64(bins)
	for b, c := range counts {
		y := p.Line
		for kind, k := range c {
			if k == 0 {
				continue
			}
			h := max(2, k*barsHeight/most)
			y -= h
			p.Bars = append(p.Bars, bar{X: pictureMargin + float64(b)*width, W: width * .8, Y: y, H: h - min(h-1, 1), Class: kindClasses[kind],
				Href: n.with("year", years[b]), Title: years[b] + ": " + quoth.Grouped(k) + " " + kindNames[kind]})
		}
	}
}

var kindNames = [3]string{"quoted in their own words", "reported in other words", "denials, refusals or no answer"}

// dots draws a dot for each statement in place of the bars, if these are few enough.
func (p *picture) dots(items []item) {
	if p == nil {
		return
	}
	bins, of := p.bin()
	piles := make([]int, bins)
	var dots []dot
	for _, it := range items {
		first, last, dated := it.Said.Bounds()
		if !dated {
			continue
		}
		if first == quoth.EarliestDay {
			first = last
		}
		b := of(first)
		piles[b]++
		if piles[b] > highestPile {
			return
		}
		width := (100 - 2*pictureMargin) / float64(bins)
		dots = append(dots, dot{X: pictureMargin + (float64(b)+.5)*width, Y: -dotSize*piles[b] + dotSize/2 - 2, Class: kindClasses[kindOf(it.Form, it.Act)],
			Href: "#" + anchor(it.ID), Title: it.Said.Words() + ": " + brief(it.Text)})
	}
	highest := 0
	for _, n := range piles {
		highest = max(highest, n)
	}
	p.Line = highest*dotSize + 10
	p.Height = p.Line + 22
	for i := range dots {
		dots[i].Y += p.Line
	}
	p.Bars, p.Dots = nil, dots
}
