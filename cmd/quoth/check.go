package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

func newCheckCommand(sh *shell) *cobra.Command {
	var by, batch string
	cmd := &cobra.Command{
		Use:   "check [--by PERSON] QUOTE",
		Short: "Was it said, by whom, when, first where, and in which words",
		Long: `Holds a quotation against the record. The words decide: exact, typographic,
marked_edit and fragment are fine (status 0); truncated, altered, spliced and
paraphrase_in_quotes are not (status 1); not_found and unchecked are status 3, and say
what the record covers, for what is not in it may have been said all the same.
--batch takes JSON lines or CSV with the columns quote, by and ref; - is standard input.`,
		Example: `  quoth check "There is no quarrel between Delphine and me"
  quoth check --by "Imogen Tarrant" "There is a quarrel between Delphine and me"
  quoth check --batch quotes.csv --json`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if (batch == "") == (len(args) == 0) {
				return &usageError{errors.New("give a quotation, or a file of them with --batch")}
			}
			store, err := sh.readRecord(cmd.Context())
			if err != nil {
				return err
			}
			defer store.Close()
			if batch == "" {
				return sh.checkOne(cmd.Context(), store, ask.CheckQuery{Quote: args[0], By: by})
			}
			return sh.checkBatch(cmd.Context(), store, batch, by)
		},
	}
	cmd.Flags().StringVar(&by, "by", "", "who is to have said it")
	cmd.Flags().StringVar(&batch, "batch", "", "check every quotation of a file (JSON lines or CSV)")
	return cmd
}

func (sh *shell) checkOne(ctx context.Context, store record.Store, q ask.CheckQuery) error {
	answer, err := ask.Check(ctx, store, q)
	if err != nil {
		return err
	}
	if err := sh.printCheck(answer); err != nil {
		return err
	}
	return verdict(ask.ExitStatus(answer))
}

// checkBatch checks every quotation of a file; the worst outcome is the status.
func (sh *shell) checkBatch(ctx context.Context, store record.Store, path, by string) error {
	in := sh.in
	if path != "-" {
		file, err := os.Open(path)
		if err != nil {
			return withHint(fmt.Errorf("%w: --batch: %w", quoth.ErrInvalid, err), "quoth check --batch - < FILE")
		}
		defer file.Close()
		in = file
	}
	worst := exitFine
	err := ask.ReadBatch(in, func(line int, q ask.CheckQuery) error {
		if q.By == "" {
			q.By = by
		}
		answer, err := ask.Check(ctx, store, q)
		switch {
		case errors.Is(err, quoth.ErrInvalid) || errors.Is(err, quoth.ErrAmbiguous):
			sh.say("quoth: line %d: %v", line, err)
			worst = worse(worst, exitNotFound)
			return nil
		case err != nil:
			return err
		}
		worst = worse(worst, ask.ExitStatus(answer))
		return sh.printCheck(answer)
	})
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	return verdict(worst)
}

// worse of two statuses: a quotation that differs weighs more than one not found.
func worse(a, b int) int {
	if a == exitProblem || b == exitFine {
		return a
	}
	return b
}

// verdict is the error that stands for a status whose answer has been printed.
func verdict(status int) error {
	switch status {
	case exitFine:
		return nil
	case exitNotFound:
		return &silent{quoth.ErrNotFound}
	}
	return &silent{errProblems}
}

func (sh *shell) printCheck(c *wire.Check) error {
	if sh.json {
		return sh.printLine(c)
	}
	p := newPage(sh)
	p.strong("%s%s", c.Wording, prefixed(" · speaker ", wordsUnless(c.Attribution, "unchecked")))
	p.line("  asked     “%s”%s", quoth.Printable(c.Quote), prefixed(", by ", c.By))
	if c.Text != "" {
		p.line("  recorded  “%s”", quoth.Printable(c.Text))
	}
	for _, change := range c.Changes {
		p.line("  %-9s %s", change.Kind, changeWords(change.Draft, change.Record))
	}
	if c.Speaker != nil {
		said := ""
		if c.Said != nil {
			said = whenWords(quoth.When(c.Said.EDTF))
		}
		p.line("  said      %s", joined(", ", "by "+c.Speaker.Name, said, prefixed("told ", c.Told)))
	}
	if c.First != nil {
		p.line("  first     %s", joined(", ", firstOf(c.First.Publisher, c.First.URL, c.First.Document), whenWords(quoth.When(c.First.Published))))
		p.line("  in        %s", copiesWords(c.Copies, c.Origins))
	}
	p.revisions(c.Revisions)
	if c.Statement != "" {
		p.faint("  %s", c.Statement)
	} else {
		p.line("  looked    through %s", coverageWords(c.Coverage))
		p.line("            not finding words there does not mean that they were never said")
	}
	return p.flush()
}

// changeWords shows what the record has and what the draft made of it.
func changeWords(draft, recorded string) string {
	switch {
	case draft == "" && recorded == string(quoth.Denial):
		return "the record has the words only as what was denied"
	case draft == "" && recorded == string(quoth.Refusal):
		return "the record has the words only as what was not commented on"
	case draft == "":
		return fmt.Sprintf("“%s” left out", quoth.Printable(recorded))
	case recorded == "":
		return fmt.Sprintf("“%s” put in", quoth.Printable(draft))
	}
	return fmt.Sprintf("“%s” for “%s”", quoth.Printable(draft), quoth.Printable(recorded))
}

func coverageWords(c wire.CheckCoverage) string {
	return joined(", ", quoth.Counted(c.Documents, "article"), quoth.Counted(c.Publishers, "outlet"),
		joined(" to ", whenWords(quoth.When(c.From)), whenWords(quoth.When(c.To))))
}

func wordsUnless(s, unless string) string {
	if s == unless {
		return ""
	}
	return s
}
