package record

import "time"

// VisitKind is what an address of the network turned out to hold.
type VisitKind string

// The kinds of addresses. The kind of one that was never asked for is "".
const (
	PageVisit    VisitKind = "page"
	FeedVisit    VisitKind = "feed"
	SitemapVisit VisitKind = "sitemap"
)

// Visit is what is known of one address: how it was found, what came of asking
// for it, and when to ask again. All visits together are the work that is still
// to be done, so that fetching can stop and go on at any moment. Zero times stand
// for never.
type Visit struct {
	URL   string
	Root  string // the address that the search for it began at
	Kind  VisitKind
	Depth int // steps from the root
	Found time.Time

	Fetched  time.Time // when it was last asked for, whatever came of it
	Due      time.Time // when to ask again
	Status   int       // of HTTP, 0 if no answer came
	Final    string    // the address after redirects
	ETag     string
	Modified string // Last-Modified as it stood
	Digest   string // of the words that were read
	Document string // the newest version
	Failures int    // in a row
	Reason   string // of the last failure

	Published, Updated string // as the feed or sitemap said
}

// Capture is how a document came over the network, and what its publisher said of
// its use at that moment.
type Capture struct {
	Document   string
	URL, Final string // as asked for, and as answered after redirects
	At         time.Time
	Status     int
	ETag       string
	Modified   string
	Previous   string // the version before from the same address, "" for none
	Signals    Signals
}

// Signals are what a publisher says of the use of a page, word for word as seen:
// robots.txt (RFC 9309), robots directives in headers and meta elements, and the
// reservation of text and data mining (TDMRep).
type Signals struct {
	RobotsTxt      string   `json:"robots_txt,omitempty"`      // "allowed", "none", the rules that let us in
	Robots         []string `json:"robots,omitempty"`          // X-Robots-Tag headers and meta elements: "noarchive", "quothbot: nosnippet"
	TDMReservation string   `json:"tdm_reservation,omitempty"` // "1" reserved, "0" not, "" not said
	TDMPolicy      string   `json:"tdm_policy,omitempty"`      // the address of the policy
	TDMSource      string   `json:"tdm_source,omitempty"`      // "header", "meta", "tdmrep.json"
}

// Reserved tells whether text and data mining is reserved.
func (s *Signals) Reserved() bool { return s.TDMReservation == "1" }
