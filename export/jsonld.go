package export

import (
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/wire"
)

// JSON-LD 1.1 over schema.org: a graph with one Quotation a statement, one a
// line. The context stands in the file, so that it can be expanded without the
// network.
//
//   - text: the words. creator: who said them, a Person or an Organization.
//   - dateCreated: when it was said, where that is a day, month or year;
//     temporalCoverage: the EDTF where it is an interval or not sure.
//   - about: whom it is about. recordedAt: the occasion, an Event.
//   - isPartOf: the articles that carry it, first to last, each with publisher
//     and date of publication.
//   - quoth:form, quoth:act, quoth:basis, quoth:told, quoth:origins,
//     quoth:confidence: what schema.org has no term for, as in `quoth schema statement`.
//
// A speaker who is no single person or organisation (a group, an unnamed source)
// is of the type Thing.

const linkedOpen = `{"@context":{"@vocab":"https://schema.org/","quoth":"https://github.com/quoth-news/quoth/ns#",` +
	`"url":{"@type":"@id"},"dateCreated":{"@type":"Date"},"datePublished":{"@type":"Date"}},"@graph":[` + "\n"

const linkedClose = "\n]}\n"

type linked struct {
	list
	kindOf KindOf
}

type ldQuotation struct {
	ID         string      `json:"@id"`
	Type       string      `json:"@type"`
	Text       string      `json:"text"`
	Creator    *ldThing    `json:"creator,omitempty"`
	Created    string      `json:"dateCreated,omitempty"`
	Temporal   string      `json:"temporalCoverage,omitempty"`
	About      []ldThing   `json:"about,omitempty"`
	RecordedAt *ldThing    `json:"recordedAt,omitempty"`
	PartOf     []ldArticle `json:"isPartOf"`
	Form       quoth.Form  `json:"quoth:form"`
	Act        quoth.Act   `json:"quoth:act"`
	Basis      quoth.Basis `json:"quoth:basis"`
	Told       string      `json:"quoth:told,omitempty"`
	Origins    int         `json:"quoth:origins"`
	Confidence float64     `json:"quoth:confidence"`
}

type ldThing struct {
	ID   string `json:"@id,omitempty"`
	Type string `json:"@type"`
	Name string `json:"name,omitempty"`
	Kind string `json:"additionalType,omitempty"`
}

type ldArticle struct {
	ID        string   `json:"@id"`
	Type      string   `json:"@type"`
	URL       string   `json:"url,omitempty"`
	Headline  string   `json:"headline,omitempty"`
	Publisher *ldThing `json:"publisher,omitempty"`
	Published string   `json:"datePublished,omitempty"`
}

func (l *linked) Write(t *ask.Tracing) error {
	s := &t.Statement
	q := ldQuotation{ID: urn(s.ID), Type: "Quotation", Text: s.Text, Form: s.Form, Act: s.Act, Basis: s.Basis, Told: s.Told, Origins: s.Origins,
		Confidence: wire.OfStatement(s).Confidence}
	if plainDay(s.Said) {
		q.Created = string(s.Said)
	} else {
		q.Temporal = string(s.Said)
	}
	if s.Speaker.ID != "" {
		creator, err := l.thing(s.Speaker.ID, s.Speaker.Name)
		if err != nil {
			return err
		}
		q.Creator = &creator
	}
	for _, p := range s.About {
		about, err := l.thing(p.ID, p.Name)
		if err != nil {
			return err
		}
		q.About = append(q.About, about)
	}
	if s.Venue != nil {
		q.RecordedAt = &ldThing{Type: "Event", Name: s.Venue.Name, Kind: "quoth:" + string(s.Venue.Kind)}
	}
	seen := map[string]bool{}
	for i := range t.Appearances {
		if h := &t.Appearances[i].Head; !seen[h.ID] {
			seen[h.ID] = true
			article := ldArticle{ID: urn(h.ID), Type: "NewsArticle", Headline: h.Title, Published: string(h.Published)}
			if strings.HasPrefix(h.URL, "http") {
				article.URL = h.URL
			}
			if h.Publisher != "" {
				article.Publisher = &ldThing{Type: "Organization", Name: h.Publisher}
			}
			q.PartOf = append(q.PartOf, article)
		}
	}
	return l.add(q)
}

func (l *linked) Close() error { return l.end() }

func (l *linked) thing(id, name string) (ldThing, error) {
	kind, err := l.kindOf(id)
	thing := ldThing{ID: urn(id), Type: "Thing", Name: name}
	switch kind {
	case quoth.Person:
		thing.Type = "Person"
	case quoth.Organisation:
		thing.Type = "Organization"
	}
	return thing, err
}

// plainDay tells a day, month or year without signs of doubt, which ISO 8601 has too.
func plainDay(w quoth.When) bool {
	return w != "" && strings.Trim(string(w), "0123456789-") == "" && (len(w) == 4 || len(w) == 7 && w[5] <= '1' || len(w) == 10)
}
