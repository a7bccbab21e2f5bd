package serve

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/sqlite"
	"github.com/quoth-news/quoth/serve/access"
	"github.com/quoth-news/quoth/wire"
)

// desk is a server over the demo's articles, with a token that may write.
type desk struct {
	*testing.T
	http.Handler
	store record.Store
	token string
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "quoth.db"), sqlite.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	engine, err := pipeline.NewEngine()
	if err != nil {
		t.Fatal(err)
	}
	run := pipeline.Run{Engine: engine}
	if err := run.Add(t.Context(), pipeline.Paths([]string{filepath.Join("..", "cmd", "quoth", "demo")}), store, nil); err != nil {
		t.Fatal(err)
	}
	secret, token := access.NewToken("city desk", record.WriteScope, time.Now(), 0)
	if err := store.AddToken(t.Context(), token); err != nil {
		t.Fatal(err)
	}
	return &desk{t, serving(t, Options{Store: store, Gate: access.Gate{Open: true, Loopback: true}}), store, secret}
}

// send sends a request; each header is "Name: value".
func (d *desk) send(method, target, body string, headers ...string) *httptest.ResponseRecorder {
	d.Helper()
	r := httptest.NewRequestWithContext(d.Context(), method, target, strings.NewReader(body))
	r.Host = "127.0.0.1:8022"
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	w := httptest.NewRecorder()
	d.ServeHTTP(w, r)
	return w
}

// want sends a request, and gives the answer's object where it has the status wanted.
func (d *desk) want(status int, method, target, body string, headers ...string) map[string]any {
	d.Helper()
	w := d.send(method, target, body, headers...)
	if w.Code != status {
		d.Errorf("%s %s %.100s: status %d, want %d: %.300s", method, target, body, w.Code, status, w.Body)
	}
	kind := w.Header().Get("Content-Type")
	if w.Code >= 400 && kind != "application/problem+json" {
		d.Errorf("%s %s: a problem of the type %s", method, target, kind)
	}
	var object map[string]any
	if w.Body.Len() > 0 {
		if err := json.Unmarshal(w.Body.Bytes(), &object); err != nil {
			d.Errorf("%s %s: %v", method, target, err)
		}
	}
	if w.Code >= 400 && object["status"] != float64(w.Code) {
		d.Errorf("%s %s: the problem says %v", method, target, object["status"])
	}
	return object
}

func TestAnswers(t *testing.T) {
	d := newDesk(t)
	list := d.want(200, "GET", "/api/v1/statements?speaker=Tarrant&about=Okoro&told=&from=2010&to=2012-06&form=direct&q=&limit=1&cursor=", "")
	results := list["results"].([]any)
	if len(results) != 1 || list["total"].(float64) < 2 || list["next"] == nil {
		t.Fatalf("%v", list)
	}
	first := results[0].(map[string]any)
	id, document := first["statement"].(string), first["first"].(map[string]any)["document"].(string)
	trace := d.want(200, "GET", "/api/v1/statements/"+id, "")
	if trace["statement"] != id || len(trace["appearances"].([]any)) == 0 {
		t.Errorf("%v", trace)
	}
	article := d.want(200, "GET", "/api/v1/documents/"+document, "")["document"].(map[string]any)
	evidence := first["evidence"].(map[string]any)
	text := []rune(article["text"].(string))
	if got := string(text[int(evidence["start"].(float64)):int(evidence["end"].(float64))]); got != evidence["exact"] {
		t.Errorf("the text has %q, the evidence %q", got, evidence["exact"])
	}
	if people := d.want(200, "GET", "/api/v1/people?name=tarrant", ""); people["total"] != 1.0 || people["next"] != nil {
		t.Errorf("%v", people)
	}
	for _, target := range []string{"/api/v1/people?name=Nobody+Atall", "/api/v1/statements?speaker=Nobody+Atall", "/api/v1/statements?q=zyzzyva"} {
		if none := d.want(200, "GET", target, ""); none["total"] != 0.0 || none["coverage"].(map[string]any)["documents"].(float64) < 20 {
			t.Errorf("%s: %v", target, none)
		}
	}
	quote := "There is no quarrel between Delphine and me"
	if trace := d.want(200, "GET", "/api/v1/trace?quote="+url.QueryEscape(quote), ""); trace["copies"].(float64) < 2 {
		t.Errorf("%v", trace)
	}
	if missing := d.want(404, "GET", "/api/v1/trace?quote=never+printed+by+anyone", ""); missing["coverage"] == nil {
		t.Errorf("%v", missing)
	}
	if check := d.want(200, "POST", "/api/v1/check", `{"quote": "There is a quarrel between Delphine and me", "by": "Tarrant"}`); check["wording"] != "altered" || check["coverage"] == nil {
		t.Errorf("%v", check)
	}
	if lint := d.want(200, "POST", "/api/v1/lint", `{"text": "“There is a quarrel between Delphine and me,” Imogen Tarrant said.", "profile": "ap"}`); lint["total"].(float64) < 1 {
		t.Errorf("%v", lint)
	}
	for _, body := range []string{`{"text": "“It will stay open,” Ana Ruiz said."}`, `{"html": "<p>“It will stay open,” Ana Ruiz said.</p>", "publisher": "Ledger", "published": "2024-05-02", "authors": ["A. Writer"]}`} {
		if read := d.want(200, "POST", "/api/v1/extract", body); len(read["quotations"].([]any)) != 1 {
			t.Errorf("%s: %v", body, read)
		}
	}
	if c := d.want(200, "GET", "/api/v1/coverage", ""); c["documents"] != 22.0 {
		t.Errorf("something was stored: %v", c)
	}
}

