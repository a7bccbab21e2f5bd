package date

import (
	"strings"

	"github.com/quoth-news/quoth"
)

// digits reads what begins with a digit: "2010", "2023-08-24", "15 May 2008",
// "1990s", "15th of May", "20th century", "three"-like numbers before "years ago".
func (f *finder) digits(i int32) match {
	t := &f.s.Tokens[i]
	text := f.s.Text(i)
	if t.Kind == quoth.Word {
		if w, ok := decadeText(text); ok {
			return match{i, i + 1, w, "date/in-decade@1", .97}
		}
		if n := ordinalOf(text); n > 0 {
			return f.ordinal(i, n)
		}
		return match{}
	}
	if t.Kind != quoth.Number {
		return match{}
	}
	if w := numeric(text); w != "" {
		return match{i, i + 1, w, "date/numeric@1", .97}
	}
	n := readNumber(text)
	if len(text) == 4 && n >= 1000 {
		return f.year(i, n)
	}
	if m := f.dayMonth(i, i+1, n); m.when != "" {
		return m
	}
	if n >= 0 {
		return f.amount(i)
	}
	return match{}
}

// numeric reads "2023-08-24", "8/24/2023" (month first, as American pages have it,
// unless only day first fits), "24.08.2023", "2004-2009" and "9/11".
func numeric(text string) quoth.When {
	if text == "9/11" {
		return "2001-09-11"
	}
	sep := ""
	for _, s := range [...]string{"-", "/", "."} {
		if strings.Contains(text, s) {
			sep = s
			break
		}
	}
	if sep == "" {
		return ""
	}
	parts := strings.Split(text, sep)
	var n [3]int
	if len(parts) > 3 {
		return ""
	}
	for k, p := range parts {
		if n[k] = readNumber(p); n[k] < 0 {
			return ""
		}
	}
	switch {
	case len(parts) == 3 && len(parts[0]) == 4:
		return onCalendar(n[0], n[1], n[2])
	case len(parts) == 3 && len(parts[2]) == 4 && sep == "." || n[0] > 12:
		return onCalendar(n[2], n[1], n[0])
	case len(parts) == 3 && len(parts[2]) == 4:
		return onCalendar(n[2], n[0], n[1])
	case len(parts) == 2 && sep != "." && plausibleYear(n[0]) && plausibleYear(n[1]) && n[0] < n[1]:
		return quoth.From(quoth.YearOf(n[0]), quoth.YearOf(n[1]))
	}
	return ""
}

func plausibleYear(n int) bool { return n >= 1000 && n <= 2199 }

// year reads a number of four digits as a year where it can be one: "in 2010",
// "the 2010 interview", "World Cup 2018"; not "2010 people" or "$2,010".
func (f *finder) year(i int32, n int) match {
	m := match{i, i + 1, quoth.YearOf(n), "date/in-year@1", .95}
	before := f.inSentence(i-1, i) && datePrepositions[f.s.Tokens[i-1].Lower]
	switch {
	case n > 2199 || f.beforeChrist(i+1) || f.inSentence(i-1, i) && f.s.Tokens[i-1].Kind == quoth.Symbol:
		return match{}
	case f.is(i+1, i, "'s") || f.is(i+1, i, "s"): // "the 1960's"
		if f.is(i-1, i, "the") && n%10 == 0 {
			return match{i, i + 2, decadeOf(n), "date/in-decade@1", .95}
		}
	case f.countsThings(i + 1):
		return match{}
	}
	if !before {
		m.confidence = .8
		if (n < 1900 || n > 2099) && !f.dashToYear(i, 1) && !f.dashToYear(i, -1) {
			return match{}
		}
	}
	return m
}

// dashToYear tells whether a dash and another year stand beside the year at token i:
// "(1704 – 1787)". The direction is 1 or -1.
func (f *finder) dashToYear(i, direction int32) bool {
	if !f.inSentence(i+direction, i) || !strings.Contains("-–—", f.s.Text(i+direction)) {
		return false
	}
	n, m := f.number(i+2*direction, i), f.number(i, i)
	return plausibleYear(n) && (direction > 0) == (n > m)
}

func (f *finder) beforeChrist(i int32) bool {
	return f.is(i, i-1, "bc") || f.is(i, i-1, "bce") || f.is(i, i-1, "b.c.")
}

