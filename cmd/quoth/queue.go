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
)

// openQueue opens the queue of the record.
func (sh *shell) openQueue(ctx context.Context, create bool) (*queue.Queue, error) {
	if !sh.inPostgres() {
		err := fmt.Errorf("%s is a file: a queue for many workers needs a record in PostgreSQL", sh.db)
		return nil, &usageError{withHint(err, "quoth work --db postgres://user@host/quoth")}
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
	how.Told = func(item read.Item) { sh.report(&pipeline.Result{Path: item.Path, Err: item.Err}) }
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

func filledLine(f queue.Filled) string {
	line := fmt.Sprintf("%d put, %d already waiting, %d already in the record, %d failed", f.Put, f.Queued, f.There, f.Failed)
	if f.Held {
		line += " (the queue is full: waiting for the workers)"
	}
	return line
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
