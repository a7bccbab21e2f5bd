package main

import (
	"bytes"
	"errors"
	"os/exec"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/quoth-news/quoth/wire"
)

// exits runs quoth and checks its exit status: exits STATUS ARGUMENT…
// What it printed is found by the script's stdout and stderr, as after exec.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS quoth ARGUMENT...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// keepsSchema checks every line of a file, or of the last standard output, against
// a published schema: schema NAME FILE
func keepsSchema(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: schema NAME FILE|stdout")
	}
	text, err := wire.Schema(args[0])
	ts.Check(err)
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	ts.Check(err)
	c := jsonschema.NewCompiler()
	ts.Check(c.AddResource(args[0], document))
	schema, err := c.Compile(args[0])
	ts.Check(err)
	lines := 0
	for line := range bytes.Lines([]byte(ts.ReadFile(args[1]))) {
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
		if err != nil {
			ts.Fatalf("not a line of JSON: %v: %.200s", err, line)
		}
		if err := schema.Validate(value); err != nil {
			ts.Fatalf("%v\n%.2000s", err, line)
		}
		lines++
	}
	if lines == 0 {
		ts.Fatalf("%s holds no line to check", args[1])
	}
}
