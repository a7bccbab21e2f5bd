// Command serve loads a running quoth serve from another process: how many requests a
// second each kind of page and of question takes, how long the slowest of a hundred wait,
// and what that costs the server in memory.
//
// What comes in are the address of a server and the numbers of connections; what goes out
// is a table. The yardstick is /healthz, in the same run: what the machine does with
// requests that ask next to nothing, so that each figure has a share of it. People, words
// and pages are drawn from the record itself, so that no two requests in a row are alike.
//
//	quoth serve --db million.db --addr 127.0.0.1:8022 --log off &
//	go run . -url http://127.0.0.1:8022 -connections 1,8,64 -for 5s
//
// It exits 1 where any answer was not what it should be.
package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

func main() {
	base := flag.String("url", "http://127.0.0.1:8022", "the server")
	connections := flag.String("connections", "1,8,64", "how many ask at once, one run for each")
	length := flag.Duration("for", 5*time.Second, "how long each run takes")
	flag.Parse()
	l := &load{base: *base, length: *length}
	if err := l.draw(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	fmt.Printf("%-22s %5s %9s %9s %9s %9s %7s %8s\n", "what", "conns", "req/s", "p50 ms", "p99 ms", "share", "errors", "MB")
	failed := false
	for _, n := range strings.Split(*connections, ",") {
		count, err := strconv.Atoi(n)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		var yardstick float64
		for _, k := range l.kinds() {
			r := l.run(k, count)
			yardstick = cmp.Or(yardstick, r.rate)
			fmt.Printf("%-22s %5d %9.0f %9.2f %9.2f %8.1f%% %7d %8.0f\n", k.name, count, r.rate, r.at(50), r.at(99), 100*r.rate/yardstick, r.errors, l.memory())
			failed = failed || r.errors > 0
		}
	}
	if failed {
		os.Exit(1)
	}
}

// load is what to ask for.
type load struct {
	base       string
	length     time.Duration
	statements []statement
}

type statement struct {
	Statement string
	Speaker   struct{ Entity, Name string }
	Text      string
	Form, Act string
	First     struct{ Document, Published string }
}

// draw takes statements from the beginning of the record, some thousand of them.
func (l *load) draw() error {
	next := ""
	for range 5 {
		var page struct {
			Results []statement
			Next    *string
		}
		if err := l.get("/api/v1/statements?limit=500&cursor="+next, &page); err != nil {
			return err
		}
		for _, s := range page.Results {
			if s.Speaker.Entity != "" && s.Form == "direct" && s.Act == "statement" {
				l.statements = append(l.statements, s)
			}
		}
		if page.Next == nil {
			break
		}
		next = *page.Next
	}
	if len(l.statements) < 20 {
		return fmt.Errorf("the record has too few statements to draw from: %d", len(l.statements))
	}
	return nil
}

func (l *load) get(path string, into any) error {
	response, err := http.Get(l.base + path)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode != 200 {
		return fmt.Errorf("%s: status %d", path, response.StatusCode)
	}
	return json.NewDecoder(response.Body).Decode(into)
}

// kind is a kind of request.
type kind struct {
	name string
	make func(s *statement) (path string, body any)
}

func (l *load) kinds() []kind {
	get := func(path func(s *statement) string) func(*statement) (string, any) {
		return func(s *statement) (string, any) { return path(s), nil }
	}
	return []kind{
		{"healthz (yardstick)", get(func(*statement) string { return "/healthz" })},
		{"home", get(func(*statement) string { return "/" })},
		{"person", get(func(s *statement) string { return "/people/" + s.Speaker.Entity })},
		{"statement", get(func(s *statement) string { return "/statements/" + s.Statement })},
		{"document", get(func(s *statement) string { return "/documents/" + s.First.Document })},
		{"review", get(func(*statement) string { return "/review" })},
		{"check page", get(func(s *statement) string { return "/check?quote=" + url.QueryEscape(altered(s.Text)) })},
		{"api statements", get(func(s *statement) string { return "/api/v1/statements?limit=20&speaker=" + s.Speaker.Entity })},
		{"api statements by date", get(func(s *statement) string {
			return "/api/v1/statements?limit=20&from=" + s.First.Published + "&to=" + s.First.Published
		})},
		{"api people", get(func(s *statement) string { return "/api/v1/people?name=" + url.QueryEscape(s.Speaker.Name) })},
		{"api trace", get(func(s *statement) string { return "/api/v1/trace?quote=" + url.QueryEscape(s.Text) })},
		{"api check", func(s *statement) (string, any) { return "/api/v1/check", map[string]string{"quote": altered(s.Text)} }},
		{"api check, not found", func(s *statement) (string, any) {
			return "/api/v1/check", map[string]string{"quote": "zebras of " + s.Speaker.Name + " never graze on Tuesdays in quiet winters"}
		}},
	}
}

// altered drops a word from the middle of words.
func altered(words string) string {
	f := strings.Fields(words)
	if len(f) < 6 || len(words) > 1500 {
		return words[:min(len(words), 300)]
	}
	at := len(f)/3 + rand.IntN(len(f)/3)
	return strings.Join(append(f[:at:at], f[at+1:]...), " ")
}

type result struct {
	rate   float64
	took   []time.Duration
	errors int
}

// at is a percentile, in milliseconds.
func (r *result) at(percent int) float64 {
	if len(r.took) == 0 {
		return 0
	}
	return float64(r.took[min(len(r.took)-1, len(r.took)*percent/100)].Microseconds()) / 1000
}

func (l *load) run(k kind, connections int) *result {
	client := &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: connections, MaxConnsPerHost: connections, DisableCompression: true}}
	defer client.CloseIdleConnections()
	var r result
	var mu sync.Mutex
	var all sync.WaitGroup
	begun := time.Now()
	for range connections {
		all.Go(func() {
			var took []time.Duration
			errors := 0
			for time.Since(begun) < l.length {
				path, body := k.make(&l.statements[rand.IntN(len(l.statements))])
				before := time.Now()
				if err := l.ask(client, path, body); err != nil {
					if errors++; errors == 1 {
						fmt.Fprintln(os.Stderr, k.name, path, err)
					}
				}
				took = append(took, time.Since(before))
			}
			mu.Lock()
			defer mu.Unlock()
			r.took, r.errors = append(r.took, took...), r.errors+errors
		})
	}
	all.Wait()
	r.rate = float64(len(r.took)) / time.Since(begun).Seconds()
	slices.Sort(r.took)
	return &r
}

func (l *load) ask(client *http.Client, path string, body any) error {
	request, _ := http.NewRequest("GET", l.base+path, nil)
	if body != nil {
		b, _ := json.Marshal(body)
		request, _ = http.NewRequest("POST", l.base+path, bytes.NewReader(b))
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		return err
	}
	if response.StatusCode != 200 {
		return fmt.Errorf("status %d", response.StatusCode)
	}
	return nil
}

// memory is what the server holds, in MB, as its metrics tell.
func (l *load) memory() float64 {
	response, err := http.Get(l.base + "/metrics")
	if err != nil {
		return 0
	}
	defer response.Body.Close()
	text, _ := io.ReadAll(response.Body)
	for line := range strings.Lines(string(text)) {
		if value, ok := strings.CutPrefix(line, "process_resident_memory_bytes "); ok {
			bytes, _ := strconv.ParseFloat(strings.TrimSpace(value), 64)
			return bytes / 1e6
		}
	}
	return 0
}
