package pipeline

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"sort"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/corpus"
)

// EvalPDNC reads the novels of the folder pdnc and scores their speakers.
func EvalPDNC(ctx context.Context, e *Engine, dir string) (*corpus.NovelScore, error) {
	novels, err := corpus.LoadPDNC(dir)
	if err != nil {
		return nil, err
	}
	readings, err := readNovels(ctx, e, novels)
	if err != nil {
		return nil, err
	}
	return corpus.ScorePDNC(novels, readings)
}

// EvalLitBank reads the extracts of the folder litbank and scores their speakers.
func EvalLitBank(ctx context.Context, e *Engine, dir string) (*corpus.NovelScore, error) {
	novels, err := corpus.LoadLitBank(dir)
	if err != nil {
		return nil, err
	}
	readings, err := readNovels(ctx, e, novels)
	if err != nil {
		return nil, err
	}
	return corpus.ScoreLitBank(novels, readings)
}

func readNovels(ctx context.Context, e *Engine, novels []corpus.Novel) ([]*quoth.Reading, error) {
	readings := make([]*quoth.Reading, len(novels))
	for i := range novels {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		readings[i] = e.Read(&quoth.Document{Title: novels[i].Name, Language: "en", Text: novels[i].Text})
	}
	return readings, nil
}

// EvalGUM reads the documents of the folder gum and scores coreference and dates.
func EvalGUM(ctx context.Context, e *Engine, dir string) (*corpus.GUMScore, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.conllu"))
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("%w: no *.conllu in %s; give the folder gum", quoth.ErrNotFound, dir)
	}
	sort.Strings(paths)
	var docs []corpus.ConlluDoc
	var reads []corpus.GUMRead
	for _, path := range paths {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		more, err := corpus.LoadConllu(path)
		if err != nil {
			return nil, err
		}
		for i := range more {
			d := &more[i]
			doc := &quoth.Document{Title: d.ID, Language: "en", Published: quoth.When(d.Meta["dateCreated"]), Text: d.Text}
			reading := e.Read(doc)
			docs, reads = append(docs, *d), append(reads, corpus.GUMRead{Reading: reading, Times: slices.Clone(e.sheet.Times)})
		}
	}
	return corpus.ScoreGUM(docs, reads)
}
