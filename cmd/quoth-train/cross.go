package main

import (
	"os"
	"sync"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/attribute"
	"github.com/quoth-news/quoth/corpus"
	"github.com/quoth-news/quoth/extract"
)

// crossFolds is how many parts the training articles are read in.
const crossFolds = 3

// cross makes no file: each third of the training articles is read by models for
// quotations that learned from the other two, and the score of all is printed. A change of
// these models is judged by it, never by the dev part. Names and speakers are those of
// the models in the checkout, which have seen the articles, so their figures flatter.
func (t *training) cross() error {
	examples, err := t.halves()
	if err != nil {
		return err
	}
	people, err := t.people()
	if err != nil {
		return err
	}
	ranker, err := made(t, "attribute/attribute.bin", attribute.LoadRanker)
	if err != nil {
		return err
	}
	var models [crossFolds]*extract.Models
	var failed [crossFolds]error
	var learning sync.WaitGroup
	for k := range crossFolds {
		learning.Go(func() {
			var learn []extract.Example
			for i := range examples {
				if i%crossFolds != k {
					learn = append(learn, examples[i])
				}
			}
			models[k], failed[k] = extract.LoadModels(extract.Train(learn, func(string, ...any) {}))
		})
	}
	learning.Wait()
	read := make([]corpus.Read, len(examples))
	for k := range crossFolds {
		if failed[k] != nil {
			return failed[k]
		}
		x := extract.New(models[k])
		for i := k; i < len(examples); i += crossFolds {
			s := examples[i].Sheet
			people.Fill(s)
			x.Fill(s)
			ranker.Fill(s)
			read[i] = corpus.Read{Name: t.train[i].Name, Text: t.train[i].Text, Reading: &quoth.Reading{Entities: s.Entities, Quotations: s.Quotations}}
		}
	}
	corpus.ScorePolArticles(t.train, read).Print(os.Stdout)
	return nil
}
