package access_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/sqlite"
	"github.com/quoth-news/quoth/serve/access"
)

// desk is a gate with a page behind it that says who came, and one that only writers may use.
type desk struct {
	*testing.T
	gate    *access.Gate
	store   record.Store
	handler http.Handler
}

func newDesk(t *testing.T, gate access.Gate) *desk {
	t.Helper()
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "quoth.db"), sqlite.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	gate.Tokens = store
	mux := http.NewServeMux()
	gate.Routes(mux)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if b := access.From(r.Context()); b != nil {
			w.Write([]byte(b.Name + " " + string(b.Scope) + " " + b.CSRF))
		}
	})
	mux.HandleFunc("POST /write", func(w http.ResponseWriter, r *http.Request) {
		if err := access.MayWrite(r.Context()); err != nil {
			http.Error(w, err.Error(), http.StatusTeapot)
		}
	})
	return &desk{t, &gate, store, gate.Wrap(mux)}
}

func (d *desk) token(name string, scope record.Scope, lifetime time.Duration) (secret, id string) {
	d.Helper()
	secret, t := access.NewToken(name, scope, time.Now(), lifetime)
	if err := d.store.AddToken(d.Context(), t); err != nil {
		d.Fatal(err)
	}
	return secret, t.ID
}

// ask sends a request; each header is "Name: value", and a form is posted if it is not nil.
func (d *desk) ask(target string, form url.Values, headers ...string) *httptest.ResponseRecorder {
	d.Helper()
	method, body := "GET", ""
	if form != nil {
		method, body = "POST", form.Encode()
	}
	r := httptest.NewRequestWithContext(d.Context(), method, target, strings.NewReader(body))
	r.Host = "localhost:8022"
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		if name == "Host" {
			r.Host = value
		}
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	d.handler.ServeHTTP(w, r)
	return w
}

func (d *desk) want(status int, target string, form url.Values, headers ...string) *httptest.ResponseRecorder {
	d.Helper()
	w := d.ask(target, form, headers...)
	if w.Code != status {
		d.Errorf("%s %v: status %d, want %d: %s", target, headers, w.Code, status, w.Body)
	}
	return w
}

func TestTokens(t *testing.T) {
	d := newDesk(t, access.Gate{Open: true, Loopback: true})
	reader, _ := d.token("a reader", record.ReadScope, 0)
	writer, id := d.token("the desk", record.WriteScope, 0)
	over, _ := d.token("a guest", record.WriteScope, time.Nanosecond)
	time.Sleep(time.Millisecond)
	d.want(200, "/", nil)
	if got := d.want(200, "/", nil, "Authorization: bearer "+writer).Body.String(); got != "the desk write " {
		t.Errorf("the bearer is %q", got)
	}
	for _, wrong := range []string{"Bearer quoth_nothing", "Bearer", "Bearer " + over, "Basic " + writer, "Bearer " + id} {
		d.want(401, "/", nil, "Authorization: "+wrong)
	}
	post := url.Values{}
	d.want(http.StatusTeapot, "/write", post)
	d.want(http.StatusTeapot, "/write", post, "Authorization: Bearer "+reader)
	d.want(200, "/write", post, "Authorization: Bearer "+writer)
	if err := d.store.RevokeToken(t.Context(), id, time.Now()); err != nil {
		t.Fatal(err)
	}
	d.want(401, "/write", post, "Authorization: Bearer "+writer)
	tokens, err := d.store.Tokens(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, token := range tokens {
		for _, secret := range []string{reader, writer, over} {
			if strings.Contains(token.Hash+token.ID, strings.TrimPrefix(secret, "quoth_")) {
				t.Error("the record keeps a secret")
			}
		}
	}
}

// TestClosed: beyond this machine nothing but the form for a token and the sign of life
// is shown to who has none.
func TestClosed(t *testing.T) {
	d := newDesk(t, access.Gate{})
	reader, _ := d.token("a reader", record.ReadScope, 0)
	for _, target := range []string{"/", "/api/v1/coverage", "/mcp", "/metrics", "/openapi.json", "/people/p:x", "/login/x"} {
		w := d.want(401, target, nil, "Host: quoth.example")
		if w.Header().Get("WWW-Authenticate") == "" || w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: headers %v", target, w.Header())
		}
		d.want(401, target, url.Values{}, "Host: quoth.example")
		d.want(200, target, nil, "Host: quoth.example", "Authorization: Bearer "+reader)
	}
	w := d.want(401, "/people/p:x?page=2", nil, "Host: quoth.example", "Accept: text/html")
	if !strings.Contains(w.Body.String(), `name="then" value="/people/p:x?page=2"`) {
		t.Errorf("no form that leads back: %s", w.Body)
	}
	d.want(200, "/healthz", nil)
	d.want(200, "/login", nil)
}

