package ask

import (
	"context"
	"fmt"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/compare"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

// CheckQuery asks whether words were said, and by whom.
type CheckQuery struct {
	Quote string
	By    string // a person's name or identifier; "" asks for the words alone
	Ref   string // handed back with the answer, to tell the lines of a batch apart
}

// Attribution says how the record stands to the speaker asked for.
type Attribution string

// The attributions of the contract.
const (
	Supported         Attribution = "supported"
	OtherSpeaker      Attribution = "other_speaker"
	SpeakerWasQuoting Attribution = "speaker_was_quoting"
	ViaSpokesperson   Attribution = "via_spokesperson"
	Disputed          Attribution = "disputed"
	Unattributed      Attribution = "unattributed"
	UncheckedSpeaker  Attribution = "unchecked"
)

// Check holds a quotation against the record: was it said, by whom, when, first
// where, and in which words. Every answer carries the record's coverage, so that
// "not found" cannot be read as "never said".
func Check(ctx context.Context, store record.Store, q CheckQuery) (*wire.Check, error) {
	q.Quote = strings.ToValidUTF8(q.Quote, "\uFFFD")
	if strings.TrimSpace(q.Quote) == "" || compare.Words(q.Quote) == 0 {
		return nil, fmt.Errorf("%w: the quotation to check holds no words", quoth.ErrInvalid)
	}
	by, err := whom(ctx, store, q.By)
	if err != nil {
		return nil, err
	}
	coverage, err := store.Coverage(ctx)
	if err != nil {
		return nil, err
	}
	answer := &wire.Check{Quote: q.Quote, By: q.By, Ref: q.Ref, Wording: string(compare.Unchecked),
		Attribution: string(UncheckedSpeaker), Coverage: coverageOf(&coverage)}
	if coverage.Documents == 0 {
		return answer, nil
	}
	j, err := search(ctx, []finder{recorded{store}}, q.Quote, by)
	if err != nil {
		return nil, err
	}
	if err := j.answer(ctx, store, answer); err != nil {
		return nil, err
	}
	return answer, nil
}

// ExitStatus is what a check means to the shell: 0 where the words stand and the
// speaker is right, 3 where nothing could be found, else 1.
func ExitStatus(c *wire.Check) int {
	switch v := compare.Verdict(c.Wording); {
	case v == compare.NotFound || v == compare.Unchecked:
		return 3
	case v.Fine() && (c.By == "" || Attribution(c.Attribution) == Supported):
		return 0
	}
	return 1
}

// speaker is who was asked for: an entity of the record, or a name alone.
type speaker struct {
	id, name string
	ids      []string  // every entity the name may mean, where the caller can live with several
	act      quoth.Act // a draft that gives words as denied agrees with a record that does
}

// asked tells whether anyone was asked for.
func (s *speaker) asked() bool { return s.id != "" || s.name != "" }

// is tells whether the person of the record is who was asked for.
func (s *speaker) is(p record.Person) bool {
	if s.id != "" && p.ID != "" {
		if s.id == p.ID {
			return true
		}
		for _, id := range s.ids {
			if id == p.ID {
				return true
			}
		}
		return false
	}
	return s.name != "" && sameName(s.name, p.Name)
}

// sameName tells whether two names may be one person's by their words: the same
// surname, and nothing in the first names against it.
func sameName(a, b string) bool {
	x, y := record.FoldName(a), record.FoldName(b)
	if len(x) == 0 || len(y) == 0 {
		return false
	}
	if x[len(x)-1] != y[len(y)-1] {
		return false
	}
	if len(x) == 1 || len(y) == 1 {
		return true
	}
	return x[0] == y[0] || len(x[0]) == 1 && strings.HasPrefix(y[0], x[0]) || len(y[0]) == 1 && strings.HasPrefix(x[0], y[0])
}

// whom finds the person asked for. A name the record does not know is no error:
// the words may still be found, and be another's. A name that fits several is.
func whom(ctx context.Context, store record.Store, name string) (speaker, error) {
	if strings.TrimSpace(name) == "" {
		return speaker{}, nil
	}
	people, err := store.People(ctx, name)
	if err != nil && !isNotFound(err) {
		return speaker{}, err
	}
	people = fitting(people, name)
	switch len(people) {
	case 0:
		return speaker{name: name}, nil
	case 1:
		return speaker{id: people[0].ID, name: people[0].Name}, nil
	}
	var names []string
	for _, p := range people {
		names = append(names, fmt.Sprintf("%s (%s; %s)", p.Name, Described(&p), p.ID))
	}
	return speaker{}, fmt.Errorf("%w: %q may mean %s; say which by name or identifier", quoth.ErrAmbiguous, name, strings.Join(names, ", "))
}

// fitting narrows the people a name may mean to those it names in full, if any.
func fitting(people []record.Entity, name string) []record.Entity {
	folded := strings.Join(record.FoldName(name), " ")
	var full []record.Entity
	for _, p := range people {
		if p.ID == name || strings.Join(record.FoldName(p.Name), " ") == folded {
			full = append(full, p)
		}
	}
	if len(full) > 0 {
		return full
	}
	return people
}

func coverageOf(c *record.Coverage) wire.CheckCoverage {
	return *wire.OfCheckCoverage(c)
}
