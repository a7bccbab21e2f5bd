package main

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/wire"
)

// exportFormats are those the contract names; jsonl is written today.
var exportFormats = []string{"jsonl", "csv", "parquet", "jsonld", "webannotation", "tei"}

func newExportCommand(sh *shell) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Print the whole record",
		Long: `Prints every statement with its appearances, as "quoth schema trace" describes, in an
order and with contents that depend only on what was added. Attitudes come along, as their act tells.`,
		Example: `  quoth export > statements.jsonl
  quoth export | jq -r 'select(.act == "denial") | .text'`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if format != "jsonl" {
				return withHint(fmt.Errorf("%w: --format %s; this version writes jsonl (of %s)", quoth.ErrUnsupported, format, strings.Join(exportFormats, ", ")),
					"quoth export --format jsonl")
			}
			store, err := sh.readRecord(cmd.Context())
			if err != nil {
				return err
			}
			defer store.Close()
			out := bufio.NewWriterSize(sh.out, 64<<10)
			err = ask.Export(cmd.Context(), store, func(t *ask.Tracing) error {
				line, err := wire.Line(t.Wire())
				if err != nil {
					return err
				}
				_, err = out.Write(line)
				return err
			})
			if err != nil {
				return err
			}
			return out.Flush()
		},
	}
	cmd.Flags().StringVar(&format, "format", "jsonl", "jsonl")
	return cmd
}
