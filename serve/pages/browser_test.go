package pages_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/read"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/sqlite"
	"github.com/quoth-news/quoth/serve"
	"github.com/quoth-news/quoth/serve/access"
)

var (
	shotsTo  = flag.String("shots", "", "keep the screenshots of the pages in this folder")
	pictures = flag.String("pictures", "", "make the pictures of the README in this folder")
	shotsOf  = flag.String("record", "", "look at this record in place of the demo's")
)

// chromiums are the names a Chromium goes by.
var chromiums = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"}

// browser is a Chromium that the tests share, each with a tab of its own.
var browser struct {
	sync.Once
	ctx  context.Context
	stop []func()
	err  error
}

func TestMain(m *testing.M) {
	flag.Parse()
	status := m.Run()
	for i := len(browser.stop) - 1; i >= 0; i-- {
		browser.stop[i]()
	}
	os.Exit(status)
}

func startBrowser() {
	var path string
	for _, name := range chromiums {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		browser.err = errors.New("there is no Chromium; ./check installs Debian's")
		return
	}
	profile, err := os.MkdirTemp("", "quoth-chromium-")
	if err != nil {
		browser.err = err
		return
	}
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), chromedp.ExecPath(path), chromedp.UserDataDir(profile),
		chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("hide-scrollbars", true), chromedp.Flag("disable-dev-shm-usage", true))
	ctx, stop := chromedp.NewContext(allocator)
	browser.stop = append(browser.stop, func() { os.RemoveAll(profile) }, stopAllocator, stop)
	browser.ctx, browser.err = ctx, chromedp.Do(ctx)
}

// tab is a page of the browser on a server of its own.
type tab struct {
	*testing.T
	ctx  context.Context
	base string
}

// newTab opens a tab on a server of a record; the test skips where there is no browser.
func newTab(t *testing.T, store record.Store, gate access.Gate) *tab {
	t.Helper()
	if testing.Short() {
		t.Skip("drives a browser")
	}
	browser.Do(startBrowser)
	if browser.err != nil {
		t.Skip(browser.err)
	}
	pool, err := pipeline.NewPool(1)
	if err != nil {
		t.Fatal(err)
	}
	handler, err := serve.New(serve.Options{Store: store, Gate: gate, Pool: pool})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	ctx, stop := chromedp.NewContext(browser.ctx)
	t.Cleanup(stop)
	ctx, cancel := context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(cancel)
	return &tab{t, ctx, server.URL}
}

// demoStore is the record of the demo's articles, or the one that -record names.
func demoStore(t *testing.T) record.Store {
	t.Helper()
	path := filepath.Join(t.TempDir(), "quoth.db")
	if *shotsOf != "" {
		path = *shotsOf
	}
	store, err := sqlite.Open(t.Context(), path, sqlite.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	if *shotsOf != "" {
		return store
	}
	engine, err := pipeline.NewEngine()
	if err != nil {
		t.Fatal(err)
	}
	articles, err := filepath.Glob(filepath.Join("..", "..", "cmd", "quoth", "demo", "*"))
	if err != nil || len(articles) == 0 {
		t.Skip("the demo's articles are not there: ", err)
	}
	for _, article := range articles {
		run := pipeline.Run{Engine: engine}
		if strings.HasSuffix(article, ".txt") { // as the demo does with the one that cannot say it itself
			run.Read = read.Options{Publisher: "Radio Meridian"}
		}
		if err := run.Add(t.Context(), pipeline.Paths([]string{article}), store, nil); err != nil {
			t.Fatal(err)
		}
	}
	return store
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

// open goes to an address of the server.
func (b *tab) open(target string) {
	b.Helper()
	b.do(chromedp.Navigate(b.base + target))
}

// screen sets the size of the window and the colours the reader likes.
func (b *tab) screen(width int, scheme string) {
	b.Helper()
	call(b, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: int64(width), Height: 800, DeviceScaleFactor: 1, Mobile: width < 500})
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
}

// call sends a command of the protocol.
func call[P, R any](b *tab, command cdp.Command[P, R], params P) R {
	b.Helper()
	result, err := chromedp.Call(b.ctx, command, params)
	if err != nil {
		b.Fatal(err)
	}
	return result
}

// eval is the value of an expression of the page.
func eval[T any](b *tab, expression string) T {
	b.Helper()
	value, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.Fatalf("%s: %v", expression, err)
	}
	return value
}

