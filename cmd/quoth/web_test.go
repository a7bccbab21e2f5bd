package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"
)

// serveFolder serves a folder of the script on this machine: web FOLDER. Its
// address is then $SITE, each request a line of FOLDER.log; what is posted to
// /hook/take is added to hook.jsonl, what is posted to /hook/refuse is refused.
func serveFolder(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: web FOLDER")
	}
	folder, log, hook := ts.MkAbs(args[0]), ts.MkAbs(args[0]+".log"), ts.MkAbs("hook.jsonl")
	var mu sync.Mutex
	add := func(path string, line []byte) {
		mu.Lock()
		defer mu.Unlock()
		f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
		if err == nil {
			_, _ = f.Write(line)
			_ = f.Close()
		}
	}
	files := http.FileServer(http.Dir(folder))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/hook/take":
			body, _ := io.ReadAll(r.Body)
			if id := r.Header.Get("Idempotency-Key"); !bytes.Contains(body, []byte(`"notice":"`+id+`"`)) {
				http.Error(w, "another key", http.StatusBadRequest)
				return
			}
			add(hook, body)
		case "/hook/refuse":
			http.Error(w, "later", http.StatusServiceUnavailable)
		default:
			add(log, fmt.Appendf(nil, "%s %s\n", r.URL.Path, r.UserAgent()))
			files.ServeHTTP(w, r)
		}
	}))
	ts.Defer(server.Close)
	ts.Setenv("SITE", server.URL)
}

// oneLine writes a JSON file as one line: oneline FROM TO
func oneLine(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: oneline FROM TO")
	}
	var b bytes.Buffer
	ts.Check(json.Compact(&b, []byte(ts.ReadFile(args[0]))))
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), append(b.Bytes(), '\n'), 0o644))
}

// together checks that the lines of the first file are those of the others: together WHOLE PART...
func together(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: together WHOLE PART...")
	}
	lines := func(files []string) (all []string) {
		for _, f := range files {
			all = append(all, strings.SplitAfter(ts.ReadFile(f), "\n")...)
		}
		all = slices.DeleteFunc(all, func(l string) bool { return l == "" })
		slices.Sort(all)
		return all
	}
	if whole, parts := lines(args[:1]), lines(args[1:]); !slices.Equal(whole, parts) || len(whole) == 0 {
		ts.Fatalf("%d lines, and %d of the parts", len(whole), len(parts))
	}
}
