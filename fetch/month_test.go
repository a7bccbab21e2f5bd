package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/sqlite"
)

const (
	month     = 30 * 24 * time.Hour
	testAgent = "deskbot/1.0 (+https://desk.example/bot)"
	watched   = "Mara Ellison"
	other     = "Ben Okoye"
)

// The press of the month: the Ledger prints an article every seven hours, and every
// other one has something new said by the person who is watched. Every third is
// reprinted by the Courier a day later, every fifth is amended after three days.
type press struct {
	*web
	articles []*article // of the Ledger, by number
}

const printed = 7 * time.Hour

func (p *press) compose() {
	for n := 0; time.Duration(n)*printed < month; n++ {
		speaker := other
		if n%2 == 0 {
			speaker = watched
		}
		path := fmt.Sprintf("/news/%d", n)
		p.articles = append(p.articles, &article{outlet: "Evening Ledger", path: path, canonical: "http://ledger.example" + path,
			published: p.start.Add(time.Duration(n) * printed), speaker: speaker, words: sentence(n)})
	}
}

// amendedAt is when an article is amended, zero for never.
func (p *press) amendedAt(n int) time.Time {
	if n%5 != 0 {
		return time.Time{}
	}
	return p.articles[n].published.Add(72 * time.Hour)
}

// now is an article as it stands now; nil if it is not printed yet.
func (p *press) now(n int) *article {
	now := p.clock.Now()
	if n < 0 || n >= len(p.articles) || p.articles[n].published.After(now) {
		return nil
	}
	a := *p.articles[n]
	if at := p.amendedAt(n); !at.IsZero() && !at.After(now) {
		a.changed = true
	}
	return &a
}

// reprint is the Courier's copy.
func (p *press) reprint(n int) *article {
	if n%3 != 0 || n < 0 || n >= len(p.articles) {
		return nil
	}
	a := *p.articles[n]
	a.outlet, a.path, a.published = "Harbour Courier", fmt.Sprintf("/copies/%d", n), a.published.Add(24*time.Hour)
	a.canonical = "http://courier.example" + a.path
	if a.published.After(p.clock.Now()) {
		return nil
	}
	return &a
}

func number(path, prefix string) int {
	n := -1
	if rest, ok := strings.CutPrefix(path, prefix); ok {
		if _, err := fmt.Sscanf(rest, "%d", &n); err != nil {
			return -1
		}
	}
	return n
}

func (p *press) ledger(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.URL.Path == "/feed":
		validated(w, r, "application/rss+xml", p.rss())
	case strings.HasPrefix(r.URL.Path, "/go/"): // the feed's own counter of clicks
		http.Redirect(w, r, fmt.Sprintf("/news/%d?utm_source=feed", number(r.URL.Path, "/go/")), http.StatusFound)
	default:
		p.answer(w, r, p.now(number(r.URL.Path, "/news/")))
	}
}

func (p *press) answer(w http.ResponseWriter, r *http.Request, a *article) {
	if a == nil {
		http.NotFound(w, r)
		return
	}
	validated(w, r, "text/html; charset=utf-8", a.page())
}

func (p *press) rss() string {
	var items strings.Builder
	listed := 0
	for n := len(p.articles) - 1; n >= 0 && listed < 15; n-- {
		a := p.now(n)
		if a == nil {
			continue
		}
		link := fmt.Sprintf("http://ledger.example/news/%d?utm_source=rss#top", n)
		if n%4 == 0 {
			link = fmt.Sprintf("/go/%d", n)
		}
		fmt.Fprintf(&items, "<item><title>%d</title><link>%s</link><pubDate>%s</pubDate></item>", n, link, a.published.Format(time.RFC1123Z))
		listed++
	}
	items.WriteString("<item><link>/private/diary</link></item><item><link>/missing</link></item><item><link>javascript:alert(1)</link></item><item><link>http://nowhere.example/x</link></item>")
	return `<?xml version="1.0"?><rss version="2.0"><channel><title>Evening Ledger</title><link>http://ledger.example/</link><ttl>60</ttl>` + items.String() + "</channel></rss>"
}

// courier fails now and then, and asks for patience.
func (p *press) courier(w http.ResponseWriter, r *http.Request) {
	hour := int(p.clock.Now().Sub(p.start) / time.Hour)
	switch {
	case hour%50 == 7:
		w.Header().Set("Retry-After", "1800")
		http.Error(w, "too many", http.StatusTooManyRequests)
	case hour%31 == 5 && p.clock.Now().Second()%3 != 0:
		http.Error(w, "oops", http.StatusBadGateway)
	case r.URL.Path == "/atom":
		validated(w, r, "application/atom+xml", p.atom())
	default:
		p.answer(w, r, p.reprint(number(r.URL.Path, "/copies/")))
	}
}

