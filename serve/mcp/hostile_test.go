package mcp_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode"
)

// TestHostileArticles: articles that hold instructions, markup, script and signs of
// direction change nothing. Their words come back as they stand, in fields that hold
// words, and nowhere else; what is set for print holds nothing that turns or runs.
func TestHostileArticles(t *testing.T) {
	server, desk := newServer(t)
	before, err := desk.Store.Coverage(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	call := plainStream(server)
	content, _ := call(t, "get_statements", map[string]any{})
	statements, _ := content["results"].([]any)
	if len(statements) < 5 || content["total"] != float64(len(statements)) || content["truncated"] != false {
		t.Fatalf("%d statements: %v", len(statements), content)
	}
	hostile := 0
	for _, s := range statements {
		statement := s.(map[string]any)
		id, text := statement["statement"].(string), statement["text"].(string)
		if strings.ContainsAny(text, "<{\u202e") || strings.Contains(text, "Ignore all") {
			hostile++
		}
		for _, tool := range []string{"get_evidence", "render_quote"} {
			content, isError := call(t, tool, map[string]any{"id": id})
			if isError || content["statement"] != id || content["total"].(float64) < 1 {
				t.Errorf("%s of %q: %v", tool, text, content)
			}
			wordsOnlyWhereWordsBelong(t, tool, content)
		}
		rendered, _ := call(t, "render_quote", map[string]any{"id": id})
		for _, field := range []string{"text", "markdown", "words", "link", "speaker"} {
			set, _ := rendered[field].(string)
			if i := strings.IndexFunc(set, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }); i >= 0 {
				t.Errorf("%s of %s holds %U", field, id, []rune(set[i:])[0])
			}
		}
		markdown, _ := rendered["markdown"].(string)
		for _, running := range []string{"<script", "](javascript", "**disgrace**", "`this`", "</"} {
			if strings.Contains(markdown, running) {
				t.Errorf("the Markdown of %s holds %s: %s", id, running, markdown)
			}
		}
		if link, ok := rendered["link"].(string); ok && !strings.HasPrefix(link, "https://") {
			t.Errorf("a link to %s", link)
		}
		// Words as hostile as these are looked for like any others.
		checked, isError := call(t, "check_quote", map[string]any{"quote": text})
		if isError || checked["wording"] == "not_found" {
			t.Errorf("check of %q: %v", text, checked)
		}
	}
	if hostile < 4 {
		t.Errorf("only %d hostile statements were read", hostile)
	}
	after, err := desk.Store.Coverage(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(before) != fmt.Sprint(after) {
		t.Errorf("the record was changed: %v, before %v", after, before)
	}
}

// wordy are the fields that may hold words from articles.
var wordy = map[string]bool{"text": true, "words": true, "markdown": true, "exact": true, "prefix": true, "suffix": true, "name": true, "found": true,
	"publisher": true, "title": true, "url": true, "link": true, "speaker": true, "told": true}

// wordsOnlyWhereWordsBelong looks for hostile words in fields that programs act on, and
// in names of fields.
func wordsOnlyWhereWordsBelong(t *testing.T, tool string, node any) {
	t.Helper()
	switch n := node.(type) {
	case map[string]any:
		for name, value := range n {
			text, isText := value.(string)
			if isText && !wordy[name] || strings.ContainsAny(name, "<{ ") {
				for _, sign := range []string{"<", "{", "Ignore", "PWNED", "javascript", "\u202e"} {
					if strings.Contains(name+text, sign) {
						t.Errorf("%s: the field %s holds %q", tool, name, text)
					}
				}
			}
			wordsOnlyWhereWordsBelong(t, tool, value)
		}
	case []any:
		for _, value := range n {
			wordsOnlyWhereWordsBelong(t, tool, value)
		}
	}
}

// TestToolsCannotWrite: no tool is an operation that changes the record.
func TestToolsCannotWrite(t *testing.T) {
	_, desk := newServer(t)
	for _, op := range desk.Table() {
		if op.Tool != "" && op.Writes {
			t.Errorf("%s changes the record", op.Tool)
		}
		if op.Tool != "" {
			input, output := op.ToolSchemas()
			if !json.Valid(input) || !json.Valid(output) {
				t.Errorf("%s has schemas that are no JSON", op.Tool)
			}
		}
	}
}
