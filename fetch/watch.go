package fetch

import (
	"context"
	"time"
)

// Watch looks at the roots, and again whenever one of them or an article found
// from them is due, until the context ends; once looks one time. round is given
// each crawl to run, and works with what it brought.
func (c *Crawler) Watch(ctx context.Context, roots []string, once bool, round func(crawl func(context.Context, func(*Outcome) error) error) error) error {
	for first := true; ; first = false {
		err := round(func(ctx context.Context, yield func(*Outcome) error) error {
			return c.run(ctx, roots, first, yield)
		})
		if err != nil || once {
			return err
		}
		due, err := c.nextDue(ctx, roots)
		if err != nil {
			return err
		}
		wait := max(due.Sub(c.clock.Now()), time.Second)
		c.opt.Log.Info("waiting", "for", wait)
		if err := c.clock.Sleep(ctx, wait); err != nil {
			return err
		}
	}
}

// nextDue is when the first of all visits of the roots is due.
func (c *Crawler) nextDue(ctx context.Context, roots []string) (time.Time, error) {
	var addresses []string
	for _, r := range roots {
		if address, err := Normal(r); err == nil {
			addresses = append(addresses, address)
		}
	}
	now := c.clock.Now()
	due, err := c.memory.DueVisits(ctx, addresses, now.AddDate(100, 0, 0), 1)
	if err != nil || len(due) == 0 {
		return now.Add(c.opt.MaxInterval), err
	}
	return due[0].Due, nil
}
