package pages

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
)

func joinRuns(runs []run) (s string) {
	for _, r := range runs {
		s += r.Text
	}
	return s
}

// TestCutLosesNothing: the runs of a span are its text, whatever the stretches.
func TestCutLosesNothing(t *testing.T) {
	text := "She said “yes”, and then she said “no”."
	for start := 0; start <= len(text); start++ {
		for end := start; end <= len(text); end++ {
			overlapping := []stretch{{quoth.Span{Start: 20, End: 30}, run{Field: "who"}}, {quoth.Span{Start: start, End: end}, run{Field: "quoted"}},
				{quoth.Span{Start: 5, End: 12}, run{Field: "when"}}}
			for _, within := range []quoth.Span{{Start: 0, End: len(text)}, {Start: 7, End: 25}, {Start: start, End: end}} {
				if got := joinRuns(cut(text, within, overlapping)); got != within.Of(text) {
					t.Fatalf("%v in %v: %q is not %q", overlapping, within, got, within.Of(text))
				}
			}
		}
	}
}

func TestQuotedWithMarks(t *testing.T) {
	for _, c := range []struct{ text, words, want string }{
		{"He said “yes” twice", "yes", "“yes”"},
		{"\"Yes,\" he said", "Yes,", "\"Yes,\""},
		{"«Oui»", "Oui", "«Oui»"},
		{"ANA: Yes.", "Yes.", "Yes."},
		{"yes", "yes", "yes"},
		{"“A long answer", "A long answer", "“A long answer"},
	} {
		at := strings.Index(c.text, c.words)
		if got := withMarks(c.text, quoth.Span{Start: at, End: at + len(c.words)}).Of(c.text); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestClosed(t *testing.T) {
	for text, want := range map[string]string{"“I know,”": "“I know”", "I know,\"": "I know\"", "I know,": "I know", "“I know.”": "“I know.”", "”": "”", ",": "", "": ""} {
		if got := joinRuns(closed([]run{{Text: text}})); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}

// TestParagraphsAreCutBetweenCharacters: a passage in an endless line is shown with
// a little of it, and no character is broken.
func TestParagraphsAreCutBetweenCharacters(t *testing.T) {
	for _, filler := range []string{"é", "é ", "word ", "—", "\n"} {
		before := strings.Repeat(filler, 2000)
		text := before + "here" + strings.Repeat(filler, 2000)
		s := quoth.Span{Start: len(before), End: len(before) + 4}
		wide, _, _ := around(text, s)
		if !utf8.ValidString(wide.Of(text)) || wide.Start > s.Start || wide.End < s.End || wide.End-wide.Start > 4+aroundPassage {
			t.Errorf("%q: %v around %v", filler, wide, s)
		}
	}
	if wide, before, after := around("One.\nTwo here.\nThree.", quoth.Span{Start: 9, End: 13}); wide != (quoth.Span{Start: 5, End: 14}) || before || after {
		t.Errorf("%v %v %v", wide, before, after)
	}
}
