package resolve

import (
	_ "embed"
	"fmt"
	"sync"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/lexicon"
	"github.com/quoth-news/quoth/tagger"
)

// resolve.bin holds the models "names", "pronouns" and "descriptions" of tagger's
// format one after the other. Made by cmd/quoth-train.
//
//go:embed resolve.bin
var file []byte

// ModelHash names the model in this program by its bytes.
func ModelHash() string { return quoth.Hash(string(file)) }

// Resolver fills sheets. It keeps working memory between documents and belongs to
// one goroutine; Clone makes another that shares the models.
type Resolver struct {
	lex                           *lexicon.Lexicon
	names, pronouns, descriptions *tagger.Model

	class    []lexicon.Classes // by token
	inLower  seen              // words the document prints in lower case
	inCaps   seen              // words it prints with a capital inside a sentence
	lattice  tagger.Lattice
	features [][]uint32
	labels   []uint8
	found    []chunk
	entities []entity
	info     []info // by mention
	votes    tally
	surnames tally
	lone     tally
	hero     int32 // how often the person named most is named
	byWord   map[uint32][]int32
	rank     ranking
}

var load = sync.OnceValues(func() (*Resolver, error) { return Load(file) })

// New gives a resolver with the models in the binary.
func New() (*Resolver, error) {
	r, err := load()
	if err != nil {
		return nil, err
	}
	return r.Clone(), nil
}

// Load gives a resolver with the models of the file that Train made.
func Load(file []byte) (*Resolver, error) {
	r := &Resolver{lex: lexicon.Load()}
	for _, m := range []struct {
		to   **tagger.Model
		name string
	}{{&r.names, "names"}, {&r.pronouns, "pronouns"}, {&r.descriptions, "descriptions"}} {
		model, rest, err := tagger.Load(file)
		if err != nil {
			return nil, fmt.Errorf("resolve: %s: %w", m.name, err)
		}
		if model.Name != m.name {
			return nil, fmt.Errorf("resolve: %w: model %q where %q should be", quoth.ErrInvalid, model.Name, m.name)
		}
		*m.to, file = model, rest
	}
	return r, nil
}

// Clone gives a resolver for another goroutine.
func (r *Resolver) Clone() *Resolver {
	return &Resolver{lex: r.lex, names: r.names, pronouns: r.pronouns, descriptions: r.descriptions}
}

// Fill finds the mentions and entities of the sheet with the models in the binary.
// A program that fills many sheets keeps a Resolver.
func Fill(s *quoth.Sheet) error {
	r, err := New()
	if err != nil {
		return err
	}
	r.Fill(s)
	return nil
}

// Fill finds the mentions and entities of the sheet.
func (r *Resolver) Fill(s *quoth.Sheet) {
	r.find(s)
	r.link(s, nil)
	r.publish(s)
}

// find fills Mentions, with entities for the names alone.
func (r *Resolver) find(s *quoth.Sheet) {
	s.Mentions, s.Entities = s.Mentions[:0], nil
	r.classify(s)
	r.findNames(s)
	r.mentions(s)
	r.joinNames(s)
	r.tieRoles(s)
}
