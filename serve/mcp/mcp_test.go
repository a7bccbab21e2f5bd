package mcp_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/read"
	"github.com/quoth-news/quoth/record/sqlite"
	"github.com/quoth-news/quoth/serve/mcp"
	"github.com/quoth-news/quoth/serve/operation"
)

// newServer is a server over a record of the hostile articles, and its desk.
func newServer(t *testing.T) (*mcp.Server, *operation.Desk) {
	t.Helper()
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "quoth.db"), sqlite.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	pool, err := pipeline.NewPool(1)
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("testdata/hostile/*")
	if err != nil || len(files) == 0 {
		t.Fatal("no articles: ", err)
	}
	for _, name := range files {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		doc, reading, err := pool.Read(t.Context(), content, name, read.Options{})
		if err != nil {
			t.Fatal(name, err)
		}
		if _, err := store.AddReading(t.Context(), doc, reading); err != nil {
			t.Fatal(name, err)
		}
	}
	desk := operation.New(store, pool)
	return mcp.New(mcp.Options{Desk: desk, Version: "test"}), desk
}

// caller calls a tool and gives its structured content; isError tells that it is an error.
type caller func(t *testing.T, tool string, arguments map[string]any) (content map[string]any, isError bool)

// tools of the contract, with arguments that hold for the hostile record.
var calls = []struct {
	tool      string
	arguments map[string]any
}{
	{"find_person", map[string]any{"name": "Ruiz"}},
	{"get_statements", map[string]any{"speaker": "Ana Ruiz", "about": nil, "limit": 1}},
	{"get_statements", map[string]any{"q": "bridge", "from": "2024", "to": "2024-12-31", "form": "direct"}},
	{"get_statements", map[string]any{"speaker": "Nobody Atall"}},
	{"check_quote", map[string]any{"quote": "The bridge will stay open", "by": "Ana Ruiz"}},
	{"check_quote", map[string]any{"quote": "never printed by anyone anywhere"}},
	{"trace_quote", map[string]any{"quote": "The bridge will stay open"}},
	{"get_evidence", map[string]any{"id": "STATEMENT"}},
	{"render_quote", map[string]any{"id": "STATEMENT"}},
	{"coverage", map[string]any{}},
}

// TestEveryToolOverEveryTransport: the official client and one that speaks plain JSON-RPC
// use every tool, over a stream and over HTTP, and all four hear the same.
func TestEveryToolOverEveryTransport(t *testing.T) {
	server, _ := newServer(t)
	web := httptest.NewServer(server.Handler())
	t.Cleanup(web.Close)
	clients := map[string]caller{
		"official over HTTP":     official(t, &sdk.StreamableClientTransport{Endpoint: web.URL}),
		"official over a stream": officialStream(t, server),
		"plain over HTTP":        plainHTTP(web.URL),
		"plain over a stream":    plainStream(server),
	}
	schemas := outputSchemas(t, web.URL)
	used := map[string]bool{}
	statement := ""
	for _, call := range calls {
		arguments := map[string]any{}
		for name, value := range call.arguments {
			if value == "STATEMENT" {
				value = statement
			}
			arguments[name] = value
		}
		var first string
		for name, client := range clients {
			content, isError := client(t, call.tool, arguments)
			if isError {
				t.Fatalf("%s, %s %v: %v", name, call.tool, arguments, content)
			}
			if _, ok := content["total"].(float64); !ok {
				t.Errorf("%s, %s: no total in %v", name, call.tool, content)
			}
			if _, ok := content["truncated"].(bool); !ok {
				t.Errorf("%s, %s: no truncated in %v", name, call.tool, content)
			}
			if err := schemas[call.tool].Validate(content); err != nil {
				t.Errorf("%s, %s: %v", name, call.tool, err)
			}
			text, _ := json.Marshal(content)
			if first == "" {
				first = string(text)
			}
			if string(text) != first {
				t.Errorf("%s, %s: another answer: %s\nwant %s", name, call.tool, text, first)
			}
			if id, ok := content["statement"].(string); ok {
				statement = id
			}
		}
		used[call.tool] = true
	}
	if len(used) != 7 || len(schemas) != 7 {
		t.Errorf("%d tools were used of %d", len(used), len(schemas))
	}
}

