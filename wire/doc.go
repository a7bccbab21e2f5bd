// Package wire turns the findings of the other packages into the JSON the
// contract promises. What comes in are documents, readings, statements and
// verdicts whose offsets count bytes; what goes out are JSON lines whose offsets
// count Unicode code points. It is the only package that knows both.
//
// A field that was not found is absent or null, never guessed; which of the two
// is said by the type. The order of the fields is the order of the types.
//
//	line, err := wire.Line(wire.OfStatement(statement))
//
// It decides nothing: no look-up, no judgement, no text of its own.
package wire
