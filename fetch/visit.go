package fetch

import (
	"errors"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/read"
	"github.com/quoth-news/quoth/record"
)

// When to look at a page again: after an hour, then twice as long each time while
// it stays as it was, half as long where it changed, at most a month, and no longer
// once it is old.
const (
	firstLook = time.Hour
	lastLook  = 30 * 24 * time.Hour
	oldAfter  = 90 * 24 * time.Hour
)

// settle notes that an address answered, and when to ask again.
func (c *Crawler) settle(v *record.Visit, d *done, changed bool) {
	now := c.clock.Now()
	interval := v.Due.Sub(v.Fetched)
	if v.Fetched.IsZero() || v.Failures > 0 {
		interval = 0
	}
	v.Failures, v.Reason = 0, ""
	v.Fetched, v.Status = now, d.answer.status
	v.Final = d.target.String()
	if d.answer.status != 304 {
		v.ETag, v.Modified = d.answer.header.Get("ETag"), d.answer.header.Get("Last-Modified")
	} else {
		v.Status = 200
	}
	switch {
	case v.Kind != record.PageVisit:
		v.Due = now.Add(c.feedInterval(v, d, interval, changed))
	case now.Sub(v.Found) > oldAfter:
		v.Due = time.Time{}
	case changed:
		v.Due = now.Add(max(firstLook, interval/2))
	default:
		v.Due = now.Add(min(lastLook, max(firstLook, 2*interval)))
	}
}

// feedInterval is when to look at a feed or sitemap again: sooner where something
// was new, later where not, never sooner than it asks.
func (c *Crawler) feedInterval(v *record.Visit, d *done, interval time.Duration, changed bool) time.Duration {
	least := max(c.opt.MinInterval, maxAge(d.answer.header.Get("Cache-Control")))
	if d.found != nil && d.found.listing != nil {
		least = max(least, min(d.found.listing.every, 24*time.Hour))
	} else {
		least = max(least, min(interval*2/3, 24*time.Hour)) // as it asked before
	}
	if v.Kind == record.SitemapVisit {
		least = max(least, firstLook)
	}
	switch {
	case interval == 0:
		interval = least
	case changed:
		interval /= 2
	default:
		interval = interval * 3 / 2
	}
	interval = max(least, min(interval, c.opt.MaxInterval))
	return interval + jitter(interval/5)
}

// maxAge is how long an answer stays good, as it says, up to a day.
func maxAge(control string) time.Duration {
	for part := range strings.SplitSeq(strings.ToLower(control), ",") {
		if value, ok := strings.CutPrefix(strings.TrimSpace(part), "max-age="); ok {
			if n, err := strconv.Atoi(value); err == nil && n > 0 {
				return min(time.Duration(n)*time.Second, 24*time.Hour)
			}
		}
	}
	return 0
}

// save puts visits on disk and counts the first as done with.
func (c *Crawler) save(visits ...record.Visit) {
	c.handled.Add(1)
	c.fail(c.memory.SaveVisits(c.ctx, visits))
}

// refused notes what robots.txt disallows.
func (c *Crawler) refused(t *task, s *site) {
	v, now := t.visit, c.clock.Now()
	if s.robots.closed {
		v.Due, v.Reason = s.until, "its robots.txt cannot be had"
		c.save(v)
		c.tell(&Outcome{URL: v.URL, Err: noRobots(s.cause)})
		return
	}
	v.Due, v.Reason = now.Add(robotsFor), "disallowed by robots.txt"
	c.save(v)
	c.tell(&Outcome{URL: v.URL, Skipped: v.Reason})
}

// noRobots says why nothing is asked of a site: as long as nobody can say what it
// disallows, everything is.
func noRobots(cause error) error {
	var f *read.Failure
	switch {
	case errors.As(cause, &f):
		return &read.Failure{Kind: f.Kind, Reason: "its robots.txt cannot be had, so nothing else is asked for: " + f.Reason, Hint: f.Hint}
	case cause != nil:
		return cause
	}
	return &read.Failure{Kind: quoth.ErrTooLarge, Reason: "its robots.txt is too large, so nothing else is asked for", Hint: "look at it in a browser"}
}

// failed notes why an address gave nothing. What may pass is asked again after an
// hour, two, four …; what will not pass a few times more, a day apart.
func (c *Crawler) failed(d *done, later *passing) {
	v, now := d.visit, c.clock.Now()
	v.Fetched, v.Failures, v.Reason = now, v.Failures+1, d.err.Error()
	if d.answer != nil {
		v.Status = d.answer.status
	}
	wait := 24 * time.Hour
	if later != nil {
		wait = max(later.wait, min(firstLook<<min(v.Failures-1, 10), 7*24*time.Hour))
	}
	v.Due = now.Add(wait)
	if later == nil && v.Failures > 3 && !c.roots[v.URL] {
		v.Due = time.Time{}
	}
	c.save(v)
	c.tell(&Outcome{URL: v.URL, Err: d.err})
}

// moved notes an address that leads to one that is read under its own name.
func (c *Crawler) moved(d *done, to string) {
	v, now := d.visit, c.clock.Now()
	v.Kind, v.Fetched, v.Status, v.Final, v.Failures, v.Reason = record.PageVisit, now, 200, to, 0, ""
	v.ETag, v.Modified, v.Due = "", "", time.Time{}
	c.save(v)
	c.tell(&Outcome{URL: v.URL, Skipped: "the same as another address"})
}

