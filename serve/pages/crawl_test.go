package pages

import (
	"context"
	"html"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/read"
	"github.com/quoth-news/quoth/record/sqlite"
)

// demoPages is a server over the record of the demo's articles.
func demoPages(t *testing.T) http.Handler {
	t.Helper()
	articles := filepath.Join("..", "..", "cmd", "quoth", "demo")
	if _, err := os.Stat(articles); err != nil {
		t.Skip("the demo's articles are not there: ", err)
	}
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "quoth.db"), sqlite.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	engine, err := pipeline.NewEngine()
	if err != nil {
		t.Fatal(err)
	}
	inputs := func(ctx context.Context, opt read.Options, yield func(read.Item) error) error {
		return read.Open(ctx, []string{articles}, opt, yield)
	}
	if err := (&pipeline.Run{Engine: engine}).Add(t.Context(), inputs, store, nil); err != nil {
		t.Fatal(err)
	}
	return New(store, Options{Read: reader(t)})
}

var (
	linked     = regexp.MustCompile(`(?:href|action)="(/[^"]*|\?[^"]*)"`)
	ids        = regexp.MustCompile(` id="([^"]*)"`)
	attributes = regexp.MustCompile(`(aria-hidden|spellcheck)="(true|false)"`)
	verdicts   = regexp.MustCompile(`(?i)\b(true|false)\b`)
)

// TestEveryLinkLeadsSomewhere follows all links from the first page, and holds
// every page it meets to what pages owe their readers.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the demo's articles")
	}
	h := demoPages(t)
	queue := []string{"/", "/said?person=Tarrant&about=Okoro", "/find?q=Tarrant+about+Okoro", "/find?q=%E2%80%9Cquarrel%E2%80%9D",
		"/find?q=There+is+a+quarrel+between+Delphine+and+me", "/find?q=never+printed+anywhere+at+all"}
	bodies := map[string]string{}
	var fragments [][2]string // page, anchor
	for len(queue) > 0 {
		target := queue[0]
		queue = queue[1:]
		if _, seen := bodies[target]; seen {
			continue
		}
		w := get(t, h, "GET", target, "localhost")
		body := w.Body.String()
		bodies[target] = body
		switch w.Code {
		case http.StatusOK:
			if strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
				owed(t, target, body)
			}
		case http.StatusSeeOther:
			queue = append(queue, w.Header().Get("Location"))
		default:
			t.Errorf("%s: status %d", target, w.Code)
		}
		for _, m := range linked.FindAllStringSubmatch(body, -1) {
			link := resolved(t, target, html.UnescapeString(m[1]))
			page, anchor, _ := strings.Cut(link, "#")
			if anchor != "" {
				fragments = append(fragments, [2]string{page, anchor})
			}
			if strings.Count(page, "&") < 2 && !strings.HasPrefix(page, "/login") && page != "/logout" { // not every facet within every other
				queue = append(queue, page)
			}
		}
	}
	if len(bodies) < 100 {
		t.Errorf("only %d pages were found", len(bodies))
	}
	for _, f := range fragments {
		if !strings.Contains(bodies[f[0]], ` id="`+f[1]+`"`) {
			t.Errorf("%s has no place %s", f[0], f[1])
		}
	}
}

func resolved(t *testing.T, base, link string) string {
	t.Helper()
	b, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	l, err := b.Parse(link)
	if err != nil {
		t.Fatalf("%s links to %q: %v", base, link, err)
	}
	return l.String()
}

// owed checks what every page has: a language, landmarks, one first heading, no
// identifier twice, no script or style of its own, no word on what is right.
func owed(t *testing.T, target, body string) {
	t.Helper()
	for words, times := range map[string]int{`<html lang="en">`: 1, "<main": 1, "<h1": 1, "<footer>": 1, `<header class="mast">`: 1,
		`role="search"`: 1, "<style": 0, " style=": 0, "ZgotmplZ": 0, "no value": 0} {
		if n := strings.Count(body, words); n != times {
			t.Errorf("%s: %q stands there %d times, not %d", target, words, n, times)
		}
	}
	if foreign(body) {
		t.Errorf("%s has a script of its own", target)
	}
	seen := map[string]bool{}
	for _, m := range ids.FindAllStringSubmatch(body, -1) {
		if seen[m[1]] {
			t.Errorf("%s: the id %s stands there twice", target, m[1])
		}
		seen[m[1]] = true
	}
}

// TestPagesDoNotJudge: the pages' own words never say whether what was said is so.
func TestPagesDoNotJudge(t *testing.T) {
	own := []string{"words.go"}
	files, err := filepath.Glob("html/*.html")
	if err != nil || len(files) == 0 {
		t.Fatal("no pages: ", err)
	}
	for _, name := range append(own, files...) {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		words := attributes.ReplaceAll(source, nil)
		if found := verdicts.Find(words); found != nil {
			t.Errorf("%s says %s", name, found)
		}
	}
}
