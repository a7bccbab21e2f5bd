package read_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/read"
	"github.com/quoth-news/quoth/segment"
)

// Pages composed after the templates of the systems most outlets publish with.
// Beside each stands what is to come out of it: the head of the article, then a
// line for each segment, with whose words a post or a speech is. QUOTH_UPDATE=1
// writes those files anew; look at the difference.
func TestTemplates(t *testing.T) {
	names, err := filepath.Glob(filepath.Join("testdata", "pages", "*.html"))
	if err != nil || len(names) < 14 {
		t.Fatalf("%d pages, %v", len(names), err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			var got string
			err := read.Open(context.Background(), []string{name}, read.Options{}, func(i read.Item) error {
				if i.Err == nil {
					got = shownAs(i.Doc)
				}
				return i.Err
			})
			if err != nil {
				t.Fatal(err)
			}
			golden := strings.TrimSuffix(name, ".html") + ".segments"
			if os.Getenv("QUOTH_UPDATE") != "" {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil || string(want) != got {
				t.Errorf("%v, got\n%s", err, got)
			}
		})
	}
}

// shownAs is a document for the eye.
func shownAs(d *quoth.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "title %s\npublisher %s\nauthors %s\npublished %s\n", d.Title, d.Publisher, strings.Join(d.Authors, ", "), d.Published)
	for _, n := range d.Notices {
		fmt.Fprintf(&b, "notice %s %s\n", n.Kind, n.When)
	}
	for _, s := range segment.Layout(d) {
		b.WriteString("\n" + string(s.Kind))
		if !s.Label.Empty() {
			fmt.Fprintf(&b, " by [%s]", s.Label.Of(d.Text))
		}
		if !s.Handle.Empty() {
			fmt.Fprintf(&b, " as [%s]", s.Handle.Of(d.Text))
		}
		if s.When != "" {
			b.WriteString(" on " + string(s.When))
		}
		if s.Repeat {
			b.WriteString(" again")
		}
		words := s.Span
		if !s.Words.Empty() {
			words = s.Words
		}
		b.WriteString(": " + strings.ReplaceAll(words.Of(d.Text), "\n", " / ") + "\n")
	}
	return b.String()
}
