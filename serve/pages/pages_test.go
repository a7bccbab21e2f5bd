package pages

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/read"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/sqlite"
)

// pages is a server over a record of one article, whose words would like to be markup.
func pages(t *testing.T) (http.Handler, *quoth.Document) {
	t.Helper()
	store, doc := hostile(t)
	return New(store, Options{Read: reader(t)}), doc
}

func hostile(t *testing.T) (record.Store, *quoth.Document) {
	t.Helper()
	text := "“<script>alert(1)</script> The bridge & the ferry,” said Ana Ruiz."
	at := func(words string) quoth.Span {
		i := strings.Index(text, words)
		return quoth.Span{Start: i, End: i + len(words)}
	}
	doc := &quoth.Document{Title: "<b>Bridge</b>", Publisher: "Evening Ledger", Published: "2024-05-02", Language: "en", Text: text,
		Origin: quoth.Origin{URL: "https://paper.example/1\"><script>"}}
	doc.Identify()
	reading := &quoth.Reading{
		Document: doc.ID,
		Segments: []quoth.Segment{{Span: quoth.Span{Start: 0, End: len(text)}, Kind: quoth.Paragraph}},
		Entities: []quoth.Entity{{Kind: quoth.Person, Name: "Ana Ruiz", Mentions: []quoth.Span{at("Ana Ruiz")}}},
		Quotations: []quoth.Quotation{{
			ID: "q:" + quoth.Hash("1"), Form: quoth.Direct, Act: quoth.Stated, Basis: quoth.OnRecord, Confidence: 1, Rule: "extract/cue@1",
			Parts: []quoth.Span{at("<script>alert(1)</script> The bridge & the ferry,")}, Cue: at("said"),
			Speaker: &quoth.Speaker{Mention: at("Ana Ruiz"), Entity: 0, Confidence: 1, Rule: "attribute/cue-subject@1"},
		}},
		Rules: []string{"extract@1"},
	}
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "quoth.db"), sqlite.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	if _, err := store.AddReading(t.Context(), doc, reading); err != nil {
		t.Fatal(err)
	}
	return store, doc
}

func get(t *testing.T, h http.Handler, method, target, host string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, target, nil)
	r.Host = host
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestPages(t *testing.T) {
	h, doc := pages(t)
	for _, c := range []struct {
		target string
		status int
		holds  string
	}{
		{"/", 200, "&lt;b&gt;Bridge&lt;/b&gt;"},
		{"/check?quote=" + url.QueryEscape("“the bridge & the ferry”"), 200, "&lt;script&gt;alert(1)&lt;/script&gt; The bridge &amp; the ferry"},
		{"/check?quote=" + url.QueryEscape("<script>no</script> such words were ever printed"), 200, "may have been said all the same"},
		{"/documents/" + doc.ID, 200, ">“&lt;script&gt;alert(1)"},
		{"/said", 400, "no name given"},
		{"/said?person=" + url.QueryEscape("Nobody Known"), 404, "nobody called Nobody Known"},
		{"/documents/d:none", 404, "Not in this record"},
		{"/statements/s:none", 404, "Not in this record"},
		{"/people/p:none", 404, "Not in this record"},
		{"/nothing", 404, "no such page"},
		{"/style.css", 200, "color-scheme"},
	} {
		w := get(t, h, "GET", c.target, "127.0.0.1:8022")
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.holds) {
			t.Errorf("%s: status %d, want %d, with %q in %.600s", c.target, w.Code, c.status, c.holds, w.Body)
		}
		if foreign(w.Body.String()) {
			t.Errorf("%s lets markup of the world through: %s", c.target, w.Body)
		}
	}
}

// foreign tells whether a page holds a script that is not its own: it has one file of
// them, and data that no browser runs.
func foreign(body string) bool {
	body = strings.Replace(body, `<script src="/keys.js" defer></script>`, "", 1)
	body = strings.Replace(body, `<script type="application/ld+json">{`, "", 1)
	return strings.Contains(strings.ToLower(body), "<script")
}

func TestNothingIsWritten(t *testing.T) {
	h, doc := pages(t)
	for _, method := range []string{"POST", "PUT", "DELETE", "PATCH"} {
		if w := get(t, h, method, "/documents/"+doc.ID, "localhost"); w.Code != http.StatusMethodNotAllowed {
			t.Errorf("%s: status %d", method, w.Code)
		}
	}
}

