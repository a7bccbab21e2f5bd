package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path"
	"strings"
	"syscall"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/corpus"
)

// tool is a program that reads a folder of texts and prints lines.
type tool struct {
	name    string
	install func(ctx context.Context) error
	command func(folder string) []string
}

// result is what came of a tool; why says why nothing did.
type result struct {
	name  string
	why   string
	score *corpus.PolScore
	rate  float64       // words a second of processor time
	start time.Duration // to the end of a run over one sentence
	peak  int64         // bytes
}

// ran is one run of a tool.
type ran struct {
	out       []byte
	wall, cpu time.Duration
	peak      int64
}

// warmUnder is how long a start may take to be worth doing twice.
const warmUnder = 30 * time.Second

func (t *tool) measure(ctx context.Context, gold []corpus.PolArticle, texts, short string, words int) *result {
	r := &result{name: t.name}
	if err := t.install(ctx); err != nil {
		r.why = err.Error()
		return r
	}
	begin, err := execute(ctx, t.command(short))
	if err == nil && begin.wall < warmUnder { // the first only warmed the disk's cache
		begin, err = execute(ctx, t.command(short))
	}
	var whole *ran
	if err == nil {
		whole, err = execute(ctx, t.command(texts))
	}
	if err != nil {
		r.why = err.Error()
		return r
	}
	lines, err := readLines(bytes.NewReader(whole.out))
	if err != nil {
		r.why = fmt.Sprintf("its output cannot be read: %v", err)
		return r
	}
	var reads []corpus.Read
	for i := range lines {
		reads = append(reads, lines[i].read())
	}
	r.score = corpus.ScorePolArticles(gold, reads)
	r.start, r.peak = begin.wall, whole.peak
	r.rate = float64(words) / max(whole.cpu-begin.cpu, time.Millisecond).Seconds()
	return r
}

// execute runs a command and measures it and its children.
func execute(ctx context.Context, command []string) (*ran, error) {
	var out, errOut bytes.Buffer
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Stdout, cmd.Stderr = &out, &errOut
	begun := time.Now()
	err := cmd.Run()
	if err != nil {
		return nil, fmt.Errorf("%s: %v: %s", path.Base(command[0]), err, lastLine(errOut.String()))
	}
	usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	return &ran{out: out.Bytes(), wall: time.Since(begun), cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), peak: usage.Maxrss << 10}, nil
}

// lastLine is the last line of an error that says something.
func lastLine(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	for i := len(lines) - 1; i >= 0; i-- {
		if l := strings.TrimSpace(lines[i]); l != "" && !strings.HasPrefix(l, "at ") {
			return l
		}
	}
	return "no reason given"
}

// steps runs commands of an installation one after the other, unless it is there.
func steps(ctx context.Context, there string, commands ...[]string) error {
	if _, err := os.Stat(there); err == nil {
		return nil
	}
	for _, c := range commands {
		fmt.Fprintf(os.Stderr, "   %s\n", strings.Join(c, " "))
		if _, err := exec.LookPath(c[0]); err != nil {
			return fmt.Errorf("it needs %s, which is not installed", c[0])
		}
		if _, err := execute(ctx, c); err != nil {
			return err
		}
	}
	return os.WriteFile(there, nil, 0o644)
}

// read is a line as the scorer takes it: code points become bytes.
func (l *line) read() corpus.Read {
	text := l.Document.Text
	at := make([]int, 0, len(text)+1)
	for i := range text {
		at = append(at, i)
	}
	at = append(at, len(text))
	bytesOf := func(s span) quoth.Span {
		return quoth.Span{Start: at[min(max(s.Start, 0), len(at)-1)], End: at[min(max(s.End, 0), len(at)-1)]}
	}
	reading := &quoth.Reading{}
	for _, q := range l.Quotations {
		made := quoth.Quotation{Form: quoth.Form(q.Form)}
		for _, p := range q.Parts {
			made.Parts = append(made.Parts, bytesOf(p))
		}
		if q.Speaker != nil && q.Speaker.Mention != nil {
			made.Speaker = &quoth.Speaker{Mention: bytesOf(*q.Speaker.Mention), Entity: quoth.None}
		}
		reading.Quotations = append(reading.Quotations, made)
	}
	return corpus.Read{Name: strings.TrimSuffix(path.Base(l.Document.Origin.Path), ".txt"), Text: text, Reading: reading}
}