// shot is a picture of the whole page.
func (b *tab) shot(name string) []byte {
	b.Helper()
	size := eval[struct{ W, H float64 }](b, `({W: document.documentElement.clientWidth, H: Math.min(document.documentElement.scrollHeight, 9000)})`)
	beyond := true
	picture := call(b, page.CaptureScreenshot, page.CaptureScreenshotParams{Format: page.CaptureScreenshotFormatPng, CaptureBeyondViewport: &beyond,
		Clip: &page.Viewport{Width: size.W, Height: size.H, Scale: 1}}).Data
	if *shotsTo != "" {
		if err := os.WriteFile(filepath.Join(*shotsTo, name+".png"), picture, 0o644); err != nil {
			b.Fatal(err)
		}
	}
	return picture
}

// everyPage are the kinds of pages, each by an address of the record.
func everyPage(t *testing.T, store record.Store) map[string]string {
	t.Helper()
	all, err := store.Statements(t.Context(), record.Query{})
	if err != nil || len(all.Statements) == 0 {
		t.Fatal("an empty record: ", err)
	}
	most, doc := all.Statements[0], all.Statements[0].First.ID
	for _, st := range all.Statements {
		if st.Copies > most.Copies {
			most = st
		}
	}
	tally, err := store.Tally(t.Context(), record.Query{}, record.BySpeaker)
	if err != nil {
		t.Fatal(err)
	}
	first, second := tally.Speakers[0].ID, tally.Speakers[min(1, len(tally.Speakers)-1)].ID
	of, err := store.Tally(t.Context(), record.Query{Speakers: []string{first}}, record.ByAbout)
	if err != nil {
		t.Fatal(err)
	}
	about := second
	if len(of.About) > 0 {
		about = of.About[0].ID
	}
	return map[string]string{
		"home": "/", "person": "/people/" + first, "about": "/people/" + first + "/about/" + about,
		"compare": fmt.Sprintf("/compare?a=%s&b=%s", first, second), "compare-empty": "/compare",
		"statement": "/statements/" + most.ID, "document": "/documents/" + doc,
		"check": "/check?quote=" + strings.ReplaceAll(most.Text, " ", "+"), "check-empty": "/check",
		"check-none": "/check?quote=words+that+nobody+ever+printed+anywhere",
		"lint":       "/lint", "review": "/review", "corrections": "/corrections", "coverage": "/coverage", "watches": "/watches", "methods": "/methods", "missing": "/nothing",
	}
}

// TestShots keeps pictures of all pages for somebody to look at.
func TestShots(t *testing.T) {
	if *shotsTo == "" {
		t.Skip("nobody wants to look: -shots FOLDER")
	}
	store := demoStore(t)
	b := newTab(t, store, access.Gate{Open: true, Loopback: true})
	for name, target := range everyPage(t, store) {
		for _, width := range []int{1280, 390} {
			for _, scheme := range []string{"light", "dark"} {
				b.screen(width, scheme)
				b.open(target)
				b.shot(fmt.Sprintf("%s-%d-%s", name, width, scheme))
			}
		}
		b.screen(760, "light")
		call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		b.shot(name + "-print")
		call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: ""})
	}
}

// TestPictures makes the pictures that the README shows:
//
//	go test ./serve/pages -run TestPictures -pictures ../../doc/pictures
func TestPictures(t *testing.T) {
	if *pictures == "" {
		t.Skip("nobody wants pictures: -pictures FOLDER")
	}
	store := demoStore(t)
	b := newTab(t, store, access.Gate{Open: true, Loopback: true})
	all := everyPage(t, store)
	for name, p := range map[string]struct {
		target        string
		width, height int
		scheme        string
	}{
		"timeline":  {all["person"], 1100, 860, "light"},
		"statement": {all["statement"], 1100, 860, "light"},
		"check":     {"/check?quote=There+is+a+quarrel+between+Delphine+and+me&by=Tarrant", 1100, 640, "light"},
		"phone":     {all["about"], 390, 844, "dark"},
	} {
		b.screen(p.width, p.scheme)
		b.open(p.target)
		quality := int64(70)
		picture := call(b, page.CaptureScreenshot, page.CaptureScreenshotParams{Format: page.CaptureScreenshotFormatWebp, Quality: &quality,
			Clip: &page.Viewport{Width: float64(p.width), Height: float64(p.height), Scale: 1}}).Data
		if err := os.WriteFile(filepath.Join(*pictures, name+".webp"), picture, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
