// Package postgres keeps a record in PostgreSQL, for a team with many writers.
//
// What comes in are documents with their readings, what goes out is what
// record.Store promises. The tables are in schema.sql; what is asked of them stands
// in record/tables.
//
//	store, err := postgres.Open(ctx, "postgres://desk@db.example/quoth", postgres.Options{Create: true})
//
// Writers take turns: each transaction holds an advisory lock, for a document
// touches its neighbours, and two at once would each group without the other's.
// Readers see a snapshot and wait for nobody. Text is sorted by its bytes, as in
// SQLite, whatever the server's language.
//
// It refuses backups, which are the server's affair (pg_dump), and texts with zero
// bytes, which PostgreSQL cannot hold.
package postgres
