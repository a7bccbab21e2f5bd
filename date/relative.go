package date

import "github.com/quoth-news/quoth"

// weekday reads "Thursday", "Thursday, May 15, 2008", "Thursday night".
func (f *finder) weekday(i int32) match {
	if f.s.Tokens[i].Caps == quoth.LowerCase || f.inSentence(i-1, i) && namedDay[f.s.Tokens[i-1].Lower] || f.inSentence(i+1, i) && dayTitle[f.s.Tokens[i+1].Lower] {
		return match{}
	}
	next := i + 1
	if f.is(next, i, ",") {
		next++
	}
	if f.inSentence(next, i) && f.s.Tokens[next].Kind != quoth.Punct {
		var m match
		if f.word(next, i).class == monthName {
			m = f.monthDay(next)
		} else if n := f.number(next, i); n > 0 {
			m = f.dayMonth(next, next+1, n)
		}
		if m.when.Precision() == quoth.ADay {
			m.first = i
			return m
		}
	}
	last := i + 1
	if f.word(last, i).class == dayPart {
		last++
	}
	return match{i, last, f.clock.weekday(look(f.s.Tokens[i].Lower).value, f.ahead(i)), "date/weekday@1", .95}
}

// relative reads what begins with last, past, this or next: "last month", "this
// morning", "the past two weeks", "next Thursday", "last summer", "last March".
func (f *finder) relative(i int32) match {
	direction := look(f.s.Tokens[i].Lower).class
	next := i + 1
	if f.word(next, i).class == pastWord { // "this past week"
		direction = lastWord
		next++
	}
	w := f.word(next, i)
	n := w.value
	if w.class == unitName && f.s.Tokens[next].Caps == quoth.InitialCap && f.inSentence(i-1, i) && !f.inHeadline(i) {
		return match{} // the programme "This Week"
	}
	switch {
	case w.class == quantity, f.number(next, i) > 0:
		return f.pastSpan(i, next, direction)
	case w.class == dayPart:
		return f.dayPart(i, next, direction)
	case w.class == weekdayName && f.s.Tokens[next].Caps != quoth.LowerCase:
		m := match{i, next + 1, f.relativeWeekday(n, direction), "date/weekday@1", .85}
		if f.word(m.last, i).class == dayPart {
			m.last++
		}
		return m
	case w.class == monthName && f.isMonth(next):
		return match{i, next + 1, f.relativeMonth(n, direction), "date/month@1", .85}
	case w.class == seasonName:
		return match{i, next + 1, f.relativeSeason(n, direction), "date/season@1", .85}
	case w.class == unitName && (n == day && direction != nextWord && !f.is(i-1, i, "the") && !f.is(i, i, "this") && !f.is(i, i, "previous") || f.is(next+1, i, "of") && f.is(i-1, i, "the")):
		return match{} // "our last day", "the last week of the war"
	case w.class != unitName || n < day || n == season || f.plural(next) && (direction != thisWord || n != year): // "this years" is a slip for "this year’s"
		return f.pluralSpan(i, next, direction)
	case f.anaphoric(i, direction):
		return f.shifted(i, next+1, n, direction)
	}
	return match{i, next + 1, f.relativeUnit(n, direction, i), "date/last-unit@1", .93}
}

func (f *finder) inHeadline(i int32) bool {
	kind := f.s.Segments[f.s.Sentences[f.s.Tokens[i].Sentence].Segment].Kind
	return kind == quoth.Headline || kind == quoth.Heading
}

func (f *finder) plural(i int32) bool {
	text := f.s.Text(i)
	return len(text) > 1 && (text[len(text)-1]|0x20) == 's'
}

// anaphoric tells whether "the next day", "the following week" or "the previous
// year" reckons from the date named before it.
func (f *finder) anaphoric(i int32, direction class) bool {
	return f.is(i-1, i, "the") && (direction == nextWord || f.is(i, i, "previous") || f.is(i, i, "preceding"))
}

// relativeUnit is "last week", "this month", "next year". "This weekend" is over
// unless the sentence looks ahead or publication is on it.
func (f *finder) relativeUnit(unit int, direction class, i int32) quoth.When {
	move := map[class]int{lastWord: -1, pastWord: -1, thisWord: 0, nextWord: 1}[direction]
	switch {
	case direction == pastWord && unit >= week && !f.is(i, i, "previous"):
		return f.clock.span(unit, 1)
	case unit == day && direction == thisWord:
		return f.clock.unitAt(day, 0)
	case unit == weekend && direction == thisWord && !f.ahead(i) && f.clock.hasDay && f.clock.day < f.clock.monday(0)+5:
		move = -1
	case unit == weekend && direction == lastWord && f.clock.hasDay && f.clock.day == f.clock.monday(0)+6:
		move = -1
	}
	return f.clock.unitAt(unit, move)
}

// relativeWeekday is "last Thursday", the latest before publication, or "next
// Thursday".
func (f *finder) relativeWeekday(d int, direction class) quoth.When {
	if !f.clock.hasDay {
		return ""
	}
	c := f.clock
	switch direction {
	case nextWord:
		c.day++
		return c.weekday(d, true)
	case thisWord:
		return (c.monday(0) + quoth.Day((d+6)%7)).When()
	}
	c.day--
	return c.weekday(d, false)
}

func (f *finder) relativeMonth(m int, direction class) quoth.When {
	if !f.clock.hasMonth {
		return ""
	}
	y := f.clock.year
	switch {
	case direction == nextWord && m <= f.clock.month:
		y++
	case (direction == lastWord || direction == pastWord) && m >= f.clock.month:
		y--
	}
	return quoth.MonthOf(y, m)
}

