package main

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"time"

	"github.com/markusmobius/go-trafilatura"

	"github.com/quoth-news/quoth/read"
	"github.com/quoth-news/quoth/segment"
)

// peer times Quoth, from bytes to segments, against go-trafilatura as it comes.
func peer(folder string) error {
	pages, err := pagesIn(folder)
	if err != nil {
		return err
	}
	var ours, theirs time.Duration
	const rounds = 3
	for range rounds {
		for _, page := range pages {
			timed(&ours, func() { toSegments(bytes.NewReader(page), "page.html") })
			timed(&theirs, func() { _, _ = trafilatura.Extract(bytes.NewReader(page), trafilatura.Options{}) })
		}
		runtime.GC()
	}
	mb := rounds * megabytes(pages)
	fmt.Printf("quoth %.1f MB/s, go-trafilatura %.1f MB/s: %.1f times as fast (%d pages, %d rounds, processor time)\n",
		mb/ours.Seconds(), mb/theirs.Seconds(), theirs.Seconds()/ours.Seconds(), len(pages), rounds)
	return nil
}

// toSegments reads a stream and lays out what it holds.
func toSegments(r *bytes.Reader, name string) (segments int) {
	_ = read.Stream(context.Background(), r, name, read.Options{}, func(i read.Item) error {
		if i.Doc != nil {
			segments += len(segment.Layout(i.Doc))
		}
		return nil
	})
	return segments
}
