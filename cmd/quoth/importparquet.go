package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/wire/parquet"
)

func newImportParquetCommand(sh *shell) *cobra.Command {
	var quiet bool
	cmd := &cobra.Command{
		Use:   "import-parquet PATH...",
		Short: "Load what a cluster read into the record",
		Long: `Loads Parquet files of documents with their quotations, as quoth-archive writes them, into the
record: nothing is read again, only linked. Folders are walked for files that end in .parquet. A
document that is in the record already is skipped; interrupt it when you like, and give the same
command again to go on. A file that is broken fails with its reason, and the rest goes on.`,
		Example: `  quoth import-parquet found/readings
  quoth import-parquet --db postgres://desk@db.example/quoth found/readings/published=2024-05`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return sh.importParquet(cmd.Context(), args, quiet)
		},
	}
	cmd.Flags().BoolVarP(&quiet, "quiet", "q", false, "no progress and no summary")
	return cmd
}

func (sh *shell) importParquet(ctx context.Context, paths []string, quiet bool) error {
	for _, path := range paths {
		if _, err := os.Stat(path); err != nil {
			return &usageError{err}
		}
	}
	store, err := sh.writeRecord(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	run := &pipeline.Run{}
	j := sh.begin("import-parquet", "import into "+sh.recordName(), paths, run, &readingFlags{quiet: quiet}, true)
	err = pipeline.Load(ctx, parquetFiles(paths), store, run.Progress, j.report)
	err = j.end(ctx, err, true)
	if errors.Is(err, errStopped) {
		return withHint(fmt.Errorf("%w; what was done is in the record", errStopped), "the same command again, to go on")
	}
	return err
}

// parquetFiles are the readings in files and in folders of them.
func parquetFiles(paths []string) pipeline.Readings {
	return func(ctx context.Context, yield func(string, *quoth.Document, *quoth.Reading, error) error) error {
		for _, root := range paths {
			err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
				switch {
				case err != nil:
					return yield(path, nil, nil, err)
				case d.IsDir() || path != root && filepath.Ext(path) != ".parquet":
					return ctx.Err()
				}
				return parquetFile(ctx, path, yield)
			})
			if err != nil {
				return err
			}
		}
		return nil
	}
}

func parquetFile(ctx context.Context, path string, yield func(string, *quoth.Document, *quoth.Reading, error) error) error {
	f, err := os.Open(path)
	if err != nil {
		return yield(path, nil, nil, err)
	}
	defer f.Close()
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return yield(path, nil, nil, err)
	}
	var stopped error
	err = parquet.ReadReadings(f, size, func(doc *quoth.Document, reading *quoth.Reading) error {
		if stopped = ctx.Err(); stopped == nil {
			stopped = yield(path, doc, reading, nil)
		}
		return stopped
	})
	if err == nil || stopped != nil {
		return stopped
	}
	return yield(path, nil, nil, err)
}
