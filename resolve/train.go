package resolve

import (
	"slices"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/lexicon"
	"github.com/quoth-news/quoth/tagger"
)

// Example is a sheet, filled by segment, with what a corpus knows of it. Names may
// be nil, or Chains; Chains must not overlap but by nesting.
type Example struct {
	Sheet  *quoth.Sheet
	Names  []Name
	Chains []Reference
	Novel  bool // fiction, however little is said in it
}

// Name is a stretch of text that a corpus calls a person, an organisation, a place
// or, with the kind "", some other name.
type Name struct {
	quoth.Span
	Kind quoth.EntityKind
}

// UnknownName is the kind of a capitalised word of which a corpus does not say
// whether and of what it is a name.
const UnknownName quoth.EntityKind = "?"

// Reference is a stretch of text that means someone; equal Chain, the same one.
type Reference struct {
	quoth.Span
	Chain int32
}

// Train makes the file of a Resolver. Names in reports are learned from the examples
// that are none of conversation, all else from all of them. Deterministic: the order
// of the examples is the order of training.
func Train(examples []Example, log func(format string, args ...any)) []byte {
	var reports []Example
	for _, e := range examples {
		if register(e.Sheet) == report && !e.Novel {
			reports = append(reports, e)
		}
	}
	r := &Resolver{lex: lexicon.Load()}
	r.registers[report] = r.trainNames(reports, 6, log)
	r.registers[talk] = r.trainNames(examples, 6, log)
	r.trainLinks(examples, 6, log)
	return r.file()
}

func (r *Resolver) file() []byte {
	var out []byte
	for _, m := range []*tagger.Model{r.registers[report], r.registers[talk], r.pronouns, r.descriptions} {
		out = append(out, m.File()...)
	}
	return out
}

func (r *Resolver) trainNames(examples []Example, rounds int, log func(format string, args ...any)) *tagger.Model {
	t := tagger.NewTrainer("names", int(labels), 16)
	seed := uint32(1)
	for round := range rounds {
		t.Rate = 0.2 / float32(1+round)
		loss, runs := 0.0, 0
		for i := range examples {
			if examples[i].Names == nil {
				continue
			}
			s := examples[i].Sheet
			gold := nameLabels(s, examples[i].Names)
			r.classify(s)
			for k := range s.Sentences {
				sentence := &s.Sentences[k]
				shouted := r.shouted(s, sentence)
				for i := sentence.First; i < sentence.Last; i++ {
					if !r.capital(s, i) {
						continue
					}
					end := r.runEnd(s, i, sentence.Last)
					if slices.Contains(gold[i:end], unknownLabel) {
						i = end - 1
						continue
					}
					r.runFeatures(s, sentence, i, end, shouted)
					for k := range r.features[:end-i] {
						if seed = seed*1664525 + 1013904223; seed>>30 == 0 {
							r.features[k] = forgetWord(r.features[k])
						}
					}
					loss += t.Chain(&r.lattice, r.features[:end-i], gold[i:end])
					runs++
					i = end - 1
				}
			}
		}
		log("names: round %d, loss %.4f a run of %d", round+1, loss/float64(max(runs, 1)), runs)
	}
	return t.Model()
}

// forgetWord takes the features of the word itself away, for one word in four, so
// that the others learn to do without: most names were never seen before.
func forgetWord(f []uint32) []uint32 {
	kept := f[:0]
	for k, v := range f {
		switch k {
		case 1, 2, 10, 11, 24, 25:
		default:
			kept = append(kept, v)
		}
	}
	return kept
}

const unknownLabel = labels

func nameLabels(s *quoth.Sheet, names []Name) []uint8 {
	gold := make([]uint8, len(s.Tokens))
	k := 0
	for i := range s.Tokens {
		at := s.Tokens[i].Span()
		for k < len(names) && names[k].End <= at.Start {
			k++
		}
		if k == len(names) || !names[k].Meets(at) {
			continue
		}
		switch names[k].Kind {
		case quoth.Person:
			gold[i] = person
		case quoth.Organisation:
			gold[i] = organisation
		case quoth.Place:
			gold[i] = place
		case UnknownName:
			gold[i] = unknownLabel
		default:
			gold[i] = work
		}
	}
	return gold
}

// trainLinks reads every sheet with known references again and again, each choice
// a step.
func (r *Resolver) trainLinks(examples []Example, rounds int, log func(format string, args ...any)) {
	pronouns, descriptions := tagger.NewTrainer("pronouns", 1, 14), tagger.NewTrainer("descriptions", 1, 15)
	order := tagger.NewOrder(len(examples))
	for round := range rounds {
		pronouns.Rate, descriptions.Rate = 0.04/float32(1+round), 0.015/float32(1+round)
		sum, n := [2]float64{}, [2]int{}
		g := &guide{learn: func(pronoun bool, candidates [][]uint32, right int) {
			t, k := descriptions, 1
			if pronoun {
				t, k = pronouns, 0
			}
			sum[k] += t.Rank(candidates, right)
			n[k]++
		}}
		for _, i := range order.Next() {
			if examples[i].Chains == nil {
				continue
			}
			r.find(examples[i].Sheet)
			g.chain = Chains(examples[i].Sheet, examples[i].Chains)
			r.link(examples[i].Sheet, g)
		}
		log("references: round %d, probability of the right one %.3f of %d pronouns, %.3f of %d descriptions", round+1,
			sum[0]/float64(max(n[0], 1)), n[0], sum[1]/float64(max(n[1], 1)), n[1])
	}
	r.pronouns, r.descriptions = pronouns.Model(), descriptions.Model()
}

// Chains gives for every mention of the sheet the chain of the smallest reference
// around its head that does not reach beyond what the mention can mean, or None.
func Chains(s *quoth.Sheet, references []Reference) []int32 {
	smallest := make([]int32, len(s.Tokens)) // index of the smallest reference around the token, by one pass over each
	for i := range smallest {
		smallest[i] = quoth.None
	}
	at := func(offset int) int {
		lo, hi := 0, len(s.Tokens)
		for lo < hi {
			mid := (lo + hi) / 2
			if int(s.Tokens[mid].End) <= offset {
				lo = mid + 1
			} else {
				hi = mid
			}
		}
		return lo
	}
	for k, ref := range references {
		for i := at(ref.Start); i < len(s.Tokens) && int(s.Tokens[i].Start) < ref.End; i++ {
			if old := smallest[i]; old == quoth.None || references[old].Len() > ref.Len() {
				smallest[i] = int32(k)
			}
		}
	}
	chain := make([]int32, len(s.Mentions))
	for m := range s.Mentions {
		mention := &s.Mentions[m]
		chain[m] = quoth.None
		k := smallest[mention.Head]
		if k == quoth.None {
			continue
		}
		// A reference far longer than a name or pronoun means something else.
		if mention.Kind == quoth.PronounMention && references[k].Len() != mention.Len() {
			continue
		}
		chain[m] = references[k].Chain
	}
	return chain
}
