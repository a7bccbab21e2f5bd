package quoth

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// When says when something was, as an EDTF string (ISO 8601-2, levels 0 and 1):
// "2010", "2023-08-24", "2017~", "2016-03/2016-05", "../2023-08-24". An interval
// with a precision, so that "Tuesday" is a day and not midnight. "" is unknown.
//
// A date is a day "2023-08-24", a month "2023-08", a season "2023-21" (21 spring
// to 24 winter, of the northern half), a year "2023", or a date with digits left
// open, "202X", "20XX", "2023-XX", "2023-08-XX". It may end in "~" (about then),
// "?" (uncertain) or "%" (both). An interval is two dates with a slash, either of
// which may be ".." (open) or nothing (unknown). Years run from 0001 to 9999; the
// time of day and level 2 are refused.
type When string

// Day counts the days since 1 January 1970.
type Day int32

// The bounds of an interval whose beginning or end is open or unknown.
const (
	EarliestDay Day = math.MinInt32
	LatestDay   Day = math.MaxInt32
)

// Precision says how finely a When is known.
type Precision uint8

// The precisions, from the coarsest to the finest.
const (
	NoPrecision Precision = iota // unknown
	AnInterval                   // two dates with a slash
	ACentury
	ADecade
	AYear
	ASeason
	AMonth
	ADay
)

// ParseWhen reads an EDTF date or interval; "" is unknown and no error.
func ParseWhen(s string) (When, error) {
	if !When(s).Valid() {
		return "", fmt.Errorf("%w: %q is no date; write 2010, 2010-03, 2010-03-02, 2010~ or 2009/2010", ErrInvalid, s)
	}
	return When(s), nil
}

// Valid tells whether w is unknown or an EDTF date or interval as described at When.
func (w When) Valid() bool {
	if w == "" {
		return true
	}
	_, ok := w.interval()
	return ok
}

// DayOf is a day of the calendar. A day or month past its end runs over into the
// next, as in time.Date; a year that cannot be written is unknown.
func DayOf(year, month, day int) When {
	if year < 0 || year > 9999 {
		return ""
	}
	return toDay(year, month, day).When()
}

// OfTime is the day t falls on where t's clock hangs.
func OfTime(t time.Time) When {
	y, m, d := t.Date()
	return DayOf(y, int(m), d)
}

// MonthOf is a month of the calendar.
func MonthOf(year, month int) When {
	t := time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC)
	if t.Year() < 1 || t.Year() > 9999 {
		return ""
	}
	return When(fmt.Sprintf("%04d-%02d", t.Year(), int(t.Month())))
}

// YearOf is a year.
func YearOf(year int) When {
	if year < 1 || year > 9999 {
		return ""
	}
	return When(fmt.Sprintf("%04d", year))
}

// AtLatest is the interval that ends with w and began nobody knows when: "../D".
// Of an interval it is the end that counts.
func AtLatest(w When) When {
	end := string(w)[strings.IndexByte(string(w), '/')+1:]
	if end == "" || end == ".." {
		return ""
	}
	return When("../" + end)
}

// From is the interval from the beginning of a to the end of b.
func From(a, b When) When {
	if a == b {
		return a
	}
	start, _, _ := strings.Cut(string(a), "/")
	end := string(b)[strings.IndexByte(string(b), '/')+1:]
	return When(start + "/" + end)
}

// Approximately is w, or near it: "2017~". An interval stays as it is.
func Approximately(w When) When {
	if w == "" || strings.ContainsAny(string(w), "/~?%") {
		return w
	}
	return w + "~"
}

// Bounds are the first and the last day of w; EarliestDay or LatestDay where an
// end is open. ok is false where w is unknown or no date at all.
func (w When) Bounds() (first, last Day, ok bool) {
	i, ok := w.interval()
	return i.first, i.last, ok
}

// Precision says how finely w is known.
func (w When) Precision() Precision {
	i, ok := w.interval()
	if !ok {
		return NoPrecision
	}
	return i.precision
}

// Meets tells whether w and v may be the same moment: unknown dates meet nothing.
func (w When) Meets(v When) bool {
	a, ok := w.interval()
	b, also := v.interval()
	return ok && also && a.first <= b.last && b.first <= a.last
}

// Compare orders by when things began: the beginning of the interval, "../D" at
// D, coarser first; unknown dates last. Dates that say the same in different
// letters are ordered by these, so that only equal strings compare as equal.
func Compare(a, b When) int {
	x, aKnown := a.interval()
	y, bKnown := b.interval()
	switch {
	case !aKnown && !bKnown:
		return strings.Compare(string(a), string(b))
	case !aKnown:
		return 1
	case !bKnown:
		return -1
	}
	if c := cmp.Compare(x.place, y.place); c != 0 {
		return c
	}
	if c := cmp.Compare(y.length(), x.length()); c != 0 {
		return c
	}
	return strings.Compare(string(a), string(b))
}

// interval is a When taken apart: its bounds, the day it is sorted at and its precision.
type interval struct {
	first, last, place Day
	precision          Precision
}

func (i interval) length() int64 { return int64(i.last) - int64(i.first) }

