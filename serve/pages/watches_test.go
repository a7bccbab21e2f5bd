package pages

import (
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"
	"time"

	"github.com/quoth-news/quoth/record"
)

// TestWatchesHaveFeeds: what a watch found is on its page and in both feeds, with
// nothing of the world's markup, and what was hidden is in none.
func TestWatchesHaveFeeds(t *testing.T) {
	store, _ := hostile(t)
	h := New(store, Options{})
	if body := get(t, h, "GET", "/watches", "localhost").Body.String(); !strings.Contains(body, "quoth watch") {
		t.Error("a record without watches does not say how to make one")
	}
	w := record.Watch{Title: "All of <Ruiz>", Query: record.WatchQuery{By: "Ruiz"}, Made: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)}
	w.Identify()
	if _, err := store.SaveWatch(t.Context(), w); err != nil {
		t.Fatal(err)
	}
	doc, reading := talkative("Ana Ruiz", 2)
	if _, err := store.AddReading(t.Context(), doc, reading); err != nil {
		t.Fatal(err)
	}
	ruiz, err := store.People(t.Context(), "Ruiz")
	if err != nil {
		t.Fatal(err)
	}
	n, err := store.FindNotices(t.Context(), w.ID, record.Query{Speakers: []string{ruiz[0].ID}}, time.Now())
	if err != nil || n == 0 {
		t.Fatalf("%d notices, %v", n, err)
	}
	page := get(t, h, "GET", "/watches/"+w.ID, "localhost")
	if page.Code != 200 || strings.Count(page.Body.String(), "Bridge number") != n || !strings.Contains(page.Body.String(), "All of &lt;Ruiz&gt;") {
		t.Errorf("the page: status %d, %s", page.Code, page.Body)
	}
	entries, items := feeds(t, h, w.ID)
	if entries != n || items != n {
		t.Errorf("%d entries and %d items of %d notices", entries, items, n)
	}
	said, err := store.Statements(t.Context(), record.Query{Words: "number1"})
	if err != nil || len(said.Statements) != 1 {
		t.Fatal(said, err)
	}
	if _, err := store.Correct(t.Context(), record.Correction{Kind: record.Hide, Target: said.Statements[0].ID, Who: "an editor", Why: "a test", When: time.Unix(0, 0)}); err != nil {
		t.Fatal(err)
	}
	if entries, items := feeds(t, h, w.ID); entries != n-1 || items != n-1 {
		t.Errorf("one of %d is hidden, and the feeds have %d and %d", n, entries, items)
	}
	for target, status := range map[string]int{"/watches/w:none": 404, "/watches/w:none/feed/atom": 404, "/watches/" + w.ID + "/feed/rss": 404} {
		if got := get(t, h, "GET", target, "localhost"); got.Code != status {
			t.Errorf("%s: status %d", target, got.Code)
		}
	}
}

// feeds counts what is in the feeds of a watch.
func feeds(t *testing.T, h *Pages, id string) (entries, items int) {
	t.Helper()
	var parsed struct {
		XMLName xml.Name
		ID      string `xml:"id"`
		Updated string `xml:"updated"`
		Entries []struct {
			ID   string `xml:"id"`
			Link struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
			Updated string `xml:"updated"`
		} `xml:"entry"`
	}
	w := get(t, h, "GET", "/watches/"+id+"/feed/atom", "localhost")
	if err := xml.Unmarshal(w.Body.Bytes(), &parsed); err != nil || parsed.XMLName.Space != "http://www.w3.org/2005/Atom" {
		t.Fatalf("no Atom: %v %v %s", err, parsed.XMLName, w.Body)
	}
	for _, e := range parsed.Entries {
		if _, err := time.Parse(time.RFC3339, e.Updated); err != nil || !strings.HasPrefix(e.ID, "urn:quoth:n:") || !strings.HasPrefix(e.Link.Href, "http://localhost/statements/") {
			t.Errorf("entry %+v, %v", e, err)
		}
	}
	var feed jsonFeedOf
	if err := json.Unmarshal(get(t, h, "GET", "/watches/"+id+"/feed/json", "localhost").Body.Bytes(), &feed); err != nil || !strings.HasPrefix(feed.Version, "https://jsonfeed.org/version/") {
		t.Fatal(feed, err)
	}
	return len(parsed.Entries), len(feed.Items)
}
