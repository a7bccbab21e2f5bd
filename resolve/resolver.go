package resolve

import (
	_ "embed"
	"fmt"
	"sync"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/lexicon"
	"github.com/quoth-news/quoth/tagger"
)

// resolve.bin holds, in tagger's format one after the other, the models "names" for
// reports and "names" for conversation, "pronouns" and "descriptions". Made by
// cmd/quoth-train.
//
//go:embed resolve.bin
var file []byte

// ModelHash names the model in this program by its bytes.
func ModelHash() string { return quoth.Hash(string(file)) }

// Resolver fills sheets. It keeps working memory between documents and belongs to
// one goroutine; Clone makes another that shares the models.
type Resolver struct {
	lex                    *lexicon.Lexicon
	registers              [2]*tagger.Model // names in reports, and in conversation
	names                  *tagger.Model    // in the sheet at hand
	pronouns, descriptions *tagger.Model

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
	}{{&r.registers[report], "names"}, {&r.registers[talk], "names"}, {&r.pronouns, "pronouns"}, {&r.descriptions, "descriptions"}} {
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
	return &Resolver{lex: r.lex, registers: r.registers, pronouns: r.pronouns, descriptions: r.descriptions}
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

// The registers of language.
const (
	report = iota
	talk
)

// register tells a text that is in good part conversation from a report: one
// paragraph in six, and five at least, begins with a quotation mark and the next
// one does too. In news one in twelve is much.
func register(s *quoth.Sheet) int {
	pairs, last := 0, int32(-2)
	for m := range s.Marks {
		open := s.Marks[m].Open
		segment := s.Sentences[s.Tokens[open].Sentence].Segment
		if int(s.Tokens[open].Start) != s.Segments[segment].Start || segment == last {
			continue
		}
		if segment == last+1 {
			pairs++
		}
		last = segment
	}
	if pairs >= 5 && pairs*6 >= len(s.Segments) {
		return talk
	}
	return report
}

// find fills Mentions, with entities for the names alone.
func (r *Resolver) find(s *quoth.Sheet) {
	s.Mentions, s.Entities = s.Mentions[:0], nil
	r.names = r.registers[register(s)]
	r.classify(s)
	r.findNames(s)
	r.mentions(s)
	r.joinNames(s)
	r.tieRoles(s)
}
