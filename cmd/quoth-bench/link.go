package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/recordtest"
)

func newLink() *cobra.Command {
	var articles, batch int
	var seed, shuffle uint64
	cmd := &cobra.Command{
		Use:   "link",
		Short: "How well quotations are put together to statements, and documents to origins",
		Long: `Builds a record, in a folder of its own, of a generated archive of which the truth is known,
and scores it: pairs of quotations rightly put together, and B³ (Bagga and Baldwin, 1998), in which every
quotation counts once. Statements are scored against the occasions the generator made; origins within the
statements that were found. With --shuffle the articles come in an order of chance; the digest printed must
be the same in any.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return link(cmd.Context(), articles, batch, seed, shuffle)
		},
	}
	cmd.Flags().IntVar(&articles, "articles", 50_000, "articles of the archive")
	cmd.Flags().IntVar(&batch, "batch", 500, "articles written in one transaction")
	cmd.Flags().Uint64Var(&seed, "seed", 3, "of the archive")
	cmd.Flags().Uint64Var(&shuffle, "shuffle", 0, "seed of another order of adding, 0 for that of the archive")
	return cmd
}

// truth is what the generator knows of an archive.
type truth struct {
	statement map[string]string // by quotation
	origin    map[string]string // by document
}

func link(ctx context.Context, articles, batch int, seed, shuffle uint64) error {
	folder, err := os.MkdirTemp("", "quoth-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	store, err := open(ctx, filepath.Join(folder, "link.db"), true)
	if err != nil {
		return err
	}
	defer store.Close()
	begun := time.Now()
	known, err := fill(ctx, store, articles, batch, seed, shuffle)
	if err != nil {
		return err
	}
	fmt.Printf("%d articles, %d quotations, added at %.0f articles/s\n", articles, len(known.statement), float64(articles)/time.Since(begun).Seconds())
	if err := score(ctx, store, known); err != nil {
		return err
	}
	digest, err := recordtest.Digest(ctx, store)
	fmt.Println("digest", digest)
	return err
}

func fill(ctx context.Context, store record.Store, articles, batch int, seed, shuffle uint64) (*truth, error) {
	g := recordtest.NewGenerator(seed)
	known := &truth{map[string]string{}, map[string]string{}}
	all := make([]recordtest.Generated, articles)
	for i := range all {
		all[i] = g.Next()
	}
	if shuffle != 0 {
		rand.New(rand.NewPCG(shuffle, 1)).Shuffle(articles, func(i, j int) { all[i], all[j] = all[j], all[i] })
	}
	var entries []record.Entry
	for i, next := range all {
		doc, reading := next.Article.Build()
		for q := range reading.Quotations {
			known.statement[reading.Quotations[q].ID] = fmt.Sprint(next.Statements[q])
		}
		known.origin[doc.ID] = fmt.Sprint(next.Origin)
		entries = append(entries, record.Entry{Doc: doc, Reading: reading})
		if len(entries) == batch || i == articles-1 {
			if _, err := store.AddReadings(ctx, entries); err != nil {
				return nil, err
			}
			entries = entries[:0]
		}
	}
	return known, nil
}

// score holds every statement of a record against the truth.
func score(ctx context.Context, store record.Store, known *truth) error {
	found, foundOrigins, trueOrigins := map[string]string{}, map[string]string{}, map[string]string{}
	for query := (record.Query{Attitudes: true, Limit: 1000, Uncounted: true}); ; {
		page, err := store.Statements(ctx, query)
		if err != nil {
			return err
		}
		for _, st := range page.Statements {
			appearances, err := store.Appearances(ctx, st.ID)
			if err != nil {
				return err
			}
			for _, a := range appearances {
				found[a.Quotation.ID] = st.ID
				foundOrigins[a.Quotation.ID] = fmt.Sprint(st.ID, a.Origin)
				trueOrigins[a.Quotation.ID] = fmt.Sprint(st.ID, known.origin[a.Head.ID])
			}
		}
		if page.Next == "" {
			break
		}
		query.After = page.Next
	}
	if len(found) != len(known.statement) {
		return fmt.Errorf("%d of %d quotations are in statements", len(found), len(known.statement))
	}
	fmt.Println("statements:", recordtest.ScoreClusters(found, known.statement))
	fmt.Println("origins:   ", recordtest.ScoreClusters(foundOrigins, trueOrigins))
	return nil
}
