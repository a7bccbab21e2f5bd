package resolve

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/segment"
)

// news fills sheets with the articles of the development corpus, or skips.
func news(t testing.TB, most int) []*quoth.Sheet {
	root := os.Getenv("QUOTH_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "shared")
	}
	paths, _ := filepath.Glob(filepath.Join(root, "corpora/polnear/dev/text/*.txt"))
	if len(paths) == 0 {
		t.Skipf("no articles in %s; set QUOTH_SHARED to the folder that holds corpora/", root)
	}
	tagger, err := segment.NewTagger()
	if err != nil {
		t.Fatal(err)
	}
	var sheets []*quoth.Sheet
	for _, p := range paths[:min(most, len(paths))] {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		s := &quoth.Sheet{Doc: &quoth.Document{Text: string(b)}}
		segment.Fill(s)
		tagger.Tag(s)
		sheets = append(sheets, s)
	}
	return sheets
}

func BenchmarkFill(b *testing.B) {
	sheets := news(b, 84)
	r, err := New()
	if err != nil {
		b.Fatal(err)
	}
	words, bytes := 0, 0
	for _, s := range sheets {
		bytes += len(s.Doc.Text)
		for i := range s.Tokens {
			if s.Tokens[i].Kind == quoth.Word {
				words++
			}
		}
	}
	b.SetBytes(int64(bytes))
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range sheets {
			r.Fill(s)
		}
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
