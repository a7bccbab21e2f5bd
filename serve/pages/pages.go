// Package pages shows a record in a browser: pages rendered on this side, that work
// without script.
//
// What comes in are requests; what goes out are HTML pages: one box that takes a name
// or a quotation, the timeline of a person (about another), a statement with its
// passage and the way it travelled, a document with its quotations marked.
//
//	handler := pages.New(store)
//
// The idea: a page is a question to package ask, and its template only sets the
// answer. Words from articles are data: html/template escapes them. What was hidden is
// not shown, and every method that writes is refused. Who may ask, and the headers
// that every answer carries, are for package serve to see to.
package pages

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"net/http"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
)

//go:embed html/*.html
var templates embed.FS

//go:embed style.css
var style []byte

// server answers from one record.
type server struct {
	store record.Store
	pages *template.Template
}

// New makes the handler of a record's pages.
func New(store record.Store) http.Handler {
	s := &server{store: store, pages: template.Must(template.New("").Funcs(words).ParseFS(templates, "html/*.html"))}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.home)
	mux.HandleFunc("GET /find", s.find)
	mux.HandleFunc("GET /said", s.said)
	mux.HandleFunc("GET /people/{id}", s.person)
	mux.HandleFunc("GET /people/{id}/about/{other}", s.person)
	mux.HandleFunc("GET /statements/{id}", s.statement)
	mux.HandleFunc("GET /documents/{id}", s.document)
	mux.HandleFunc("GET /style.css", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/css; charset=utf-8")
		w.Write(style)
	})
	mux.HandleFunc("GET /", func(w http.ResponseWriter, _ *http.Request) {
		s.show(w, "", nil, fmt.Errorf("%w: there is no such page", quoth.ErrNotFound))
	})
	return mux
}

// frame is what every page has around its matter. The templates' head and foot
// read it.
type frame struct {
	Title string
	Query string // what stands in the search box
	Front bool   // the first page, which has the box in its midst
}

type problemPage struct {
	frame
	Message string
	People  []record.Entity // whom an ambiguous name may mean
}

// show renders a page, or an error as one.
func (s *server) show(w http.ResponseWriter, name string, data any, err error) {
	status := http.StatusOK
	if err != nil {
		status = statusOf(err)
		name, data = "problem.html", problemOf(err)
	}
	var page bytes.Buffer
	if err := s.pages.ExecuteTemplate(&page, name, data); err != nil {
		http.Error(w, "this page cannot be shown: "+err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	w.Write(page.Bytes())
}

func problemOf(err error) *problemPage {
	page := &problemPage{frame: frame{Title: "Not shown"}, Message: err.Error()}
	if several, ok := errors.AsType[*ask.AmbiguousError](err); ok {
		page.Title = fmt.Sprintf("Which %s?", several.Name)
		page.Query, page.People = several.Name, several.People
		page.Message = fmt.Sprintf("The name fits %d in this record.", len(several.People))
	} else if errors.Is(err, quoth.ErrNotFound) {
		page.Title = "Not in this record"
	}
	return page
}

// statusOf maps the root errors to HTTP statuses.
func statusOf(err error) int {
	switch {
	case errors.Is(err, quoth.ErrNotFound):
		return http.StatusNotFound
	case errors.Is(err, quoth.ErrInvalid):
		return http.StatusBadRequest
	case errors.Is(err, quoth.ErrAmbiguous):
		return http.StatusMultipleChoices
	}
	return http.StatusInternalServerError
}

// hidden are the identifiers that were taken out of view by hand.
func (s *server) hidden(ctx context.Context) (map[string]bool, error) {
	corrections, err := s.store.Corrections(ctx)
	if err != nil {
		return nil, err
	}
	hidden := map[string]bool{}
	for i := range corrections {
		if c := &corrections[i]; c.Kind == record.Hide && c.Withdrawn == nil {
			hidden[c.Target] = true
		}
	}
	return hidden, nil
}

// hiding tells whether a quotation hides the statement it belongs to: its name was
// the statement's when that was taken out of view.
func hiding(hidden map[string]bool) func(record.Appearance) bool {
	return func(a record.Appearance) bool { return hidden[record.StatementID(a.Quotation.ID)] }
}

// errHidden is the answer for what was taken out of view: no more than that.
func errHidden(what string) error {
	return fmt.Errorf("%w: this %s is not in view", quoth.ErrNotFound, what)
}
