package ask

import (
	"context"
	"fmt"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// Who are the people, organisations and groups a name may mean, best first. A
// name nobody bears is an error wrapping quoth.ErrNotFound, with the coverage.
func Who(ctx context.Context, store record.Store, name string) ([]record.Entity, error) {
	if strings.TrimSpace(name) == "" {
		return nil, fmt.Errorf("%w: no name given", quoth.ErrInvalid)
	}
	people, err := store.People(ctx, name)
	if err != nil {
		return nil, err
	}
	if len(people) == 0 {
		return nil, notFound(ctx, store, "nobody called "+name)
	}
	return people, nil
}

// NotFoundError says what was looked for and what was looked through: that the
// record does not hold something does not mean that it was never said.
type NotFoundError struct {
	What     string
	Coverage record.Coverage
}

func (e *NotFoundError) Error() string {
	c := &e.Coverage
	if c.Documents == 0 {
		return fmt.Sprintf("the record has %s; it is empty", e.What)
	}
	return fmt.Sprintf("the record has %s; it holds %d documents of %d publishers, %s to %s",
		e.What, c.Documents, c.Publishers, known(c.From), known(c.To))
}

// Unwrap makes it a quoth.ErrNotFound.
func (e *NotFoundError) Unwrap() error { return quoth.ErrNotFound }

func known(w quoth.When) string {
	if w == "" {
		return "unknown"
	}
	return string(w)
}

func notFound(ctx context.Context, store record.Store, what string) error {
	c, err := store.Coverage(ctx)
	if err != nil {
		return err
	}
	return &NotFoundError{What: what, Coverage: c}
}
