package quoth

import (
	"math/rand"
	"slices"
	"testing"
	"time"
)

func TestWhenIsReadAsAnInterval(t *testing.T) {
	for _, c := range []struct {
		when, first, last string
		precision         Precision
	}{
		{"2010", "2010-01-01", "2010-12-31", AYear},
		{"2017~", "2017-01-01", "2017-12-31", AYear},
		{"2012-02", "2012-02-01", "2012-02-29", AMonth},
		{"1900-02", "1900-02-01", "1900-02-28", AMonth},
		{"2023-08-24", "2023-08-24", "2023-08-24", ADay},
		{"2023-08-24?", "2023-08-24", "2023-08-24", ADay},
		{"2022-21", "2022-03-01", "2022-05-31", ASeason},
		{"2022-24", "2022-12-01", "2023-02-28", ASeason},
		{"199X", "1990-01-01", "1999-12-31", ADecade},
		{"19XX", "1900-01-01", "1999-12-31", ACentury},
		{"2004-XX", "2004-01-01", "2004-12-31", AYear},
		{"2004-06-XX", "2004-06-01", "2004-06-30", AMonth},
		{"2016-03/2016-05", "2016-03-01", "2016-05-31", AnInterval},
		{"1969-12-31", "1969-12-31", "1969-12-31", ADay},
	} {
		w, err := ParseWhen(c.when)
		if err != nil {
			t.Errorf("%s: %v", c.when, err)
			continue
		}
		first, last, ok := w.Bounds()
		if !ok || string(first.When()) != c.first || string(last.When()) != c.last || w.Precision() != c.precision {
			t.Errorf("%s: %s to %s, precision %d; want %s to %s, %d", c.when, first.When(), last.When(), w.Precision(), c.first, c.last, c.precision)
		}
	}
}

func TestOpenIntervals(t *testing.T) {
	first, last, ok := When("../2023-08-24").Bounds()
	if !ok || first != EarliestDay || last.When() != "2023-08-24" {
		t.Errorf("../2023-08-24 is %d to %s", first, last.When())
	}
	first, last, ok = When("2020/..").Bounds()
	if !ok || first.When() != "2020-01-01" || last != LatestDay {
		t.Errorf("2020/.. is %s to %d", first.When(), last)
	}
	if _, _, ok := When("").Bounds(); ok {
		t.Error("an unknown date has bounds")
	}
}

func TestNoDates(t *testing.T) {
	for _, s := range []string{"x", "20", "201", "20100", "0000", "2010-", "2010-13", "2010-00", "2010-25", "2010-1", "2010-01-32",
		"2023-02-29", "2010-21-01", "2010-01-1", "2010/2009", "../..", "/", "..", "2010/x", "1XXX", "XXXX", "2X10", "202X-05", "2010~~",
		"~", "2010-01-01T10:00", "-2010", "+201", "２０１０", "2010-01-01 "} {
		if w, err := ParseWhen(s); err == nil {
			t.Errorf("%q was read as %q", s, w)
		}
	}
}

func TestMakingDates(t *testing.T) {
	for _, c := range []struct{ got, want When }{
		{DayOf(2023, 8, 24), "2023-08-24"},
		{DayOf(2023, 12, 32), "2024-01-01"},
		{DayOf(2023, 1, 0), "2022-12-31"},
		{DayOf(1<<40, 1, 1), ""},
		{MonthOf(2023, 0), "2022-12"},
		{YearOf(987), "0987"},
		{YearOf(0), ""},
		{OfTime(time.Date(2023, 8, 24, 23, 59, 0, 0, time.FixedZone("", -7*3600))), "2023-08-24"},
		{AtLatest("2023-08-24"), "../2023-08-24"},
		{AtLatest("../2023-08-24"), "../2023-08-24"},
		{AtLatest("2020/2023-08-24"), "../2023-08-24"},
		{AtLatest("2020/.."), ""},
		{AtLatest(""), ""},
		{From("2010", "2012"), "2010/2012"},
		{From("2010/2011", "2012/2013"), "2010/2013"},
		{From("2010", "2010"), "2010"},
		{Approximately("2017"), "2017~"},
		{Approximately("2017~"), "2017~"},
		{Approximately("2017/2018"), "2017/2018"},
	} {
		if c.got != c.want {
			t.Errorf("made %q, want %q", c.got, c.want)
		}
		if !c.got.Valid() {
			t.Errorf("%q is not valid", c.got)
		}
	}
}

