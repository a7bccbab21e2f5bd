package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
)

func newAsk() *cobra.Command {
	var db string
	var n int
	var cold bool
	cmd := &cobra.Command{
		Use:   "ask",
		Short: "How long said, check and trace take",
		Long: `Asks a record about quotations drawn by chance from what it was built of. With --cold
every question begins with the file out of the memory of the system, as after a start of the machine.
The yardstick is the time in which the disk hands out one page of the file by chance, measured in the same run.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return questions(cmd.Context(), db, n, cold) },
	}
	cmd.Flags().StringVar(&db, "db", "bench.db", "the record: a file or a postgres:// address")
	cmd.Flags().IntVarP(&n, "questions", "n", 300, "questions of each kind")
	cmd.Flags().BoolVar(&cold, "cold", false, "each question with the file out of memory")
	return cmd
}

// question is one kind of question.
type question struct {
	name string
	ask  func(ctx context.Context, store record.Store, q *quoted) error
}

var kinds = []question{
	{"check, exact", func(ctx context.Context, s record.Store, q *quoted) error { return check(ctx, s, q.text, "") }},
	{"check, a word changed", func(ctx context.Context, s record.Store, q *quoted) error { return check(ctx, s, spoiled(q.text), "") }},
	{"check --by", func(ctx context.Context, s record.Store, q *quoted) error {
		return check(ctx, s, spoiled(q.text), q.speaker)
	}},
	{"check, never said", func(ctx context.Context, s record.Store, q *quoted) error { return check(ctx, s, shuffled(q.text), "") }},
	{"trace", func(ctx context.Context, s record.Store, q *quoted) error {
		_, err := ask.Trace(ctx, s, q.statement)
		return err
	}},
	{"said, a page of 100", func(ctx context.Context, s record.Store, q *quoted) error {
		_, err := ask.Said(ctx, s, ask.SaidQuery{Person: q.speaker, Limit: 100})
		return err
	}},
	{"said, a year", func(ctx context.Context, s record.Store, q *quoted) error {
		_, err := ask.Said(ctx, s, ask.SaidQuery{Person: q.speaker, From: "2010", To: "2010", Limit: 100})
		return err
	}},
}

func check(ctx context.Context, store record.Store, quote, by string) error {
	_, err := ask.Check(ctx, store, ask.CheckQuery{Quote: quote, By: by})
	return err
}

// spoiled is a quotation with a word in the middle changed.
func spoiled(text string) string {
	words := strings.Fields(text)
	words[len(words)/2] = "marmalade"
	return strings.Join(words, " ")
}

// shuffled has the words in an order nobody said them in.
func shuffled(text string) string {
	words := strings.Fields(text)
	for i := range words {
		j := (i*7 + 3) % len(words)
		words[i], words[j] = words[j], words[i]
	}
	return strings.Join(words, " ")
}

func questions(ctx context.Context, db string, n int, cold bool) error {
	store, err := open(ctx, db, false)
	if err != nil {
		return err
	}
	defer func() { store.Close() }()
	asked, holds, err := sample(ctx, store, n)
	if err != nil {
		return err
	}
	how := "warm"
	if cold {
		how = "cold"
	}
	fmt.Printf("%d statements in %d articles, %.2f GB, %s\n", holds.Statements, holds.Documents, float64(size(db))/1e9, how)
	for _, k := range kinds {
		var took times
		for i := range asked {
			if cold {
				if store, err = reopened(ctx, store, db); err != nil {
					return err
				}
			}
			if err := took.of(func() error { return k.ask(ctx, store, &asked[i]) }); err != nil && ctx.Err() != nil {
				return err
			} else if err != nil {
				return fmt.Errorf("%s: %w", k.name, err)
			}
		}
		fmt.Printf("%-22s %v\n", k.name, took)
	}
	return yardstick(db, cold)
}

// reopened is the record opened anew with its file out of the system's memory.
func reopened(ctx context.Context, store record.Store, db string) (record.Store, error) {
	if err := store.Close(); err != nil {
		return nil, err
	}
	if err := forget(db); err != nil {
		return nil, err
	}
	store, err := open(ctx, db, false)
	if err == nil {
		_, err = store.Has(ctx, "d:none", nil) // connected, as a server is
	}
	return store, err
}

// yardstick prints how long one read of a page takes, in the same state.
func yardstick(db string, cold bool) error {
	if strings.HasPrefix(db, "postgres://") {
		return nil
	}
	var took times
	for i := range 200 {
		if cold {
			if err := forget(db); err != nil {
				return err
			}
		}
		if err := took.of(func() error { return readPage(db, i) }); err != nil {
			return err
		}
	}
	fmt.Printf("%-22s %v\n", "one page by chance", took)
	return nil
}
