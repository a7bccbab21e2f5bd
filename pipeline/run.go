package pipeline

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/read"
)

// Run is a walk over inputs by many workers. The zero Run with an Engine is useful.
type Run struct {
	Engine *Engine
	Jobs   int // workers; 0 is one a processor
	Read   read.Options
	Shard  Shard
	// Extent, if set, tells how much of the inputs has been read and how much there
	// is, in any unit; 0 for all if that is not known.
	Extent func() (done, all int64)
	// Progress, if set, is told now and then how far the run has come, and at
	// its end. It is called by one goroutine at a time.
	Progress func(Progress)
}

// Result is what became of one document of the input.
type Result struct {
	Path    string
	Doc     *quoth.Document // nil where the input could not be read
	Reading *quoth.Reading  // nil where it failed or was skipped
	Skipped string          // why the document was not read, "" if it was
	Err     error           // why there is no reading
	JSON    []byte          // what work made of it, where it makes lines
}

// Inputs calls source until it has no more documents to yield; see read.Open and
// read.Stream, which are most sources.
type Inputs func(ctx context.Context, opt read.Options, yield func(read.Item) error) error

// Paths are the inputs of files and folders.
func Paths(paths []string) Inputs {
	return func(ctx context.Context, opt read.Options, yield func(read.Item) error) error {
		return read.Open(ctx, paths, opt, yield)
	}
}

// The bound on text that is being worked on: enough for every worker to be busy,
// and for one document of any size that the reader lets through.
const bytesInFlight = 64 << 20

// task is a result on its way; done is closed when a worker has finished it.
type task struct {
	Result
	weight int64
	done   chan struct{}
}

// each reads the inputs and hands every result to finish in the order of the
// input, whatever the number of workers. work runs in the workers, beside others
// of its kind: it reads the document with the engine, or decides to skip it.
func (r *Run) each(ctx context.Context, inputs Inputs, work func(*Engine, *Result), finish func(*Result) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	jobs := r.Jobs
	if jobs < 1 {
		jobs = runtime.GOMAXPROCS(0)
	}
	var (
		todo    = make(chan *task)
		ordered = make(chan *task, 64*jobs)
		room    = semaphore.NewWeighted(bytesInFlight)
		workers sync.WaitGroup
		readErr error
	)
	for range jobs {
		engine := r.Engine.Clone()
		workers.Go(func() {
			for t := range todo {
				engine = workOn(engine, t, work)
				close(t.done)
			}
		})
	}
	go func() {
		defer close(ordered)
		defer close(todo)
		defer func() {
			if p := recover(); p != nil {
				readErr = fmt.Errorf("the reading of the inputs broke off: %v at %s", p, panicPlace())
			}
		}()
		readErr = r.feed(ctx, inputs, todo, ordered, room)
	}()
	var err error
	for t := range ordered {
		<-t.done
		if err == nil {
			if err = finish(&t.Result); err != nil {
				cancel()
			}
		}
		room.Release(t.weight)
	}
	workers.Wait()
	return errors.Join(err, unlessCancelled(readErr, err))
}

// feed turns the items of the inputs into tasks.
func (r *Run) feed(ctx context.Context, inputs Inputs, todo, ordered chan<- *task, room *semaphore.Weighted) error {
	return inputs(ctx, r.Read, func(item read.Item) error {
		t := &task{Result: Result{Path: item.Path, Doc: item.Doc, Err: item.Err}, done: make(chan struct{})}
		if skip, ok := errors.AsType[read.Skip](item.Err); ok {
			t.Skipped, t.Err = string(skip), nil
		}
		if item.Doc != nil {
			t.weight = min(int64(len(item.Doc.Text))+4096, bytesInFlight)
		}
		if err := room.Acquire(ctx, t.weight); err != nil {
			return err
		}
		select {
		case ordered <- t:
		case <-ctx.Done():
			room.Release(t.weight)
			return ctx.Err()
		}
		if item.Doc == nil {
			close(t.done)
			return nil
		}
		todo <- t // a worker always comes: workers stop only when todo is closed
		return nil
	})
}

// workOn turns a panic over one document into that document's failure. The
// engine it happened in may be in any state and is replaced.
func workOn(engine *Engine, t *task, work func(*Engine, *Result)) (next *Engine) {
	next = engine
	defer func() {
		if p := recover(); p != nil {
			t.Reading, t.JSON = nil, nil
			t.Err = fmt.Errorf("%w: the reading broke off: %v at %s", quoth.ErrInvalid, p, panicPlace())
			next = engine.Clone()
		}
	}()
	work(engine, &t.Result)
	return next
}

