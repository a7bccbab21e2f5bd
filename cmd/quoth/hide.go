package main

import (
	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
)

func newHideCommand(sh *shell) *cobra.Command {
	var sign signature
	cmd := &cobra.Command{
		Use:   "hide ID",
		Short: "Hide a person, statement, quotation or document from view, reversibly",
		Long: `What is hidden stays in the record and in no answer: not in timelines, checks, traces or
exports. It is shown again when the correction is taken back with "quoth fix --undo".`,
		Example: `  quoth hide p:abcdefghijklmnop --why "a private person; asked on 3 May"`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {

			return sh.correct(cmd.Context(), sign, func(store record.Store, by ask.Author) ([]string, error) {
				return one(ask.Hide(cmd.Context(), store, args[0], by))
			})

		},
	}
	sign.register(cmd)
	return cmd
}
