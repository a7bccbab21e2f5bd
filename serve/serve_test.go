package serve

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/record/sqlite"
	"github.com/quoth-news/quoth/serve/access"
)

// server is the handler of an empty record.
func server(t *testing.T) http.Handler {
	t.Helper()
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "quoth.db"), sqlite.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return serving(t, Options{Store: store, Gate: access.Gate{Open: true, Loopback: true}})
}

// serving makes a server; the pool is always the same.
func serving(t testing.TB, opt Options) *Server {
	t.Helper()
	var err error
	if opt.Pool, err = pool(); err != nil {
		t.Fatal(err)
	}
	s, err := New(opt)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var pool = sync.OnceValues(func() (*pipeline.Pool, error) { return pipeline.NewPool(2) })

func get(t *testing.T, h http.Handler, target, host string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), "GET", target, nil)
	r.Host = host
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// TestEveryAnswerIsGuarded: whatever answers, it carries the policy.
func TestEveryAnswerIsGuarded(t *testing.T) {
	h := server(t)
	for target, status := range map[string]int{"/": 200, "/healthz": 200, "/style.css": 200, "/nothing": 404, "/check?quote=never+said": 200} {
		w := get(t, h, target, "127.0.0.1:8022")
		if w.Code != status {
			t.Errorf("%s: status %d, want %d", target, w.Code, status)
		}
		if policy := w.Header().Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: policy %q", target, policy)
		}
		if w.Header().Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s may be sniffed", target)
		}
	}
}

func TestForeignHostsAreRefused(t *testing.T) {
	h := server(t)
	for host, status := range map[string]int{
		"localhost:1": 200, "127.0.0.1": 200, "[::1]:80": 200, "LOCALHOST": 200,
		"evil.example": 403, "127.0.0.1.evil.example:80": 403, "192.0.2.1:80": 403, "": 403,
	} {
		if w := get(t, h, "/", host); w.Code != status {
			t.Errorf("Host %q: status %d, want %d", host, w.Code, status)
		}
	}
}
