package main

import (
	"context"
	"sync/atomic"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/read"
)

func newRereadCommand(sh *shell) *cobra.Command {
	var flags readingFlags
	cmd := &cobra.Command{
		Use:   "reread",
		Short: "Read the stored documents again with newer rules and models",
		Long: `Reads every document of the record that these rules have not read, from the text in the
record. The reading before is kept, and so are corrections made by hand. It can be interrupted and begun
again.`,
		Example: `  quoth reread
  quoth version --json | jq .rules`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			run, err := flags.prepare(sh)
			if err != nil {
				return err
			}
			store, err := sh.readRecord(cmd.Context())
			if err != nil {
				return err
			}
			defer store.Close()
			inputs := pipeline.Stored(store)
			coverage, err := ask.Coverage(cmd.Context(), store)
			if err != nil {
				return err
			}
			run.Extent, inputs = counting(inputs, coverage.Documents)
			return sh.fill(cmd.Context(), "reread", "reread of "+sh.recordName(), nil, run, inputs, store, &flags)
		},
	}
	flags.registerRun(cmd)
	return cmd
}

// counting tells how many of so many documents inputs have handed on.
func counting(inputs pipeline.Inputs, all int) (func() (int64, int64), pipeline.Inputs) {
	var done atomic.Int64
	return func() (int64, int64) { return done.Load(), int64(all) }, func(ctx context.Context, opt read.Options, yield func(read.Item) error) error {
		return inputs(ctx, opt, func(item read.Item) error {
			done.Add(1)
			return yield(item)
		})
	}
}
