// Package extract finds quotations: the words that report speech, the cue that
// announces them and the phrase that names their source.
//
// In: a Sheet with Segments, Tokens (tagged), Sentences and Marks. Out:
// Sheet.Quotations with Parts, Form, Act, Cue, Confidence, Rule and, as
// Speaker.Mention, the source phrase as printed; who that is, is left to attribute.
//
// The idea: text is a row of units, each a word or a whole quotation taken as one
// opaque thing, so that what is said cannot confuse who says it. A classifier finds
// cues among the words; for each cue a chain over the units around it labels source
// and content; a ranker weighs the chain's best path against other borders, against
// fewer and more runs of words, and against no content at all (n-best reranking:
// Collins 2000); a last classifier decides about quotations that no cue owns, which
// are speech, a title, a nickname or a scare quote.
//
//	“We will rebuild,” said Ana Ruiz, who lost her house.
//	[quotation]        cue  source   –
//
// Cues inside quotation marks are nested speech and never make a quotation of
// their own. What is refused: marks around one or two words of the reporter's
// irony, names of works, and anything in the segments related and promo.
package extract
