package read

import (
	"strings"
	"time"

	"github.com/quoth-news/quoth"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// metadata is what the head of a page and its marked-up parts say, each value
// with the rule that took it, in the order of how far they are to be trusted.
type metadata struct {
	title, publisher, authors, published, updated, url, language []stated

	described string   // JSON-LD's articleBody
	articles  []linked // JSON-LD's articles
	pages     []linked // and what it says of the page and the site
}

// stated is one value as it stood in the page.
type stated struct {
	value, rule string
}

// readMetadata walks the page for JSON-LD, meta, link, time, title and itemprop elements.
func readMetadata(root *html.Node) *metadata {
	m := &metadata{}
	var open, card, plain metadata // Open Graph, other meta elements, the page itself
	var look func(n *html.Node)
	look = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.ElementNode {
				continue
			}
			switch c.DataAtom {
			case atom.Script:
				if strings.Contains(strings.ToLower(attribute(c, "type")), "ld+json") && c.FirstChild != nil {
					m.jsonLD(c.FirstChild.Data)
				}
				continue
			case atom.Style, atom.Svg:
				continue
			case atom.Meta:
				metaElement(c, &open, &card)
			case atom.Link:
				if strings.EqualFold(attribute(c, "rel"), "canonical") {
					plain.url = add(plain.url, attribute(c, "href"), "read/canonical@1")
				}
			case atom.Html:
				plain.language = add(plain.language, attribute(c, "lang"), "read/html-lang@1")
			case atom.Title:
				if c.FirstChild != nil && len(plain.title) == 0 {
					plain.title = add(plain.title, c.FirstChild.Data, "read/title@1")
				}
			default:
				shownElement(c, &plain)
			}
			look(c)
		}
	}
	look(root)
	m.fromArticles(append(open.title, plain.title...))
	m.join(&open)
	m.join(&card)
	m.join(&plain)
	return m
}

func (m *metadata) join(o *metadata) {
	m.title = append(m.title, o.title...)
	m.publisher = append(m.publisher, o.publisher...)
	m.authors = append(m.authors, o.authors...)
	m.published = append(m.published, o.published...)
	m.updated = append(m.updated, o.updated...)
	m.url = append(m.url, o.url...)
	m.language = append(m.language, o.language...)
}

func add(list []stated, value, rule string) []stated {
	value = strings.Join(strings.Fields(html.UnescapeString(value)), " ")
	if value == "" || len(value) > 1000 {
		return list
	}
	return append(list, stated{value, rule})
}

// metaElement reads a meta element: Open Graph's into open, all others into card.
func metaElement(n *html.Node, open, card *metadata) {
	content := attribute(n, "content")
	key := attribute(n, "property")
	for _, k := range []string{"name", "itemprop", "http-equiv"} {
		if key == "" {
			key = attribute(n, k)
		}
	}
	switch strings.ToLower(key) {
	case "og:title":
		open.title = add(open.title, content, "read/open-graph@1")
	case "og:site_name":
		open.publisher = add(open.publisher, content, "read/open-graph@1")
	case "og:url":
		open.url = add(open.url, content, "read/open-graph@1")
	case "article:published_time", "og:published_time", "og:article:published_time":
		open.published = add(open.published, content, "read/open-graph@1")
	case "article:modified_time", "og:updated_time":
		open.updated = add(open.updated, content, "read/open-graph@1")
	case "article:author", "og:article:author", "book:author":
		if !strings.Contains(content, "/") {
			open.authors = add(open.authors, content, "read/open-graph@1")
		}
	case "og:locale":
		open.language = add(open.language, content, "read/open-graph@1")
	case "author", "byl", "dc.creator", "dcterms.creator", "sailthru.author", "parsely-author", "article.author", "authors", "citation_author":
		card.authors = add(card.authors, content, "read/meta@1")
	case "twitter:title", "dc.title", "dcterms.title", "sailthru.title", "parsely-title", "headline", "hdl", "citation_title":
		card.title = add(card.title, content, "read/meta@1")
	case "date", "pubdate", "publish-date", "publishdate", "publish_date", "publication_date", "publicationdate", "published_time", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created", "dcterms.issued",
		"datepublished", "sailthru.date", "parsely-pub-date", "article.published", "article:publish_date", "originalpublicationdate", "ptime", "dat", "pdate", "cxenseparse:recs:publishtime", "rnews:datepublished", "date.release", "datecreated", "citation_publication_date", "article_date_original", "last_published_date", "displaydate":
		card.published = add(card.published, content, "read/meta@1")
	case "datemodified", "lastmod", "last-modified", "dcterms.modified", "utime", "article.updated":
		card.updated = add(card.updated, content, "read/meta@1")
	case "application-name", "dc.publisher", "dcterms.publisher", "publisher", "cre", "source", "article:publisher_name":
		card.publisher = add(card.publisher, content, "read/meta@1")
	case "content-language", "language", "dc.language":
		card.language = add(card.language, content, "read/meta@1")
	}
}

