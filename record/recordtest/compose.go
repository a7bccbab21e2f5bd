package recordtest

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/quoth-news/quoth"
)

// Article is a composed article: its text is put together from prose and
// quotations, so that no offset is ever typed.
type Article struct {
	URL, Publisher string
	Title          string // "About" the publisher if ""
	Published      quoth.When
	Authors        []string
	Updated        quoth.When
	Notice         quoth.NoticeKind // of the first paragraph, an update if ""
	parts          []part
}

type part struct {
	prose string
	quote *Quote
}

// Quote is a quotation to put into an article.
type Quote struct {
	Words    string
	Speaker  string // "" for nobody known; see Kind
	Kind     quoth.EntityKind
	Handle   string // an account tied to the speaker
	Role     string
	Form     quoth.Form
	Act      quoth.Act
	Said     quoth.When
	Told     string
	Venue    quoth.VenueKind
	About    string
	Mentions string // the source phrase as printed, the speaker's name if ""

	Confidence float64 // 0.95 if 0
}

// NewArticle begins an article.
func NewArticle(url, publisher string, published quoth.When) *Article {
	return &Article{URL: url, Publisher: publisher, Published: published}
}

// Prose adds the reporter's own words.
func (a *Article) Prose(words string) *Article {
	a.parts = append(a.parts, part{prose: words})
	return a
}

// Quote adds a quotation in its own paragraph, with its speaker after it.
func (a *Article) Quote(q Quote) *Article {
	a.parts = append(a.parts, part{quote: &q})
	return a
}

// Build makes the document and the reading that a perfect reader would give.
func (a *Article) Build(rules ...string) (*quoth.Document, *quoth.Reading) {
	if len(rules) == 0 {
		rules = []string{"compose@1"}
	}
	b := &builder{entities: map[string]int{}, reading: &quoth.Reading{Rules: rules}}
	for _, p := range a.parts {
		if p.quote == nil {
			b.paragraph(p.prose)
			continue
		}
		b.quote(p.quote)
	}
	notice := cmp.Or(a.Notice, quoth.Update)
	doc := &quoth.Document{Origin: quoth.Origin{URL: a.URL, Path: strings.TrimPrefix(a.URL, "https://")}, Publisher: a.Publisher,
		Published: a.Published, Updated: a.Updated, Authors: a.Authors, Title: cmp.Or(a.Title, "About "+a.Publisher), Language: "en", Text: b.text.String(), Segments: b.reading.Segments,
		Notices: []quoth.Notice{{Span: b.reading.Segments[0].Span, Kind: notice, When: a.Published, Rule: "compose@1"}}}
	doc.Identify()
	b.reading.Document = doc.ID
	for i := range b.reading.Quotations {
		q := &b.reading.Quotations[i]
		q.ID = "q:" + quoth.Hash(doc.ID, fmt.Sprint(q.Parts))
	}
	return doc, b.reading
}

type builder struct {
	text     strings.Builder
	entities map[string]int
	reading  *quoth.Reading
}

func (b *builder) write(s string) quoth.Span {
	start := b.text.Len()
	b.text.WriteString(s)
	return quoth.Span{Start: start, End: b.text.Len()}
}

func (b *builder) paragraph(words string) {
	span := b.write(words)
	b.reading.Segments = append(b.reading.Segments, quoth.Segment{Span: span, Kind: quoth.Paragraph})
	b.write("\n\n")
}

func (b *builder) quote(q *Quote) {
	start := b.text.Len()
	form, act, basis := q.Form, q.Act, quoth.OnRecord
	if form == "" {
		form = quoth.Direct
	}
	if act == "" {
		act = quoth.Stated
	}
	quotation := quoth.Quotation{Form: form, Act: act, Confidence: cmp.Or(q.Confidence, 0.95), Rule: "compose/quote@1"}
	if form == quoth.Direct {
		b.write("“")
	}
	quotation.Parts = []quoth.Span{b.write(q.Words)}
	if form == quoth.Direct {
		b.write(",”")
	}
	b.write(" ")
	if q.Speaker != "" {
		mention := q.Mentions
		if mention == "" {
			mention = q.Speaker
		}
		span := b.write(mention)
		quotation.Speaker = &quoth.Speaker{Mention: span, Entity: b.entity(q, span), Confidence: 0.96, Rule: "compose/speaker@1"}
		if q.Kind == quoth.UnnamedSource {
			basis = quoth.Unnamed
		}
		b.write(" ")
	}
	quotation.Basis = basis
	quotation.Cue = b.write("said")
	b.circumstances(q, &quotation)
	b.write(".")
	b.reading.Segments = append(b.reading.Segments, quoth.Segment{Span: quoth.Span{Start: start, End: b.text.Len()}, Kind: quoth.Paragraph})
	b.write("\n\n")
	b.reading.Quotations = append(b.reading.Quotations, quotation)
}

func (b *builder) circumstances(q *Quote, quotation *quoth.Quotation) {
	if q.Told != "" {
		b.write(" to ")
		quotation.Told = &quoth.Party{Span: b.write(q.Told), Name: q.Told, Entity: quoth.None, Rule: "compose/told@1"}
	}
	if q.Venue != "" {
		b.write(" at a ")
		quotation.Venue = &quoth.Venue{Span: b.write(string(q.Venue)), Kind: q.Venue, Rule: "compose/venue@1"}
	}
	if q.About != "" {
		b.write(" of ")
		span := b.write(q.About)
		e := b.entity(&Quote{Speaker: q.About}, span)
		quotation.About = []quoth.About{{Span: span, Entity: e}}
	}
	if q.Said != "" {
		b.write(" on ")
		quotation.Said = &quoth.Said{Span: b.write(string(q.Said)), When: q.Said, Rule: "compose/date@1", Confidence: 0.9}
	}
}

func (b *builder) entity(q *Quote, mention quoth.Span) int {
	kind := q.Kind
	if kind == "" {
		kind = quoth.Person
	}
	i, ok := b.entities[q.Speaker]
	if !ok {
		i = len(b.reading.Entities)
		b.entities[q.Speaker] = i
		e := quoth.Entity{Kind: kind, Name: q.Speaker}
		if q.Handle != "" {
			e.Aliases = []string{q.Handle}
		}
		if q.Role != "" {
			e.Roles = []string{q.Role}
		}
		b.reading.Entities = append(b.reading.Entities, e)
	}
	e := &b.reading.Entities[i]
	e.Mentions = append(e.Mentions, mention)
	return i
}
