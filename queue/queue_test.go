package queue

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/internal/articles"
	"github.com/quoth-news/quoth/internal/pgserver"
	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/read"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/postgres"
)

var (
	server  *pgserver.Server
	missing string
)

func TestMain(m *testing.M) {
	var err error
	if server, err = pgserver.Start(); err != nil {
		missing = err.Error()
	}
	code := m.Run()
	if server != nil {
		server.Remove()
	}
	os.Exit(code)
}

// site is a record with its queue in a database of its own.
type site struct {
	address string
	store   record.Store
	queue   *Queue
}

func newSite(t *testing.T) *site {
	t.Helper()
	if missing != "" {
		t.Skip(missing)
	}
	s := &site{address: server.Database(t, "template1")}
	var err error
	if s.store, err = postgres.Open(t.Context(), s.address, postgres.Options{Create: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), s.address, Options{}); !errors.Is(err, quoth.ErrNotFound) {
		t.Errorf("a record without a queue: %v", err)
	}
	if s.queue, err = Open(t.Context(), s.address, Options{Create: true}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.queue.Close(); s.store.Close() })
	return s
}

func newRun(t *testing.T) *pipeline.Run {
	t.Helper()
	engine, err := pipeline.NewEngine()
	if err != nil {
		t.Fatal(err)
	}
	return &pipeline.Run{Engine: engine}
}

// pages are n made-up articles.
func pages(n int) pipeline.Inputs {
	return func(ctx context.Context, opt read.Options, yield func(read.Item) error) error {
		for i := range n {
			a := articles.Make(5, i)
			if err := read.Stream(ctx, bytes.NewReader(a.Page()), a.Name, opt, yield); err != nil {
				return err
			}
		}
		return nil
	}
}

