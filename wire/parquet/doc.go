// Package parquet writes and reads Apache Parquet: what a run over an archive
// found, a row a document, and what a record holds, a row a statement.
//
// In: documents with their readings, or statements with their appearances (what
// package wire prints as JSON). Out: a Parquet file, and for readings the way
// back, so that what a cluster computed can be loaded into a record.
//
//	w := parquet.NewReadings(file)
//	err := w.Write(doc, reading)
//	…
//	err = w.Close()
//	err = parquet.ReadReadings(file, size, func(doc *quoth.Document, reading *quoth.Reading) error { … })
//
// The idea: the columns have the names and the nesting of the JSON that
// `quoth extract --json` and `quoth export` print, and the same offsets, Unicode
// code points, so that what is known of one holds for the other. A value that
// was not found is null. The key "quoth.schema" of the file's metadata names the
// schema and its version; a file without it, or of another, is refused.
//
// # Schema readings@1
//
// One row a document, in the order of the input.
//
//   - document: id (string), origin {path, url, id}, title, publisher, authors
//     (list of strings), published, updated (EDTF), language (BCP 47), text;
//     segments, what the reader of the input knew of the layout, a list of
//     {kind, start, end, label, handle, dated, words, when, repeat}, where label,
//     handle, dated and words are {start, end}; given, a list of {field, value, rule,
//     start, end}; notices, a list of {kind, when, rule, start, end}.
//   - segments: the whole layout as the reading has it, the same list.
//   - entities: a list of {kind, name, aliases, roles, mentions}; aliases and
//     roles are lists of strings, mentions a list of {start, end}. Places, which
//     the JSON leaves out, are here too.
//   - quotations: a list of {id, form, act, basis, parts, text, confidence, rule,
//     cue {start, end, text}, speaker {mention {start, end, text}, entity, name,
//     confidence, rule}, told, addressee, via {name, entity, start, end, rule},
//     venue {kind, name, start, end, rule}, said {edtf, start, end, text, rule,
//     confidence}, about [{entity, start, end}], nested [{parts, text, speaker}]}.
//     An entity is the place of its row in entities, counted from 0, or null.
//   - rules: a list of strings. unread: why nothing was read, or null.
//
// text beside spans, and name beside entity, repeat what the spans and entities
// say, for those who query the file. A reader takes the spans, and refuses a row
// whose quotations have other words than their parts hold: its offsets count
// something else.
//
// # Schema statements@1
//
// One row a statement, in the order of `quoth export`: the fields of
// `quoth schema trace`, appearances and their changes as lists.
//
// # What it refuses
//
// A file that is no Parquet, is broken, or holds another schema is an error that
// wraps quoth.ErrInvalid or quoth.ErrUnsupported; a row whose spans do not fit
// its text too. It never panics over a file.
package parquet
