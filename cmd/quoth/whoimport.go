package main

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
)

func newWhoImportCommand(sh *shell) *cobra.Command {
	return &cobra.Command{
		Use:   "import FILE.csv",
		Short: "Keep a list of identifiers, for candidates beside the people of the record",
		Long: `Reads CSV with the columns name and wikidata, and aliases (parted by ";") and description if
wanted; - is standard input. "quoth who" then prints which identifiers someone may have, each with a
score. None is ever chosen, and nobody is merged. Imported again, an item replaces itself.`,
		Example: `  quoth who import people.csv
  quoth who --json Tarrant | jq .candidates`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var in io.Reader = sh.in
			if args[0] != "-" {
				file, err := os.Open(args[0])
				if err != nil {
					return withHint(fmt.Errorf("%w: %w", quoth.ErrInvalid, err), "quoth who import - < FILE")
				}
				defer file.Close()
				in = file
			}
			all, err := ask.ReadIdentifiers(in)
			if err != nil {
				return err
			}
			store, err := sh.readRecord(cmd.Context())
			if err != nil {
				return err
			}
			defer store.Close()
			if err := store.PutIdentifiers(cmd.Context(), all); err != nil {
				return err
			}
			sh.say("%s kept", quoth.Counted(len(all), "identifier"))
			return nil
		},
	}
}
