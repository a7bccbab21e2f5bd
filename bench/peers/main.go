package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/quoth-news/quoth/corpus"
)

func main() {
	home, _ := os.UserCacheDir()
	cache := flag.String("cache", filepath.Join(home, "quoth-peers"), "where the peers are installed")
	page := flag.String("write", "", "write the table as a page to this file as well")
	only := flag.String("only", "", "only tools whose name holds this")
	maven := flag.String("m2", "", "Maven's local repository (default: Maven's own)")
	articles := flag.Int("articles", 0, "only so many articles, spread over the folder (0 is all)")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: go run . [-cache DIR] [-write FILE] [-m2 DIR] [-only NAME] [-articles N] POLNEAR-FOLDER")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, flag.Arg(0), *cache, *maven, *page, *only, *articles); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, dir, cache, maven, page, only string, articles int) error {
	gold, err := corpus.LoadPolNeAR(dir)
	if err != nil {
		return err
	}
	texts, err := filepath.Abs(filepath.Join(dir, "text"))
	if err != nil {
		return err
	}
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return err
	}
	if articles > 0 && articles < len(gold) {
		if gold, texts, err = some(gold, texts, articles, cache); err != nil {
			return err
		}
	}
	words, err := countWords(texts)
	if err != nil {
		return err
	}
	short := filepath.Join(cache, "short")
	if err := os.MkdirAll(short, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(short, "short.txt"), []byte("\u201cIt will stay open,\u201d the mayor, Ana Ruiz, said.\n"), 0o644); err != nil {
		return err
	}
	var results []*result
	for _, t := range tools(cache, maven) {
		if !strings.Contains(strings.ToLower(t.name), strings.ToLower(only)) {
			continue
		}
		fmt.Fprintf(os.Stderr, "== %s\n", t.name)
		r := t.measure(ctx, gold, texts, short, words)
		if r.why != "" {
			fmt.Fprintf(os.Stderr, "   %s\n", r.why)
		}
		results = append(results, r)
	}
	print(os.Stdout, results)
	if page == "" {
		return nil
	}
	f, err := os.Create(page)
	if err != nil {
		return err
	}
	fmt.Fprintf(f, pageHead, len(gold), words, machine())
	print(f, results)
	fmt.Fprint(f, pageTail)
	return f.Close()
}

// some are n of the articles, spread over all, with their texts in a folder of their own.
func some(gold []corpus.PolArticle, texts string, n int, cache string) ([]corpus.PolArticle, string, error) {
	folder := filepath.Join(cache, fmt.Sprintf("articles-%d", n))
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, "", err
	}
	var kept []corpus.PolArticle
	for i := range n {
		a := gold[i*len(gold)/n]
		text, err := os.ReadFile(filepath.Join(texts, a.Name+".txt"))
		if err == nil {
			err = os.WriteFile(filepath.Join(folder, a.Name+".txt"), text, 0o644)
		}
		if err != nil {
			return nil, "", err
		}
		kept = append(kept, a)
	}
	return kept, folder, nil
}

// machine says what it was measured on.
func machine() string {
	info, _ := os.ReadFile("/proc/cpuinfo")
	for line := range strings.Lines(string(info)) {
		if name, ok := strings.CutPrefix(line, "model name"); ok {
			return fmt.Sprintf("%d processors (%s)", runtime.NumCPU(), strings.Trim(name, "\t :\n"))
		}
	}
	return fmt.Sprintf("%d processors", runtime.NumCPU())
}

func countWords(texts string) (n int, err error) {
	files, err := filepath.Glob(filepath.Join(texts, "*.txt"))
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			return 0, err
		}
		n += len(strings.Fields(string(text)))
	}
	if n == 0 && err == nil {
		err = fmt.Errorf("%s holds no articles", texts)
	}
	return n, err
}

// print prints the table in Markdown.
func print(w io.Writer, results []*result) {
	fmt.Fprintln(w, "| tool | quoted P / R / F1 | words exact | speaker, of what was found | found with the right speaker | indirect F1 | words a second and core | against Quoth | start, s | peak memory, MB |")
	fmt.Fprintln(w, "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
	var quoth float64
	for _, r := range results {
		if r.why != "" {
			fmt.Fprintf(w, "| %s | not run: %s | | | | | | | | |\n", r.name, strings.ReplaceAll(r.why, "|", "\\|"))
			continue
		}
		if quoth == 0 {
			quoth = r.rate
		}
		q := r.score.Quoted
		fmt.Fprintf(w, "| %s | %s / %s / %s | %s | %s | %s | %s | %.0f | %.4f | %.1f | %.0f |\n", r.name, figure(q.Precision), figure(q.Recall), figure(q.F1), figure(q.ContentExact),
			figure(q.SourceGiven), figure(q.EndToEnd), figure(r.score.Indirect.F1), r.rate, r.rate/quoth, r.start.Seconds(), float64(r.peak)/1e6)
	}
}

func figure(x *float64) string {
	if x == nil {
		return "–"
	}
	return strings.TrimPrefix(fmt.Sprintf("%.3f", *x), "0")
}

// line is one document of a tool's output, in the form of quoth extract --json.
type line struct {
	Document struct {
		Origin struct {
			Path string `json:"path"`
		} `json:"origin"`
		Text string `json:"text"`
	} `json:"document"`
	Quotations []struct {
		Form    string `json:"form"`
		Parts   []span `json:"parts"`
		Speaker *struct {
			Mention *span `json:"mention"`
		} `json:"speaker"`
	} `json:"quotations"`
}

// span counts code points.
type span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

func readLines(r io.Reader) (all []line, err error) {
	d := json.NewDecoder(r)
	for {
		var l line
		if err := d.Decode(&l); err == io.EOF {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		all = append(all, l)
	}
}
