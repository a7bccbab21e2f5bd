// Package pages shows a record in a browser: pages rendered on this side, that work
// without script.
//
// What comes in are requests; what goes out are HTML pages: one box that takes a name,
// a quotation, an address or a draft; the timeline of a person, drawn and listed; two
// people side by side; a statement with how it is attested and how it travelled; an
// article with its quotations marked; the check and the linter; what was corrected,
// what is to be looked at by hand, what the record covers and how well it reads.
//
//	handler := pages.New(store, pages.Options{Read: reader})
//
// The idea: a page is a question to package ask, and its template only sets the
// answer. Words from articles are data: html/template escapes them, and characters
// that would steer the browser are left out of every page. What was hidden is not
// shown. Drafts are read, answered and forgotten.
//
// The pages tell that something was reported, never whether it is so. Who may ask, and
// the headers that every answer carries, are for package serve to see to.
package pages

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/serve/access"
	"github.com/quoth-news/quoth/serve/problem"
)

//go:embed html/*.html
var templates embed.FS

// Options are what the pages need beside a record. The zero value shows a record that
// nobody may correct and that checks no drafts.
type Options struct {
	// Read makes a document and its reading of a draft. It keeps nothing, and may be
	// called by many goroutines.
	Read func(ctx context.Context, draft []byte) (*quoth.Document, *quoth.Reading, error)

	// WholeArticles shows articles whole. Otherwise they are shown by passages, each a
	// quotation with some words around it, and the article itself is linked to.
	WholeArticles bool
}

// Pages are the pages of a record.
type Pages struct {
	*server
	mux *http.ServeMux
}

// ServeHTTP answers with a page.
func (p *Pages) ServeHTTP(w http.ResponseWriter, r *http.Request) { p.mux.ServeHTTP(w, r) }

// SignIn shows the form for a token; it is what access.Gate.Page asks for. It shows
// nothing of the record.
func (p *Pages) SignIn(w http.ResponseWriter, r *http.Request, status int, form access.Form) {
	p.write(w, r, status, "signin.html", &signInPage{frame{Title: "A token is needed", Here: "signin"}, form})
}

type signInPage struct {
	frame
	access.Form
}

// server answers from one record.
type server struct {
	store record.Store
	Options
	pages *template.Template
}

// New makes the handler of a record's pages. Who may correct the record is what package
// access says of the request's context.
func New(store record.Store, opt Options) *Pages {
	s := &server{store: store, Options: opt, pages: template.Must(template.New("").Funcs(words).ParseFS(templates, "html/*.html"))}
	mux := http.NewServeMux()
	for pattern, handler := range map[string]http.HandlerFunc{
		"GET /{$}":                           s.home,
		"GET /find":                          s.find,
		"POST /find":                         s.find,
		"GET /said":                          s.said,
		"GET /people/{id}":                   s.person,
		"GET /people/{id}/about/{other}":     s.person,
		"GET /compare":                       s.compare,
		"GET /statements/{id}":               s.statement,
		"GET /statements/{id}/cite/{format}": s.cite,
		"GET /documents/{id}":                s.document,
		"GET /check":                         s.check,
		"GET /lint":                          s.lint,
		"POST /lint":                         s.lint,
		"GET /review":                        s.review,
		"POST /review":                       s.decide,
		"GET /corrections":                   s.corrections,
		"GET /watches":                       s.watches,
		"GET /watches/{id}":                  s.watch,
		"GET /watches/{id}/feed/{format}":    s.feed,
		"GET /coverage":                      s.coverage,
		"GET /methods":                       s.methods,
		"GET /style.css":                     asset("style.css", "text/css; charset=utf-8"),
		"GET /keys.js":                       asset("keys.js", "text/javascript; charset=utf-8"),
		"GET /icon.svg":                      asset("icon.svg", "image/svg+xml"),
		"GET /": func(w http.ResponseWriter, r *http.Request) {
			s.show(w, r, "", nil, fmt.Errorf("%w: there is no such page", quoth.ErrNotFound))
		},
	} {
		mux.HandleFunc(pattern, handler)
	}
	return &Pages{s, mux}
}

