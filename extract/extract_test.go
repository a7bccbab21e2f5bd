package extract

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/segment"
)

func newExtractor(t testing.TB) func(text string) *quoth.Sheet {
	tagger, err := segment.NewTagger()
	if err != nil {
		t.Fatal(err)
	}
	m, err := NewModels()
	if err != nil {
		t.Fatal(err)
	}
	x := New(m)
	return func(text string) *quoth.Sheet {
		s := &quoth.Sheet{Doc: &quoth.Document{Text: text}}
		segment.Fill(s)
		tagger.Tag(s)
		x.Fill(s)
		return s
	}
}

// show prints quotations without attitudes: form, cue, source, parts, nested.
func show(s *quoth.Sheet) string {
	var out []string
	for _, q := range s.Quotations {
		if q.Act == quoth.Attitude {
			continue
		}
		source := ""
		if q.Speaker != nil {
			source = q.Speaker.Mention.Of(s.Doc.Text)
		}
		var parts []string
		for _, p := range q.Parts {
			parts = append(parts, p.Of(s.Doc.Text))
		}
		line := fmt.Sprintf("%s/%s/%s/%s", q.Form, q.Cue.Of(s.Doc.Text), source, strings.Join(parts, " … "))
		for _, n := range q.Nested {
			line += " [" + n.Parts[0].Of(s.Doc.Text) + "]"
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

func TestQuotations(t *testing.T) {
	extract := newExtractor(t)
	for _, test := range []struct{ name, text, want string }{
		{"cue behind", "“We will rebuild the mill by spring,” said Ana Ruiz.", "direct/said/Ana Ruiz/We will rebuild the mill by spring,"},
		{"cue before", "Ruiz told reporters: “The mill will not close.”", "direct/told/Ruiz/The mill will not close."},
		{"broken by the cue", "“We will rebuild,” Ruiz said, “and we will do it by spring.”", "direct/said/Ruiz/We will rebuild, … and we will do it by spring."},
		{"going on behind the cue", "“We will rebuild,” Ruiz said. “It may take until spring.”", "direct/said/Ruiz/We will rebuild, … It may take until spring."},
		{"a new cue is a new quotation", "“We were neighbours,” she said, adding, “We were never friends.”",
			"direct/said/she/We were neighbours,\ndirect/adding/she/We were never friends."},
		{"indirect, without that", "Ruiz said on Monday that the mill would reopen.", "indirect/said/Ruiz/the mill would reopen"},
		{"mixed", "Ruiz said the flood was “the worst we have seen” in a century.", "mixed/said/Ruiz/the flood was “the worst we have seen” in a century"},
		{"nested", "“My mother always told me, ‘Never sell the mill,’ and I listened,” Ruiz said.",
			"direct/said/Ruiz/My mother always told me, ‘Never sell the mill,’ and I listened, [Never sell the mill,]"},
		{"signature", "“The mill has been my whole life and I will miss it every day.” — Ana Ruiz", "direct/—/Ana Ruiz/The mill has been my whole life and I will miss it every day."},
		{"two paragraphs", "“We will rebuild,” Ruiz said. “We have the money.\n\n“And we have the people.”",
			"direct/said/Ruiz/We will rebuild, … We have the money. … And we have the people."},
		{"a title", "The film “River of Stones” opened in three cities.", ""},
		{"a nickname", "Eduardo “Lalo” Ortega bought the mill.", ""},
		{"words before the cue that nobody said", "Though the rain had stopped, Ruiz said the road would stay shut.", "indirect/said/Ruiz/the road would stay shut"},
	} {
		if got := show(extract(test.text)); got != test.want {
			t.Errorf("%s: %s\n got %s\nwant %s", test.name, test.text, got, test.want)
		}
	}
}

// TestUnclosedMarksStayBounded: thousands of marks without partners cost little and
// swallow no more than their sentences.
func TestUnclosedMarksStayBounded(t *testing.T) {
	extract := newExtractor(t)
	s := extract(strings.Repeat("“We will rebuild. ", 5000) + "\n\nAna Ruiz said, “The road is shut.”")
	last := s.Quotations[len(s.Quotations)-1]
	if got := last.Text(s.Doc.Text); got != "The road is shut." {
		t.Errorf("the quotation after 5,000 unclosed marks is %q", got)
	}
	for _, q := range s.Quotations {
		if q.Span().Len() > 200 {
			t.Fatalf("a quotation of %d bytes swallowed the text", q.Span().Len())
		}
	}
}

// FuzzExtract holds the laws: parts are never empty, ordered, apart, inside the
// text and on rune boundaries; the same text gives the same quotations.
func FuzzExtract(f *testing.F) {
	for _, seed := range []string{"", "“a”", "He said “a ‘b’ c", "“a\n\n“b\n\n“c” said X.", "said said said: “x” — Y", "’’’ “” «»", "@a said, \"b\" https://t.co/x — A (@a) May 5, 2020"} {
		f.Add(seed)
	}
	extract := newExtractor(f)
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || len(text) > 1<<14 {
			t.Skip()
		}
		s := extract(text)
		for _, q := range s.Quotations {
			if len(q.Parts) == 0 || q.Confidence < 0 || q.Confidence > 1 || q.Rule == "" {
				t.Fatalf("quotation %+v", q)
			}
			end := 0
			for _, p := range q.Parts {
				if p.Empty() || p.Start < end || p.Check(text) != nil {
					t.Fatalf("part %+v after %d of %q", p, end, text)
				}
				end = p.End
			}
		}
		if again := show(extract(text)); again != show(s) {
			t.Fatalf("twice the same text, two results:\n%s\n%s", show(s), again)
		}
	})
}