// TestHiddenIsNotShown: what was taken out of view has no page, and no page links to it.
func TestHiddenIsNotShown(t *testing.T) {
	store, doc := hostile(t)
	said, err := store.Statements(t.Context(), record.Query{})
	if err != nil || len(said.Statements) != 1 {
		t.Fatal(said, err)
	}
	st := &said.Statements[0]
	h := New(store, Options{Read: reader(t)})
	for _, c := range []struct{ target, page string }{
		{st.ID, "/statements/" + st.ID}, {doc.ID, "/documents/" + doc.ID}, {st.Speaker.ID, "/people/" + st.Speaker.ID},
	} {
		if w := get(t, h, "GET", c.page, "localhost"); w.Code != 200 {
			t.Fatalf("%s: status %d before it was hidden", c.page, w.Code)
		}
		id, err := store.Correct(t.Context(), record.Correction{Kind: record.Hide, Target: c.target, Who: "an editor", Why: "a test", When: time.Unix(0, 0)})
		if err != nil {
			t.Fatal(err)
		}
		if w := get(t, h, "GET", c.page, "localhost"); w.Code != 404 {
			t.Errorf("%s: status %d when hidden", c.page, w.Code)
		}
		for _, page := range []string{"/", "/documents/" + doc.ID, "/find?q=" + url.QueryEscape("“the bridge and the ferry”")} {
			if body := get(t, h, "GET", page, "localhost").Body.String(); strings.Contains(body, `href="`+c.page+`"`) {
				t.Errorf("%s links to %s, which is hidden", page, c.page)
			}
		}
		if err := store.Withdraw(t.Context(), id, record.Withdrawal{Who: "an editor", Why: "a test", When: time.Unix(1, 0)}); err != nil {
			t.Fatal(err)
		}
		if w := get(t, h, "GET", c.page, "localhost"); w.Code != 200 {
			t.Errorf("%s: status %d when in view again", c.page, w.Code)
		}
	}
}

// TestAnyQueryHasAnAnswer: whatever is typed into the box or the address is
// answered, and never by a failure of the server.
func TestAnyQueryHasAnAnswer(t *testing.T) {
	h, doc := pages(t)
	for _, q := range []string{"", " ", "\"", "“”", "a OR b", "NEAR(a b", "*", "a*", "'; DROP TABLE statement; --", "col:a", "^", "(((", "-a", "about", " about ",
		"Ruiz about ", " about Ruiz", "Ruiz about Ruiz", "\xff\xfe", "\x00", "🙂", "%", "_", strings.Repeat("bridge ", 3000), strings.Repeat("“", 5000), "p:", "s:x", "d:" + doc.ID} {
		for _, target := range []string{"/find?q=", "/said?person=", "/said?person=Ruiz&about=", "/people/", "/statements/", "/documents/"} {
			escape := url.QueryEscape
			if strings.HasSuffix(target, "/") {
				escape = url.PathEscape
			}
			w := get(t, h, "GET", target+escape(q), "localhost")
			if w.Code >= 500 {
				t.Errorf("%s%.40q: status %d: %.300s", target, q, w.Code, w.Body)
			}
		}
	}
	for _, target := range []string{"/find?q=%zz", "/find?q=a&q=b;c", "/people/p:none?after=nonsense", "/../etc/passwd", "/documents/..%2f..%2fetc"} {
		if w := get(t, h, "GET", target, "localhost"); w.Code >= 500 {
			t.Errorf("%s: status %d", target, w.Code)
		}
	}
}

// reader reads drafts with the models in the binary.
func reader(t *testing.T) func(context.Context, []byte) (*quoth.Document, *quoth.Reading, error) {
	t.Helper()
	pool, err := pipeline.NewPool(2)
	if err != nil {
		t.Fatal(err)
	}
	return func(ctx context.Context, draft []byte) (*quoth.Document, *quoth.Reading, error) {
		return pool.Read(ctx, draft, "draft", read.Options{})
	}
}

// TestSteady: what steers the browser is left out, and what is writing stays.
func TestSteady(t *testing.T) {
	for in, want := range map[string]string{
		"a\u202eb\u202c\x00\x1b": "ab",
		"line\n\tand line":       "line\n\tand line",
		"é e\u0301 ş Việt Nam दिल्ली 日本":         "é e\u0301 ş Việt Nam दिल्ली 日本",
		"o" + strings.Repeat("\u0301", 50) + "n": "o" + strings.Repeat("\u0301", mostMarks) + "n",
	} {
		if got := string(steady([]byte(in))); got != want {
			t.Errorf("%q became %q", in, got)
		}
	}
}
