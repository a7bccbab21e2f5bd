package queue

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/read"
	"github.com/quoth-news/quoth/record"
)

// Filling says how to fill the queue.
type Filling struct {
	Priority int          // Urgent to Archive, Usual if 0
	Most     int          // so many documents may wait; more wait outside. 100,000 if 0
	Rules    []string     // a document that the record holds, read by these rules, is not put
	Read     read.Options // how inputs are read
	// Capture, if set, is how a document came over the network; what it gives goes into
	// the queue with the document, and is noted once that is read.
	Capture func(*quoth.Document) *record.Capture
	// Told, if set, hears of every item in the order of the input, once its document is on
	// disk (in the queue, or in the record before) or its failure is; Progress how far it has come.
	Told     func(read.Item)
	Progress func(Filled)
}

// Filled is how far the filling of a queue has come.
type Filled struct {
	Put     int
	There   int // already in the record
	Queued  int // already in the queue
	Skipped int // the input itself says that it is nothing to read
	Failed  int
	Held    bool // the queue is full: waiting for the workers
	Elapsed time.Duration
}

// The bounds of what is put at once.
const (
	handful      = 200
	handfulBytes = 8 << 20
	handfulWait  = time.Second // what comes slowly is put at once
)

// Fill puts the documents of inputs into the queue. What was put is on disk; begun
// again after it was cut short, it puts only what is missing. An input that cannot be
// read is recorded with its reason, and the rest goes on.
func (q *Queue) Fill(ctx context.Context, inputs pipeline.Inputs, store record.Store, how Filling) (Filled, error) {
	if how.Most <= 0 {
		how.Most = 100_000
	}
	f := &filler{q: q, store: store, how: how, begun: time.Now(), put: time.Now()}
	err := inputs(ctx, how.Read, func(item read.Item) error { return f.take(ctx, item) })
	if err == nil {
		err = f.flush(ctx)
	}
	f.Elapsed = time.Since(f.begun)
	return f.Filled, err
}

type filler struct {
	Filled
	q       *Queue
	store   record.Store
	how     Filling
	begun   time.Time
	put     time.Time   // when something was put last
	room    int         // so much may be put before the queue is looked at again
	items   []read.Item // whose fate is not told yet
	parcels []Parcel    // those of them that are to be put
	bytes   int
}

func (f *filler) take(ctx context.Context, item read.Item) error {
	f.items = append(f.items, item)
	_, skipped := errors.AsType[read.Skip](item.Err)
	switch {
	case skipped:
		f.Skipped++
	case item.Err != nil:
		f.Failed++
		if err := f.store.AddFailure(ctx, record.Failure{Path: item.Path, Reason: item.Err.Error()}); err != nil {
			return err
		}
	default:
		there, err := f.store.Has(ctx, item.Doc.ID, f.how.Rules)
		if err != nil {
			return err
		}
		if there {
			f.There++
			break
		}
		p := Parcel{Doc: item.Doc}
		if f.how.Capture != nil {
			p.Capture = f.how.Capture(item.Doc)
		}
		f.parcels = append(f.parcels, p)
		f.bytes += len(item.Doc.Text)
	}
	if len(f.items) >= handful || f.bytes >= handfulBytes || time.Since(f.put) > handfulWait {
		return f.flush(ctx)
	}
	return nil
}

// flush puts what is at hand, and tells what has become of each item.
func (f *filler) flush(ctx context.Context) error {
	if len(f.parcels) > 0 {
		if err := f.putAll(ctx); err != nil {
			return err
		}
	}
	f.put = time.Now()
	if f.how.Told != nil {
		for _, item := range f.items {
			f.how.Told(item)
		}
	}
	f.items, f.parcels, f.bytes = f.items[:0], f.parcels[:0], 0
	f.tell()
	return nil
}

// putAll waits until the queue has room, and puts what is at hand. Counting the queue
// costs what it holds, so it is not counted for every handful.
func (f *filler) putAll(ctx context.Context) error {
	for f.room < len(f.parcels) {
		state, err := f.q.State(ctx)
		if err != nil {
			return err
		}
		waiting := state.Waiting()
		if f.room = min(f.how.Most-waiting, max(f.how.Most/10, len(f.parcels))); waiting == 0 {
			f.room = max(f.room, len(f.parcels)) // a handful may be more than all that may wait
		}
		f.Held = f.room < len(f.parcels)
		f.tell()
		if !f.Held {
			break
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
	put, err := f.q.Put(ctx, f.parcels, f.how.Priority)
	if err != nil {
		return fmt.Errorf("%w; what was put before stays", err)
	}
	f.room -= len(f.parcels)
	f.Put += put
	f.Queued += len(f.parcels) - put
	return nil
}

func (f *filler) tell() {
	if f.how.Progress != nil {
		f.Elapsed = time.Since(f.begun)
		f.how.Progress(f.Filled)
	}
}
