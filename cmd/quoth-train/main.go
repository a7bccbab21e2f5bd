// Command quoth-train makes every model in the binary from annotated corpora,
// the same bytes each time.
//
//	go run ./cmd/quoth-train --corpora ../shared/corpora
//
// In: the training parts of the corpora (PolNeAR train, GUM, EWT …); nothing is
// ever learned from a dev part. Out: segment/pos.bin, extract/extract.bin and the
// other *.bin files beside the code that loads them. Figures go to standard error.
// With --only cross nothing is written: the score of the models for quotations by
// three-fold cross-validation goes to standard output.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/quoth-news/quoth/corpus"
	"github.com/quoth-news/quoth/extract"
	"github.com/quoth-news/quoth/resolve"
	"github.com/quoth-news/quoth/segment"
)

type training struct {
	corpora, out string
	train, dev   []corpus.PolArticle
	examples     []extract.Example
	began        time.Time
}

func main() {
	corpora := flag.String("corpora", "../shared/corpora", "folder of the annotated corpora")
	out := flag.String("out", ".", "the checkout whose model files are written")
	only := flag.String("only", "tags,resolve,extract,speakers", "models to make, by comma")
	flag.Parse()
	if err := run(&training{corpora: *corpora, out: *out, began: time.Now()}, strings.Split(*only, ",")); err != nil {
		fmt.Fprintln(os.Stderr, "quoth-train:", err)
		os.Exit(1)
	}
}

func run(t *training, models []string) (err error) {
	if t.train, err = corpus.LoadPolNeAR(filepath.Join(t.corpora, "polnear/train")); err != nil {
		return err
	}
	if t.dev, err = corpus.LoadPolNeAR(filepath.Join(t.corpora, "polnear/dev")); err != nil {
		return err
	}
	for _, m := range models {
		switch m {
		case "tags":
			err = t.tags()
		case "extract":
			err = t.extract()
		case "speakers":
			err = t.speakers()
		case "cross":
			err = t.cross()
		case "resolve":
			err = t.resolve()
		default:
			err = fmt.Errorf("no model called %q", m)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", m, err)
		}
		fmt.Fprintf(os.Stderr, "%s made, %.0f s in all\n", m, time.Since(t.began).Seconds())
	}
	return nil
}

func (t *training) write(name string, file []byte) error {
	return os.WriteFile(filepath.Join(t.out, name), file, 0o644)
}

// Later models learn from the output of earlier ones: of the files this run has
// written, or found in the checkout, and not of those the program was built with.

func (t *training) tagger() (*segment.Tagger, error) {
	return made(t, "segment/pos.bin", segment.LoadTagger)
}

func (t *training) people() (*resolve.Resolver, error) {
	return made(t, "resolve/resolve.bin", resolve.Load)
}

func (t *training) quotations() (*extract.Models, error) {
	return made(t, "extract/extract.bin", extract.LoadModels)
}

func made[M any](t *training, name string, load func([]byte) (M, error)) (m M, err error) {
	file, err := os.ReadFile(filepath.Join(t.out, name))
	if err != nil {
		return m, err
	}
	return load(file)
}

func (t *training) tags() error {
	banks, err := treebankTags(t.corpora)
	if err != nil {
		return err
	}
	file := trainTags(polTags(t.train), banks)
	tagger, err := segment.LoadTagger(file)
	if err != nil {
		return err
	}
	reportTags("PolNeAR dev", tagger, polTags(t.dev))
	return t.write("segment/pos.bin", file)
}
