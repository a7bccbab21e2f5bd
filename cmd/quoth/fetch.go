package main

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth/fetch"
	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

// fetchFlags are the flags of the commands that use the network.
type fetchFlags struct {
	readingFlags
	queueFlags
	fetch.Options
}

func (f *fetchFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.UserAgent, "user-agent", fetch.DefaultUserAgent, "what to call ourselves; robots.txt means the word before the first /")
	flags.DurationVar(&f.Delay, "delay", time.Second, "least pause between two requests to a host; its robots.txt may ask for a longer one")
	flags.DurationVar(&f.Timeout, "timeout", time.Minute, "for one answer, from beginning to end")
	flags.Int64Var(&f.MaxBytes, "max-bytes", 32<<20, "refuse answers of more bytes, unpacked")
	flags.IntVar(&f.Redirects, "max-redirects", 10, "redirects followed in a row")
	flags.IntVar(&f.Retries, "retries", 3, "how often to ask again for what failed for now, waiting longer each time")
	flags.IntVar(&f.Hosts, "hosts", 8, "hosts asked at a time; of each, one thing at a time")
	flags.StringVar(&f.Since, "since", "", "leave out what feeds and sitemaps say was last changed before this day (2024-05-01)")
	flags.BoolVar(&f.Sitemaps, "sitemaps", false, "follow the sitemaps that robots.txt names")
	flags.BoolVar(&f.SkipTDM, "skip-reserved", false, "leave out articles whose text and data mining is reserved (TDMRep)")
	flags.BoolVar(&f.Private, "allow-private", false, "allow addresses of private networks and of this machine")
	flags.IntVar(&f.MaxDocument, "max-document", 0, "refuse documents of more bytes of text (default 16 MiB)")
	f.registerRun(cmd)
	f.queueFlags.register(cmd)
}

// prepareFetch makes the run and completes the options of the crawler.
func (f *fetchFlags) prepareFetch(sh *shell) (*pipeline.Run, error) {
	if f.Since != "" {
		if _, err := time.Parse(time.DateOnly, f.Since); err != nil {
			return nil, &usageError{fmt.Errorf("--since %s is no day; write 2024-05-01", f.Since)}
		}
	}
	for name, value := range map[string]int64{"--delay": int64(f.Delay), "--timeout": int64(f.Timeout) - 1, "--max-bytes": f.MaxBytes - 1, "--hosts": int64(f.Hosts) - 1, "--max-redirects": int64(f.Redirects), "--retries": int64(f.Retries)} {
		if value < 0 {
			return nil, &usageError{fmt.Errorf("%s is too small", name)}
		}
	}
	if f.Retries == 0 {
		f.Retries = -1
	}
	run, err := f.readingFlags.prepare(sh)
	if err != nil {
		return nil, err
	}
	if run.Shard.Of > 1 { // a host belongs to one shard, so that it is asked one thing at a time
		f.Options.Shard = run.Shard.Has
		run.Shard = pipeline.Shard{}
	}
	run.Read.MaxDocument = f.MaxDocument
	return run, nil
}

func newFetchCommand(sh *shell) *cobra.Command {
	var flags fetchFlags
	cmd := &cobra.Command{
		Use:   "fetch URL...",
		Short: "Read pages, feeds and sitemaps of the network into the record, politely",
		Long: `Asks for each address and reads its article into the record; of a feed or a sitemap, all articles
it points at. robots.txt is kept to, one thing at a time is asked of a host, with a pause between, and
what has not changed is not sent again. With each article the record keeps when and how it came
and what its publisher said of its use (robots directives, TDM reservation). A changed article is a new
version beside the old one. Interrupt it when you like, and give the same command again to go on.`,
		Example: `  quoth fetch https://paper.example/2024/05/02/the-mill
  quoth fetch --since 2024-05-01 https://paper.example/feed https://paper.example/news-sitemap.xml
  quoth fetch --depth 1 --max-pages 500 https://paper.example/politics/
  quoth fetch --queue --db postgres://desk@db.example/quoth https://paper.example/feed   # for quoth work to read
  quoth fetch --json https://paper.example/feed | jq -r 'select(.outcome == "failed") | [.url, .reason] | @tsv'`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return sh.fetch(cmd.Context(), args, &flags)
		},
	}
	flags.register(cmd)
	cmd.Flags().IntVar(&flags.Depth, "depth", 0, "steps along links of pages, within their site (0 follows none)")
	cmd.Flags().IntVar(&flags.MaxPages, "max-pages", 100_000, "addresses asked for in this run; the rest is left for the next")
	cmd.Flags().BoolVar(&flags.Again, "again", false, "ask for pages that were asked for within the hour")
	return cmd
}

func (sh *shell) fetch(ctx context.Context, urls []string, flags *fetchFlags) error {
	run, err := flags.prepareFetch(sh)
	if err != nil {
		return err
	}
	add, q, where, err := sh.openAdding(ctx, run, &flags.queueFlags)
	if err != nil {
		return err
	}
	if q != nil {
		defer q.Close()
	}
	store, err := sh.writeRecord(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	c := fetch.New(store, flags.Options)
	run.Extent = crawlExtent(c)
	j := sh.begin("fetch", "fetch into "+where, urls, run, &flags.readingFlags, true)
	j.manifest.Record = sh.recordName()
	err = sh.crawl(ctx, store, add, func(ctx context.Context, yield func(*fetch.Outcome) error) error {
		return c.Run(ctx, urls, yield)
	}, func(r *pipeline.Result) error {
		j.report(r)
		if sh.json {
			return sh.printLine(fetchedLine(r, q != nil))
		}
		return nil
	})
	nothing := err == nil && j.last.Done == 0 && j.last.Failures() == 0
	err = j.end(ctx, err, true)
	if nothing && !flags.quiet {
		sh.say("nothing new: the record is as it was")
	}
	return err
}

// crawlExtent is how far a crawl has come, as far as its end is known.
func crawlExtent(c *fetch.Crawler) func() (int64, int64) {
	return func() (int64, int64) {
		handled, known := c.Extent()
		return int64(handled), int64(known)
	}
}

// crawl runs a crawler into a record. told hears of every address once what came
// of it is on disk.
func (sh *shell) crawl(ctx context.Context, store record.Store, add adding, crawl func(context.Context, func(*fetch.Outcome) error) error, told func(*pipeline.Result) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	keeper := fetch.NewKeeper(store)
	err := add(ctx, keeper.Inputs(crawl), store, keeper.Capture, func(r *pipeline.Result) {
		keeper.Stored(context.WithoutCancel(ctx), r.Doc)
		if err := told(r); err != nil {
			stop(err)
		}
	})
	if noting := keeper.Forget(); noting != nil {
		return noting
	}
	if cause := context.Cause(ctx); cause != nil && cause != ctx.Err() {
		return cause
	}
	return err
}

// fetchedLine is what became of an address, for JSON.
func fetchedLine(r *pipeline.Result, queued bool) *wire.Fetched {
	f := &wire.Fetched{URL: r.Path, Outcome: "read"}
	switch {
	case r.Err != nil:
		f.Outcome, f.Reason = "failed", r.Err.Error()
	case r.Skipped != "":
		f.Outcome, f.Reason = "skipped", r.Skipped
	case queued:
		f.Outcome = "queued"
	}
	if r.Doc != nil && r.Err == nil {
		f.Document = r.Doc.ID
	}
	return f
}
