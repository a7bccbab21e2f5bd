package main

import (
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

func main() {
	var err error
	switch {
	case len(os.Args) == 3 && os.Args[1] == "peer":
		err = peer(os.Args[2])
	case len(os.Args) == 3 && os.Args[1] == "limit":
		err = limit(os.Args[2])
	case len(os.Args) > 2 && os.Args[1] == "web":
		err = web(os.Args[2:])
	default:
		err = fmt.Errorf("usage: read peer FOLDER | read limit FOLDER | read web [-pages N] [-files N] FOLDER")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

// pagesIn are the pages of a folder of gzipped HTML files.
func pagesIn(folder string) ([][]byte, error) {
	names, err := filepath.Glob(filepath.Join(folder, "*.html.gz"))
	if err != nil || len(names) == 0 {
		return nil, fmt.Errorf("no pages *.html.gz in %s", folder)
	}
	var pages [][]byte
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		z, err := gzip.NewReader(f)
		if err != nil {
			return nil, err
		}
		page, err := io.ReadAll(z)
		f.Close()
		if err != nil {
			return nil, err
		}
		pages = append(pages, page)
	}
	return pages, nil
}

// spent is the processor time that this process has used.
func spent() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// timed adds the processor time of work to total.
func timed(total *time.Duration, work func()) {
	begun := spent()
	work()
	*total += spent() - begun
}

func megabytes(pages [][]byte) float64 {
	size := 0
	for _, p := range pages {
		size += len(p)
	}
	return float64(size) / 1e6
}
