// Package pipeline is the only place where the stages meet: it gives their order,
// the workers that run them, and what happens when one document fails.
//
// In: files and folders, or one document. Out: a Reading for each document, in the
// order of the input, whatever the number of workers.
//
//	e, err := pipeline.NewEngine()
//	reading := e.Read(doc)
//
// It decides nothing about words: that is the stages' work.
package pipeline

import (
	"slices"
	"strconv"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/attribute"
	"github.com/quoth-news/quoth/date"
	"github.com/quoth-news/quoth/extract"
	"github.com/quoth-news/quoth/read"
	"github.com/quoth-news/quoth/resolve"
	"github.com/quoth-news/quoth/segment"
)

// Engine runs the stages over one document after the other. It holds working
// memory and serves one goroutine; Clone makes another that shares the models.
type Engine struct {
	models
	sheet     quoth.Sheet
	resolver  *resolve.Resolver
	extractor *extract.Extractor
}

type models struct {
	tagger  *segment.Tagger
	resolve *resolve.Resolver
	extract *extract.Models
	ranker  *attribute.Ranker
}

// NewEngine loads the models in the binary.
func NewEngine() (*Engine, error) {
	var m models
	var err error
	if m.tagger, err = segment.NewTagger(); err != nil {
		return nil, err
	}
	if m.resolve, err = resolve.New(); err != nil {
		return nil, err
	}
	if m.extract, err = extract.NewModels(); err != nil {
		return nil, err
	}
	if m.ranker, err = attribute.NewRanker(); err != nil {
		return nil, err
	}
	return m.engine(), nil
}

func (m models) engine() *Engine {
	return &Engine{models: m, resolver: m.resolve.Clone(), extractor: extract.New(m.extract)}
}

// Clone makes an engine with the same models for another goroutine.
func (e *Engine) Clone() *Engine { return e.models.engine() }

// Rules are the versions of everything that decides what a reading holds, sorted.
func (e *Engine) Rules() []string {
	return []string{
		attribute.Version, date.Version, extract.Version, resolve.Version, segment.Version,
	}
}

// Model is a model in this program and the hash of its bytes.
type Model struct{ Name, Hash string }

// Models are the models that readings rest on, by name.
func Models() []Model {
	return []Model{
		{"attribute", attribute.ModelHash()}, {"extract", extract.ModelHash()},
		{"resolve", resolve.ModelHash()}, {"segment", segment.ModelHash()},
	}
}

// Read finds everything in one document.
func (e *Engine) Read(doc *quoth.Document) *quoth.Reading {
	if r, ok := e.unread(doc); ok {
		return r
	}
	s := &e.sheet
	*s = quoth.Sheet{Doc: doc, Tokens: s.Tokens, Sentences: s.Sentences, Marks: s.Marks, Mentions: s.Mentions}
	segment.Fill(s)
	e.tagger.Tag(s)
	e.resolver.Fill(s)
	e.extractor.Fill(s)
	e.ranker.Fill(s)
	date.Fill(s)
	attribute.FillOccasions(s)
	r := reading(s)
	r.Rules = e.Rules()
	return r
}

// reading takes what a sheet found off the sheet.
func reading(s *quoth.Sheet) *quoth.Reading {
	r := &quoth.Reading{Document: s.Doc.ID, Segments: s.Segments, Entities: s.Entities, Quotations: onePerWords(s.Quotations)}
	for i := range r.Quotations {
		q := &r.Quotations[i]
		q.ID = quotationID(s.Doc.ID, q.Parts)
		if q.Form == quoth.Direct {
			if tag := read.PassageLanguage(q.Text(s.Doc.Text)); tag != "" && tag != "en" {
				q.Language = tag
			}
		}
	}
	dropIdle(r)
	return r
}

// dropIdle takes places, and descriptions that nobody speaks under, out of the
// entities: "the developer" is someone only where a quotation points at him.
func dropIdle(r *quoth.Reading) {
	used := make([]bool, len(r.Entities))
	pointers(r, func(entity *int) {
		if *entity >= 0 {
			used[*entity] = true
		}
	})
	at := make([]int, len(r.Entities))
	kept := make([]quoth.Entity, 0, len(r.Entities))
	for i, e := range r.Entities {
		at[i] = len(kept)
		switch idle := !used[i]; {
		case idle && (e.Kind == quoth.Place || e.Kind == quoth.UnnamedSource || e.Kind == quoth.Group):
		default:
			kept = append(kept, e)
		}
	}
	r.Entities = kept
	moved := make(map[*int]bool) // what carries on along an occasion is pointed at from several quotations
	pointers(r, func(entity *int) {
		if *entity >= 0 && !moved[entity] {
			*entity, moved[entity] = at[*entity], true
		}
	})
}

// pointers visits every place where a reading points at an entity.
func pointers(r *quoth.Reading, visit func(*int)) {
	speaker := func(s *quoth.Speaker) {
		if s != nil {
			visit(&s.Entity)
		}
	}
	for i := range r.Quotations {
		q := &r.Quotations[i]
		speaker(q.Speaker)
		for _, p := range []*quoth.Party{q.Told, q.Addressee, q.Via} {
			if p != nil {
				visit(&p.Entity)
			}
		}
		for k := range q.About {
			visit(&q.About[k].Entity)
		}
		for k := range q.Nested {
			speaker(q.Nested[k].Speaker)
		}
	}
}

// onePerWords keeps one quotation of those with the very same parts, which two
// cues may both claim ("asked if she believes that …"): speech before attitude,
// else the first.
func onePerWords(all []quoth.Quotation) []quoth.Quotation {
	kept := all[:0]
	for _, q := range all {
		same := len(kept) - 1 // they are ordered by where they begin
		for same >= 0 && kept[same].Parts[0].Start == q.Parts[0].Start && !slices.Equal(kept[same].Parts, q.Parts) {
			same--
		}
		switch {
		case same < 0 || kept[same].Parts[0].Start != q.Parts[0].Start:
			kept = append(kept, q)
		case kept[same].Act == quoth.Attitude && q.Act != quoth.Attitude:
			kept[same] = q
		}
	}
	return kept
}

func quotationID(document string, parts []quoth.Span) string {
	places := []string{document}
	for _, p := range parts {
		places = append(places, strconv.Itoa(p.Start), strconv.Itoa(p.End))
	}
	return "q:" + quoth.Hash(places...)
}
