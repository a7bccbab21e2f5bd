package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth/wire"
)

func newSchemaCommand(sh *shell) *cobra.Command {
	return &cobra.Command{
		Use:   "schema [NAME]",
		Short: "Print the JSON Schema of an output, or the names of all",
		Example: `  quoth schema
  quoth schema extract > extract.schema.json`,
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: cobra.FixedCompletions(wire.SchemaNames(), cobra.ShellCompDirectiveNoFileComp),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				for _, name := range wire.SchemaNames() {
					if _, err := fmt.Fprintln(sh.out, name); err != nil {
						return err
					}
				}
				return nil
			}
			schema, err := wire.Schema(args[0])
			if err != nil {
				return withHint(err, "quoth schema")
			}
			_, err = sh.out.Write(schema)
			return err
		},
	}
}
