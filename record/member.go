package record

import (
	"cmp"
	"slices"
	"strings"

	"github.com/quoth-news/quoth"
)

// Member is a quotation as grouping sees it. Two stores that hold the same
// documents build the same members, but for the row numbers.
type Member struct {
	Row       int64 // the store's number for the quotation
	Wording   int64 // the store's number for its folded words
	Statement int64 // the row of the quotation that names its statement, 0 before it has one
	Entity    int64 // the store's number for the speaker, 0 if unattributed
	Folded    string
	Words     []uint32 // hashes of the folded words

	ID         string // of the quotation
	Document   string
	Start      int
	Form       quoth.Form
	Act        quoth.Act
	Basis      quoth.Basis
	Said       quoth.When
	Published  quoth.When
	Told       string // as printed
	Venue      Venue
	Confidence float64
	Hidden     bool // itself, its document or its speaker
	Hides      bool // the whole statement

	ToldOutlet string   // Told, folded
	Outlet     string   // the publisher, folded
	Credit     string   // the agency credited, folded
	URL        string   // of the document
	Prose      []uint32 // the sketch of the prose around it
	Whole      []uint32 // and of its whole document
}

// StatementID is the identifier of the statement that a quotation names. Every
// quotation of a statement names it; the first one's name is its identifier.
func StatementID(quotation string) string { return "s:" + strings.TrimPrefix(quotation, "q:") }

// QuotationID is the quotation that a statement's identifier names.
func QuotationID(statement string) string { return "q:" + strings.TrimPrefix(statement, "s:") }

// Class parts the acts that can never attest one statement.
func Class(a quoth.Act) int {
	switch a {
	case quoth.Denial:
		return 2
	case quoth.Refusal, quoth.NoResponse:
		return 3
	case quoth.Attitude:
		return 4
	}
	return 1
}

// span is a stretch of days.
type span struct{ first, last quoth.Day }

var always = span{quoth.EarliestDay, quoth.LatestDay}

// said is when a member says it was said; ok is false where it does not.
func (m *Member) said() (span, bool) {
	first, last, ok := m.Said.Bounds()
	return span{first, last}, ok
}

// published is the day a member's document came out, ok false if unknown.
func (m *Member) published() (quoth.Day, bool) {
	first, _, ok := m.Published.Bounds()
	return first, ok && first != quoth.EarliestDay
}

// firstPrinted orders the members of a statement from first appearance to last.
func firstPrinted(a, b *Member) int {
	if c := quoth.Compare(a.Published, b.Published); c != 0 {
		return c
	}
	if c := strings.Compare(a.Document, b.Document); c != 0 {
		return c
	}
	if c := cmp.Compare(a.Start, b.Start); c != 0 {
		return c
	}
	return strings.Compare(a.ID, b.ID)
}

// fullestFirst orders members for grouping: long wordings before their cuts, of
// equal length the dated before the undated, then by date and first appearance.
func fullestFirst(a, b *Member) int {
	if c := len(b.Words) - len(a.Words); c != 0 {
		return c
	}
	x, xDated := a.said()
	y, yDated := b.said()
	if xDated != yDated {
		if xDated {
			return -1
		}
		return 1
	}
	if c := cmp.Compare(int64(x.last)-int64(x.first), int64(y.last)-int64(y.first)); c != 0 {
		return c
	}
	if c := cmp.Compare(x.first, y.first); c != 0 {
		return c
	}
	return firstPrinted(a, b)
}

// SortMembers puts members in the order of first appearance.
func SortMembers(members []*Member) { slices.SortFunc(members, firstPrinted) }