func (p *press) atom() string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Courier</title><id>c</id><updated>2024-01-01T00:00:00Z</updated>`)
	for n := range p.articles {
		if a := p.reprint(n); a != nil && p.clock.Now().Sub(a.published) < 200*time.Hour {
			fmt.Fprintf(&b, `<entry><id>%d</id><title>%d</title><updated>%s</updated><link href="%s"/></entry>`, n, n, a.published.Format(time.RFC3339), a.canonical)
		}
	}
	b.WriteString(`<entry><id>x</id><title>x</title><updated>2024-01-01T00:00:00Z</updated><link href="/archive/closed"/></entry>`)
	return b.String() + "</feed>"
}

// traps is a site full of them, behind a sitemap.
func (p *press) traps(w http.ResponseWriter, r *http.Request) {
	switch path := r.URL.Path; {
	case path == "/sitemap.xml":
		var b strings.Builder
		for _, t := range []string{"loop-a", "again", "deep/0", "huge", "slow", "picture", "wall", "soft-404", "gone", "nested.xml", "feed-again", "archive.xml", "bomb"} {
			fmt.Fprintf(&b, "<url><loc>http://traps.example/%s</loc></url>", t)
		}
		fmt.Fprintf(w, `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">%s<url><loc>http://ledger.example/news/1</loc></url></urlset>`, b.String())
	case path == "/loop-a", path == "/loop-b":
		http.Redirect(w, r, map[string]string{"/loop-a": "/loop-b", "/loop-b": "/loop-a"}[path], http.StatusMovedPermanently)
	case path == "/again":
		http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1"})
		http.Redirect(w, r, "/again", http.StatusFound)
	case strings.HasPrefix(path, "/deep/"):
		http.Redirect(w, r, fmt.Sprintf("/deep/%d", number(path, "/deep/")+1), http.StatusFound)
	case path == "/huge":
		w.Header().Set("Content-Type", "text/html")
		for range 4000 {
			if _, err := io.WriteString(w, strings.Repeat("<p>and so on</p>", 1000)); err != nil {
				return
			}
		}
	case path == "/slow":
		w.Header().Set("Content-Type", "text/html")
		for range 100 {
			if _, err := io.WriteString(w, "<p>wait"); err != nil {
				return
			}
			w.(http.Flusher).Flush()
			select {
			case <-time.After(50 * time.Millisecond):
			case <-r.Context().Done():
				return
			}
		}
	case path == "/picture":
		w.Header().Set("Content-Type", "image/jpeg")
		_, _ = w.Write([]byte("\xff\xd8\xff\xe0"))
	case path == "/wall":
		http.Redirect(w, r, "/consent?to=/wall", http.StatusFound)
	case path == "/consent":
		fmt.Fprint(w, "<html><title>Before you go on</title><body><h1>We value your privacy</h1><p>We and our partners store things on your device. Accept all cookies to go on reading.</p></body></html>")
	case path == "/soft-404":
		fmt.Fprint(w, "<html><title>Page not found</title><body><h1>Page not found</h1><p>The page you were looking for has moved or never was. Try the search, or begin at the front page.</p></body></html>")
	case path == "/gone":
		http.Error(w, "gone", http.StatusGone)
	case strings.HasSuffix(path, ".xml"): // sitemaps without end
		fmt.Fprintf(w, `<sitemapindex><sitemap><loc>http://traps.example/%x.xml</loc></sitemap></sitemapindex>`, rand.Uint64())
	case path == "/feed-again":
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>x</title><item><link>/feed-again?%d</link></item></channel></rss>`, rand.Uint32())
	case path == "/bomb":
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(bomb)
	default:
		http.NotFound(w, r)
	}
}

// month is one reading of the month, broken off now and then.
func TestAMonth(t *testing.T) {
	clock := &testClock{now: time.Date(2024, 3, 1, 6, 0, 0, 0, time.UTC)}
	clock.end = clock.now.Add(month + 48*time.Hour)
	p := &press{web: newWeb(t, clock)}
	p.compose()
	ledger := p.site("ledger.example", "User-agent: *\nCrawl-delay: 5\nDisallow: /private/\nSitemap: /none.xml\n", p.ledger)
	courier := p.site("courier.example", "User-agent: *\nDisallow: /\n\nUser-agent: DeskBot\nDisallow: /archive/\nAllow: /archive/open\n", p.courier)
	traps := p.site("traps.example", "", p.traps)
	down := p.site("down.example", "", nil)
	down.serve = func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "down", http.StatusInternalServerError) }

	roots := []string{"http://ledger.example/feed", "http://courier.example/atom", "http://traps.example/sitemap.xml", "http://down.example/feed"}
	path := filepath.Join(t.TempDir(), "month.db")
	engine, err := pipeline.NewEngine()
	if err != nil {
		t.Fatal(err)
	}
	reader := &monthReader{press: p, engine: engine, path: path, roots: roots, notices: map[string]int{}}
	r := rand.New(rand.NewPCG(5, 5))
	kills, next := 0, 40
	for {
		ctx, cancel := context.WithCancel(t.Context())
		p.onHit = func(n int) {
			if n == next {
				cancel()
			}
		}
		err := reader.read(ctx, t)
		cancel()
		if errors.Is(err, context.DeadlineExceeded) {
			break // the month is over
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		kills++
		next = p.number + 1 + r.IntN(400)
	}
	t.Logf("%d requests (ledger %d, courier %d, traps %d, down %d), %d documents read, broken off %d times", p.number, len(ledger.hits), len(courier.hits), len(traps.hits), len(down.hits), reader.added, kills)

	ledger.polite(testAgent, 5*time.Second)
	courier.polite(testAgent, time.Second)
	traps.polite(testAgent, time.Second)
	for path := range ledger.paths() {
		if strings.HasPrefix(path, "/private/") {
			t.Errorf("ledger: %s was asked for", path)
		}
	}
	for path := range courier.paths() {
		if strings.HasPrefix(path, "/archive/") {
			t.Errorf("courier: %s was asked for", path)
		}
	}
	for path := range down.paths() {
		if path != "/robots.txt" {
			t.Errorf("down: %s was asked for", path)
		}
	}
	if n := len(traps.paths()); n > 40 {
		t.Errorf("traps: %d addresses were asked for", n)
	}
	reader.check(t)
}

// monthReader reads into a record and takes the notices.
type monthReader struct {
	*press
	engine  *pipeline.Engine
	path    string
	roots   []string
	added   int
	notices map[string]int // by words
}

// read is one run of the program: it opens the record, watches, and goes down with ctx.
func (m *monthReader) read(ctx context.Context, t *testing.T) error {
	store, err := sqlite.Open(ctx, m.path, sqlite.Options{Create: true})
	if err != nil {
		return err
	}
	defer store.Close()
	w := &record.Watch{Title: "Ellison", Query: record.WatchQuery{By: watched}, Feeds: m.roots, Made: m.clock.Now()}
	w.Identify()
	if _, err := store.SaveWatch(ctx, *w); err != nil {
		return err
	}
	c := m.crawler(store, Options{UserAgent: testAgent, Timeout: 300 * time.Millisecond, MaxBytes: 1 << 20, Sitemaps: true, Retries: 1})
	run := &pipeline.Run{Engine: m.engine, Jobs: 1}
	return c.Watch(ctx, m.roots, false, func(crawl func(context.Context, func(*Outcome) error) error) error {
		keeper := NewKeeper(store)
		err := run.Add(ctx, keeper.Inputs(crawl), store, func(r *pipeline.Result) {
			if r.Reading != nil {
				m.added++
			}
			keeper.Stored(context.WithoutCancel(ctx), r.Doc)
		})
		if noting := keeper.Forget(); noting != nil {
			return noting
		}
		if err != nil {
			return err
		}
		if _, err := ask.FindNotices(ctx, store, w, m.clock.Now()); err != nil {
			return err
		}
		waiting, err := store.Waiting(ctx, w.ID, 0)
		if err != nil {
			return err
		}
		for _, n := range waiting {
			m.notices[n.Statement.Text]++
			if err := store.Delivered(context.WithoutCancel(ctx), n.ID, m.clock.Now()); err != nil {
				return err
			}
		}
		return nil
	})
}

// check holds the record against what was printed.
func (m *monthReader) check(t *testing.T) {
	store, err := sqlite.Open(t.Context(), m.path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	got := map[string]int{}
	heads, err := store.Documents(t.Context(), "", 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range heads {
		entry, err := store.Document(t.Context(), h.ID)
		if err != nil {
			t.Fatal(err)
		}
		got[fmt.Sprintf("%s changed %v", h.URL, strings.Contains(entry.Doc.Text, "have been put right"))]++
		capture, err := store.Capture(t.Context(), h.ID)
		if err != nil {
			t.Errorf("%s: %v", h.URL, err)
		} else if strings.Contains(entry.Doc.Text, "have been put right") && capture.Previous == "" {
			t.Errorf("%s: a version without the one before", h.URL)
		}
	}
	want := map[string]int{}
	for n, a := range m.articles {
		want[a.canonical+" changed false"] = 1
		if at := m.amendedAt(n); !at.IsZero() && at.Before(m.start.Add(month-7*24*time.Hour)) {
			want[a.canonical+" changed true"] = 1
		}
		if n%3 == 0 && a.published.Before(m.start.Add(month-48*time.Hour)) {
			want[fmt.Sprintf("http://courier.example/copies/%d changed false", n)] = 1
		}
	}
	for version := range want {
		if got[version] != 1 {
			t.Errorf("%s: %d documents", version, got[version])
		}
	}
	for version, n := range got {
		// What was amended or reprinted in the last days may or may not be there.
		if n > 1 || !strings.HasPrefix(version, "http://ledger.example/news/") && !strings.HasPrefix(version, "http://courier.example/copies/") {
			t.Errorf("%s: %d documents", version, n)
		}
	}
	said := 0
	for _, a := range m.articles {
		if a.speaker != watched {
			continue
		}
		said++
		if n := m.notices[a.words] + m.notices[a.words+","]; n != 1 {
			t.Errorf("%d notices of %q", n, a.words)
		}
	}
	if len(m.notices) != said {
		t.Errorf("%d notices for %d statements", len(m.notices), said)
	}
	t.Logf("%d articles, %d documents, %d statements of whom is watched, %d notices", len(m.articles), len(heads), said, len(m.notices))
}
