package segment

import (
	"compress/gzip"
	"io"
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
)

// BenchmarkLayout lays out plain text of the kinds the examples show, beside
// gzip -9 of the same bytes.
func BenchmarkLayout(b *testing.B) {
	var text strings.Builder
	for range 200 {
		for _, c := range layouts {
			text.WriteString(c.text)
			text.WriteString("\n\nThe council of the harbour town voted on Monday evening to rebuild the old quay, which a storm had broken in two places, and nobody yet knows what the whole of it will come to. “We will rebuild,” said the mayor, Mara Ellison.\n\n")
		}
	}
	doc := &quoth.Document{Text: text.String()}
	b.Run("layout", func(b *testing.B) {
		b.SetBytes(int64(len(doc.Text)))
		for b.Loop() {
			Layout(doc)
		}
	})
	b.Run("gzip-9", func(b *testing.B) {
		b.SetBytes(int64(len(doc.Text)))
		for b.Loop() {
			z, _ := gzip.NewWriterLevel(io.Discard, gzip.BestCompression)
			_, _ = io.WriteString(z, doc.Text)
			_ = z.Close()
		}
	})
}