func TestBadRequests(t *testing.T) {
	d := newDesk(t)
	for _, target := range []string{
		"statements?limit=0", "statements?limit=-1", "statements?limit=1e2", "statements?limit=501", "statements?limit=99999999999999999999", "statements?limit=+5",
		"statements?from=2010-13", "statements?to=yesterday", "statements?form=loud", "statements?cursor=nonsense", "statements?cursor=czphYWFh",
		"statements?speeker=Ruiz", "statements?speeker=", "statements?speaker=A&speaker=B", "statements?q=%FF", "statements?q=%00", "statements?q=%zz", "statements?speaker=" + strings.Repeat("x", 501),
		"people", "people?name=", "people?name=+", "trace", "trace?quote=", "check?quote=x", "statements/s:aaaaaaaaaaaaaaaa?id=x", "coverage?x=1", "statements/%00",
	} {
		status := 400
		if strings.HasPrefix(target, "check") {
			status = 405
		}
		d.want(status, "GET", "/api/v1/"+target, "")
	}
	for _, target := range []string{"statements/s:aaaaaaaaaaaaaaaa", "statements/nonsense", "statements/d:aaaaaaaaaaaaaaaa", "documents/d:aaaaaaaaaaaaaaaa", "documents/nonsense", "nothing", "", "statements/x/y"} {
		d.want(404, "GET", "/api/v1/"+target, "")
	}
	for _, body := range []string{``, `{`, `[]`, `null`, `"x"`, `{}`, `{"quote": ""}`, `{"quote": " "}`, `{"quote": 5}`, `{"quote": null}`, `{"quote": "…"}`, `{"quote": "x", "bye": "y"}`, `{"Quote": "x"}`,
		`{"quote": "a\u0000b"}`, `{"quote": "x"} {}`, "{\"quote\": \"\xff\"}", strings.Repeat(`{"quote":`, 20_000), strings.Repeat("[", 1_000_000), `{"quote": "` + strings.Repeat("word ", 1001) + `"}`} {
		d.want(400, "POST", "/api/v1/check", body)
	}
	for _, body := range []string{`{}`, `{"text": "a", "html": "b"}`, `{"text": ""}`, `{"text": "a", "authors": "me"}`, `{"text": "a", "authors": [null]}`, `{"text": "a", "authors": [5]}`, `{"text": "a", "published": "soon"}`} {
		w := d.send("POST", "/api/v1/extract", body)
		if w.Code != 400 && !strings.Contains(body, "soon") || w.Code >= 500 {
			t.Errorf("%s: %d %s", body, w.Code, w.Body)
		}
	}
	d.want(400, "POST", "/api/v1/lint", `{"text": "a", "profile": "/etc/passwd"}`)
	d.want(400, "POST", "/api/v1/check?quote=x", `{"quote": "x"}`)
	d.want(415, "POST", "/api/v1/check", `{"quote": "x"}`, "Content-Type: text/plain")
	d.want(415, "POST", "/api/v1/check", `quote=x`, "Content-Type: application/x-www-form-urlencoded")
	d.want(415, "POST", "/api/v1/check", `{"quote": "x"}`, "Content-Type: ;;")
	d.want(406, "GET", "/api/v1/coverage", "", "Accept: text/html")
	d.want(406, "GET", "/api/v1/coverage", "", "Accept: application/json;q=0")
	for _, accept := range []string{"*/*", "application/*", "text/html, application/json;q=0.5", "text/html,*/*;q=0.1"} {
		d.want(200, "GET", "/api/v1/coverage", "", "Accept: "+accept)
	}
}

