package ask

import (
	"context"
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
