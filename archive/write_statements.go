package archive

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
	"github.com/parquet-go/parquet-go"

	"github.com/quoth-news/quoth"
)

func init() {
	register.DoFn3x1[string, []byte, func(string, []byte), error](&placeStatementFn{})
	register.DoFn3x1[context.Context, string, func(*[]byte) bool, error](&writeStatementsFn{})
}

// placeStatementFn finds the file each statement belongs in.
type placeStatementFn struct{ Shards int }

// ProcessElement hands on the statement under the name of its file.
func (f *placeStatementFn) ProcessElement(id string, body []byte, emit func(string, []byte)) error {
	var row Statement
	if err := json.Unmarshal(body, &row); err != nil {
		return err
	}
	emit(fmt.Sprintf("published=%s/%05d.parquet", month(quoth.When(row.Published)), shard(id, f.Shards)), body)
	return nil
}

// writeStatementsFn writes one Parquet file, its statements in the order of their identifiers.
type writeStatementsFn struct{ Out string }

// ProcessElement writes the file.
func (f *writeStatementsFn) ProcessElement(ctx context.Context, name string, bodies func(*[]byte) bool) error {
	var rows []Statement
	var body []byte
	for bodies(&body) {
		var row Statement
		if err := json.Unmarshal(body, &row); err != nil {
			return err
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b Statement) int { return cmp.Compare(a.Statement, b.Statement) })
	return create(ctx, join(f.Out, "statements", name), func(w io.Writer) error {
		out := parquet.NewGenericWriter[Statement](w, parquet.Compression(&parquet.Zstd), parquet.KeyValueMetadata("quoth.schema", "grouping@1"), parquet.CreatedBy("quoth", "grouping@1", ""))
		if _, err := out.Write(rows); err != nil {
			return err
		}
		return out.Close()
	})
}
