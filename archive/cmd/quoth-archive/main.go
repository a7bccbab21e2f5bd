// Command quoth-archive reads archives with Apache Beam: WARC files in, Parquet out.
//
//	quoth-archive --out found 'crawl/*.warc.gz'                       # on this machine (Prism)
//	quoth-archive --runner flink --endpoint host:8099 --environment_type LOOPBACK \
//	    --out s3://bucket/found 's3://bucket/crawl/*.warc.gz'         # on a cluster
//
// What it finds is loaded into a record with `quoth import-parquet`. See package archive.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/s3"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/x/beamx"

	"github.com/quoth-news/quoth/archive"
)

func main() {
	out := flag.String("out", "", "the folder for what is found: a path, s3://… or gs://…")
	shards := flag.Int("shards", 1, "files a month of the output: as many as make one fit a worker's memory")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "quoth-archive --out FOLDER [flags] FILE…\n\nFiles may be patterns. The flags of the runner are Beam's own.")
		flag.PrintDefaults()
	}
	flag.Parse()
	beam.Init()
	if *out == "" || flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	p, s := beam.NewPipelineWithRoot()
	plan := archive.Plan{Files: flag.Args(), Out: *out, Shards: *shards}
	archive.Statements(s, plan, archive.Read(s, plan))
	if err := beamx.Run(context.Background(), p); err != nil {
		fmt.Fprintln(os.Stderr, "quoth-archive:", err)
		os.Exit(1)
	}
}
