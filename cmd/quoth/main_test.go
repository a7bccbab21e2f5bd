package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"quoth": main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("QUOTH_UPDATE") != "",
		Setup:               func(e *testscript.Env) error { return os.MkdirAll(e.WorkDir+"/home", 0o755) },
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":  exits,
			"schema": keepsSchema,

			"web":      serveFolder,
			"oneline":  oneLine,
			"together": together,
		},
	})
}
