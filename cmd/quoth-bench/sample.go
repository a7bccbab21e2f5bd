package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/quoth-news/quoth/record"
)

// sample is quotations of the archive's first articles, drawn by chance: what a record
// of so many articles must know.
func sample(ctx context.Context, store record.Store, n int) ([]quoted, record.Coverage, error) {
	holds, err := store.Coverage(ctx)
	if err != nil {
		return nil, holds, err
	}
	if holds.Documents == 0 {
		return nil, holds, fmt.Errorf("the record is empty; build one with: quoth-bench build")
	}
	r := rand.New(rand.NewPCG(3, 1))
	at := map[int]bool{}
	for len(at) < min(n, holds.Documents) {
		at[r.IntN(holds.Documents)] = true
	}
	g := archive()
	var all []quoted
	for i := range holds.Documents {
		next := g.Next()
		if !at[i] {
			continue
		}
		doc, reading := next.Article.Build()
		q := &reading.Quotations[r.IntN(len(reading.Quotations))]
		all = append(all, quoted{record.StatementID(q.ID), q.Text(doc.Text), reading.Entities[q.Speaker.Entity].Name})
	}
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all, holds, nil
}

// quoted is a quotation of the archive.
type quoted struct {
	statement string // an identifier of its statement
	text      string
	speaker   string
}

// long tells whether a quotation is told from others by its words: short ones are
// said by many.
func (q *quoted) long() bool {
	return len(strings.Fields(q.text)) >= 9 && !strings.Contains(q.text, "...")
}

// times are how long calls took.
type times []time.Duration

func (t *times) of(call func() error) error {
	begun := time.Now()
	err := call()
	*t = append(*t, time.Since(begun))
	return err
}

func (t times) String() string {
	if len(t) == 0 {
		return "none"
	}
	slices.Sort(t)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	return fmt.Sprintf("p50 %7.2f  p95 %7.2f  slowest %7.2f ms (%d)", ms(t[len(t)/2]), ms(t[len(t)*95/100]), ms(t[len(t)-1]), len(t))
}

// readPage reads one page of a file, at a place of chance.
func readPage(path string, i int) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	const page = 4096
	r := rand.New(rand.NewPCG(uint64(i), 9))
	_, err = f.ReadAt(make([]byte, page), r.Int64N(max(info.Size()/page, 1))*page)
	return err
}