// panicPlace is the file and line of this module that panicked, as far as the
// stack tells.
func panicPlace() string {
	var pcs [32]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs[:])])
	for {
		frame, more := frames.Next()
		if len(frame.Function) > len(modulePath) && frame.Function[:len(modulePath)] == modulePath {
			return fmt.Sprintf("%s:%d", frame.Function[len(modulePath):], frame.Line)
		}
		if !more {
			return "an unknown place"
		}
	}
}

const modulePath = "github.com/quoth-news/quoth/"

// unlessCancelled drops the reader's error where it only says that we stopped it.
func unlessCancelled(readErr, err error) error {
	if err != nil && errors.Is(readErr, context.Canceled) {
		return nil
	}
	return readErr
}

// Progress is how far a run has come.
type Progress struct {
	Done    int // read
	Skipped map[string]int
	Failed  map[string]int // by kind of reason: the root error
	Bytes   int            // of text

	Quotations int
	Unread     int     // documents kept but not read, of those done
	Share      float64 // of the inputs that has been read, 0 if not known
	Elapsed    time.Duration
	Ended      bool
}

// Left is how long the rest takes at this rate; 0 if that cannot be told.
func (p *Progress) Left() time.Duration {
	if p.Share <= 0 || p.Share >= 1 {
		return 0
	}
	return time.Duration(float64(p.Elapsed) * (1 - p.Share) / p.Share)
}

// Plus is what two runs came to together.
func (p Progress) Plus(o Progress) Progress {
	add := func(a, b map[string]int) map[string]int {
		all := maps.Clone(a)
		if all == nil {
			all = map[string]int{}
		}
		for why, n := range b {
			all[why] += n
		}
		return all
	}
	return Progress{Done: p.Done + o.Done, Skipped: add(p.Skipped, o.Skipped), Failed: add(p.Failed, o.Failed), Bytes: p.Bytes + o.Bytes,
		Quotations: p.Quotations + o.Quotations, Unread: p.Unread + o.Unread, Elapsed: p.Elapsed + o.Elapsed, Ended: o.Ended}
}

// Total counts the documents of every outcome.
func (p *Progress) Total() int { return p.Done + sum(p.Skipped) + sum(p.Failed) }

// Failures counts the inputs that failed.
func (p *Progress) Failures() int { return sum(p.Failed) }

// Skips counts the documents that were skipped.
func (p *Progress) Skips() int { return sum(p.Skipped) }

// SkipReasons and FailReasons list why, with how often where there are several.
func (p *Progress) SkipReasons() string { return reasons(p.Skipped) }
func (p *Progress) FailReasons() string { return reasons(p.Failed) }

func reasons(counts map[string]int) string {
	var list []string
	for _, why := range slices.Sorted(maps.Keys(counts)) {
		if len(counts) > 1 {
			why = fmt.Sprintf("%s %d", why, counts[why])
		}
		list = append(list, why)
	}
	return strings.Join(list, ", ")
}

func sum(counts map[string]int) int {
	n := 0
	for _, c := range counts {
		n += c
	}
	return n
}

// counter keeps the counts and tells them four times a second.
type counter struct {
	Progress
	run         *Run
	begun, told time.Time
}

func (r *Run) counter() *counter {
	now := time.Now()
	return &counter{Progress: Progress{Skipped: map[string]int{}, Failed: map[string]int{}}, run: r, begun: now, told: now}
}

func (c *counter) count(r *Result) {
	switch {
	case r.Err != nil:
		c.Failed[reasonKind(r.Err)]++
	case r.Skipped != "":
		c.Skipped[r.Skipped]++
	default:
		c.Done++
		c.Bytes += len(r.Doc.Text)
		if r.Reading != nil {
			c.Quotations += len(r.Reading.Quotations)
			if r.Reading.Unread != "" {
				c.Unread++
			}
		}
	}
	c.look()
}

// look tells how far the run has come, if it is time to.
func (c *counter) look() {
	if c.run.Progress == nil || time.Since(c.told) < 250*time.Millisecond {
		return
	}
	c.told = time.Now()
	c.Elapsed = c.told.Sub(c.begun)
	if c.run.Extent != nil {
		if done, all := c.run.Extent(); all > 0 {
			c.Share = min(float64(done)/float64(all), 1)
		}
	}
	c.run.Progress(c.Progress)
}

func (c *counter) end() {
	c.Elapsed, c.Ended = time.Since(c.begun), true
	if c.run.Progress != nil {
		c.run.Progress(c.Progress)
	}
}

// reasonKind is the root error a failure wraps, in words that can be counted.
func reasonKind(err error) string {
	for _, root := range []error{quoth.ErrTooLarge, quoth.ErrUnsupported, quoth.ErrNotFound, quoth.ErrInvalid} {
		if errors.Is(err, root) {
			return root.Error()
		}
	}
	return "failed"
}