func TestOrderOfDates(t *testing.T) {
	want := []When{"1999-12-31", "1990-05/2001", "2009-12", "../2010", "2010/2012", "2010", "2010~", "2010-01", "2010-01-01", "2010-01-02",
		"2010-03", "2010-21", "2023-01/..", "2023-01", "../2023-08-24", "2023-08-24", "", "nonsense"}
	slices.SortFunc(want, Compare) // the list above is not sorted by hand: its claims are these
	place := map[When]int{}
	for i, w := range want {
		place[w] = i
	}
	for _, c := range [][2]When{{"1990-05/2001", "1999-12-31"}, {"1999-12-31", "2009-12"}, {"../2010", "2010/2012"}, {"2010/2012", "2010"},
		{"2010", "2010-01"}, {"2010-01", "2010-01-01"}, {"2010-01-01", "2010-01-02"}, {"2010-21", "2010-03"},
		{"2023-01/..", "2023-01"}, {"../2023-08-24", "2023-08-24"}, {"2023-01", "../2023-08-24"}, {"2023-08-24", ""}, {"2023-08-24", "nonsense"}} {
		if place[c[0]] >= place[c[1]] {
			t.Errorf("%q does not come before %q", c[0], c[1])
		}
	}
}

func TestOrderIsTotal(t *testing.T) {
	all := []When{"", "bad", "2010", "2010~", "2010-01", "../2010", "2010-01-01", "201X", "2010/2011", "2010-XX", "2010/..", "/2010"}
	r := rand.New(rand.NewSource(1))
	first := slices.Clone(all)
	slices.SortFunc(first, Compare)
	for range 50 {
		r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		again := slices.Clone(all)
		slices.SortFunc(again, Compare)
		if !slices.Equal(first, again) {
			t.Fatalf("sorted as %q and as %q", first, again)
		}
	}
}

func TestMeeting(t *testing.T) {
	for _, c := range []struct {
		a, b When
		want bool
	}{
		{"2010", "2010-03-02", true},
		{"2010", "2011", false},
		{"../2010", "1800", true},
		{"../2010", "2011-01-01", false},
		{"2010/2012", "2012-12-31", true},
		{"", "2010", false},
	} {
		if c.a.Meets(c.b) != c.want || c.b.Meets(c.a) != c.want {
			t.Errorf("%q meets %q: not %v", c.a, c.b, c.want)
		}
	}
}

func TestWeekdays(t *testing.T) {
	for d := Day(-20000); d < 20000; d += 97 {
		y, m, n := d.Date()
		if want := time.Date(y, time.Month(m), n, 12, 0, 0, 0, time.UTC).Weekday(); d.Weekday() != want {
			t.Fatalf("%s is a %s, not a %s", d.When(), want, d.Weekday())
		}
	}
}

func TestWords(t *testing.T) {
	for w, want := range map[When]string{
		"": "date unknown", "2010": "2010", "2023-08-24": "24 August 2023", "2017~": "about 2017", "../2023-08-24": "by 24 August 2023",
		"2016-03/2016-05": "March 2016 to May 2016", "199X": "the 1990s", "2022-22": "summer 2022", "2022-24": "winter 2022", "2020/..": "from 2020",
	} {
		if got := w.Words(); got != want {
			t.Errorf("%q is %q in words, want %q", w, got, want)
		}
	}
}

func FuzzWhen(f *testing.F) {
	for _, s := range []string{"2010", "../2023-08-24", "202X", "2016-03/2016-05~", "2010-22"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w, err := ParseWhen(s)
		if err != nil {
			return
		}
		if first, last, ok := w.Bounds(); ok != (s != "") || ok && first > last {
			t.Errorf("%q runs from %d to %d", s, first, last)
		}
		if Compare(w, w) != 0 {
			t.Errorf("%q differs from itself", s)
		}
		for _, made := range []When{AtLatest(w), Approximately(w)} {
			if !made.Valid() {
				t.Errorf("%q makes %q", s, made)
			}
		}
		w.Words()
	})
}
