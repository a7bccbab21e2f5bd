// Package corpus is a material: annotated articles, our own and those of research
// corpora, and the scores of a reading against them.
//
// What comes in is a folder of texts with annotations; what goes out is one plain
// Go value an article, every offset a byte offset of its text, and figures.
//
//	LoadPolNeAR   news with every attribution marked as source, cue and content
//	LoadConllu    treebanks (GUM, EWT): tags, dependencies, coreference, dates
//	LoadPDNC      novels with every quotation and its speaker
//	LoadLitBank   extracts of fiction: quotations with speakers, coreference
//	LoadMarked    our own short articles, marked inline; see marked/README.md
//
// For example, `{q1 “We will rebuild,”} {c1 said} {m1 Ana Ruiz}.` in a marked
// article expects one direct quotation with the cue "said" and the speaker "Ana
// Ruiz", and ScoreMarked tells which of these a reading has.
//
// The scores are functions of texts, annotations and readings alone: nothing
// here runs the engine, so the engine's own training can use the loaders. The
// package corrects no annotation and drops no article in silence: what cannot be
// read is an error with file and line, but for the few broken stand-off lines that
// PolNeAR is known to hold.
package corpus