func TestMethods(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct{ method, target, allow string }{
		{"POST", "/api/v1/coverage", "GET, HEAD, OPTIONS"}, {"DELETE", "/api/v1/check", "POST, OPTIONS"}, {"PUT", "/api/v1/documents/d:x", "GET, HEAD, OPTIONS"}, {"PATCH", "/openapi.json", "GET, HEAD, OPTIONS"},
	} {
		w := d.send(c.method, c.target, "")
		if w.Code != 405 || w.Header().Get("Allow") != c.allow {
			t.Errorf("%s %s: %d, Allow %q", c.method, c.target, w.Code, w.Header().Get("Allow"))
		}
		if w := d.send("OPTIONS", c.target, ""); w.Code != 204 || w.Header().Get("Allow") != c.allow || w.Header().Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("OPTIONS %s: %d, %v", c.target, w.Code, w.Header())
		}
	}
	get, head := d.send("GET", "/api/v1/coverage", ""), d.send("HEAD", "/api/v1/coverage", "")
	tag := get.Header().Get("ETag")
	if head.Code != 200 || tag == "" || head.Header().Get("ETag") != tag {
		t.Errorf("HEAD: %d %v", head.Code, head.Header())
	}
	for header, status := range map[string]int{tag: 304, strings.TrimPrefix(tag, "W/"): 304, `"x", ` + tag: 304, "*": 304, `"x"`: 200} {
		if w := d.send("GET", "/api/v1/coverage", "", "If-None-Match: "+header); w.Code != status || status == 304 && w.Body.Len() > 0 {
			t.Errorf("If-None-Match %s: %d", header, w.Code)
		}
	}
	zipped := d.send("GET", "/openapi.json", "", "Accept-Encoding: gzip")
	if zipped.Header().Get("Content-Encoding") != "gzip" || zipped.Body.Len() > 20_000 {
		t.Errorf("%v, %d bytes", zipped.Header(), zipped.Body.Len())
	}
}

