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

// times are how long calls took, by the clock and of the processor: on a machine that
// others use as well, only the latter tells what a call costs.
type times struct{ clock, processor []time.Duration }

func (t *times) of(call func() error) error {
	begun, used := time.Now(), processorTime()
	err := call()
	t.clock = append(t.clock, time.Since(begun))
	t.processor = append(t.processor, processorTime()-used)
	return err
}

func (t *times) add(o times) {
	t.clock, t.processor = append(t.clock, o.clock...), append(t.processor, o.processor...)
}

func (t times) String() string {
	if len(t.clock) == 0 {
		return "none"
	}
	slices.Sort(t.clock)
	slices.Sort(t.processor)
	at := func(all []time.Duration, percent int) float64 {
		return float64(all[(len(all)-1)*percent/100].Microseconds()) / 1000
	}
	return fmt.Sprintf("p50 %7.2f  p95 %7.2f ms; of the processor p50 %7.2f  p95 %7.2f ms (%d)",
		at(t.clock, 50), at(t.clock, 95), at(t.processor, 50), at(t.processor, 95), len(t.clock))
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
