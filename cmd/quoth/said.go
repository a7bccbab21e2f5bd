package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

func newSaidCommand(sh *shell) *cobra.Command {
	var q ask.SaidQuery
	cmd := &cobra.Command{
		Use:   "said PERSON",
		Short: "The timeline of what someone said",
		Long: `Prints the statements of a person, organisation or group in the order of when they
were said, each with the words, where it was first printed, and in how many places. Any part of the
name will do; a name that fits several people lists them (status 3). Dates that are not given come last.`,
		Example: `  quoth said Tarrant
  quoth said "Imogen Tarrant" --about Okoro --from 2010 --to 2012-06
  quoth said Tarrant --told "Evening Ledger" --form direct --json | jq -r .text`,
		Args: cobra.ExactArgs(1),
		RunE: sh.asking(func(ctx context.Context, store record.Store, args []string) error {
			q.Person = args[0]
			return sh.said(ctx, store, q)
		}),
	}
	flags := cmd.Flags()
	flags.StringVar(&q.About, "about", "", "only what is about this person")
	flags.StringVar((*string)(&q.From), "from", "", "only what was said from this day, month or year on")
	flags.StringVar((*string)(&q.To), "to", "", "only what was said up to this day, month or year")
	flags.StringVar(&q.Told, "told", "", "only what was told this outlet")
	flags.StringVar((*string)(&q.Form), "form", "", "only direct, mixed or indirect speech")
	flags.StringVar(&q.Grep, "grep", "", "only statements that hold these words")
	flags.BoolVar(&q.Attitudes, "attitudes", false, "also beliefs and wishes, which nobody said")
	flags.IntVar(&q.Limit, "limit", 0, "at most so many (0 is all)")
	return cmd
}

func (sh *shell) said(ctx context.Context, store record.Store, q ask.SaidQuery) error {
	answer, err := ask.Said(ctx, store, q)
	if err != nil {
		return sh.nameHint(err)
	}
	if sh.json {
		for i := range answer.Statements {
			line, err := ask.OfStatement(ctx, store, &answer.Statements[i])
			if err != nil {
				return err
			}
			if err := sh.printLine(line); err != nil {
				return err
			}
		}
		return nil
	}
	p := newPage(sh)
	title, err := timelineTitle(ctx, store, q)
	if err != nil {
		return err
	}
	p.strong("%s: %s", title, howMany(len(answer.Statements), answer.Total))
	for i := range answer.Statements {
		p.statement(&answer.Statements[i])
		if err := p.alterations(ctx, store, &answer.Statements[i]); err != nil {
			return err
		}
		revisions, err := ask.Revisions(ctx, store, &answer.Statements[i])
		if err != nil {
			return err
		}
		p.revisions(revisions)
	}
	if answer.Total == 0 {
		coverage, err := ask.Coverage(ctx, store)
		if err != nil {
			return err
		}
		p.line("The record holds %s; not finding words there does not mean that they were never said.", coverageWords(checkCoverage(&coverage)))
	}
	return p.flush()
}

// timelineTitle says whose timeline it is, by their full names.
func timelineTitle(ctx context.Context, store record.Store, q ask.SaidQuery) (string, error) {
	var names []string
	for _, name := range []string{q.Person, q.About} {
		if name == "" {
			continue
		}
		who, err := ask.Meant(ctx, store, name)
		if err != nil {
			return "", err
		}
		names = append(names, who.Name)
	}
	return joined(" about ", names...), nil
}

// alterations marks the appearances of a statement whose words were changed.
func (p *page) alterations(ctx context.Context, store record.Store, s *record.Statement) error {
	if s.Copies < 2 {
		return nil
	}
	trace, err := ask.Trace(ctx, store, s.ID)
	if err != nil {
		return err
	}
	for i := range trace.Appearances {
		a := &trace.Appearances[i]
		if a.Wording.Fine() {
			continue
		}
		p.line("    %s", p.style("31", fmt.Sprintf("! %s in %s:", a.Wording, quoth.Printable(a.Head.Words()))))
		p.words(6, a.Quotation.Form, a.Words)
	}
	return nil
}

func howMany(shown, total int) string {
	if shown < total {
		return fmt.Sprintf("%d of %s", shown, quoth.Counted(total, "statement"))
	}
	return quoth.Counted(total, "statement")
}

// nameHint adds what to type to an error about a name.
func (sh *shell) nameHint(err error) error {
	if several, ok := errors.AsType[*ask.AmbiguousError](err); ok {
		return withHint(err, "quoth said%s %s", sh.dbFlag(), several.People[0].ID)
	}
	if errors.Is(err, quoth.ErrNotFound) {
		return withHint(err, "quoth coverage%s", sh.dbFlag())
	}
	return err
}

// hiddenHint adds to an error about what was taken out of view how to show it again.
func (sh *shell) hiddenHint(err error) error {
	if hidden, ok := errors.AsType[*ask.HiddenError](err); ok {
		return withHint(err, "quoth fix%s --undo %s --why REASON", sh.dbFlag(), hidden.Correction.ID)
	}
	return err
}

// dbFlag is the --db that a pasted command needs to find the same record.
func (sh *shell) dbFlag() string {
	if sh.db == defaultRecord || sh.db == sh.getenv("QUOTH_DB") {
		return ""
	}
	return " --db " + shellArg(sh.recordName())
}

// printLine prints a value as one line of JSON.
func (sh *shell) printLine(v any) error {
	line, err := wire.Line(v)
	if err != nil {
		return err
	}
	_, err = sh.out.Write(line)
	return err
}

func checkCoverage(c *record.Coverage) wire.CheckCoverage {
	return *wire.OfCheckCoverage(c)
}
