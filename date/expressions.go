package date

import "github.com/quoth-news/quoth"

// Expressions finds the words of the sheet that say when something was and that
// mean a day, month or year which can be reckoned. Only Doc, Segments, Tokens and
// Sentences need be filled. The result is ordered and does not overlap.
func Expressions(s *quoth.Sheet) []quoth.Time {
	f := finder{s: s, clock: newClock(s.Doc.Published), out: s.Times[:0]}
	for i := int32(0); i < int32(len(s.Tokens)); {
		if segment := s.Sentences[s.Tokens[i].Sentence].Segment; segment != f.segment {
			f.segment = segment
			if s.Segments[segment].Kind != quoth.Paragraph {
				f.latest = ""
			}
		}
		m := f.match(i)
		if m.when == "" || m.last <= i {
			if len(f.s.Text(i)) > 2 {
				f.eventDay(i)
			}
			i++
			continue
		}
		f.add(m)
		f.dateline(m)
		i = m.last
	}
	f.joinRanges()
	f.addEventDays()
	return f.out
}

// dateline takes the day that stands alone above the article for the one its words
// reckon from, where it is about that of publication: what was written on Tuesday and
// stored on Monday, or the other way about, says "yesterday" of Tuesday’s eve.
func (f *finder) dateline(m match) {
	segment := f.s.Segments[f.segment].Span
	if f.written || f.segment > 4 || m.rule != "date/day@1" || f.s.TokensSpan(m.first, m.last) != segment || f.clock.distance(m.when) > 3 {
		return
	}
	f.clock, f.written = newClock(m.when), true
}

// finder walks over the tokens of one sheet.
type finder struct {
	s       *quoth.Sheet
	clock   clock
	written bool // the clock is that of a dateline
	segment int32
	latest  quoth.When // what "that day" means: the last date named in this run of paragraphs
	out     []quoth.Time
	events  []eventDay
}

// match is an expression the grammar recognised: tokens [first, last).
type match struct {
	first, last int32
	when        quoth.When
	rule        string
	confidence  float64
}

// match tries every rule that an expression beginning with token i can follow.
func (f *finder) match(i int32) match {
	t := &f.s.Tokens[i]
	switch c := f.s.Doc.Text[t.Start]; {
	case t.Kind == quoth.Word && t.End-t.Start > 2 && f.s.Doc.Text[t.End-1] == 's' && f.s.Doc.Text[t.End-2] == '0': // "’90s", "mid-1990s"
		if m := f.shortDecade(i); m.when != "" {
			return m
		}
	case '0' <= c && c <= '9':
		return f.digits(i)
	}
	w := look(t.Lower)
	if w.class == plain {
		return f.midYear(i)
	}
	switch w.class {
	case monthName:
		return f.monthDay(i)
	case weekdayName:
		return f.weekday(i)
	case lastWord, pastWord, thisWord, nextWord:
		return f.relative(i)
	case quantity, ordinal, unitName, determiner: // "two years ago", "the day before"
		return f.amount(i)
	case deictic:
		return f.deictic(i)
	case beforeWord, earlierWord, recentWord:
		return f.previously(i)
	case decadeName:
		return f.namedDecade(i)
	case seasonName:
		return f.season(i)
	case sameWord:
		return f.sameDay(i)
	case timeWord:
		return f.atTheTime(i)
	case boundaryWord:
		return f.yearEnd(i)
	}
	return match{}
}

// add keeps a match, with the preposition and the small words before it.
func (f *finder) add(m match) {
	floor := f.s.Sentences[f.s.Tokens[m.first].Sentence].First
	if n := len(f.out); n > 0 {
		floor = max(floor, f.out[n-1].Last)
	}
	first := m.first
	for first > floor {
		c := look(f.s.Tokens[first-1].Lower).class
		if c != determiner && c != hedge && c != earlierWord {
			break
		}
		first--
	}
	for first > floor && f.s.Tokens[first-1].Kind == quoth.Word && prepositions[f.s.Tokens[first-1].Lower] {
		first--
	}
	if first > floor && first < m.first && look(f.s.Tokens[first-1].Lower).class == earlierWord { // "late on Tuesday"
		first--
	}
	f.out = append(f.out, quoth.Time{Span: f.s.TokensSpan(first, m.last), First: first, Last: m.last, When: m.when, Rule: m.rule, Confidence: m.confidence})
	if m.rule != "date/previously@1" && m.rule != "date/recently@1" {
		f.latest = m.when
	}
}