func (w When) interval() (interval, bool) {
	start, end, two := strings.Cut(string(w), "/")
	if !two {
		return date(start)
	}
	a, aOpen, ok := endpoint(start)
	b, bOpen, also := endpoint(end)
	if !ok || !also || aOpen && bOpen {
		return interval{}, false
	}
	i := interval{first: a.first, last: b.last, place: a.first, precision: AnInterval}
	if aOpen {
		i.first, i.place = EarliestDay, b.first
	}
	if bOpen {
		i.last = LatestDay
	}
	return i, i.first <= i.last
}

func endpoint(s string) (i interval, open, ok bool) {
	if s == "" || s == ".." {
		return interval{}, true, true
	}
	i, ok = date(s)
	return i, false, ok
}

// date reads one date: year, month or season, day, each with its open digits, and
// the sign of doubt.
func date(s string) (interval, bool) {
	if s != "" && strings.IndexByte("~?%", s[len(s)-1]) >= 0 {
		s = s[:len(s)-1]
	}
	if len(s) < 4 || len(s) > 4 && s[4] != '-' {
		return interval{}, false
	}
	year, last, precision, ok := yearOf(s[:4])
	switch {
	case !ok:
		return interval{}, false
	case len(s) == 4:
		return days(toDay(year, 1, 1), toDay(last, 12, 31), precision), true
	case precision != AYear:
		return interval{}, false
	case len(s) == 7:
		return month(year, s[5:])
	case len(s) == 10 && s[7] == '-':
		return dayOfMonth(year, s[5:7], s[8:])
	}
	return interval{}, false
}

// yearOf reads "2023", "202X" or "20XX" as a range of years.
func yearOf(s string) (first, last int, precision Precision, ok bool) {
	precision, width := AYear, 1
	switch digits := strings.TrimRight(s, "X"); len(digits) {
	case 3:
		precision, width = ADecade, 10
	case 2:
		precision, width = ACentury, 100
	}
	first, ok = number(strings.TrimRight(s, "X"))
	first *= width
	if width > 1 && first == 0 {
		return 1, width - 1, precision, ok
	}
	return first, first + width - 1, precision, ok && first > 0 && len(s) == 4 && strings.Count(s, "X") <= 2
}

func month(year int, s string) (interval, bool) {
	if s == "XX" {
		return days(toDay(year, 1, 1), toDay(year, 12, 31), AYear), true
	}
	m, ok := number(s)
	switch {
	case ok && 1 <= m && m <= 12:
		return days(toDay(year, m, 1), toDay(year, m+1, 0), AMonth), true
	case ok && 21 <= m && m <= 24: // winter runs into the next year
		m = 3 * (m - 20)
		return days(toDay(year, m, 1), toDay(year, m+3, 0), ASeason), true
	}
	return interval{}, false
}

func dayOfMonth(year int, m, d string) (interval, bool) {
	i, ok := month(year, m)
	if !ok || i.precision == ASeason || d == "XX" {
		return i, ok && i.precision != ASeason
	}
	n, ok := number(d)
	if !ok || i.precision != AMonth || n < 1 || Day(n) > i.last-i.first+1 {
		return interval{}, false
	}
	day := i.first + Day(n) - 1
	return days(day, day, ADay), true
}

func days(first, last Day, p Precision) interval {
	return interval{first: first, last: last, place: first, precision: p}
}

// number reads digits and nothing else.
func number(s string) (int, bool) {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, s != ""
}

func toDay(year, month, day int) Day {
	return Day(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Unix() / secondsADay)
}

const secondsADay = 24 * 60 * 60

// Date is the day's year, month and day of the month.
func (d Day) Date() (year, month, day int) {
	y, m, n := time.Unix(int64(d)*secondsADay, 0).UTC().Date()
	return y, int(m), n
}

// Weekday is the day's name.
func (d Day) Weekday() time.Weekday {
	return time.Weekday(((int64(d)+int64(time.Thursday))%7 + 7) % 7) // 1 January 1970 was a Thursday
}

// When is the day as an EDTF date; unknown outside the years 0001 to 9999.
func (d Day) When() When {
	y, m, n := d.Date()
	if y < 1 || y > 9999 {
		return ""
	}
	return When(fmt.Sprintf("%04d-%02d-%02d", y, m, n))
}

// Words says w as a person would: "2010", "24 August 2023", "about 2017", "by 24
// August 2023", "March 2016 to May 2016", "the 1990s".
func (w When) Words() string {
	start, end, two := strings.Cut(string(w), "/")
	switch {
	case !w.Valid() || w == "":
		return "date unknown"
	case !two:
		return dateWords(start)
	case start == "" || start == "..":
		return "by " + dateWords(end)
	case end == "" || end == "..":
		return "from " + dateWords(start)
	}
	return dateWords(start) + " to " + dateWords(end)
}

func dateWords(s string) string {
	about := ""
	if bare := strings.TrimRight(s, "~?%"); bare != s {
		s, about = bare, "about "
	}
	i, _ := date(s)
	y, m, d := i.first.Date()
	year := strconv.Itoa(y)
	switch i.precision {
	case ADay:
		return about + strconv.Itoa(d) + " " + time.Month(m).String() + " " + year
	case AMonth:
		return about + time.Month(m).String() + " " + year
	case ASeason:
		return about + [...]string{"spring", "summer", "autumn", "winter"}[m/3-1] + " " + year
	case ADecade:
		return about + "the " + s[:3] + "0s"
	case ACentury:
		return about + "the " + s[:2] + "00s"
	}
	return about + year
}
