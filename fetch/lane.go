package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/read"
	"github.com/quoth-news/quoth/record"
)

// lane is what is to be asked of one host, one request at a time.
type lane struct {
	name  string
	queue []*task
	ready time.Time // when the next request may begin
	busy  bool      // a request is on its way
	sites map[string]*site

	failures int // in a row that may pass
}

// site is what a host says about all its pages, by authority (scheme, host, port).
type site struct {
	robots   *robots
	until    time.Time
	tdm      []tdmRule
	tdmKnown bool
	asking   bool
	cause    error // why robots.txt cannot be had
	failures int   // to have it, in a row
}

// taskKind says what is asked for.
type taskKind int

const (
	visitTask taskKind = iota
	robotsTask
	tdmTask
)

// task is one thing to ask for. A redirect is followed by asking for its target,
// maybe in another lane.
type task struct {
	kind   taskKind
	visit  record.Visit
	target *url.URL
	seen   []string // addresses that redirected here
	tries  int
	owner  *lane // robotsTask: the lane that waits
	site   *site // robotsTask, tdmTask: whose
	of     string
}

// done is a task with what came of it.
type done struct {
	*task
	lane   *lane
	answer *answer
	found  *found
	err    error
}

// maxWait is how long a host may ask us to wait within one run.
const maxWait = 10 * time.Minute

// givenUp is how many failures in a row make us leave a host for the next run.
const givenUp = 5

// next is the task that a lane may begin with now; nil where it must wait, or where
// there is none. Before a page comes what the site says about all its pages.
func (c *Crawler) next(l *lane, now time.Time) *task {
	for len(l.queue) > 0 && !l.busy && !l.ready.After(now) {
		t := l.queue[0]
		if t.kind != visitTask {
			l.queue = l.queue[1:]
			return t
		}
		of := authority(t.target)
		s := l.sites[of]
		if s == nil || s.robots != nil && !s.until.After(now) {
			before := s
			s = &site{}
			if before != nil && before.robots.closed {
				s.failures = before.failures
			}
			l.sites[of] = s
		}
		switch {
		case s.asking:
			return nil // its robots.txt is being asked for in another lane
		case s.robots == nil:
			s.asking = true
			return &task{kind: robotsTask, target: wellKnown(t.target, "/robots.txt"), owner: l, site: s, of: of}
		case !s.robots.allowed(pathOf(t.target)):
			l.queue = l.queue[1:]
			c.refused(t, s)
			continue
		case !s.tdmKnown && s.robots.allowed("/.well-known/tdmrep.json"):
			s.tdmKnown = true
			return &task{kind: tdmTask, target: wellKnown(t.target, "/.well-known/tdmrep.json"), owner: l, site: s, of: of}
		}
		l.queue = l.queue[1:]
		return t
	}
	return nil
}

func wellKnown(u *url.URL, path string) *url.URL {
	return &url.URL{Scheme: u.Scheme, Host: u.Host, Path: path}
}

// pause is how long a lane waits after a request.
func (c *Crawler) pause(l *lane) time.Duration {
	d := c.opt.Delay
	for _, s := range l.sites {
		if s.robots != nil {
			d = max(d, s.robots.delay)
		}
	}
	return d
}

// work asks for a task and reads the answer.
func (c *Crawler) work(ctx context.Context, l *lane, t *task, s *site) *done {
	d := &done{task: t, lane: l}
	var known *record.Visit
	if t.kind == visitTask && t.visit.Final == t.target.String() {
		known = &t.visit
	}
	d.answer, d.err = c.client.ask(ctx, t.target, known, c.clock.Now())
	if d.err == nil && t.kind == visitTask && d.answer.body != nil {
		d.found, d.err = c.look(ctx, t, d.answer, s)
	}
	return d
}

// siteAnswered takes in a robots.txt or a tdmrep.json.
func (c *Crawler) siteAnswered(d *done, now time.Time) {
	s := d.site
	if d.kind == tdmTask {
		if d.err == nil && d.answer.status == http.StatusOK {
			s.tdm = parseTDM(d.answer.body)
		}
		return
	}
	var certain *read.Failure
	switch {
	case d.err == nil && d.answer.location != nil && len(d.seen) < 5:
		to, err := parseAddress(d.answer.location.String())
		if err == nil {
			on := c.laneOf(to)
			on.queue = append([]*task{{kind: robotsTask, target: to, seen: append(d.seen, d.target.String()), owner: d.owner, site: s, of: d.of}}, on.queue...)
			return
		}
		s.robots = &robots{none: true}
	case d.err == nil && d.answer.status == http.StatusOK:
		s.robots = parseRobots(string(d.answer.body), productToken(c.opt.UserAgent))
	case d.answer != nil && d.answer.status >= 400 && d.answer.status < 500 && d.answer.status != http.StatusTooManyRequests,
		d.err == nil: // redirected on and on
		s.robots = &robots{none: true}
	case errors.As(d.err, &certain) && errors.Is(certain.Kind, quoth.ErrTooLarge):
		s.robots = &robots{closed: true}
	default:
		// An error of the server, or no answer at all: all is disallowed for now.
		s.robots, s.until = &robots{closed: true}, now.Add(min(time.Hour<<min(s.failures, 5), robotsFor))
		s.asking, s.cause = false, d.err
		s.failures++
		c.opt.Log.Info("robots.txt cannot be had", "site", d.of, "error", d.err)
		return
	}
	s.until, s.asking = now.Add(robotsFor), false
	if c.opt.Sitemaps {
		c.siteMaps(d.of, s.robots.sitemaps)
	}
}
