package wire

import (
	"strconv"

	"github.com/quoth-news/quoth"
)

// AppendReading appends what `quoth extract --json` prints for one document: an
// object of the document, its entities, its quotations and the versions of the
// rules that found them, on one line and without a line end.
//
// What was not found is left out, but for told, venue, addressee and via, which
// are null. Entities are named e1, e2 … in the order of the reading; places,
// which are nobody, are not printed and take no number.
func AppendReading(b []byte, doc *quoth.Document, reading *quoth.Reading) []byte {
	p := printer{text: doc.Text, runes: NewRunes(doc.Text), reading: reading}
	b = append(b, '{')
	b = p.document(key(b, "document"), doc)
	b = p.entities(key(b, "entities"))
	b = append(key(b, "quotations"), '[')
	for i := range reading.Quotations {
		b = p.quotation(comma(b), &reading.Quotations[i])
	}
	b = append(b, ']')
	b = append(key(b, "rules"), '[')
	for _, rule := range reading.Rules {
		b = appendString(comma(b), rule)
	}
	b = append(b, ']')
	b = knownField(b, "unread", reading.Unread)
	return append(b, '}')
}

// printer holds what every part of a document's object needs.
type printer struct {
	text    string
	runes   *Runes
	reading *quoth.Reading
	ids     []string // by index of Reading.Entities; "" for a place
}

func (p *printer) span(b []byte, s quoth.Span) []byte {
	b = intField(b, "start", p.runes.At(s.Start))
	return intField(b, "end", p.runes.At(s.End))
}

// words is a span with the words that stand there.
func (p *printer) words(b []byte, s quoth.Span) []byte {
	b = p.span(append(b, '{'), s)
	b = stringField(b, "text", s.Of(p.text))
	return append(b, '}')
}

func (p *printer) parts(b []byte, parts []quoth.Span) []byte {
	b = append(key(b, "parts"), '[')
	for _, part := range parts {
		b = append(p.span(append(comma(b), '{'), part), '}')
	}
	return append(b, ']')
}

func (p *printer) document(b []byte, doc *quoth.Document) []byte {
	b = append(b, '{')
	b = stringField(b, "id", doc.ID)
	b = append(key(b, "origin"), '{')
	b = knownField(b, "path", doc.Origin.Path)
	b = knownField(b, "url", doc.Origin.URL)
	b = knownField(b, "id", doc.Origin.ID)
	b = append(b, '}')
	b = knownField(b, "title", doc.Title)
	b = knownField(b, "publisher", doc.Publisher)
	if len(doc.Authors) > 0 {
		b = append(key(b, "authors"), '[')
		for _, author := range doc.Authors {
			b = appendString(comma(b), author)
		}
		b = append(b, ']')
	}
	b = knownField(b, "published", string(doc.Published))
	b = knownField(b, "updated", string(doc.Updated))
	b = knownField(b, "language", doc.Language)
	b = stringField(b, "text", doc.Text)
	b = append(key(b, "segments"), '[')
	for i := range p.reading.Segments {
		s := &p.reading.Segments[i]
		b = stringField(append(comma(b), '{'), "kind", string(s.Kind))
		b = append(p.span(b, s.Span), '}')
	}
	b = append(b, ']')
	b = p.given(b, doc.Given)
	b = p.notices(b, doc.Notices)
	return append(b, '}')
}

// given prints the evidence of title, publisher, authors and dates.
func (p *printer) given(b []byte, given []quoth.Metadata) []byte {
	if len(given) == 0 {
		return b
	}
	b = append(key(b, "given"), '[')
	for i := range given {
		g := &given[i]
		b = stringField(append(comma(b), '{'), "field", g.Field)
		b = stringField(b, "value", g.Value)
		b = stringField(b, "rule", g.Rule)
		if !g.Span.Empty() {
			b = p.span(b, g.Span)
		}
		b = append(b, '}')
	}
	return append(b, ']')
}

// notices prints where the outlet says that it changed or withdrew the article.
func (p *printer) notices(b []byte, notices []quoth.Notice) []byte {
	if len(notices) == 0 {
		return b
	}
	b = append(key(b, "notices"), '[')
	for i := range notices {
		n := &notices[i]
		b = stringField(append(comma(b), '{'), "kind", string(n.Kind))
		b = knownField(b, "when", string(n.When))
		b = stringField(b, "rule", n.Rule)
		if !n.Empty() {
			b = p.span(b, n.Span)
			b = stringField(b, "text", n.Of(p.text))
		}
		b = append(b, '}')
	}
	return append(b, ']')
}