// countsThings tells whether token i is something a number before it counts:
// "2000 people", "1500 kilometres", "2000 years".
func (f *finder) countsThings(i int32) bool {
	if i >= int32(len(f.s.Tokens)) || !f.inSentence(i, i-1) {
		return false
	}
	t := &f.s.Tokens[i]
	if w := look(t.Lower); t.Kind == quoth.Symbol || w.class == unitName && (w.value >= week || f.plural(i)) {
		return true
	}
	before := f.is(i-2, i, "in") || f.is(i-2, i, "the") || f.is(i-2, i, "of") || f.is(i-2, i, "since")
	return t.Tag == quoth.NNS && t.Caps == quoth.LowerCase && !before
}

// decadeText reads "1990s" and "2000s"; the "s" of "1900s" makes a century.
func decadeText(text string) (quoth.When, bool) {
	if len(text) != 5 || text[4] != 's' {
		return "", false
	}
	n := readNumber(text[:4])
	if n < 1000 || n > 2199 || n%10 != 0 {
		return "", false
	}
	if n%100 == 0 && n < 2000 {
		return centuryOf(n), true
	}
	return decadeOf(n), true
}

// shortDecade reads "’90s" and, with "mid-" before it, "mid-1990s" and "mid-’90s".
func (f *finder) shortDecade(i int32) match {
	text := strings.TrimPrefix(strings.ToLower(f.s.Text(i)), "mid-")
	if w, ok := decadeText(text); ok {
		return match{i, i + 1, w, "date/in-decade@1", .95}
	}
	text = strings.TrimLeft(text, "'’‘")
	if text == f.s.Text(i) && !(text[0] >= '5' && f.is(i-1, i, "the")) { // "the 90s", but "in the 20s" is warm
		return match{}
	}
	if len(text) != 3 || text[1] != '0' || text[2] != 's' || text[0] < '0' || text[0] > '9' {
		return match{}
	}
	return match{i, i + 1, f.latestDecade(int(text[0] - '0')), "date/in-decade@1", .9}
}

// namedDecade reads "the nineties", but not "in his nineties".
func (f *finder) namedDecade(i int32) match {
	before := f.word(i-1, i).class
	if before == earlierWord {
		before = f.word(i-2, i).class
	}
	if before != determiner || f.is(i-2, i, "in") && f.is(i+1, i, "and") {
		return match{}
	}
	return match{i, i + 1, f.latestDecade(look(f.s.Tokens[i].Lower).value), "date/in-decade@1", .85}
}

// latestDecade is the last decade with this digit that had begun at publication.
func (f *finder) latestDecade(digit int) quoth.When {
	y := 2000 + 10*digit
	if now := f.clock.year; !f.clock.hasYear && y > 2020 || f.clock.hasYear && y > now {
		y -= 100
	}
	return decadeOf(y)
}

// midYear reads "mid-2010".
func (f *finder) midYear(i int32) match {
	t := &f.s.Tokens[i]
	if t.End-t.Start != 8 || f.s.Doc.Text[t.Start+3] != '-' {
		return match{}
	}
	if rest, ok := strings.CutPrefix(strings.ToLower(f.s.Text(i)), "mid-"); ok && plausibleYear(readNumber(rest)) {
		return match{i, i + 1, quoth.YearOf(readNumber(rest)), "date/in-year@1", .95}
	}
	return match{}
}

// ordinal reads "15th May", "the 15th of May, 2008", "the 20th century" and "on the
// 14th"; n is the number.
func (f *finder) ordinal(i int32, n int) match {
	if w := f.word(i+1, i); w.class == unitName && w.value == century && n <= 22 && !f.beforeChrist(i+2) {
		return match{i, i + 2, centuryOf(max(100*(n-1), 1)), "date/century@1", .95}
	}
	next := i + 1
	if f.is(next, i, "of") {
		next++
	}
	if m := f.dayMonth(i, next, n); m.when != "" {
		return m
	}
	if f.is(i-1, i, "the") && f.is(i-2, i, "on") && f.clock.hasDay && !f.isNoun(i+1) {
		for back := range 2 {
			if w := onMonth(f.clock, n, back); w != "" {
				return match{i, i + 1, w, "date/day-of-month@1", .7}
			}
		}
	}
	return match{}
}

// isNoun tells whether token i goes on with a noun: "on the 14th floor".
func (f *finder) isNoun(i int32) bool {
	if !f.inSentence(i, i-1) {
		return false
	}
	switch f.s.Tokens[i].Tag {
	case quoth.NN, quoth.NNS, quoth.NNP, quoth.NNPS, quoth.JJ:
		return true
	}
	return false
}

