package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/sqlite"
)

// readRecord opens the record for a question; a record that is not there is not made.
func (sh *shell) readRecord(ctx context.Context) (record.Store, error) {
	if err := sh.mustBeFile(); err != nil {
		return nil, err
	}
	if _, err := os.Stat(sh.db); errors.Is(err, fs.ErrNotExist) {
		return nil, withHint(fmt.Errorf("%w: there is no file %s", errNoRecord, sh.db), "quoth add --db %s PATH...", shellArg(sh.db))
	}
	return openRecord(ctx, sh.db, sqlite.Options{})
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
	if err := sh.mustBeFile(); err != nil {
		return nil, err
	}
	return openRecord(ctx, sh.db, sqlite.Options{Create: true})
}

func openRecord(ctx context.Context, path string, opt sqlite.Options) (record.Store, error) {
	store, err := sqlite.Open(ctx, path, opt)
	if err != nil {
		return nil, fmt.Errorf("%w: %s cannot be opened: %w", errNoRecord, path, err)
	}
	return store, nil
}

func (sh *shell) mustBeFile() error {
	if strings.HasPrefix(sh.db, "postgres://") || strings.HasPrefix(sh.db, "postgresql://") {
		return withHint(fmt.Errorf("%w: a record in PostgreSQL; this version keeps its record in a file", quoth.ErrUnsupported), "--db %s", defaultRecord)
	}
	return nil
}
