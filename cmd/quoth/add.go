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
		return sh.fillQueue(ctx, run, run.Sharded(pipeline.Paths(args)), how, flags.quiet)
	}
	store, err := sh.writeRecord(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	measured(run, args)
	return sh.fill(ctx, "add", "add to "+sh.recordName(), args, run, pipeline.Paths(args), store, flags)
}

// fill runs inputs into a record, with progress and a summary that says what it was.
func (sh *shell) fill(ctx context.Context, command, what string, args []string, run *pipeline.Run, inputs pipeline.Inputs, store record.Store, flags *readingFlags) error {
	j := sh.begin(command, what, args, run, flags, true)
	j.manifest.Record = sh.recordName()
	err := run.Add(ctx, inputs, store, j.report)
	nothing := err == nil && j.last.Done == 0 && j.last.Failures() == 0
	err = j.end(ctx, err, true)
	switch {
	case errors.Is(err, errStopped):
		return withHint(fmt.Errorf("%w; what was done is in the record", errStopped), "the same command again, to go on")
	case nothing && !flags.quiet:
		sh.say("nothing new: the record is as it was")
	}
	return err
}