func (s *site) fill(t *testing.T, inputs pipeline.Inputs, how Filling) Filled {
	t.Helper()
	f, err := s.queue.Fill(t.Context(), inputs, s.store, how)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func (s *site) export(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	page, err := s.store.Statements(t.Context(), record.Query{Attitudes: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, st := range page.Statements {
		fmt.Fprintln(&b, st.ID, st.Speaker, st.Said, st.Copies, st.Origins, st.Text)
	}
	return b.String()
}

// What the queue brings into a record is what one process adds without it; filling
// again puts nothing, neither while documents wait nor once they are in the record.
func TestFillAndWork(t *testing.T) {
	const n = 120
	s, plain := newSite(t), newSite(t)
	run := newRun(t)
	if err := run.Add(t.Context(), pages(n), plain.store, nil); err != nil {
		t.Fatal(err)
	}
	if f := s.fill(t, pages(n), Filling{}); f.Put != n || f.Failed != 0 {
		t.Fatalf("filled: %+v", f)
	}
	if f := s.fill(t, pages(n+10), Filling{}); f.Put != 10 || f.Queued != n {
		t.Errorf("filled again: %+v", f)
	}
	done := 0
	if err := s.queue.Work(t.Context(), newRun(t), s.store, Shift{Drain: true, Told: func(*pipeline.Result) { done++ }}); err != nil {
		t.Fatal(err)
	}
	if done != n+10 {
		t.Errorf("%d documents were done", done)
	}
	if f := s.fill(t, pages(n+10), Filling{Rules: run.Engine.Rules()}); f.Put != 0 || f.There != n+10 {
		t.Errorf("filled when all was there: %+v", f)
	}
	if err := newRun(t).Add(t.Context(), pages(n+10), plain.store, nil); err != nil {
		t.Fatal(err)
	}
	if got, want := s.export(t), plain.export(t); got != want || want == "" {
		t.Errorf("the record of the queue differs from one made without: %d bytes, %d", len(got), len(want))
	}
}

// More urgent documents are read first.
func TestPriority(t *testing.T) {
	s := newSite(t)
	one := func(name string) pipeline.Inputs {
		return func(ctx context.Context, opt read.Options, yield func(read.Item) error) error {
			return read.Stream(ctx, strings.NewReader("“We will see,” said Ana Ruiz of "+name+"."), name, opt, yield)
		}
	}
	s.fill(t, one("old.txt"), Filling{Priority: Archive})
	s.fill(t, one("usual.txt"), Filling{})
	s.fill(t, one("new.txt"), Filling{Priority: Urgent})
	rows, err := s.queue.pool.Query(t.Context(), `SELECT args->>'path' FROM river_job ORDER BY priority, scheduled_at, id`)
	if err != nil {
		t.Fatal(err)
	}
	var order []string
	for rows.Next() {
		var path string
		if err := rows.Scan(&path); err != nil {
			t.Fatal(err)
		}
		order = append(order, path)
	}
	if got := strings.Join(order, " "); got != "new.txt usual.txt old.txt" {
		t.Errorf("the order is %s", got)
	}
}

// A full queue holds the filler back until a worker has made room.
func TestBackPressure(t *testing.T) {
	s := newSite(t)
	s.fill(t, pages(30), Filling{})
	held := make(chan bool, 1000)
	filled := make(chan Filled)
	go func() {
		f, err := s.queue.Fill(t.Context(), pages(60), s.store, Filling{Most: 20, Progress: func(f Filled) { held <- f.Held }})
		if err != nil {
			t.Error(err)
		}
		filled <- f
	}()
	if !<-held {
		t.Error("the filler was not held back")
	}
	ctx, stop := context.WithCancel(t.Context())
	worked := make(chan error)
	go func() { worked <- s.queue.Work(ctx, newRun(t), s.store, Shift{}) }()
	if f := <-filled; f.Put+f.Queued+f.There != 60 {
		t.Errorf("filled: %+v", f)
	}
	stop()
	if err := <-worked; err != nil {
		t.Error(err)
	}
}

// A document that no retry can mend is a dead letter with its reason, once, and can be
// put back.
func TestDeadLetter(t *testing.T) {
	s := newSite(t)
	doc := &quoth.Document{Origin: quoth.Origin{Path: "broken.txt"}, Text: "“No,” said Ana Ruiz.", Segments: []quoth.Segment{{Span: quoth.Span{Start: 5, End: 4000}}}}
	doc.Identify()
	if _, err := s.queue.Put(t.Context(), []Parcel{{Doc: doc}}, 0); err != nil {
		t.Fatal(err)
	}
	s.fill(t, pages(3), Filling{})
	for range 2 {
		if err := s.queue.Work(t.Context(), newRun(t), s.store, Shift{Drain: true}); err != nil {
			t.Fatal(err)
		}
		var letters []Letter
		if err := s.queue.Dead(t.Context(), func(l Letter) error { letters = append(letters, l); return nil }); err != nil {
			t.Fatal(err)
		}
		if len(letters) != 1 || letters[0].Path != "broken.txt" || letters[0].Document != doc.ID || letters[0].Reason == "" {
			t.Fatalf("dead letters: %+v", letters)
		}
		if n, err := s.queue.Retry(t.Context()); n != 1 || err != nil {
			t.Fatalf("put back: %d, %v", n, err)
		}
	}
	failures, err := s.store.Failures(t.Context())
	if err != nil || len(failures) != 1 || failures[0].Path != "broken.txt" {
		t.Errorf("the record's failures: %+v, %v", failures, err)
	}
}

// slowly is a record whose writing takes a while.
type slowly struct {
	record.Store
	pause time.Duration
}

func (s slowly) AddReadings(ctx context.Context, entries []record.Entry) ([]bool, error) {
	time.Sleep(s.pause)
	return s.Store.AddReadings(ctx, entries)
}

// A worker that lives keeps what it has in hand, though it takes longer than the lease:
// each document is read once, at the first try.
func TestLeaseIsRenewed(t *testing.T) {
	s := newSite(t)
	const n = 5
	s.fill(t, pages(n), Filling{})
	done := 0
	shift := Shift{Drain: true, Lease: time.Second, Told: func(*pipeline.Result) { done++ }}
	if err := s.queue.Work(t.Context(), newRun(t), slowly{s.store, 3 * time.Second}, shift); err != nil {
		t.Fatal(err)
	}
	var tries, errors int
	var kept bool
	if err := s.queue.pool.QueryRow(t.Context(), `SELECT max(attempt), coalesce(sum(array_length(errors, 1)), 0), min(attempted_at) > min(created_at) + interval '2 seconds'
		FROM river_job`).Scan(&tries, &errors, &kept); err != nil {
		t.Fatal(err)
	}
	if done != n || tries != 1 || errors != 0 || !kept {
		t.Errorf("%d of %d documents were read, after %d tries and %d errors; leases renewed: %v", done, n, tries, errors, kept)
	}
}

// How a document came over the network travels with it, and is noted when it is read.
func TestCaptureTravels(t *testing.T) {
	s := newSite(t)
	at := time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)
	capture := func(doc *quoth.Document) *record.Capture {
		return &record.Capture{URL: "https://paper.example/a", Final: "https://paper.example/a", At: at, Status: 200, ETag: doc.ID}
	}
	var ids []string
	s.fill(t, pages(3), Filling{Capture: capture, Told: func(item read.Item) { ids = append(ids, item.Doc.ID) }})
	if err := s.queue.Work(t.Context(), newRun(t), s.store, Shift{Drain: true}); err != nil {
		t.Fatal(err)
	}
	if len(ids) != 3 {
		t.Fatalf("told of %d documents", len(ids))
	}
	for _, id := range ids {
		c, err := s.store.Capture(t.Context(), id)
		if err != nil || c.ETag != id || !c.At.Equal(at) {
			t.Errorf("the capture of %s is %+v, %v", id, c, err)
		}
	}
}

// While the server is away the worker waits; when it is back the work goes on, and
// nothing is lost.
func TestServerGoesAway(t *testing.T) {
	if missing != "" {
		t.Skip(missing)
	}
	if os.Getenv("QUOTH_ALL") == "" {
		t.Skip("waits half a minute for a server that is away; set QUOTH_ALL=1, as ./check does")
	}
	s := newSite(t)
	const n = 400
	s.fill(t, pages(n), Filling{})
	worked := make(chan error)
	begun := make(chan bool, n+1000)
	go func() {
		worked <- s.queue.Work(t.Context(), newRun(t), s.store, Shift{Drain: true, Lease: 10 * time.Second, Told: func(*pipeline.Result) { begun <- true }})
	}()
	<-begun
	server.Stop()
	time.Sleep(time.Second)
	if err := server.Run(); err != nil {
		t.Fatal(err)
	}
	if err := <-worked; err != nil {
		t.Error(err)
	}
	c, err := s.store.Coverage(t.Context())
	if err != nil || c.Documents != n {
		t.Errorf("%d documents are in the record, %v", c.Documents, err)
	}
}
