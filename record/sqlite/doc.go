// Package sqlite keeps a record in one SQLite file, without C.
//
// What comes in are documents with their readings, what goes out is what
// record.Store promises. The tables are in schema.sql, with a word on each; what is
// asked of them stands in record/tables, in SQL that PostgreSQL understands too.
//
//	store, err := sqlite.Open(ctx, "quoth.db", sqlite.Options{Create: true})
//
// One connection writes, under a lock, and begins by taking SQLite's write lock,
// so that two processes wait for each other instead of failing half way; any
// number of connections read, each a snapshot. The journal is a write-ahead log
// and every commit is synced to disk (synchronous = FULL: with NORMAL, commits
// acknowledged just before a power cut could be lost). The indexes of grams and of
// full text are written in the same transaction as the quotations, not by triggers.
//
// It refuses to open a file whose schema is newer than it knows, and to create one
// for a reader.
package sqlite
