package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/wire"
)

func newLintCommand(sh *shell) *cobra.Command {
	var l linting
	cmd := &cobra.Command{
		Use:   "lint DRAFT...",
		Short: "Check every quotation of a draft",
		Long: `Holds every quotation of a draft against the record, or against notes and transcripts
given with --source (then it needs no record), and its way of quoting against a profile:
` + strings.Join(ask.ProfileNames(), ", ") + `, or a file of your own. Status 1 on errors, not on warnings and
notes. Drafts are not stored and sent nowhere.`,
		Example: `  quoth lint draft.md
  quoth lint --source transcript.txt --profile reuters draft.txt
  quoth lint --format sarif draft.md > findings.sarif`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			l.withRecord = len(l.sources) == 0 || cmd.Flags().Changed("db")
			return sh.lint(cmd.Context(), args, &l)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&l.profile, "profile", "house", "the style to hold the draft to: a name or a file")
	flags.StringVar(&l.format, "format", "", "text, json or sarif (default text, with --json json)")
	flags.StringArrayVar(&l.sources, "source", nil, "notes, a transcript or an article to hold the draft against (repeat for several)")
	l.reading.register(cmd)
	return cmd
}

// linting is what a run of lint was asked for.
type linting struct {
	profile, format string
	sources         []string
	withRecord      bool
	reading         readingFlags
}

func (sh *shell) lint(ctx context.Context, drafts []string, l *linting) (err error) {
	if l.format == "" {
		l.format = "text"
		if sh.json {
			l.format = "json"
		}
	}
	if l.format != "text" && l.format != "json" && l.format != "sarif" {
		return &usageError{fmt.Errorf("--format %s is none of text, json, sarif", l.format)}
	}
	var opt ask.LintOptions
	if opt.Profile, err = ask.LoadProfile(l.profile); err != nil {
		return &usageError{err}
	}
	run, err := l.reading.prepare(sh)
	if err != nil {
		return err
	}
	if opt.Sources, err = sh.notes(ctx, run, l.sources); err != nil {
		return err
	}
	if l.withRecord {
		store, err := sh.readRecord(ctx)
		if err != nil {
			return withHint(err, "quoth lint --source NOTES %s", shellArg(drafts[0]))
		}
		defer store.Close()
		opt.Store = store
	}
	return sh.lintDrafts(ctx, run, drafts, l.format, opt)
}

func (sh *shell) lintDrafts(ctx context.Context, run *pipeline.Run, drafts []string, format string, opt ask.LintOptions) error {
	var all []wire.Finding
	failed := false
	p := newPage(sh)
	err := run.Extract(ctx, pipeline.Paths(drafts), func(r *pipeline.Result) error {
		sh.report(r)
		if r.Err != nil {
			failed = true
			return nil
		}
		opt.Draft = r.Path
		findings, err := ask.Lint(ctx, r.Doc, r.Reading, opt)
		if err != nil {
			return fmt.Errorf("%s: %w", r.Path, err)
		}
		all = append(all, findings...)
		for i := range findings {
			switch format {
			case "text":
				p.finding(&findings[i])
			case "json":
				if err := sh.printLine(&findings[i]); err != nil {
					return err
				}
			}
		}
		return p.flush()
	})
	if err != nil {
		return err
	}
	if format == "sarif" {
		log, err := wire.SARIF(all, ask.Rules(), version)
		if err != nil {
			return err
		}
		if _, err := sh.out.Write(append(log, '\n')); err != nil {
			return err
		}
	}
	if failed || ask.HasErrors(all) {
		return &silent{errProblems}
	}
	return nil
}

// notes reads what a draft is to be held against.
func (sh *shell) notes(ctx context.Context, run *pipeline.Run, paths []string) (notes []ask.Notes, err error) {
	if len(paths) == 0 {
		return nil, nil
	}
	err = run.Extract(ctx, pipeline.Paths(paths), func(r *pipeline.Result) error {
		if r.Err != nil {
			sh.report(r)
			return &silent{fmt.Errorf("%w: --source %s", quoth.ErrInvalid, r.Path)}
		}
		notes = append(notes, ask.Notes{Doc: r.Doc, Reading: r.Reading})
		return nil
	})
	return notes, err
}

// finding prints a line that editors can jump to.
func (p *page) finding(f *wire.Finding) {
	severity := f.Severity
	if severity == "error" {
		severity = p.style("31", severity)
	}
	p.line("%s:%d:%d: %s %s: %s", quoth.Printable(f.Draft), f.Line, f.Column, severity, f.Rule, quoth.Printable(f.Message))
}
