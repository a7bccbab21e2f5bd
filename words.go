package quoth

import (
	"strconv"
	"strings"
)

// Words says an act as a person would, "" for a plain statement.
func (a Act) Words() string {
	switch a {
	case Denial:
		return "denied"
	case Refusal:
		return "declined to comment"
	case NoResponse:
		return "did not respond"
	case Attitude:
		return "an attitude, no speech"
	}
	return ""
}

// Words says on what footing words were given, "" where that is on the record or
// not known.
func (b Basis) Words() string {
	switch b {
	case Spokesperson:
		return "through a spokesperson"
	case Written:
		return "in writing"
	case Unnamed:
		return "an unnamed source"
	case FromDocument:
		return "from a document"
	}
	return ""
}

// Words says an occasion as a person would: "on The Long Lunch", "press conference",
// "" where nothing is known. name may be "".
func (k VenueKind) Words(name string) string {
	switch {
	case name != "":
		return "on " + name
	case k == OtherVenue:
		return ""
	}
	return strings.ReplaceAll(string(k), "_", " ")
}

// Counted says how many there are: "1 person", "3 people", "20,735 statements".
func Counted(n int, what string) string {
	switch {
	case n == 1:
	case what == "person":
		what = "people"
	default:
		what += "s"
	}
	return Grouped(n) + " " + what
}

// Grouped is a number with its thousands set apart: "20,735".
func Grouped(n int) string {
	digits := strconv.Itoa(n)
	for i := len(digits) - 3; i > 0 && digits[i-1] != '-'; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// Printable keeps words of the world from steering what shows them: control
// characters and marks that turn the direction of writing are left out.
func Printable(s string) string {
	return strings.Map(func(r rune) rune {
		if Steers(r) {
			return -1
		}
		return r
	}, s)
}

// Steers tells whether a character is no writing but a command to what shows it.
// The end of a line is one, too.
func Steers(r rune) bool {
	switch {
	case r < ' ', 0x7f <= r && r < 0xa0, 0x200e <= r && r <= 0x200f, 0x202a <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069:
		return true
	}
	return false
}
