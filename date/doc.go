// Package date finds the words of an article that say when something was, and works
// out the day, month or year they mean.
//
// In: a Sheet with Doc, Segments, Tokens (with parts of speech) and Sentences. Out:
// Sheet.Times, every expression of time that could be reckoned. Which of them tells
// when a quotation was said is for attribute to say, which knows the speaker and the
// occasion: told, venue, addressee and date are read off the same words and carry on
// together.
//
// The idea: a small grammar of English news dates, written as Go over tokens. A
// word that can begin an expression ("Thursday", "last", "two", "2010") is looked
// up by its hash; the rule it belongs to reads on from there and reckons from the
// day of publication:
//
//	published 2023-08-24, a Thursday
//	on Thursday          2023-08-24   date/weekday@1
//	last month           2023-07      date/last-unit@1
//	two years ago        2021         date/ago@1
//	previously           ../2023-08-24  date/previously@1
//
// Expressions that point back ("that day", "two days later", "at the time") reckon
// from the date named before them in the same run of paragraphs.
//
// It refuses to guess: without a day of publication "on Thursday" means nothing, and
// durations ("for three years") and times of day are no dates.
package date

// Version names the rules of this stage.
const Version = "date@1"