// TestWriting: what changes the record needs a token with the scope for it, and is signed
// with the token's name.
func TestWriting(t *testing.T) {
	d := newDesk(t)
	article := `{"text": "“The new pier will open in May,” Ana Ruiz told the Evening Ledger.", "url": "https://ledger.example/pier", "publisher": "Evening Ledger", "published": "2024-05-02"}`
	d.want(401, "POST", "/api/v1/documents", article)
	reader, token := access.NewToken("a reader", record.ReadScope, time.Now(), 0)
	if err := d.store.AddToken(t.Context(), token); err != nil {
		t.Fatal(err)
	}
	d.want(403, "POST", "/api/v1/documents", article, "Authorization: Bearer "+reader)
	write := "Authorization: Bearer " + d.token
	made := d.want(201, "POST", "/api/v1/documents", article, write)
	if again := d.want(200, "POST", "/api/v1/documents", article, write); again["document"] != made["document"] || again["added"] != false {
		t.Errorf("%v", again)
	}
	document := d.want(200, "GET", "/api/v1/documents/"+made["document"].(string), "")
	quotation := document["quotations"].([]any)[0].(map[string]any)["id"].(string)
	statement := "s:" + strings.TrimPrefix(quotation, "q:")

	fixed := d.want(201, "POST", "/api/v1/corrections", fmt.Sprintf(`{"kind": "said", "target": %q, "value": "2024-05-01", "why": "she says so"}`, statement), write)
	correction := fixed["results"].([]any)[0].(map[string]any)
	if correction["who"] != "city desk" {
		t.Errorf("signed by %v", correction["who"])
	}
	if s := d.want(200, "GET", "/api/v1/statements/"+statement, ""); s["said"].(map[string]any)["edtf"] != "2024-05-01" {
		t.Errorf("%v", s["said"])
	}
	d.want(200, "POST", "/api/v1/corrections/"+correction["correction"].(string)+"/withdrawal", `{"why": "she does not"}`, write)
	d.want(400, "POST", "/api/v1/corrections/"+correction["correction"].(string)+"/withdrawal", `{"why": "again"}`, write)
	d.want(404, "POST", "/api/v1/corrections/c:aaaaaaaaaaaaaaaa/withdrawal", `{"why": "no"}`, write)
	for _, bad := range []string{`{"kind": "erase", "target": "s:x", "why": "no"}`, `{"kind": "hide", "target": "s:x"}`, `{"kind": "said", "target": "s:x", "value": "soon", "why": "y"}`, `{"kind": "merge", "target": "Tarrant", "value": "Tarrant", "why": "y"}`} {
		if w := d.send("POST", "/api/v1/corrections", bad, write); w.Code != 400 && w.Code != 404 {
			t.Errorf("%s: %d %s", bad, w.Code, w.Body)
		}
	}
	d.want(201, "POST", "/api/v1/corrections", fmt.Sprintf(`{"kind": "hide", "target": %q, "why": "asked to"}`, statement), write)
	d.want(404, "GET", "/api/v1/statements/"+statement, "")
	d.want(404, "GET", "/api/v1/statements/"+statement+"/evidence", "")
	d.want(404, "GET", "/api/v1/statements/"+statement+"/rendered", "")
	d.want(404, "GET", "/api/v1/trace?quote="+url.QueryEscape(statement), "")
	if hidden := d.want(200, "GET", "/api/v1/documents/"+made["document"].(string), ""); len(hidden["quotations"].([]any)) != 0 {
		t.Errorf("a hidden quotation is shown: %v", hidden["quotations"])
	}
	if list := d.want(200, "GET", "/api/v1/corrections?limit=1", ""); list["total"] != 2.0 || list["next"] == nil {
		t.Errorf("%v", list)
	}
}

// TestSeveralPeople: a name that fits several is a bad parameter, and they are listed.
func TestSeveralPeople(t *testing.T) {
	d := newDesk(t)
	for _, name := range []string{"Ben", "Clara"} {
		d.want(201, "POST", "/api/v1/documents", `{"text": "“The new pier will open in May,” `+name+` Okoye said.", "publisher": "`+name+`’s Gazette"}`, "Authorization: Bearer "+d.token)
	}
	for _, parameter := range []string{"speaker", "about"} {
		several := d.want(400, "GET", "/api/v1/statements?"+parameter+"=Okoye", "")
		if people, _ := several["people"].([]any); len(people) != 2 || several["type"] != "urn:quoth:problem:ambiguous" {
			t.Errorf("%v", several)
		}
	}
	if both := d.want(200, "GET", "/api/v1/people?name=Okoye", ""); both["total"] != 2.0 {
		t.Errorf("%v", both)
	}
	d.want(400, "POST", "/api/v1/check", `{"quote": "The new pier will open in May", "by": "Okoye"}`)
}

// TestPagesOfTheAPI follows cursors to the end.
func TestPagesOfTheAPI(t *testing.T) {
	d := newDesk(t)
	seen := map[string]bool{}
	cursor, pages := "", 0
	for ; pages < 100; pages++ {
		list := d.want(200, "GET", "/api/v1/statements?speaker=Tarrant&limit=4&cursor="+cursor, "")
		for _, s := range list["results"].([]any) {
			id := s.(map[string]any)["statement"].(string)
			if seen[id] {
				t.Errorf("%s came twice", id)
			}
			seen[id] = true
		}
		if list["next"] == nil {
			if float64(len(seen)) != list["total"] {
				t.Errorf("%d came of %v", len(seen), list["total"])
			}
			break
		}
		cursor = list["next"].(string)
	}
	if pages < 5 {
		t.Errorf("only %d pages", pages)
	}
}

