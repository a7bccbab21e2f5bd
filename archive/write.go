package archive

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/wire/parquet"
)

// write writes the readings and the failures.
func write(s beam.Scope, plan Plan, entries, failures beam.PCollection) {
	shards := max(plan.Shards, 1)
	placed := beam.ParDo(s, &placeFn{Shards: shards}, entries)
	beam.ParDo0(s, &writeReadingsFn{Out: plan.Out}, beam.GroupByKey(s, placed))
	shelved := beam.ParDo(s, &shelveFn{Shards: shards}, failures)
	beam.ParDo0(s, &writeFailuresFn{Out: plan.Out}, beam.GroupByKey(s, shelved))
}

func init() {
	register.DoFn3x1[string, []byte, func(string, []byte), error](&placeFn{})
	register.DoFn3x1[context.Context, string, func(*[]byte) bool, error](&writeReadingsFn{})
	register.DoFn3x0[string, string, func(string, string)](&shelveFn{})
	register.DoFn3x1[context.Context, string, func(*string) bool, error](&writeFailuresFn{})
	register.Iter1[string]()
}

// placeFn finds the file each document belongs in.
type placeFn struct{ Shards int }

// ProcessElement hands on the packed document under the name of its file.
func (f *placeFn) ProcessElement(id string, body []byte, emit func(string, []byte)) error {
	e, err := unpackEntry(body)
	if err != nil {
		return err
	}
	emit(fmt.Sprintf("published=%s/%05d.parquet", month(e.Doc.Published), shard(id, f.Shards)), body)
	return nil
}

// month is the partition of a date: 2024-05, or 2024 where no more is known.
func month(published quoth.When) string {
	first, last, ok := published.Bounds()
	if !ok || first == quoth.EarliestDay || last == quoth.LatestDay {
		return "unknown"
	}
	from, to := string(first.When()), string(last.When())
	if len(from) >= 7 && len(to) >= 7 && from[:7] == to[:7] {
		return from[:7]
	}
	return from[:4]
}

func shard(id string, shards int) int { return int(quoth.HashString(id) % uint32(shards)) }

// writeReadingsFn writes one Parquet file, its documents in the order of their
// identifiers. What it holds in memory is the file, packed.
type writeReadingsFn struct{ Out string }

// ProcessElement writes the file.
func (f *writeReadingsFn) ProcessElement(ctx context.Context, name string, bodies func(*[]byte) bool) error {
	type packed struct {
		id   string
		body []byte
	}
	var all []packed
	var body []byte
	for bodies(&body) {
		e, err := unpackEntry(body)
		if err != nil {
			return err
		}
		all = append(all, packed{e.Doc.ID, append([]byte(nil), body...)})
	}
	slices.SortFunc(all, func(a, b packed) int { return cmp.Compare(a.id, b.id) })
	return create(ctx, join(f.Out, "readings", name), func(w io.Writer) error {
		rows := parquet.NewReadings(w)
		for _, p := range all {
			e, err := unpackEntry(p.body)
			if err != nil {
				return err
			}
			if err := rows.Write(e.Doc, e.Reading); err != nil {
				return fmt.Errorf("document %s: %w", e.Doc.ID, err)
			}
		}
		return rows.Close()
	})
}

// shelveFn finds the file each failure belongs in.
type shelveFn struct{ Shards int }

// ProcessElement hands on a line of JSON under the name of its file.
func (f *shelveFn) ProcessElement(path, reason string, emit func(string, string)) {
	line, _ := json.Marshal(map[string]string{"path": path, "reason": reason}) // of strings: cannot fail
	emit(fmt.Sprintf("%05d.jsonl", shard(path, f.Shards)), string(line))
}

// writeFailuresFn writes one file of failures, sorted.
type writeFailuresFn struct{ Out string }

// ProcessElement writes the file.
func (f *writeFailuresFn) ProcessElement(ctx context.Context, name string, lines func(*string) bool) error {
	var all []string
	var line string
	for lines(&line) {
		all = append(all, line)
	}
	slices.Sort(all)
	return create(ctx, join(f.Out, "failures", name), func(w io.Writer) error {
		_, err := io.WriteString(w, strings.Join(slices.Compact(all), "\n")+"\n")
		return err
	})
}

// create writes a file as a whole: where the file system can rename, no reader ever
// sees half of it.
func create(ctx context.Context, name string, fill func(io.Writer) error) (err error) {
	fs, err := filesystem.New(ctx, name)
	if err != nil {
		return err
	}
	defer fs.Close()
	rename, can := fs.(filesystem.Renamer)
	to := name
	if can {
		to = name + ".part"
	}
	w, err := fs.OpenWrite(ctx, to)
	if err != nil {
		return err
	}
	if err := fill(w); err != nil {
		w.Close()
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := w.Close(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if can {
		return rename.Rename(ctx, to, name)
	}
	return nil
}

func join(parts ...string) string { return strings.Join(parts, "/") }
