package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/corpus"
	"github.com/quoth-news/quoth/pipeline"
)

// evaluation scores the engine on one corpus: what to print for programs, and how
// to print it for people.
type evaluation func(ctx context.Context, e *pipeline.Engine, dir string) (score any, print func(io.Writer), err error)

// evaluations are the corpora by the name they have on the command line.
var evaluations = map[string]evaluation{
	"polnear": func(ctx context.Context, e *pipeline.Engine, dir string) (any, func(io.Writer), error) {
		s, err := pipeline.EvalPolNeAR(ctx, e, dir)
		return s, func(w io.Writer) { s.Print(w) }, err
	},
	"pdnc": func(ctx context.Context, e *pipeline.Engine, dir string) (any, func(io.Writer), error) {
		s, err := pipeline.EvalPDNC(ctx, e, dir)
		return s, func(w io.Writer) { s.Print(w) }, err
	},
	"litbank": func(ctx context.Context, e *pipeline.Engine, dir string) (any, func(io.Writer), error) {
		s, err := pipeline.EvalLitBank(ctx, e, dir)
		return s, func(w io.Writer) { s.Print(w) }, err
	},
	"gum": func(ctx context.Context, e *pipeline.Engine, dir string) (any, func(io.Writer), error) {
		s, err := pipeline.EvalGUM(ctx, e, dir)
		return s, func(w io.Writer) { s.Print(w) }, err
	},
	"marked": func(ctx context.Context, e *pipeline.Engine, dir string) (any, func(io.Writer), error) {
		s, err := pipeline.EvalMarked(ctx, e, dir)
		return s, func(w io.Writer) { printMarked(w, s) }, err
	},
}

func newEvalCommand(sh *shell) *cobra.Command {
	names := []string{"polnear", "pdnc", "litbank", "gum", "marked"}
	return &cobra.Command{
		Use:   "eval FORMAT DIR",
		Short: "Score extraction against an annotated corpus",
		Long: `Reads the texts of an annotated corpus and compares what is found with the
annotations. FORMAT is one of ` + strings.Join(names, ", ") + `; "marked" are the
articles of this project, see corpus/marked/README.md. With --json it prints one object.`,
		Example: `  quoth eval marked corpus/marked
  quoth eval --json polnear corpora/polnear/dev | jq .quoted`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			eval, ok := evaluations[args[0]]
			if !ok {
				return &usageError{fmt.Errorf("%w: no corpus format %q; there are %s", quoth.ErrUnsupported, args[0], strings.Join(names, ", "))}
			}
			engine, err := pipeline.NewEngine()
			if err != nil {
				return err
			}
			score, print, err := eval(cmd.Context(), engine, args[1])
			if err != nil {
				return err
			}
			if sh.json {
				return json.NewEncoder(sh.out).Encode(score)
			}
			print(sh.out)
			return nil
		},
	}
}

// printMarked prints the figures and every field that is not right, as lines for
// the ledger.
func printMarked(w io.Writer, s *corpus.MarkedScore) {
	s.Print(w)
	fmt.Fprintln(w)
	for _, j := range s.Judgements {
		if j.Verdict != corpus.Right {
			fmt.Fprintln(w, j)
		}
	}
}
