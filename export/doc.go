// Package export writes the statements of a record in the formats that other
// programs and fields read.
//
// In: statements with their appearances, one by one, as ask.Export hands them
// out. Out: one file. The same statements in the same order give the same bytes.
//
//	w, err := export.New("tei", file, export.Kinds(ctx, store))
//	err = ask.Export(ctx, store, w.Write)
//	err = w.Close()
//
// The formats, each specified at the top of its file:
//
//   - jsonl: the JSON of `quoth schema trace`, one statement a line.
//   - csv: one row a statement (RFC 4180).
//   - parquet: schema statements@1 of package wire/parquet.
//   - jsonld: schema.org Quotation, with terms of its own where schema.org has none.
//   - webannotation: a W3C annotation for each appearance, so that a quotation
//     can be found in its page.
//   - tei: a TEI P5 document, a <said> for each statement.
//
// A file carries quotations with the words around them, never whole articles.
// Words from articles are data in every format: escaped in XML and JSON, and kept
// from being formulas in CSV. It refuses formats it does not know.
package export
