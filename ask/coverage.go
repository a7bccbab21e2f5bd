package ask

import (
	"context"

	"github.com/quoth-news/quoth/record"
)

// Coverage is what the record holds, and for which years and outlets.
func Coverage(ctx context.Context, store record.Store) (record.Coverage, error) {
	return store.Coverage(ctx)
}