func (c *Crawler) unchanged(d *done) {
	v := d.visit
	c.settle(&v, d, false)
	c.save(v)
	if v.Kind == record.PageVisit {
		c.tell(&Outcome{URL: v.URL, Skipped: "not changed"})
	}
}

// listed takes up what a feed or sitemap points at. The addresses and the feed's
// own visit are saved together: what was seen in a feed is not forgotten.
func (c *Crawler) listed(d *done) {
	v, l := d.visit, d.found.listing
	if v.Depth > 3 || v.Depth > 0 && v.Kind != l.kind {
		v.Kind = record.PageVisit
		c.settle(&v, d, false)
		c.save(v)
		c.tell(&Outcome{URL: v.URL, Skipped: "a feed where an article should be"})
		return
	}
	v.Kind = l.kind
	found := c.pointedAt(&v, d.target, l.entries)
	c.settle(&v, d, len(found) > 0)
	c.save(append([]record.Visit{v}, found...)...)
	c.takeAll(found)
}

// read hands on the documents of a page.
func (c *Crawler) read(d *done) {
	v, f := d.visit, d.found
	known := v
	changed := f.digest != v.Digest
	v.Kind = record.PageVisit
	entries := c.pointedAt(&v, d.target, f.entries)
	c.settle(&v, d, changed)
	if len(f.entries) > 0 {
		c.fail(c.memory.SaveVisits(c.ctx, entries))
		c.takeAll(entries)
	}
	documents := 0
	for _, i := range f.items {
		if i.Doc != nil {
			documents++
		}
	}
	switch {
	case f.skip != "":
		c.save(v)
		c.tell(&Outcome{URL: v.URL, Skipped: f.skip})
	case len(f.items) == 0: // a page that stands for its feeds
		c.save(v)
	case documents == 0 && len(f.entries) > 0:
		c.save(v)
		c.tell(&Outcome{URL: v.URL, Skipped: "no article of its own; its links were followed"})
	case documents == 0:
		d.err = f.items[0].Err
		d.visit = known
		d.visit.Kind = record.PageVisit
		c.failed(d, nil)
	case !changed:
		c.save(v)
		c.tell(&Outcome{URL: v.URL, Skipped: "not changed"})
	default:
		v.Digest = f.digest
		for _, i := range f.items {
			if i.Doc != nil {
				v.Document = i.Doc.ID
			}
		}
		visits := []record.Visit{v}
		if v.Final != v.URL && !c.roots[v.URL] {
			visits = underFinal(v)
		}
		c.handled.Add(1)
		c.tell(&Outcome{URL: v.URL, Items: f.items, Visits: visits, Capture: &record.Capture{URL: v.URL, Final: v.Final, At: v.Fetched, Status: v.Status,
			ETag: v.ETag, Modified: v.Modified, Previous: known.Document, Signals: f.signals}})
	}
}

// underFinal has a page that was redirected to remembered under the address it was
// found at; the one that led there is done with.
func underFinal(v record.Visit) []record.Visit {
	alias := v
	alias.Due, alias.ETag, alias.Modified = time.Time{}, "", ""
	v.URL = v.Final
	return []record.Visit{v, alias}
}

func (c *Crawler) takeAll(found []record.Visit) {
	for _, v := range found {
		c.take(v)
	}
}

// pointedAt are the visits that entries ask for: to addresses never seen, and to
// pages that are said to have changed.
func (c *Crawler) pointedAt(from *record.Visit, base *url.URL, entries []entry) (visits []record.Visit) {
	now := c.clock.Now()
	var urls []string
	by := map[string]*entry{}
	for i := range entries {
		e := &entries[i]
		u, err := base.Parse(e.url)
		if err != nil || e.before(c.opt.Since) {
			continue
		}
		if u, err = parseAddress(u.String()); err != nil || by[u.String()] != nil || u.String() == from.URL {
			continue
		}
		links := from.Kind == record.PageVisit
		if (links && e.kind == "" || from.Kind == record.SitemapVisit) && !sameSite(u, base) || links && endless(u) {
			continue
		}
		urls = append(urls, u.String())
		by[u.String()] = e
	}
	known, err := c.memory.Visits(c.ctx, urls)
	c.fail(err)
	for _, address := range urls {
		e := by[address]
		v, ok := known[address]
		switch {
		case !ok:
			v = record.Visit{URL: address, Root: from.Root, Kind: e.kind, Depth: from.Depth + 1, Found: now, Due: now, Published: e.published, Updated: e.changed}
		case e.changed != "" && e.changed != v.Updated && !v.Fetched.IsZero() && !c.asked[address]:
			v.Updated, v.Due = e.changed, now
		default:
			continue
		}
		visits = append(visits, v)
	}
	return visits
}

// siteMaps takes up the sitemaps that a robots.txt names, for each root of its site.
func (c *Crawler) siteMaps(of string, addresses []string) {
	base, err := url.Parse(of)
	if err != nil {
		return
	}
	for root := range c.roots {
		u, err := url.Parse(root)
		if err != nil || authority(u) != of {
			continue
		}
		var entries []entry
		for _, a := range addresses {
			entries = append(entries, entry{url: a, kind: record.SitemapVisit})
		}
		found := c.pointedAt(&record.Visit{URL: root, Root: root, Kind: record.SitemapVisit}, base, entries)
		c.fail(c.memory.SaveVisits(c.ctx, found))
		c.takeAll(found)
		return
	}
}
