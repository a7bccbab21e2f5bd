package ask

import (
	"context"

	"github.com/quoth-news/quoth/record"
)

// exportPage is how many statements are read at a time.
const exportPage = 500

// Export hands out every statement with its appearances, in the order of when
// they were said. What it hands out, and the order, depend only on what was added.
// Attitudes come along, as their act tells; what is hidden does not.
func Export(ctx context.Context, store record.Store, yield func(*Tracing) error) error {
	query := record.Query{Attitudes: true, Limit: exportPage}
	for {
		page, err := store.Statements(ctx, query)
		if err != nil {
			return err
		}
		for i := range page.Statements {
			t, err := traced(ctx, store, &page.Statements[i])
			if err != nil {
				return err
			}
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
