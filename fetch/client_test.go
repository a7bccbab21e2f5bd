package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/sqlite"
)

func TestPublic(t *testing.T) {
	for _, a := range strings.Fields("127.0.0.1 127.9.9.9 10.1.2.3 172.16.0.1 172.31.255.255 192.168.0.1 169.254.169.254 100.64.0.1 100.100.100.200 0.0.0.0 0.1.2.3 192.0.2.1 198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 " +
		":: ::1 fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 2002:7f00:1::1 2002:c0a8:101::1 2001:db8::1 ::127.0.0.1 2001::1") {
		if public(netip.MustParseAddr(a)) {
			t.Errorf("%s counts as public", a)
		}
	}
	for _, a := range strings.Fields("8.8.8.8 93.184.216.34 172.32.0.1 100.128.0.1 2606:4700::1111 64:ff9b::808:808 2002:808:808::1 ::ffff:8.8.8.8") {
		if !public(netip.MustParseAddr(a)) {
			t.Errorf("%s counts as private", a)
		}
	}
}

// memory is an empty record.
func memory(t *testing.T) *sqlite.Store {
	t.Helper()
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "q.db"), sqlite.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}

// outcomes runs a crawl and gives what became of each address.
func outcomes(t *testing.T, c *Crawler, roots ...string) map[string]string {
	t.Helper()
	got := map[string]string{}
	err := c.Run(t.Context(), roots, func(o *Outcome) error {
		switch {
		case o.Err != nil:
			got[o.URL] = "failed: " + o.Err.Error()
		case o.Skipped != "":
			got[o.URL] = "skipped: " + o.Skipped
		default:
			got[o.URL] = fmt.Sprintf("%d documents", len(o.Items))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// Addresses of private networks are refused when dialling: by number, by a name
// that leads there, and after a redirect.
func TestPrivateNetworks(t *testing.T) {
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }))
	defer server.Close()
	_, port, _ := strings.Cut(strings.TrimPrefix(server.URL, "http://"), ":")
	c := New(memory(t), Options{Delay: time.Millisecond, Timeout: 2 * time.Second, Retries: -1})
	for _, address := range []string{server.URL, "http://localhost:" + port, "http://[::ffff:127.0.0.1]:" + port, "http://2130706433:" + port, "http://0x7f000001:" + port} {
		for _, what := range outcomes(t, c, address) {
			if !strings.Contains(what, "failed: ") {
				t.Errorf("%s: %s", address, what)
			}
		}
	}
	if asked > 0 {
		t.Errorf("a server on this machine was asked %d times", asked)
	}
	u, _ := url.Parse(server.URL)
	_, err := c.client.ask(t.Context(), u, nil, time.Now())
	var private *privateError
	if !errors.As(err, &private) || !errors.Is(err, quoth.ErrUnsupported) {
		t.Errorf("the client says %v", err)
	}
}

// A public site redirects to a private address: the one connection that is let
// through is the site's own.
func TestRedirectToPrivateNetwork(t *testing.T) {
	asked := 0
	inside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }))
	defer inside.Close()
	clock := &testClock{now: time.Unix(1e9, 0), end: time.Unix(2e9, 0)}
	w := newWeb(t, clock)
	w.site("outside.example", "", func(rw http.ResponseWriter, r *http.Request) {
		http.Redirect(rw, r, inside.URL+"/secret", http.StatusFound)
	})
	c := w.crawler(memory(t), Options{})
	guarded := newClient(c.opt).transport.DialContext
	toWeb := c.client.transport.DialContext
	c.client.transport.DialContext = func(ctx context.Context, network, address string) (conn net.Conn, err error) {
		if strings.HasPrefix(address, "outside.example:") {
			return toWeb(ctx, network, address)
		}
		return guarded(ctx, network, address)
	}
	got := outcomes(t, c, "http://outside.example/x")
	if what := got["http://outside.example/x"]; !strings.Contains(what, "private network") || asked > 0 {
		t.Errorf("%v; asked %d times", got, asked)
	}
}

// What is found wrong with an address has its reason, and nothing else is asked for.
func TestReasons(t *testing.T) {
	clock := &testClock{now: time.Unix(1e9, 0), end: time.Unix(2e9, 0)}
	p := &press{web: newWeb(t, clock)}
	p.site("traps.example", "", p.traps)
	p.site("ledger.example", "", p.ledger)
	c := p.crawler(memory(t), Options{Timeout: 300 * time.Millisecond, MaxBytes: 1 << 20, Retries: -1})
	got := outcomes(t, c, "http://traps.example/sitemap.xml", "ftp://traps.example/", "http://user:pw@traps.example/", "http://nowhere.example/")
	for address, want := range map[string]string{
		"http://traps.example/loop-a": "in a circle", "http://traps.example/again": "in a circle", "http://traps.example/deep/0": "too often",
		"http://traps.example/huge": "too_large", "http://traps.example/bomb": "too_large", "http://traps.example/slow": "longer than 300ms",
		"http://traps.example/picture": "image/jpeg", "http://traps.example/wall": "cookies", "http://traps.example/soft-404": "not found, though",
		"http://traps.example/gone": "410", "http://traps.example/feed-again": "a feed where an article should be", "ftp://traps.example/": "no address of the web",
		"http://user:pw@traps.example/": "password", "http://nowhere.example/": "no host nowhere.example",
	} {
		if !strings.Contains(got[address], want) {
			t.Errorf("%s: %q, want %q", address, got[address], want)
		}
		delete(got, address)
	}
	for address, what := range got {
		if !strings.HasSuffix(address, ".xml") { // a sitemap where an article should be
			t.Errorf("%s: %s", address, what)
		}
	}
}

