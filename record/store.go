package record

import (
	"context"
	"time"

	"github.com/quoth-news/quoth"
)

// Store is a record on disk. What a method reported as done is on disk. A store
// may be used by many goroutines, and its file by many processes; readers see
// the record as it stood when they began, and wait for nobody.
//
// A name or identifier that means nothing is an error wrapping quoth.ErrNotFound,
// a statement's or a person's identifier that a later document or correction
// replaced still finds the statement or person it became part of.
type Store interface {
	// AddReading adds a document with its reading, in one transaction, and groups
	// what it touches. The same document read by the same rules is not added
	// again; read by other rules, the new reading becomes the active one.
	AddReading(ctx context.Context, doc *quoth.Document, reading *quoth.Reading) (added bool, err error)
	// AddReadings adds many in one transaction, all or none: faster, and for
	// the record the same as adding one by one.
	AddReadings(ctx context.Context, entries []Entry) (added []bool, err error)
	// AddFailure records why a path gave no document; the newest reason stands.
	// Adding a document from that path withdraws it.
	AddFailure(ctx context.Context, f Failure) error
	// Has tells whether the document is there, and read by these rules already
	// (by any rules if none are given), so that a walk begun again can skip it.
	Has(ctx context.Context, document string, rules []string) (bool, error)

	Documents(ctx context.Context, after string, limit int) ([]Head, error) // in the order of their identifiers
	// At are the documents of an address, in any of its usual spellings: all versions
	// that are in view, the latest published last. None is no error.
	At(ctx context.Context, url string) ([]Head, error)
	Document(ctx context.Context, id string) (*Entry, error) // with its active reading
	Readings(ctx context.Context, document string) ([]*quoth.Reading, error)
	Failures(ctx context.Context) ([]Failure, error)

	Statements(ctx context.Context, q Query) (*Page, error)
	Statement(ctx context.Context, id string) (*Statement, error)
	// Tally counts the statements of a query by what is asked for. A query with Grep is refused.
	Tally(ctx context.Context, q Query, by TallyBy) (Tally, error)
	// Doubtful are the statements whose speaker and date nobody has set by hand, in
	// the order of their confidence, the least sure first.
	Doubtful(ctx context.Context, after string, limit int) (*Page, error)
	// Appearances are all quotations that attest a statement, first to last.
	Appearances(ctx context.Context, statement string) ([]Appearance, error)
	Appearance(ctx context.Context, quotation string) (*Appearance, error)
	// Revised are the documents carrying a statement, or the document of an identifier,
	// that were corrected, withdrawn or followed by a later version, by publication.
	Revised(ctx context.Context, id string) ([]Revised, error)

	// People are the entities a name may mean: by identifier, or by words any
	// of which may be missing ("Ellison", "mara ellison", "@mara"). Best first.
	People(ctx context.Context, name string) ([]Entity, error)
	Entity(ctx context.Context, id string) (*Entity, error)

	// PutIdentifiers keeps identifiers that were imported, in place of what was known
	// of the same items; Identifiers are those whose name or an alias ends as a name does.
	PutIdentifiers(ctx context.Context, all []Identifier) error
	Identifiers(ctx context.Context, name string) ([]Identifier, error)

	// Nearest finds the recorded wordings that share most with words, whoever
	// said them, or only those of one entity. It is a look-up in an index, and
	// finds wordings with words missing, added or changed. Best first.
	Nearest(ctx context.Context, words, speaker string, limit int) ([]Candidate, error)
	Coverage(ctx context.Context) (Coverage, error)

	// Correct records a correction and regroups what it touches; Withdraw takes
	// it back, and the record is as if it had never been made. An erasure cannot
	// be withdrawn.
	Correct(ctx context.Context, c Correction) (id string, err error)
	Withdraw(ctx context.Context, correction string, w Withdrawal) error
	Corrections(ctx context.Context) ([]Correction, error) // oldest first

	// SaveWatch saves a query to be asked again and again. What the record holds
	// by then is not new to it. Saved again, its title and feeds are replaced.
	SaveWatch(ctx context.Context, w Watch) (isNew bool, err error)
	Watches(ctx context.Context) ([]Watch, error) // oldest first
	// RemoveWatch forgets a watch with its notices.
	RemoveWatch(ctx context.Context, id string) error
	// FindNotices notes every statement that q finds, is new since the watch was
	// saved, and was never noticed by it, and tells how many those are. A statement
	// is noticed once, however many documents come to carry it.
	FindNotices(ctx context.Context, watch string, q Query, at time.Time) (found int, err error)
	// Notices are a watch's notices, newest first, but for what is hidden or erased
	// since; Waiting those not delivered yet, oldest first.
	Notices(ctx context.Context, watch string, limit int) ([]Notice, error)
	Waiting(ctx context.Context, watch string, limit int) ([]Notice, error)
	Delivered(ctx context.Context, notice string, at time.Time) error

	// Visits are what is known of these addresses, by address; the others are missing.
	Visits(ctx context.Context, urls []string) (map[string]Visit, error)
	// SaveVisits puts visits in place of what was known, in one transaction.
	SaveVisits(ctx context.Context, visits []Visit) error
	// DueVisits are the addresses found from these roots that are due by then: the
	// longest due first.
	DueVisits(ctx context.Context, roots []string, by time.Time, limit int) ([]Visit, error)
	// SaveCapture notes how a document of the record came. The first capture stands.
	SaveCapture(ctx context.Context, c Capture) error
	// Capture wraps quoth.ErrNotFound for a document that came another way.
	Capture(ctx context.Context, document string) (*Capture, error)

	// Faults looks through the whole record for what cannot be, calling found
	// for each fault; see Fault.
	Faults(ctx context.Context, found func(Fault)) error
	// Backup writes a consistent copy to a new file while the record is in use.
	Backup(ctx context.Context, path string) error
	Close() error

	Tokens
}

