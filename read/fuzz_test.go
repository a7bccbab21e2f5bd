package read

import (
	"bytes"
	"compress/gzip"
	"context"
	"strings"
	"testing"
)

// The fuzz targets hold one law for each reader: whatever comes in, what goes out
// keeps checkItem's laws, and nothing panics or hangs. Each starts from a small
// whole input of its format.

func fuzzStream(f *testing.F, name string, seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		opt := Options{MaxDocument: 1 << 20}
		err := Stream(context.Background(), bytes.NewReader(in), name, opt, func(i Item) error {
			checkItem(t, i)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func FuzzText(f *testing.F) {
	fuzzStream(f, "a.txt", "date 2020-03-04\n\nThe quay is ours.", "\xff\xfeM\x00a\x00", "\x93yes\x94")
}

func FuzzJSONLines(f *testing.F) {
	fuzzStream(f, "a.jsonl", `{"text":"The quay is ours.","authors":["A"],"published":"2020-03-04"}`+"\n{}\n", `[{"text":"a"},{"html":"<p>b"}]`, `{"uri":"x","bodies":[{"value":"<p>a</p>"}]}`)
}

func FuzzHTML(f *testing.F) {
	fuzzStream(f, "a.html", composedPage, "<p>a<br><br>b<table><tr><td>c<td>d<tr><td>e<td>f</table>", "<html><q>a<blockquote class=tiktok-embed>b</blockquote>")
}

func FuzzFeed(f *testing.F) { fuzzStream(f, "feed.xml", rssFeed, jsonFeed, atomFeed) }

func FuzzNewsML(f *testing.F) { fuzzStream(f, "item.xml", newsMLItem) }

func FuzzSubtitles(f *testing.F) { fuzzStream(f, "a.vtt", webVTT, subRip) }

func FuzzWARC(f *testing.F) {
	fuzzStream(f, "a.warc", warcFile(), gzipped(warcFile()), "filedesc://a 1 2 text/plain 3\n1 0\n\nhttp://a 1 2 text/html 20\nHTTP/1.1 200 OK\r\n\r\n<p>a")
}

func FuzzContainers(f *testing.F) {
	fuzzStream(f, "a.bin", zipped(map[string]string{"a.txt": "One.", "b.html": "<p>Two."}), tarred(map[string]string{"a.txt": "One."}), wordFile, gzipped("The quay is ours."))
}

// An index names a file: here there is none, so that only its lines are fuzzed.
func FuzzCDX(f *testing.F) {
	f.Add(" CDX N b a m s k r M S V g", "a 20200101000000 http://post.example/1 text/html 200 AAAA - - 9 9 data.warc.gz")
	f.Add("", `a 20200101000000 {"mime": "text/html", "status": 200, "offset": "9", "filename": "data.warc.gz"}`)
	f.Fuzz(func(t *testing.T, head, line string) {
		x := &index{source: &source{ctx: t.Context(), yield: func(i Item) error {
			checkItem(t, i)
			return nil
		}}, name: "a.cdx", folder: t.TempDir()}
		for n, l := range []string{head, line} {
			if err := x.line(n+1, l); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func FuzzParseDay(f *testing.F) {
	f.Add("Thu, 24 Aug 2023 23:30:00 GMT")
	f.Add("2023-08-24T00:00")
	f.Fuzz(func(t *testing.T, s string) {
		if d := parseDay(s); d != "" && len(d) != 10 && len(d) != 7 && len(d) != 4 {
			t.Errorf("%q: %q", s, d)
		}
	})
}

func gzipped(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

// warcRecord is a record with its header.
func warcRecord(kind, target, contentType, block string) string {
	return "WARC/1.0\r\nWARC-Type: " + kind + "\r\nWARC-Target-URI: " + target + "\r\nContent-Type: " + contentType +
		"\r\nContent-Length: " + itoa(len(block)) + "\r\n\r\n" + block + "\r\n\r\n"
}

func warcFile() string {
	page := "<html><p>The quay is ours, said the mayor of the harbour town.</p></html>"
	return warcRecord("warcinfo", "", "application/warc-fields", "software: quay\r\n") +
		warcRecord("response", "http://post.example/1", "application/http; msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"+page) +
		warcRecord("request", "http://post.example/1", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n") +
		warcRecord("revisit", "http://post.example/1", "application/http; msgtype=response", "HTTP/1.1 200 OK\r\n\r\n") +
		warcRecord("response", "http://post.example/2", "application/http; msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n"+chunked(gzipped(page))) +
		warcRecord("response", "http://post.example/gone", "application/http; msgtype=response", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Nothing here.") +
		warcRecord("conversion", "http://post.example/3", "text/plain", "The quay is ours, said the mayor.")
}

func chunked(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		n := min(len(s), 40)
		b.WriteString(hex(n) + "\r\n" + s[:n] + "\r\n")
		s = s[n:]
	}
	return b.String() + "0\r\n\r\n"
}
