// Command quoth finds out who said what, about whom, when and to whom it was
// told, in articles, and keeps it in a record that can be asked.
//
// What comes in are arguments and files; what goes out are answers on standard
// output (text for people, JSON Lines with --json) and everything else (progress,
// messages, hints) on standard error. Each command is one file that builds a
// cobra command, asks package pipeline or ask, and prints. Nothing is decided here.
//
//	quoth add articles/
//	quoth said "Imogen Tarrant" --about "Delphine Okoro"
//
// The exit status is 0 when all is well, 1 when a problem was found, 2 for wrong
// usage or a record that is not there, 3 for what was not found; see exit.go.
package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	os.Exit(mainExit())
}

// mainExit is main with an exit status to give back, so that scripts in tests
// can run the program without starting a process.
func mainExit() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// A second signal ends the program at once: nothing acknowledged is lost.
	context.AfterFunc(ctx, stop)
	return run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
}

// run executes the command line and gives the exit status.
func run(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer) int {
	sh := &shell{in: in, out: out, errOut: errOut, getenv: os.Getenv}
	root := newRootCommand(sh)
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errOut)
	cmd, err := root.ExecuteContextC(ctx)
	if err != nil && !sh.running {
		err = &usageError{err}
	}
	usage, isUsage := errors.AsType[*usageError](err)
	if _, hasHint := errors.AsType[*hinted](err); isUsage && !hasHint {
		err = withHint(usage, "%s --help", cmd.CommandPath())
	}
	return sh.exit(ctx, err)
}
