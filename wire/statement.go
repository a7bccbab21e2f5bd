package wire

import (
	"bytes"
	"encoding/json"
	"math"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// Line is a value as one line of JSON with its line end. Letters stand as they
// are: only quotation marks, backslashes and control characters are escaped.
func Line(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// Statement is what `quoth said --json` prints for each statement.
type Statement struct {
	Statement  string          `json:"statement"`
	Speaker    *Named          `json:"speaker"`
	Said       *EDTF           `json:"said"`
	Form       quoth.Form      `json:"form"`
	Act        quoth.Act       `json:"act"`
	Basis      quoth.Basis     `json:"basis"`
	Told       *string         `json:"told"`
	Venue      *StatementVenue `json:"venue"`
	Text       string          `json:"text"`
	About      []Named         `json:"about"`
	Copies     int             `json:"copies"`
	Origins    int             `json:"origins"`
	Confidence float64         `json:"confidence"`
	First      Source          `json:"first"`
	Evidence   Evidence        `json:"evidence"`
	Revisions  []Revision      `json:"revisions,omitempty"`
}

// Revision is what became of an article that carries a statement: its outlet
// corrected, clarified or withdrew it (Text is the notice), or a later version of it
// has the words otherwise, gives them to another, or has them no more.
type Revision struct {
	Kind string `json:"kind"` // correction, clarification, withdrawal, changed, reattributed, dropped
	Source
	Text    string     `json:"text,omitempty"`    // of a notice; of the later version the words, or who is said to have said them
	When    quoth.When `json:"when,omitempty"`    // the day a notice names
	Newer   *Source    `json:"newer,omitempty"`   // the later version
	Changes []Change   `json:"changes,omitempty"` // from the older words (record) to the newer (draft)
}

// Named is an entity by identifier and name.
type Named struct {
	Entity string `json:"entity"`
	Name   string `json:"name"`
}

// EDTF is when it was said.
type EDTF struct {
	EDTF quoth.When `json:"edtf"`
}

// StatementVenue is the occasion.
type StatementVenue struct {
	Kind quoth.VenueKind `json:"kind"`
	Name string          `json:"name,omitempty"`
}

// Source is a document by its head.
type Source struct {
	Document  string     `json:"document"`
	Publisher string     `json:"publisher,omitempty"`
	Published quoth.When `json:"published,omitempty"`
	URL       string     `json:"url,omitempty"`
}

// Evidence is a passage: Start and End count code points of the document's text,
// and Exact is the text between them.
type Evidence struct {
	Document string `json:"document"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Prefix   string `json:"prefix"`
	Exact    string `json:"exact"`
	Suffix   string `json:"suffix"`
}

// Trace is what `quoth trace --json` prints: a statement with its appearances,
// first to last. `quoth export --format jsonl` prints one a line.
type Trace struct {
	Statement
	Appearances []Appearance `json:"appearances"`
}

// Appearance is one document's wording of the statement, held against the fullest
// wording of the earliest origin.
type Appearance struct {
	Source
	Text    string   `json:"text"`
	Wording string   `json:"wording"`
	Changes []Change `json:"changes"`
	Origin  int      `json:"origin"`
	Revised string   `json:"revised,omitempty"` // the gravest kind of revision of this article or one it is a copy of
}

// Entity is what `quoth who --json` prints.
type Entity struct {
	Entity     string           `json:"entity"`
	Kind       quoth.EntityKind `json:"kind"`
	Name       string           `json:"name"`
	Aliases    []string         `json:"aliases"`
	Statements int              `json:"statements"`
	Candidates []Candidate      `json:"candidates,omitempty"`
}

// Candidate is an imported identifier that someone may have, and how well it fits.
type Candidate struct {
	Wikidata    string  `json:"wikidata"`
	Name        string  `json:"name"`
	Description string  `json:"description,omitempty"`
	Score       float64 `json:"score"`
}

// OfCandidates are candidates for JSON.
func OfCandidates(all []record.PossibleIdentifier) []Candidate {
	var out []Candidate
	for _, c := range all {
		out = append(out, Candidate{c.Wikidata, c.Name, c.Description, c.Score})
	}
	return out
}

// Coverage is what `quoth coverage --json` prints.
type Coverage struct {
	Documents  int        `json:"documents"`
	Publishers int        `json:"publishers"`
	From       quoth.When `json:"from,omitempty"`
	To         quoth.When `json:"to,omitempty"`
	Statements int        `json:"statements"`
	People     int        `json:"people"`
	Failures   int        `json:"failures"`
	Unread     int        `json:"unread"`
	Years      []Count    `json:"years"`
	Outlets    []Count    `json:"outlets"`
}

// Count is a number of documents: of a year, of an outlet; name null is unknown.
type Count struct {
	Name      *string `json:"name"`
	Documents int     `json:"documents"`
}

// OfStatement is a statement for JSON.
func OfStatement(s *record.Statement) *Statement {
	w := &Statement{Statement: s.ID, Form: s.Form, Act: s.Act, Basis: s.Basis, Text: s.Text, About: []Named{},
		Copies: s.Copies, Origins: s.Origins, Confidence: rounded(s.Confidence), First: OfHead(&s.First), Evidence: OfPassage(&s.Evidence)}
	if s.Speaker.ID != "" {
		w.Speaker = &Named{s.Speaker.ID, s.Speaker.Name}
	}
	if s.Said != "" {
		w.Said = &EDTF{s.Said}
	}
	if s.Told != "" {
		w.Told = &s.Told
	}
	if s.Venue != nil {
		w.Venue = &StatementVenue{s.Venue.Kind, s.Venue.Name}
	}
	for _, p := range s.About {
		w.About = append(w.About, Named{p.ID, p.Name})
	}
	return w
}

// OfHead is a document's head for JSON.
func OfHead(h *record.Head) Source {
	return Source{Document: h.ID, Publisher: h.Publisher, Published: h.Published, URL: h.URL}
}

// OfPassage is a passage for JSON, with the words around it.
func OfPassage(p *record.Passage) Evidence {
	runes := NewRunes(p.Text)
	e := Evidence{Document: p.Document, Start: runes.At(p.Span.Start), End: runes.At(p.Span.End), Exact: p.Span.Of(p.Text)}
	e.Prefix, e.Suffix = Around(p.Text, p.Span.Start, p.Span.End)
	return e
}

// OfEntity is someone for JSON.
func OfEntity(e *record.Entity) *Entity {
	w := &Entity{Entity: e.ID, Kind: e.Kind, Name: e.Name, Aliases: e.Aliases, Statements: e.Statements}
	if w.Aliases == nil {
		w.Aliases = []string{}
	}
	return w
}

// OfCoverage is the record's coverage for JSON.
func OfCoverage(c *record.Coverage) *Coverage {
	return &Coverage{Documents: c.Documents, Publishers: c.Publishers, From: c.From, To: c.To, Statements: c.Statements,
		People: c.People, Failures: c.Failures, Unread: c.Unread, Years: counts(c.ByYear), Outlets: counts(c.ByOutlet)}
}

func counts(all []record.Count) []Count {
	out := []Count{}
	for _, c := range all {
		w := Count{Documents: c.Documents}
		if c.Name != "" {
			w.Name = &c.Name
		}
		out = append(out, w)
	}
	return out
}

// rounded keeps three decimals: more would claim more than is known.
func rounded(f float64) float64 { return math.Round(f*1000) / 1000 }
