package date

import "github.com/quoth-news/quoth"

// class is what a word can do in an expression of time.
type class uint8

const (
	plain class = iota
	monthName
	weekdayName
	unitName     // day, weeks, decade: value is a unit
	seasonName   // value 21 to 24, as in EDTF
	dayPart      // morning, night
	quantity     // one, a, several: value is the number, 0 for "several"
	deictic      // yesterday, today: value is the days to add
	lastWord     // last
	pastWord     // past, previous
	thisWord     // this
	nextWord     // next, coming, upcoming
	earlierWord  // earlier, later, early, late: before "this week", "on Thursday", "2010"
	beforeWord   // previously, recently: at the latest on the day of publication
	decadeName   // nineties: value is the decade's second-last digit
	ordinal      // 20th, second: read from the digits or from value
	hedge        // about, nearly, some: before a number of units, makes it approximate
	determiner   // the
	ago          // ago, back
	recentWord   // recent
	sameWord     // that, same: "that day", "the same year" point back
	boundaryWord // end
	timeWord     // time: "at the time" points back
	eventWord    // opening: "the opening night" is a day of an event
)

// The units of time.
const (
	second = iota
	minute
	hour
	day
	weekend
	week
	fortnight
	month
	quarter
	season
	year
	decade
	century
)

type word struct {
	class class
	value int
}

// vocabulary holds every word the grammar knows, by the hash of its lower-cased
// form; mayKnow is a coarse sieve in front of it, since most words are not in it.
var vocabulary, mayKnow = func() (map[uint32]word, [1 << 12]bool) {
	m := map[uint32]word{}
	put := func(c class, value int, forms ...string) {
		for _, f := range forms {
			m[quoth.HashLower(f)] = word{c, value}
		}
	}
	for i, forms := range [][]string{{"january", "jan", "jan."}, {"february", "feb", "feb."}, {"march", "mar."}, {"april", "apr", "apr."},
		{"may"}, {"june", "jun."}, {"july", "jul."}, {"august", "aug", "aug."}, {"september", "sept", "sept.", "sep."}, {"october", "oct", "oct."},
		{"november", "nov", "nov."}, {"december", "dec", "dec."}} {
		put(monthName, i+1, forms...)
	}
	for i, forms := range [][]string{{"sunday"}, {"monday", "mon."}, {"tuesday", "tues", "tues.", "tue."}, {"wednesday", "weds", "wed."},
		{"thursday", "thurs", "thurs.", "thu."}, {"friday", "fri."}, {"saturday"}} {
		put(weekdayName, i, forms...)
	}
	for u, forms := range [...][]string{second: {"second", "seconds"}, minute: {"minute", "minutes"}, hour: {"hour", "hours"}, day: {"day", "days"},
		weekend: {"weekend", "weekends"}, week: {"week", "weeks"}, fortnight: {"fortnight", "fortnights"}, month: {"month", "months"},
		quarter: {"quarter", "quarters"}, season: {"season"}, year: {"year", "years"}, decade: {"decade", "decades"}, century: {"century", "centuries"}} {
		put(unitName, u, forms...)
	}
	put(seasonName, 21, "spring", "springtime")
	put(seasonName, 22, "summer", "summertime")
	put(seasonName, 23, "autumn", "fall")
	put(seasonName, 24, "winter")
	put(dayPart, 0, "morning", "afternoon", "evening", "night", "lunchtime", "midday", "noon", "midnight")
	for i, form := range []string{"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
		"fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"} {
		put(quantity, i+1, form)
	}
	for i, form := range []string{"thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"} {
		put(quantity, 10*(i+3), form)
	}
	put(quantity, 1, "a", "an")
	put(quantity, vague, "several", "few", "many", "some", "dozens", "number")
	put(quantity, 2, "couple")
	put(quantity, 12, "dozen")
	put(deictic, -1, "yesterday")
	put(deictic, 0, "today", "tonight")
	put(deictic, 1, "tomorrow")
	put(lastWord, 0, "last")
	put(pastWord, 0, "past", "previous", "preceding")
	put(thisWord, 0, "this")
	put(nextWord, 0, "next", "coming", "upcoming", "following")
	put(earlierWord, 0, "earlier", "later", "early", "late", "mid")
	put(beforeWord, 0, "previously", "recently", "formerly", "before", "already")
	for i, form := range []string{"twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"} {
		put(decadeName, i+2, form)
	}
	for i, form := range []string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
		"twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first"} {
		if form != "second" {
			put(ordinal, i+1, form)
		}
	}
	put(hedge, 0, "about", "almost", "nearly", "roughly", "around", "approximately", "circa", "least", "over", "just", "under", "than", "more")
	put(ago, 0, "ago", "back")
	put(recentWord, 0, "recent")
	put(sameWord, 0, "that", "same")
	put(boundaryWord, 0, "end", "year-end")
	put(timeWord, 0, "time")
	put(eventWord, 0, "opening", "closing", "election", "polling")
	put(determiner, 0, "the")

	var sieve [1 << 12]bool
	for h := range m {
		sieve[h&(1<<12-1)] = true
	}
	return m, sieve
}()

// vague is the value of a number that nobody counted: "several years ago".
const vague = -1

func look(hash uint32) word {
	if !mayKnow[hash&(1<<12-1)] {
		return word{}
	}
	return vocabulary[hash]
}

var (
	// prepositions stand before a date and belong to its phrase.
	prepositions = quoth.HashSet("in", "on", "at", "since", "by", "during", "until", "till", "from", "around", "over", "for", "within",
		"throughout", "before", "after", "of", "through", "circa", "dated", "back")
	// datePrepositions make a bare month or a bare number a date.
	datePrepositions = quoth.HashSet("in", "since", "by", "during", "until", "till", "from", "before", "after", "of", "through", "between", "to",
		"circa", "around", "early", "late", "mid", "earlier", "later", "and", "the", "back", "on", "for", "throughout")
	// namedDay words make a weekday a name ("Super Tuesday"), dayTitle words a title
	// ("Sunday Times").
	namedDay = quoth.HashSet("super", "black", "bloody", "cyber", "ash", "palm", "shrove", "maundy", "easter", "giving", "fat", "news", "freaky")
	dayTitle = quoth.HashSet("times", "telegraph", "mirror", "mail", "express", "post", "herald", "observer", "world", "live")
	// future words make a bare weekday or a date without a year the next one, not the last.
	future = quoth.HashSet("will", "'ll", "’ll", "shall", "scheduled", "slated", "expected", "upcoming", "plans", "planned", "begins", "starts", "opens",
		"runs", "tomorrow", "due", "forthcoming", "hopes", "wo")
)
