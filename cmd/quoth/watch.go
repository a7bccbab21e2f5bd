package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/fetch"
	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/queue"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

// watchFlags are the flags of the watch command.
type watchFlags struct {
	fetchFlags
	query   record.WatchQuery
	title   string
	webhook string
	feed    string
	once    bool
	list    bool
	forget  string
}

func newWatchCommand(sh *shell) *cobra.Command {
	var flags watchFlags
	cmd := &cobra.Command{
		Use:   "watch FEED... | WATCH",
		Short: "Tell of new statements that match a query, as feeds bring them",
		Long: `Reads the articles of feeds (or sitemaps, or pages that name their feeds) into the record as
they appear, and tells of every statement that is new and matches: one notice a statement, however many
articles come to carry it. Statements that were in the record when the watch began are not new; what
other commands add later is. The query is saved in the record, so that a watch that is begun again
goes on where it was; it can be begun again by its name alone.

Notices are printed, or posted to --webhook with their identifier as Idempotency-Key, again and again
until the receiver takes them; --feed keeps a JSON Feed of the newest beside that. Each feed is looked
at as often as it changes and as it asks, changed articles are read again. It runs until stopped.
With --queue the articles go to the workers (quoth work), and what they have read is told of.`,
		Example: `  quoth watch --by Tarrant https://paper.example/feed
  quoth watch --about "Delphine Okoro" --json --once https://paper.example/feed | jq -r .statement.text
  quoth watch --grep "second bridge" --webhook https://desk.example/hook --feed bridge.json https://paper.example/
  quoth watch --list
  quoth watch --forget w:abcdefghijklmnop`,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch ctx := cmd.Context(); {
			case flags.list:
				return sh.listWatches(ctx)
			case flags.forget != "":
				return sh.forgetWatch(ctx, flags.forget)
			case len(args) == 0:
				return withHint(&usageError{errors.New("what is to be watched? Give a feed, or the name of a saved watch")}, "quoth watch --list%s", sh.dbFlag())
			default:
				return sh.watchFeeds(ctx, args, &flags)
			}
		},
	}
	flags.register(cmd)
	f := cmd.Flags()
	f.StringVar(&flags.query.By, "by", "", "only what this person said")
	f.StringVar(&flags.query.About, "about", "", "only what is about this person")
	f.StringVar(&flags.query.Told, "told", "", "only what was told this outlet")
	f.StringVar(&flags.query.Grep, "grep", "", "only statements that hold these words")
	f.StringVar((*string)(&flags.query.Form), "form", "", "only direct, mixed or indirect speech")
	f.StringVar((*string)(&flags.query.From), "from", "", "only what was said from this day, month or year on")
	f.StringVar((*string)(&flags.query.To), "to", "", "only what was said up to this day, month or year")
	f.BoolVar(&flags.query.Attitudes, "attitudes", false, "also beliefs and wishes, which nobody said")
	f.StringVar(&flags.title, "title", "", "what to call the watch")
	f.StringVar(&flags.webhook, "webhook", "", "post each notice to this address instead of printing it")
	f.StringVar(&flags.feed, "feed", "", "keep a JSON Feed of the newest notices in this file")
	f.BoolVar(&flags.once, "once", false, "look once and leave")
	f.DurationVar(&flags.MinInterval, "interval", 5*time.Minute, "look at a feed no more often than this; it may ask for longer")
	f.DurationVar(&flags.MaxInterval, "max-interval", 6*time.Hour, "look at a feed at least this often, unless it asks for longer")
	f.BoolVar(&flags.list, "list", false, "list the saved watches")
	f.StringVar(&flags.forget, "forget", "", "forget a saved watch and its notices")
	return cmd
}