// Links are followed as far as asked, within the site, and a calendar without end
// has an end.
func TestLinks(t *testing.T) {
	clock := &testClock{now: time.Unix(1e9, 0), end: time.Unix(2e9, 0)}
	w := newWeb(t, clock)
	s := w.site("calendar.example", "User-agent: *\nDisallow: /closed\n", func(rw http.ResponseWriter, r *http.Request) {
		n := number(r.URL.Path, "/day/")
		fmt.Fprintf(rw, `<html><body><main><p>This day has not been written about by anybody, and so there is little that could be said of it.</p><a href="/day/%d">next</a> <a href="/day/%d?x=%d#y">more</a>
			<a href="/closed">c</a> <a href="http://other.example/">o</a> <a rel="nofollow" href="/never">n</a> <a href="/day/day/day/1">d</a></main></body></html>`, n+1, n+1000, n)
	})
	got := outcomes(t, w.crawler(memory(t), Options{Depth: 3}), "http://calendar.example/day/1")
	if n := len(s.paths()); n != 2+13 || got["http://calendar.example/closed"] != "skipped: disallowed by robots.txt" { // robots.txt and tdmrep.json, then 13 days: some are met twice
		t.Errorf("%d addresses: %v", n, s.paths())
	}
	s.polite(DefaultUserAgent, time.Second)
	s.hits = nil
	outcomes(t, w.crawler(memory(t), Options{Depth: 1000, MaxPages: 30}), "http://calendar.example/day/1")
	if n := len(s.paths()); n > 32 || s.paths()["/never"]+s.paths()["/closed"] > 0 {
		t.Errorf("%d addresses: %v", n, s.paths())
	}
}

// What a publisher says of the use of a page is kept as it was seen.
func TestSignals(t *testing.T) {
	clock := &testClock{now: time.Unix(1e9, 0), end: time.Unix(2e9, 0)}
	w := newWeb(t, clock)
	s := w.site("paper.example", "User-agent: *\nDisallow: /x\n", nil)
	page := func(head string) string {
		return "<html><head>" + head + "</head><body><article><p>The bridge was closed for the night, and nobody could say when it would be opened again.</p></article></body></html>"
	}
	s.serve = func(rw http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/.well-known/tdmrep.json":
			fmt.Fprint(rw, `[{"location": "/open/*", "tdm-reservation": 0}, {"location": "/", "tdm-reservation": 1, "tdm-policy": "https://paper.example/policy"}]`)
		case "/header":
			rw.Header().Set("TDM-Reservation", "1")
			rw.Header().Set("X-Robots-Tag", "noarchive")
			fmt.Fprint(rw, page(""))
		case "/meta":
			rw.Header().Set("TDM-Reservation", "1")
			fmt.Fprint(rw, page(`<meta name="tdm-reservation" content="0"><meta name="robots" content="nosnippet"><meta name="quothbot" content="noindex"><meta name="otherbot" content="none">`))
		default:
			fmt.Fprint(rw, page(""))
		}
	}
	handler := s.serve
	s.serve = func(rw http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			fmt.Fprint(rw, "User-agent: *\nDisallow: /x\n")
			return
		}
		handler(rw, r)
	}
	got := map[string]record.Signals{}
	urls := []string{"http://paper.example/plain", "http://paper.example/open/a", "http://paper.example/header", "http://paper.example/meta"}
	if err := w.crawler(memory(t), Options{}).Run(t.Context(), urls, func(o *Outcome) error {
		got[o.URL] = o.Capture.Signals
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	policy := "https://paper.example/policy"
	want := map[string]record.Signals{
		urls[0]: {RobotsTxt: "allowed", TDMReservation: "1", TDMPolicy: policy, TDMSource: "tdmrep.json"},
		urls[1]: {RobotsTxt: "allowed", TDMReservation: "0", TDMSource: "tdmrep.json"},
		urls[2]: {RobotsTxt: "allowed", TDMReservation: "1", TDMSource: "header", Robots: []string{"noarchive"}},
		urls[3]: {RobotsTxt: "allowed", TDMReservation: "0", TDMSource: "meta", Robots: []string{"nosnippet", "quothbot: noindex"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	skipped := outcomes(t, w.crawler(memory(t), Options{SkipTDM: true}), urls...)
	if skipped[urls[0]] != "skipped: text and data mining is reserved" || skipped[urls[1]] != "1 documents" {
		t.Errorf("with reserved pages left out: %v", skipped)
	}
}

func TestNormal(t *testing.T) {
	for in, want := range map[string]string{
		"HTTP://Paper.Example:80":                              "http://paper.example/",
		"https://paper.example:443/a?utm_source=x&b=1&fbclid=": "https://paper.example/a?b=1",
		"https://bücher.example/ä#top":                         "https://xn--bcher-kva.example/%C3%A4",
		"https://[2001:DB8::1]:8080/x":                         "https://[2001:DB8::1]:8080/x",
		" https://paper.example./a ":                           "https://paper.example/a",
	} {
		if got, err := Normal(in); err != nil || got != want {
			t.Errorf("%q became %q (%v), want %q", in, got, err, want)
		}
	}
	for _, in := range []string{"", "paper.example", "file:///etc/passwd", "https://", "https://a b/", "https://a.example/" + strings.Repeat("x", 3000)} {
		if got, err := Normal(in); err == nil {
			t.Errorf("%q became %q", in, got)
		}
	}
}
