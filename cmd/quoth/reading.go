package main

import (
	"errors"
	"fmt"
	"sync/atomic"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/read"
)

// readingFlags are the flags of the commands that read articles.
type readingFlags struct {
	read     read.Options
	jobs     int
	quiet    bool
	shard    string
	manifest string
}

func (f *readingFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.read.Published, "published", "", "the date of publication, where the input has none (2023-08-24)")
	flags.StringVar(&f.read.Publisher, "publisher", "", "the outlet, where the input names none")
	flags.StringVar(&f.read.URL, "url", "", "the address, where the input has none")
	flags.StringVar(&f.read.Language, "language", "", "the language (BCP 47), where the input has none")
	flags.IntVar(&f.read.MaxDocument, "max-document", read.DefaultMaxDocument, "refuse documents of more bytes of text")
	f.registerRun(cmd)
}

// registerRun registers the flags of every long run.
func (f *readingFlags) registerRun(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.IntVarP(&f.jobs, "jobs", "j", 0, "workers (default: one a processor)")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "no progress and no summary")
	flags.StringVar(&f.shard, "shard", "", "only one part of the input, such as 2/5, the second of five")
	flags.StringVar(&f.manifest, "manifest", "", "write what went in, rules, models, counts and reasons to this file (quoth schema manifest)")
}

// prepare makes the run that the flags ask for.
func (f *readingFlags) prepare(sh *shell) (*pipeline.Run, error) {
	if f.jobs < 0 {
		return nil, &usageError{fmt.Errorf("--jobs %d: there cannot be fewer than no workers", f.jobs)}
	}
	if f.read.MaxDocument < 0 {
		return nil, &usageError{fmt.Errorf("--max-document %d: a limit cannot be below 0 (0 is the default)", f.read.MaxDocument)}
	}
	shard, err := pipeline.ParseShard(f.shard)
	if err != nil {
		return nil, &usageError{err}
	}
	engine, err := pipeline.NewEngine()
	if err != nil {
		return nil, err
	}
	f.read.Stdin = sh.in
	return &pipeline.Run{Engine: engine, Jobs: f.jobs, Read: f.read, Shard: shard}, nil
}

// measured has a run over files tell how much of their bytes it has read.
func measured(run *pipeline.Run, paths []string) {
	var read, all atomic.Int64
	run.Read.Taken = func(n int) { read.Add(int64(n)) }
	run.Extent = func() (int64, int64) { return read.Load(), all.Load() }
	go func() { // many files take a while to look at
		if bytes, known := pipeline.Size(paths); known {
			all.Store(bytes)
		}
	}()
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
