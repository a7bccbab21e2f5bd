package export

import (
	"context"
	"errors"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// Kinds looks up the kinds of entities in a record, each once.
func Kinds(ctx context.Context, store record.Store) KindOf {
	known := map[string]quoth.EntityKind{}
	return func(entity string) (quoth.EntityKind, error) {
		kind, ok := known[entity]
		if ok {
			return kind, nil
		}
		e, err := store.Entity(ctx, entity)
		switch {
		case errors.Is(err, quoth.ErrNotFound):
		case err != nil:
			return "", err
		default:
			kind = e.Kind
		}
		known[entity] = kind
		return kind, nil
	}
}
