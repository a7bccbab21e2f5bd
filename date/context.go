package date

import (
	"strings"

	"github.com/quoth-news/quoth"
)

// amount reads what begins with a number or a unit of time: "two years ago", "years
// ago", "a day earlier", "the day before", "two weeks later"; and the ordinals
// written out, "the first of May", "the twentieth century".
func (f *finder) amount(i int32) match {
	w := f.word(i, i)
	if w.class == ordinal {
		return f.ordinal(i, w.value)
	}
	if u := f.word(i+1, i); w.class == determiner && u.class == unitName && u.value == weekend && !f.plural(i+1) && f.inSentence(i-1, i) && prepositions[f.s.Tokens[i-1].Lower] {
		return match{i, i + 2, f.relativeUnit(weekend, thisWord, i), "date/last-unit@1", .85} // "over the weekend"
	}
	n, unit, last := f.count(i, i)
	switch {
	case w.class == determiner:
		if u := f.word(i+1, i); u.class == unitName && u.value >= day && !f.plural(i+1) && (f.is(i+2, i, "before") || f.is(i+2, i, "after")) {
			n, unit, last = 1, u.value, i+2
			if f.isClause(i + 3) {
				return match{} // "the day before the vote"
			}
		}
	case w.class == unitName && f.is(i-1, i, "]") && f.word(i-2, i).class == quantity: // "[Ten] years ago"
		n, unit, last = f.word(i-2, i).value, w.value, i+1
		w.class = quantity
	case w.class == unitName && f.plural(i): // "years ago"
		n, unit, last = vague, w.value, i+1
	}
	if last == i {
		return match{}
	}
	m := match{i, last + 1, "", "date/ago@1", .9}
	hedged := f.word(i-1, i).class == hedge
	atLeast := hedged && (f.is(i-1, i, "over") || f.is(i-1, i, "than") && f.is(i-2, i, "more") || f.is(i-1, i, "least"))
	switch {
	case f.is(last, i, "ago") || f.is(last, i, "back") && !f.isClause(last+1):
		if n == vague {
			m.when, m.confidence = f.clock.atLatest(), .8
		} else {
			m.when = before(f.clock, unit, n, hedged)
		}
		if atLeast { // "more than two years ago"
			m.when = quoth.AtLatest(quoth.When(strings.TrimRight(string(m.when), "~")))
		}
	case n == vague || w.class == unitName:
	case f.is(last, i, "earlier") || f.is(last, i, "before") && !f.isClause(last+1):
		m.when, m.rule, m.confidence = before(newClock(f.latest), unit, n, hedged), "date/from-context@1", .75
	case f.is(last, i, "later") || f.is(last, i, "after") && !f.isClause(last+1):
		m.when, m.rule, m.confidence = before(newClock(f.latest), unit, -n, hedged), "date/from-context@1", .75
	}
	return m
}

// isClause tells whether something goes on at token i, so that "before" or "back"
// is a preposition: "two years before the war".
func (f *finder) isClause(i int32) bool {
	if !f.inSentence(i, i-1) {
		return false
	}
	k := f.s.Tokens[i].Kind
	return k != quoth.Punct && k != quoth.QuoteMark
}

// shifted reckons from the date named before: "the following week".
func (f *finder) shifted(i, last int32, unit int, direction class) match {
	move := 1
	if direction != nextWord {
		move = -1
	}
	c := newClock(f.latest)
	if f.latest == "" {
		c = f.clock
	}
	return match{i, last, c.unitAt(unit, move), "date/from-context@1", .75}
}

// sameDay reads "that day", "the same year": the date named before.
func (f *finder) sameDay(i int32) match {
	w := f.word(i+1, i)
	if f.latest == "" || w.class != dayPart && (w.class != unitName || w.value < day || f.plural(i+1)) {
		return match{}
	}
	c := newClock(f.latest)
	unit := w.value
	if w.class == dayPart {
		unit = day
	}
	return match{i, i + 2, c.unitAt(unit, 0), "date/from-context@1", .7}
}

// atTheTime reads "at the time": the date named before, else before publication.
func (f *finder) atTheTime(i int32) match {
	if !f.is(i-2, i, "at") || !f.is(i-1, i, "the") && !f.is(i-1, i, "that") || f.is(i+1, i, "of") {
		return match{}
	}
	if f.latest != "" {
		return match{i, i + 1, f.latest, "date/at-the-time@1", .7}
	}
	return match{i, i + 1, f.clock.atLatest(), "date/at-the-time@1", .7}
}

// yearEnd reads "the end of the year", "end of next month", "year-end".
func (f *finder) yearEnd(i int32) match {
	unit, move, last := year, 0, i+1
	if f.is(i, i, "end") {
		k := i + 1
		switch {
		case f.is(i-1, i, "year"):
		case !f.is(k, i, "of"):
			return match{}
		default:
			k++
			switch w := f.word(k, i); w.class {
			case determiner, thisWord:
				k++
			case nextWord:
				k, move = k+1, 1
			case lastWord:
				k, move = k+1, -1
			}
			w := f.word(k, i)
			if w.class != unitName || f.plural(k) || w.value < week {
				return match{}
			}
			unit, last = w.value, k+1
		}
	}
	_, end, ok := f.clock.unitAt(unit, move).Bounds()
	if !ok {
		return match{}
	}
	return match{i, last, end.When(), "date/end-of@1", .85}
}
