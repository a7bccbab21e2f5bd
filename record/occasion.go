package record

import "github.com/quoth-news/quoth"

// An occasion is what the members of a statement together say of when it was:
// the days on which all that give a date agree, and the days of publication.
type occasion struct {
	dated           bool
	when            span
	printed         bool
	earliest, until quoth.Day // first and last publication
}

func (o *occasion) add(m *Member) {
	if s, ok := m.said(); ok {
		if !o.dated {
			o.when = always
		}
		o.dated = true
		o.when = span{max(o.when.first, s.first), min(o.when.last, s.last)}
	}
	if p, ok := m.published(); ok {
		if !o.printed {
			o.earliest, o.until = p, p
		}
		o.printed = true
		o.earliest, o.until = min(o.earliest, p), max(o.until, p)
	}
}

// oneDay allows for the time zones of two newsrooms.
const oneDay = 1

// gap is the number of days between a member and the occasion, 0 where they can
// be the same day; ok is false where they cannot be one act of saying: two dates
// that do not meet, or words printed before they were said.
func (o *occasion) gap(m *Member) (days quoth.Day, ok bool) {
	s, dated := m.said()
	p, printed := m.published()
	switch {
	case dated && o.dated:
		return 0, s.first <= o.when.last && o.when.first <= s.last
	case dated && o.printed:
		return apart(s.last, o.earliest), s.first <= o.earliest+oneDay
	case o.dated && printed:
		return apart(o.when.last, p), o.when.first <= p+oneDay
	case printed && o.printed:
		return max(0, o.earliest-p, p-o.until), true
	}
	return longestPatience, true
}

// longestPatience is the gap of members without any date: only long wordings join.
const longestPatience = 401

// apart is the number of days from a to b, 0 if b is not after a.
func apart(a, b quoth.Day) quoth.Day {
	if a >= b || a == quoth.LatestDay {
		return 0
	}
	if a == quoth.EarliestDay {
		return longestPatience
	}
	return b - a
}
