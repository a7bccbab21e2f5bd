package fetch

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"sync/atomic"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/read"
	"github.com/quoth-news/quoth/record"
)

// Crawler asks for what is due and hands on what came of it. It keeps what it
// learnt of hosts from run to run, and serves one goroutine.
type Crawler struct {
	memory Memory
	opt    Options
	client *client
	clock  Clock
	lanes  map[string]*lane
	// fresh is until when a host may have been asked by a run before this one, of
	// which nothing else is known.
	fresh time.Time

	// of the run
	ctx     context.Context
	cancel  context.CancelFunc
	yield   func(*Outcome) error
	err     error
	asked   map[string]bool // addresses taken up in this run
	roots   map[string]bool
	started time.Time
	pages   int
	handled atomic.Int64
	known   atomic.Int64
}

// Outcome is what became of one address: documents, or why there are none.
type Outcome struct {
	URL     string
	Items   []read.Item
	Skipped string
	Err     error
	// Visits are to be saved once the documents are on disk, and Capture for each of
	// them; there are none where there are no documents.
	Visits  []record.Visit
	Capture *record.Capture
}

// New makes a crawler. Its memory is a record's.
func New(memory Memory, opt Options) *Crawler {
	opt = opt.withDefaults()
	return &Crawler{memory: memory, opt: opt, client: newClient(opt), clock: wallClock{}, lanes: map[string]*lane{}}
}

// Extent is how many addresses of the run are done with, and how many are known.
func (c *Crawler) Extent() (handled, known int) {
	return int(c.handled.Load()), int(c.known.Load())
}

// Run asks for the roots, for what they lead to, and for what is left of earlier
// runs. yield is told of every address, in the order in which they are done with.
func (c *Crawler) Run(ctx context.Context, roots []string, yield func(*Outcome) error) error {
	return c.run(ctx, roots, true, yield)
}

// Round does the same for those that are due, roots included.
func (c *Crawler) Round(ctx context.Context, roots []string, yield func(*Outcome) error) error {
	return c.run(ctx, roots, false, yield)
}

func (c *Crawler) run(ctx context.Context, roots []string, force bool, yield func(*Outcome) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	c.cancel = cancel
	c.ctx, c.yield, c.err, c.asked, c.roots, c.pages = ctx, yield, nil, map[string]bool{}, map[string]bool{}, 0
	c.handled.Store(0)
	c.known.Store(0)
	c.started = c.clock.Now()
	for _, l := range c.lanes {
		l.queue, l.failures = nil, 0
		for _, s := range l.sites {
			s.asking = false
		}
	}
	c.begin(roots, force)
	for c.err == nil {
		c.loop(ctx)
		if c.err == nil {
			c.err = ctx.Err()
		}
		if c.err != nil || !c.takeDue() {
			break
		}
	}
	return c.err
}

// begin takes up the roots.
func (c *Crawler) begin(roots []string, force bool) {
	now := c.clock.Now()
	for _, root := range roots {
		address, err := Normal(root)
		if err != nil {
			c.tell(&Outcome{URL: root, Err: err})
			continue
		}
		c.roots[address] = true
		known, err := c.memory.Visits(c.ctx, []string{address})
		if err != nil {
			c.fail(err)
			return
		}
		v, ok := known[address]
		if ok && c.fresh.IsZero() {
			c.fresh = now.Add(c.opt.Delay)
		}
		switch {
		case !ok:
			v = record.Visit{URL: address, Root: address, Found: now, Due: now}
			c.fail(c.memory.SaveVisits(c.ctx, []record.Visit{v}))
			c.take(v)
		case v.Due.IsZero() && !force:
		case v.Due.After(now) && !force:
		case v.Kind == record.PageVisit && v.Failures == 0 && !c.opt.Again && now.Sub(v.Fetched) < firstLook:
			c.tell(&Outcome{URL: address, Skipped: "asked for within the hour"})
		default:
			c.take(v)
		}
	}
	c.takeDue()
}

