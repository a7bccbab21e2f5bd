package read

import (
	"strconv"
	"strings"
	"time"

	"github.com/quoth-news/quoth"
)

// dayLayouts are the ways in which feeds and pages write a day, beside ISO 8601.
// What follows the day (an hour, a zone) is left aside.
var dayLayouts = []string{"Mon, 2 Jan 2006", "2 Jan 2006", "2 January 2006", "January 2, 2006", "Jan 2, 2006", "Jan. 2, 2006", "Monday, January 2, 2006",
	"Monday, 2 January 2006", "Monday 2 January 2006", "Mon Jan 2 2006", "Mon, Jan 2, 2006", "January 2 2006", "Jan 2 2006", "2-Jan-2006", "Monday, Jan 2, 2006", "Monday, Jan. 2, 2006"}

// parseDay reads a day, month or year as metadata write it and returns the day in
// the writer's own zone, or "" if it is none. "2023-08-24T21:05:00-04:00" is
// 2023-08-24 wherever it is read.
func parseDay(s string) quoth.When {
	s = strings.TrimSpace(s)
	if len(s) > 80 {
		return ""
	}
	if d := isoDay(s); d != "" {
		return d
	}
	if len(s) < 8 || s[0] >= '0' && s[0] <= '9' && len(strings.Trim(s, "0123456789")) == 0 {
		return ""
	}
	fields := strings.Fields(s)
	for n := min(len(fields), 4); n >= 1; n-- {
		head := strings.TrimRight(strings.Join(fields[:n], " "), ",|;")
		for _, layout := range dayLayouts {
			if t, err := time.Parse(layout, head); err == nil {
				return quoth.When(t.Format("2006-01-02"))
			}
		}
	}
	if t, err := time.Parse("Mon Jan 2 15:04:05 MST 2006", s); err == nil {
		return quoth.When(t.Format("2006-01-02"))
	}
	if t, err := time.Parse("Mon Jan 2 15:04:05 -0700 2006", s); err == nil {
		return quoth.When(t.Format("2006-01-02"))
	}
	return ""
}

// isoDay reads "2023-08-24", with or without an hour after it, "20230824",
// "2023/08/24", "2023-08" and "2023".
func isoDay(s string) quoth.When {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	switch {
	case n == 4 && len(s) == 4:
		if year(s) {
			return quoth.When(s)
		}
	case n == 8 && (len(s) == 8 || s[8] == 'T' || s[8] == ' '):
		return day(s[:4], s[4:6], s[6:8])
	case n == 14 && len(s) == 14:
		return day(s[:4], s[4:6], s[6:8])
	case n == 4 && (s[4] == '-' || s[4] == '/' || s[4] == '.'):
		rest := s[5:]
		month, rest := digits(rest)
		if rest == "" {
			return monthOf(s[:4], month)
		}
		if rest[0] != s[4] {
			return ""
		}
		d, rest := digits(rest[1:])
		if rest == "" || rest[0] == 'T' || rest[0] == ' ' || rest[0] == 't' || rest[0] == ',' || rest[0] == 'Z' || rest[0] == '+' {
			return day(s[:4], month, d)
		}
	}
	return ""
}

func digits(s string) (number, rest string) {
	n := 0
	for n < len(s) && n < 2 && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return s[:n], s[n:]
}

func year(s string) bool { return s >= "1500" && s <= "2199" }

func monthOf(y, m string) quoth.When {
	if len(m) == 2 && "01" <= m && m <= "12" && year(y) {
		return quoth.When(y + "-" + m)
	}
	return ""
}

// day is the day of the calendar, or "".
func day(y, m, d string) quoth.When {
	if len(m) == 1 {
		m = "0" + m
	}
	if len(d) == 1 {
		d = "0" + d
	}
	if !year(y) {
		return ""
	}
	t, err := time.Parse("2006-01-02", y+"-"+m+"-"+d)
	if err != nil {
		return ""
	}
	return quoth.When(t.Format("2006-01-02"))
}

// epochDay reads seconds or milliseconds since 1970, as some pages have them.
func epochDay(s string) quoth.When {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 5e8 {
		return ""
	}
	if n > 1e11 {
		n /= 1000
	}
	return quoth.When(time.Unix(n, 0).UTC().Format("2006-01-02"))
}
