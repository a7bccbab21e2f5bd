package ask

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
)

// FuzzLint holds any text against a source and against itself: nothing panics, and
// every finding lies inside the text.
func FuzzLint(f *testing.F) {
	f.Add("“We will … [not] rebuild,” said Ana.\n“And", "We will rebuild.")
	f.Add("\"\"”“‘ [sic] gonna", "a source said … \"x\"")
	f.Fuzz(func(t *testing.T, text, source string) {
		if len(text) > 600 || len(source) > 600 {
			t.Skip()
		}
		text, source = strings.ToValidUTF8(text, "\uFFFD"), strings.ToValidUTF8(source, "\uFFFD")
		doc := &quoth.Document{ID: "d:x", Text: text, Published: "2024-01-01"}
		reading := &quoth.Reading{}
		if spans := markedSpans(text, nil); len(spans) > 0 {
			reading.Quotations = []quoth.Quotation{{Form: quoth.Direct, Act: quoth.Stated, Parts: spans[:1]}}
			reading.Segments = []quoth.Segment{{Span: quoth.Span{End: len(text)}, Kind: quoth.Headline}}
		}
		other := &quoth.Document{ID: "d:y", Text: source}
		whole := &quoth.Reading{Segments: []quoth.Segment{{Span: quoth.Span{End: len(source)}, Kind: quoth.Paragraph}}}
		for _, profile := range []string{"ap", "guardian"} {
			p, err := NamedProfile(profile)
			if err != nil {
				t.Fatal(err)
			}
			findings, err := Lint(t.Context(), doc, reading, LintOptions{Sources: []Notes{{doc, reading}, {other, whole}}, Profile: p})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range findings {
				if f.Start < 0 || f.End < f.Start || f.End > utf8.RuneCountInString(text) || f.Line < 1 || f.Column < 1 {
					t.Errorf("%+v in %q", f, text)
				}
			}
		}
	})
}
