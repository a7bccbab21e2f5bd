package record

import (
	"regexp"
	"strings"

	"github.com/quoth-news/quoth"
)

// A new version of an article is a document of its own, linked to the old one: both
// have one address, or one outlet printed both under one title within a month and
// the reporter's prose is the same. Agencies send a story again under its title with
// a word before it ("CORRECTED-", "UPDATE 2-", "WITHDRAWN-"), which says enough.

// advisory is what agencies put before or behind the title of a story sent again.
var advisory = regexp.MustCompile(`^\W*(?i:(?:update|refile|correct(?:ed|ion|s)|recasts?|withdrawn|withdrawal|kill(?:ed)?|retract(?:ed|ion)|repeat|clarif\w+|advisory)(?: \d+)?(?:-[\p{L}\d ]{1,20})?[)\]]? ?[-–—:|)\]]|\((?:story|article) (?:withdrawn|killed|retracted|corrected)\))\s*|\s*(?i:\((?:corrected|withdrawn|updated?|retracted|killed)\))$`)

// leastHeading is how many words a title has that is one article's and no column's.
const leastHeading = 4

// Heading is the title that versions of one article share, folded, without an
// agency's word before it; sent tells whether there was one. It is "" for a title
// that says too little.
func Heading(title string) (heading string, sent bool) {
	rest := strings.TrimSpace(title)
	for cut := advisory.ReplaceAllString(rest, ""); cut != rest; cut = advisory.ReplaceAllString(rest, "") {
		rest, sent = cut, true
	}
	words := FoldName(rest)
	if len(words) < leastHeading {
		return "", sent
	}
	return strings.Join(words, " "), sent
}

// Version is a document as the linking of versions sees it.
type Version struct {
	Document           string
	URL, Outlet, Title string
	Published, Updated quoth.When
	Notice             quoth.NoticeKind // the gravest, see GravestNotice
	Prose              []uint32
}

// versionDays is how many days apart one outlet prints two versions without address.
const versionDays = 31

// IsVersion tells whether two documents are versions of one article.
func IsVersion(a, b *Version) bool {
	if a.Document == b.Document {
		return false
	}
	if a.URL != "" && a.URL == b.URL {
		return true
	}
	x, xSent := Heading(a.Title)
	y, ySent := Heading(b.Title)
	if x == "" || x != y || a.Outlet == "" || a.Outlet != b.Outlet {
		return false
	}
	m, _, ok := a.Published.Bounds()
	n, _, known := b.Published.Bounds()
	if !ok || !known || m-n > versionDays || n-m > versionDays {
		return false
	}
	return xSent || ySent || sameProse(a.Prose, b.Prose)
}

// VersionDays are the dates between which versions of an article of a day are printed,
// as text that sorts as dates do.
func VersionDays(published quoth.When) (from, to string) {
	first, last, ok := published.Bounds()
	if !ok {
		return "", ""
	}
	return string((first - versionDays).When()), string((last + versionDays).When())
}

// Later tells whether version a came out after version b: by the day of its last
// change, then because it carries a notice of a change where the other has none,
// then by its identifier, so that the answer is the same whichever was added first.
func Later(a, b *Version) bool {
	if c := quoth.Compare(changed(a), changed(b)); c != 0 {
		return c > 0
	}
	if x, y := gravity[a.Notice], gravity[b.Notice]; x != y {
		return x > y
	}
	if _, x := Heading(a.Title); x {
		if _, y := Heading(b.Title); !y {
			return true
		}
	} else if _, y := Heading(b.Title); y {
		return false
	}
	return a.Document > b.Document
}

func changed(v *Version) quoth.When {
	if v.Updated != "" {
		return v.Updated
	}
	return v.Published
}

var gravity = map[quoth.NoticeKind]int{quoth.Clarification: 1, quoth.Correction: 2, quoth.Withdrawal: 3}

// GravestNotice is the gravest of a document's notices; "" where there is none, or
// only updates, which take nothing back.
func GravestNotice(notices []quoth.Notice) (kind quoth.NoticeKind) {
	for _, n := range notices {
		if gravity[n.Kind] > gravity[kind] {
			kind = n.Kind
		}
	}
	return kind
}

// Revised is a document that carries a statement and was corrected or withdrawn, or
// of which there is a later version.
type Revised struct {
	Head    Head
	Notices []quoth.Notice
	Text    string // of the document, for the notices' spans
	Newer   string // the latest version's identifier, "" if this is it
}
