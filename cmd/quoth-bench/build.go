package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth/record"
)

func newBuild() *cobra.Command {
	var db string
	var statements, batch, more int
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Builds a record of so many statements, or goes on building it",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			store, err := open(cmd.Context(), db, true)
			if err != nil {
				return err
			}
			defer store.Close()
			return build(cmd.Context(), store, db, statements, batch, more)
		},
	}
	cmd.Flags().StringVar(&db, "db", "bench.db", "the record: a file or a postgres:// address")
	cmd.Flags().IntVar(&statements, "statements", 100_000, "how many statements it shall hold")
	cmd.Flags().IntVar(&batch, "batch", 1000, "articles written in one transaction")
	cmd.Flags().IntVar(&more, "more", 0, "add so many articles more, whatever the record holds, and tell how fast")
	return cmd
}

// build adds articles until the record holds enough statements. The articles it holds
// are the first of the archive: they are made again and passed over.
func build(ctx context.Context, store record.Store, db string, statements, batch, more int) error {
	holds, err := store.Coverage(ctx)
	if err != nil {
		return err
	}
	made := make(chan []record.Entry, 2)
	ctx, cancel := context.WithCancel(ctx)
	var maker sync.WaitGroup
	maker.Go(func() { compose(ctx, holds.Documents, batch, made) })
	defer maker.Wait()
	defer cancel()
	last := holds.Documents + more
	begun, told, articles, quotations := time.Now(), time.Now(), 0, 0
	for enough(holds, statements, last, more) && ctx.Err() == nil {
		entries := <-made
		if more > 0 {
			entries = entries[:min(len(entries), last-holds.Documents)]
		}
		if _, err := store.AddReadings(ctx, entries); err != nil {
			return err
		}
		articles += len(entries)
		for _, e := range entries {
			quotations += len(e.Reading.Quotations)
		}
		if holds, err = store.Coverage(ctx); err != nil {
			return err
		}
		if time.Since(told) > 10*time.Second {
			told = time.Now()
			tell(holds, articles, quotations, begun, db)
		}
	}
	tell(holds, articles, quotations, begun, db)
	return ctx.Err()
}

func enough(holds record.Coverage, statements, last, more int) bool {
	if more > 0 {
		return holds.Documents < last
	}
	return holds.Statements < statements
}

func tell(holds record.Coverage, articles, quotations int, begun time.Time, db string) {
	seconds := time.Since(begun).Seconds()
	fmt.Printf("%d statements, %d articles; %.0f articles/s, %.0f quotations/s; %.2f GB\n",
		holds.Statements, holds.Documents, float64(articles)/seconds, float64(quotations)/seconds, float64(size(db))/1e9)
}

// compose makes the articles of the archive from one on, in batches.
func compose(ctx context.Context, from, batch int, made chan<- []record.Entry) {
	g := archive()
	for range from {
		g.Next()
	}
	for {
		entries := make([]record.Entry, batch)
		for i := range entries {
			entries[i].Doc, entries[i].Reading = g.Next().Article.Build()
		}
		select {
		case made <- entries:
		case <-ctx.Done():
			return
		}
	}
}
