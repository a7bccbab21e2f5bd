package main

import (
	"bufio"
	"bytes"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/quoth-news/quoth/internal/articles"
)

// A reader that has seen enough (quoth … | head -1) ends the program without a word.
func TestReaderThatHangsUp(t *testing.T) {
	dir := t.TempDir()
	var lines bytes.Buffer
	for i := range 2000 {
		lines.Write(articles.Make(5, i).Line())
		lines.WriteByte('\n')
	}
	write(t, dir, "in.jsonl", lines.Bytes())
	cmd := exec.CommandContext(t.Context(), program(t), "extract", "--json", "in.jsonl")
	var errOut strings.Builder
	cmd.Dir, cmd.Stderr = dir, &errOut
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || !strings.HasPrefix(line, `{"document"`) {
		t.Errorf("first line %.100q, %v", line, err)
	}
	out.Close()
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	select {
	case <-done:
	case <-time.After(30 * time.Second):
		t.Fatal("it goes on writing to nobody")
	}
	if s := errOut.String(); s != "" {
		t.Errorf("standard error: %q", s)
	}
}
