package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/attribute"
	"github.com/quoth-news/quoth/corpus"
	"github.com/quoth-news/quoth/extract"
	"github.com/quoth-news/quoth/resolve"
	"github.com/quoth-news/quoth/segment"
)

// halves tags the training articles: each half by a tagger that learned from the
// other half, so that later models meet the errors they will meet in use.
func (t *training) halves() ([]extract.Example, error) {
	if t.examples != nil {
		return t.examples, nil
	}
	banks, err := treebankTags(t.corpora)
	if err != nil {
		return nil, err
	}
	tags := polTags(t.train)
	t.examples = make([]extract.Example, len(t.train))
	for k := range 2 {
		half, err := segment.LoadTagger(trainTags(part(tags, 1-k), banks))
		if err != nil {
			return nil, err
		}
		for i := k; i < len(t.train); i += 2 {
			sheet := newSheet(t.train[i].Text)
			half.Tag(sheet)
			t.examples[i] = extract.Example{Sheet: sheet, Gold: gold(t.train[i])}
		}
	}
	return t.examples, nil
}

// part gives every second element, from k on.
func part[T any](all []T, k int) []T {
	var out []T
	for i := k; i < len(all); i += 2 {
		out = append(out, all[i])
	}
	return out
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

func (t *training) log(format string, args ...any) {
	fmt.Fprintf(os.Stderr, "%4.0f s  %s\n", time.Since(t.began).Seconds(), fmt.Sprintf(format, args...))
}

// extract makes the models that find quotations.
func (t *training) extract() error {
	examples, err := t.halves()
	if err != nil {
		return err
	}
	return t.write("extract/extract.bin", extract.Train(examples, t.log))
}

// speakers makes the ranker of speakers: from quotations found in each half of the
// articles by models that learned from the other half.
func (t *training) speakers() error {
	examples, err := t.halves()
	if err != nil {
		return err
	}
	people, err := t.people()
	if err != nil {
		return err
	}
	ranked := make([]attribute.Example, len(examples))
	for k := range 2 {
		models, err := extract.LoadModels(extract.Train(part(examples, 1-k), t.log))
		if err != nil {
			return err
		}
		x := extract.New(models)
		for i := k; i < len(examples); i += 2 {
			s := examples[i].Sheet
			people.Fill(s)
			x.Fill(s)
			ranked[i].Sheet = keep(s)
			for _, q := range s.Quotations {
				ranked[i].Sources = append(ranked[i].Sources, sourceOf(q.Parts, examples[i].Gold))
			}
		}
	}
	novels, err := t.novels(people)
	if err != nil {
		return err
	}
	return t.write("attribute/attribute.bin", attribute.TrainRanker(ranked, novels, t.log))
}

// novels are every second novel of PDNC and extract of LitBank, read by the models
// in the binary: for conversation, of which the news has little. The others are
// left to measure on.
func (t *training) novels(people *resolve.Resolver) ([]attribute.Novel, error) {
	long, err := corpus.LoadPDNC(filepath.Join(t.corpora, "pdnc"))
	if err != nil {
		return nil, err
	}
	short, err := corpus.LoadLitBank(filepath.Join(t.corpora, "litbank"))
	if err != nil {
		return nil, err
	}
	tags, err := t.tagger()
	if err != nil {
		return nil, err
	}
	models, err := t.quotations()
	if err != nil {
		return nil, err
	}
	x := extract.New(models)
	var out []attribute.Novel
	for _, n := range append(part(long, 0), part(short, 0)...) {
		s := newSheet(n.Text)
		tags.Tag(s)
		people.Fill(s)
		x.Fill(s)
		e := attribute.Novel{Sheet: keep(s), Names: map[string]int{}}
		for i, c := range n.Characters {
			for _, name := range append(c.Aliases, c.Name) {
				e.Names[strings.ToLower(name)] = i
			}
		}
		r := &quoth.Reading{Entities: e.Sheet.Entities, Quotations: e.Sheet.Quotations}
		e.Characters = n.Same(r)
		for _, g := range n.Matching(r) {
			character := quoth.None
			if g >= 0 {
				character = n.Quotations[g].Speaker
			}
			e.Speakers = append(e.Speakers, character)
		}
		out = append(out, e)
	}
	return out, nil
}

// keep copies a sheet's quotations and mentions out of the working memory of the
// stages that filled it.
func keep(s *quoth.Sheet) *quoth.Sheet {
	c := *s
	c.Mentions = append([]quoth.Mention(nil), s.Mentions...)
	c.Quotations = append([]quoth.Quotation(nil), s.Quotations...)
	return &c
}

// sourceOf is the gold source of a quotation: that of the attribution it shares
// most with, nil if it shares too little with any.
func sourceOf(parts []quoth.Span, golds []extract.Gold) []quoth.Span {
	var best []quoth.Span
	most := 0.5
	for _, g := range golds {
		shared, all, own := 0, 0, 0
		for _, c := range g.Content {
			all += c.Len()
			for _, p := range parts {
				shared += max(0, min(p.End, c.End)-max(p.Start, c.Start))
			}
		}
		for _, p := range parts {
			own += p.Len()
		}
		if all == 0 || own == 0 {
			continue
		}
		if share := float64(shared) / float64(min(all, own)); share >= most && 10*shared >= 3*all {
			most = share
			best = append([]quoth.Span{}, g.Source...)
		}
	}
	return best
}
