package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth/record"
)

func newBackupCommand(sh *shell) *cobra.Command {
	return &cobra.Command{
		Use:     "backup FILE",
		Short:   "A consistent copy of a record that may be in use",
		Example: `  quoth backup quoth-$(date +%F).db`,
		Args:    cobra.ExactArgs(1),
		RunE: sh.asking(func(ctx context.Context, store record.Store, args []string) error {
			if err := store.Backup(ctx, args[0]); err != nil {
				return err
			}
			sh.say("%s is a copy of %s", args[0], sh.recordName())
			return nil
		}),
	}
}