// TestErrorsAreAnswers: what cannot be answered is said in words and in structured
// content, with total and truncated.
func TestErrorsAreAnswers(t *testing.T) {
	server, _ := newServer(t)
	call := plainStream(server)
	for _, bad := range []struct {
		tool      string
		arguments map[string]any
		kind      string
	}{
		{"get_statements", map[string]any{"from": "soon"}, "invalid"},
		{"get_statements", map[string]any{"limit": 0}, "invalid"},
		{"get_statements", map[string]any{"limit": "many"}, "invalid"},
		{"get_statements", map[string]any{"cursor": "nonsense"}, "invalid"},
		{"get_statements", map[string]any{"speeker": "Ruiz"}, "invalid"},
		{"get_statements", map[string]any{"speaker": "a\x00b"}, "invalid"},
		{"get_statements", map[string]any{"speaker": "Okoye"}, "ambiguous"},
		{"check_quote", map[string]any{"quote": ""}, "invalid"},
		{"check_quote", map[string]any{"quote": strings.Repeat("word ", 2000)}, "invalid"},
		{"find_person", map[string]any{}, "invalid"},
		{"trace_quote", map[string]any{"quote": "never printed by anyone anywhere"}, "not_found"},
		{"get_evidence", map[string]any{"id": "s:aaaaaaaaaaaaaaaa"}, "not_found"},
		{"render_quote", map[string]any{"id": "../../etc/passwd"}, "not_found"},
	} {
		content, isError := call(t, bad.tool, bad.arguments)
		if !isError || content["type"] != "urn:quoth:problem:"+bad.kind || content["total"] != 0.0 || content["truncated"] != false {
			t.Errorf("%s %v: %v", bad.tool, bad.arguments, content)
		}
		if bad.kind == "not_found" && bad.tool == "trace_quote" && content["coverage"] == nil {
			t.Errorf("%s: nothing on what was looked through", bad.tool)
		}
	}
}

func TestResources(t *testing.T) {
	server, _ := newServer(t)
	call := plainStream(server)
	content, _ := call(t, "trace_quote", map[string]any{"quote": "The bridge will stay open"})
	session := connect(t, streamTransport(t, server))
	templates, err := session.ListResourceTemplates(t.Context(), nil)
	if err != nil || len(templates.ResourceTemplates) != 1 || templates.ResourceTemplates[0].URITemplate != "quoth://statement/{id}" {
		t.Fatalf("%v, %v", templates, err)
	}
	got, err := session.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: "quoth://statement/" + content["statement"].(string)})
	if err != nil {
		t.Fatal(err)
	}
	if text := got.Contents[0].Text; !strings.Contains(text, `"appearances":[`) || !json.Valid([]byte(text)) {
		t.Error(text)
	}
	for _, uri := range []string{"quoth://statement/s:aaaaaaaaaaaaaaaa", "quoth://statement/", "file:///etc/passwd"} {
		if _, err := session.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: uri}); err == nil {
			t.Errorf("%s was read", uri)
		}
	}
}

// TestBrokenLines: what is no message is answered as the standard says, and the
// conversation goes on; what was asked before the end of the stream is answered.
func TestBrokenLines(t *testing.T) {
	server, _ := newServer(t)
	in := strings.Join([]string{`not json`, ``, `[]`, `{}`, `"text"`, `{"jsonrpc":"2.0","id":{},"method":"x"}`, strings.Repeat("[", 100_000),
		`{"jsonrpc":"2.0","id":1,"method":"` + strings.Repeat("x", 5<<20) + `"}`, "\x00\xff", hello, `{"jsonrpc":"2.0","id":7,"method":"nothing"}`,
		`{"jsonrpc":"2.0","id":8,"method":"tools/call","params":[1]}`, `{"jsonrpc":"2.0","id":9,"method":"tools/call","params":{"name":"coverage"}}`}, "\n")
	var out bytes.Buffer
	if err := server.Serve(t.Context(), strings.NewReader(in), &out); err != nil {
		t.Fatal(err)
	}
	codes := map[float64]int{}
	answered := map[any]bool{}
	for line := range bytes.Lines(out.Bytes()) {
		var m struct {
			ID    any
			Error *struct{ Code float64 }
		}
		if err := json.Unmarshal(line, &m); err != nil {
			t.Fatalf("%v: %.200s", err, line)
		}
		answered[m.ID] = true
		if m.Error != nil {
			codes[m.Error.Code]++
		}
	}
	if codes[-32700] != 4 || codes[-32600] != 4 || codes[-32601] != 1 || codes[-32602] != 1 || !answered[9.0] || !answered[0.0] {
		t.Errorf("codes %v, answered %v", codes, answered)
	}
}

const hello = `{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"desk","version":"1"}}}`

// official calls tools with the client of the Go SDK.
func official(t *testing.T, transport sdk.Transport) caller {
	session := connect(t, transport)
	return func(t *testing.T, tool string, arguments map[string]any) (map[string]any, bool) {
		t.Helper()
		result, err := session.CallTool(t.Context(), &sdk.CallToolParams{Name: tool, Arguments: arguments})
		if err != nil {
			t.Fatal(tool, err)
		}
		content, _ := result.StructuredContent.(map[string]any)
		return content, result.IsError
	}
}

