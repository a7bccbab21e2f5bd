package serve

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/quoth-news/quoth/internal/pgserver"
	"github.com/quoth-news/quoth/record/postgres"
	"github.com/quoth-news/quoth/serve/access"
)

// TestPostgreSQLIsLostAndComesBack: while its database is away the server says so, in
// time and without an inner error, and it goes on once the database is back, whatever
// clients did in between.
func TestPostgreSQLIsLostAndComesBack(t *testing.T) {
	if testing.Short() {
		t.Skip("stops and starts a PostgreSQL server")
	}
	db, err := pgserver.Start()
	if err != nil {
		t.Skip(err)
	}
	t.Cleanup(db.Remove)
	store, err := postgres.Open(t.Context(), db.Database(t, "template1"), postgres.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	server := httptest.NewServer(serving(t, Options{Store: store, Gate: access.Gate{Open: true, Loopback: true}, Patience: 3 * time.Second}))
	t.Cleanup(server.Close)
	status := func(method, path, body string) int {
		r, _ := http.NewRequestWithContext(t.Context(), method, server.URL+path, strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Error(err)
			return 0
		}
		defer response.Body.Close()
		told, _ := io.ReadAll(response.Body)
		if strings.Contains(string(told), "postgres") || strings.Contains(string(told), "SQLSTATE") {
			t.Errorf("%s tells about the inside: %s", path, told)
		}
		return response.StatusCode
	}
	paths := []string{"/healthz", "/api/v1/statements", "/api/v1/coverage", "/api/v1/people?name=Ruiz", "/api/v1/statements?speaker=Ruiz"}
	all := func(want int) {
		t.Helper()
		for _, path := range paths {
			if got := status("GET", path, ""); got != want {
				t.Errorf("%s: status %d, want %d", path, got, want)
			}
		}
		if got := status("POST", "/api/v1/check", `{"quote": "The bridge will stay open"}`); got != want {
			t.Errorf("check: status %d, want %d", got, want)
		}
	}
	all(200)
	for range 2 {
		// Requests are under way while the database goes and comes.
		stop := make(chan struct{})
		var busy sync.WaitGroup
		for range 8 {
			busy.Go(func() {
				for {
					select {
					case <-stop:
						return
					default:
					}
					if got := status("GET", "/api/v1/statements", ""); got != 200 && got != 503 {
						t.Errorf("status %d while the database went", got)
						return
					}
				}
			})
		}
		time.Sleep(100 * time.Millisecond)
		db.Stop()
		all(503)
		if err := db.Run(); err != nil {
			t.Fatal(err)
		}
		close(stop)
		busy.Wait()
		all(200)
	}
}
