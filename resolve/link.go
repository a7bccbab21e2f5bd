package resolve

import (
	"math"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/lexicon"
	"github.com/quoth-news/quoth/tagger"
)

const (
	farthest       = 100 // mentions back that a pronoun or description is looked for
	mostCandidates = 14  // entities among these
)

// guide leads the reading of a sheet whose references are known, for training:
// chain holds the known entity of every mention or None; learn is shown every
// choice. In ordinary reading there is none.
type guide struct {
	chain []int32
	learn func(pronoun bool, candidates [][]uint32, right int)
}

// ranking is the working memory of the ranker.
type ranking struct {
	recent     []int32  // the latest mentions that mean someone, oldest first
	by         [4]int32 // by gender: the entity its latest pronoun meant, or None
	candidates []int32  // entities; None, the last, is "nobody said so far"
	ahead      []bool   // the candidate is named only after the pronoun
	features   [][]uint32
	scores     []float64
	speaks     []int32 // by outermost pair of marks: the mention that says it, or None
	spoken     []bool  // by mention: it says a quotation
	heads      map[uint32][]int32
	phrases    map[uint32]int32 // whom a description of several words last meant
}

// link reads the document once and gives every description and pronoun its entity.
func (r *Resolver) link(s *quoth.Sheet, g *guide) {
	r.rank.recent = r.rank.recent[:0]
	r.rank.heads = make(map[uint32][]int32)
	r.rank.phrases = make(map[uint32]int32)
	r.rank.by = [4]int32{quoth.None, quoth.None, quoth.None, quoth.None}
	r.speakers(s)
	for e := range r.entities {
		for _, h := range r.entities[e].heads {
			r.rank.heads[h] = append(r.rank.heads[h], int32(e))
		}
	}
	for m := range s.Mentions {
		mention := &s.Mentions[m]
		switch {
		case mention.Kind == quoth.DescriptionMention:
			r.linkDescription(s, int32(m), g)
		case r.info[m].relative:
			r.linkRelative(s, int32(m))
		case mention.Kind == quoth.PronounMention && r.info[m].gender != 0:
			r.linkPronoun(s, int32(m), g)
		}
		if mention.Entity >= 0 && !r.info[m].relative {
			r.remember(s, int32(m))
		}
	}
}

// remember notes that an entity was just mentioned.
func (r *Resolver) remember(s *quoth.Sheet, m int32) {
	mention, in := &s.Mentions[m], &r.info[m]
	en := &r.entities[mention.Entity]
	if mention.Kind != quoth.HandleMention {
		r.rank.recent = append(r.rank.recent, m)
	}
	en.last = m
	if mention.Kind == quoth.DescriptionMention {
		en.called = m
		if phrase := r.phrase(s, m); phrase != 0 {
			r.rank.phrases[lexicon.JoinHash(phrase, s.Tokens[mention.Head].Lower)] = mention.Entity
		}
	}
	en.mentions++
	if in.subject {
		en.subjects++
	}
	for bit := range 4 {
		if in.gender&(1<<bit) != 0 {
			en.shown[bit]++
			if mention.Kind == quoth.PronounMention {
				r.rank.by[bit] = mention.Entity
			}
		}
	}
}

// shows is what the document has shown of an entity’s gender so far, else what
// kind of entity it is; sure is false where only the given name suggests it.
func (r *Resolver) shows(s *quoth.Sheet, e int32) (g gender, sure bool) {
	en := &r.entities[e]
	m, f, n, they := en.shown[0], en.shown[1], en.shown[2], en.shown[3]
	switch {
	case en.kind == quoth.Group:
		return many, true
	case en.kind == quoth.Organisation || en.kind == quoth.Place:
		return neuter, true
	case m > f && m >= they:
		return male, true
	case f > m && f >= they:
		return female, true
	case they > 0 && m+f == 0 && n == 0:
		return many, false
	}
	if en.given == 0 && s.Mentions[en.name].Kind == quoth.NameMention {
		if en.given = r.givenGender(s, en.name); en.given == 0 {
			en.given = 1 << 7 // looked up, unknown
		}
	}
	return en.given &^ (1 << 7), false
}

// fitness says how a candidate’s gender stands to a mention’s: a small number for features.
func (r *Resolver) fitness(s *quoth.Sheet, want gender, e int32) uint32 {
	g, sure := r.shows(s, e)
	switch {
	case g == 0:
		return 1 // unknown
	case g == want && sure:
		return 2
	case g == want:
		return 3
	case sure:
		return 4 // the text says otherwise
	}
	return 5
}