func connect(t *testing.T, transport sdk.Transport) *sdk.ClientSession {
	t.Helper()
	session, err := sdk.NewClient(&sdk.Implementation{Name: "desk", Version: "1"}, nil).Connect(t.Context(), transport, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { session.Close() })
	return session
}

func officialStream(t *testing.T, server *mcp.Server) caller {
	return official(t, streamTransport(t, server))
}

// streamTransport runs the server on the other end of two pipes.
func streamTransport(t *testing.T, server *mcp.Server) sdk.Transport {
	toServer, fromClient := io.Pipe()
	toClient, fromServer := io.Pipe()
	go func() {
		server.Serve(context.WithoutCancel(t.Context()), toServer, fromServer)
		fromServer.Close()
	}()
	t.Cleanup(func() { fromClient.Close() })
	return &sdk.IOTransport{Reader: toClient, Writer: fromClient}
}

type answer struct {
	Result struct {
		StructuredContent map[string]any
		IsError           bool
	}
	Error *struct{ Message string }
}

func request(tool string, arguments map[string]any) string {
	params, _ := json.Marshal(map[string]any{"name": tool, "arguments": arguments})
	return fmt.Sprintf(`{"jsonrpc":"2.0","id":1,"method":"tools/call","params":%s}`, params)
}

// plainHTTP posts JSON-RPC.
func plainHTTP(url string) caller {
	return func(t *testing.T, tool string, arguments map[string]any) (map[string]any, bool) {
		t.Helper()
		var a answer
		if err := json.Unmarshal(post(t, url, request(tool, arguments)), &a); err != nil || a.Error != nil {
			t.Fatal(tool, err, a.Error)
		}
		return a.Result.StructuredContent, a.Result.IsError
	}
}

func post(t *testing.T, url, body string) []byte {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), "POST", url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/json, text/event-stream")
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	raw, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != 200 {
		t.Fatalf("status %d, %v: %s", response.StatusCode, err, raw)
	}
	return raw
}

// plainStream writes lines of JSON-RPC, and reads the answers.
func plainStream(server *mcp.Server) caller {
	return func(t *testing.T, tool string, arguments map[string]any) (map[string]any, bool) {
		t.Helper()
		in := hello + "\n" + `{"jsonrpc":"2.0","method":"notifications/initialized"}` + "\n" + request(tool, arguments) + "\n"
		var out bytes.Buffer
		if err := server.Serve(t.Context(), strings.NewReader(in), &out); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(&out)
		lines.Buffer(nil, 8<<20)
		for lines.Scan() {
			if !bytes.Contains(lines.Bytes(), []byte(`"id":1`)) {
				continue
			}
			var a answer
			if err := json.Unmarshal(lines.Bytes(), &a); err != nil || a.Error != nil {
				t.Fatal(tool, err, a.Error)
			}
			return a.Result.StructuredContent, a.Result.IsError
		}
		t.Fatalf("%s was not answered: %s", tool, out.String())
		return nil, false
	}
}

// outputSchemas are the schemas that the tools say their answers fit, each tool being
// read-only.
func outputSchemas(t *testing.T, url string) map[string]*jsonschema.Schema {
	t.Helper()
	var list struct {
		Result struct {
			Tools []struct {
				Name, Description         string
				InputSchema, OutputSchema any
				Annotations               struct{ ReadOnlyHint, OpenWorldHint, DestructiveHint *bool }
			}
		}
	}
	if err := json.Unmarshal(post(t, url, `{"jsonrpc":"2.0","id":1,"method":"tools/list"}`), &list); err != nil {
		t.Fatal(err)
	}
	schemas := map[string]*jsonschema.Schema{}
	for _, tool := range list.Result.Tools {
		a := &tool.Annotations
		if a.ReadOnlyHint == nil || !*a.ReadOnlyHint || a.OpenWorldHint == nil || *a.OpenWorldHint || *a.DestructiveHint {
			t.Errorf("%s is not said to be read-only in a closed world", tool.Name)
		}
		if !strings.Contains(tool.Description, "not") {
			t.Errorf("%s does not say when not to use it", tool.Name)
		}
		c := jsonschema.NewCompiler()
		for name, schema := range map[string]any{"in": tool.InputSchema, "out": tool.OutputSchema} {
			if err := c.AddResource(name, schema); err != nil {
				t.Fatal(tool.Name, err)
			}
		}
		if _, err := c.Compile("in"); err != nil {
			t.Error(tool.Name, err)
		}
		schema, err := c.Compile("out")
		if err != nil {
			t.Fatal(tool.Name, err)
		}
		schemas[tool.Name] = schema
	}
	return schemas
}