// takeDue takes up what earlier runs and this one left due, and tells whether there was any.
func (c *Crawler) takeDue() bool {
	roots := make([]string, 0, len(c.roots))
	for r := range c.roots {
		roots = append(roots, r)
	}
	slices.Sort(roots)
	due, err := c.memory.DueVisits(c.ctx, roots, c.started, 10_000)
	c.fail(err)
	any := false
	for _, v := range due {
		any = c.take(v) || any
	}
	return any
}

// take puts a visit into its lane, once a run.
func (c *Crawler) take(v record.Visit) bool {
	u, err := url.Parse(v.URL)
	if err != nil || c.asked[v.URL] || c.pages >= c.opt.MaxPages || c.opt.Shard != nil && !c.opt.Shard(laneName(u)) {
		return false
	}
	c.asked[v.URL] = true
	l := c.laneOf(u)
	if l.ready.Sub(c.clock.Now()) > maxWait { // its host asked to wait
		v.Due = l.ready
		c.fail(c.memory.SaveVisits(c.ctx, []record.Visit{v}))
		return false
	}
	c.pages++
	c.known.Add(1)
	l.queue = append(l.queue, &task{visit: v, target: u})
	return true
}

func (c *Crawler) laneOf(u *url.URL) *lane {
	name := laneName(u)
	l := c.lanes[name]
	if l == nil {
		l = &lane{name: name, sites: map[string]*site{}, ready: c.fresh}
		c.lanes[name] = l
	}
	return l
}

// loop runs the lanes until nothing is left in them.
func (c *Crawler) loop(ctx context.Context) {
	answers := make(chan *done, c.opt.Hosts)
	going := 0
	for {
		for c.err == nil && ctx.Err() == nil && going < c.opt.Hosts {
			l, t := c.ready()
			if t == nil {
				break
			}
			l.busy = true
			going++
			s := l.sites[authority(t.target)]
			go func() { answers <- c.work(ctx, l, t, s) }()
		}
		at, any := c.soonest()
		switch {
		case going == 0 && (!any || c.err != nil || ctx.Err() != nil):
			return
		case going == 0:
			if c.clock.Sleep(ctx, at.Sub(c.clock.Now())) != nil {
				return
			}
			continue
		}
		var timer <-chan time.Time
		stop := func() {}
		if any && going < c.opt.Hosts && c.err == nil && ctx.Err() == nil {
			timer, stop = c.clock.After(at.Sub(c.clock.Now()))
		}
		select {
		case d := <-answers:
			going--
			c.answered(d)
		case <-timer:
		}
		stop()
	}
}

// ready is a lane that may begin with a task: of several, the one that waited longest.
func (c *Crawler) ready() (*lane, *task) {
	now := c.clock.Now()
	for _, l := range c.inOrder() {
		if t := c.next(l, now); t != nil {
			return l, t
		}
	}
	return nil, nil
}

func (c *Crawler) inOrder() []*lane {
	var lanes []*lane
	for _, l := range c.lanes {
		if len(l.queue) > 0 && !l.busy {
			lanes = append(lanes, l)
		}
	}
	slices.SortFunc(lanes, func(a, b *lane) int {
		if n := a.ready.Compare(b.ready); n != 0 {
			return n
		}
		return compareStrings(a.name, b.name)
	})
	return lanes
}

