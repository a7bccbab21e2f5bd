package main

import (
	"fmt"
	"os"
	"time"

	"github.com/quoth-news/quoth/corpus"
	"github.com/quoth-news/quoth/extract"
	"github.com/quoth-news/quoth/segment"
)

// extract makes the models that find quotations. Each half of the articles is
// tagged by a tagger that learned from the other half.
func (t *training) extract() error {
	banks, err := treebankTags(t.corpora)
	if err != nil {
		return err
	}
	tags := polTags(t.train)
	examples := make([]extract.Example, len(t.train))
	for k := range 2 {
		var other []tagged
		for i := range tags {
			if i%2 != k {
				other = append(other, tags[i])
			}
		}
		half, err := segment.LoadTagger(trainTags(other, banks))
		if err != nil {
			return err
		}
		for i := k; i < len(t.train); i += 2 {
			sheet := newSheet(t.train[i].Text)
			half.Tag(sheet)
			examples[i] = extract.Example{Sheet: sheet, Gold: gold(t.train[i])}
		}
	}
	file := extract.Train(examples, func(format string, args ...any) {
		fmt.Fprintf(os.Stderr, "%4.0f s  %s\n", time.Since(t.began).Seconds(), fmt.Sprintf(format, args...))
	})
	return t.write("extract/extract.bin", file)
}

func gold(a corpus.PolArticle) []extract.Gold {
	var out []extract.Gold
	for _, g := range a.Attributions {
		if !g.Swapped {
			out = append(out, extract.Gold{Source: g.Source, Cue: g.Cue, Content: g.Content})
		}
	}
	return out
}
