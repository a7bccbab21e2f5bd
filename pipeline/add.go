package pipeline

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// Why a document was skipped.
const (
	AlreadyThere = "already in the record"
	SeenTwice    = "twice in the input"
)

// The bounds of a batch: documents written in one transaction. Larger batches
// are faster; what is lost when the machine stops is read again.
const (
	batchDocuments = 100
	batchBytes     = 8 << 20
	batchWait      = time.Second
)

// Add reads the inputs into the record. A document that the record holds, read by
// the same rules, is skipped before any reading, so that a walk cut short and
// begun again does only what is left. Documents are written in batches, in the
// order of the input; told, if not nil, hears of every result once it is on disk
// (or failed). When the context ends, what has been read is written first.
func (r *Run) Add(ctx context.Context, inputs Inputs, store record.Store, told func(*Result)) error {
	b := newBatch(ctx, store, r.counter(), told)
	defer b.counter.end()
	rules := r.Engine.Rules()
	err := r.each(ctx, r.Sharded(inputs), func(engine *Engine, result *Result) {
		there, err := store.Has(ctx, result.Doc.ID, rules)
		switch {
		case err != nil:
			result.Err = err
		case there:
			result.Skipped = AlreadyThere
		default:
			reading := engine.Read(result.Doc)
			if result.Err = record.Check(result.Doc, reading); result.Err == nil {
				result.Reading = reading
			}
		}
	}, b.take)
	return errors.Join(err, b.close())
}

// batch gathers results until they are worth a transaction, or until nothing has
// come for a while: a queue that has run dry must not keep waiting for its last words.
type batch struct {
	mu      sync.Mutex // take and the clock
	late    *time.Timer
	failed  error // of a write by the clock
	ctx     context.Context
	store   record.Store
	told    func(*Result)
	counter *counter
	results []Result
	entries []record.Entry
	waiting map[string]bool // identifiers in entries
	bytes   int
	begun   time.Time
}

func (b *batch) take(result *Result) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.failed != nil {
		return b.failed
	}
	if result.Err != nil && errors.Is(result.Err, context.Canceled) {
		return result.Err // we are stopping: no failure of the document
	}
	if result.Reading != nil {
		if b.waiting[result.Doc.ID] {
			result.Reading, result.Skipped = nil, SeenTwice
		} else {
			b.waiting[result.Doc.ID] = true
			b.entries = append(b.entries, record.Entry{Doc: result.Doc, Reading: result.Reading})
			b.bytes += len(result.Doc.Text)
		}
	}
	b.results = append(b.results, *result)
	b.late.Reset(batchWait)
	if len(b.results) >= batchDocuments || b.bytes >= batchBytes || time.Since(b.begun) > batchWait {
		return b.write()
	}
	return nil
}

// writeLate is the clock's: nothing has come for a while.
func (b *batch) writeLate() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.failed == nil {
		b.failed = b.write()
	}
}

// close writes what is left.
func (b *batch) close() error {
	b.late.Stop()
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.failed != nil {
		return b.failed
	}
	return b.write()
}

// write puts the batch on disk and tells of it. If the batch fails as a whole,
// its documents are tried one by one, so that one bad document costs only itself.
func (b *batch) write() error {
	if err := b.writeReadings(); err != nil {
		return err
	}
	for i := range b.results {
		result := &b.results[i]
		if result.Err != nil {
			if err := b.store.AddFailure(b.ctx, record.Failure{Path: result.Path, Reason: result.Err.Error()}); err != nil {
				return fmt.Errorf("recording why %s failed: %w", result.Path, err)
			}
		}
		b.counter.count(result)
		if b.told != nil {
			b.told(result)
		}
	}
	b.results, b.entries, b.bytes = b.results[:0], b.entries[:0], 0
	clear(b.waiting)
	b.begun = time.Now()
	return nil
}

func (b *batch) writeReadings() error {
	if len(b.entries) == 0 {
		return nil
	}
	added, batchErr := b.store.AddReadings(b.ctx, b.entries)
	entry := 0
	for i := range b.results {
		result := &b.results[i]
		if result.Reading == nil {
			continue
		}
		var isNew bool
		var err error
		if batchErr == nil {
			isNew = added[entry]
		} else {
			isNew, err = b.store.AddReading(b.ctx, result.Doc, result.Reading)
		}
		entry++
		switch {
		case err != nil && !errors.Is(err, quoth.ErrInvalid):
			return err // the record is what is wrong, not the document
		case err != nil:
			result.Reading, result.Err = nil, fmt.Errorf("not added: %w", err)
		case !isNew:
			result.Reading, result.Skipped = nil, AlreadyThere
		}
	}
	return nil
}
