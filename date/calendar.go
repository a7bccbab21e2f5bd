package date

import (
	"strings"
	"time"

	"github.com/quoth-news/quoth"
)

// clock is the day of publication that dates are reckoned from.
type clock struct {
	day                       quoth.Day
	year, month, date         int
	hasDay, hasMonth, hasYear bool // how finely the day is known
}

func newClock(published quoth.When) clock {
	first, _, ok := published.Bounds()
	if !ok || first == quoth.EarliestDay {
		return clock{}
	}
	c := clock{day: first}
	c.year, c.month, c.date = first.Date()
	switch published.Precision() {
	case quoth.ADay:
		c.hasDay, c.hasMonth, c.hasYear = true, true, true
	case quoth.AMonth:
		c.hasMonth, c.hasYear = true, true
	case quoth.AYear:
		c.hasYear = true
	}
	return c
}

// atLatest is "before publication": the end of what is known of it.
func (c clock) atLatest() quoth.When {
	switch {
	case c.hasDay:
		return quoth.AtLatest(c.day.When())
	case c.hasMonth:
		return quoth.AtLatest(quoth.MonthOf(c.year, c.month))
	case c.hasYear:
		return quoth.AtLatest(quoth.YearOf(c.year))
	}
	return ""
}

// weekday is the latest such day up to and including publication; with ahead, the
// next one from publication on.
func (c clock) weekday(d int, ahead bool) quoth.When {
	if !c.hasDay {
		return ""
	}
	back := (int(c.day.Weekday()) - d + 7) % 7
	if ahead {
		return (c.day + quoth.Day((7-back)%7)).When()
	}
	return (c.day - quoth.Day(back)).When()
}

// monthWithoutYear is the latest such month up to publication, or the next one.
func (c clock) monthWithoutYear(m int, ahead bool) quoth.When {
	if !c.hasMonth {
		return ""
	}
	y := c.year
	if !ahead && m > c.month {
		y--
	} else if ahead && m < c.month {
		y++
	}
	return quoth.MonthOf(y, m)
}

// distance is the number of days from publication to a day, either way.
func (c clock) distance(w quoth.When) int {
	first, _, ok := w.Bounds()
	if !ok {
		return 1 << 30
	}
	return max(int(first-c.day), int(c.day-first))
}

// dayWithoutYear is the latest such day up to publication; with ahead, the nearest.
func (c clock) dayWithoutYear(m, d int, ahead bool) quoth.When {
	if !c.hasDay {
		return ""
	}
	later := m > c.month || m == c.month && d > c.date
	if !ahead && later {
		return onCalendar(c.year-1, m, d)
	}
	best := onCalendar(c.year, m, d)
	if next := onCalendar(c.year+1, m, d); ahead && !later && c.distance(next) < c.distance(best) {
		best = next
	}
	return best
}

// onCalendar is the day, unknown where there is no such day.
func onCalendar(y, m, d int) quoth.When {
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Year() != y || int(t.Month()) != m || t.Day() != d {
		return ""
	}
	return quoth.DayOf(y, m, d)
}

// monday is the first day of the week of publication, moved by so many weeks.
func (c clock) monday(weeks int) quoth.Day {
	return c.day - quoth.Day((int(c.day.Weekday())+6)%7) + quoth.Day(7*weeks)
}

func daysBetween(a, b quoth.Day) quoth.When { return quoth.From(a.When(), b.When()) }

// seasonAt is the season with the EDTF number n that began last by publication,
// moved by so many years.
func (c clock) seasonAt(n, move int) quoth.When {
	if !c.hasMonth {
		return ""
	}
	y := c.year
	if begins := 3 * (n - 20); begins > c.month {
		y--
	}
	return seasonOf(y+move, n)
}

func seasonOf(y, n int) quoth.When {
	w := quoth.YearOf(y)
	if w == "" {
		return ""
	}
	return w + quoth.When([]string{"-21", "-22", "-23", "-24"}[n-21])
}

// decadeOf is "199X" for 1990; centuryOf "19XX" for 1900.
func decadeOf(y int) quoth.When {
	w := quoth.YearOf(y)
	if w == "" {
		return ""
	}
	return w[:3] + "X"
}

func centuryOf(y int) quoth.When {
	w := quoth.YearOf(y)
	if w == "" {
		return ""
	}
	return w[:2] + "XX"
}

// unitAt is the day, week, month, … of publication moved by n of them.
func (c clock) unitAt(unit, n int) quoth.When {
	switch {
	case unit >= year && !c.hasYear, unit >= month && unit < year && !c.hasMonth, unit < month && !c.hasDay:
		return ""
	}
	switch unit {
	case day:
		return (c.day + quoth.Day(n)).When()
	case weekend:
		saturday := c.monday(n) + 5
		return daysBetween(saturday, saturday+1)
	case week:
		if n == 0 { // what was said this week was said by now
			return daysBetween(c.monday(0), c.day)
		}
		return daysBetween(c.monday(n), c.monday(n)+6)
	case fortnight:
		return daysBetween(c.day+quoth.Day(14*min(n, 0)), c.day+quoth.Day(14*max(n, 0)))
	case month:
		return quoth.MonthOf(c.year, c.month+n)
	case quarter:
		first := (c.month-1)/3*3 + 1 + 3*n
		return quoth.From(quoth.MonthOf(c.year, first), quoth.MonthOf(c.year, first+2))
	case year:
		return quoth.YearOf(c.year + n)
	case decade:
		return decadeOf(c.year + 10*n)
	case century:
		return centuryOf(c.year + 100*n)
	}
	return ""
}

// before is so many units before a day: "two years ago", "three days earlier". As
// many units back as the precision allows: years give a year, weeks about a day.
func before(c clock, unit, n int, approximate bool) quoth.When {
	if n > 100000 || n < -100000 {
		return ""
	}
	var w quoth.When
	switch {
	case unit >= year && !c.hasYear, unit == month && !c.hasMonth, unit < month && !c.hasDay:
		return ""
	}
	switch unit {
	case second, minute:
		w = c.day.When()
	case hour:
		w = (c.day - quoth.Day(n/24)).When()
	case day:
		w = (c.day - quoth.Day(n)).When()
	case week, fortnight, weekend:
		if unit == fortnight {
			n *= 2
		}
		w, approximate = (c.day - quoth.Day(7*n)).When(), true
	case month:
		w = quoth.MonthOf(c.year, c.month-n)
	case year:
		w = quoth.YearOf(c.year - n)
	case decade:
		w, approximate = quoth.YearOf(c.year-10*n), true
	case century:
		w = centuryOf(c.year - 100*n)
	}
	if approximate && unit != century {
		w = quoth.Approximately(w)
	}
	return w
}

// span is the last n units up to publication, "over the past three months", or
// with n negative the next ones.
func (c clock) span(unit, n int) quoth.When {
	if !c.hasDay || n == 0 {
		return ""
	}
	other := quoth.When(strings.TrimRight(string(before(c, unit, n, false)), "~"))
	first, last, ok := other.Bounds()
	switch {
	case ok && n > 0 && first <= c.day:
		return quoth.From(other, c.day.When())
	case ok && n < 0 && last >= c.day:
		return quoth.From(c.day.When(), other)
	}
	return ""
}
