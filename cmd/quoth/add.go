package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth/pipeline"
)

func newAddCommand(sh *shell) *cobra.Command {
	var flags readingFlags
	cmd := &cobra.Command{
		Use:   "add PATH...",
		Short: "Read files and folders into the record",
		Long: `Reads files and folders (- is standard input) into the record, which is made if
it is not there. What was reported as done is on disk: interrupt it when you like, and give
the same command again to go on. A document that is in the record already, read by the same
rules, is skipped. What cannot be read is recorded with its reason, and the rest goes on.`,
		Example: `  quoth add articles/
  quoth add --db news.db --publisher "The Paper" --published 2024-05-01 story.txt
  zcat dump.jsonl.gz | quoth add -`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return sh.add(cmd.Context(), args, &flags)
		},
	}
	flags.register(cmd)
	return cmd
}

func (sh *shell) add(ctx context.Context, args []string, flags *readingFlags) error {
	run, err := flags.prepare(sh)
	if err != nil {
		return err
	}
	store, err := sh.writeRecord(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	var last pipeline.Progress
	show := sh.showProgress(flags.quiet)
	run.Progress = func(p pipeline.Progress) {
		last = p
		if show != nil {
			show(p)
		}
	}
	err = run.Add(ctx, pipeline.Paths(args), store, sh.report)
	if !flags.quiet {
		sh.summary("add to "+sh.db, last)
	}
	switch {
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		return withHint(fmt.Errorf("%w; what was added is in the record", errStopped), "give the same command again to go on")
	case err == nil && last.Done == 0 && last.Failures() == 0 && !flags.quiet:
		sh.say("nothing new: the record is as it was")
	}
	return outcome(err, last)
}
