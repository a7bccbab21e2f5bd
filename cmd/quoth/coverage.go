package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

func newCoverageCommand(sh *shell) *cobra.Command {
	return &cobra.Command{
		Use:   "coverage",
		Short: "What the record holds, and for which years and outlets",
		Example: `  quoth coverage
  quoth coverage --json | jq .outlets`,
		Args: cobra.NoArgs,
		RunE: sh.asking(func(ctx context.Context, store record.Store, _ []string) error {
			coverage, err := ask.Coverage(ctx, store)
			if err != nil {
				return err
			}
			if sh.json {
				return sh.printLine(wire.OfCoverage(&coverage))
			}
			p := newPage(sh)
			p.coverage(&coverage)
			return p.flush()
		}),
	}
}

func (p *page) coverage(c *record.Coverage) {
	p.strong("%s", coverageWords(checkCoverage(c)))
	p.line("  %s by %s", quoth.Counted(c.Statements, "statement"), quoth.Counted(c.People, "person"))
	if c.Unread > 0 {
		p.line("  %s kept and not read, such as those not in English", quoth.Counted(c.Unread, "article"))
	}
	if c.Failures > 0 {
		p.line("  %s could not be read; see quoth doctor", quoth.Counted(c.Failures, "input"))
	}
	p.counts("Years", c.ByYear)
	p.counts("Outlets", c.ByOutlet)
}

func (p *page) counts(title string, counts []record.Count) {
	p.line("")
	p.strong("%s", title)
	for _, c := range counts {
		p.line("  %6d  %s", c.Documents, firstOf(c.Name, "unknown"))
	}
}
