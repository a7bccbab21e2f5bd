package fetch

import (
	"context"
	"sync"
	"time"
)

// testClock is a time that passes only where the crawler waits. It ends.
type testClock struct {
	mu  sync.Mutex
	now time.Time
	end time.Time
}

func (c *testClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *testClock) advance(to time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if to.After(c.now) {
		c.now = to
	}
}

// Sleep passes the time at once.
func (c *testClock) Sleep(ctx context.Context, d time.Duration) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	to := c.Now().Add(d)
	if to.After(c.end) {
		c.advance(c.end)
		return context.DeadlineExceeded
	}
	c.advance(to)
	return nil
}

// After passes the time if nothing comes within a moment: answers of servers on
// this machine take less.
func (c *testClock) After(d time.Duration) (<-chan time.Time, func()) {
	to := c.Now().Add(d)
	fired := make(chan time.Time, 1)
	timer := time.AfterFunc(2*time.Millisecond, func() {
		c.advance(to)
		fired <- to
	})
	return fired, func() { timer.Stop() }
}
