package ask_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/segment"
)

// An article held against itself has no errors: every quotation of it stands in
// it. What is reported all the same is the linter's own mistake, or the reading's.
func TestAnArticleAgreesWithItself(t *testing.T) {
	shared := os.Getenv("QUOTH_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "shared")
	}
	paths, _ := filepath.Glob(filepath.Join(shared, "corpora", "polnear", "train", "*", "*.txt"))
	if len(paths) == 0 {
		t.Skip("the PolNeAR corpus is not there; set QUOTH_SHARED")
	}
	e := engine(t)
	quotations, errors := 0, 0
	for k := 0; k < len(paths); k += 18 {
		text, err := os.ReadFile(paths[k])
		if err != nil {
			t.Fatal(err)
		}
		doc := &quoth.Document{Origin: quoth.Origin{Path: paths[k]}, Language: "en", Text: string(text)}
		doc.Segments = segment.Layout(doc)
		doc.Identify()
		r := e.Read(doc)
		quotations += len(r.Quotations)
		findings, err := ask.Lint(t.Context(), doc, r, ask.LintOptions{Draft: filepath.Base(paths[k]), Sources: []ask.Notes{{Doc: doc, Reading: r}}})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range findings {
			if f.Severity == "error" {
				errors++
				t.Log(f.Text())
			}
		}
	}
	t.Logf("%d quotations, %d false errors", quotations, errors)
	if errors*200 > quotations {
		t.Errorf("%d false errors in %d quotations, want one in two hundred at most", errors, quotations)
	}
}