//go:embed style.css keys.js icon.svg
var assets embed.FS

// asset answers with a file of this package.
func asset(name, kind string) http.HandlerFunc {
	content, err := assets.ReadFile(name)
	if err != nil {
		panic(err) // it is embedded
	}
	etag := `"` + quoth.Hash(string(content)) + `"`
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.Header().Set("ETag", etag)
		w.Header().Set("Cache-Control", "max-age=300")
		if r.Header.Get("If-None-Match") == etag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Write(content)
	}
}

// frame is what every page has around its matter. The templates' head and foot
// read it.
type frame struct {
	Title  string
	Query  string         // what stands in the search box
	Here   string         // the place in the navigation, "home" for the first page
	Bearer *access.Bearer // who asks, nil for nobody known
}

// Word is what the forms of a session carry; see package access.
func (f *frame) Word() string {
	if f.Bearer == nil {
		return ""
	}
	return f.Bearer.CSRF
}

// asked fills in who asks.
func (f *frame) asked(r *http.Request) { f.Bearer = access.From(r.Context()) }

type framed interface{ asked(*http.Request) }

type problemPage struct {
	frame
	Message  string
	Hint     string
	People   []choice // whom an ambiguous name may mean
	Coverage *record.Coverage
}

// choice is somebody a name may mean, and the page that this choice leads to.
type choice struct {
	record.Entity
	Link string
}

// show renders a page, or an error as one.
func (s *server) show(w http.ResponseWriter, r *http.Request, name string, data framed, err error) {
	status := http.StatusOK
	if err != nil {
		status = statusOf(err)
		name, data = "problem.html", s.problemOf(r, err)
	}
	s.write(w, r, status, name, data)
}

// write renders a page.
func (s *server) write(w http.ResponseWriter, r *http.Request, status int, name string, data framed) {
	data.asked(r)
	var page bytes.Buffer
	if err := s.pages.ExecuteTemplate(&page, name, data); err != nil {
		http.Error(w, "this page cannot be shown: "+err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	w.Write(steady(page.Bytes()))
}

func (s *server) problemOf(r *http.Request, err error) *problemPage {
	p := problem.Of(err)
	page := &problemPage{frame: frame{Title: p.Title}, Message: p.Detail}
	if kind, rest, ok := strings.Cut(p.Detail, ": "); ok && !strings.Contains(kind, " ") || kind == quoth.ErrNotFound.Error() {
		page.Message = rest // the title says the kind
	}
	if several, ok := errors.AsType[*ask.AmbiguousError](err); ok {
		page.Title = fmt.Sprintf("Which %s?", several.Name)
		page.Query = several.Name
		page.Message = fmt.Sprintf("The name fits %d in this record.", len(several.People))
		for _, e := range several.People {
			page.People = append(page.People, choice{e, chosen(r, several.Name, &e)})
		}
		return page
	}
	if errors.Is(err, quoth.ErrNotFound) {
		page.Hint = "What the record does not hold may have been said all the same."
		if coverage, err := s.store.Coverage(r.Context()); err == nil {
			page.Coverage = &coverage
		}
	}
	return page
}

// chosen is the page a request asked for, with somebody in place of a name that fits
// several.
func chosen(r *http.Request, name string, who *record.Entity) string {
	form := url.Values{}
	found := false
	for key, values := range r.URL.Query() {
		for _, v := range values {
			if key != "q" && v == name {
				v, found = who.ID, true
			}
			form.Add(key, v)
		}
	}
	if !found || r.Method != http.MethodGet {
		return personPath(who.ID)
	}
	return r.URL.Path + "?" + form.Encode()
}

// statusOf is the status of an error, as the API has it but for a name that fits
// several, whom the page lets choose from.
func statusOf(err error) int {
	if errors.Is(err, quoth.ErrAmbiguous) {
		return http.StatusMultipleChoices
	}
	return problem.Status(err)
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
