// Package serve shows a record in a browser: pages rendered on this side, without
// script, that read one record and write nothing.
//
// What comes in are requests from this machine; what goes out are HTML pages: a
// box that takes a name, the timeline of one person (about another), an article
// with its quotations marked.
//
//	handler := serve.New(store)
//	http.Serve(listener, handler)
//
// Words from articles are data: html/template escapes them, and a strict content
// security policy lets no script, frame or foreign resource in. A request whose
// Host is not a loopback name is refused, so that no foreign page can reach the
// record through a name it has pointed here. It refuses every method that writes.
package serve

import (
	"embed"
	"errors"
	"html/template"
	"net"
	"net/http"
	"strings"

	"github.com/quoth-news/quoth"
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
	s := &server{
		store: store,
		pages: template.Must(template.New("").Funcs(template.FuncMap{"when": whenWords, "venue": venueWords}).ParseFS(templates, "pages/*.html")),
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.home)
	mux.HandleFunc("GET /said", s.said)
	mux.HandleFunc("GET /documents/{id}", s.document)
	mux.HandleFunc("GET /statements/{id}", s.statement)
	mux.HandleFunc("GET /style.css", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/css; charset=utf-8")
		w.Write(style)
	})
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("ok\n")) })
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

// show renders a page, or an error as one.
func (s *server) show(w http.ResponseWriter, name string, data any, err error) {
	status := http.StatusOK
	if err != nil {
		name, data = "problem.html", err.Error()
		status = statusOf(err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	// The header is sent: an error now can only be a reader who has left.
	_ = s.pages.ExecuteTemplate(w, name, data)
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

func whenWords(w quoth.When) string { return w.Words() }

func venueWords(v *record.Venue) string {
	switch {
	case v == nil || v.Name == "" && v.Kind == quoth.OtherVenue:
		return ""
	case v.Name != "":
		return v.Name
	}
	return strings.ReplaceAll(string(v.Kind), "_", " ")
}
