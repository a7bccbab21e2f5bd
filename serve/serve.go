// Package serve puts a record behind one HTTP address.
//
// What comes in are requests; what goes out are the pages of package serve/pages, and
// whether the server is alive.
//
//	handler := serve.New(serve.Options{Store: store, Gate: access.Gate{Open: true, Loopback: true}})
//	http.Serve(listener, handler)
//
// The idea: every door onto the record stands behind one gate, which says who may ask
// (package serve/access), and every answer carries a strict content security policy: no
// script, frame or foreign resource gets in.
package serve

import (
	"context"
	"net/http"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/serve/access"
	"github.com/quoth-news/quoth/serve/pages"
)

// Options says what to serve and to whom.
type Options struct {
	Store record.Store
	Gate  access.Gate // its Tokens are the store's
	// Read makes a document and its reading of a draft; nil reads none. See pipeline.Pool.
	Read func(ctx context.Context, draft []byte) (*quoth.Document, *quoth.Reading, error)
	// WholeArticles shows articles whole; otherwise they are shown by passages.
	WholeArticles bool
}

// New makes the handler of a record.
func New(opt Options) http.Handler {
	gate := opt.Gate
	gate.Tokens = opt.Store
	mux := http.NewServeMux()
	mux.Handle("/", pages.New(opt.Store, pages.Options{Read: opt.Read, WholeArticles: opt.WholeArticles}))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("ok\n")) })
	gate.Routes(mux)
	return guarded(gate.Wrap(mux))
}

// policy lets a page load what this server has and send its own forms, and nothing else:
// no script, style or picture that stands in the page itself.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// largestBody is the size from which a request is refused.
const largestBody = 2 << 20

// guarded sets the headers every answer carries and bounds what a request may hold.
func guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin") // with no-referrer, browsers send "Origin: null" with our own forms
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		r.Body = http.MaxBytesReader(w, r.Body, largestBody)
		next.ServeHTTP(w, r)
	})
}