// word gives the class and value of token i, plain outside the sentence of from.
func (f *finder) word(i, from int32) word {
	if !f.inSentence(i, from) || f.s.Tokens[i].Kind != quoth.Word {
		return word{}
	}
	return look(f.s.Tokens[i].Lower)
}

func (f *finder) inSentence(i, from int32) bool {
	return i >= 0 && i < int32(len(f.s.Tokens)) && f.s.Tokens[i].Sentence == f.s.Tokens[from].Sentence
}

// is tells whether token i stands in the sentence of from and reads text, which
// must be lower-case.
func (f *finder) is(i, from int32, text string) bool {
	return f.inSentence(i, from) && f.s.Tokens[i].Lower == quoth.HashLower(text)
}

// number reads token i as a whole number of up to four digits, or -1.
func (f *finder) number(i, from int32) int {
	if !f.inSentence(i, from) {
		return -1
	}
	return readNumber(f.s.Text(i))
}

func readNumber(text string) int {
	n := 0
	for k := 0; k < len(text); k++ {
		if text[k] < '0' || text[k] > '9' || k == 4 {
			return -1
		}
		n = 10*n + int(text[k]-'0')
	}
	if text == "" {
		return -1
	}
	return n
}

// ordinalOf reads "15th" as 15, or -1.
func ordinalOf(text string) int {
	if n := len(text) - 2; n > 0 {
		switch text[n:] {
		case "st", "nd", "rd", "th":
			return readNumber(text[:n])
		}
	}
	return -1
}

// ahead tells whether the words around token i speak of what is to come: a future
// word stands nearer than a verb in the past.
func (f *finder) ahead(i int32) bool {
	sentence := f.s.Sentences[f.s.Tokens[i].Sentence]
	coming, past := int32(15), int32(12)
	if n := len(f.out); n > 0 && f.out[n-1].First >= sentence.First && f.isComing(f.out[n-1].When) { // "to Lisbon next month, Porto in May"
		coming = min(coming, i-f.out[n-1].Last)
	}
	for k := max(sentence.First, i-14); k < min(sentence.Last, i+12); k++ {
		t := &f.s.Tokens[k]
		distance := max(k-i, i-k)
		switch {
		case t.Tag == quoth.VBD && !future[t.Lower] && !f.is(k, i, "was") && !f.is(k, i, "were") && !f.is(k, i, "said"):
			past = min(past, distance)
		case future[t.Lower], (f.is(k, i, "is") || f.is(k, i, "are")) && (f.is(k+1, i, "to") || f.is(k+1, i, "set")):
			coming = min(coming, distance)
		}
	}
	return coming < past
}

// isComing tells whether all of a time comes after publication.
func (f *finder) isComing(w quoth.When) bool {
	first, _, ok := w.Bounds()
	return ok && f.clock.hasDay && first > f.clock.day
}

// joinRanges gives the first date of "between March and May 2016" the year of the
// second.
func (f *finder) joinRanges() {
	for k := 0; k+1 < len(f.out); k++ {
		a, b := &f.out[k], &f.out[k+1]
		if b.First-a.Last > 1 || a.Rule != "date/month@1" && a.Rule != "date/day-without-year@1" || b.Rule != "date/month-year@1" && b.Rule != "date/day@1" {
			continue
		}
		if joined := b.When[:4] + a.When[4:]; quoth.Compare(joined, b.When) <= 0 {
			a.When = joined
		}
	}
}