func (p *printer) entities(b []byte) []byte {
	p.ids = make([]string, len(p.reading.Entities))
	b = append(b, '[')
	n := 0
	for i := range p.reading.Entities {
		e := &p.reading.Entities[i]
		if e.Kind == quoth.Place {
			continue
		}
		n++
		p.ids[i] = "e" + strconv.Itoa(n)
		b = stringField(append(comma(b), '{'), "id", p.ids[i])
		b = stringField(b, "kind", string(e.Kind))
		b = stringField(b, "name", e.Name)
		b = append(key(b, "aliases"), '[')
		for _, alias := range e.Aliases {
			b = appendString(comma(b), alias)
		}
		b = append(b, ']')
		b = append(key(b, "mentions"), '[')
		for _, m := range e.Mentions {
			b = p.words(comma(b), m)
		}
		b = append(b, ']', '}')
	}
	return append(b, ']')
}

func (p *printer) quotation(b []byte, q *quoth.Quotation) []byte {
	b = append(b, '{')
	b = stringField(b, "id", q.ID)
	b = stringField(b, "form", string(q.Form))
	b = stringField(b, "act", string(q.Act))
	b = p.parts(b, q.Parts)
	b = stringField(b, "text", q.Text(p.text))
	b = knownField(b, "language", q.Language)
	b = confidenceField(b, q.Confidence)
	b = knownField(b, "rule", q.Rule)
	if !q.Cue.Empty() {
		b = p.words(key(b, "cue"), q.Cue)
	}
	if q.Speaker != nil {
		b = p.speaker(key(b, "speaker"), q.Speaker)
	}
	b = p.told(key(b, "told"), q.Told)
	b = p.venue(key(b, "venue"), q.Venue)
	b = p.party(key(b, "addressee"), q.Addressee)
	b = p.party(key(b, "via"), q.Via)
	b = stringField(b, "basis", string(q.Basis))
	if q.Said != nil {
		b = p.said(key(b, "said"), q.Said)
	}
	b = append(key(b, "about"), '[')
	for _, a := range q.About {
		if id := p.entity(a.Entity); id != "" {
			b = stringField(append(comma(b), '{'), "entity", id)
			b = append(p.span(b, a.Span), '}')
		}
	}
	b = append(b, ']')
	return append(p.nested(b, q.Nested), '}')
}

// entity is the printed id of an entity, "" for none and for a place.
func (p *printer) entity(index int) string {
	if index < 0 || index >= len(p.ids) {
		return ""
	}
	return p.ids[index]
}

func (p *printer) speaker(b []byte, s *quoth.Speaker) []byte {
	b = append(b, '{')
	b = p.words(key(b, "mention"), s.Mention)
	if id := p.entity(s.Entity); id != "" {
		b = stringField(b, "entity", id)
		b = stringField(b, "name", p.reading.Entities[s.Entity].Name)
	}
	b = confidenceField(b, s.Confidence)
	b = knownField(b, "rule", s.Rule)
	return append(b, '}')
}

func (p *printer) told(b []byte, told *quoth.Party) []byte {
	if told == nil {
		return append(b, "null"...)
	}
	b = stringField(append(b, '{'), "name", told.Name)
	b = p.span(b, told.Span)
	b = knownField(b, "rule", told.Rule)
	return append(b, '}')
}

func (p *printer) party(b []byte, party *quoth.Party) []byte {
	if party == nil {
		return append(b, "null"...)
	}
	b = stringField(append(b, '{'), "name", party.Name)
	b = knownField(b, "entity", p.entity(party.Entity))
	b = p.span(b, party.Span)
	b = knownField(b, "rule", party.Rule)
	return append(b, '}')
}

func (p *printer) venue(b []byte, v *quoth.Venue) []byte {
	if v == nil {
		return append(b, "null"...)
	}
	b = stringField(append(b, '{'), "kind", string(v.Kind))
	b = knownField(b, "name", v.Name)
	b = p.span(b, v.Span)
	b = knownField(b, "rule", v.Rule)
	return append(b, '}')
}

func (p *printer) said(b []byte, s *quoth.Said) []byte {
	b = stringField(append(b, '{'), "edtf", string(s.When))
	b = p.span(b, s.Span)
	b = stringField(b, "text", s.Span.Of(p.text))
	b = knownField(b, "rule", s.Rule)
	b = confidenceField(b, s.Confidence)
	return append(b, '}')
}

func (p *printer) nested(b []byte, nested []quoth.Nested) []byte {
	if len(nested) == 0 {
		return b
	}
	b = append(key(b, "nested"), '[')
	for i := range nested {
		n := &nested[i]
		b = p.parts(append(comma(b), '{'), n.Parts)
		b = stringField(b, "text", quoth.JoinParts(p.text, n.Parts))
		if n.Speaker != nil {
			b = p.speaker(key(b, "speaker"), n.Speaker)
		}
		b = append(b, '}')
	}
	return append(b, ']')
}
