package quoth

// Form says how much of a quotation stands in quotation marks.
type Form string

// The forms: all, part or none of the words in quotation marks.
const (
	Direct   Form = "direct"
	Mixed    Form = "mixed"
	Indirect Form = "indirect"
)

// Act says what the speaker did by speaking, or that nothing was said.
type Act string

// The acts. Attitude (belief, wish, support, finding) is no speech.
const (
	Stated     Act = "statement"
	Denial     Act = "denial"
	Refusal    Act = "refusal"
	NoResponse Act = "no_response"
	Attitude   Act = "attitude"
)

// Basis says on what footing the words were given.
type Basis string

// The bases.
const (
	OnRecord     Basis = "on_record"
	Spokesperson Basis = "spokesperson"
	Written      Basis = "written"
	Unnamed      Basis = "unnamed"
	FromDocument Basis = "document"
	UnknownBasis Basis = "unknown"
)

// VenueKind is the kind of occasion.
type VenueKind string

// The kinds of venue.
const (
	Podcast         VenueKind = "podcast"
	Broadcast       VenueKind = "broadcast"
	Interview       VenueKind = "interview"
	PressConference VenueKind = "press_conference"
	SpeechVenue     VenueKind = "speech"
	Court           VenueKind = "court"
	Parliament      VenueKind = "parliament"
	StatementVenue  VenueKind = "statement"
	PostVenue       VenueKind = "post"
	DocumentVenue   VenueKind = "document"
	OtherVenue      VenueKind = "other"
)

// None marks an index (of an entity, a mention, a token) that points nowhere.
const None = -1

// Quotation is words on a page that report speech, with cue and speaker. Parts
// are never empty and hold the words without their outer marks, in order and not
// overlapping; for Mixed the part runs through the whole reported clause.
type Quotation struct {
	ID         string // "q:" and a hash of the document and the parts
	Form       Form
	Act        Act
	Basis      Basis
	Parts      []Span
	Confidence float64 // that this is a quotation at all
	Rule       string  // what found it, "extract/cue@1"
	Cue        Span    // empty if no words announce it
	Speaker    *Speaker
	Told       *Party // the outlet that first got the words
	Addressee  *Party // the person or group spoken to
	Via        *Party // who spoke for the speaker
	Venue      *Venue
	Said       *Said
	About      []About
	Nested     []Nested
	Language   string   // BCP 47, of words that are in another language than the document; "" if they are not
	Sources    []Source // what the extract stage saw of the source: candidates for attribute
}

// Source is a mention near a cue with the probability that it names the source.
type Source struct {
	Mention     int32 // index into Sheet.Mentions
	Probability float32
}

// Speaker is who said it: the source phrase as printed and the entity it means.
type Speaker struct {
	Mention    Span
	Entity     int // index into Reading.Entities, or None
	Confidence float64
	Rule       string
}

// Party is an outlet, an addressee or an intermediary.
type Party struct {
	Span
	Name   string
	Entity int // index into Reading.Entities, or None
	Rule   string
}

// Venue is the occasion the words were said on.
type Venue struct {
	Span
	Kind VenueKind
	Name string // as printed, "" if only the kind is known
	Rule string
}

// Said is when it was said and the words that tell.
type Said struct {
	Span
	When       When
	Rule       string
	Confidence float64
}

// About points at someone the words are about.
type About struct {
	Span
	Entity int
}

// Nested is speech quoted inside a quotation.
type Nested struct {
	Parts   []Span
	Speaker *Speaker
}

// Span runs from the first part's start to the last part's end.
func (q *Quotation) Span() Span {
	return Span{q.Parts[0].Start, q.Parts[len(q.Parts)-1].End}
}

// Text joins the words of the parts with one space each.
func (q *Quotation) Text(text string) string { return JoinParts(text, q.Parts) }

// JoinParts joins the words of the parts with one space between them.
func JoinParts(text string, parts []Span) string {
	if len(parts) == 1 {
		return parts[0].Of(text)
	}
	var b []byte
	for i, p := range parts {
		if i > 0 {
			b = append(b, ' ')
		}
		b = append(b, p.Of(text)...)
	}
	return string(b)
}

// EntityKind says what kind of someone an entity is.
type EntityKind string

// The kinds of entities.
const (
	Person        EntityKind = "person"
	Organisation  EntityKind = "organisation"
	Group         EntityKind = "group"
	UnnamedSource EntityKind = "unnamed"
	Place         EntityKind = "place" // never printed: a place is nobody, but must not be taken for one
)

// Entity is someone, as one document knows them.
type Entity struct {
	Kind     EntityKind
	Name     string   // the fullest name as printed; for an unnamed source its description
	Aliases  []string // other names and handles, in order of appearance
	Roles    []string // descriptions tied to the name by the text: "showrunner", "a doctor", "(D-Ohio)"
	Mentions []Span   // ordered
}

// Reading is all that one version of the rules and models found in one document.
// It stands off the text, which it never changes.
type Reading struct {
	Document   string // Document.ID
	Segments   []Segment
	Entities   []Entity
	Quotations []Quotation // ordered by the start of their first part
	Rules      []string    // the versions that made it, "extract@1", sorted
	Unread     string      // why nothing was read, such as "language fr"; "" if it was read
}
