package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/pipeline"
)

// A score is printed for people by itself, and for programs as its JSON. Some
// can list what is wrong, too.
type (
	score       interface{ Print(io.Writer) }
	faultFinder interface{ PrintWrong(io.Writer) }
	confident   interface{ PrintReliability(io.Writer) }
)

// evalFormats are the formats that evaluate knows.
var evalFormats = []string{"polnear", "pdnc", "litbank", "gum", "marked"}

// evaluate scores the engine on the annotated corpus in dir.
func evaluate(ctx context.Context, format, dir string) (score, error) {
	engine, err := pipeline.NewEngine()
	if err != nil {
		return nil, err
	}
	switch format {
	case "polnear":
		return pipeline.EvalPolNeAR(ctx, engine, dir)
	case "pdnc":
		return pipeline.EvalPDNC(ctx, engine, dir)
	case "litbank":
		return pipeline.EvalLitBank(ctx, engine, dir)
	case "gum":
		return pipeline.EvalGUM(ctx, engine, dir)
	case "marked":
		return pipeline.EvalMarked(ctx, engine, dir)
	}
	return nil, &usageError{fmt.Errorf("%w: no corpus format %q; there are %s", quoth.ErrUnsupported, format, strings.Join(evalFormats, ", "))}
}

func newEvalCommand(sh *shell) *cobra.Command {
	var wrong, reliability bool
	cmd := &cobra.Command{
		Use:   "eval FORMAT DIR",
		Short: "Score extraction against an annotated corpus",
		Long: `Reads the texts of an annotated corpus and compares what is found with the
annotations. FORMAT is one of ` + strings.Join(evalFormats, ", ") + `; "marked" are the
articles of this project, see corpus/marked/README.md. With --json it prints one object.`,
		Example: `  quoth eval --wrong marked corpus/marked
  quoth eval --reliability polnear corpora/polnear/dev
  quoth eval --json polnear corpora/polnear/dev | jq .quoted`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := evaluate(cmd.Context(), args[0], args[1])
			if err != nil {
				return err
			}
			if sh.json {
				return json.NewEncoder(sh.out).Encode(s)
			}
			s.Print(sh.out)
			if f, ok := s.(faultFinder); ok && wrong {
				fmt.Fprintln(sh.out)
				f.PrintWrong(sh.out)
			}
			if c, ok := s.(confident); ok && reliability {
				c.PrintReliability(sh.out)
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&wrong, "wrong", false, "list what is wrong, too (polnear, marked)")
	cmd.Flags().BoolVar(&reliability, "reliability", false, "print how often decisions are right by their confidence, too (all but marked)")
	return cmd
}
