package recordtest

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// watches: what is new and matches is noticed once, whatever copies come, whatever
// rules read the documents again; what was there before, or was hidden, is not.
func watches(t *testing.T, open Opener) {
	f := newFixture(t, open)
	f.add(outlet("Ledger", "2020-01-02", statement(longWords, "Ana Ruiz")))
	w := record.Watch{Title: "Ruiz", Query: record.WatchQuery{By: "Ruiz"}, Feeds: []string{"https://ledger.example/feed"}, Made: f.clock}
	w.Identify()
	for i, want := range []bool{true, false} {
		if isNew, err := f.SaveWatch(f.ctx, w); err != nil || isNew != want {
			t.Fatalf("saved for the %dth time: %v, %v", i+1, isNew, err)
		}
	}
	all, err := f.Watches(f.ctx)
	if err != nil || cmp.Diff([]record.Watch{w}, all) != "" {
		t.Fatalf("watches: %v %s", err, cmp.Diff([]record.Watch{w}, all))
	}
	ruiz := f.person("Ana Ruiz")
	find := func(q record.Query, want int) {
		t.Helper()
		if n, err := f.FindNotices(f.ctx, w.ID, q, f.clock); err != nil || n != want {
			t.Errorf("found %d notices, want %d: %v", n, want, err)
		}
	}
	mine := record.Query{Speakers: []string{ruiz}}
	find(mine, 0) // it was there before
	f.add(outlet("Courier", "2020-01-03", statement(longWords, "Ana Ruiz")))
	find(mine, 0) // a copy of what was there before
	const news = "There will be a second bridge by the spring, and every cent of it is paid for already"
	second := outlet("Mercury", "2020-02-03", statement(news, "Ana Ruiz"))
	f.add(second, outlet("Standard", "2020-02-04", statement("The bridge is a dream and will remain one for many years", "Ben Okoye")))
	find(record.Query{Speakers: []string{ruiz}, Grep: "no such words"}, 0)
	find(mine, 1)
	f.add(outlet("Ledger", "2020-02-02", statement(news, "Ana Ruiz"))) // earlier than the first: the statement's name changes
	find(mine, 0)
	doc, reading := second.Build("compose@2")
	reading.Quotations[0].Parts[0].End -= 8 // newer rules cut it otherwise
	reading.Quotations[0].ID = "q:" + quoth.Hash(doc.ID, fmt.Sprint(reading.Quotations[0].Parts))
	if added, err := f.AddReading(f.ctx, doc, reading); err != nil || !added {
		t.Fatal(added, err)
	}
	find(mine, 0)

	other := w
	other.Query.By = "Okoye"
	other.Identify()
	if _, err := f.SaveWatch(f.ctx, other); err != nil {
		t.Fatal(err)
	}
	if n, err := f.FindNotices(f.ctx, other.ID, record.Query{}, f.clock); err != nil || n != 0 {
		t.Errorf("a watch made later found %d: %v", n, err)
	}
	if _, err := f.FindNotices(f.ctx, "w:none", record.Query{}, f.clock); !errors.Is(err, quoth.ErrNotFound) {
		t.Errorf("a watch that is not there: %v", err)
	}
}