func (sh *shell) listWatches(ctx context.Context) error {
	store, err := sh.readRecord(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	all, err := store.Watches(ctx)
	if err != nil {
		return err
	}
	p := newPage(sh)
	for i := range all {
		w := &all[i]
		if sh.json {
			if err := sh.printLine(wire.OfWatch(w)); err != nil {
				return err
			}
			continue
		}
		p.line("%s  %s", p.bold(w.ID), w.Title)
		for _, f := range w.Feeds {
			p.line("    %s", f)
		}
	}
	return p.flush()
}

func (sh *shell) forgetWatch(ctx context.Context, id string) error {
	store, err := sh.readRecord(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	return store.RemoveWatch(ctx, id)
}

// watcher is a watch at work.
type watcher struct {
	sh     *shell
	store  record.Store
	watch  *record.Watch
	flags  *watchFlags
	hook   *webhook     // nil where notices are printed
	queue  *queue.Queue // nil where articles are read here
	looked time.Time
	told   int
}

func (sh *shell) watchFeeds(ctx context.Context, args []string, flags *watchFlags) error {
	flags.Discover = true
	run, err := flags.prepareFetch(sh)
	if err != nil {
		return err
	}
	add, q, _, err := sh.openAdding(ctx, run, &flags.queueFlags)
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
	w := &watcher{sh: sh, store: store, queue: q, flags: flags}
	if w.watch, err = sh.savedWatch(ctx, store, args, flags); err != nil {
		return err
	}
	if flags.webhook != "" {
		if w.hook, err = newWebhook(flags.webhook, flags.UserAgent); err != nil {
			return err
		}
	}
	sh.say("watching %s (%s): %s", w.watch.Title, w.watch.ID, strings.Join(w.watch.Feeds, " "))
	c := fetch.New(store, flags.Options)
	run.Extent = crawlExtent(c)
	j := sh.begin("watch", "watch "+w.watch.ID, args, run, &flags.readingFlags, flags.once)
	j.manifest.Record = sh.recordName()
	var sum pipeline.Progress
	run.Progress = func(p pipeline.Progress) { // of all rounds
		all := sum.Plus(p)
		all.Share = p.Share
		if p.Ended {
			sum = all
		}
		j.progress(all)
	}
	err = w.tell(ctx) // what a run before found and did not tell
	if err == nil {
		err = c.Watch(ctx, w.watch.Feeds, flags.once, func(crawl func(context.Context, func(*fetch.Outcome) error) error) error {
			err := sh.crawl(ctx, store, add, crawl, func(r *pipeline.Result) error {
				j.report(r)
				if time.Since(w.looked) < 5*time.Second {
					return nil
				}
				return w.look(ctx)
			})
			if err == nil && q != nil {
				err = w.awaitWorkers(ctx)
			}
			if err == nil {
				err = w.look(ctx)
			}
			return err
		})
	}
	if ctx.Err() != nil && errors.Is(err, context.Canceled) && !flags.once {
		err = nil // it runs until stopped
	}
	err = j.end(ctx, err, true)
	if !flags.quiet {
		sh.say("%s told", quoth.Counted(w.told, "notice"))
	}
	return err
}

// savedWatch is the watch that the arguments name or ask for, saved in the record.
func (sh *shell) savedWatch(ctx context.Context, store record.Store, args []string, flags *watchFlags) (*record.Watch, error) {
	if strings.HasPrefix(args[0], "w:") {
		all, err := store.Watches(ctx)
		if err != nil {
			return nil, err
		}
		for i := range all {
			if all[i].ID == args[0] {
				return &all[i], nil
			}
		}
		return nil, withHint(fmt.Errorf("%w: the record has no watch %s", quoth.ErrNotFound, args[0]), "quoth watch --list%s", sh.dbFlag())
	}
	w := &record.Watch{Title: flags.title, Query: flags.query, Made: time.Now().UTC().Truncate(time.Second)}
	for _, a := range args {
		address, err := fetch.Normal(a)
		if err != nil {
			return nil, err
		}
		w.Feeds = append(w.Feeds, address)
	}
	if w.Title == "" {
		w.Title = queryWords(&w.Query)
	}
	w.Identify()
	all, err := store.Watches(ctx)
	if err != nil {
		return nil, err
	}
	saved := false
	for i := range all {
		saved = saved || all[i].ID == w.ID
	}
	_, _, several, err := ask.WatchQuery(ctx, store, w.Query)
	switch {
	case err != nil:
		return nil, err
	case several != nil && !saved:
		return nil, withHint(several, "quoth watch%s --by %s %s", sh.dbFlag(), several.People[0].ID, shellArg(args[0]))
	}
	_, err = store.SaveWatch(ctx, *w)
	return w, err
}

// queryWords says what a query asks for: "by Tarrant, about Okoro".
func queryWords(q *record.WatchQuery) string {
	var parts []string
	for _, p := range [][2]string{{"by", q.By}, {"about", q.About}, {"told", q.Told}, {"with the words", q.Grep}, {"in form", string(q.Form)}, {"from", string(q.From)}, {"to", string(q.To)}} {
		if p[1] != "" {
			parts = append(parts, p[0]+" "+p[1])
		}
	}
	if len(parts) == 0 {
		return "whatever is said"
	}
	return "what is said " + strings.Join(parts, ", ")
}

// patience is how long a watch waits for the workers after a round; what they have not
// read then is told of after the next.
const patience = time.Minute

// awaitWorkers waits until the queue is empty, or for a while.
func (w *watcher) awaitWorkers(ctx context.Context) error {
	for begun := time.Now(); time.Since(begun) < patience; {
		state, err := w.queue.State(ctx)
		if err != nil || state.Waiting()+state.Running == 0 {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
	}
	if !w.flags.quiet {
		w.sh.say("the workers have not read everything yet; what they bring is told of after the next look")
	}
	return nil
}

// look finds what is new and tells of it.
func (w *watcher) look(ctx context.Context) error {
	w.looked = time.Now()
	found, err := ask.FindNotices(ctx, w.store, w.watch, w.looked)
	if err != nil {
		return err
	}
	if found == 0 && w.hook == nil {
		return nil
	}
	return w.tell(ctx)
}

// noticesAtOnce is how many notices are told of at a time.
const noticesAtOnce = 100

// tell delivers the notices that wait. One is done with once it was printed, or
// taken by the receiver.
func (w *watcher) tell(ctx context.Context) error {
	for {
		waiting, err := w.store.Waiting(ctx, w.watch.ID, noticesAtOnce)
		if err != nil {
			return err
		}
		for i := range waiting {
			taken, err := w.deliver(ctx, &waiting[i])
			if err != nil {
				return err
			}
			if !taken {
				return w.writeFeed(ctx) // the others wait behind it, so that they come in order
			}
			if err := w.store.Delivered(context.WithoutCancel(ctx), waiting[i].ID, time.Now()); err != nil {
				return err
			}
			w.told++
		}
		if len(waiting) < noticesAtOnce {
			return w.writeFeed(ctx)
		}
	}
}

func (w *watcher) deliver(ctx context.Context, n *record.Notice) (taken bool, err error) {
	if w.hook != nil {
		if err := w.hook.post(ctx, wire.OfNotice(n)); err != nil {
			if ctx.Err() != nil {
				return false, ctx.Err()
			}
			w.sh.say("quoth: the webhook did not take %s: %v; it is tried again", n.ID, err)
			return false, nil
		}
		return true, nil
	}
	if w.sh.json {
		return true, w.sh.printLine(wire.OfNotice(n))
	}
	p := newPage(w.sh)
	p.line("")
	p.strong("%s", firstOf(n.Statement.Speaker.Name, "(nobody named)"))
	p.statement(&n.Statement)
	return true, p.flush()
}

// writeFeed writes the feed anew, if one is asked for.
func (w *watcher) writeFeed(ctx context.Context) error {
	if w.flags.feed == "" {
		return nil
	}
	notices, err := w.store.Notices(context.WithoutCancel(ctx), w.watch.ID, noticesAtOnce)
	if err != nil {
		return err
	}
	line, err := wire.Line(wire.OfNotices(w.watch, notices))
	if err != nil {
		return err
	}
	return replaceFile(w.flags.feed, line)
}