func TestSessions(t *testing.T) {
	d := newDesk(t, access.Gate{Secure: true})
	secret, id := d.token("the desk", record.WriteScope, 0)
	d.want(401, "/login", url.Values{"token": {"quoth_wrong"}})
	w := d.want(303, "/login", url.Values{"token": {" " + secret + "\n"}, "then": {"/review?page=2"}})
	if to := w.Header().Get("Location"); to != "/review?page=2" {
		t.Errorf("it leads to %q", to)
	}
	cookie := w.Result().Cookies()[0]
	if cookie.Name != "__Host-quoth" || !cookie.HttpOnly || !cookie.Secure || cookie.SameSite != http.SameSiteStrictMode || cookie.Value == secret {
		t.Errorf("the cookie is %+v", cookie)
	}
	session := "Cookie: " + cookie.Name + "=" + cookie.Value
	who := strings.Fields(d.want(200, "/", nil, session).Body.String())
	if len(who) != 4 || who[2] != "write" {
		t.Fatalf("the session is of %q", who)
	}
	csrf := who[3]
	d.want(403, "/write", url.Values{}, session)
	d.want(403, "/write", url.Values{"csrf": {"wrong"}}, session)
	d.want(200, "/write", url.Values{"csrf": {csrf}}, session)
	d.want(200, "/write", url.Values{}, session, "X-CSRF-Token: "+csrf)
	d.want(401, "/", nil, "Cookie: "+cookie.Name+"="+secret) // a token is no session
	d.want(401, "/", nil, "Authorization: Bearer "+secret+"x")
	// A session begins no session.
	d.want(401, "/login", url.Values{"token": {cookie.Value}})

	d.want(403, "/logout", url.Values{}, session)
	d.want(303, "/logout", url.Values{"csrf": {csrf}}, session)
	d.want(401, "/", nil, session)

	w = d.want(303, "/login", url.Values{"token": {secret}})
	session = "Cookie: " + w.Result().Cookies()[0].Name + "=" + w.Result().Cookies()[0].Value
	d.want(200, "/", nil, session)
	if err := d.store.RevokeToken(t.Context(), id, time.Now()); err != nil {
		t.Fatal(err)
	}
	d.want(401, "/", nil, session)
}

// TestForms leads back to this server only.
func TestForms(t *testing.T) {
	d := newDesk(t, access.Gate{Open: true, Loopback: true})
	secret, _ := d.token("the desk", record.WriteScope, 0)
	for then, want := range map[string]string{
		"": "/", "/review": "/review", "//evil.example/": "/", "https://evil.example": "/", `/\evil.example`: "/", "/login?then=/login": "/", "javascript:alert(1)": "/",
	} {
		w := d.want(303, "/login", url.Values{"token": {secret}, "then": {then}})
		if to := w.Header().Get("Location"); to != want {
			t.Errorf("then %q leads to %q", then, to)
		}
	}
	w := d.want(401, "/login", url.Values{"then": {`/"><script>alert(1)</script>`}})
	if strings.Contains(w.Body.String(), "<script") {
		t.Errorf("the form holds a script: %s", w.Body)
	}
}

func TestPlaces(t *testing.T) {
	local := newDesk(t, access.Gate{Open: true, Loopback: true})
	behind := newDesk(t, access.Gate{Open: true, Loopback: true, Hosts: []string{"quoth.example"}})
	wide := newDesk(t, access.Gate{Open: true})
	named := newDesk(t, access.Gate{Open: true, Hosts: []string{"quoth.example"}})
	for _, test := range []struct {
		host                       string
		local, behind, wide, named int
	}{
		{"localhost:1", 200, 200, 200, 200}, {"127.0.0.1", 200, 200, 200, 200}, {"[::1]:80", 200, 200, 200, 200}, {"LOCALHOST", 200, 200, 200, 200},
		{"quoth.example", 403, 200, 200, 200}, {"QUOTH.example:443", 403, 200, 200, 200}, {"evil.example", 403, 403, 200, 403},
		{"127.0.0.1.evil.example:80", 403, 403, 200, 403}, {"192.0.2.1:80", 403, 403, 200, 403}, {"", 403, 403, 403, 403},
	} {
		local.want(test.local, "/", nil, "Host: "+test.host)
		behind.want(test.behind, "/", nil, "Host: "+test.host)
		wide.want(test.wide, "/", nil, "Host: "+test.host)
		named.want(test.named, "/", nil, "Host: "+test.host)
	}
	for _, post := range []url.Values{nil, {}} {
		local.want(200, "/", post, "Origin: http://localhost:8022")
		for _, origin := range []string{"http://evil.example", "null", "http://localhost:9", "https://127.0.0.1"} {
			local.want(403, "/", post, "Origin: "+origin)
		}
	}
	local.want(403, "/", url.Values{}, "Sec-Fetch-Site: cross-site")
	local.want(200, "/", nil, "Sec-Fetch-Site: cross-site") // a link from elsewhere
	local.want(200, "/", url.Values{}, "Sec-Fetch-Site: same-origin")
}
