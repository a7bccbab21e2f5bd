package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/postgres"
	"github.com/quoth-news/quoth/record/sqlite"
)

// readRecord opens the record for a question; a record that is not there is not made.
func (sh *shell) readRecord(ctx context.Context) (record.Store, error) {
	if !sh.inPostgres() {
		if _, err := os.Stat(sh.db); errors.Is(err, fs.ErrNotExist) {
			return nil, withHint(fmt.Errorf("%w: there is no file %s", errNoRecord, sh.db), "quoth add --db %s PATH...", shellArg(sh.db))
		}
	}
	return sh.openRecord(ctx, false)
}

// asking is the work of a command that puts a question to the record.
func (sh *shell) asking(answer func(ctx context.Context, store record.Store, args []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		store, err := sh.readRecord(cmd.Context())
		if err != nil {
			return err
		}
		defer store.Close()
		return answer(cmd.Context(), store, args)
	}
}

// writeRecord opens the record for adding, and makes it where it is missing.
func (sh *shell) writeRecord(ctx context.Context) (record.Store, error) {
	return sh.openRecord(ctx, true)
}

func (sh *shell) openRecord(ctx context.Context, create bool) (store record.Store, err error) {
	if sh.inPostgres() {
		store, err = postgres.Open(ctx, sh.db, postgres.Options{Create: create})
	} else {
		store, err = sqlite.Open(ctx, sh.db, sqlite.Options{Create: create})
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %s cannot be opened: %w", errNoRecord, sh.recordName(), err)
	}
	return store, nil
}

func (sh *shell) inPostgres() bool {
	return strings.HasPrefix(sh.db, "postgres://") || strings.HasPrefix(sh.db, "postgresql://")
}

// recordName is the record as messages call it: an address without its password.
func (sh *shell) recordName() string {
	if !sh.inPostgres() {
		return sh.db
	}
	u, err := url.Parse(sh.db)
	if err != nil {
		return "postgres://…"
	}
	return u.Redacted()
}
