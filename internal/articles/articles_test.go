package articles

import (
	"bytes"
	"testing"
)

func TestTheSameSeedMakesTheSameArticle(t *testing.T) {
	for i := range 30 {
		if !bytes.Equal(Make(7, i).Page(), Make(7, i).Page()) {
			t.Fatalf("article %d differs from itself", i)
		}
	}
	if bytes.Equal(Make(7, 3).Page(), Make(8, 3).Page()) {
		t.Error("two seeds made the same article")
	}
	if a, b := Make(7, 8), Make(7, 9); a.Paragraphs[1] != b.Paragraphs[1] || a.URL == b.URL {
		t.Error("article 9 is no reprint of article 8")
	}
}
