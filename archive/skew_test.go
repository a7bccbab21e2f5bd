package archive

import (
	"bytes"
	"fmt"
	"math/rand/v2"
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

// speech is the i-th of a person who never stops talking, no two quotations alike.
func speech(i int) string {
	var b strings.Builder
	b.WriteString("<p>EAST HARROW — Delphine Okoro spoke again on Wednesday.</p>")
	for k := range 4 {
		r := rand.New(rand.NewPCG(uint64(i), uint64(k)))
		pick := func(of []string) string { return of[r.IntN(len(of))] }
		fmt.Fprintf(&b, "<p>“Our %s %s the %s %s, and %s %s will %s a %s %s,” said Delphine Okoro.</p>",
			pick(things), pick(acts), pick(kinds), pick(things), pick(kinds), pick(things), pick(acts), pick(kinds), pick(things))
	}
	return b.String()
}

var (
	things = strings.Fields("bridge school mill harbour library river garden council budget winter station market forest hospital airport theatre museum island factory tunnel railway tower village orchard kitchen stadium office workshop pension ticket contract lantern quarry meadow chapel ferry")
	acts   = strings.Fields("need want build close open mend sell buy move paint save lose find move carry teach feed warm clean count join split rent guard light")
	kinds  = strings.Fields("old new green broken quiet narrow wooden public private empty northern southern cheap costly famous forgotten modern flooded silent crowded golden rusty distant local")
)

// One key may hold nearly everything: a story that thousands print is one statement with
// all its copies, and a person who said nearly everything is no quadratic affair. What is
// allocated grows with the input, and no faster.
func TestSkew(t *testing.T) {
	sizes := []int{240, 960}
	if os.Getenv("QUOTH_ALL") != "" {
		sizes = []int{1000, 5000}
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
				case name == "speaker" && statements < 3*n: // a few are the same by chance
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
