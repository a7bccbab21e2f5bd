package main

import (
	"github.com/spf13/cobra"
)

func newBackupCommand(sh *shell) *cobra.Command {
	return &cobra.Command{
		Use:     "backup FILE",
		Short:   "A consistent copy of a record that may be in use",
		Example: `  quoth backup quoth-$(date +%F).db`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			store, err := sh.readRecord(cmd.Context())
			if err != nil {
				return err
			}
			defer store.Close()
			if err := store.Backup(cmd.Context(), args[0]); err != nil {
				return err
			}
			sh.say("%s is a copy of %s", args[0], sh.db)
			return nil
		},
	}
}
