package main

import (
	"bufio"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/export"
)

func newExportCommand(sh *shell) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Print the whole record, as JSON lines, CSV, Parquet, JSON-LD, Web Annotation or TEI",
		Long: `Prints every statement with its appearances, in an order and with contents that depend
only on what was added. Attitudes come along, as their act tells.

  jsonl          one statement a line, as "quoth schema trace" describes
  csv            one row a statement, for spreadsheets
  parquet        one row a statement with its appearances, for DuckDB, pandas, Spark
  jsonld         schema.org Quotation
  webannotation  W3C Web Annotation: each appearance as a passage of its page
  tei            TEI P5, a <said> for each statement`,
		Example: `  quoth export > statements.jsonl
  quoth export | jq -r 'select(.act == "denial") | .text'
  quoth export --format csv > statements.csv
  quoth export --format parquet > statements.parquet
  quoth export --format tei | xmllint --format - | less`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if format == "parquet" && isTerminal(sh.out) {
				return withHint(fmt.Errorf("%w: Parquet is binary and this is a terminal", quoth.ErrInvalid), "quoth export --format parquet > statements.parquet")
			}
			store, err := sh.readRecord(cmd.Context())
			if err != nil {
				return err
			}
			defer store.Close()
			out := bufio.NewWriterSize(sh.out, 64<<10)
			w, err := export.New(format, out, export.Kinds(cmd.Context(), store))
			if err != nil {
				return withHint(&usageError{err}, "quoth export --format jsonl")
			}
			if err := ask.Export(cmd.Context(), store, w.Write); err != nil {
				return err
			}
			return errors.Join(w.Close(), out.Flush())
		},
	}
	cmd.Flags().StringVar(&format, "format", "jsonl", strings.Join(export.Formats, ", "))
	return cmd
}
