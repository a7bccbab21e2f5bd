package record

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
)

// Facts are what a store keeps of a reading beside the reading itself: who
// appears in the document under which name, and its quotations with everything
// that grouping looks at. They follow from the document and the reading alone.
type Facts struct {
	Figures    []Figure // one for each entity of the reading, in its order
	Quotations []Fact
	Credit     string   // the agency the document credits, folded; "" if none
	Outlet     string   // the publisher, folded
	Prose      []uint32 // the sketch of all the reporter's own words
}

// Figure is an entity as one document knows it.
type Figure struct {
	Name    Name
	Printed string // the name as printed
	Aliases []string
	Roles   []string
	Handles []Name // the accounts the document ties to it
}

// Fact is a quotation with what grouping needs.
type Fact struct {
	Quotation *quoth.Quotation
	Text      string   // its words as printed
	Folded    string   // see Fold
	Grams     []uint32 // see Grams
	Figure    int      // the speaker's index in Facts.Figures, or None
	About     []int    // indexes in Facts.Figures
	Told      string   // the outlet that first got the words, folded; "" if unknown
	Prose     []uint32 // the sketch of the reporter's own words around it, see Sketch
}

// FactsOf works out what a store keeps of one reading. Quotations of a document
// that was read wrongly (parts outside the text) are the caller's to refuse; see Check.
func FactsOf(doc *quoth.Document, reading *quoth.Reading) *Facts {
	f := &Facts{Credit: creditOf(doc, reading), Outlet: FoldOutlet(doc.Publisher)}
	f.Figures = make([]Figure, len(reading.Entities))
	for i := range reading.Entities {
		f.Figures[i] = FigureOf(&reading.Entities[i], doc.ID)
		markName(&f.Figures[i].Name, &reading.Entities[i], doc)
	}
	prose := proseOf(doc.Text, reading)
	f.Prose = sketch(prose.hashes, wholeSketch)
	for i := range reading.Quotations {
		q := &reading.Quotations[i]
		fact := Fact{Quotation: q, Text: q.Text(doc.Text), Figure: quoth.None}
		fact.Folded = Fold(fact.Text)
		fact.Grams = Grams(fact.Folded)
		if q.Speaker != nil {
			fact.Figure = q.Speaker.Entity
		}
		if q.Told != nil {
			fact.Told = FoldOutlet(q.Told.Name)
		}
		for _, a := range q.About {
			if a.Entity >= 0 && !slices.Contains(fact.About, a.Entity) {
				fact.About = append(fact.About, a.Entity)
			}
		}
		fact.Prose = prose.around(q.Span())
		f.Quotations = append(f.Quotations, fact)
	}
	return f
}

// FigureOf is an entity of a document as the record keeps it.
func FigureOf(e *quoth.Entity, document string) Figure {
	named := *e
	named.Name = clip(e.Name)
	f := Figure{Name: NameOf(&named, document), Printed: named.Name, Aliases: clipped(e.Aliases), Roles: clipped(e.Roles)}
	for _, alias := range f.Aliases {
		if strings.HasPrefix(alias, "@") && len(alias) > 1 {
			f.Handles = append(f.Handles, HandleName(alias))
		}
	}
	return f
}

// longestName is more bytes than any name has: what is longer is a mistake or an
// attack, and indexes hold no keys of any length.
const longestName = 300

// clip cuts what is too long for a name where a character begins.
func clip(name string) string {
	if len(name) <= longestName {
		return name
	}
	end := longestName
	for end > 0 && !utf8.RuneStart(name[end]) {
		end--
	}
	return name[:end]
}

func clipped(names []string) []string {
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = clip(name)
	}
	return out
}

// Check tells whether a reading fits its document: every span inside the text and
// on rune boundaries, every index in range, no quotation without words. What does
// not fit is refused before anything is written.
func Check(doc *quoth.Document, reading *quoth.Reading) error {
	c := checker{doc: doc, people: len(reading.Entities)}
	if doc.ID == "" || reading.Document != doc.ID {
		c.fault("the reading is of document %q", reading.Document)
	}
	for _, s := range doc.Segments {
		c.segment(&s)
	}
	for _, n := range doc.Notices {
		c.span("notice", n.Span)
	}
	for _, s := range reading.Segments {
		c.segment(&s)
	}
	for _, e := range reading.Entities {
		for _, m := range e.Mentions {
			c.span("mention of "+e.Name, m)
		}
	}
	seen := map[string]bool{}
	for i := range reading.Quotations {
		q := &reading.Quotations[i]
		if q.ID == "" || seen[q.ID] {
			c.fault("quotation %d has the identifier %q of another or none", i, q.ID)
		}
		seen[q.ID] = true
		c.quotation(q)
	}
	return c.err
}
