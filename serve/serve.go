// Package serve puts a record behind one HTTP address.
//
// What comes in are requests; what goes out are pages (serve/pages), JSON (serve/api),
// answers for assistants (serve/mcp), whether the server is well (/healthz) and how much
// it does (/metrics).
//
//	server, err := serve.New(serve.Options{Store: store, Pool: pool, Gate: access.Gate{Open: true, Loopback: true}})
//	err = server.Serve(ctx, listener, nil)
//
// The idea: the doors share one table of operations (serve/operation), and stand behind
// one gate (serve/access), which says who may ask. Every answer carries a strict content
// security policy: no script, frame or foreign resource gets in. What a request may cost
// is bounded: the size of its body, how long it takes, how many there are at once and, for
// each client, a second. The log tells what was done, never who asked or what for.
//
// It refuses to listen to strangers: without a token, other machines get nothing.
package serve

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/klauspost/compress/gzhttp"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/read"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/serve/access"
	"github.com/quoth-news/quoth/serve/api"
	"github.com/quoth-news/quoth/serve/mcp"
	"github.com/quoth-news/quoth/serve/operation"
	"github.com/quoth-news/quoth/serve/pages"
)

// Options says what to serve, to whom, and how much of it.
type Options struct {
	Store      record.Store
	Pool       *pipeline.Pool
	Gate       access.Gate   // its Tokens are the store's
	Version    string        // of the program
	Rate       float64       // requests a second from one client, in the long run; 0 is no bound
	Patience   time.Duration // for one request, 15 s if 0
	TrustProxy bool          // the client's address is what the proxy in front says
	Log        *slog.Logger  // nil for none
	// WholeArticles has the pages show articles whole; otherwise they are shown by passages.
	WholeArticles bool
}

// Server answers from one record.
type Server struct {
	handler  http.Handler
	store    record.Store
	log      *slog.Logger
	stopping atomic.Bool
}

// New makes a server.
func New(opt Options) (*Server, error) {
	s := &Server{store: opt.Store, log: opt.Log}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	gate := opt.Gate
	gate.Tokens = opt.Store
	desk := operation.New(opt.Store, opt.Pool)
	m := newMetrics(opt.Version)
	mux := http.NewServeMux()
	shown := pages.New(opt.Store, pages.Options{Read: drafts(opt.Pool), WholeArticles: opt.WholeArticles})
	gate.Page = shown.SignIn
	mux.Handle("/", shown)
	json := api.New(api.Options{Desk: desk, Version: opt.Version, Log: s.log})
	mux.Handle("/openapi.json", json)
	mux.Handle("/mcp", mcp.New(mcp.Options{Desk: desk, Version: opt.Version, Log: s.log}).Handler())
	mux.HandleFunc("GET /healthz", s.healthz)
	mux.Handle("GET /metrics", m.handler())
	gate.Routes(mux)

	zipped, err := gzhttp.NewWrapper(gzhttp.MinSize(1400), gzhttp.EnableZstd(false))
	if err != nil {
		return nil, err
	}
	limits := newLimits(opt)
	s.handler = s.observed(m, guarded(limits.wrap(m, zipped(bounded(gate.Wrap(doors(json, mux)))))))
	return s, nil
}

// doors hands paths of the API to it as they stand; for others the mux cleans them.
func doors(json, others http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/api/") {
			json.ServeHTTP(w, r)
			return
		}
		others.ServeHTTP(w, r)
	})
}

// drafts reads the drafts that pages are given.
func drafts(pool *pipeline.Pool) func(context.Context, []byte) (*quoth.Document, *quoth.Reading, error) {
	return func(ctx context.Context, draft []byte) (*quoth.Document, *quoth.Reading, error) {
		return pool.Read(ctx, draft, "draft", read.Options{})
	}
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// policy lets a page load what this server has and send its own forms, and nothing else:
// no script, style or picture that stands in the page itself.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guarded sets the headers every answer carries.
func guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin") // with no-referrer, browsers send "Origin: null" with our own forms
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}

// healthz says whether the record can be read, and that this server is not stopping.
func (s *Server) healthz(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, err := s.store.Has(ctx, "d:", nil)
	switch {
	case err != nil:
		w.WriteHeader(http.StatusServiceUnavailable)
		w.Write([]byte("the record cannot be read\n"))
	case s.stopping.Load():
		w.WriteHeader(http.StatusServiceUnavailable)
		w.Write([]byte("stopping\n"))
	default:
		w.Write([]byte("ok\n"))
	}
}
