package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
)

func newTraceCommand(sh *shell) *cobra.Command {
	return &cobra.Command{
		Use:   "trace QUOTE|ID",
		Short: "Every appearance of a statement, first to last",
		Long: `Finds the statement by its words or its identifier and prints every article that
carries it, first to last: which are copies of one origin, and what was done to the words.`,
		Example: `  quoth trace "There is no quarrel between Delphine and me"
  quoth trace --json "There is no quarrel between Delphine and me" | jq .appearances`,
		Args: cobra.ExactArgs(1),
		RunE: sh.asking(func(ctx context.Context, store record.Store, args []string) error {
			return sh.trace(ctx, store, args[0])
		}),
	}
}

func (sh *shell) trace(ctx context.Context, store record.Store, quote string) error {
	trace, err := ask.Trace(ctx, store, quote)
	if err != nil {
		return sh.hiddenHint(err)
	}
	if sh.json {
		return sh.printLine(trace.Wire())
	}
	p := newPage(sh)
	p.trace(trace)
	return p.flush()
}

// trace prints a statement and its appearances.
func (p *page) trace(t *ask.Tracing) {
	p.strong("%s", firstOf(t.Statement.Speaker.Name, "(nobody named)"))
	p.statement(&t.Statement)
	p.revisions(t.Revisions)
	for i := range t.Appearances {
		a := &t.Appearances[i]
		p.line("")
		p.line("  %s%s", quoth.Printable(a.Head.Words()), prefixed(" · origin ", joined(", by ", originWords(a.Origin), a.Joined)))
		colour := "0"
		if !a.Wording.Fine() {
			colour = "31"
		}
		p.line("    %s%s", p.style(colour, string(a.Wording)), p.style("31", prefixed(" · article or its original: ", revisedWords[a.Revised])))
		p.words(4, a.Quotation.Form, a.Words)
		for _, c := range a.Changes {
			p.line("      %s: %s", c.Kind, changeWords(c.Draft, c.Record))
		}
		p.faint("    %s", a.Quotation.ID)
	}
}

// revisedWords say what became of an article or of the one it is a copy of.
var revisedWords = map[string]string{"correction": "corrected", "clarification": "clarified", "withdrawal": "withdrawn",
	"changed": "words changed later", "reattributed": "given to another later", "dropped": "words taken out later"}
