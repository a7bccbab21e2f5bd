// Package attribute tells for every quotation who said it, and to whom, on whose
// behalf, on what occasion and on what footing.
//
// In: a Sheet with Tokens, Mentions, Entities and Quotations that have Parts, Cue
// and, as Speaker.Mention, the source phrase the extract stage read. Out: the
// Speaker with its Entity (Fill); Told, Addressee, Via, Venue, Basis, Act and About
// (FillOccasions).
//
// The idea: a trained ranker chooses the speaker among the mentions around the cue,
// the speakers of the quotations before, and nobody; what it is not sure of stays
// unknown. Posts, turns and signatures need none: their name is printed beside them.
// The rest is ordered rules over the frame, the words around the quotation, one idea
// a file. Each answer names what gave it, so that precision by rule can be counted.
//
// It refuses to name an unnamed source, and to guess between two people.
package attribute
