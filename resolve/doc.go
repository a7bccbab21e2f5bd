// Package resolve finds who is pointed at: the names, descriptions and pronouns of
// a document and the people, organisations and groups they mean.
//
// In: Sheet.Doc, Segments, Tokens (with parts of speech), Sentences, Marks.
// Out: Sheet.Mentions, ordered, and Sheet.Entities.
//
// The idea: capitalised words are labelled person, organisation, place or other by
// a small chain model; names that share words are joined ("Kim Cattrall",
// "Cattrall"); then the document is read once from left to right, and every
// description and pronoun is ranked against the few entities last spoken of. A
// candidate is judged by number and gender as the text has shown them, by where
// and how it was last mentioned, and by what the text calls it.
//
// For example, in "Showrunner Ana Ruiz left early. “It was time,” she said." the
// mentions are "Ana Ruiz" and "she", both of the entity Ana Ruiz, a person with the
// role "Showrunner".
//
// The package refuses to guess: "it" and "they" often mean nobody, "I" and "you"
// mean whoever is speaking, which is not known here, and so they carry no entity. A
// given name's usual gender weighs little and is never stored.
package resolve

// Version names the rules and models of this stage.
const Version = "resolve@1"
