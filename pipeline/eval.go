package pipeline

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/corpus"
	"github.com/quoth-news/quoth/read"
)

// EvalMarked reads the marked articles of a folder as files of their own and
// scores what was found.
func EvalMarked(ctx context.Context, e *Engine, dir string) (*corpus.MarkedScore, error) {
	articles, err := corpus.LoadMarked(dir)
	if err != nil {
		return nil, err
	}
	readings := make([]*quoth.Reading, len(articles))
	for i := range articles {
		if readings[i], err = ReadMarked(ctx, e, &articles[i]); err != nil {
			return nil, err
		}
	}
	return corpus.ScoreMarked(articles, readings)
}

// ReadMarked reads one marked article as if it stood in a file without its marks.
func ReadMarked(ctx context.Context, e *Engine, m *corpus.Marked) (*quoth.Reading, error) {
	d := &m.Doc
	opt := read.Options{Published: string(d.Published), Publisher: d.Publisher, URL: d.Origin.URL, Language: d.Language}
	name := m.Name + ".txt"
	if m.Format == "markdown" {
		name = m.Name + ".md"
	}
	var reading *quoth.Reading
	err := read.Stream(ctx, strings.NewReader(d.Text), name, opt, func(item read.Item) error {
		switch {
		case item.Err != nil:
			return fmt.Errorf("%s: %w", m.Name, item.Err)
		case reading != nil || item.Doc.Text != d.Text:
			return fmt.Errorf("%w: %s: the reader changed the text of the article", quoth.ErrInvalid, m.Name)
		}
		reading = e.Read(item.Doc)
		return nil
	})
	if err == nil && reading == nil {
		err = fmt.Errorf("%w: %s: the reader found no document", quoth.ErrInvalid, m.Name)
	}
	return reading, err
}

// EvalPolNeAR reads the texts of polnear/dev or polnear/train and scores them.
func EvalPolNeAR(ctx context.Context, e *Engine, dir string) (*corpus.PolScore, error) {
	gold, err := corpus.LoadPolNeAR(dir)
	if err != nil {
		return nil, err
	}
	var readings []corpus.Read
	err = read.Open(ctx, []string{filepath.Join(dir, "text")}, read.Options{}, func(item read.Item) error {
		if item.Err != nil {
			return item.Err
		}
		name := strings.TrimSuffix(filepath.Base(item.Path), ".txt")
		readings = append(readings, corpus.Read{Name: name, Text: item.Doc.Text, Reading: e.Read(item.Doc)})
		return nil
	})
	if err != nil {
		return nil, err
	}
	return corpus.ScorePolArticles(gold, readings), nil
}
