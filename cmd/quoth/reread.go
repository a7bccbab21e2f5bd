package main

import (
	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth/pipeline"
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
			return sh.fill(cmd.Context(), "reread of "+sh.recordName(), run, pipeline.Stored(store), store, flags.quiet)
		},
	}
	cmd.Flags().IntVarP(&flags.jobs, "jobs", "j", 0, "workers (default: one a processor)")
	cmd.Flags().BoolVarP(&flags.quiet, "quiet", "q", false, "no progress and no summary")
	return cmd
}
