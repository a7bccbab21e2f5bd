package pipeline

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/quoth-news/quoth/wire"
)

// What `quoth extract --json` prints keeps its schema and the laws of the contract,
// on the demo's articles, the marked ones and, where they are at hand, the texts of
// the corpora and real pages.
func TestWhatIsPrintedKeepsItsLaws(t *testing.T) {
	shared := os.Getenv("QUOTH_SHARED")
	if shared == "" {
		shared = "../../shared"
	}
	for name, path := range map[string]string{
		"demo": "../cmd/quoth/demo", "marked": "../corpus/marked",
		"polnear": filepath.Join(shared, "corpora/polnear/dev/text"), "sample": filepath.Join(shared, "samples"),
		"pages": filepath.Join(shared, "pages/bodies/html"),
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := os.Stat(path); err != nil {
				t.Skip(err)
			}
			if testing.Short() && strings.HasPrefix(path, shared) {
				t.Skip("reads a corpus")
			}
			keepsLaws(t, path)
		})
	}
}

func keepsLaws(t *testing.T, path string) {
	schema := extractSchema(t)
	run := Run{Engine: engine(t)}
	seen := 0
	err := run.Extract(t.Context(), Paths([]string{path}), func(r *Result) error {
		if r.Err != nil {
			return nil
		}
		seen++
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(r.JSON))
		if err == nil {
			err = schema.Validate(value)
		}
		if err != nil {
			t.Errorf("%s: %v", r.Path, err)
		}
		checkPrinted(t, r.Path, r.JSON)
		return nil
	})
	if err != nil || seen == 0 {
		t.Fatalf("%d documents, %v", seen, err)
	}
}

func extractSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := wire.Schema("extract")
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("extract", document); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("extract")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

type printedWords struct {
	Start, End int
	Text       *string
}

type printedSpeech struct {
	ID, Text, Form string
	Parts          []printedWords
	Cue            *printedWords
	Speaker        *struct {
		Mention printedWords
		Entity  string
	}
	Said      *printedWords
	About     []struct{ Entity string }
	Addressee *struct{ Entity string }
	Via       *struct{ Entity string }
	Nested    []printedSpeech
}

type printedDocument struct {
	Document struct {
		Text     string
		Segments []printedWords
	}
	Entities []struct {
		ID       string
		Mentions []printedWords
	}
	Quotations []printedSpeech
}

// checkPrinted holds one line against the laws: spans inside the text, words as the
// text has them, parts in order, no identifier twice, no entity that is not there.
func checkPrinted(t *testing.T, path string, line []byte) {
	t.Helper()
	var d printedDocument
	if err := json.Unmarshal(line, &d); err != nil {
		t.Errorf("%s: %v", path, err)
		return
	}
	text := []rune(d.Document.Text)
	slice := func(w printedWords) string {
		if w.Start < 0 || w.End < w.Start || w.End > len(text) {
			t.Errorf("%s: %d–%d is outside the text of %d", path, w.Start, w.End, len(text))
			return ""
		}
		words := string(text[w.Start:w.End])
		if w.Text != nil && *w.Text != words {
			t.Errorf("%s: prints %q, the text has %q", path, *w.Text, words)
		}
		return words
	}
	end := 0
	for _, s := range d.Document.Segments {
		slice(s)
		if s.Start < end {
			t.Errorf("%s: segments overlap at %d", path, s.Start)
		}
		end = s.End
	}
	known := map[string]bool{"": true}
	for _, e := range d.Entities {
		known[e.ID] = true
		for _, m := range e.Mentions {
			slice(m)
		}
	}
	ids := map[string]bool{}
	for _, q := range d.Quotations {
		if ids[q.ID] {
			t.Errorf("%s: %s stands twice", path, q.ID)
		}
		ids[q.ID] = true
		checkSpeech(t, path, q, slice, known)
	}
}

func checkSpeech(t *testing.T, path string, q printedSpeech, slice func(printedWords) string, known map[string]bool) {
	t.Helper()
	var parts []string
	end := -1
	for _, p := range q.Parts {
		words := slice(p)
		if p.Start < end || words == "" {
			t.Errorf("%s: %s: parts out of order or empty", path, q.ID)
		}
		parts, end = append(parts, words), p.End
	}
	if joined := strings.Join(parts, " "); joined != q.Text {
		t.Errorf("%s: %s: text %q, parts %q", path, q.ID, q.Text, joined)
	}
	for _, w := range []*printedWords{q.Cue, q.Said} {
		if w != nil {
			slice(*w)
		}
	}
	refers := []string{}
	if q.Speaker != nil {
		slice(q.Speaker.Mention)
		refers = append(refers, q.Speaker.Entity)
	}
	if q.Addressee != nil {
		refers = append(refers, q.Addressee.Entity)
	}
	if q.Via != nil {
		refers = append(refers, q.Via.Entity)
	}
	for _, a := range q.About {
		refers = append(refers, a.Entity)
	}
	for _, id := range refers {
		if !known[id] {
			t.Errorf("%s: %s points at %s, who is not there", path, q.ID, id)
		}
	}
	for _, n := range q.Nested {
		checkSpeech(t, path, n, slice, known)
	}
}
