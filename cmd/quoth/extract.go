package main

import (
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/pipeline"
)

func newExtractCommand(sh *shell) *cobra.Command {
	var flags readingFlags
	var out string
	cmd := &cobra.Command{
		Use:   "extract PATH...",
		Short: "Read articles without a record and print the speech they report",
		Long: `Reads files and folders (- is standard input) and prints each document with its
quotations: who said it, in which words, when, and to whom it was told. Nothing is stored.
With --json it prints one object a document, as "quoth schema extract" describes.

With --out it fills a folder with Parquet files instead, each whole before it has its name:
interrupt it when you like, and give the same command again to go on. quoth import-parquet
loads them into a record; DuckDB, pandas and Spark read them.`,
		Example: `  quoth extract article.html
  quoth extract --json articles/ | jq -c '.quotations[] | [.speaker.name, .text]'
  quoth extract --out readings/ archive/*.warc.gz
  curl -s https://paper.example/story | quoth extract --publisher "The Paper" -`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			run, err := flags.prepare(sh)
			if err != nil {
				return err
			}
			if out != "" {
				return sh.extractInto(cmd.Context(), out, run, &flags, args)
			}
			measured(run, args)
			boundMemory()
			j := sh.begin("extract", "extract", args, run, &flags, !isTerminal(sh.out))
			page := newPage(sh)
			err = run.Extract(cmd.Context(), pipeline.Paths(args), func(r *pipeline.Result) error {
				j.report(r)
				switch {
				case r.Reading == nil:
					return nil
				case sh.json:
					_, err := sh.out.Write(r.JSON)
					return err
				}
				page.reading(r.Doc, r.Reading)
				return page.flush()
			})
			return j.end(cmd.Context(), err, j.last.Total() > 1 || j.last.Failures() > 0)
		},
	}
	flags.register(cmd)
	cmd.Flags().StringVar(&out, "out", "", "a folder to fill with Parquet files, instead of printing")
	return cmd
}

// boundMemory has the collector keep the heap small while one large document after
// the other is read: without it garbage may be as large again as what is in use.
// GOMEMLIMIT, where set, holds instead.
func boundMemory() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(112 << 20)
	}
}

// reading prints a document with its quotations for people.
func (p *page) reading(doc *quoth.Document, reading *quoth.Reading) {
	p.strong("%s", firstOf(doc.Title, doc.Origin.Path, doc.Origin.URL))
	p.line("  %s", joined(" · ", doc.Publisher, whenWords(doc.Published), firstOf(doc.Origin.URL, doc.Origin.Path), doc.ID))
	if reading.Unread != "" {
		p.line("  not read: %s", reading.Unread)
	}
	for i := range reading.Quotations {
		p.quotation(doc, reading, &reading.Quotations[i])
	}
	p.line("")
}

func (p *page) quotation(doc *quoth.Document, reading *quoth.Reading, q *quoth.Quotation) {
	speaker := "(nobody named)"
	if s := q.Speaker; s != nil {
		speaker = s.Mention.Of(doc.Text)
		if s.Entity != quoth.None {
			speaker = reading.Entities[s.Entity].Name
		}
	}
	p.line("")
	p.line("  %s%s", p.bold(speaker), prefixed(" · ", joined(" · ", q.Act.Words(), circumstances(q))))
	p.words(4, q.Form, q.Text(doc.Text))
	p.faint("    %s", q.ID)
}

// circumstances says when, to whom and where it was said, as far as is known.
func circumstances(q *quoth.Quotation) string {
	var said, told, to, via, venue string
	if q.Said != nil {
		said = whenWords(q.Said.When)
	}
	if q.Told != nil {
		told = "told " + q.Told.Name
	}
	if q.Addressee != nil {
		to = "to " + q.Addressee.Name
	}
	if q.Via != nil {
		via = "through " + q.Via.Name
	}
	if q.Venue != nil {
		venue = q.Venue.Kind.Words(q.Venue.Name)
	}
	return joined(", ", said, told, to, venue, via)
}