// gather puts the entities mentioned lately into the candidates, latest first.
func (r *Resolver) gather(s *quoth.Sheet, m int32) {
	k := &r.rank
	k.candidates, k.ahead = k.candidates[:0], k.ahead[:0]
	for i := len(k.recent) - 1; i >= max(0, len(k.recent)-farthest) && len(k.candidates) < mostCandidates; i-- {
		if e := s.Mentions[k.recent[i]].Entity; r.possible(&r.info[m], e) && !r.speaksHere(s, m, e) {
			r.consider(e, false)
		}
	}
}

// speaksHere tells whether the pronoun m stands in words that e speaks: nobody calls
// himself "he". “He is the best we have,” Brandt said.
func (r *Resolver) speaksHere(s *quoth.Sheet, m, e int32) bool {
	in := &r.info[m]
	if s.Mentions[m].Kind != quoth.PronounMention || in.quote < 0 || in.class != 0 || in.gender&(male|female) == 0 {
		return false
	}
	by := r.rank.speaks[in.quote]
	return by >= 0 && s.Mentions[by].Entity == e
}

// possible leaves out what "he" and "she" never mean.
func (r *Resolver) possible(in *info, e int32) bool {
	if in.class != 0 || in.gender&(male|female) == 0 {
		return true
	}
	switch r.entities[e].kind {
	case quoth.Group, quoth.Organisation, quoth.Place:
		return false
	}
	return true
}

func (r *Resolver) consider(e int32, ahead bool) {
	for _, c := range r.rank.candidates {
		if c == e {
			return
		}
	}
	r.rank.candidates, r.rank.ahead = append(r.rank.candidates, e), append(r.rank.ahead, ahead)
}

// next is the emptied feature list of candidate i.
func (r *Resolver) next(i int) *[]uint32 {
	for len(r.rank.features) <= i {
		r.rank.features = append(r.rank.features, make([]uint32, 0, 48))
	}
	r.rank.features[i] = r.rank.features[i][:0]
	return &r.rank.features[i]
}

// choose picks the best candidate and how sure it is; led by a guide it shows the
// choice and takes what is known.
func (r *Resolver) choose(s *quoth.Sheet, m int32, model *tagger.Model, g *guide) (int, float64) {
	n := len(r.rank.candidates)
	if g != nil {
		right, pronoun := r.rightOne(s, m, g), s.Mentions[m].Kind == quoth.PronounMention
		if right == n-1 && g.chain[m] >= 0 && pronoun && r.info[m].gender&(male|female) != 0 {
			return right, 0 // it means someone whom we did not see
		}
		if right >= 0 {
			g.learn(pronoun, r.rank.features[:n], right)
			return right, 1
		}
		return n - 1, 0
	}
	r.rank.scores = r.rank.scores[:0]
	best := 0
	for i := range n {
		r.rank.scores = append(r.rank.scores, float64(model.Value(r.rank.features[i])))
		if r.rank.scores[i] > r.rank.scores[best] {
			best = i
		}
	}
	sum := 0.0
	for _, v := range r.rank.scores {
		sum += math.Exp(v - r.rank.scores[best])
	}
	return best, 1 / sum
}

// rightOne is the candidate that the guide knows to be right, or -1 if it knows nothing of the mention.
func (r *Resolver) rightOne(s *quoth.Sheet, m int32, g *guide) int {
	if g.chain[m] == unmarked {
		return -1
	}
	nobody := len(r.rank.candidates) - 1
	if g.chain[m] == quoth.None {
		return nobody
	}
	for i, e := range r.rank.candidates[:nobody] {
		at := r.entities[e].last
		if at == quoth.None {
			at = r.entities[e].name
		}
		if g.chain[at] == g.chain[m] {
			return i
		}
	}
	return nobody
}

// unmarked is the chain of a mention of which the corpus says nothing.
const unmarked = -2

func bucket(n int32) uint32 {
	switch {
	case n < 4:
		return uint32(max(n, 0))
	case n < 8:
		return 4
	case n < 16:
		return 5
	case n < 40:
		return 6
	}
	return 7
}

func flag(b bool, bit uint32) uint32 {
	if b {
		return bit
	}
	return 0
}

func kindNumber(k quoth.EntityKind) uint32 {
	switch k {
	case quoth.Person:
		return 1
	case quoth.Organisation:
		return 2
	case quoth.Group:
		return 3
	case quoth.UnnamedSource:
		return 4
	}
	return 5
}
