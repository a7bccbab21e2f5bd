// Package ask puts questions to a record: what someone said (said), whether words
// were said (check), how they travelled (trace), why a field stands as it does
// (why), who a name means (who), what was looked through (coverage), and whether a
// draft quotes rightly (lint).
//
// What comes in is a record.Store and a question as a plain struct; what goes out
// are the types of package wire, in the words of the contract. The idea: every
// answer names the passage it rests on, and every negative answer says what was
// looked through, for what is not in the record may have been said all the same.
//
//	answer, err := ask.Check(ctx, store, ask.CheckQuery{Quote: "We will rebuild.", By: "Ana Ruiz"})
//	answer.Wording // "exact"
//
// The words decide, through package compare; the index of the record only says
// where to look. Lint needs no record: articles, notes and transcripts with their
// readings will do, and a draft is never stored.
//
// It refuses to call anything true or false, to guess which of several people a
// name means, and to read text itself: readings are handed in.
package ask
