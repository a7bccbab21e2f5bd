package date

import "github.com/quoth-news/quoth"

// eventDay is a day named by its place in an event, "the opening night", "day five",
// whose date stands beside one of its mentions and holds for the others.
type eventDay struct {
	match
	key  eventKey
	when quoth.When // where this mention has its date beside it
}

// eventKey tells the days of an event apart: the word before "day" or "night", or the
// number after "day".
type eventKey struct {
	word   uint32
	number int
}

// eventDay reads the name of a day of an event at token i and the date beside it:
// "on Saturday, the opening night", "yesterday, day five of the tournament",
// "opening night, May 15, 2008". Mentions are kept until the text has been read.
func (f *finder) eventDay(i int32) {
	d := eventDay{match: match{first: i, last: i + 2, rule: "date/event-day@1", confidence: .7}}
	w, next := f.word(i, i), f.word(i+1, i)
	switch {
	case w.class == eventWord && (next.class == unitName && next.value == day && !f.plural(i+1) || f.is(i+1, i, "night")):
		d.key.word = f.s.Tokens[i].Lower
	case w.class == unitName && w.value == day && !f.plural(i) && next.class == quantity && next.value > 1:
		d.key.number = next.value
	case w.class == unitName && w.value == day && !f.plural(i) && f.number(i+1, i) > 0 && f.number(i+1, i) < 100:
		d.key.number = f.number(i+1, i)
	default:
		return
	}
	first := i
	if f.word(i-1, i).class == determiner {
		first--
	}
	if n := len(f.out); n > 0 && f.is(first-1, i, ",") && f.out[n-1].Last == first-1 {
		d.when = f.out[n-1].When
	} else if f.is(i+2, i, ",") && f.inSentence(i+3, i) {
		d.when = f.match(i + 3).when
	}
	if d.when.Precision() != quoth.ADay {
		d.when = ""
	}
	f.events = append(f.events, d)
}

// addEventDays dates the mentions of the days of events whose date the text gives
// once and only once.
func (f *finder) addEventDays() {
	dates := map[eventKey]quoth.When{}
	for _, d := range f.events {
		if known, ok := dates[d.key]; d.when != "" && ok && known != d.when {
			dates[d.key] = ""
		} else if d.when != "" {
			dates[d.key] = d.when
		}
	}
	for _, d := range f.events {
		if d.match.when = dates[d.key]; d.match.when != "" {
			f.insert(d.match)
		}
	}
}

// insert puts a match among those found, unless one of them stands there.
func (f *finder) insert(m match) {
	k := len(f.out)
	for k > 0 && f.out[k-1].First >= m.first {
		k--
	}
	if k > 0 && f.out[k-1].Last > m.first || k < len(f.out) && f.out[k].First < m.last {
		return
	}
	after := append([]quoth.Time(nil), f.out[k:]...)
	f.out = f.out[:k]
	f.add(m)
	f.out = append(f.out, after...)
}
