package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/wire"
)

// job is a long run with all that people want to know of one: how far it is, why
// what was skipped or failed, and in the end a summary and, if asked for, a manifest.
type job struct {
	sh       *shell
	what     string // for people: "add to quoth.db"
	flags    *readingFlags
	manifest wire.Manifest
	last     pipeline.Progress
	shown    *mpb.Progress // nil where nothing is shown
	bar      *mpb.Bar
	errOut   io.Writer // the shell's own, while progress is shown above it
}

// begin begins to follow a run. Progress is shown in one line where standard error
// is a terminal, unless show is false; a total for it is what run.Extent gives.
func (sh *shell) begin(command, what string, inputs []string, run *pipeline.Run, flags *readingFlags, show bool) *job {
	j := &job{sh: sh, what: what, flags: flags, manifest: wire.Manifest{
		Command: command, Inputs: append([]string{}, inputs...), Version: version, Revision: revision(), Go: runtime.Version(),
		Rules: run.Engine.Rules(), Shard: flags.shard, Began: time.Now().UTC(), Failures: []wire.Failure{},
	}}
	for _, m := range pipeline.Models() {
		j.manifest.Models = append(j.manifest.Models, wire.Model(m))
	}
	if show && !flags.quiet && isTerminal(sh.errOut) {
		j.show()
	}
	run.Progress = j.progress
	return j
}

// show puts a line of progress under what else is printed on standard error.
func (j *job) show() {
	j.errOut = j.sh.errOut
	j.shown = mpb.New(mpb.WithOutput(j.errOut), mpb.WithWidth(24), mpb.WithRefreshRate(200*time.Millisecond))
	line := decor.Any(func(decor.Statistics) string { return progressLine(j.last) })
	j.bar = j.shown.New(1000, mpb.BarStyle().Lbound("").Rbound(" ").Filler("█").Tip("").Padding("·"), mpb.AppendDecorators(line))
	j.sh.errOut = j.shown
}

// progress keeps how far the run has come.
func (j *job) progress(p pipeline.Progress) {
	// What the line shows is read by the goroutine that draws it.
	if j.bar != nil && !p.Ended {
		shown := p
		j.bar.TraverseDecorators(func(decor.Decorator) { j.last = shown })
		j.bar.SetCurrent(int64(1000 * p.Share))
		return
	}
	j.hide()
	j.last = p
}

// hide takes the line of progress away.
func (j *job) hide() {
	if j.bar == nil {
		return
	}
	j.bar.Abort(true)
	j.shown.Wait()
	j.sh.errOut, j.bar, j.shown = j.errOut, nil, nil
}

// mostFailures is how many failures a manifest lists.
const mostFailures = 10_000

// report tells of a document that failed or was not read, and keeps it for the manifest.
func (j *job) report(r *pipeline.Result) {
	j.sh.report(r)
	switch {
	case r.Err == nil:
	case len(j.manifest.Failures) < mostFailures:
		j.manifest.Failures = append(j.manifest.Failures, wire.Failure{Path: strings.ToValidUTF8(r.Path, "\uFFFD"), Reason: r.Err.Error()})
	default:
		j.manifest.LeftOut++
	}
}

// end prints the summary, writes the manifest, and gives the outcome of the run:
// what broke it off, else that some input failed, which has been told of already.
func (j *job) end(ctx context.Context, err error, summary bool) error {
	j.hide()
	if summary && !j.flags.quiet {
		j.sh.say("%s: %s, %s", j.what, progressLine(j.last), j.last.Elapsed.Round(time.Millisecond))
	}
	stopped := ctx.Err() != nil && errors.Is(err, context.Canceled)
	if failed := j.writeManifest(err); failed != nil {
		return errors.Join(err, failed)
	}
	switch {
	case stopped:
		return withHint(errStopped, "the same command again")
	case err == nil && j.last.Failures() > 0:
		return &silent{errProblems}
	}
	return err
}

// writeManifest writes the manifest to a file beside its place and then puts it there.
func (j *job) writeManifest(err error) error {
	path := j.flags.manifest
	if path == "" {
		return nil
	}
	m, p := &j.manifest, &j.last
	m.Ended, m.Complete = time.Now().UTC(), err == nil
	if err != nil {
		m.Error = err.Error()
	}
	m.Documents = wire.Documents{Read: p.Done, Unread: p.Unread, Skipped: p.Skipped, Failed: p.Failed}
	if m.Documents.Skipped == nil {
		m.Documents.Skipped, m.Documents.Failed = map[string]int{}, map[string]int{}
	}
	m.Quotations, m.Bytes = p.Quotations, p.Bytes
	text, failed := json.MarshalIndent(m, "", "  ")
	if failed != nil {
		return failed
	}
	if path == "-" {
		_, failed = j.sh.out.Write(append(text, '\n'))
		return failed
	}
	return replaceFile(path, append(text, '\n'))
}

// replaceFile writes a file so that whoever reads it sees the old or the new, never a part.
func replaceFile(path string, content []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".quoth-*")
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	err = errors.Join(err, f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		os.Remove(f.Name())
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return nil
}

// progressLine says how far a run has come: "412 done, 3 skipped (already in the
// record), 1 failed (invalid), 285 a second, 2m10s left".
func progressLine(p pipeline.Progress) string {
	parts := []string{fmt.Sprintf("%d done", p.Done)}
	if n := p.Skips(); n > 0 {
		parts = append(parts, fmt.Sprintf("%d skipped (%s)", n, p.SkipReasons()))
	}
	if n := p.Failures(); n > 0 {
		parts = append(parts, fmt.Sprintf("%d failed (%s)", n, p.FailReasons()))
	}
	if s := p.Elapsed.Seconds(); s >= 0.1 {
		parts = append(parts, pace(float64(p.Total())/s))
	}
	if left := p.Left(); left > 0 && !p.Ended {
		parts = append(parts, left.Round(time.Second).String()+" left")
	}
	return strings.Join(parts, ", ")
}

// pace says how many a second, or a minute where that is less than one.
func pace(perSecond float64) string {
	if perSecond < 1 && perSecond > 0 {
		return fmt.Sprintf("%.0f a minute", 60*perSecond)
	}
	return fmt.Sprintf("%.0f a second", perSecond)
}
