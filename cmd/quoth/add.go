package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/record"
)

func newAddCommand(sh *shell) *cobra.Command {
	var flags readingFlags
	var queued queueFlags
	cmd := &cobra.Command{
		Use:   "add PATH...",
		Short: "Read files and folders into the record",
		Long: `Reads files and folders (- is standard input) into the record, which is made if
it is not there. What was reported as done is on disk: interrupt it when you like, and give
the same command again to go on. A document that is in the record already, read by the same
rules, is skipped. What cannot be read is recorded with its reason, and the rest goes on.`,
		Example: `  quoth add articles/
  quoth add --db news.db --publisher "The Paper" --published 2024-05-01 story.txt
  zcat dump.jsonl.gz | quoth add -
  quoth add --queue --db postgres://desk@db.example/quoth archive/   # for quoth work to read`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return sh.add(cmd.Context(), args, &flags, &queued)
		},
	}
	flags.register(cmd)
	queued.register(cmd)
	return cmd
}

func (sh *shell) add(ctx context.Context, args []string, flags *readingFlags, queued *queueFlags) error {
	run, err := flags.prepare(sh)
	if err != nil {
		return err
	}
	if queued.queue {
		how, err := queued.filling()
		if err != nil {
			return err
		}
		return sh.fillQueue(ctx, run, pipeline.Paths(args), how, flags.quiet)
	}
	store, err := sh.writeRecord(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	return sh.fill(ctx, "add to "+sh.recordName(), run, pipeline.Paths(args), store, flags.quiet)
}

// fill runs inputs into a record, with progress and a summary that says what it was.
func (sh *shell) fill(ctx context.Context, what string, run *pipeline.Run, inputs pipeline.Inputs, store record.Store, quiet bool) error {
	last := sh.watch(run, quiet)
	err := run.Add(ctx, inputs, store, sh.report)
	if !quiet {
		sh.summary(what, *last)
	}
	switch {
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		return withHint(fmt.Errorf("%w; what was done is in the record", errStopped), "the same command again, to go on")
	case err == nil && last.Done == 0 && last.Failures() == 0 && !quiet:
		sh.say("nothing new: the record is as it was")
	}
	return outcome(err, *last)
}
