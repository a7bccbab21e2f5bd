// Quoth-bench measures a record of any size: it builds one of generated articles,
// asks it, puts it under stress, and scores how its statements were put together.
//
//	go run ./cmd/quoth-bench build --db /tmp/1e6.db --statements 1000000
//	go run ./cmd/quoth-bench ask --db /tmp/1e6.db
//	go run ./cmd/quoth-bench stress --db /tmp/1e6.db
//	go run ./cmd/quoth-bench link --articles 50000
//	go run ./cmd/quoth-bench scale --articles 1000000 --workers 4
//
// What a record is built of depends on a seed alone, so a build that was broken off
// goes on where it stopped, and the other commands know what was said. --db takes a
// file or a postgres:// address.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"runtime/pprof"
	"strings"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/postgres"
	"github.com/quoth-news/quoth/record/recordtest"
	"github.com/quoth-news/quoth/record/sqlite"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	root := &cobra.Command{Use: "quoth-bench", Short: "Measures a record of any size", SilenceUsage: true}
	root.AddCommand(newBuild(), newAsk(), newStress(), newLink(), newScale())
	profile := root.PersistentFlags().String("cpuprofile", "", "write where the time goes to this file")
	root.PersistentPreRunE = func(*cobra.Command, []string) error {
		if *profile == "" {
			return nil
		}
		f, err := os.Create(*profile)
		if err != nil {
			return err
		}
		return pprof.StartCPUProfile(f)
	}
	defer pprof.StopCPUProfile()
	if err := root.ExecuteContext(ctx); err != nil {
		os.Exit(1)
	}
}

// open opens the record of --db.
func open(ctx context.Context, db string, create bool) (record.Store, error) {
	if strings.HasPrefix(db, "postgres://") {
		return postgres.Open(ctx, db, postgres.Options{Create: create})
	}
	return sqlite.Open(ctx, db, sqlite.Options{Create: create, CacheMB: 512})
}

// archive is what records are built of: a newspaper's years with most occasions
// reported once, a hundred thousand people, and a few hundred articles a day.
func archive() *recordtest.Generator {
	g := recordtest.NewGenerator(11)
	g.Speakers, g.Quotes, g.Alone, g.Steady = 100_000, 18, 85, 250
	return g
}

// size is how many bytes a record takes, 0 where that cannot be told.
func size(db string) (n int64) {
	for _, suffix := range []string{"", "-wal"} {
		if info, err := os.Stat(db + suffix); err == nil {
			n += info.Size()
		}
	}
	return n
}

func say(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }
