package fetch

import (
	"context"
	"log/slog"
	"time"

	"github.com/quoth-news/quoth/record"
)

// Options says how to fetch. The zero value is useful.
type Options struct {
	UserAgent   string        // of every request; its first word, up to "/", is who robots.txt means. DefaultUserAgent if ""
	Delay       time.Duration // least pause between two requests to a host, a second if 0; robots.txt may ask for more
	Timeout     time.Duration // for one answer from beginning to end, a minute if 0
	MaxBytes    int64         // of one answer, unpacked; 32 MiB if 0
	Redirects   int           // followed in a row, 10 if 0
	Retries     int           // of what may pass, such as a time-out; 3 if 0, none if below
	Hosts       int           // asked at a time, 8 if 0
	MaxPages    int           // addresses asked for in one run, 100 thousand if 0
	Depth       int           // steps along links from a page, to pages of the same site; 0 follows none
	Sitemaps    bool          // follow the sitemaps that robots.txt names
	Discover    bool          // a page given as a root stands for the feeds it names
	Again       bool          // ask for pages though they are not due
	Private     bool          // allow addresses of private networks
	SkipTDM     bool          // leave out documents whose text and data mining is reserved
	Since       string        // leave out entries of feeds and sitemaps that were last changed before this day
	MinInterval time.Duration // between two looks at a feed that is watched, 5 minutes if 0
	MaxInterval time.Duration // likewise, 6 hours if 0
	MaxDocument int           // see read.Options
	Shard       func(host string) bool
	Log         *slog.Logger
}

// DefaultUserAgent names this program and where to read about it.
const DefaultUserAgent = "quothbot/1.0 (+https://github.com/quoth-news/quoth; reads robots.txt)"

func (o Options) withDefaults() Options {
	setTo := func(d *time.Duration, value time.Duration) {
		if *d == 0 {
			*d = value
		}
	}
	setTo(&o.Delay, time.Second)
	setTo(&o.Timeout, time.Minute)
	setTo(&o.MinInterval, 5*time.Minute)
	setTo(&o.MaxInterval, 6*time.Hour)
	for n, value := range map[*int]int{&o.Redirects: 10, &o.Retries: 3, &o.Hosts: 8, &o.MaxPages: 100_000} {
		if *n == 0 {
			*n = value
		}
	}
	if o.UserAgent == "" {
		o.UserAgent = DefaultUserAgent
	}
	if o.MaxBytes == 0 {
		o.MaxBytes = 32 << 20
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// Memory keeps what is known of addresses; a record.Store is one.
type Memory interface {
	Visits(ctx context.Context, urls []string) (map[string]record.Visit, error)
	SaveVisits(ctx context.Context, visits []record.Visit) error
	DueVisits(ctx context.Context, roots []string, by time.Time, limit int) ([]record.Visit, error)
}

// Clock is the time that a Crawler lives by.
type Clock interface {
	Now() time.Time
	// Sleep waits while nothing is going on, After while answers are awaited.
	Sleep(ctx context.Context, d time.Duration) error
	After(d time.Duration) (done <-chan time.Time, stop func())
}

// wallClock is the time on the wall.
type wallClock struct{}

func (wallClock) Now() time.Time { return time.Now() }

func (wallClock) Sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (wallClock) After(d time.Duration) (<-chan time.Time, func()) {
	timer := time.NewTimer(d)
	return timer.C, func() { timer.Stop() }
}
