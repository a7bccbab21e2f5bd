package main

import (
	"fmt"
	"os"
	"path/filepath"
	"sort"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/corpus"
	"github.com/quoth-news/quoth/segment"
)

// tagged is a sheet with the gold tag of each of its tokens.
type tagged struct {
	sheet *quoth.Sheet
	gold  []uint8
}

var tagOf = func() map[string]uint8 {
	m := make(map[string]uint8)
	for i, t := range quoth.PartsOfSpeech {
		m[t] = uint8(i)
	}
	return m
}()

// align gives our tokens the tags of a corpus: where both cut the text alike.
func align(sheet *quoth.Sheet, spans []quoth.Span, tags []string) []uint8 {
	gold := make([]uint8, len(sheet.Tokens))
	k := 0
	for i := range sheet.Tokens {
		at := sheet.Tokens[i].Span()
		for k < len(spans) && spans[k].Start < at.Start {
			k++
		}
		if k < len(spans) && spans[k] == at {
			gold[i] = tagOf[tags[k]]
		}
	}
	return gold
}

// newSheet cuts a text into segments and tokens.
func newSheet(text string) *quoth.Sheet {
	s := &quoth.Sheet{Doc: &quoth.Document{Text: text}}
	segment.Fill(s)
	return s
}

func polTags(articles []corpus.PolArticle) []tagged {
	var out []tagged
	for _, a := range articles {
		var spans []quoth.Span
		var tags []string
		for _, t := range a.Tokens {
			spans, tags = append(spans, t.Span), append(tags, t.Tag)
		}
		s := newSheet(a.Text)
		out = append(out, tagged{s, align(s, spans, tags)})
	}
	return out
}

func treebankTags(root string) ([]tagged, error) {
	var paths []string
	for _, pattern := range []string{"gum/*.conllu", "ewt/*/*.conllu"} {
		found, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			return nil, err
		}
		paths = append(paths, found...)
	}
	sort.Strings(paths)
	var out []tagged
	for _, path := range paths {
		docs, err := corpus.LoadConllu(path)
		if err != nil {
			return nil, err
		}
		for _, d := range docs {
			var spans []quoth.Span
			var tags []string
			for _, t := range d.Tokens {
				spans, tags = append(spans, t.Span), append(tags, t.XPOS)
			}
			s := newSheet(d.Text)
			out = append(out, tagged{s, align(s, spans, tags)})
		}
	}
	return out, nil
}

func trainTags(sets ...[]tagged) []byte {
	var sheets []*quoth.Sheet
	var gold [][]uint8
	for _, set := range sets {
		for _, t := range set {
			sheets, gold = append(sheets, t.sheet), append(gold, t.gold)
		}
	}
	return segment.TrainTagger(sheets, gold, 6)
}

// reportTags prints how often the tagger agrees with the gold.
func reportTags(name string, t *segment.Tagger, set []tagged) {
	right, all := 0, 0
	for _, d := range set {
		t.Tag(d.sheet)
		for i, g := range d.gold {
			if g == quoth.NoTag || d.sheet.Tokens[i].Kind != quoth.Word {
				continue
			}
			all++
			if d.sheet.Tokens[i].Tag == g {
				right++
			}
		}
	}
	fmt.Fprintf(os.Stderr, "parts of speech, words of %s: %.4f of %d\n", name, float64(right)/float64(all), all)
}
