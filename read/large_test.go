package read

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/quoth-news/quoth"
)

// again is a stream that repeats its bytes until limit of them have come.
type again struct {
	bytes []byte
	at    int
	left  int64
}

func (a *again) Read(p []byte) (int, error) {
	if a.left <= 0 {
		return 0, io.EOF
	}
	n := copy(p[:min(int64(len(p)), a.left)], a.bytes[a.at:])
	a.at = (a.at + n) % len(a.bytes)
	a.left -= int64(n)
	return n, nil
}

// peak reads a stream and returns the most memory the heap held on the way, and
// the items by kind: documents, and reasons for none.
func peak(t *testing.T, r io.Reader, name string) (heap uint64, docs int, reasons []error) {
	t.Helper()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before := m.HeapAlloc
	n := 0
	err := Stream(context.Background(), r, name, Options{}, func(i Item) error {
		if i.Err != nil {
			reasons = append(reasons, i.Err)
		} else {
			docs++
		}
		if n++; n%50 == 1 {
			runtime.ReadMemStats(&m)
			heap = max(heap, m.HeapAlloc-min(before, m.HeapAlloc))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&m)
	return max(heap, m.HeapAlloc-min(before, m.HeapAlloc)), docs, reasons
}

// An archive of any size is read in the memory of a page. QUOTH_ARCHIVE_MB says
// how large; 2000 takes a minute or so.
func TestLargeArchive(t *testing.T) {
	mb, _ := strconv.Atoi(os.Getenv("QUOTH_ARCHIVE_MB"))
	mb = max(mb, 16)
	page := "<html><title>The quay</title><p>" + strings.Repeat("The quay is ours, said the mayor of the harbour town, and she meant it. ", 400) + "</p></html>"
	record := warcRecord("response", "http://post.example/1", "application/http; msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"+page)
	count := mb << 20 / len(record)
	member := []byte(gzipped(record))
	for name, r := range map[string]io.Reader{
		"plain":     &again{bytes: []byte(record), left: int64(count) * int64(len(record))},
		"by member": &again{bytes: member, left: int64(count) * int64(len(member))},
	} {
		heap, docs, reasons := peak(t, r, "a.warc")
		t.Logf("%s: %d MB, %d pages, %d MB of memory at most", name, mb, docs, heap>>20)
		if docs != count || len(reasons) > 0 || heap > 100<<20 {
			t.Errorf("%s: %d of %d pages in %d MB of memory, %v", name, docs, count, heap>>20, reasons)
		}
	}
}

// What is too large is refused with its reason, without being held.
func TestLargePages(t *testing.T) {
	words := []byte("<p>The quay is ours, said the mayor of the harbour town.</p>\n")
	const large = 200 << 20
	head := fmt.Sprintf("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://post.example/1\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n", large)
	var bomb bytes.Buffer
	z, _ := gzip.NewWriterLevel(&bomb, gzip.BestSpeed)
	if _, err := io.Copy(z, &again{bytes: words, left: large}); err != nil {
		t.Fatal(err)
	}
	z.Close()
	inWARC := warcRecord("response", "http://post.example/1", "application/http", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"+bomb.String())
	for name, r := range map[string]io.Reader{
		"page.html":      &again{bytes: words, left: large},
		"page.txt":       &again{bytes: []byte("The quay is ours.\n"), left: large},
		"page.warc":      io.MultiReader(strings.NewReader(head), &again{bytes: words, left: large}, strings.NewReader("\r\n\r\n")),
		"bomb.html.gz":   bytes.NewReader(bomb.Bytes()),
		"bomb.in.warc":   strings.NewReader(inWARC),
		"line.jsonl":     io.MultiReader(strings.NewReader(`{"text":"`), &again{bytes: []byte("The quay is ours. "), left: large}, strings.NewReader(`"}`)),
		"feed.xml":       io.MultiReader(strings.NewReader("<rss><channel><item><description>"), &again{bytes: words, left: large}),
		"subtitles.vtt":  io.MultiReader(strings.NewReader("WEBVTT\n\n00:01.000 --> 00:02.000\n"), &again{bytes: words, left: large}),
		"deep.gz.gz.txt": strings.NewReader(gzipped(gzipped(gzipped(gzipped(gzipped(gzipped("The quay is ours."))))))),
	} {
		heap, docs, reasons := peak(t, r, name)
		switch {
		case docs != 0 || len(reasons) != 1 || !errors.Is(reasons[0], quoth.ErrTooLarge) && name != "deep.gz.gz.txt":
			t.Errorf("%s: %d documents, %v", name, docs, reasons)
		case heap > 220<<20:
			t.Errorf("%s: refused with %d MB of memory", name, heap>>20)
		}
	}
}

// A slow stream gives what a fast one gives, and the end of the context ends it.
func TestSlowStream(t *testing.T) {
	want := readAll(t, "a.warc", warcFile(), Options{})
	var got []Item
	err := Stream(context.Background(), iotest.OneByteReader(strings.NewReader(gzipped(warcFile()))), "a.warc", Options{}, func(i Item) error {
		got = append(got, i)
		return nil
	})
	if err != nil || len(got) != len(want) {
		t.Fatalf("%d items, want %d, %v", len(got), len(want), err)
	}
	for i := range want {
		if told(got[i]) != told(want[i]) {
			t.Errorf("%s, want %s", told(got[i]), told(want[i]))
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Millisecond)
	defer cancel()
	drip := &again{bytes: []byte("The quay is ours. "), left: 1 << 40}
	err = Stream(ctx, readerFunc(func(p []byte) (int, error) {
		time.Sleep(time.Millisecond)
		return drip.Read(p[:1])
	}), "a.txt", Options{}, func(Item) error { return nil })
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a stream without end: %v", err)
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }
