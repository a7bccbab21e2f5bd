package main

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"time"

	"github.com/klauspost/compress/gzip"
	"golang.org/x/net/html"
)

// limit times the way from a WARC file to segments against its physical limit:
// unpacking the file and parsing its pages, with the same libraries and nothing else.
func limit(folder string) error {
	pages, err := pagesIn(folder)
	if err != nil {
		return err
	}
	archive := archiveOf(pages)
	var ours, bound time.Duration
	const rounds = 10
	for range rounds {
		timed(&ours, func() { toSegments(bytes.NewReader(archive), "pages.warc.gz") })
		runtime.GC()
		timed(&bound, func() { unpackAndParse(archive, pages) })
		runtime.GC()
	}
	mb := rounds * megabytes(pages)
	fmt.Printf("WARC to segments %.1f MB/s, gunzip and html.Parse alone %.1f MB/s: %.0f%% of the limit (%d pages, %d rounds, processor time)\n",
		mb/ours.Seconds(), mb/bound.Seconds(), 100*bound.Seconds()/ours.Seconds(), len(pages), rounds)
	return nil
}

func unpackAndParse(archive []byte, pages [][]byte) {
	z, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		panic(err)
	}
	if _, err := io.Copy(io.Discard, z); err != nil {
		panic(err)
	}
	for _, page := range pages {
		_, _ = html.Parse(bytes.NewReader(page))
	}
}

// archiveOf is a WARC file of the pages, each record compressed by itself.
func archiveOf(pages [][]byte) []byte {
	var b bytes.Buffer
	for i, page := range pages {
		writeRecord(&b, fmt.Sprintf("http://post.example/%d", i), page)
	}
	return b.Bytes()
}

func writeRecord(w io.Writer, url string, page []byte) {
	head := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
	z := gzip.NewWriter(w)
	fmt.Fprintf(z, "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s", url, len(head)+len(page), head)
	z.Write(page)
	io.WriteString(z, "\r\n\r\n")
	z.Close()
}
