package ask

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// HiddenError is the answer for an identifier of what was taken out of view: no
// question shows it until the correction is taken back.
type HiddenError struct {
	ID         string
	Correction record.Correction
}

func (e *HiddenError) Error() string {
	return fmt.Sprintf("%s was taken out of view on %s", e.ID, e.Correction.When.Format("2 January 2006"))
}

// Unwrap makes it a quoth.ErrNotFound.
func (e *HiddenError) Unwrap() error { return quoth.ErrNotFound }

// visible is a HiddenError if one of the identifiers is hidden by a correction that
// stands; id is the one that was asked for.
func visible(ctx context.Context, store record.Store, id string, within ...string) error {
	all, err := store.Corrections(ctx)
	if err != nil {
		return err
	}
	for _, c := range all {
		if c.Kind == record.Hide && c.Withdrawn == nil && (c.Target == id || slices.Contains(within, c.Target)) {
			return &HiddenError{ID: id, Correction: c}
		}
	}
	return nil
}

// appearanceVisible is the same for a quotation, which is hidden with its document,
// its statement or its speaker too.
func appearanceVisible(ctx context.Context, store record.Store, a *record.Appearance) error {
	if !a.Hidden {
		return visible(ctx, store, a.Quotation.ID, a.Statement)
	}
	err := visible(ctx, store, a.Quotation.ID, a.Statement, record.StatementID(a.Quotation.ID), a.Passage.Document, a.Speaker.ID)
	if err == nil { // hidden by a name that is another's by now
		err = fmt.Errorf("%w: %s was taken out of view", quoth.ErrNotFound, a.Quotation.ID)
	}
	return err
}

// InView is the reading of a document without what was hidden: its quotations, and the
// people and whatever points at them. The text stays as it is: only erasing removes words.
func InView(ctx context.Context, store record.Store, e *record.Entry) (*quoth.Reading, error) {
	kept := *e.Reading
	kept.Quotations = nil
	for i := range e.Reading.Quotations {
		seen, err := quotationSeen(ctx, store, e.Reading.Quotations[i].ID)
		if err != nil {
			return nil, err
		}
		if seen {
			kept.Quotations = append(kept.Quotations, e.Reading.Quotations[i])
		}
	}
	if len(e.Unseen) > 0 {
		withoutPeople(&kept, e.Unseen)
	}
	return &kept, nil
}

// quotationSeen tells whether a quotation is in view. One that the record gave no place,
// such as words under another speech, is.
func quotationSeen(ctx context.Context, store record.Store, quotation string) (bool, error) {
	all, err := store.Appearances(ctx, record.StatementID(quotation))
	if errors.Is(err, quoth.ErrNotFound) {
		return true, nil
	}
	for i := range all {
		if all[i].Hides || all[i].Hidden && all[i].Quotation.ID == quotation {
			return false, err
		}
	}
	return err == nil, err
}

// withoutPeople takes entities out of a reading whose quotations are a copy, with
// whatever points at them.
func withoutPeople(r *quoth.Reading, unseen []int) {
	place := make([]int, len(r.Entities)) // of each entity among those that stay
	var entities []quoth.Entity
	for i := range r.Entities {
		if place[i] = quoth.None; !slices.Contains(unseen, i) {
			place[i] = len(entities)
			entities = append(entities, r.Entities[i])
		}
	}
	r.Entities = entities
	party := func(p *quoth.Party) *quoth.Party {
		if p == nil || p.Entity == quoth.None {
			return p
		}
		moved := *p
		if moved.Entity = place[p.Entity]; moved.Entity == quoth.None {
			return nil
		}
		return &moved
	}
	speaker := func(s *quoth.Speaker) *quoth.Speaker {
		if s == nil || s.Entity == quoth.None {
			return s
		}
		moved := *s
		if moved.Entity = place[s.Entity]; moved.Entity == quoth.None {
			return nil
		}
		return &moved
	}
	for i := range r.Quotations {
		q := &r.Quotations[i]
		q.Speaker, q.Told, q.Addressee, q.Via = speaker(q.Speaker), party(q.Told), party(q.Addressee), party(q.Via)
		about := q.About
		q.About = nil
		for _, a := range about {
			if a.Entity = place[a.Entity]; a.Entity != quoth.None {
				q.About = append(q.About, a)
			}
		}
		q.Nested = slices.Clone(q.Nested)
		for j := range q.Nested {
			q.Nested[j].Speaker = speaker(q.Nested[j].Speaker)
		}
	}
}
