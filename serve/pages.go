package serve

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
)

// The most that one page shows; the record may hold more, and the page says so.
const (
	documentsShown  = 100
	statementsShown = 200
)

type homePage struct {
	Coverage  record.Coverage
	Documents []record.Head
}

func (s *server) home(w http.ResponseWriter, r *http.Request) {
	var page homePage
	var err error
	if page.Coverage, err = ask.Coverage(r.Context(), s.store); err == nil {
		page.Documents, err = s.store.Documents(r.Context(), "", documentsShown)
		slices.SortStableFunc(page.Documents, func(a, b record.Head) int { return quoth.Compare(a.Published, b.Published) })
	}
	s.show(w, "home.html", page, err)
}

type saidPage struct {
	Person, About string
	Speaker       record.Entity
	Others        []record.Entity // whom else the name may mean
	Page          *record.Page
}

func (s *server) said(w http.ResponseWriter, r *http.Request) {
	page, err := s.timeline(r.Context(), r.FormValue("person"), r.FormValue("about"))
	s.show(w, "said.html", page, err)
}

func (s *server) timeline(ctx context.Context, person, about string) (*saidPage, error) {
	if person == "" {
		return nil, fmt.Errorf("%w: give the name of a person", quoth.ErrInvalid)
	}
	people, err := ask.Who(ctx, s.store, person)
	if err != nil {
		return nil, err
	}
	page := &saidPage{Person: person, About: about, Speaker: people[0], Others: people[1:]}
	query := record.Query{Speakers: []string{people[0].ID}, Limit: statementsShown}
	if about != "" {
		others, err := ask.Who(ctx, s.store, about)
		if err != nil {
			return nil, err
		}
		query.About = []string{others[0].ID}
	}
	page.Page, err = s.store.Statements(ctx, query)
	return page, err
}

type statementPage struct {
	*record.Statement
	Appearances []record.Appearance
}

func (s *server) statement(w http.ResponseWriter, r *http.Request) {
	var page statementPage
	var err error
	if page.Statement, err = s.store.Statement(r.Context(), r.PathValue("id")); err == nil {
		page.Appearances, err = s.store.Appearances(r.Context(), page.ID)
	}
	s.show(w, "statement.html", page, err)
}

type documentPage struct {
	Doc    *quoth.Document
	Blocks []block
}

// block is a segment of the article, cut where quotations begin and end.
type block struct {
	Kind quoth.SegmentKind
	Runs []run
}

// run is text outside quotations (Speaker and Quotation empty) or words of one.
type run struct {
	Text, Speaker string
	Quoted        bool
}

func (s *server) document(w http.ResponseWriter, r *http.Request) {
	entry, err := s.store.Document(r.Context(), r.PathValue("id"))
	if err != nil {
		s.show(w, "", nil, err)
		return
	}
	s.show(w, "document.html", documentPage{entry.Doc, blocks(entry.Doc, entry.Reading)}, nil)
}

// blocks lays the quotations of a reading over the segments of its document.
func blocks(doc *quoth.Document, reading *quoth.Reading) []block {
	type words struct {
		quoth.Span
		speaker string
	}
	var quoted []words
	for i := range reading.Quotations {
		q := &reading.Quotations[i]
		speaker := ""
		if q.Speaker != nil && q.Speaker.Entity != quoth.None {
			speaker = reading.Entities[q.Speaker.Entity].Name
		}
		for _, part := range q.Parts {
			quoted = append(quoted, words{part, speaker})
		}
	}
	slices.SortStableFunc(quoted, func(a, b words) int { return cmp.Compare(a.Start, b.Start) })
	var all []block
	for _, segment := range reading.Segments {
		b := block{Kind: segment.Kind}
		at := segment.Start
		for _, q := range quoted {
			start, end := max(q.Start, at), min(q.End, segment.End)
			if start >= end {
				continue
			}
			b.Runs = append(b.Runs, run{Text: doc.Text[at:start]}, run{Text: doc.Text[start:end], Speaker: q.speaker, Quoted: true})
			at = end
		}
		b.Runs = append(b.Runs, run{Text: doc.Text[at:segment.End]})
		all = append(all, b)
	}
	return all
}
