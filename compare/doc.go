// Package compare holds a draft's wording against a record's and says what
// happened to the words.
//
// What comes in are the words of a draft's quotation and one or more Sources: the
// words as a page carries them, with the form, the act and the passage around
// them. What goes out is a verdict of the contract (exact, typographic,
// marked_edit, fragment, truncated, altered, spliced, paraphrase_in_quotes,
// not_found) with typed changes.
//
// The idea: both wordings are cut into words whose marks, case and dashes are
// folded, aligned word by word at least cost, and every place where they part is
// named: a change (a negation gained, a number, a name …), an edit that the draft
// marks by brackets or an ellipsis and that must resolve against the record, or a
// cut whose dropped words are searched for a qualifier. The cost only chooses
// where to look; the verdict comes from the words.
//
//	compare.Wording("We will raise taxes.", compare.Source{Text: "We will not raise taxes.", Form: quoth.Direct})
//	→ altered, [{negation "" "not"}]
//
// Where the words leave doubt the stricter verdict is given: a change of meaning
// must never pass as exact, typographic, fragment or marked_edit, while a harmless
// cut called truncated costs an editor one look.
//
// It refuses to judge truth or resemblance, and knows nothing of stores: who said
// it and which record wordings to look at is asked elsewhere.
package compare

import "github.com/quoth-news/quoth"

// Verdict says how a draft's wording stands to the record's.
type Verdict string

// The verdicts of the contract.
const (
	Exact       Verdict = "exact"
	Typographic Verdict = "typographic"
	MarkedEdit  Verdict = "marked_edit"
	Fragment    Verdict = "fragment"
	Truncated   Verdict = "truncated"
	Paraphrase  Verdict = "paraphrase_in_quotes"
	Altered     Verdict = "altered"
	Spliced     Verdict = "spliced"
	NotFound    Verdict = "not_found"
	Unchecked   Verdict = "unchecked"
)

// Fine tells whether the words stand in the record with their meaning kept.
func (v Verdict) Fine() bool {
	return v == Exact || v == Typographic || v == MarkedEdit || v == Fragment
}

// ChangeKind is what kind of change was made to the record's words.
type ChangeKind string

// The kinds of changes.
const (
	Negation    ChangeKind = "negation"
	Number      ChangeKind = "number"
	Name        ChangeKind = "name"
	Date        ChangeKind = "date"
	Modal       ChangeKind = "modal"
	Tense       ChangeKind = "tense"
	Inserted    ChangeKind = "inserted"
	Dropped     ChangeKind = "dropped"
	Substituted ChangeKind = "substituted"
	Order       ChangeKind = "order"
)

// Change is one place where the draft parts from the record.
type Change struct {
	Kind       ChangeKind
	Draft      string     // the draft's words, "" for what it left out
	Record     string     // the record's words, "" for what the draft put in
	DraftSpan  quoth.Span // of the draft; empty at the place of an omission
	RecordSpan quoth.Span // of Source.Text
	Same       bool       // other letters, same meaning: "do not" for "don't", "two" for "2"
	Marked     bool       // the draft marks the place by a bracket or an ellipsis
}

// Source is one wording as the record carries it.
type Source struct {
	Text      string       // the quoted words, parts joined by one space
	Parts     []quoth.Span // of Text; nil stands for one part
	Quoted    []quoth.Span // of Text: what stands in marks on the page; nil where Text has its marks itself
	Form      quoth.Form
	Act       quoth.Act
	Before    string   // the passage before the words on the page
	After     string   // the passage after them
	Speaker   string   // the speaker's name
	About     []string // names of those the words are about
	Statement string   // which statement the wording attests: two of them run together are a splice
}

// Result is the answer for one draft and one source, or for the best of several.
type Result struct {
	Wording Verdict
	Changes []Change
	Source  int        // index of the source the answer rests on, or quoth.None
	Other   int        // the second source of a splice, or quoth.None
	Span    quoth.Span // the stretch of Source.Text the draft was found in
	Matched float64    // share of the draft's words found there, by weight; chooses, never judges
	Words   int        // words of the draft
	Omitted int        // words of the record the draft's ellipses leave out
}
