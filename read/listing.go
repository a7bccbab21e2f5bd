package read

import (
	"bytes"
	"strconv"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/rss"
	"github.com/quoth-news/quoth"
)

// Feed is what a feed says of itself and of the articles it points at, for those
// who go and read the articles.
type Feed struct {
	Title   string
	Every   time.Duration // how often to look again, as the feed asks; 0 if it does not
	Entries []FeedEntry
}

// FeedEntry is one article that a feed points at.
type FeedEntry struct {
	URL                string // as it stands, perhaps relative
	Published, Updated quoth.When
	Changed            string // the time of the last change, as it stands
}

// IsFeed tells RSS, Atom and JSON Feed by their first bytes.
func IsFeed(raw []byte) bool {
	return sniff(raw[:min(len(raw), sniffLength)], "") == formatFeed
}

// ReadFeed lists the articles that a feed points at.
func ReadFeed(raw []byte) (*Feed, error) {
	parser := gofeed.NewParser()
	parser.KeepOriginalFeed = true
	parsed, err := parser.Parse(bytes.NewReader(raw))
	if err != nil {
		return nil, &Failure{quoth.ErrInvalid, "broken feed: " + err.Error(), "look at it in a browser"}
	}
	f := &Feed{Title: plainEntities(parsed.Title), Every: feedInterval(parsed)}
	for _, item := range parsed.Items {
		link := strings.TrimSpace(item.Link)
		if link == "" && strings.HasPrefix(item.GUID, "http") {
			link = item.GUID // a permanent link in RSS
		}
		if link == "" {
			continue
		}
		e := FeedEntry{URL: link, Published: parseDay(item.Published), Updated: parseDay(item.Updated), Changed: item.Updated}
		if e.Changed == "" {
			e.Changed = item.Published
		}
		f.Entries = append(f.Entries, e)
	}
	return f, nil
}

// feedInterval is RSS's ttl in minutes, or the syndication module's period.
func feedInterval(f *gofeed.Feed) time.Duration {
	if original, ok := f.OriginalFeed().(*rss.Feed); ok {
		if minutes, err := strconv.Atoi(strings.TrimSpace(original.TTL)); err == nil && minutes > 0 && minutes < 1<<20 {
			return time.Duration(minutes) * time.Minute
		}
	}
	module := f.Extensions["sy"]
	value := func(name string) string {
		if list := module[name]; len(list) > 0 {
			return strings.TrimSpace(list[0].Value)
		}
		return ""
	}
	period := map[string]time.Duration{"hourly": time.Hour, "daily": 24 * time.Hour, "weekly": 7 * 24 * time.Hour, "monthly": 30 * 24 * time.Hour}[value("updatePeriod")]
	if times, err := strconv.Atoi(value("updateFrequency")); err == nil && times > 1 && times < 10000 {
		period /= time.Duration(times)
	}
	return period
}
