package archive

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/parquet-go/parquet-go"
)

// writePages puts pages of a few words each into a file of an archive.
func writePages(t testing.TB, path string, n int, page func(int) string) {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	for i := range n {
		block := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><head><title>Mill</title><meta property=\"article:published_time\" content=\"2024-05-01T08:00:00Z\"></head><body><article>" + page(i) + "</article></body></html>"
		fmt.Fprintf(z, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://paper%d.example/%d\r\nWARC-Date: 2024-05-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", i%900, i, len(block), block)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// reprint is a story of an agency as the i-th paper prints it.
func reprint(i int) string {
	return fmt.Sprintf("<p>EAST HARROW — The mill by the river will stay open for another year, its owner said on Wednesday.</p><p>“We will keep every single worker who wants to stay with us through the winter,” said Delphine Okoro, the owner of the mill.</p><p>Edition %d of the Paper.</p>", i)
}

// speech is the i-th of a person who never stops talking, no two alike.
func speech(i int) string {
	var b strings.Builder
	b.WriteString("<p>EAST HARROW — Delphine Okoro spoke again on Wednesday.</p>")
	for k := range 4 {
		n := 4*i + k
		fmt.Fprintf(&b, "<p>“The %s of %s number %d costs the %s of %s %d crowns a year,” said Delphine Okoro.</p>",
			pick(n, "bridge", "school", "mill", "harbour", "library"), pick(n/5, "Harrow", "Lindow", "Marsh", "Tarn"), n, pick(n/20, "people", "council", "guild"), pick(n/60, "Norvale", "Sund", "Ostley"), 7*n+13)
	}
	return b.String()
}

func pick(n int, of ...string) string { return of[n%len(of)] }

// One key may hold nearly everything: a story that thousands print is one statement with
// all its copies, and a person who said nearly everything is no quadratic affair. What is
// allocated grows with the input, and no faster.
func TestSkew(t *testing.T) {
	sizes := []int{250, 1000}
	if os.Getenv("QUOTH_ALL") != "" {
		sizes = []int{1250, 5000}
	}
	for name, page := range map[string]func(int) string{"reprints": reprint, "speaker": speech} {
		t.Run(name, func(t *testing.T) {
			var allocated []float64
			for _, n := range sizes {
				in, out := t.TempDir(), t.TempDir()
				for i := range 4 {
					writePages(t, fmt.Sprintf("%s/%d.warc.gz", in, i), n/4, func(k int) string { return page(i*n/4 + k) })
				}
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				begun := time.Now()
				run(t, in, out)
				runtime.ReadMemStats(&after)
				allocated = append(allocated, float64(after.TotalAlloc-before.TotalAlloc))
				t.Logf("%d articles: %v, %.0f kB allocated an article", n, time.Since(begun).Round(time.Millisecond), float64(after.TotalAlloc-before.TotalAlloc)/float64(n)/1000)
				most, statements := mostCopies(t, out)
				switch {
				case name == "reprints" && most != n:
					t.Errorf("the story has %d copies, not %d", most, n)
				case name == "speaker" && statements < 4*n:
					t.Errorf("%d statements of %d", statements, 4*n)
				}
			}
			if ratio, size := allocated[1]/allocated[0], float64(sizes[1])/float64(sizes[0]); ratio > 1.3*size {
				t.Errorf("%.0f times the articles cost %.1f times the memory", size, ratio)
			}
		})
	}
}

// mostCopies is the largest number of documents that carry one statement, and how many
// statements there are.
func mostCopies(t *testing.T, out string) (most, statements int) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(out, "statements", "*", "*.parquet"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files of statements, %v", len(files), err)
	}
	for _, file := range files {
		rows, err := parquet.ReadFile[Statement](file)
		if err != nil {
			t.Fatal(err)
		}
		statements += len(rows)
		for i := range rows {
			most = max(most, int(rows[i].Copies))
		}
	}
	return most, statements
}
