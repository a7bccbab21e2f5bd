package export

import (
	"fmt"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/wire"
)

// The W3C Web Annotation Data Model (2017): a collection with one page, and on it
// one annotation for each appearance of each statement, one a line.
//
//   - target: the article, found by a TextQuoteSelector (the words with some of
//     the text around them) and a TextPositionSelector, whose start and end count
//     Unicode code points of the text as Quoth keeps it; sourceDate of its
//     TimeState is the day of publication.
//   - body: who said it and when, in words (purpose "describing"), and the
//     statement by its name (purpose "linking"), by which the appearances of one
//     statement belong together.
//
// exact runs from the first of the quoted words to the last, with what the
// article put between them.

const annotationsOpen = `{"@context":"http://www.w3.org/ns/anno.jsonld","id":"urn:quoth:export","type":"AnnotationCollection","label":"Statements and where they appeared",` +
	`"first":{"id":"urn:quoth:export:1","type":"AnnotationPage","partOf":"urn:quoth:export","startIndex":0,"items":[` + "\n"

type annotations struct{ list }

type annotation struct {
	ID         string       `json:"id"`
	Type       string       `json:"type"`
	Motivation string       `json:"motivation"`
	Body       []annoBody   `json:"body"`
	Target     annoResource `json:"target"`
}

type annoBody struct {
	Type    string `json:"type"`
	Value   string `json:"value,omitempty"`
	Format  string `json:"format,omitempty"`
	Source  string `json:"source,omitempty"`
	Purpose string `json:"purpose"`
}

type annoResource struct {
	Source   string         `json:"source"`
	Selector []annoSelector `json:"selector"`
	State    *annoState     `json:"state,omitempty"`
}

type annoSelector struct {
	Type   string `json:"type"`
	Exact  string `json:"exact,omitempty"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
	Start  *int   `json:"start,omitempty"`
	End    *int   `json:"end,omitempty"`
}

type annoState struct {
	Type       string `json:"type"`
	SourceDate string `json:"sourceDate"`
}

func (l *annotations) Write(t *ask.Tracing) error {
	for i := range t.Appearances {
		a := &t.Appearances[i]
		e := wire.OfPassage(&a.Passage)
		item := annotation{ID: urn(a.Quotation.ID), Type: "Annotation", Motivation: "describing",
			Body: []annoBody{{Type: "TextualBody", Value: inWords(t.Statement.Speaker.Name, t.Statement.Said), Format: "text/plain", Purpose: "describing"},
				{Type: "SpecificResource", Source: urn(t.Statement.ID), Purpose: "linking"}},
			Target: annoResource{Source: addressOf(a.Head.ID, a.Head.URL), Selector: []annoSelector{
				{Type: "TextQuoteSelector", Exact: e.Exact, Prefix: e.Prefix, Suffix: e.Suffix},
				{Type: "TextPositionSelector", Start: &e.Start, End: &e.End}}}}
		if len(a.Head.Published) == len("2006-01-02") {
			item.Target.State = &annoState{"TimeState", string(a.Head.Published) + "T00:00:00Z"}
		}
		if err := l.add(item); err != nil {
			return err
		}
	}
	return nil
}

// Close ends the collection with how many annotations there are.
func (l *annotations) Close() error {
	l.close = fmt.Sprintf("\n]},\"total\":%d}\n", l.n)
	return l.end()
}

// inWords says who said it and when.
func inWords(speaker string, said quoth.When) string {
	if speaker == "" {
		speaker = "nobody named"
	}
	if said != "" {
		return "Said by " + speaker + ", " + said.Words()
	}
	return "Said by " + speaker
}
