package queue

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

// State counts the documents in the queue.
type State struct {
	Available int `json:"available"` // can be taken now
	Retryable int `json:"retryable"` // failed, to be tried again later
	Running   int `json:"running"`   // in a worker's hands
	Dead      int `json:"dead"`      // failed for good
	Done      int `json:"done"`      // of the last ten minutes
}

// Waiting counts what still wants a worker.
func (s *State) Waiting() int { return s.Available + s.Retryable }

// State looks at the queue.
func (q *Queue) State(ctx context.Context) (State, error) {
	var s State
	rows, err := q.pool.Query(ctx, `SELECT state::text, count(*) FROM river_job WHERE kind = $1 GROUP BY state`, job{}.Kind())
	if err != nil {
		return s, fmt.Errorf("looking at the queue: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var state string
		var n int
		if err := rows.Scan(&state, &n); err != nil {
			return s, err
		}
		*s.count(rivertype.JobState(state)) += n
	}
	return s, rows.Err()
}

func (s *State) count(state rivertype.JobState) *int {
	switch state {
	case rivertype.JobStateRunning:
		return &s.Running
	case rivertype.JobStateRetryable, rivertype.JobStateScheduled:
		return &s.Retryable
	case rivertype.JobStateCompleted:
		return &s.Done
	case rivertype.JobStateCancelled, rivertype.JobStateDiscarded:
		return &s.Dead
	}
	return &s.Available
}

// Letter is a document that failed for good.
type Letter struct {
	Job      int64     `json:"job"`
	Document string    `json:"document"`
	Path     string    `json:"path"`
	Reason   string    `json:"reason"`
	Attempts int       `json:"attempts"`
	Since    time.Time `json:"since"`
}

// Dead calls letter for every document that failed for good, oldest first.
func (q *Queue) Dead(ctx context.Context, letter func(Letter) error) error {
	rows, err := q.pool.Query(ctx, `SELECT id, args->>'document', args->>'path', coalesce(errors[array_upper(errors, 1)]->>'error', ''), attempt, finalized_at
		FROM river_job WHERE kind = $1 AND state IN ('cancelled', 'discarded') ORDER BY id`, job{}.Kind())
	if err != nil {
		return fmt.Errorf("looking at the dead letters: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var l Letter
		if err := rows.Scan(&l.Job, &l.Document, &l.Path, &l.Reason, &l.Attempts, &l.Since); err != nil {
			return err
		}
		if err := letter(l); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Retry puts every dead letter back into the queue, to be tried anew.
func (q *Queue) Retry(ctx context.Context) (n int, err error) {
	var ids []int64
	if err := q.Dead(ctx, func(l Letter) error { ids = append(ids, l.Job); return nil }); err != nil {
		return 0, err
	}
	for _, id := range ids {
		row, err := q.client.JobRetry(ctx, id)
		if errors.Is(err, river.ErrNotFound) {
			continue // someone else was faster
		}
		if err != nil {
			return n, fmt.Errorf("putting job %d back: %w", id, err)
		}
		if row.State == rivertype.JobStateAvailable {
			n++
		}
	}
	return n, nil
}
