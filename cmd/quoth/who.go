package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
)

func newWhoCommand(sh *shell) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "who NAME",
		Short: "The people a name may mean",
		Long: `Lists the people, organisations and groups of the record that a name may mean, best
first. Any part of the name will do, and a handle too.`,
		Example: `  quoth who Tarrant
  quoth who --json @imogentarrant | jq -r .entity`,
		Args: cobra.MinimumNArgs(1),
		RunE: sh.asking(func(ctx context.Context, store record.Store, args []string) error {
			people, err := ask.Who(ctx, store, strings.Join(args, " "))
			if err != nil {
				return err
			}
			p := newPage(sh)
			for i := range people {
				if sh.json {
					line, err := ask.OfEntity(ctx, store, &people[i])
					if err == nil {
						err = sh.printLine(line)
					}
					if err != nil {
						return err
					}
					continue
				}
				candidates, err := ask.Candidates(ctx, store, &people[i])
				if err != nil {
					return err
				}
				p.entity(&people[i])
				p.candidates(candidates)
			}
			return p.flush()
		}),
	}
	cmd.AddCommand(newWhoMergeCommand(sh), newWhoSplitCommand(sh), newWhoImportCommand(sh))
	return cmd
}

func (p *page) entity(e *record.Entity) {
	p.strong("%s", firstOf(e.Name, e.ID))
	p.line("  %s", joined(" · ", string(e.Kind), quoth.Counted(e.Statements, "statement"), quoth.Counted(e.Documents, "article")))
	if len(e.Aliases) > 0 {
		p.line("  also %s", joined(", ", e.Aliases...))
	}
	if len(e.Roles) > 0 {
		p.line("  called %s", joined(", ", e.Roles...))
	}
	p.faint("  %s", e.ID)
}

// candidates prints the identifiers someone may have.
func (p *page) candidates(all []record.PossibleIdentifier) {
	for _, c := range all {
		p.line("  perhaps %s (%.2f)", joined(", ", c.Wikidata, c.Name, c.Description), c.Score)
	}
}
