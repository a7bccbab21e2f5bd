package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"
)

// shell is what every command needs: where to read and print, and the flags that
// all commands share.
type shell struct {
	in      io.Reader
	out     io.Writer
	errOut  io.Writer
	getenv  func(string) string
	db      string
	json    bool
	running bool // the command line was right and a command has begun
}

const defaultRecord = "quoth.db"

func newRootCommand(sh *shell) *cobra.Command {
	root := &cobra.Command{
		Use:   "quoth",
		Short: "Who said what, about whom, when and to whom it was told, from the articles that report it",
		Long: `Quoth reads articles and keeps a record of who said what, about whom, when
and to whom it was told, with the words it rests on. It tells that something
was said and reported, not that it is right.`,
		Example: `  quoth demo --once
  quoth add articles/
  quoth said "Imogen Tarrant" --about "Delphine Okoro"
  quoth extract --json article.html | jq .quotations`,
		SilenceUsage:  true,
		SilenceErrors: true,
		PersistentPreRun: func(*cobra.Command, []string) {
			sh.running = true
			if sh.db == "" {
				sh.db = sh.getenv("QUOTH_DB")
			}
			if sh.db == "" {
				sh.db = defaultRecord
			}
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.PersistentFlags().StringVar(&sh.db, "db", "", "the record: a file or a postgres:// address (default $QUOTH_DB or "+defaultRecord+")")
	root.PersistentFlags().BoolVar(&sh.json, "json", false, "print JSON Lines for programs")
	root.AddCommand(
		newDemoCommand(sh), newAddCommand(sh), newExtractCommand(sh), newWorkCommand(sh), newImportParquetCommand(sh), newFetchCommand(sh), newWatchCommand(sh),
		newSaidCommand(sh), newCheckCommand(sh), newLintCommand(sh), newTraceCommand(sh), newWhyCommand(sh), newWhoCommand(sh), newShowCommand(sh),
		newFixCommand(sh), newHideCommand(sh), newEraseCommand(sh), newRereadCommand(sh),
		newExportCommand(sh), newBackupCommand(sh), newCoverageCommand(sh), newDoctorCommand(sh),
		newServeCommand(sh), newMCPCommand(sh), newTokenCommand(sh),
		newEvalCommand(sh), newSchemaCommand(sh), newVersionCommand(sh),
	)
	return root
}

// say prints a line for people on standard error.
func (sh *shell) say(format string, args ...any) {
	fmt.Fprintf(sh.errOut, format+"\n", args...)
}

// colour tells whether w is a terminal that wants colour.
func (sh *shell) colour(w io.Writer) bool {
	return sh.getenv("NO_COLOR") == "" && sh.getenv("TERM") != "dumb" && isTerminal(w)
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// shellArg writes an argument so that a shell takes it as one word.
func shellArg(s string) string {
	if s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789./_-+=:@%") == "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
