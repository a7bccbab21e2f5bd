package postgres

import (
	"context"
	"os"
	"testing"

	"github.com/quoth-news/quoth/internal/pgserver"
)

var (
	running *pgserver.Server
	missing string // why there is none
)

// template is the database that those of the tests are copies of.
const template = "quoth_template"

func TestMain(m *testing.M) {
	var err error
	if running, err = pgserver.Start(); err == nil {
		err = prepare()
	}
	if err != nil {
		missing = err.Error()
	}
	code := m.Run()
	if running != nil {
		running.Remove()
	}
	os.Exit(code)
}

// prepare makes the template: a database with a record's tables.
func prepare() error {
	if err := running.Create(template, "template1"); err != nil {
		return err
	}
	store, err := Open(context.Background(), running.Address(template), Options{Create: true})
	if err != nil {
		return err
	}
	return store.Close()
}

// database makes a new database, with a record's tables or without, and gives its address.
func database(t testing.TB, with string) string {
	t.Helper()
	if missing != "" {
		t.Skip(missing)
	}
	return running.Database(t, with)
}
