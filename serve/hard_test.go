package serve

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/quoth-news/quoth/record/sqlite"
	"github.com/quoth-news/quoth/serve/access"
)

// listening is a server on a port of this machine, which ends with the test.
func listening(t *testing.T, opt Options) (address string) {
	t.Helper()
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "quoth.db"), sqlite.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	opt.Store, opt.Gate = store, access.Gate{Open: true, Loopback: true}
	s := serving(t, opt)
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- s.Serve(ctx, listener, nil) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Error("it did not stop as it should: ", err)
		}
		store.Close()
	})
	return listener.Addr().String()
}

func dial(t *testing.T, address string) net.Conn {
	t.Helper()
	c, err := new(net.Dialer).DialContext(t.Context(), "tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	c.SetDeadline(time.Now().Add(20 * time.Second))
	return c
}

// alive fails the test unless the server answers at once.
func alive(t *testing.T, address string) {
	t.Helper()
	client := &http.Client{Timeout: 5 * time.Second}
	response, err := client.Get("http://" + address + "/healthz")
	if err != nil {
		t.Error("the server does not answer: ", err)
		return
	}
	response.Body.Close()
	if response.StatusCode != 200 {
		t.Errorf("the server is not well: %d", response.StatusCode)
	}
}

// TestOversizedBodies get 413, whether they say how long they are or not, and hear it
// though they go on sending.
func TestOversizedBodies(t *testing.T) {
	address := listening(t, Options{})
	for _, path := range []string{"/api/v1/check", "/api/v1/extract", "/api/v1/lint", "/mcp"} {
		for _, size := range []int{largestBody + 1, 3 << 20, 20 << 20} {
			for _, chunked := range []bool{false, true} {
				var body io.Reader = bytes.NewReader(append([]byte(`{"text": "`), bytes.Repeat([]byte("a"), size)...))
				if chunked {
					body = io.MultiReader(body)
				}
				r, _ := http.NewRequestWithContext(t.Context(), "POST", "http://"+address+path, body)
				r.Header.Set("Content-Type", "application/json")
				r.Header.Set("Accept", "application/json, text/event-stream")
				response, err := http.DefaultClient.Do(r)
				if err != nil {
					t.Errorf("%s with %d bytes, chunked %v: %v", path, size, chunked, err)
					continue
				}
				response.Body.Close()
				if response.StatusCode != http.StatusRequestEntityTooLarge {
					t.Errorf("%s with %d bytes, chunked %v: status %d", path, size, chunked, response.StatusCode)
				}
			}
		}
	}
	fits := `{"text": "` + strings.Repeat("word ", (largestBody-20)/5) + `"}`
	response, err := http.Post("http://"+address+"/api/v1/extract", "application/json", strings.NewReader(fits))
	if err != nil || response.StatusCode != 200 {
		t.Errorf("a body of %d bytes: %v, %v", len(fits), response, err)
	}
	response.Body.Close()
	alive(t, address)
}

// TestBrokenRequests: what is no HTTP is refused or cut off, and does no harm.
func TestBrokenRequests(t *testing.T) {
	address := listening(t, Options{})
	for _, request := range []string{
		"\x00\x01\x02\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + strings.Repeat("y", 1<<20) + "\r\n\r\n",
		"POST /api/v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\nContent-Length: 20\r\n\r\n{}",
		"POST /api/v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
		"POST /api/v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nnothex\r\n",
		"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", "GET / HTTP/1.0\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
		"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
	} {
		c := dial(t, address)
		io.WriteString(c, request)
		answer, err := bufio.NewReader(c).ReadString('\n')
		if err == nil && !strings.Contains(answer, " 4") && !strings.Contains(answer, " 505") {
			t.Errorf("%.60q: %q", request, answer)
		}
		c.Close()
	}
	alive(t, address)
}

// TestSlowClients: hundreds of clients that never finish their requests, or never read
// their answers, hold nobody up, and are cut off.
func TestSlowClients(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for slow clients to be cut off")
	}
	address := listening(t, Options{})
	var slow []net.Conn
	for i := range 300 {
		c := dial(t, address)
		switch i % 3 {
		case 0:
			io.WriteString(c, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
		case 1:
			io.WriteString(c, "POST /api/v1/check HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
		default:
			io.WriteString(c, strings.Repeat("GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n", 20))
		}
		slow = append(slow, c)
	}
	for range 20 {
		alive(t, address)
	}
	begun := time.Now()
	if n, err := slow[0].Read(make([]byte, 100)); err == nil && n > 0 || time.Since(begun) > 15*time.Second {
		t.Errorf("a client that does not finish its header is kept: %d bytes after %v, %v", n, time.Since(begun), err)
	}
	for _, c := range slow {
		c.Close()
	}
}

// TestFloods: many more requests than are answered at once, and the memory stays bounded.
func TestFloods(t *testing.T) {
	address := listening(t, Options{})
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 200}}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	var all sync.WaitGroup
	var mu sync.Mutex
	statuses := map[int]int{}
	for range 200 {
		all.Go(func() {
			for i := range 20 {
				response, err := client.Post("http://"+address+"/api/v1/check", "application/json", strings.NewReader(fmt.Sprintf(`{"quote": "never said %d times"}`, i)))
				if err != nil {
					t.Error(err)
					return
				}
				io.Copy(io.Discard, response.Body)
				response.Body.Close()
				mu.Lock()
				statuses[response.StatusCode]++
				mu.Unlock()
			}
		})
	}
	all.Wait()
	for status := range statuses {
		if status != 200 && status != 503 {
			t.Errorf("statuses %v", statuses)
		}
	}
	client.CloseIdleConnections()
	runtime.GC()
	runtime.ReadMemStats(&after)
	if after.HeapAlloc > before.HeapAlloc+32<<20 {
		t.Errorf("the heap grew from %d to %d bytes", before.HeapAlloc, after.HeapAlloc)
	}
	alive(t, address)
}

// TestRates: a client that asks too often is told to wait, and others are not.
func TestRates(t *testing.T) {
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "quoth.db"), sqlite.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	s := serving(t, Options{Store: store, Gate: access.Gate{Open: true, Loopback: true}, Rate: 2, TrustProxy: true})
	ask := func(from, forwarded string) int {
		r := httptest.NewRequestWithContext(t.Context(), "GET", "/healthz", nil)
		r.Host, r.RemoteAddr = "localhost", from
		if forwarded != "" {
			r.Header.Set("X-Forwarded-For", forwarded)
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code == 429 && w.Header().Get("Retry-After") == "" {
			t.Error("it is not told how long to wait")
		}
		return w.Code
	}
	count := func(forwarded func(i int) string) (refused int) {
		for i := range 30 {
			if ask("127.0.0.1:1", forwarded(i)) == 429 {
				refused++
			}
		}
		return refused
	}
	if n := count(func(int) string { return "203.0.113.7" }); n < 15 {
		t.Errorf("%d of 30 were refused", n)
	}
	if n := count(func(i int) string { return fmt.Sprintf("198.51.100.%d, 203.0.113.8", i) }); n < 15 {
		t.Errorf("%d of 30 were refused to one who gives himself out for many", n)
	}
	if n := count(func(i int) string { return fmt.Sprintf("2001:db8:1:2::%d", i) }); n < 15 {
		t.Errorf("%d of 30 were refused to one network", n)
	}
	if n := count(func(i int) string { return fmt.Sprintf("203.0.113.%d", 100+i) }); n != 0 {
		t.Errorf("%d of 30 were refused to thirty clients", n)
	}
}
