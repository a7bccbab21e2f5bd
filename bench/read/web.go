package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/quoth-news/quoth/internal/articles"
)

// web writes WARC files of made-up pages, the same for the same numbers.
func web(args []string) error {
	flags := flag.NewFlagSet("web", flag.ContinueOnError)
	pages := flags.Int("pages", 1000, "how many pages")
	files := flags.Int("files", 4, "in how many files")
	seed := flags.Uint64("seed", 1, "another web")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 || *files < 1 {
		return fmt.Errorf("usage: read web [-pages N] [-files N] [-seed N] FOLDER")
	}
	if err := os.MkdirAll(flags.Arg(0), 0o755); err != nil {
		return err
	}
	each := (*pages + *files - 1) / *files
	for file := range *files {
		if err := writeArchive(filepath.Join(flags.Arg(0), fmt.Sprintf("web-%04d.warc.gz", file)), *seed, file*each, min((file+1)*each, *pages)); err != nil {
			return err
		}
	}
	return nil
}

func writeArchive(path string, seed uint64, from, to int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	b := bufio.NewWriter(f)
	for i := from; i < to; i++ {
		a := articles.Make(seed, i)
		writeRecord(b, a.URL, a.Page())
	}
	if err := b.Flush(); err != nil {
		return err
	}
	return f.Close()
}
