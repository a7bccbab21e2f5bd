package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/queue"
	"github.com/quoth-news/quoth/read"
	"github.com/quoth-news/quoth/record"
)

// openQueue opens the queue of the record.
func (sh *shell) openQueue(ctx context.Context, create bool) (*queue.Queue, error) {
	if !sh.inPostgres() {
		err := fmt.Errorf("%s is a file: a queue for many workers needs a record in PostgreSQL", sh.db)
		return nil, &usageError{withHint(err, "export QUOTH_DB=postgres://user@host/quoth")}
	}
	q, err := queue.Open(ctx, sh.db, queue.Options{Create: create, Log: slog.New(slog.NewTextHandler(sh.errOut, &slog.HandlerOptions{Level: slog.LevelError}))})
	if err != nil {
		return nil, fmt.Errorf("%w: the queue of %s: %w", errNoRecord, sh.recordName(), err)
	}
	return q, nil
}

// fillQueue puts inputs into the queue instead of reading them here.
func (sh *shell) fillQueue(ctx context.Context, run *pipeline.Run, inputs pipeline.Inputs, how queue.Filling, quiet bool) error {
	q, err := sh.openQueue(ctx, true)
	if err != nil {
		return err
	}
	defer q.Close()
	store, err := sh.writeRecord(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	how.Rules, how.Read = run.Engine.Rules(), run.Read
	how.Told = func(item read.Item) { sh.report(putResult(item)) }
	if show := !quiet && isTerminal(sh.errOut); show {
		how.Progress = func(f queue.Filled) { fmt.Fprintf(sh.errOut, "\r\x1b[K%s", filledLine(f)) }
		defer fmt.Fprint(sh.errOut, "\r\x1b[K")
	}
	filled, err := q.Fill(ctx, inputs, store, how)
	if !quiet {
		sh.say("queue of %s: %s, %v", sh.recordName(), filledLine(filled), filled.Elapsed.Round(time.Millisecond))
	}
	switch {
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		return withHint(fmt.Errorf("%w; what was put is in the queue", errStopped), "the same command again, to go on")
	case err == nil && filled.Failed > 0:
		return &silent{errProblems}
	}
	return err
}

// putResult is what became of an item on its way to the queue.
func putResult(item read.Item) *pipeline.Result {
	if skip, ok := errors.AsType[read.Skip](item.Err); ok {
		return &pipeline.Result{Path: item.Path, Skipped: string(skip)}
	}
	return &pipeline.Result{Path: item.Path, Doc: item.Doc, Err: item.Err}
}

// adding is what brings the documents of a crawl into a record, at once or by the
// queue; capture is how each came.
type adding func(ctx context.Context, inputs pipeline.Inputs, store record.Store, capture func(*quoth.Document) *record.Capture, told func(*pipeline.Result)) error

// atOnce reads documents into the record.
func atOnce(run *pipeline.Run) adding {
	return func(ctx context.Context, inputs pipeline.Inputs, store record.Store, _ func(*quoth.Document) *record.Capture, told func(*pipeline.Result)) error {
		return run.Add(ctx, inputs, store, told)
	}
}

// intoQueue puts documents into a queue.
func intoQueue(q *queue.Queue, run *pipeline.Run, how queue.Filling) adding {
	return func(ctx context.Context, inputs pipeline.Inputs, store record.Store, capture func(*quoth.Document) *record.Capture, told func(*pipeline.Result)) error {
		how.Rules, how.Read, how.Capture = run.Engine.Rules(), run.Read, capture
		how.Told = func(item read.Item) { told(putResult(item)) }
		how.Progress = func(f queue.Filled) { run.Progress(putProgress(f)) }
		filled, err := q.Fill(ctx, inputs, store, how)
		last := putProgress(filled)
		last.Ended = true
		run.Progress(last)
		return err
	}
}

// putProgress is the filling of a queue as the progress of a run.
func putProgress(f queue.Filled) pipeline.Progress {
	p := pipeline.Progress{Done: f.Put, Skipped: map[string]int{}, Failed: map[string]int{}, Elapsed: f.Elapsed}
	for why, n := range map[string]int{"already in the queue": f.Queued, pipeline.AlreadyThere: f.There, "nothing to read": f.Skipped} {
		if n > 0 {
			p.Skipped[why] = n
		}
	}
	if f.Failed > 0 {
		p.Failed["failed"] = f.Failed
	}
	return p
}

func filledLine(f queue.Filled) string {
	line := fmt.Sprintf("%d put, %d already waiting, %d already in the record, %d failed", f.Put, f.Queued, f.There, f.Failed)
	if f.Held {
		line += " (the queue is full: waiting for the workers)"
	}
	return line
}

// openAdding opens what the documents of a crawl go through: the record alone, or
// with --queue its queue too. what is how the summary names the place.
func (sh *shell) openAdding(ctx context.Context, run *pipeline.Run, flags *queueFlags) (add adding, q *queue.Queue, what string, err error) {
	if !flags.queue {
		return atOnce(run), nil, sh.recordName(), nil
	}
	how, err := flags.filling()
	if err != nil {
		return nil, nil, "", err
	}
	if q, err = sh.openQueue(ctx, true); err != nil {
		return nil, nil, "", err
	}
	return intoQueue(q, run, how), q, "the queue of " + sh.recordName(), nil
}

// priorities are the words for how urgent documents are.
var priorities = map[string]int{"urgent": queue.Urgent, "usual": queue.Usual, "archive": queue.Archive}

// queueFlags are the flags of the commands that can fill the queue.
type queueFlags struct {
	queue    bool
	priority string
	most     int
}

func (f *queueFlags) register(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.queue, "queue", false, "put the documents into the queue of a record in PostgreSQL, for quoth work")
	cmd.Flags().StringVar(&f.priority, "priority", "usual", "with --queue: urgent, usual or archive")
	cmd.Flags().IntVar(&f.most, "max-queued", 100_000, "with --queue: wait for the workers while so many documents wait for them")
}

func (f *queueFlags) filling() (queue.Filling, error) {
	priority, ok := priorities[f.priority]
	if !ok {
		return queue.Filling{}, &usageError{fmt.Errorf("%w: --priority %s: it is urgent, usual or archive", quoth.ErrInvalid, f.priority)}
	}
	if f.most < 1 {
		return queue.Filling{}, &usageError{fmt.Errorf("%w: --max-queued %d: one must be able to wait", quoth.ErrInvalid, f.most)}
	}
	return queue.Filling{Priority: priority, Most: f.most}, nil
}
