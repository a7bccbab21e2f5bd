package read

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	fast "github.com/klauspost/compress/gzip"
	"golang.org/x/net/html"
)

// The yardsticks run beside what is measured, over the same bytes: parsing the
// page alone, which no reader of pages can beat, and gzip -9.

// realPages are the pages of the measuring material, else the composed one.
func realPages(b testing.TB) [][]byte {
	b.Helper()
	root := os.Getenv("QUOTH_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "shared")
	}
	names, _ := filepath.Glob(filepath.Join(root, "pages", "bodies", "html", "*.html.gz"))
	var pages [][]byte
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			b.Fatal(err)
		}
		z, err := gzip.NewReader(f)
		if err != nil {
			b.Fatal(err)
		}
		page, err := io.ReadAll(z)
		if err != nil {
			b.Fatal(err)
		}
		f.Close()
		pages = append(pages, page)
	}
	if len(pages) == 0 {
		pages = [][]byte{[]byte(composedPage)}
	}
	return pages
}

func BenchmarkPages(b *testing.B) {
	pages := realPages(b)
	size := 0
	for _, p := range pages {
		size += len(p)
	}
	opt := &Options{}
	for _, c := range []struct {
		name string
		run  func(page []byte)
	}{
		{"read", func(page []byte) { _, _ = htmlDocument(page, "", opt) }},
		{"parse-alone", func(page []byte) { _, _ = html.Parse(bytes.NewReader(page)) }},
		{"gzip-9", func(page []byte) {
			z, _ := gzip.NewWriterLevel(io.Discard, gzip.BestCompression)
			_, _ = z.Write(page)
			_ = z.Close()
		}},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for _, page := range pages {
					c.run(page)
				}
			}
		})
	}
}

// BenchmarkWARC reads an archive of the same pages, one member a record, against
// unpacking it and parsing its pages.
func BenchmarkWARC(b *testing.B) {
	var archive bytes.Buffer
	size := 0
	pages := realPages(b)
	for i, page := range pages {
		size += len(page)
		z := gzip.NewWriter(&archive)
		fmt.Fprint(z, warcRecord("response", fmt.Sprintf("http://post.example/%d", i), "application/http; msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"+string(page)))
		z.Close()
	}
	b.Run("read", func(b *testing.B) {
		b.SetBytes(int64(size))
		for b.Loop() {
			_ = Stream(context.Background(), bytes.NewReader(archive.Bytes()), "a.warc.gz", Options{}, func(Item) error { return nil })
		}
	})
	b.Run("gunzip-and-parse-alone", func(b *testing.B) {
		b.SetBytes(int64(size))
		for b.Loop() {
			z, err := fast.NewReader(bytes.NewReader(archive.Bytes()))
			if err != nil {
				b.Fatal(err)
			}
			_, _ = io.Copy(io.Discard, z)
			for _, page := range pages {
				_, _ = html.Parse(bytes.NewReader(page))
			}
		}
	})
}

func BenchmarkText(b *testing.B) {
	text := []byte("date 2020-03-04\n\n" + strings.Repeat("The council of the harbour town voted on Monday evening to rebuild the old quay, which a storm had broken in two places.\n\n", 5000))
	b.Run("read", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			_ = Stream(context.Background(), bytes.NewReader(text), "a.txt", Options{}, func(Item) error { return nil })
		}
	})
	b.Run("gzip-9", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		for b.Loop() {
			z, _ := gzip.NewWriterLevel(io.Discard, gzip.BestCompression)
			_, _ = z.Write(text)
			_ = z.Close()
		}
	})
}