func (f *finder) relativeSeason(n int, direction class) quoth.When {
	w := f.clock.seasonAt(n, 0)
	_, last, ok := w.Bounds()
	switch {
	case !ok:
		return ""
	case direction == nextWord:
		return f.clock.seasonAt(n, 1)
	case direction != thisWord && last >= f.clock.day: // it is not over: the one before
		return f.clock.seasonAt(n, -1)
	case direction == thisWord && last < f.clock.day-200: // "this winter" in October is to come
		return f.clock.seasonAt(n, 1)
	}
	return w
}

// dayPart is "this morning", "last night".
func (f *finder) dayPart(i, next int32, direction class) match {
	m := match{i, next + 1, "", "date/day-part@1", .95}
	switch direction {
	case thisWord:
		m.when = f.clock.unitAt(day, 0)
	case lastWord:
		m.when = f.clock.unitAt(day, -1)
	case nextWord, pastWord:
		if f.is(i-1, i, "the") {
			return f.shifted(i, next+1, day, direction)
		}
	}
	return m
}

// pastSpan is "the past two weeks", "the next five years", "the last few days".
func (f *finder) pastSpan(i, next int32, direction class) match {
	n, unit, last := f.count(next, i)
	if last == next || direction == thisWord {
		return match{}
	}
	m := match{i, last, "", "date/past-span@1", .85}
	switch {
	case n == vague && direction != nextWord:
		m.when = f.clock.atLatest()
	case n != vague && direction == nextWord:
		m.when = f.clock.span(unit, -n)
	case n != vague:
		m.when = f.clock.span(unit, n)
	}
	return m
}

// pluralSpan is "the past weeks": at the latest now.
func (f *finder) pluralSpan(i, next int32, direction class) match {
	if w := f.word(next, i); w.class == unitName && w.value >= day && (direction == pastWord || direction == lastWord) && !f.is(next+1, i, "of") {
		return match{i, next + 1, f.clock.atLatest(), "date/past-span@1", .7}
	}
	return match{}
}

// count reads a number and a unit at token i: "two weeks", "a couple of years",
// "several months", "10 days"; last == i if there is none.
func (f *finder) count(i, from int32) (n, unit int, last int32) {
	k := i
	if n = f.number(k, from); n > 0 {
		k++
	} else {
		for k < i+4 && f.word(k, from).class == quantity { // "a few", "a couple", "a dozen"
			n = f.word(k, from).value
			k++
		}
	}
	if k == i {
		return 0, 0, i
	}
	if f.is(k, from, "of") {
		k++
	}
	half := f.andAHalf(k, from) // "two and a half years"
	if half {
		k += 3
	}
	w := f.word(k, from)
	if w.class != unitName || w.value == season {
		return 0, 0, i
	}
	k++
	if !half && f.andAHalf(k, from) { // "a year and a half"
		half, k = true, k+3
	}
	if half && w.value == year && n != vague {
		return 12*n + 6, month, k
	}
	return n, w.value, k
}

func (f *finder) andAHalf(i, from int32) bool {
	return f.is(i, from, "and") && f.is(i+1, from, "a") && f.is(i+2, from, "half")
}

// deictic reads "yesterday", "today", "tomorrow morning".
func (f *finder) deictic(i int32) match {
	if t := &f.s.Tokens[i]; t.Caps != quoth.LowerCase && f.inSentence(i-1, i) && (f.s.Tokens[i-1].Kind == quoth.Word || f.s.Tokens[i-1].Kind == quoth.QuoteMark && f.inSentence(i+1, i) && f.s.Tokens[i+1].Kind == quoth.QuoteMark) {
		return match{} // the programme "Today"
	}
	m := match{i, i + 1, f.clock.unitAt(day, look(f.s.Tokens[i].Lower).value), "date/yesterday@1", .96}
	if f.word(i+1, i).class == dayPart {
		m.last++
	}
	if f.is(i-1, i, "before") && f.is(i-2, i, "day") && f.is(i, i, "yesterday") {
		m.first, m.when = i-2, f.clock.unitAt(day, -2)
	}
	return m
}

// previously reads the words that only say "before publication". "Earlier" belongs
// to a date that follows, if one does; "before" counts only at the end of a clause.
func (f *finder) previously(i int32) match {
	m := match{i, i + 1, f.clock.atLatest(), "date/previously@1", .85}
	t := &f.s.Tokens[i]
	switch {
	case f.is(i, i, "recent"):
		m.rule, m.confidence = "date/recently@1", .8
		if w := f.word(i+1, i); w.class == unitName && w.value >= day {
			m.last++
		}
	case f.is(i, i, "recently"):
		m.rule, m.confidence = "date/recently@1", .8
	case f.is(i, i, "before"):
		if f.isClause(i + 1) {
			return match{}
		}
	case f.is(i, i, "already"):
		return match{}
	case look(t.Lower).class == earlierWord:
		if !f.is(i, i, "earlier") || f.is(i+1, i, "than") {
			return match{}
		}
		if f.inSentence(i+1, i) && (datePrepositions[f.s.Tokens[i+1].Lower] || f.match(i+1).when != "") {
			return match{}
		}
	}
	return m
}

// season reads "the summer of 2010", "summer 2010", "in the summer". Spring and fall
// are also verbs, so a bare season needs "in the" or the like.
func (f *finder) season(i int32) match {
	n := look(f.s.Tokens[i].Lower).value
	if y, last := f.yearAfter(i+1, i, true); y > 0 {
		return match{i, last, seasonOf(y, n), "date/season@1", .95}
	}
	if f.is(i-1, i, "the") && f.inSentence(i-2, i) && prepositions[f.s.Tokens[i-2].Lower] && !f.isNoun(i+1) && !f.is(i+1, i, "of") {
		return match{i, i + 1, f.clock.seasonAt(n, 0), "date/season@1", .6}
	}
	return match{}
}
