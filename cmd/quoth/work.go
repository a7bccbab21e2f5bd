package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/queue"
	"github.com/quoth-news/quoth/record"
)

func newWorkCommand(sh *shell) *cobra.Command {
	var flags readingFlags
	var shift queue.Shift
	var status, dead, retry bool
	var metrics string
	cmd := &cobra.Command{
		Use:   "work",
		Short: "Work off the queue of a record in PostgreSQL",
		Long: `Takes documents from the queue that quoth add --queue fills, reads them and writes them
to the record, until it is stopped. Start as many as you like, on as many machines as you like.
A document is done when it is on disk; if a worker dies, another gets what it had in hand after
the lease. While the database is away workers wait. What no retry can mend is a dead letter: it
stays, with its reason, until it is put back with --retry.`,
		Example: `  quoth add --queue --db postgres://desk@db.example/quoth archive/
  quoth work --db postgres://desk@db.example/quoth          # on any number of machines
  quoth work --metrics 127.0.0.1:9464                       # counts at /metrics, for Prometheus
  quoth work --status                                       # how much is left
  quoth work --dead                                         # what failed for good, and why`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch {
			case status:
				return sh.queueStatus(cmd.Context())
			case dead:
				return sh.deadLetters(cmd.Context())
			case retry:
				return sh.retryDead(cmd.Context())
			}
			return sh.work(cmd.Context(), &flags, shift, metrics)
		},
	}
	cmd.Flags().IntVarP(&flags.jobs, "jobs", "j", 0, "documents read at once (default: one a processor)")
	cmd.Flags().BoolVarP(&flags.quiet, "quiet", "q", false, "no progress and no summary")
	cmd.Flags().DurationVar(&shift.Lease, "lease", 5*time.Minute, "after this time another worker gets what a dead one had in hand; a living one renews it")
	cmd.Flags().StringVar(&metrics, "metrics", "", "answer Prometheus at this address, such as "+defaultMetrics)
	cmd.Flags().BoolVar(&shift.Drain, "drain", false, "end when the queue is empty")
	cmd.Flags().BoolVar(&status, "status", false, "count what is in the queue, and leave")
	cmd.Flags().BoolVar(&dead, "dead", false, "list what failed for good, and leave")
	cmd.Flags().BoolVar(&retry, "retry", false, "put what failed for good back into the queue, and leave")
	cmd.MarkFlagsMutuallyExclusive("status", "dead", "retry", "drain")
	return cmd
}

// openWork opens queue and record. A database that is away may be on its way back: a
// worker waits for it as long as one that was at work would hardly notice.
func (sh *shell) openWork(ctx context.Context) (*queue.Queue, record.Store, error) {
	for begun := time.Now(); ; {
		q, err := sh.openQueue(ctx, false)
		if err == nil {
			store, failed := sh.writeRecord(ctx)
			if failed == nil {
				return q, store, nil
			}
			q.Close()
			err = failed
		}
		if !errors.Is(err, quoth.ErrUnavailable) || time.Since(begun) > 30*time.Second {
			return nil, nil, err
		}
		select {
		case <-ctx.Done():
			return nil, nil, ctx.Err()
		case <-time.After(time.Second):
		}
	}
}

func (sh *shell) work(ctx context.Context, flags *readingFlags, shift queue.Shift, metrics string) error {
	if shift.Lease < time.Second {
		return &usageError{fmt.Errorf("--lease %v: a lease is a second at least", shift.Lease)}
	}
	run, err := flags.prepare(sh)
	if err != nil {
		return err
	}
	q, store, err := sh.openWork(ctx)
	switch {
	case ctx.Err() != nil:
		return nil // asked to stop before there was anything in hand
	case err != nil:
		return err
	}
	defer q.Close()
	defer store.Close()
	counts := newWorkMetrics(q)
	if metrics != "" {
		if err := counts.serve(ctx, sh, metrics); err != nil {
			return err
		}
	}
	var done, there, failed int // over all runs: one begins anew when the database was away
	shift.Told = func(r *pipeline.Result) {
		sh.report(r)
		counts.count(r)
		switch {
		case r.Err != nil:
			failed++
		case r.Skipped != "":
			there++
		default:
			done++
		}
	}
	begun := time.Now()
	j := sh.begin("work", "work", nil, run, flags, true)
	run.Progress = func(p pipeline.Progress) { // it goes on when a run ends
		p.Ended = false
		j.progress(p)
	}
	err = q.Work(ctx, run, store, shift)
	j.hide()
	if !flags.quiet {
		sh.say("work on %s: %d done, %d were there already, %d failed, %v", sh.recordName(), done, there, failed, time.Since(begun).Round(time.Millisecond))
	}
	return err
}

func (sh *shell) queueStatus(ctx context.Context) error {
	q, err := sh.openQueue(ctx, false)
	if err != nil {
		return err
	}
	defer q.Close()
	state, err := q.State(ctx)
	if err != nil {
		return err
	}
	if sh.json {
		return json.NewEncoder(sh.out).Encode(state)
	}
	_, err = fmt.Fprintf(sh.out, "%d waiting, %d to be tried again, %d being read, %d failed for good, %d done in the last ten minutes\n",
		state.Available, state.Retryable, state.Running, state.Dead, state.Done)
	return err
}

func (sh *shell) deadLetters(ctx context.Context) error {
	q, err := sh.openQueue(ctx, false)
	if err != nil {
		return err
	}
	defer q.Close()
	lines := json.NewEncoder(sh.out)
	n := 0
	err = q.Dead(ctx, func(l queue.Letter) error {
		n++
		if sh.json {
			return lines.Encode(l)
		}
		_, err := fmt.Fprintf(sh.out, "%s: %s\n  after %d tries, %s\n", l.Path, l.Reason, l.Attempts, l.Since.Format(time.DateTime))
		return err
	})
	if err == nil && n > 0 && !sh.json {
		sh.say("%d failed for good; put them back with: quoth work --retry", n)
	}
	return err
}

func (sh *shell) retryDead(ctx context.Context) error {
	q, err := sh.openQueue(ctx, false)
	if err != nil {
		return err
	}
	defer q.Close()
	n, err := q.Retry(ctx)
	sh.say("%d put back into the queue", n)
	return err
}
