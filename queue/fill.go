package queue

import (
	"context"
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
	// Told, if set, hears of every failure; Progress how far it has come.
	Told     func(read.Item)
	Progress func(Filled)
}

// Filled is how far the filling of a queue has come.
type Filled struct {
	Put     int
	There   int // already in the record
	Queued  int // already in the queue
	Failed  int
	Held    bool // the queue is full: waiting for the workers
	Elapsed time.Duration
}

// The bounds of what is put at once.
const (
	handful      = 200
	handfulBytes = 8 << 20
)

// Fill puts the documents of inputs into the queue. What was put is on disk; begun
// again after it was cut short, it puts only what is missing. An input that cannot be
// read is recorded with its reason, and the rest goes on.
func (q *Queue) Fill(ctx context.Context, inputs pipeline.Inputs, store record.Store, how Filling) (Filled, error) {
	if how.Most <= 0 {
		how.Most = 100_000
	}
	f := &filler{q: q, store: store, how: how, begun: time.Now()}
	err := inputs(ctx, how.Read, func(item read.Item) error { return f.take(ctx, item) })
	if err == nil {
		err = f.put(ctx)
	}
	f.Elapsed = time.Since(f.begun)
	return f.Filled, err
}

type filler struct {
	Filled
	q     *Queue
	store record.Store
	how   Filling
	begun time.Time
	docs  []*quoth.Document
	bytes int
}

func (f *filler) take(ctx context.Context, item read.Item) error {
	if item.Err != nil {
		f.Failed++
		if f.how.Told != nil {
			f.how.Told(item)
		}
		return f.store.AddFailure(ctx, record.Failure{Path: item.Path, Reason: item.Err.Error()})
	}
	there, err := f.store.Has(ctx, item.Doc.ID, f.how.Rules)
	if err != nil {
		return err
	}
	if there {
		f.There++
		return nil
	}
	f.docs = append(f.docs, item.Doc)
	f.bytes += len(item.Doc.Text)
	if len(f.docs) >= handful || f.bytes >= handfulBytes {
		return f.put(ctx)
	}
	return nil
}

// put waits until the queue has room, and puts what is at hand.
func (f *filler) put(ctx context.Context) error {
	for {
		state, err := f.q.State(ctx)
		if err != nil {
			return err
		}
		f.Held = state.Waiting()+len(f.docs) > max(f.how.Most, len(f.docs))
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
	put, err := f.q.Put(ctx, f.docs, f.how.Priority)
	if err != nil {
		return fmt.Errorf("%w; what was put before stays", err)
	}
	f.Put += put
	f.Queued += len(f.docs) - put
	f.docs, f.bytes = f.docs[:0], 0
	f.tell()
	return nil
}

func (f *filler) tell() {
	if f.how.Progress != nil {
		f.Elapsed = time.Since(f.begun)
		f.how.Progress(f.Filled)
	}
}
