package pipeline

import (
	"context"

	"github.com/quoth-news/quoth/wire"
)

// Extract reads the inputs without a record and hands every result to yield in
// the order of the input, each with its line of JSON (wire.AppendReading and a
// line end) where there is a reading. A result and its line are yield's to use
// until it returns.
func (r *Run) Extract(ctx context.Context, inputs Inputs, yield func(*Result) error) error {
	counter := r.counter()
	defer counter.end()
	return r.each(ctx, r.Sharded(inputs), func(engine *Engine, result *Result) {
		result.Reading = engine.Read(result.Doc)
		result.JSON = append(wire.AppendReading(make([]byte, 0, 2*len(result.Doc.Text)+4096), result.Doc, result.Reading), '\n')
	}, func(result *Result) error {
		counter.count(result)
		return yield(result)
	})
}
