package ask

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// SaidQuery asks for the statements of a person. Empty fields ask for nothing.
type SaidQuery struct {
	Person    string     // a name or identifier; "" is anybody
	About     string     // a name or identifier
	From, To  quoth.When // from the beginning of From to the end of To
	Told      string     // an outlet, by any words of its name
	Form      quoth.Form
	Act       quoth.Act
	Outlet    string // the publisher of the first appearance, as printed
	Year      int    // of the saying: 0 is any, -1 not known
	Grep      string // words the statement's text holds
	Words     string // full text: every word, in some wording
	Attitudes bool   // also belief, wish, support: what was no speech
	Hidden    bool
	Limit     int    // 0 is no limit
	Cursor    string // Page.Next of the answer before
}

// Said is the timeline of a person's statements, in the order of when they were
// said. A name nobody bears is an error wrapping quoth.ErrNotFound, one that fits
// several an *AmbiguousError.
func Said(ctx context.Context, store record.Store, q SaidQuery) (*record.Page, error) {
	if err := q.Check(); err != nil {
		return nil, err
	}
	query := record.Query{From: q.From, To: q.To, Told: q.Told, Form: q.Form, Act: q.Act, Outlet: q.Outlet, Year: q.Year, Grep: q.Grep, Words: q.Words,
		Attitudes: q.Attitudes, Hidden: q.Hidden, Limit: q.Limit, After: q.Cursor}
	if q.Person != "" {
		person, err := Meant(ctx, store, q.Person)
		if err != nil {
			return nil, err
		}
		query.Speakers = []string{person.ID}
	}
	if q.About != "" {
		about, err := Meant(ctx, store, q.About)
		if err != nil {
			return nil, err
		}
		query.About = []string{about.ID}
	}
	return store.Statements(ctx, query)
}

// Check tells whether the dates are dates, the form is one and the limit can be kept.
func (q *SaidQuery) Check() error {
	for name, when := range map[string]quoth.When{"from": q.From, "to": q.To} {
		if !when.Valid() {
			return fmt.Errorf("%w: --%s %s is no date; write 2010, 2010-03 or 2010-03-02", quoth.ErrInvalid, name, when)
		}
	}
	switch q.Form {
	case "", quoth.Direct, quoth.Mixed, quoth.Indirect:
	default:
		return fmt.Errorf("%w: --form %s is none of direct, mixed, indirect", quoth.ErrInvalid, q.Form)
	}
	if q.Limit < 0 {
		return fmt.Errorf("%w: --limit %d is below 0", quoth.ErrInvalid, q.Limit)
	}
	return nil
}

// AmbiguousError is a name that fits several people, who are listed.
type AmbiguousError struct {
	Name   string
	People []record.Entity
}

func (e *AmbiguousError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%q may mean %d people:", e.Name, len(e.People))
	for i := range e.People {
		p := &e.People[i]
		fmt.Fprintf(&b, "\n  %s  %s (%s)", p.ID, p.Name, Described(p))
	}
	return b.String()
}

// Described is what tells someone from others of the name: the kind, up to three
// roles, and how many statements are theirs.
func Described(p *record.Entity) string {
	words := append([]string{string(p.Kind)}, p.Roles[:min(len(p.Roles), 3)]...)
	return strings.Join(append(words, quoth.Counted(p.Statements, "statement")), ", ")
}

// Unwrap makes it a quoth.ErrAmbiguous.
func (e *AmbiguousError) Unwrap() error { return quoth.ErrAmbiguous }

// Meant is the one entity a name means: who bears exactly that name (of two words
// or more: one who is known by surname alone is only one of those who bear it), else
// the one person, organisation or group whose name has its words. People come before
// organisations that bear their name, and those who ever spoke before those who
// are only mentioned.
func Meant(ctx context.Context, store record.Store, name string) (*record.Entity, error) {
	people, err := Who(ctx, store, name)
	if err != nil {
		return nil, err
	}
	words := record.FoldName(name)
	for _, keep := range []func(*record.Entity) bool{
		func(e *record.Entity) bool { return len(words) > 1 && slices.Equal(record.FoldName(e.Name), words) },
		func(e *record.Entity) bool { return e.Kind == people[0].Kind },
		func(e *record.Entity) bool { return e.Statements > 0 },
	} {
		if kept := filter(people, keep); len(kept) > 0 {
			people = kept
		}
	}
	if len(people) > 1 {
		return nil, &AmbiguousError{Name: name, People: people}
	}
	return &people[0], nil
}

func filter(people []record.Entity, keep func(*record.Entity) bool) (kept []record.Entity) {
	for i := range people {
		if keep(&people[i]) {
			kept = append(kept, people[i])
		}
	}
	return kept
}
