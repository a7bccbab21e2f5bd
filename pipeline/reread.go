package pipeline

import (
	"cmp"
	"context"

	"github.com/quoth-news/quoth/read"
	"github.com/quoth-news/quoth/record"
)

// documentsAtOnce is how many stored documents are listed at a time.
const documentsAtOnce = 500

// Stored are the inputs of a record: its documents, in the order of their identifiers.
func Stored(store record.Store) Inputs {
	return func(ctx context.Context, _ read.Options, yield func(read.Item) error) error {
		for after := ""; ; {
			heads, err := store.Documents(ctx, after, documentsAtOnce)
			if err != nil || len(heads) == 0 {
				return err
			}
			for i := range heads {
				entry, err := store.Document(ctx, heads[i].ID)
				if err != nil {
					return err
				}
				if err := yield(read.Item{Doc: entry.Doc, Path: cmp.Or(entry.Doc.Origin.Path, entry.Doc.ID)}); err != nil {
					return err
				}
			}
			after = heads[len(heads)-1].ID
		}
	}
}
