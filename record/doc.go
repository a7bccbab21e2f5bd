// Package record keeps what was read, and gathers it: documents and their
// readings go in; statements, people and origins across documents come out.
//
// A Store holds documents, every reading made of them (the newest is active),
// the failures, and the corrections people made. All else is derived from the
// active readings and the corrections, and depends on nothing but their set: not
// on the order in which documents came, nor on how the work was split. That law
// shapes the package. Who is who is decided among the names of one block (people
// who share a surname), never between a new name and what happened to be there.
// Which quotations attest one statement is decided for whole neighbourhoods:
// whatever a new document touches is grouped again from the beginning, in an
// order that comes from the quotations themselves.
//
// The rules are here, as plain functions over plain types (Name, Member); the
// stores (record/sqlite) hold the rows and look up neighbours. recordtest is the
// suite that any store must pass.
//
//	store, err := sqlite.Open(ctx, "quoth.db", sqlite.Options{Create: true})
//	added, err := store.AddReading(ctx, doc, reading)
//	page, err := store.Statements(ctx, record.Query{Speakers: []string{id}})
//
// It refuses to tell true from false: a statement is what documents report.
// Unnamed sources are never joined across documents.
package record
