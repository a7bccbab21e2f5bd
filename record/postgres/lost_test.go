package postgres

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// TestLostConnections: a record whose server ended all connections says that it is
// not to be reached at most once, and goes on with new ones.
func TestLostConnections(t *testing.T) {
	address := database(t, template)
	store, err := Open(t.Context(), address, Options{Readers: 2})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	use := func(ctx context.Context) error {
		_, err := store.Coverage(ctx)
		return errors.Join(err, store.AddFailure(ctx, record.Failure{Path: "a", Reason: "b"}))
	}
	if err := use(t.Context()); err != nil {
		t.Fatal(err)
	}
	admin, err := sql.Open("pgx", running.Address("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer admin.Close()
	for range 3 {
		if _, err := admin.Exec(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`, name(address)); err != nil {
			t.Fatal(err)
		}
		if err := use(t.Context()); err != nil && !errors.Is(err, quoth.ErrUnavailable) {
			t.Error("a lost connection is called ", err)
		}
		if err := use(t.Context()); err != nil {
			t.Error("the record does not come back: ", err)
		}
		// A caller who goes away takes the connection along, and the next one gets another.
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		if err := use(gone); !errors.Is(err, context.Canceled) {
			t.Error("a caller who is gone got ", err)
		}
		if err := use(t.Context()); err != nil {
			t.Error("a caller who went away left a dead connection: ", err)
		}
	}
}

// name is the database of an address.
func name(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		panic(err)
	}
	return strings.TrimPrefix(u.Path, "/")
}
