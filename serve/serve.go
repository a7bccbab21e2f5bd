// Package serve shows a record in a browser: pages rendered on this side, without
// script, that read one record and write nothing.
//
// What comes in are requests from this machine; what goes out are HTML pages: one
// box that takes a name or a quotation, the timeline of a person (about another), a
// statement with its passage and the way it travelled, a document with its
// quotations marked.
//
//	handler := serve.New(store)
//	http.Serve(listener, handler)
//
// The idea: a page is a question to package ask, and its template only sets the
// answer. Words from articles are data: html/template escapes them, and a strict
// content security policy lets no script, frame or foreign resource in. A request
// whose Host is not a loopback name is refused, so that no foreign page can reach
// the record through a name it has pointed here. What was hidden is not shown, and
// every method that writes is refused.
package serve

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"net"
	"net/http"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
)

//go:embed pages/*.html
var templates embed.FS

//go:embed pages/style.css
var style []byte

// server answers from one record.
type server struct {
	store record.Store
	pages *template.Template
}

// New makes the handler of a record's pages.
func New(store record.Store) http.Handler {
	s := &server{store: store, pages: template.Must(template.New("").Funcs(words).ParseFS(templates, "pages/*.html"))}
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
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("ok\n")) })
	mux.HandleFunc("GET /", func(w http.ResponseWriter, _ *http.Request) {
		s.show(w, "", nil, fmt.Errorf("%w: there is no such page", quoth.ErrNotFound))
	})
	return guarded(mux)
}

// policy lets a page load its own style sheet and send its own forms, and nothing else.
const policy = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guarded sets the headers every answer carries and refuses foreign hosts.
func guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		if !loopback(r.Host) {
			http.Error(w, "this record answers to 127.0.0.1 and localhost only", http.StatusForbidden)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, 2<<20)
		next.ServeHTTP(w, r)
	})
}

// loopback tells whether a Host header names this machine.
func loopback(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.Trim(host, "[]")
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
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