// shownElement reads what the page itself marks with itemprop.
func shownElement(n *html.Node, plain *metadata) {
	switch itemprop := attribute(n, "itemprop"); itemprop {
	case "datePublished", "datepublished":
		plain.published = add(plain.published, valueOf(n), "read/itemprop@1")
	case "dateModified":
		plain.updated = add(plain.updated, valueOf(n), "read/itemprop@1")
	case "headline":
		plain.title = add(plain.title, textOf(n, 300), "read/itemprop@1")
	}
}

// valueOf is an element's machine-readable value, else its text.
func valueOf(n *html.Node) string {
	for _, key := range []string{"content", "datetime"} {
		if v := attribute(n, key); v != "" {
			return v
		}
	}
	return textOf(n, 100)
}

// textOf is the text inside an element, as far as limit bytes and a little more.
func textOf(n *html.Node, limit int) string {
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil && b.Len() < limit; c = c.NextSibling {
			if c.Type == html.TextNode {
				b.WriteString(c.Data)
				b.WriteByte(' ')
			} else if c.DataAtom != atom.Script && c.DataAtom != atom.Style {
				walk(c)
			}
		}
	}
	walk(n)
	return strings.TrimSpace(b.String())
}

// fill settles the head of the document, keeping the evidence.
func (m *metadata) fill(d *quoth.Document, p *page) {
	m.authors = append(m.authors, p.nearAuthors()...)
	m.published = append(m.published, p.nearDates()...)
	take := func(field, value string, from stated) string {
		d.Given = append(d.Given, quoth.Metadata{Field: field, Value: from.value, Rule: from.rule})
		return value
	}
	if t, from := m.chooseTitle(p); t != "" {
		d.Title = take("title", t, from)
	}
	for _, s := range m.publisher {
		if d.Publisher == "" {
			d.Publisher = take("publisher", s.value, s)
		}
	}
	if s, day := firstDay(m.published); day != "" {
		d.Published = quoth.When(take("published", string(day), s))
	}
	if s, day := firstDay(m.updated); day != "" && day != d.Published {
		d.Updated = quoth.When(take("updated", string(day), s))
	}
	for _, s := range m.url {
		if d.Origin.URL == "" && (strings.HasPrefix(s.value, "http://") || strings.HasPrefix(s.value, "https://")) {
			d.Origin.URL = take("url", s.value, s)
		}
	}
	for _, s := range m.language {
		if tag := languageTag(s.value); d.Language == "" && tag != "" {
			d.Language = take("language", tag, s)
		}
	}
	m.fillAuthors(d, take)
}

// firstDay is the first value that is a day. Where that is an instant in UTC, as
// content systems write it, and another value is the same instant in the
// publisher's own zone, the day is the one over there.
func firstDay(list []stated) (stated, quoth.When) {
	for _, s := range list {
		day := parseDay(s.value)
		if len(day) != 10 {
			day = epochDay(s.value)
		}
		if day == "" {
			continue
		}
		at, utc, ok := instant(s.value)
		for _, o := range list {
			if at2, utc2, ok2 := instant(o.value); ok && utc && ok2 && !utc2 && at.Equal(at2) {
				return o, parseDay(o.value)
			}
		}
		return s, day
	}
	return stated{}, ""
}

// instant reads a day and hour with its zone, to the second; utc tells that the zone is none.
func instant(s string) (at time.Time, utc, ok bool) {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05-0700", "2006-01-02T15:04Z07:00"} {
		if t, err := time.Parse(layout, s); err == nil {
			_, offset := t.Zone()
			return t.Truncate(time.Second), offset == 0, true
		}
	}
	return at, false, false
}

// fillAuthors takes the names of the first rule that has any.
func (m *metadata) fillAuthors(d *quoth.Document, take func(field, value string, from stated) string) {
	rule := ""
	seen := map[string]bool{}
	for _, s := range m.authors {
		if rule != "" && s.rule != rule {
			return
		}
		for _, name := range authorNames(s.value) {
			if key := fold(name); !seen[key] {
				seen[key] = true
				rule = s.rule
				d.Authors = append(d.Authors, take("author", name, s))
			}
		}
	}
}

// locate finds where in the text the stated values stand.
func (m *metadata) locate(d *quoth.Document) {
	head := min(len(d.Text), 4000)
	for i := range d.Given {
		g := &d.Given[i]
		if g.Field == "title" || g.Field == "author" {
			value := g.Value
			if g.Field == "title" {
				value = d.Title
			}
			if at := strings.Index(d.Text[:head], value); at >= 0 && value != "" {
				g.Span = quoth.Span{Start: at, End: at + len(value)}
			} else if len(d.Segments) > 0 && d.Segments[0].Kind == quoth.Headline && fold(d.Segments[0].Of(d.Text)) == fold(value) {
				g.Span = d.Segments[0].Span
			}
		}
	}
}
