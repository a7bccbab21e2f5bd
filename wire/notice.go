package wire

import (
	"fmt"
	"time"

	"github.com/quoth-news/quoth/record"
)

// Notice is what `quoth watch --json` prints, and what a webhook gets, of a new
// statement.
type Notice struct {
	Notice    string     `json:"notice"`
	Watch     string     `json:"watch"`
	At        time.Time  `json:"at"`
	Statement *Statement `json:"statement"`
}

// OfNotice is a notice for JSON.
func OfNotice(n *record.Notice) *Notice {
	return &Notice{Notice: n.ID, Watch: n.Watch, At: n.At.UTC(), Statement: OfStatement(&n.Statement)}
}

// Watch is what `quoth watch --list --json` prints of a saved watch.
type Watch struct {
	Watch string            `json:"watch"`
	Title string            `json:"title"`
	Query record.WatchQuery `json:"query"`
	Feeds []string          `json:"feeds"`
	Made  time.Time         `json:"made"`
}

// OfWatch is a watch for JSON.
func OfWatch(w *record.Watch) *Watch {
	return &Watch{Watch: w.ID, Title: w.Title, Query: w.Query, Feeds: append([]string{}, w.Feeds...), Made: w.Made.UTC()}
}

// JSONFeed is a feed as https://jsonfeed.org/version/1.1 has it, of a watch's notices.
type JSONFeed struct {
	Version     string         `json:"version"`
	Title       string         `json:"title"`
	HomePageURL string         `json:"home_page_url,omitempty"`
	FeedURL     string         `json:"feed_url,omitempty"`
	Items       []JSONFeedItem `json:"items"`
}

// JSONFeedItem is a notice in a JSON Feed; the statement stands whole in _quoth.
type JSONFeedItem struct {
	ID        string     `json:"id"`
	URL       string     `json:"url,omitempty"`
	Title     string     `json:"title"`
	Text      string     `json:"content_text"`
	Published time.Time  `json:"date_published"`
	Statement *Statement `json:"_quoth"`
}

// OfNotices is a feed of notices, which come newest first.
func OfNotices(w *record.Watch, notices []record.Notice) *JSONFeed {
	f := &JSONFeed{Version: "https://jsonfeed.org/version/1.1", Title: w.Title, Items: []JSONFeedItem{}}
	for i := range notices {
		n := &notices[i]
		s := &n.Statement
		speaker := s.Speaker.Name
		if speaker == "" {
			speaker = "Nobody named"
		}
		title := speaker
		if s.First.Publisher != "" {
			title = fmt.Sprintf("%s in %s", speaker, s.First.Publisher)
		}
		f.Items = append(f.Items, JSONFeedItem{ID: n.ID, URL: s.First.URL, Title: title, Text: s.Text, Published: n.At.UTC(), Statement: OfStatement(s)})
	}
	return f
}
