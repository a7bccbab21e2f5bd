package segment

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
)

// shared is the folder of measuring material beside the checkout.
func shared(t *testing.T, parts ...string) string {
	t.Helper()
	root := os.Getenv("QUOTH_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "shared")
	}
	path := filepath.Join(append([]string{root}, parts...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no measuring material: %v", err)
	}
	return path
}

func TestLayoutOfTheSeedPage(t *testing.T) {
	text, err := os.ReadFile(shared(t, "samples", "seed-article.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var expected struct {
		Segments []struct{ Starts, Kind string }
	}
	b, err := os.ReadFile(shared(t, "samples", "seed-article.expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &expected); err != nil {
		t.Fatal(err)
	}
	doc := &quoth.Document{Text: string(text), Given: []quoth.Metadata{{Field: "published", Span: quoth.Span{Start: 0, End: 16}}}}
	segments := Layout(doc)
	special := 0
	for _, s := range segments {
		if s.Kind != quoth.Paragraph {
			special++
		}
	}
	if special != len(expected.Segments) {
		t.Errorf("%d segments that are no paragraphs, want %d", special, len(expected.Segments))
	}
	for _, want := range expected.Segments {
		ok := false
		for _, s := range segments {
			ok = ok || string(s.Kind) == want.Kind && strings.HasPrefix(s.Of(doc.Text), want.Starts)
		}
		if !ok {
			t.Errorf("no %s that starts %q", want.Kind, want.Starts)
		}
	}
	for _, s := range segments {
		if s.Kind == quoth.Post && (s.Handle.Of(doc.Text) != "@SheKnows" || s.Label.Of(doc.Text) != "SheKnows" || s.When[:5] != "2023-" || strings.Contains(s.Words.Of(doc.Text), "http")) {
			t.Errorf("post %q by %q (%q) at %q", s.Words.Of(doc.Text), s.Label.Of(doc.Text), s.Handle.Of(doc.Text), s.When)
		}
	}
	if testing.Verbose() {
		for _, s := range segments {
			t.Logf("%s %.60q", s.Kind, s.Of(doc.Text))
		}
	}
}
