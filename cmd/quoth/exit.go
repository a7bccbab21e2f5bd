package main

import (
	"context"
	"errors"
	"fmt"
	"syscall"

	"github.com/quoth-news/quoth"
)

// The exit statuses.
const (
	exitFine     = 0
	exitProblem  = 1 // a quotation differs, a draft has errors, some input failed
	exitUsage    = 2 // wrong usage, or no such record
	exitNotFound = 3 // not found, could not be checked, or a name that fits several
)

var (
	errNoRecord = errors.New("no such record")
	errProblems = errors.New("problems found")
	errStopped  = errors.New("stopped")
)

// exitStatus is the one table from errors to exit statuses; the first that fits counts.
var exitStatus = []struct {
	err    error
	status int
}{
	{errNoRecord, exitUsage},
	{errProblems, exitProblem},
	{errStopped, exitProblem},
	{quoth.ErrNotFound, exitNotFound},
	{quoth.ErrAmbiguous, exitNotFound},
	{quoth.ErrUnsupported, exitUsage},
	{quoth.ErrInvalid, exitUsage},
	{quoth.ErrTooLarge, exitProblem},
	{quoth.ErrUnavailable, exitProblem},
	{context.Canceled, exitProblem},
}

// usageError is a command line that cobra refused.
type usageError struct{ error }

func (e *usageError) Unwrap() error { return e.error }

// hinted is an error with what to type next.
type hinted struct {
	error
	hint string
}

func (e *hinted) Unwrap() error { return e.error }

func withHint(err error, hint string, args ...any) error {
	return &hinted{err, fmt.Sprintf(hint, args...)}
}

// silent is an error whose message has been printed already.
type silent struct{ error }

func (e *silent) Unwrap() error { return e.error }

// exit prints the error with its hint and gives the exit status.
func (sh *shell) exit(ctx context.Context, err error) int {
	switch {
	case err == nil:
		return exitFine
	case errors.Is(err, syscall.EPIPE):
		return exitFine // the reader of our output has seen enough
	case errors.Is(err, context.Canceled) && ctx.Err() != nil && !errors.Is(err, errStopped):
		err = errStopped
	}
	if _, printed := errors.AsType[*silent](err); !printed {
		sh.say("quoth: %v", err)
		if h, ok := errors.AsType[*hinted](err); ok {
			sh.say("  try: %s", h.hint)
		}
	}
	if _, ok := errors.AsType[*usageError](err); ok {
		return exitUsage
	}
	for _, row := range exitStatus {
		if errors.Is(err, row.err) {
			return row.status
		}
	}
	return exitProblem
}