// notices: they wait until they are delivered, in order, and vanish with what
// they are about.
func notices(t *testing.T, open Opener) {
	f := newFixture(t, open)
	w := record.Watch{Query: record.WatchQuery{Grep: "bridge"}, Feeds: []string{}, Made: f.clock}
	w.Identify()
	if _, err := f.SaveWatch(f.ctx, w); err != nil {
		t.Fatal(err)
	}
	for i, words := range []string{"The old bridge goes in April", "Nobody in this house will vote for a bridge of steel", "Ferries were cheaper than any bridge we could build"} {
		f.add(outlet("Ledger", quoth.When(fmt.Sprintf("2020-01-%02d", i+1)), statement(words, "Ana Ruiz")))
		if n, err := f.FindNotices(f.ctx, w.ID, record.Query{Grep: "Bridge"}, f.clock.Add(time.Duration(i)*time.Hour)); err != nil || n != 1 {
			t.Fatal(n, err)
		}
	}
	waiting, err := f.Waiting(f.ctx, w.ID, 2)
	if err != nil || len(waiting) != 2 || !waiting[0].At.Equal(f.clock) || waiting[0].Statement.Speaker.Name != "Ana Ruiz" || waiting[0].Watch != w.ID {
		t.Fatalf("waiting: %v %+v", err, waiting)
	}
	if err := f.Delivered(f.ctx, waiting[0].ID, f.clock); err != nil {
		t.Fatal(err)
	}
	if rest, err := f.Waiting(f.ctx, w.ID, 0); err != nil || len(rest) != 2 || rest[0].ID != waiting[1].ID {
		t.Errorf("after the first was delivered: %v %d", err, len(rest))
	}
	all, err := f.Notices(f.ctx, w.ID, 0)
	if err != nil || len(all) != 3 || all[2].ID != waiting[0].ID {
		t.Errorf("notices: %v %d", err, len(all))
	}
	f.correct(record.Hide, waiting[1].Statement.ID, "")
	if all, err := f.Notices(f.ctx, w.ID, 0); err != nil || len(all) != 2 {
		t.Errorf("with one hidden: %v %d", err, len(all))
	}
	if err := f.RemoveWatch(f.ctx, w.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Notices(f.ctx, w.ID, 0); !errors.Is(err, quoth.ErrNotFound) {
		t.Errorf("a watch that was removed: %v", err)
	}
}

// visits: what is known of addresses comes back as it was saved, those that are
// due in the order in which they are; captures stand as first saved.
func visits(t *testing.T, open Opener) {
	f := newFixture(t, open)
	at := func(hours int) time.Time { return f.clock.Add(time.Duration(hours) * time.Hour) }
	full := record.Visit{URL: "https://a.example/1", Root: "https://a.example/feed", Kind: record.PageVisit, Depth: 1, Found: at(0), Fetched: at(1), Due: at(5),
		Status: 200, Final: "https://a.example/one", ETag: `"x"`, Modified: "Mon, 01 Jan 2024 00:00:00 GMT", Digest: "abc", Document: "d:x", Failures: 2, Reason: "slow",
		Published: "2024-01-01", Updated: "2024-01-02"}
	later := record.Visit{URL: "https://a.example/2", Root: full.Root, Found: at(0), Due: at(9)}
	sooner := record.Visit{URL: "https://a.example/3", Root: full.Root, Found: at(0), Due: at(2)}
	never := record.Visit{URL: "https://a.example/4", Root: full.Root, Found: at(0)}
	elsewhere := record.Visit{URL: "https://b.example/", Root: "https://b.example/", Found: at(0), Due: at(1)}
	if err := f.SaveVisits(f.ctx, []record.Visit{full, later, sooner, never, elsewhere}); err != nil {
		t.Fatal(err)
	}
	full.Failures, full.Reason = 0, ""
	if err := f.SaveVisits(f.ctx, []record.Visit{full}); err != nil {
		t.Fatal(err)
	}
	known, err := f.Visits(f.ctx, []string{full.URL, "https://nowhere.example/", never.URL})
	if err != nil || len(known) != 2 {
		t.Fatalf("visits: %v %v", err, known)
	}
	if diff := cmp.Diff(full, known[full.URL]); diff != "" {
		t.Error(diff)
	}
	due, err := f.DueVisits(f.ctx, []string{full.Root}, at(6), 10)
	if diff := cmp.Diff([]record.Visit{sooner, full}, due); err != nil || diff != "" {
		t.Error(err, diff)
	}

	doc, reading := outlet("Ledger", "2020-01-02", statement(longWords, "Ana Ruiz")).Build()
	if _, err := f.AddReading(f.ctx, doc, reading); err != nil {
		t.Fatal(err)
	}
	c := record.Capture{Document: doc.ID, URL: "https://a.example/1", Final: "https://a.example/one", At: at(1), Status: 200, ETag: `"x"`, Modified: "yesterday", Previous: "d:before",
		Signals: record.Signals{RobotsTxt: "allowed", Robots: []string{"noarchive"}, TDMReservation: "1", TDMPolicy: "https://a.example/tdm", TDMSource: "header"}}
	if _, err := f.Capture(f.ctx, doc.ID); !errors.Is(err, quoth.ErrNotFound) {
		t.Errorf("no capture yet: %v", err)
	}
	for _, status := range []int{200, 304} {
		again := c
		again.Status = status
		if err := f.SaveCapture(f.ctx, again); err != nil {
			t.Fatal(err)
		}
	}
	got, err := f.Capture(f.ctx, doc.ID)
	if err != nil || cmp.Diff(&c, got) != "" {
		t.Error(err, cmp.Diff(&c, got))
	}
	c.Document = "d:none"
	if err := f.SaveCapture(f.ctx, c); !errors.Is(err, quoth.ErrNotFound) {
		t.Errorf("a capture of no document: %v", err)
	}
}
