package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/pipeline"
)

// extractInto fills a folder with Parquet files. It is begun again by the same
// command after anything that stopped it.
func (sh *shell) extractInto(ctx context.Context, dir string, run *pipeline.Run, flags *readingFlags, args []string) error {
	if sh.json {
		return withHint(&usageError{errors.New("--out writes Parquet, --json prints: one of the two")}, "quoth extract --out %s %s", dir, strings.Join(args, " "))
	}
	measured(run, args)
	j := sh.begin("extract", "extract to "+dir, args, run, flags, true)
	last := &j.last
	parts := pipeline.Parts{Dir: dir, Of: fmt.Sprint(args, flags.read.Published, flags.read.Publisher, flags.read.URL, flags.read.Language, flags.read.MaxDocument, flags.shard)}
	err := run.ExtractParts(ctx, pipeline.Paths(args), parts, j.report)
	ended := j.end(ctx, err, true)
	switch {
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		return withHint(fmt.Errorf("%w; the whole files in %s stay", errStopped, dir), "the same command again, to go on")
	case errors.Is(err, quoth.ErrInvalid) && last.Total() == 0:
		return withHint(err, "quoth extract --out ANOTHER-FOLDER %s", strings.Join(args, " "))
	case err == nil && last.Done == 0 && last.Failures() == 0 && !flags.quiet:
		sh.say("nothing new: %s is whole", dir)
	}
	return ended
}