func compareStrings(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// soonest is when the next lane may go on.
func (c *Crawler) soonest() (time.Time, bool) {
	now := c.clock.Now()
	for _, l := range c.inOrder() {
		if !l.ready.After(now) {
			continue // it waits for another lane
		}
		return l.ready, true
	}
	return time.Time{}, false
}

// answered takes in what came of a task.
func (c *Crawler) answered(d *done) {
	now := c.clock.Now()
	l := d.lane
	l.busy = false
	l.ready = now.Add(c.pause(l))
	if errors.Is(d.err, context.Canceled) && c.ctx.Err() != nil {
		return // we are stopping; it is due as it was
	}
	var later *passing
	if errors.As(d.err, &later) {
		l.failures++
		l.ready = now.Add(max(later.wait, c.pause(l)))
	} else {
		l.failures = 0
	}
	if d.kind == robotsTask && later != nil && later.wait <= maxWait && d.tries < c.opt.Retries {
		c.again(d, later, now)
		return
	}
	if d.kind != visitTask {
		c.siteAnswered(d, now)
		l.ready = maxTime(l.ready, now.Add(c.pause(l)))
		return
	}
	switch {
	case later != nil && later.wait <= maxWait && d.tries < c.opt.Retries && l.failures < givenUp:
		c.again(d, later, now)
	case d.err != nil:
		c.failed(d, later)
	case d.answer.location != nil:
		c.redirected(d)
	case d.answer.status == http.StatusNotModified:
		c.unchanged(d)
	case d.found.listing != nil:
		c.listed(d)
	default:
		c.read(d)
	}
	if later != nil && (l.failures >= givenUp || later.wait > maxWait) {
		c.giveUp(l, later)
	}
}

// again puts a task that failed for now behind the others of its lane, which waits
// longer each time.
func (c *Crawler) again(d *done, later *passing, now time.Time) {
	d.tries++
	l := d.lane
	l.ready = now.Add(max(later.wait, c.pause(l)<<d.tries+jitter(c.pause(l))))
	if d.kind == robotsTask {
		l.queue = append([]*task{d.task}, l.queue...)
	} else {
		l.queue = append(l.queue, d.task)
	}
}

// redirected goes on with the address that an answer sent us to.
func (c *Crawler) redirected(d *done) {
	to, err := parseAddress(d.answer.location.String())
	from := d.target.String()
	switch {
	case err != nil:
		d.err = err
	case to.String() == from || slices.Contains(d.seen, to.String()):
		d.err = &read.Failure{Kind: quoth.ErrUnsupported, Reason: "it redirects in a circle, as a wall does that wants cookies", Hint: "look at it in a browser"}
	case len(d.seen) >= c.opt.Redirects:
		d.err = &read.Failure{Kind: quoth.ErrUnsupported, Reason: "it redirects too often", Hint: "look at it: curl -IL " + d.visit.URL}
	}
	if d.err != nil {
		c.failed(d, nil)
		return
	}
	if c.asked[to.String()] && d.visit.URL != to.String() {
		c.moved(d, to.String())
		return
	}
	known, err := c.memory.Visits(c.ctx, []string{to.String()})
	c.fail(err)
	if v := known[to.String()]; v.Kind == record.PageVisit && v.Failures == 0 && !v.Fetched.IsZero() {
		c.moved(d, to.String())
		if c.clock.Now().Sub(v.Fetched) > firstLook {
			c.take(v)
		}
		return
	}
	l := c.laneOf(to)
	l.queue = append([]*task{{visit: d.visit, target: to, seen: append(d.seen, from), tries: d.tries}}, l.queue...)
}

// giveUp leaves a host for the next run.
func (c *Crawler) giveUp(l *lane, why *passing) {
	queue := l.queue
	l.queue, l.failures = nil, 0
	l.ready = maxTime(l.ready, c.clock.Now().Add(maxWait))
	for _, t := range queue {
		if t.kind != visitTask {
			t.site.asking = false
			continue
		}
		t.visit.Due = l.ready
		c.save(t.visit)
		c.tell(&Outcome{URL: t.visit.URL, Skipped: "left for later: its host does not answer, or asks to wait"})
	}
	c.opt.Log.Info("host left for later", "host", l.name, "why", why.Error())
}

func (c *Crawler) tell(o *Outcome) {
	if c.err == nil {
		c.fail(c.yield(o))
	}
}

func (c *Crawler) fail(err error) {
	if c.err == nil && err != nil {
		c.err = err
		c.cancel()
	}
}

// jitter is up to a half of d, so that many who wait do not come back at once.
func jitter(d time.Duration) time.Duration {
	if d <= 1 {
		return 0
	}
	return rand.N(d / 2)
}

func maxTime(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
