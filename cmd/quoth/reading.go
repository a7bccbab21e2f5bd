package main

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/read"
)

// readingFlags are the flags of the commands that read articles.
type readingFlags struct {
	read  read.Options
	jobs  int
	quiet bool
}

func (f *readingFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.read.Published, "published", "", "the date of publication, where the input has none (2023-08-24)")
	flags.StringVar(&f.read.Publisher, "publisher", "", "the outlet, where the input names none")
	flags.StringVar(&f.read.URL, "url", "", "the address, where the input has none")
	flags.StringVar(&f.read.Language, "language", "", "the language (BCP 47), where the input has none")
	flags.IntVar(&f.read.MaxDocument, "max-document", read.DefaultMaxDocument, "refuse documents of more bytes of text")
	flags.IntVarP(&f.jobs, "jobs", "j", 0, "workers (default: one a processor)")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "no progress and no summary")
}

// prepare makes the run that the flags ask for.
func (f *readingFlags) prepare(sh *shell) (*pipeline.Run, error) {
	if f.jobs < 0 {
		return nil, &usageError{fmt.Errorf("--jobs %d: there cannot be fewer than no workers", f.jobs)}
	}
	if f.read.MaxDocument < 0 {
		return nil, &usageError{fmt.Errorf("--max-document %d: a limit cannot be below 0 (0 is the default)", f.read.MaxDocument)}
	}
	engine, err := pipeline.NewEngine()
	if err != nil {
		return nil, err
	}
	f.read.Stdin = sh.in
	return &pipeline.Run{Engine: engine, Jobs: f.jobs, Read: f.read}, nil
}

// report tells on standard error of each document that failed or was not read.
func (sh *shell) report(r *pipeline.Result) {
	if r.Err != nil {
		var f *read.Failure
		if errors.As(r.Err, &f) {
			sh.say("quoth: %s: %v: %s\n  %s", r.Path, f.Kind, f.Reason, f.Hint)
			return
		}
		sh.say("quoth: %s: %v", r.Path, r.Err)
	}
	if r.Reading != nil && r.Reading.Unread != "" {
		sh.say("quoth: %s: kept, not read: %s", r.Path, r.Reading.Unread)
	}
}

// watch has a run keep how far it has come in the value returned, and shows it in
// one line where standard error is a terminal.
func (sh *shell) watch(run *pipeline.Run, quiet bool) *pipeline.Progress {
	last := &pipeline.Progress{}
	show := !quiet && isTerminal(sh.errOut)
	run.Progress = func(p pipeline.Progress) {
		*last = p
		switch {
		case show && p.Ended:
			fmt.Fprint(sh.errOut, "\r\x1b[K")
		case show:
			fmt.Fprintf(sh.errOut, "\r\x1b[K%s", progressLine(p))
		}
	}
	return last
}

// progressLine says how far a run has come: "412 done, 3 skipped (already in the
// record), 1 failed (invalid), 285 a second".
func progressLine(p pipeline.Progress) string {
	parts := []string{fmt.Sprintf("%d done", p.Done)}
	if n := p.Skips(); n > 0 {
		parts = append(parts, fmt.Sprintf("%d skipped (%s)", n, p.SkipReasons()))
	}
	if n := p.Failures(); n > 0 {
		parts = append(parts, fmt.Sprintf("%d failed (%s)", n, p.FailReasons()))
	}
	if s := p.Elapsed.Seconds(); s >= 0.1 {
		parts = append(parts, fmt.Sprintf("%.0f a second", float64(p.Total())/s))
	}
	return strings.Join(parts, ", ")
}

// summary is the last line of a run.
func (sh *shell) summary(what string, p pipeline.Progress) {
	sh.say("%s: %s, %s", what, progressLine(p), p.Elapsed.Round(time.Millisecond))
}