func onMonth(c clock, date, back int) quoth.When {
	if back == 0 && date > c.date {
		return ""
	}
	y, m, _ := firstOfMonth(c, -back)
	return onCalendar(y, m, date)
}

func firstOfMonth(c clock, move int) (y, m, d int) {
	first, _, _ := quoth.MonthOf(c.year, c.month+move).Bounds()
	return first.Date()
}

// dayMonth reads a month, and perhaps a year, at token next after the day d at
// token i: "15 May 2008".
func (f *finder) dayMonth(i, next int32, d int) match {
	w := f.word(next, i)
	if w.class != monthName || d < 1 || d > 31 || !f.isMonth(next) {
		return match{}
	}
	return f.withYear(i, next+1, w.value, d)
}

// isMonth refuses the verbs "may" and "march".
func (f *finder) isMonth(i int32) bool {
	return f.s.Tokens[i].Caps != quoth.LowerCase
}

// monthDay reads what begins with the name of a month: "May 15, 2008", "May 15",
// "May 2008", "May of last year", "in May".
func (f *finder) monthDay(i int32) match {
	if !f.isMonth(i) {
		return match{}
	}
	m := look(f.s.Tokens[i].Lower).value
	next, d := i+1, 0
	if f.inSentence(next, i) {
		text := f.s.Text(next)
		if d = readNumber(text); d < 0 || len(text) > 2 {
			d = max(ordinalOf(text), 0)
		}
		if from, _, isRange := strings.Cut(text, "-"); isRange && len(from) <= 2 && readNumber(from) > 0 {
			d = readNumber(from) // "March 5-7": from the first day on
		}
	}
	if d >= 1 && d <= 31 {
		return f.withYear(i, next+1, m, d)
	}
	return f.withYear(i, next, m, 0)
}

// withYear ends a day or month with its year, printed, said by "last year", or
// reckoned: the latest such day up to publication, or the next where the sentence
// looks ahead. d is 0 for a month.
func (f *finder) withYear(i, next int32, m, d int) match {
	year, last := f.yearAfter(next, i, d > 0)
	switch {
	case year > 0 && d > 0:
		return match{i, last, onCalendar(year, m, d), "date/day@1", .99}
	case year > 0:
		return match{i, last, quoth.MonthOf(year, m), "date/month-year@1", .98}
	case d > 0:
		return match{i, next, f.clock.dayWithoutYear(m, d, f.ahead(i)), "date/day-without-year@1", .9}
	case !f.bareMonth(i):
		return match{}
	}
	return match{i, next, f.clock.monthWithoutYear(m, f.ahead(i)), "date/month@1", .88}
}

// yearAfter reads the year at token next, after a comma or "of" or not, or "last
// year"; 0 if there is none.
func (f *finder) yearAfter(next, from int32, comma bool) (year int, last int32) {
	start := next
	if f.is(next, from, ",") && (comma || f.number(next+1, from) >= 1000) || f.is(next, from, "of") {
		next++
	}
	if n := f.number(next, from); n >= 1000 && n <= 2199 && f.s.Tokens[next].End-f.s.Tokens[next].Start == 4 {
		return n, next + 1
	}
	if u := f.word(next+1, from); u.class != unitName || f.s.Text(next+1) != "year" || !f.clock.hasYear {
		return 0, start
	}
	switch f.word(next, from).class { // which stays an expression of its own
	case lastWord:
		return f.clock.year - 1, start
	case thisWord:
		return f.clock.year, start
	case nextWord:
		return f.clock.year + 1, start
	}
	return 0, start
}

// bareMonth tells whether a month without day and year is one: April, May, June and
// August are people, May and March are verbs, so these need a preposition.
func (f *finder) bareMonth(i int32) bool {
	switch look(f.s.Tokens[i].Lower).value {
	case 3, 4, 5, 6, 8:
		return f.inSentence(i-1, i) && datePrepositions[f.s.Tokens[i-1].Lower] && !f.is(i-1, i, "and") && !f.is(i-1, i, "to") && !f.nameFollows(i)
	}
	return f.s.Tokens[i].End-f.s.Tokens[i].Start > 4
}

// nameFollows tells whether token i is the first of two capitalised words: "to May
// Ellison".
func (f *finder) nameFollows(i int32) bool {
	return f.inSentence(i+1, i) && f.s.Tokens[i+1].Caps == quoth.InitialCap && f.s.Tokens[i+1].Kind == quoth.Word
}
