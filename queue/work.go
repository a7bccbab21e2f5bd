package queue

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/read"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

// Shift says how to work.
type Shift struct {
	// Lease is after what time another worker gets what a dead one had in hand. One that
	// is alive renews it, however long a document takes. Five minutes if 0.
	Lease time.Duration
	// Drain ends the work when the queue holds nothing that can still be done.
	Drain bool
	// Told, if set, hears of every document once it is on disk or has failed.
	Told func(*pipeline.Result)
}

// inHand is how many documents a process takes at once: enough for the record to be
// written in batches while others are being read.
const inHand = 256

// Work takes documents from the queue, reads them with run and writes them to store,
// until the context ends (or the queue is empty, with Shift.Drain). What is in hand
// then is finished first. While the database is away it waits and tries again.
func (q *Queue) Work(ctx context.Context, run *pipeline.Run, store record.Store, shift Shift) error {
	if shift.Lease <= 0 {
		shift.Lease = 5 * time.Minute
	}
	d := newDesk(run, store, shift.Told)
	workers := river.NewWorkers()
	river.AddWorker(workers, &worker{desk: d})
	client, err := river.NewClient(riverpgxv5.New(q.pool), &river.Config{
		Logger:               q.log,
		Workers:              workers,
		Queues:               map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: inHand}},
		JobTimeout:           shift.Lease, // River takes no job back before; see worker.Work
		RescueStuckJobsAfter: shift.Lease,
		RetryPolicy:          backoff{},
		// Dead letters stay until someone looks at them; what is done can go.
		CancelledJobRetentionPeriod: -1,
		DiscardedJobRetentionPeriod: -1,
		CompletedJobRetentionPeriod: 10 * time.Minute,
	})
	if err != nil {
		return err
	}
	desk := make(chan struct{})
	lasting := context.WithoutCancel(ctx) // what is in hand is finished though the shift is over
	go func() { defer close(desk); d.run(lasting) }()
	defer func() { d.close(); <-desk }()
	defer q.renew(lasting, d, shift.Lease/3)()
	if err := client.Start(lasting); err != nil {
		return fmt.Errorf("starting to work: %w", err)
	}
	q.wait(ctx, shift.Drain)
	return client.Stop(lasting)
}

// renew renews the leases of what is in hand, again and again until it is ended. While
// the database is away it cannot; then another may get a document too, and finds it done.
func (q *Queue) renew(ctx context.Context, d *desk, every time.Duration) (end func()) {
	ctx, end = context.WithCancel(ctx)
	go func() {
		for again := time.NewTicker(every); ; {
			select {
			case <-ctx.Done():
				again.Stop()
				return
			case <-again.C:
			}
			soon, done := context.WithTimeout(ctx, every)
			if _, err := q.pool.Exec(soon, `UPDATE river_job SET attempted_at = now() WHERE id = ANY($1) AND state = 'running'`, d.inHand()); err != nil && ctx.Err() == nil {
				q.log.Warn("leases not renewed", "error", err)
			}
			done()
		}
	}()
	return end
}

// backoff is when a job is tried again: after 1, 2, 4 … seconds, up to an hour, and a
// little more so that not all come back at once.
type backoff struct{}

// NextRetry implements river.ClientRetryPolicy.
func (backoff) NextRetry(j *rivertype.JobRow) time.Time {
	pause := min(time.Second<<min(len(j.Errors), 12), time.Hour)
	return time.Now().UTC().Add(pause + rand.N(pause/4))
}

// wait returns when the shift is over.
func (q *Queue) wait(ctx context.Context, drain bool) {
	look := time.NewTicker(500 * time.Millisecond)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
		if !drain {
			continue
		}
		if state, err := q.State(ctx); err == nil && state.Waiting() == 0 && state.Running == 0 {
			return
		}
	}
}

// worker is what River calls for each job.
type worker struct {
	river.WorkerDefaults[job]
	desk *desk
}

