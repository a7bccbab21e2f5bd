package read

import (
	"bufio"
	"bytes"
	"strconv"
	"strings"

	"github.com/mmcdole/gofeed"
	"github.com/quoth-news/quoth"
)

// feed reads RSS, Atom and JSON Feed: each entry is a document, with the words
// the feed carries, whole or a summary. The feed's title is the publisher.
func (s *source) feed(r *bufio.Reader, name string) error {
	raw, err := s.bytes(r)
	if err != nil {
		return s.fail(name, err)
	}
	f, err := gofeed.NewParser().Parse(bytes.NewReader(raw))
	if err != nil {
		return s.fail(name, &Failure{quoth.ErrInvalid, "broken feed: " + err.Error(), "look at it: " + lookAt(name)})
	}
	if len(f.Items) == 0 {
		return s.fail(name, &Failure{quoth.ErrInvalid, "the feed has no entries", "look at it: " + lookAt(name)})
	}
	for i, entry := range f.Items {
		path := name + "#" + strconv.Itoa(i+1)
		d, err := entryDocument(f, entry, &s.opt)
		if err != nil {
			err = s.fail(path, err)
		} else {
			d.Origin.Path = path
			err = s.give(d)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// entryDocument makes a document of one entry.
func entryDocument(f *gofeed.Feed, entry *gofeed.Item, opt *Options) (*quoth.Document, error) {
	words := entry.Content
	if strings.TrimSpace(words) == "" {
		words = entry.Description
	}
	var d *quoth.Document
	switch {
	case strings.TrimSpace(words) == "":
		return nil, &Failure{quoth.ErrInvalid, "the entry has no words of its own", "read the page it points at: quoth fetch " + quoteArg(entry.Link)}
	case strings.Contains(words, "<"):
		var err error
		if d, err = fragment(words, opt); err != nil {
			return nil, err
		}
	default:
		d = &quoth.Document{Text: lineEnds(strings.TrimSpace(plainEntities(words)))}
	}
	h := head{rule: "read/feed@1"}
	h.title, h.url, h.id, h.publisher, h.language = plainEntities(entry.Title), entry.Link, entry.GUID, plainEntities(f.Title), f.Language
	h.published, h.updated = entry.Published, entry.Updated
	if h.published == "" {
		h.published = entry.Updated
	}
	for _, a := range entry.Authors {
		if a != nil {
			h.authors = append(h.authors, authorNames(a.Name)...)
		}
	}
	h.fill(d)
	return d, nil
}

// head is what a format states about an article beside its words.
type head struct {
	rule                                                    string
	title, url, id, publisher, language, published, updated string
	authors                                                 []string
}

// fill sets the fields that are stated, with their evidence.
func (h *head) fill(d *quoth.Document) {
	given := func(field *string, name, value, kept string) {
		if kept != "" {
			*field = kept
			d.Given = append(d.Given, quoth.Metadata{Field: name, Value: value, Rule: h.rule})
		}
	}
	given(&d.Title, "title", h.title, strings.TrimSpace(h.title))
	given(&d.Origin.URL, "url", h.url, strings.TrimSpace(h.url))
	given(&d.Publisher, "publisher", h.publisher, strings.TrimSpace(h.publisher))
	given(&d.Language, "language", h.language, languageTag(h.language))
	given((*string)(&d.Published), "published", h.published, string(parseDay(h.published)))
	if day := parseDay(h.updated); day != d.Published {
		given((*string)(&d.Updated), "updated", h.updated, string(day))
	}
	if len(h.authors) > 0 {
		d.Authors = h.authors
		d.Given = append(d.Given, quoth.Metadata{Field: "author", Value: strings.Join(h.authors, "; "), Rule: h.rule})
	}
	d.Origin.ID = h.id
}
