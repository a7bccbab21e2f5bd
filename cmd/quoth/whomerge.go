package main

import (
	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
)

func newWhoMergeCommand(sh *shell) *cobra.Command {
	var sign signature
	cmd := &cobra.Command{
		Use:     "merge A B",
		Short:   "Two entries of the record are one person, known as A",
		Example: `  quoth who merge "Imogen Tarrant" p:abcdefghijklmnop --why "she signs both ways"`,
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return sh.correct(cmd.Context(), sign, func(store record.Store, by ask.Author) ([]string, error) {
				return one(ask.Merge(cmd.Context(), store, args[0], args[1], by))
			})
		},
	}
	sign.register(cmd)
	return cmd
}

func newWhoSplitCommand(sh *shell) *cobra.Command {
	var sign signature
	cmd := &cobra.Command{
		Use:     "split PERSON DOCUMENT",
		Short:   "In this document the name means someone else",
		Example: `  quoth who split "Ana Ruiz" d:abcdefghijklmnop --why "the goalkeeper, not the mayor"`,
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return sh.correct(cmd.Context(), sign, func(store record.Store, by ask.Author) ([]string, error) {
				return one(ask.Split(cmd.Context(), store, args[0], args[1], by))
			})
		},
	}
	sign.register(cmd)
	return cmd
}
