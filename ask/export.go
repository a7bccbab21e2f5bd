package ask

import (
	"context"
	"errors"
	"sync"

	"github.com/quoth-news/quoth/record"
)

// exportPage is how many statements are read at a time.
const exportPage = 500

// Export hands out every statement with its appearances, in the order of when
// they were said. What it hands out, and the order, depend only on what was added.
// Attitudes come along, as their act tells; what is hidden does not.
func Export(ctx context.Context, store record.Store, yield func(*Tracing) error) error {
	query := record.Query{Attitudes: true, Limit: exportPage, Uncounted: true}
	for {
		page, err := store.Statements(ctx, query)
		if err != nil {
			return err
		}
		all, err := tracedAll(ctx, store, page.Statements)
		if err != nil {
			return err
		}
		for _, t := range all {
			if err := yield(t); err != nil {
				return err
			}
		}
		if page.Next == "" {
			return nil
		}
		query.After = page.Next
	}
}

// tracedAtOnce is how many statements are followed at the same time: a store answers
// several readers, and over a network each answer is waited for.
const tracedAtOnce = 4

func tracedAll(ctx context.Context, store record.Store, statements []record.Statement) ([]*Tracing, error) {
	all, errs := make([]*Tracing, len(statements)), make([]error, tracedAtOnce)
	var hands sync.WaitGroup
	for hand := range tracedAtOnce {
		hands.Go(func() {
			for i := hand; i < len(statements) && errs[hand] == nil; i += tracedAtOnce {
				all[i], errs[hand] = traced(ctx, store, &statements[i])
			}
		})
	}
	hands.Wait()
	return all, errors.Join(errs...)
}