// TestAnswersKeepTheirSchemas: each answer fits the schema that the description names for it.
func TestAnswersKeepTheirSchemas(t *testing.T) {
	d := newDesk(t)
	described := d.want(200, "GET", "/openapi.json", "")
	c := jsonschema.NewCompiler()
	if err := c.AddResource("openapi.json", described); err != nil {
		t.Fatal(err)
	}
	list := d.want(200, "GET", "/api/v1/statements?limit=1", "")
	first := list["results"].([]any)[0].(map[string]any)
	samples := map[string][2]string{
		"statements": {"/api/v1/statements?limit=500"}, "statement": {"/api/v1/statements/" + first["statement"].(string)}, "evidence": {"/api/v1/statements/" + first["statement"].(string) + "/evidence"},
		"render": {"/api/v1/statements/" + first["statement"].(string) + "/rendered"}, "document": {"/api/v1/documents/" + first["first"].(map[string]any)["document"].(string)},
		"people": {"/api/v1/people?name=Okoro"}, "trace": {"/api/v1/trace?quote=There+is+no+quarrel+between+Delphine+and+me"}, "coverage": {"/api/v1/coverage"}, "corrections": {"/api/v1/corrections"},
		"check": {"/api/v1/check", `{"quote": "There is a quarrel between Delphine and me"}`}, "lint": {"/api/v1/lint", `{"text": "“There is a quarrel between Delphine and me,” Imogen Tarrant claimed."}`},
		"extract":  {"/api/v1/extract", `{"text": "“It will stay open,” Ana Ruiz said."}`},
		"add":      {"/api/v1/documents", `{"text": "“It will stay open,” Ana Ruiz said."}`},
		"correct":  {"/api/v1/corrections", `{"kind": "said", "target": "` + first["statement"].(string) + `", "value": "2008", "why": "asked to"}`},
		"withdraw": {"/api/v1/corrections/ID/withdrawal", `{"why": "asked again"}`},
	}
	checked := 0
	for path, methods := range described["paths"].(map[string]any) {
		if !strings.HasPrefix(path, "/api/v1/") {
			t.Errorf("the path %s is not whole", path)
		}
		for method, operation := range methods.(map[string]any) {
			checked++
			op := operation.(map[string]any)
			sample := samples[op["operationId"].(string)]
			if op["operationId"] == "withdraw" {
				made := d.want(201, "POST", samples["correct"][0], samples["correct"][1], "Authorization: Bearer "+d.token)
				sample[0] = strings.Replace(sample[0], "ID", made["results"].([]any)[0].(map[string]any)["correction"].(string), 1)
			}
			w := d.send(strings.ToUpper(method), sample[0], sample[1], "Authorization: Bearer "+d.token)
			response, known := op["responses"].(map[string]any)[fmt.Sprint(w.Code)].(map[string]any)
			if !known || w.Code >= 300 {
				t.Errorf("%s: status %d: %s", op["operationId"], w.Code, w.Body)
				continue
			}
			ref := response["content"].(map[string]any)["application/json"].(map[string]any)["schema"].(map[string]any)["$ref"].(string)
			schema, err := c.Compile("openapi.json" + ref)
			if err != nil {
				t.Fatal(err)
			}
			value, err := jsonschema.UnmarshalJSON(bytes.NewReader(w.Body.Bytes()))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(value); err != nil {
				t.Errorf("%s: %v", op["operationId"], err)
			}
		}
	}
	if checked != len(samples) {
		t.Errorf("%d operations were described, %d are known", checked, len(samples))
	}
	var s wire.Statement
	raw, _ := json.Marshal(first)
	if err := json.Unmarshal(raw, &s); err != nil || s.Statement == "" {
		t.Error(err)
	}
}
