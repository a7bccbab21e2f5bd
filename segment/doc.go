// Package segment turns a document into what the later stages work on: segments
// (headline, paragraph, caption, post …), tokens, sentences, quotation marks
// paired with each other, and parts of speech.
//
// In: Sheet.Doc. Out: Sheet.Segments, Tokens, Sentences, Marks, and the Tag of
// every token.
//
// The text is never changed; every token is a stretch of it. Tokens follow the
// Penn Treebank, so "don’t" is "do" and "n’t", but hyphenated words stay whole.
// Segments of the kinds related and promo get no tokens: no speech is looked for
// there. Pairing marks never fails: what has no partner is closed at the end of
// its sentence, so that a forgotten mark swallows one sentence and not the page.
package segment