// Work puts the job's document on the desk and waits until it is on disk, however many
// others write to the record: the lease is renewed meanwhile, so River's timeout says nothing.
func (w *worker) Work(_ context.Context, j *river.Job[job]) error {
	err := w.desk.do(j.ID, j.Args)
	if err != nil && hopeless(err) {
		return river.JobCancel(err)
	}
	return err
}

// desk is where jobs meet the pipeline: many hands put documents down, one run reads
// them and writes them in batches, and each hand hears what became of its document.
type desk struct {
	runner *pipeline.Run
	store  record.Store
	told   func(*pipeline.Result)
	todo   chan *errand
	over   chan struct{} // closed when nobody puts anything down any more

	mu    sync.Mutex
	doing map[*quoth.Document]*errand
	held  map[int64]bool // by the identifiers of their jobs
}

// errand is one job on the desk.
type errand struct {
	job    job
	result chan error // takes one
}

func newDesk(run *pipeline.Run, store record.Store, told func(*pipeline.Result)) *desk {
	return &desk{runner: run, store: store, told: told, todo: make(chan *errand), over: make(chan struct{}), doing: map[*quoth.Document]*errand{}, held: map[int64]bool{}}
}

func (d *desk) close() { close(d.over) }

var errAway = errors.New("the record is away")

// do returns when the job's document is on disk, with nil, or with why it is not.
func (d *desk) do(id int64, j job) error {
	d.hold(id, true)
	defer d.hold(id, false)
	e := &errand{job: j, result: make(chan error, 1)}
	select {
	case d.todo <- e:
		return <-e.result
	case <-d.over:
		return errAway
	}
}

func (d *desk) hold(id int64, held bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if held {
		d.held[id] = true
	} else {
		delete(d.held, id)
	}
}

// inHand are the jobs that someone waits for.
func (d *desk) inHand() []int64 {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Collect(maps.Keys(d.held))
}

// run keeps the pipeline going until the desk is closed: when the record is away, what
// was in hand fails, to be tried again later, and a new run begins after a while.
func (d *desk) run(ctx context.Context) {
	const shortest, longest = 250 * time.Millisecond, 15 * time.Second
	for pause := shortest; ; pause = min(2*pause, longest) {
		begun := time.Now()
		err := d.runner.Add(ctx, d.inputs, d.store, d.finish)
		d.failAll(fmt.Errorf("%w: %w", errAway, err))
		if time.Since(begun) > longest {
			pause = shortest
		}
		select {
		case <-d.over:
			return
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
	}
}

// inputs hands what is put on the desk to the pipeline.
func (d *desk) inputs(ctx context.Context, _ read.Options, yield func(read.Item) error) error {
	for {
		select {
		case e := <-d.todo:
			doc := &quoth.Document{}
			if err := wire.Unpack(e.job.Body, doc); err != nil {
				e.result <- err
				continue
			}
			d.mu.Lock()
			d.doing[doc] = e
			d.mu.Unlock()
			if err := yield(read.Item{Path: doc.Origin.Path, Doc: doc}); err != nil {
				return err
			}
		case <-d.over:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// finish tells the hand that waits what became of its document.
func (d *desk) finish(r *pipeline.Result) {
	if d.told != nil {
		d.told(r)
	}
	d.mu.Lock()
	e := d.doing[r.Doc]
	delete(d.doing, r.Doc)
	d.mu.Unlock()
	if e != nil {
		e.result <- d.note(r, e.job.Capture)
	}
}

// note keeps how a document came, now that the record has it, and tells how it ended.
func (d *desk) note(r *pipeline.Result, capture *record.Capture) error {
	if r.Err != nil || capture == nil {
		return r.Err
	}
	c := *capture
	c.Document = r.Doc.ID
	return d.store.SaveCapture(context.Background(), c)
}

func (d *desk) failAll(err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for doc, e := range d.doing {
		delete(d.doing, doc)
		e.result <- err
	}
}
