package pipeline

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// Readings calls yield for documents that have been read elsewhere, or for a path with
// why it gives none.
type Readings func(ctx context.Context, yield func(path string, doc *quoth.Document, reading *quoth.Reading, err error) error) error

// Load writes documents that were read elsewhere, on a cluster say, to the record. What
// the record holds already is skipped, so that a load cut short can be begun again.
// Batches, failures and told are as in Run.Add.
func Load(ctx context.Context, readings Readings, store record.Store, progress func(Progress), told func(*Result)) error {
	b := newBatch(ctx, store, (&Run{Progress: progress}).counter(), told)
	defer b.counter.end()
	err := readings(ctx, func(path string, doc *quoth.Document, reading *quoth.Reading, err error) error {
		r := &Result{Path: path, Doc: doc, Err: err}
		if err == nil {
			r.Err = loadable(ctx, store, r, reading)
		}
		return b.take(r)
	})
	return errors.Join(err, b.close())
}

// loadable gives the result its reading, or says why the record need not have it.
func loadable(ctx context.Context, store record.Store, r *Result, reading *quoth.Reading) error {
	if err := record.Check(r.Doc, reading); err != nil {
		return fmt.Errorf("document %s: %w", r.Doc.ID, err)
	}
	there, err := store.Has(ctx, r.Doc.ID, reading.Rules)
	if err == nil && there {
		r.Skipped = AlreadyThere
	} else {
		r.Reading = reading
	}
	return err
}

// newBatch begins a batch that is written though the caller has given up waiting.
func newBatch(ctx context.Context, store record.Store, counter *counter, told func(*Result)) *batch {
	b := &batch{
		ctx:   context.WithoutCancel(ctx),
		store: store, told: told, counter: counter, waiting: map[string]bool{}, begun: time.Now(),
	}
	b.late = time.AfterFunc(time.Hour, b.writeLate)
	b.late.Stop()
	return b
}
