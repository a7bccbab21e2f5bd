package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/serve/mcp"
	"github.com/quoth-news/quoth/serve/operation"
)

func newMCPCommand(sh *shell) *cobra.Command {
	return &cobra.Command{
		Use:   "mcp",
		Short: "Tools for assistants over standard input and output",
		Long: `Speaks the Model Context Protocol over standard input and output: find_person, get_statements,
check_quote, trace_quote, get_evidence, render_quote, coverage. All of them only look up. An assistant's
program starts this command itself; quoth serve has the same tools at /mcp.`,
		Example: `  quoth mcp --db quoth.db
  {"mcpServers": {"quoth": {"command": "quoth", "args": ["mcp", "--db", "/home/desk/quoth.db"]}}}`,
		Args: cobra.NoArgs,
		RunE: sh.asking(func(ctx context.Context, store record.Store, _ []string) error {
			pool, err := pipeline.NewPool(1)
			if err != nil {
				return err
			}
			server := mcp.New(mcp.Options{Desk: operation.New(store, pool), Version: version, Log: sh.logger("text")})
			return server.Serve(ctx, sh.in, sh.out)
		}),
	}
}
