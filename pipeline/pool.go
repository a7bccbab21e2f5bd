package pipeline

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/read"
)

// Pool reads single documents for many goroutines, so many at once as it has engines;
// others wait. It keeps nothing of what it read.
type Pool struct {
	engines chan *Engine
}

// NewPool makes a pool of n engines, which share their models.
func NewPool(n int) (*Pool, error) {
	first, err := NewEngine()
	if err != nil {
		return nil, err
	}
	p := &Pool{engines: make(chan *Engine, n)}
	p.engines <- first
	for range n - 1 {
		p.engines <- first.Clone()
	}
	return p, nil
}

// errOneIsEnough ends the reading of an input that holds several documents.
var errOneIsEnough = errors.New("one document is enough")

// Read makes a document of content, in any format that package read knows, and reads
// it. Content that holds several documents or none is an error wrapping quoth.ErrInvalid.
func (p *Pool) Read(ctx context.Context, content []byte, name string, opt read.Options) (*quoth.Document, *quoth.Reading, error) {
	var items []read.Item
	err := read.Stream(ctx, bytes.NewReader(content), name, opt, func(i read.Item) error {
		if items = append(items, i); len(items) > 1 {
			return errOneIsEnough
		}
		return nil
	})
	switch {
	case len(items) > 1:
		return nil, nil, fmt.Errorf("%w: %s holds several documents; give one", quoth.ErrInvalid, name)
	case err != nil:
		return nil, nil, err
	case len(items) == 0:
		return nil, nil, fmt.Errorf("%w: %s holds no text", quoth.ErrInvalid, name)
	case items[0].Err != nil:
		return nil, nil, items[0].Err
	}
	var engine *Engine
	select {
	case engine = <-p.engines:
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	}
	t := &task{Result: Result{Path: name, Doc: items[0].Doc}}
	p.engines <- workOn(engine, t, func(e *Engine, r *Result) { r.Reading = e.Read(r.Doc) })
	return t.Doc, t.Reading, t.Err
}
