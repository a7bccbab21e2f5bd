// Package date finds the words of an article that say when something was, works
// out the day, month or year they mean, and tells when each quotation was said.
//
// In: a Sheet with Doc, Segments, Tokens, Sentences, Marks, and for Said also
// Quotations with Parts and Cue. Out: Sheet.Times, every expression of time that
// could be resolved, and Quotation.Said where the words that announce the
// quotation say when. What carries over to the next quotation of the same
// occasion is left to attribute, which knows who speaks.
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
// A date of what is told about is not the date of telling: "he said on Tuesday
// that in 2010 …" was said on Tuesday. Only phrases outside the reported words
// and attached to the announcing verb count, see said.go.
//
// It refuses to guess: without a day of publication "on Thursday" means nothing,
// durations ("for three years") and times of day are no dates, and a quotation
// without a time phrase has no date.
package date

// Version names the rules of this stage.
const Version = "date@1"
