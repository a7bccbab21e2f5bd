package ask_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/record/sqlite"
	"github.com/quoth-news/quoth/segment"
	"github.com/quoth-news/quoth/wire"
)

// A draft in testdata/lint is an article with the faults marked where they stand:
// "{A02 14}" expects a finding of rule A02 that meets the words "14".

type fault struct {
	rule string
	span quoth.Span // in code points
	text string
}

var faultMark = regexp.MustCompile(`\{([AS]\d\d) ([^{}]*)\}`)

// load reads an article or a draft and takes the marks out of it.
func load(t testing.TB, path string) (*quoth.Document, []fault) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	head, marked, _ := strings.Cut(string(data), "\n\n")
	date := strings.TrimPrefix(head, "date ")
	var faults []fault
	var b strings.Builder
	for {
		m := faultMark.FindStringSubmatchIndex(marked)
		if m == nil {
			break
		}
		b.WriteString(marked[:m[0]])
		words := marked[m[4]:m[5]]
		start := utf8.RuneCountInString(b.String())
		faults = append(faults, fault{marked[m[2]:m[3]], quoth.Span{Start: start, End: start + utf8.RuneCountInString(words)}, words})
		b.WriteString(words)
		marked = marked[m[1]:]
	}
	b.WriteString(marked)
	doc := &quoth.Document{Origin: quoth.Origin{Path: filepath.Base(path)}, Published: quoth.When(date), Language: "en", Text: b.String()}
	if strings.HasPrefix(doc.Origin.Path, "record") {
		doc.Publisher = "Harbour Gazette"
	}
	doc.Segments = segment.Layout(doc)
	doc.Identify()
	return doc, faults
}

func engine(t testing.TB) *pipeline.Engine {
	t.Helper()
	e, err := pipeline.NewEngine()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// sources reads the articles of testdata/lint, into a record and as notes.
func sources(t testing.TB, e *pipeline.Engine) (*sqlite.Store, []ask.Notes) {
	t.Helper()
	store, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "record.db"), sqlite.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	var notes []ask.Notes
	for _, path := range glob(t, "testdata/lint/record-*.txt") {
		doc, _ := load(t, path)
		reading := e.Read(doc)
		if _, err := store.AddReading(t.Context(), doc, reading); err != nil {
			t.Fatal(err)
		}
		notes = append(notes, ask.Notes{Doc: doc, Reading: reading})
	}
	return store, notes
}

func glob(t testing.TB, pattern string) []string {
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s: %d files, %v", pattern, len(paths), err)
	}
	return paths
}

func TestLintFindsSeededFaults(t *testing.T) {
	e := engine(t)
	store, notes := sources(t, e)
	for name, opt := range map[string]ask.LintOptions{"record": {Store: store}, "sources": {Sources: notes}} {
		found, seeded := 0, 0
		for _, path := range glob(t, "testdata/lint/draft-*.txt") {
			doc, faults := load(t, path)
			opt.Draft = doc.Origin.Path
			findings, err := ask.Lint(t.Context(), doc, e.Read(doc), opt)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range faults {
				seeded++
				if met(f, findings) {
					found++
				} else {
					t.Logf("%s: %s: %s at %q not found", name, opt.Draft, f.rule, f.text)
				}
			}
			for _, f := range findings {
				if f.Severity == "error" && !near(f, faults) {
					t.Errorf("%s: false error: %s", name, f.Text())
				}
			}
		}
		t.Logf("%s: %d of %d seeded faults found at their place", name, found, seeded)
		if seeded < 30 || found < seeded-2 {
			t.Errorf("%s: %d of %d seeded faults found, want all but two", name, found, seeded)
		}
	}
}

func met(f fault, findings []wire.Finding) bool {
	for _, g := range findings {
		if g.Rule == f.rule && (quoth.Span{Start: g.Start, End: g.End}).Meets(f.span) {
			return true
		}
	}
	return false
}

// near tells whether a finding stands in the paragraph of a fault.
func near(g wire.Finding, faults []fault) bool {
	for _, f := range faults {
		if g.Start < f.span.End+200 && f.span.Start < g.End+200 {
			return true
		}
	}
	return false
}

func TestLintLeavesCleanDraftsAlone(t *testing.T) {
	e := engine(t)
	store, notes := sources(t, e)
	falseErrors := 0
	for name, opt := range map[string]ask.LintOptions{"record": {Store: store}, "sources": {Sources: notes}} {
		for _, path := range glob(t, "testdata/lint/clean-*.txt") {
			doc, _ := load(t, path)
			opt.Draft = doc.Origin.Path
			findings, err := ask.Lint(t.Context(), doc, e.Read(doc), opt)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range findings {
				t.Logf("%s: %s", name, f.Text())
				if f.Severity == "error" {
					falseErrors++
				}
			}
		}
	}
	if falseErrors > 1 {
		t.Errorf("%d errors on clean drafts, want one at most", falseErrors)
	}
}

// BenchmarkLint holds a draft of two thousand words against a record. The yardstick is
// reading the quotations of the same draft, without asking anybody about them.
func BenchmarkLint(b *testing.B) {
	e := engine(b)
	store, notes := sources(b, e)
	var text strings.Builder
	words := 0
	for i := 0; words < 2000; i++ {
		doc, _ := load(b, []string{"testdata/lint/clean-1.txt", "testdata/lint/clean-2.txt", "testdata/lint/draft-wording.txt"}[i%3])
		text.WriteString(doc.Text + "\n\n")
		words += len(strings.Fields(doc.Text))
	}
	doc := &quoth.Document{Origin: quoth.Origin{Path: "long.txt"}, Published: "2024-03-12", Language: "en", Text: text.String()}
	doc.Segments = segment.Layout(doc)
	doc.Identify()
	for name, opt := range map[string]ask.LintOptions{"record": {Store: store}, "sources": {Sources: notes}} {
		b.Run(name, func(b *testing.B) {
			var reading time.Duration
			for b.Loop() {
				begun := time.Now()
				read := e.Read(doc)
				reading += time.Since(begun)
				if _, err := ask.Lint(b.Context(), doc, read, opt); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(words), "words")
			b.ReportMetric(float64(b.Elapsed())/float64(reading), "x-reading")
		})
	}
}
