package ask

import (
	"context"

	"github.com/quoth-news/quoth/record"
)

// Doctor looks through the whole record and hands out what cannot be: spans outside
// their text, hashes and indexes that disagree, counts that are wrong, rows that
// point nowhere. It returns how many faults there are; none is a sound record.
func Doctor(ctx context.Context, store record.Store, found func(record.Fault)) (faults int, err error) {
	err = store.Faults(ctx, func(f record.Fault) {
		faults++
		if found != nil {
			found(f)
		}
	})
	return faults, err
}
