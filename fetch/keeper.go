package fetch

import (
	"context"
	"errors"
	"slices"
	"sync"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/read"
	"github.com/quoth-news/quoth/record"
)

// Keeper stands between a Crawler and what reads its documents into a record: it
// notes an address as visited only once its documents are on disk, so that a crawl
// that is killed asks for them again.
type Keeper struct {
	store keeping

	mu      sync.Mutex
	waiting []step // in the order in which they were handed on
	err     error
}

// keeping is what of a record.Store a Keeper needs.
type keeping interface {
	Memory
	SaveCapture(ctx context.Context, c record.Capture) error
}

type step struct {
	outcome *Outcome
	doc     *quoth.Document // nil where there is none
	last    bool            // of its outcome
}

// NewKeeper makes a keeper over a record.
func NewKeeper(store keeping) *Keeper { return &Keeper{store: store} }

// Inputs hands on what a run of a crawler yields as items.
func (k *Keeper) Inputs(run func(ctx context.Context, yield func(*Outcome) error) error) func(context.Context, read.Options, func(read.Item) error) error {
	return func(ctx context.Context, _ read.Options, yield func(read.Item) error) error {
		return run(ctx, func(o *Outcome) error {
			if err := k.failure(); err != nil {
				return err
			}
			items := o.Items
			switch {
			case o.Err != nil:
				items = []read.Item{{Path: o.URL, Err: o.Err}}
			case o.Skipped != "":
				items = []read.Item{{Path: o.URL, Err: read.Skip(o.Skipped)}}
			}
			for i, item := range items {
				k.mu.Lock()
				k.waiting = append(k.waiting, step{o, item.Doc, i == len(items)-1})
				k.mu.Unlock()
				if err := yield(item); err != nil {
					return err
				}
			}
			return nil
		})
	}
}

// Stored is told what became of each item, in the order in which they were handed
// on: doc is nil where there is none.
func (k *Keeper) Stored(ctx context.Context, doc *quoth.Document) {
	k.mu.Lock()
	if len(k.waiting) == 0 {
		k.mu.Unlock()
		return
	}
	s := k.waiting[0]
	k.waiting = k.waiting[1:]
	k.mu.Unlock()
	var err error
	if doc != nil && s.outcome.Capture != nil {
		c := *s.outcome.Capture
		c.Document = doc.ID
		if err = k.store.SaveCapture(ctx, c); errors.Is(err, quoth.ErrNotFound) {
			err = nil // it was not added, and why has been told
		}
	}
	if err == nil && s.last && len(s.outcome.Visits) > 0 {
		err = k.store.SaveVisits(ctx, s.outcome.Visits)
	}
	if err != nil {
		k.mu.Lock()
		k.err = err
		k.mu.Unlock()
	}
}

// Capture is how a document came that was handed on and not stored yet, nil if that
// is not known.
func (k *Keeper) Capture(doc *quoth.Document) *record.Capture {
	k.mu.Lock()
	defer k.mu.Unlock()
	for _, s := range slices.Backward(k.waiting) {
		if s.doc == doc {
			return s.outcome.Capture
		}
	}
	return nil
}

// failure is what went wrong in noting visits.
func (k *Keeper) failure() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.err
}

// Forget drops what was handed on and never stored, after a run that broke off,
// and tells what went wrong in noting visits.
func (k *Keeper) Forget() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.waiting = nil
	err := k.err
	k.err = nil
	return err
}
