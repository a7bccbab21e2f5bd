package record

import "github.com/quoth-news/quoth"

// TallyBy says what statements are counted by; several may be asked for at once.
type TallyBy uint8

// What statements are counted by.
const (
	ByDay TallyBy = 1 << iota
	ByOutlet
	BySpeaker
	ByAbout
)

// Tally counts the statements of a query, by what a reader may narrow it to. What
// was not asked for is empty. Days are of all statements.
type Tally struct {
	Days     []DayTally    // in order
	Outlets  []OutletTally // of the first appearance; most first
	Speakers []EntityTally // most first
	About    []EntityTally // most first
	// Newest tells that outlets, speakers and people spoken of were counted in the
	// last MostCounted statements only, since there are more.
	Newest bool
}

// MostTallied is how many outlets, speakers and people spoken of a tally lists.
const MostTallied = 40

// MostCounted is how many statements a tally of outlets, speakers or people spoken of
// goes through: those that came into the record last. Somebody may have made a
// hundred thousand; whom they speak about shows in five thousand as well.
const MostCounted = 5000

// DayTally counts the statements of one day, form and act. Day is the day they are
// sorted at, quoth.LatestDay where it is not known.
type DayTally struct {
	Day        quoth.Day
	Form       quoth.Form
	Act        quoth.Act
	Statements int
}

// OutletTally counts the statements that an outlet printed first.
type OutletTally struct {
	Outlet     string // as printed, "" if unknown
	Statements int
}

// EntityTally counts the statements by or about someone.
type EntityTally struct {
	Person
	Kind       quoth.EntityKind
	Statements int
}