// Entry is a document and one reading of it.
type Entry struct {
	Doc     *quoth.Document
	Reading *quoth.Reading
	// As read from a record: whether a correction hides it, and which entities of the
	// reading are people that one hides.
	Hidden bool
	Unseen []int
}

// Failure is why a path gave no document.
type Failure struct {
	Path, Reason string
}

// Head is what is printed of a document beside a quotation.
type Head struct {
	ID, Title, Publisher, URL, Path string
	Published                       quoth.When
}

// Person is an entity by identifier and name. Both are "" where nobody is known.
type Person struct {
	ID, Name string
}

// Entity is someone in the world, gathered from all documents.
type Entity struct {
	ID         string // "p:" and a hash
	Kind       quoth.EntityKind
	Name       string // the name most documents print in full
	Aliases    []string
	Roles      []string
	Statements int // attitudes not counted
	Documents  int
	Hidden     bool // by a correction
}

// Statement is an act of saying as the record knows it. Its fields come from the
// quotations that attest it: the words and the passage from the fullest wording
// of the earliest origin, every other field from the first appearance that has it.
type Statement struct {
	ID         string // "s:" and the hash of its first quotation
	Speaker    Person
	Said       quoth.When
	Form       quoth.Form
	Act        quoth.Act
	Basis      quoth.Basis
	Told       string
	Venue      *Venue
	Text       string
	About      []Person
	Copies     int // documents that carry it
	Origins    int // independent ones
	Confidence float64
	First      Head
	Evidence   Passage
	Revised    bool // a document that carries it was corrected, withdrawn, or has a later version; see Store.Revised
}

// Venue is the occasion: its kind and, where known, its name.
type Venue struct {
	Kind quoth.VenueKind
	Name string
}

// Passage is words of a document, with the document's text to show them in.
type Passage struct {
	Document string
	Span     quoth.Span
	Text     string // the whole text of the document
}

// Appearance is one quotation in one document, as part of its statement.
type Appearance struct {
	Quotation quoth.Quotation
	Statement string
	Speaker   Person
	Said      quoth.When // as corrected
	Words     string     // the quotation's text
	Head      Head
	Passage   Passage
	Hidden    bool
	Hides     bool   // its statement is out of view under this quotation's name
	Origin    int    // 1 for the first origin of the statement, 2 for the next …
	Joined    string // why it is of that origin: "prose", "credit AP", "told Daily Ledger"; "" for the first of its origin
}

// Query asks for statements. Empty fields ask for nothing; all others must hold.
type Query struct {
	Speakers  []string   // identifiers of entities, any of them
	About     []string   // identifiers of entities, any of them
	From, To  quoth.When // said, or published if the saying has no date, from the beginning of From to the end of To
	Told      string     // an outlet, by any part of its name
	Form      quoth.Form
	Act       quoth.Act
	Outlet    string // the publisher of the first appearance, as printed
	Year      int    // of the day it is sorted at: 0 is any, -1 not known
	Grep      string // words that the statement's text holds, case-folded
	Words     string // full text: every word in some wording
	Attitudes bool   // also what was no speech
	Hidden    bool   // also what was hidden
	Limit     int    // 0 is no limit
	After     string // Page.Next of the page before
	Uncounted bool   // Page.Total is not wanted: who walks through all pages would count all on each
}

// Page is a stretch of the answer and how many there are in all.
type Page struct {
	Statements []Statement
	Total      int
	Next       string // "" on the last page
}

// Candidate is a recorded wording near to words looked for, with the quotation
// that stands for it (the first one printed) and the statement it attests.
type Candidate struct {
	Words     string
	Shared    float64 // how much of the words looked for the index found in it, 0 to 1: an order to try them in, never a verdict
	Quotation quoth.Quotation
	Speaker   Person
	Statement string
	Head      Head
	Passage   Passage
	// Sources counts the quotations with these words.
	Sources int
}

// Coverage is what the record holds, printed with every negative answer.
type Coverage struct {
	Documents  int
	Publishers int
	From, To   quoth.When // the earliest and the latest publication
	Statements int
	People     int
	Failures   int
	Unread     int     // documents kept but not read, such as those not in English
	ByYear     []Count // documents by year of publication, "" for unknown
	ByOutlet   []Count // documents by publisher, "" for unknown
}

// Count is a number of documents under a name.
type Count struct {
	Name      string
	Documents int
}

// CorrectionKind says what a correction does.
type CorrectionKind string

// The kinds of corrections.
const (
	MergePeople CorrectionKind = "merge"   // the entities Target and Value are one, known as Target
	SplitPerson CorrectionKind = "split"   // whom document Value calls by the names of entity Target is someone else
	FixSpeaker  CorrectionKind = "speaker" // the quotation Target was said by entity Value, by nobody known if ""
	FixDate     CorrectionKind = "said"    // the quotation Target was said on Value
	Hide        CorrectionKind = "hide"    // Target (a person, statement, quotation or document) is not shown
	Erase       CorrectionKind = "erase"   // the words of Target (a statement, quotation or document) are removed for good
)

// Correction is a change made by hand: recorded with who made it, when and why,
// never written over what was read, and kept when documents are read again.
type Correction struct {
	ID        string
	Kind      CorrectionKind
	Target    string
	Value     string
	Who, Why  string
	When      time.Time
	Withdrawn *Withdrawal
}

// Withdrawal says who took a correction back, when and why.
type Withdrawal struct {
	Who, Why string
	When     time.Time
}

// Fault is something in the record that cannot be: where, and what is wrong.
type Fault struct {
	Where, What string
}
