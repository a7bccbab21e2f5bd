package main

import (
	"bytes"
	"context"
	"embed"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/read"
	"github.com/quoth-news/quoth/record"
)

// demoArticles were composed for this program: the people, the outlets and the
// television series are invented.
//
//go:embed demo
var demoArticles embed.FS

// The question the demo asks of its record.
const (
	demoSpeaker = "Imogen Tarrant"
	demoAbout   = "Delphine Okoro"
)

// demoGiven is what the articles that cannot say it themselves are given.
var demoGiven = map[string]read.Options{
	"2018-04-22-radio-meridian-transcript.txt": {Publisher: "Radio Meridian", URL: "https://radiomeridian.example/2018/04/22/the-long-lunch"},
}

func newDemoCommand(sh *shell) *cobra.Command {
	var once bool
	var addr string
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Build a record from sample articles inside the program and show what it found",
		Long: `Reads some twenty sample articles that are inside the program, prints what one
person said about another over fifteen years, and serves the record on this machine until stopped.
The record is temporary unless --db says where to keep it.`,
		Example: `  quoth demo --once
  quoth demo --once --db demo.db && quoth said --db demo.db Okoro --about Tarrant
  quoth demo --addr 127.0.0.1:8022`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !once && !loopbackAddress(addr) {
				return withHint(&usageError{fmt.Errorf("--addr %s is not an address of this machine alone", addr)}, "quoth demo --addr %s", defaultAddress)
			}
			kept := cmd.Flags().Changed("db")
			if !kept {
				dir, err := os.MkdirTemp("", "quoth-demo-")
				if err != nil {
					return err
				}
				defer os.RemoveAll(dir)
				sh.db = filepath.Join(dir, defaultRecord)
			}
			return sh.demo(cmd.Context(), kept, once, addr)
		},
	}
	cmd.Flags().BoolVar(&once, "once", false, "print what was found and leave")
	cmd.Flags().StringVar(&addr, "addr", "127.0.0.1:0", "the loopback address to serve on; port 0 takes a free one")
	return cmd
}

func (sh *shell) demo(ctx context.Context, kept, once bool, addr string) error {
	store, err := sh.writeRecord(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	engine, err := pipeline.NewEngine()
	if err != nil {
		return err
	}
	run := pipeline.Run{Engine: engine}
	if err := run.Add(ctx, demoInputs, store, sh.report); err != nil {
		return err
	}
	timeline := ask.SaidQuery{Person: demoSpeaker, About: demoAbout}
	if err := sh.said(ctx, store, timeline); err != nil {
		return err
	}
	if err := sh.demoHints(ctx, store, timeline, kept); err != nil {
		return err
	}
	if once {
		return nil
	}
	return sh.serve(ctx, store, &serving{addr: addr, log: "off"})
}

// demoHints says what to try next, as commands that can be pasted.
func (sh *shell) demoHints(ctx context.Context, store record.Store, timeline ask.SaidQuery, kept bool) error {
	coverage, err := ask.Coverage(ctx, store)
	if err != nil {
		return err
	}
	answer, err := ask.Said(ctx, store, timeline)
	if err != nil || len(answer.Statements) == 0 {
		return err
	}
	most := &answer.Statements[0]
	for i := range answer.Statements {
		if s := &answer.Statements[i]; s.Copies > most.Copies {
			most = s
		}
	}
	db := sh.db
	sh.say("\n%s: %s by %s. Try next:\n", coverageWords(checkCoverage(&coverage)), quoth.Counted(coverage.Statements, "statement"), quoth.Counted(coverage.People, "person"))
	if !kept {
		db = "demo.db"
		sh.say("  quoth demo --once --db demo.db    # keep the record")
	}
	for _, hint := range []string{
		"why --db %s " + most.ID,
		"trace --db %s " + most.ID,
		"check --db %s \"There is a quarrel between Delphine and me, and there never was one\"",
		"said --db %s Okoro --about Tarrant",
		"said --db %s Pell --json",
	} {
		sh.say("  quoth "+hint, shellArg(db))
	}
	return nil
}

// demoInputs yields the articles inside the program.
func demoInputs(ctx context.Context, opt read.Options, yield func(read.Item) error) error {
	files, err := demoArticles.ReadDir("demo")
	if err != nil {
		return err
	}
	for _, f := range files {
		content, err := demoArticles.ReadFile("demo/" + f.Name())
		if err != nil {
			return err
		}
		opt := opt
		opt.Publisher, opt.URL = demoGiven[f.Name()].Publisher, demoGiven[f.Name()].URL
		if err := read.Stream(ctx, bytes.NewReader(content), "demo/"+f.Name(), opt, yield); err != nil {
			return err
		}
	}
	return nil
}
