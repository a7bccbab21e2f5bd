// Package queue lets any number of processes, on any machines, fill one record in
// PostgreSQL. It is a thin layer over River, a queue that lives in the same database:
// documents go in as jobs, workers take them, read them and write to the record.
//
// In: documents, and a record. Out: the record with every document in it once.
//
//	q, err := queue.Open(ctx, "postgres://desk@db.example/quoth", queue.Options{Create: true})
//	put, err := q.Put(ctx, parcels, 0)           // on one machine
//	err = q.Work(ctx, run, store, queue.Shift{}) // on many others
//
// The idea: a job is done when its document is on disk in the record, and adding a
// document that is there changes nothing. So a job may be handed out twice, after a
// worker or the network has died, and still every document is in the record once.
// Leases, retries with backoff and priorities are River's; a job that no retry can mend
// is a dead letter, kept with its reason until someone looks (Dead, Retry).
//
// It decides nothing about documents, and refuses records that are not in PostgreSQL.
package queue

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/riverqueue/river/rivertype"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

// Options says how to open a queue.
type Options struct {
	Create bool         // make missing tables
	Log    *slog.Logger // what River has to say; nothing if nil
}

// Queue is the queue of a record in PostgreSQL.
type Queue struct {
	pool   *pgxpool.Pool
	client *river.Client[pgx.Tx] // for putting and looking; those who work have their own
	log    *slog.Logger
}

// Open opens the queue beside the record at an address such as
// postgres://desk@db.example/quoth. It wraps quoth.ErrNotFound where there is no
// server or no queue, quoth.ErrInvalid where the address makes no sense.
func Open(ctx context.Context, address string, opt Options) (*Queue, error) {
	pool, err := pgxpool.New(ctx, address)
	if err != nil {
		return nil, fmt.Errorf("%w: the address of the queue: %v", quoth.ErrInvalid, err)
	}
	q := &Queue{pool: pool, log: opt.Log}
	if q.log == nil {
		q.log = slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	}
	if err := q.prepare(ctx, opt.Create); err != nil {
		pool.Close()
		return nil, err
	}
	q.client, err = river.NewClient(riverpgxv5.New(pool), &river.Config{Logger: q.log})
	if err != nil {
		pool.Close()
		return nil, err
	}
	return q, nil
}

// migrating is the lock that processes take turns by while they make the tables.
const migrating = 0x71756575 // "queu"

// prepare makes River's tables where they are missing or old.
func (q *Queue) prepare(ctx context.Context, create bool) error {
	turn, err := q.pool.Acquire(ctx)
	if err != nil {
		return fmt.Errorf("%w: no connection to the queue: %w: %v", quoth.ErrNotFound, quoth.ErrUnavailable, err)
	}
	defer turn.Release()
	var there bool
	if err := turn.QueryRow(ctx, `SELECT to_regclass('river_job') IS NOT NULL`).Scan(&there); err != nil {
		return err
	}
	if !there && !create {
		return fmt.Errorf("%w: the record has no queue; fill one with: quoth add --queue PATH", quoth.ErrNotFound)
	}
	if _, err := turn.Exec(ctx, `SELECT pg_advisory_lock($1)`, migrating); err != nil {
		return err
	}
	defer turn.Exec(context.WithoutCancel(ctx), `SELECT pg_advisory_unlock($1)`, migrating)
	migrator, err := rivermigrate.New(riverpgxv5.New(q.pool), &rivermigrate.Config{Logger: q.log})
	if err != nil {
		return err
	}
	if _, err := migrator.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("the queue's tables: %w", err)
	}
	return nil
}

// Close gives the connections back.
func (q *Queue) Close() { q.pool.Close() }

// job is a document on its way. Two jobs with one identifier are one.
type job struct {
	Document string `json:"document" river:"unique"`
	Path     string `json:"path"`
	Body     []byte `json:"body"` // the document, as wire.Pack makes it
	// Capture is how the document came over the network, if it did.
	Capture *record.Capture `json:"capture,omitempty"`
}

// Parcel is a document to be put into the queue.
type Parcel struct {
	Doc     *quoth.Document
	Capture *record.Capture // how it came over the network, if it did; noted once it is read
}

// Kind is River's name for what the job is.
func (job) Kind() string { return "quoth_document" }

// unfinished are the states of jobs that still stand for a document: another one for
// the same document would be the same work twice.
var unfinished = []rivertype.JobState{
	rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRunning,
	rivertype.JobStateRetryable, rivertype.JobStateScheduled,
}

// The priorities of a document; a more urgent one is handed out first.
const (
	Urgent  = 1
	Usual   = 2
	Archive = 4
)

// mostAttempts is after how many tries a job is a dead letter. A worker that dies
// counts as a try of all that it had in hand.
const mostAttempts = 25

// Put adds documents to the queue, all or none of them; those already waiting are not
// put twice. Priority is Urgent to Archive, Usual if 0. It returns how many were new.
func (q *Queue) Put(ctx context.Context, parcels []Parcel, priority int) (put int, err error) {
	if priority == 0 {
		priority = Usual
	}
	jobs := make([]river.InsertManyParams, len(parcels))
	for i, p := range parcels {
		body, err := wire.Pack(p.Doc)
		if err != nil {
			return 0, err
		}
		jobs[i] = river.InsertManyParams{
			Args: job{Document: p.Doc.ID, Path: cleanPath(p.Doc.Origin.Path), Body: body, Capture: p.Capture},
			InsertOpts: &river.InsertOpts{
				Priority: priority, MaxAttempts: mostAttempts,
				UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: unfinished},
			},
		}
	}
	if len(jobs) == 0 {
		return 0, nil
	}
	results, err := q.client.InsertMany(ctx, jobs)
	if err != nil {
		return 0, fmt.Errorf("putting documents into the queue: %w", err)
	}
	for _, r := range results {
		if !r.UniqueSkippedAsDuplicate {
			put++
		}
	}
	return put, nil
}

// cleanPath is a path without what the database cannot keep; the document has the path itself.
func cleanPath(path string) string {
	return strings.ToValidUTF8(strings.ReplaceAll(path, "\x00", "�"), "�")
}

// hopeless tells that trying again would end the same way: the document is at fault.
func hopeless(err error) bool {
	return errors.Is(err, quoth.ErrInvalid) || errors.Is(err, quoth.ErrUnsupported) || errors.Is(err, quoth.ErrTooLarge)
}
