package main

import (
	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
)

func newEraseCommand(sh *shell) *cobra.Command {
	var sign signature
	cmd := &cobra.Command{
		Use:   "erase ID",
		Short: "Remove the words of a statement, quotation or document for good",
		Long: `For a court's order: the words are removed from the text, every index, every export and every
backup made afterwards, and a marker is left. This cannot be taken back. Backups made before keep the words.`,
		Example: `  quoth erase s:abcdefghijklmnop --why "order of the court of Whitcombe, 4 May 2024"`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {

			return sh.correct(cmd.Context(), sign, func(store record.Store, by ask.Author) ([]string, error) {
				return one(ask.Erase(cmd.Context(), store, args[0], by))
			})

		},
	}
	sign.register(cmd)
	return cmd
}
