package corpus

import (
	"strings"
	"testing"
)

// TestArticles holds the marked articles to their own rules.
func TestArticles(t *testing.T) {
	articles, err := LoadMarked("marked")
	if err != nil {
		t.Fatal(err)
	}
	taught, quotations := map[string]string{}, 0
	for _, m := range articles {
		if other := taught[m.Teaches]; other != "" {
			t.Errorf("%s and %s teach the same: %s", m.Name, other, m.Teaches)
		}
		taught[m.Teaches] = m.Name
		if len(m.Covers) == 0 {
			t.Errorf("%s: no “covers:” line says which phenomena it shows", m.Name)
		}
		if n := len(strings.Fields(m.Doc.Text)); n < 15 || n > 400 {
			t.Errorf("%s has %d words", m.Name, n)
		}
		quotations += len(m.Quotations)
		for _, q := range m.Quotations {
			if p := q.Speaker; p != nil && p.Name != "" && !printed(m.Doc.Text, p.Name) {
				t.Errorf("%s: %s is given to %q, a name the article does not hold", m.Name, q.ID, p.Name)
			}
			for _, a := range q.About {
				if !printed(m.Doc.Text, a.Name) {
					t.Errorf("%s: %s is about %q, a name the article does not hold", m.Name, q.ID, a.Name)
				}
			}
		}
	}
	t.Logf("%d articles, %d quotations", len(articles), quotations)
	if len(articles) < 60 {
		t.Errorf("%d articles; there must be at least 60", len(articles))
	}
}

// printed tells whether the article holds a name, in capitals or not.
func printed(text, name string) bool {
	fold := func(s string) string { return foldName(strings.Join(strings.Fields(s), " ")) }
	return strings.Contains(fold(text), fold(name))
}
