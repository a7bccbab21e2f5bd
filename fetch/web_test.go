package fetch

import (
	"context"
	"fmt"
	"html"
	"maps"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// web is a few sites on this machine, which change with the test's clock and note
// every request.
type web struct {
	t      *testing.T
	clock  *testClock
	start  time.Time
	sites  map[string]*testSite // by host name
	mu     sync.Mutex
	number int // of requests
	onHit  func(n int)
}

// testSite is one host.
type testSite struct {
	name   string
	web    *web
	server *httptest.Server
	serve  func(w http.ResponseWriter, r *http.Request)
	mu     sync.Mutex
	going  map[int]bool // by number
	hits   []hit
}

// hit is one request.
type hit struct {
	path        string
	agent       string
	began, done time.Time
	beside      []int // others of this host at the same time, by number
	broken      bool  // we went away before its end
}

func newWeb(t *testing.T, clock *testClock) *web {
	return &web{t: t, clock: clock, start: clock.Now(), sites: map[string]*testSite{}}
}

// site adds a host that answers by serve; the address "robots.txt" is answered by robots.
func (w *web) site(name, robots string, serve func(http.ResponseWriter, *http.Request)) *testSite {
	s := &testSite{name: name, web: w, going: map[int]bool{}}
	s.serve = func(rw http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/robots.txt" && robots != "":
			fmt.Fprint(rw, robots)
		case robots != "" && r.URL.Path == "/.well-known/tdmrep.json", strings.HasSuffix(r.URL.Path, "/robots.txt") && robots == "":
			http.NotFound(rw, r)
		default:
			serve(rw, r)
		}
	}
	s.server = httptest.NewServer(s)
	w.t.Cleanup(s.server.Close)
	w.sites[name] = s
	return s
}

func (s *testSite) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	n := len(s.hits)
	s.hits = append(s.hits, hit{path: r.URL.RequestURI(), agent: r.UserAgent(), began: s.web.clock.Now(), beside: slices.Collect(maps.Keys(s.going))})
	s.going[n] = true
	s.mu.Unlock()
	s.web.mu.Lock()
	s.web.number++
	number := s.web.number
	onHit := s.web.onHit
	s.web.mu.Unlock()
	if onHit != nil {
		onHit(number)
	}
	defer func() {
		s.mu.Lock()
		delete(s.going, n)
		s.hits[n].done, s.hits[n].broken = s.web.clock.Now(), r.Context().Err() != nil
		s.mu.Unlock()
	}()
	s.serve(rw, r)
}

// crawler is a crawler whose names lead to the web.
func (w *web) crawler(memory Memory, opt Options) *Crawler {
	c := New(memory, opt)
	c.clock = w.clock
	c.client.transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		host, _, _ := net.SplitHostPort(address)
		s := w.sites[host]
		if s == nil {
			return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
		}
		return new(net.Dialer).DialContext(ctx, network, s.server.Listener.Addr().String())
	}
	w.t.Cleanup(c.client.transport.CloseIdleConnections)
	return c
}

// paths counts the requests by path.
func (s *testSite) paths() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	count := map[string]int{}
	for _, h := range s.hits {
		count[h.path]++
	}
	return count
}

// polite checks what holds for every host: who asks, one thing at a time, after a
// pause, robots.txt first.
func (s *testSite) polite(agent string, pause time.Duration) {
	s.web.t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, h := range s.hits {
		if h.agent != agent {
			s.web.t.Errorf("%s%s: asked as %q", s.name, h.path, h.agent)
		}
		for _, other := range h.beside {
			if !s.hits[other].broken { // a server learns late that we went away
				s.web.t.Errorf("%s%s: asked for beside %s", s.name, h.path, s.hits[other].path)
			}
		}
		if i == 0 && h.path != "/robots.txt" {
			s.web.t.Errorf("%s: the first thing asked for is %s", s.name, h.path)
		}
		least := pause
		if h.path == "/robots.txt" {
			least = time.Second // one that is not known yet cannot ask for more
		}
		if i > 0 && h.began.Sub(s.hits[i-1].began) < least {
			s.web.t.Errorf("%s%s: asked for %v after %s", s.name, h.path, h.began.Sub(s.hits[i-1].began), s.hits[i-1].path)
		}
	}
}

// sentence is something to say that nobody said before, by its number, of words
// that hardly ever come twice: else the record may take two for one.
func sentence(n int) string {
	r := rand.New(rand.NewPCG(77, uint64(n)))
	syllables := strings.Fields("ba du ke li mo na pi ro sa tu ve wi zo fa ge hu jo ka le mi")
	word := func() any {
		return syllables[r.IntN(20)] + syllables[r.IntN(20)] + syllables[r.IntN(20)] + "n"
	}
	patterns := []string{
		"The %s will have its %s and its %s before the %s or the %s is over",
		"If %s and %s are here, no %s and no %s will stay for a %s",
		"We are for the %s, not for the %s: our %s, your %s and the %s were there first",
	}
	return fmt.Sprintf(patterns[n%3], word(), word(), word(), word(), word())
}

// article is a page with one statement; changed adds a paragraph without any.
type article struct {
	outlet, path, canonical string
	published               time.Time
	speaker, words          string
	changed                 bool
}

func (a *article) page() string {
	amended := ""
	if a.changed {
		amended = "<p>The figures in an earlier version of this report were those of another year and have been put right.</p>"
	}
	return fmt.Sprintf(`<!DOCTYPE html><html lang="en"><head><title>%[1]s on the record</title><link rel="canonical" href="%[2]s">
<meta property="og:site_name" content="%[3]s"><meta property="article:published_time" content="%[4]s"></head><body>
<nav><a href="/">Home</a> <a href="/login">Log in</a></nav><article><h1>%[1]s on the record</h1>
<p>The meeting at the town hall went on until long after midnight, and hardly anybody left before its end.</p>
<p>“%[5]s,” %[1]s told the %[3]s.</p>%[6]s
<p>The next meeting is to be held within the month, if the hall has been heated by then.</p></article><footer>All rights reserved</footer></body></html>`,
		a.speaker, a.canonical, a.outlet, a.published.Format(time.RFC3339), html.EscapeString(a.words), amended)
}

// validated answers with a validator, or that nothing has changed.
func validated(w http.ResponseWriter, r *http.Request, contentType, body string) {
	tag := fmt.Sprintf(`"%x"`, len(body)*31+int(body[len(body)/2])+strings.Count(body, "<p>"))
	w.Header().Set("ETag", tag)
	w.Header().Set("Content-Type", contentType)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	fmt.Fprint(w, body)
}
