// Package serve puts a record behind one HTTP address.
//
// What comes in are requests from this machine; what goes out are the pages of package
// serve/pages, and whether the server is alive.
//
//	handler := serve.New(store)
//	http.Serve(listener, handler)
//
// The idea: every door onto the record stands behind one guard. A strict content
// security policy lets no script, frame or foreign resource in. A request whose Host is
// not a loopback name is refused, so that no foreign page can reach the record through
// a name it has pointed here.
package serve

import (
	"net"
	"net/http"
	"strings"

	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/serve/pages"
)

// New makes the handler of a record.
func New(store record.Store) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", pages.New(store))
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
