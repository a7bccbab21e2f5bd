package fetch

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"time"

	"golang.org/x/net/html/charset"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/read"
	"github.com/quoth-news/quoth/record"
)

// entry is an address that a feed, a sitemap or a page points at.
type entry struct {
	url       string // as it stands
	kind      record.VisitKind
	published string // a day, "" if not said
	changed   string // as it stands
}

// listing is what a feed or a sitemap points at.
type listing struct {
	kind    record.VisitKind
	entries []entry
	every   time.Duration // as the feed asks
}

// readListing reads a feed or a sitemap; nil if the body is neither.
func readListing(body []byte) (*listing, error) {
	if read.IsFeed(body) {
		feed, err := read.ReadFeed(body)
		if err != nil {
			return nil, err
		}
		l := &listing{kind: record.FeedVisit, every: feed.Every}
		for _, e := range feed.Entries {
			l.entries = append(l.entries, entry{url: e.URL, published: string(e.Published), changed: e.Changed})
		}
		return l, nil
	}
	if !isSitemap(body) {
		return nil, nil
	}
	return readSitemap(body)
}

func isSitemap(body []byte) bool {
	head := body[:min(len(body), 4096)]
	return bytes.HasPrefix(bytes.TrimLeft(head, "\ufeff \t\r\n"), []byte("<")) && (bytes.Contains(head, []byte("<urlset")) || bytes.Contains(head, []byte("<sitemapindex")))
}

// maxEntries is how many addresses a sitemap may have, by its standard.
const maxEntries = 50_000

// A sitemap is <urlset> of <url>, or a <sitemapindex> of <sitemap>, each with <loc>,
// perhaps <lastmod>, and for news <news:publication_date>.
func readSitemap(body []byte) (*listing, error) {
	type place struct {
		XMLName xml.Name
		Loc     string `xml:"loc"`
		Lastmod string `xml:"lastmod"`
		News    struct {
			Published string `xml:"publication_date"`
		} `xml:"news"`
	}
	l := &listing{kind: record.SitemapVisit}
	d := xml.NewDecoder(bytes.NewReader(body))
	d.Strict, d.CharsetReader = false, charset.NewReaderLabel
	for len(l.entries) < maxEntries {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			if len(l.entries) > 0 {
				break // what came before the fault is good
			}
			return nil, &read.Failure{Kind: quoth.ErrInvalid, Reason: "broken sitemap: " + err.Error(), Hint: "look at it in a browser"}
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "url" && start.Name.Local != "sitemap" {
			continue
		}
		var p place
		if err := d.DecodeElement(&p, &start); err != nil {
			break
		}
		e := entry{url: strings.TrimSpace(p.Loc), published: day(p.News.Published), changed: strings.TrimSpace(p.Lastmod)}
		if start.Name.Local == "sitemap" {
			e.kind = record.SitemapVisit
		}
		if e.url != "" {
			l.entries = append(l.entries, e)
		}
	}
	return l, nil
}

// day is the day of a W3C date, "" if it is none.
func day(s string) string {
	s = strings.TrimSpace(s)
	if len(s) < 10 {
		return ""
	}
	if _, err := time.Parse("2006-01-02", s[:10]); err != nil {
		return ""
	}
	return s[:10]
}

// before tells whether an entry was last changed before a day. One that does not
// say is not.
func (e *entry) before(since string) bool {
	last := day(e.changed)
	if last == "" {
		last = e.published
	}
	return last != "" && since != "" && last < since
}
