package pages

import (
	"fmt"
	"html"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record/sqlite"
)

// talkative is a document in which one person says n things.
func talkative(name string, n int) (*quoth.Document, *quoth.Reading) {
	var text strings.Builder
	reading := &quoth.Reading{Entities: []quoth.Entity{{Kind: quoth.Person, Name: name}}, Rules: []string{"extract@1"}}
	put := func(words string) quoth.Span {
		start := text.Len()
		text.WriteString(words)
		return quoth.Span{Start: start, End: text.Len()}
	}
	for i := range n {
		put("“")
		said := put(fmt.Sprintf("Bridge number%d carries lorry%d and tram%d,", i, i*7, i*13))
		put("” said ")
		source := put(name)
		put(".\n\n")
		reading.Entities[0].Mentions = append(reading.Entities[0].Mentions, source)
		reading.Quotations = append(reading.Quotations, quoth.Quotation{
			ID: "q:" + quoth.Hash(name, fmt.Sprint(i)), Form: quoth.Direct, Act: quoth.Stated, Basis: quoth.OnRecord, Confidence: 1, Rule: "extract/cue@1",
			Parts: []quoth.Span{said}, Speaker: &quoth.Speaker{Mention: source, Confidence: 1, Rule: "attribute/cue-subject@1"},
		})
	}
	doc := &quoth.Document{Title: "Bridges", Publisher: "Evening Ledger", Published: "2024-05-02", Language: "en", Text: text.String()}
	doc.Identify()
	reading.Document = doc.ID
	reading.Segments = []quoth.Segment{{Span: quoth.Span{End: text.Len()}, Kind: quoth.Paragraph}}
	return doc, reading
}

// TestPagesFollowOneAnother: a long timeline goes on from page to page, and shows
// every statement once.
func TestPagesFollowOneAnother(t *testing.T) {
	const n = 2*statementsShown + 5
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "quoth.db"), sqlite.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	doc, reading := talkative("Ana Ruiz", n)
	if _, err := store.AddReading(t.Context(), doc, reading); err != nil {
		t.Fatal(err)
	}
	h := New(store, Options{})
	page := get(t, h, "GET", "/said?person=Ruiz", "localhost").Header().Get("Location")
	next := regexp.MustCompile(`<a rel="next" href="([^"]*)"`)
	seen := map[string]int{}
	for pages := 1; ; pages++ {
		w := get(t, h, "GET", page, "localhost")
		if w.Code != 200 || pages > 3 {
			t.Fatalf("page %d, %s: status %d", pages, page, w.Code)
		}
		for _, m := range regexp.MustCompile(`Bridge number\d+ `).FindAllString(w.Body.String(), -1) {
			seen[m]++
		}
		m := next.FindStringSubmatch(w.Body.String())
		if m == nil {
			if pages != 3 {
				t.Errorf("%d pages", pages)
			}
			break
		}
		page = resolved(t, page, html.UnescapeString(m[1]))
	}
	if len(seen) != n {
		t.Errorf("%d statements were shown, not %d", len(seen), n)
	}
	for words, times := range seen {
		if times != 1 {
			t.Errorf("%s was shown %d times", words, times)
		}
	}
}

// TestANameOfTwoAsksWhich: a surname that two bear leads to neither, but to a choice.
func TestANameOfTwoAsksWhich(t *testing.T) {
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "quoth.db"), sqlite.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	for _, name := range []string{"Ana Ruiz", "Bert Ruiz"} {
		doc, reading := talkative(name, 2)
		if _, err := store.AddReading(t.Context(), doc, reading); err != nil {
			t.Fatal(err)
		}
	}
	h := New(store, Options{})
	for _, target := range []string{"/said?person=Ruiz", "/find?q=Ruiz", "/find?q=Bert+Ruiz+about+Ruiz"} {
		w := get(t, h, "GET", target, "localhost")
		if w.Code != http.StatusMultipleChoices {
			t.Errorf("%s: status %d", target, w.Code)
		}
		for _, m := range regexp.MustCompile(`<li><span><a href="([^"]*)"[^>]*>(Ana|Bert) Ruiz`).FindAllStringSubmatch(w.Body.String(), -1) {
			w := get(t, h, "GET", html.UnescapeString(m[1]), "localhost")
			if to := w.Header().Get("Location"); to != "" {
				w = get(t, h, "GET", to, "localhost")
			}
			if w.Code != 200 || !strings.Contains(w.Body.String(), m[2]+" Ruiz</h1>") {
				t.Errorf("%s: status %d, %.200s", m[1], w.Code, w.Body)
			}
		}
		if n := strings.Count(w.Body.String(), ` Ruiz</a>`); n != 2 {
			t.Errorf("%s offers %d people", target, n)
		}
	}
}
