// Package quoth is the vocabulary of the record of who said what, about whom,
// when, where and to whom it was told: documents, segments, mentions,
// quotations, statements, and the laws they keep.
//
// What comes in is an article as immutable text (Document). The stages
// (segment, resolve, extract, attribute, date) fill one working Sheet, and what
// they found stands off the text in a Reading. The record gathers readings into
// statements.
//
// Every offset in this module is a half-open byte Span on rune boundaries of
// Document.Text; only package wire, which prints JSON, counts code points.
//
// The package imports the standard library only and does no work: it holds
// types, their printing, their order and their validity.
package quoth
