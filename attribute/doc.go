// Package attribute tells for every quotation who said it, and to whom, on whose
// behalf, on what occasion and on what footing.
//
// In: a Sheet with Tokens, Mentions, Entities and Quotations that have Parts, Cue
// and, as Speaker.Mention, the source phrase the extract stage read. Out: the
// Speaker with its Entity (Fill); Told, Addressee, Via, Venue, Basis, Act and About
// (FillOccasions).
//
// The idea: ordered rules, one idea a file, each answer naming the rule that gave
// it, so that precision by rule can be counted. A rule that does not apply leaves
// the quotation to the next; where none applies the speaker is unknown.
//
// It refuses to name an unnamed source, and to guess between two people.
package attribute
