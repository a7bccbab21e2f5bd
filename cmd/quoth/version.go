package main

import (
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth/pipeline"
)

// version is set by release builds: -ldflags "-X main.version=1.2.3".
var version = "development"

func newVersionCommand(sh *shell) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version of the program and of its rules",
		Example: `  quoth version --json | jq .rules`,
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			engine, err := pipeline.NewEngine()
			if err != nil {
				return err
			}
			v := struct {
				Version  string   `json:"version"`
				Revision string   `json:"revision,omitempty"`
				Go       string   `json:"go"`
				Rules    []string `json:"rules"`
			}{version, revision(), runtime.Version(), engine.Rules()}
			if sh.json {
				return json.NewEncoder(sh.out).Encode(v)
			}
			_, err = fmt.Fprintf(sh.out, "quoth %s\n", v.Version)
			if v.Revision != "" && err == nil {
				_, err = fmt.Fprintf(sh.out, "revision %s\n", v.Revision)
			}
			for _, rule := range v.Rules {
				if err == nil {
					_, err = fmt.Fprintf(sh.out, "rules %s\n", rule)
				}
			}
			return err
		},
	}
}

// revision is the commit the program was built from, where the build knows it.
func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value
		}
	}
	return ""
}
