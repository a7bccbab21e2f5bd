package pages

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

// The notices of a watch that a page and a feed show.
const noticesShown = 50

type watchesPage struct {
	frame
	Watches []watch
}

type watchPage struct {
	frame
	watch
	Notices []noticed
}

// watch is a saved query in words.
type watch struct {
	record.Watch
	Asked []string // "by Tarrant", "about Okoro"
}

// noticed is a statement and when it was found new.
type noticed struct {
	item
	At time.Time
}

// watches lists the saved queries.
func (s *server) watches(w http.ResponseWriter, r *http.Request) {
	page := watchesPage{frame: frame{Title: "Watches", Here: "watches"}}
	all, err := s.store.Watches(r.Context())
	for _, each := range all {
		page.Watches = append(page.Watches, watchOf(each))
	}
	s.show(w, r, "watches.html", &page, err)
}

func watchOf(w record.Watch) watch {
	out := watch{Watch: w}
	for _, part := range [][2]string{{"by", w.Query.By}, {"about", w.Query.About}, {"told to", w.Query.Told}, {"with the words", w.Query.Grep},
		{"in the form", string(w.Query.Form)}, {"from", string(w.Query.From)}, {"to", string(w.Query.To)}} {
		if part[1] != "" {
			out.Asked = append(out.Asked, part[0]+" "+part[1])
		}
	}
	if out.Title == "" {
		out.Title = strings.Join(out.Asked, ", ")
	}
	if out.Title == "" {
		out.Title = "Everything new"
	}
	return out
}

// watched is the watch of an identifier with its notices, newest first.
func (s *server) watched(ctx context.Context, id string) (watch, []record.Notice, error) {
	all, err := s.store.Watches(ctx)
	if err != nil {
		return watch{}, nil, err
	}
	for _, w := range all {
		if w.ID == id {
			notices, err := s.store.Notices(ctx, id, noticesShown)
			return watchOf(w), notices, err
		}
	}
	return watch{}, nil, fmt.Errorf("%w: there is no watch %s; they are listed with: quoth watch --list", quoth.ErrNotFound, id)
}

// watch shows what a watch has found.
func (s *server) watch(w http.ResponseWriter, r *http.Request) {
	page := watchPage{frame: frame{Here: "watches"}}
	err := s.fillWatch(r.Context(), &page, r.PathValue("id"))
	s.show(w, r, "watch.html", &page, err)
}

func (s *server) fillWatch(ctx context.Context, page *watchPage, id string) error {
	found, notices, err := s.watched(ctx, id)
	if err != nil {
		return err
	}
	page.watch, page.frame.Title = found, found.Title
	for i := range notices {
		items, err := s.items(ctx, []record.Statement{notices[i].Statement})
		if err != nil {
			return err
		}
		page.Notices = append(page.Notices, noticed{items[0], notices[i].At})
	}
	return nil
}

// feed gives what a watch has found to feed readers, as Atom (RFC 4287) or JSON Feed 1.1.
func (s *server) feed(w http.ResponseWriter, r *http.Request) {
	found, notices, err := s.watched(r.Context(), r.PathValue("id"))
	if err != nil {
		s.show(w, r, "", nil, err)
		return
	}
	var body []byte
	kind := "application/feed+json; charset=utf-8"
	if r.PathValue("format") == "atom" {
		kind = "application/atom+xml; charset=utf-8"
		body, err = atomFeed(here(r), &found, notices)
	} else if r.PathValue("format") == "json" {
		body, err = jsonFeed(here(r), &found, notices)
	} else {
		err = fmt.Errorf("%w: a watch has the feeds atom and json", quoth.ErrNotFound)
	}
	if err != nil {
		s.show(w, r, "", nil, err)
		return
	}
	w.Header().Set("Content-Type", kind)
	w.Write(body)
}

// here is the address of this server as the request has it.
func here(r *http.Request) string {
	if r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https" {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// reported says a statement as a report, in a line.
func reported(st *record.Statement) string {
	verb := "quoted"
	if st.Form == quoth.Indirect {
		verb = "reported"
	}
	who := st.Speaker.Name
	if who == "" {
		who = "somebody not named"
	}
	return fmt.Sprintf("%s, %s, %s %s as saying: %s", st.First.Outlet(), st.First.Published.Words(), verb, who, brief(st.Text))
}

type atom struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID      string     `xml:"id"`
	Title   string     `xml:"title"`
	Updated string     `xml:"updated"`
	Links   []atomLink `xml:"link"`
	Content atomText   `xml:"content"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

func atomFeed(base string, w *watch, notices []record.Notice) ([]byte, error) {
	page := base + watchPath(w.ID)
	feed := atom{ID: "urn:quoth:" + w.ID, Title: quoth.Printable(w.Title), Updated: w.Made.UTC().Format(time.RFC3339), Author: "Quoth",
		Links: []atomLink{{"self", page + "/feed/atom"}, {"alternate", page}}}
	for i := range notices {
		n := &notices[i]
		at := n.At.UTC().Format(time.RFC3339)
		if i == 0 {
			feed.Updated = at
		}
		feed.Entries = append(feed.Entries, atomEntry{ID: "urn:quoth:" + n.ID, Title: quoth.Printable(reported(&n.Statement)), Updated: at,
			Links: []atomLink{{"alternate", base + statementPath(n.Statement.ID)}}, Content: atomText{"text", feedText(&n.Statement)}})
	}
	body, err := xml.MarshalIndent(feed, "", " ")
	return append([]byte(xml.Header), append(body, '\n')...), err
}

type jsonFeedOf struct {
	Version string         `json:"version"`
	Title   string         `json:"title"`
	Home    string         `json:"home_page_url"`
	Feed    string         `json:"feed_url"`
	Items   []jsonFeedItem `json:"items"`
}

type jsonFeedItem struct {
	ID        string `json:"id"`
	URL       string `json:"url"`
	External  string `json:"external_url,omitempty"`
	Title     string `json:"title"`
	Text      string `json:"content_text"`
	Published string `json:"date_published"`
}

func jsonFeed(base string, w *watch, notices []record.Notice) ([]byte, error) {
	page := base + watchPath(w.ID)
	feed := jsonFeedOf{Version: "https://jsonfeed.org/version/1.1", Title: quoth.Printable(w.Title), Home: page, Feed: page + "/feed/json", Items: []jsonFeedItem{}}
	for i := range notices {
		n := &notices[i]
		feed.Items = append(feed.Items, jsonFeedItem{ID: n.ID, URL: base + statementPath(n.Statement.ID), External: wire.WebAddress(n.Statement.First.URL),
			Title: quoth.Printable(reported(&n.Statement)), Text: feedText(&n.Statement), Published: n.At.UTC().Format(time.RFC3339)})
	}
	body, err := json.MarshalIndent(feed, "", "  ")
	return append(body, '\n'), err
}

// feedText is a statement's words, as far as a feed shows them.
func feedText(st *record.Statement) string {
	text := quoth.Printable(strings.Join(strings.Fields(asPrinted(st)), " "))
	if runs, cut := shortened([]run{{Text: text}}, wordsListed); cut {
		text = runs[0].Text + " …"
	}
	return text
}

func watchPath(id string) string     { return "/watches/" + url.PathEscape(id) }
func statementPath(id string) string { return "/statements/" + url.PathEscape(id) }
