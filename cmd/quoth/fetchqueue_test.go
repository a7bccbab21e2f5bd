package main

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/quoth-news/quoth/internal/pgserver"
)

// What fetch and watch put into the queue is read by a worker, which tells Prometheus of
// it; the record then knows how each article came, and watch tells of what was said.
func TestFetchIntoTheQueue(t *testing.T) {
	server, err := pgserver.Start()
	if err != nil {
		t.Skip(err)
	}
	defer server.Remove()
	site := newsSite(t, 5, "Bridge number %s will be built in spring with the money we have set aside")
	dir, quoth, db := t.TempDir(), program(t), server.Database(t, "template1")
	polite := []string{"--allow-private", "--delay", "0", "--db", db, "--queue"}
	r := must(t, runProgram(t, dir, quoth, append([]string{"fetch", "--json", site + "/feed"}, polite...)...), 0)
	if n := strings.Count(r.stdout, `"outcome":"queued"`); n != 5 || !strings.Contains(r.stderr, "into the queue of") {
		t.Fatalf("%d queued: %s%s", n, r.stdout, r.stderr)
	}
	worker := exec.Command(quoth, "work", "--db", db, "--metrics", "127.0.0.1:0")
	worker.Dir = dir
	said, err := worker.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := worker.Start(); err != nil {
		t.Fatal(err)
	}
	defer worker.Process.Kill()
	lines := bufio.NewScanner(said)
	address := ""
	for address == "" && lines.Scan() {
		_, address, _ = strings.Cut(lines.Text(), "metrics: ")
	}
	go io.Copy(io.Discard, said)
	waitFor(t, address, `quoth_work_documents_total{outcome="read"} 5`)
	waitFor(t, address, `quoth_queue_documents{state="available"} 0`)

	r = must(t, runProgram(t, dir, quoth, "coverage", "--db", db), 0)
	if !strings.Contains(r.stdout, "5") {
		t.Errorf("coverage: %s", r.stdout)
	}
	id := strings.Fields(must(t, runProgram(t, dir, quoth, "export", "--db", db), 0).stdout)
	if len(id) == 0 {
		t.Fatal("nothing was said")
	}
	again := append([]string{"fetch", "--again", site + "/feed"}, polite...)
	if r = must(t, runProgram(t, dir, quoth, again...), 0); strings.Contains(r.stderr, "failed") {
		t.Errorf("fetched again: %s", r.stderr)
	}
	if state := must(t, runProgram(t, dir, quoth, "work", "--status", "--db", db), 0).stdout; !strings.HasPrefix(state, "0 waiting") {
		t.Errorf("what the record has was put again: %s", state)
	}
	other := newsSite(t, 3, "Nobody in this town of ours shall go without a warm coat, and school %s stays open")
	watch := append([]string{"watch", "--once", "--json", other + "/feed"}, polite...)
	r = must(t, runProgram(t, dir, quoth, watch...), 0)
	if n := strings.Count(r.stdout, `"notice"`); n < 1 { // those three may be one statement
		t.Errorf("watch told %d notices: %s%s", n, r.stdout, r.stderr)
	}
	worker.Process.Signal(os.Interrupt)
	if err := worker.Wait(); err != nil {
		t.Errorf("a worker that was asked to stop: %v", err)
	}
}

// newsSite is a site with a feed of n articles, each with one quotation of its own.
func newsSite(t *testing.T, n int, said string) string {
	mux := http.NewServeMux()
	site := httptest.NewServer(mux)
	t.Cleanup(site.Close)
	mux.HandleFunc("/feed", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprint(w, `<rss version="2.0"><channel><title>The Harrow Paper</title>`)
		for i := range n {
			fmt.Fprintf(w, "<item><title>Story %d</title><link>%s/story/%d</link></item>", i, site.URL, i)
		}
		fmt.Fprint(w, "</channel></rss>")
	})
	mux.HandleFunc("/story/{n}", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `<html><head><title>Story</title><meta property="article:published_time" content="2024-05-01T08:00:00Z"></head><body><article><h1>Story</h1>
<p>The council of Harrow met on Wednesday to talk about the budget for the coming year and the year after that.</p>
<p>“%s,” said Delphine Okoro, the mayor of Harrow.</p>
<p>The council will vote in June, and the works are to begin a month later if all goes well.</p></article></body></html>`, fmt.Sprintf(said, r.PathValue("n")))
	})
	return site.URL
}

// waitFor waits until what an address answers holds a line.
func waitFor(t *testing.T, address, line string) {
	t.Helper()
	var last string
	for begun := time.Now(); time.Since(begun) < time.Minute; time.Sleep(200 * time.Millisecond) {
		answer, err := http.Get(address)
		if err != nil {
			last = err.Error()
			continue
		}
		body, _ := io.ReadAll(answer.Body)
		answer.Body.Close()
		if last = string(body); strings.Contains(last, line+"\n") {
			return
		}
	}
	t.Fatalf("no %s in\n%s", line, last)
}
