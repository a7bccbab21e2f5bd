package resolve

import (
	"slices"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/lexicon"
	"github.com/quoth-news/quoth/tagger"
)

// linkDescription ties a description to the name it stands in apposition to, or
// ranks the entities lately mentioned and those the document calls by that noun;
// else it is someone new without a name.
func (r *Resolver) linkDescription(s *quoth.Sheet, m int32, g *guide) {
	mention, in := &s.Mentions[m], &r.info[m]
	head := r.singular(s, mention.Head)
	if in.kind == quoth.Group {
		head = s.Tokens[mention.Head].Lower
	}
	if in.role >= 0 && in.role != m {
		if e := s.Mentions[in.role].Entity; e >= 0 {
			mention.Entity, mention.Confidence = e, min(0.95, s.Mentions[in.role].Confidence)
			r.callBy(e, head)
			return
		}
	}
	if e := r.theOrganisation(s, m); e != quoth.None && g == nil {
		mention.Entity, mention.Confidence = e, 0.8
		r.callBy(e, head)
		return
	}
	if strings.HasSuffix(s.Text(mention.Head), "-year-old") && in.begin == definite && g == nil {
		if e := r.lastPerson(s); e != quoth.None {
			mention.Entity, mention.Confidence = e, 0.8
			return
		}
	}
	if e := r.tiedBefore(s, m, head); e != quoth.None && g == nil {
		mention.Entity, mention.Confidence = e, 0.9
		return
	}
	if e := r.characterCalled(s, m, head); e != quoth.None && g == nil {
		mention.Entity, mention.Confidence = e, 0.9
		return
	}
	r.gather(s, m)
	called := r.rank.heads[head]
	for i := len(called) - 1; i >= max(0, len(called)-8); i-- {
		if r.entities[called[i]].last != quoth.None {
			r.consider(called[i], false)
		}
	}
	r.consider(quoth.None, false)
	kindred := uint32(0) // fitting candidates nearer than this one
	for i, e := range r.rank.candidates {
		f := r.next(i)
		if e == quoth.None {
			*f = r.strangerFeatures(*f, s, m, head, kindred)
			continue
		}
		*f = r.descriptionFeatures(*f, s, m, e, head, kindred)
		if r.sameKind(in.kind, r.entities[e].kind) {
			kindred++
		}
	}
	best, confidence := r.choose(s, m, r.descriptions, g)
	e := r.rank.candidates[best]
	if e == quoth.None {
		e = r.stranger(s, m)
		if in.begin != definite && in.begin != demonstrative {
			confidence = 1
		}
	}
	mention.Entity, mention.Confidence = e, confidence
	r.callBy(e, head)
}

// generic are nouns that stand for whatever organisation was named last; the
// others ("the university") want one whose name has the word.
var generic = quoth.HashSet("company", "firm", "agency", "organization", "organisation", "corporation", "manufacturer", "automaker", "carmaker",
	"airline", "retailer", "publisher", "newspaper", "paper", "magazine", "outlet", "network", "station", "broadcaster", "startup",
	"start-up", "nonprofit", "charity", "group", "chain", "lender", "maker")

// theOrganisation is the organisation that "the company" or "the university"
// means: named in this or the three sentences before.
func (r *Resolver) theOrganisation(s *quoth.Sheet, m int32) int32 {
	mention, in := &s.Mentions[m], &r.info[m]
	if in.kind != quoth.Organisation || in.begin != definite && in.begin != demonstrative || mention.Last-mention.First != 2 {
		return quoth.None
	}
	head := s.Tokens[mention.Head].Lower
	any := generic[head]
	recent := r.rank.recent
	for i := len(recent) - 1; i >= max(0, len(recent)-farthest); i-- {
		n := recent[i]
		if r.info[n].sentence < in.sentence-3 {
			break
		}
		e := s.Mentions[n].Entity
		if r.entities[e].kind != quoth.Organisation || s.Mentions[r.entities[e].name].Kind != quoth.NameMention {
			continue
		}
		if any || r.named(s, e, head) {
			return e
		}
	}
	return quoth.None
}

// named tells whether the name of an entity has a word.
func (r *Resolver) named(s *quoth.Sheet, e int32, word uint32) bool {
	name := &s.Mentions[r.entities[e].name]
	for i := name.First; i < name.Last; i++ {
		if s.Tokens[i].Lower == word {
			return true
		}
	}
	return false
}

// lastPerson is the person mentioned last who has a name.
func (r *Resolver) lastPerson(s *quoth.Sheet) int32 {
	recent := r.rank.recent
	for i := len(recent) - 1; i >= max(0, len(recent)-farthest); i-- {
		if e := s.Mentions[recent[i]].Entity; r.entities[e].kind == quoth.Person {
			return e
		}
	}
	return quoth.None
}

// tiedBefore is the person last spoken of whom the text has tied the noun to:
// "the former governor" after "Neil Farrow was governor".
func (r *Resolver) tiedBefore(s *quoth.Sheet, m int32, head uint32) int32 {
	mention, in := &s.Mentions[m], &r.info[m]
	if in.kind != quoth.UnnamedSource || in.begin != definite || mention.Last-1 > mention.Head {
		return quoth.None
	}
	best := int32(quoth.None)
	called := r.rank.heads[head]
	for i := len(called) - 1; i >= max(0, len(called)-8); i-- {
		en := &r.entities[called[i]]
		if en.last != quoth.None && slices.Contains(en.heads, head) && (best == quoth.None || en.last > r.entities[best].last) {
			best = called[i]
		}
	}
	return best
}

// characterCalled is who "the King" means in a conversation: one called so before, or
// whose title it is, else somebody new. With a capital a description is the name of a
// character, and no other goes by it.
func (r *Resolver) characterCalled(s *quoth.Sheet, m int32, head uint32) int32 {
	mention, in := &s.Mentions[m], &r.info[m]
	if r.names != r.registers[talk] || in.begin != definite || mention.Last-mention.First != 2 || in.kind != quoth.UnnamedSource || s.Tokens[mention.Head].Caps != quoth.InitialCap {
		return quoth.None
	}
	best := int32(quoth.None)
	for e := range r.entities {
		if en := &r.entities[e]; en.title == head && en.last != quoth.None && (best < 0 || en.last > r.entities[best].last) {
			best = int32(e)
		}
	}
	called := r.rank.heads[head]
	for i := len(called) - 1; i >= max(0, len(called)-8); i-- {
		en := &r.entities[called[i]]
		if en.last != quoth.None && s.Tokens[s.Mentions[en.name].Head].Caps == quoth.InitialCap && (best < 0 || en.last > r.entities[best].last) {
			best = called[i]
		}
	}
	if best < 0 {
		best = r.stranger(s, m)
		r.callBy(best, head)
	}
	return best
}

// stranger makes the entity of someone without a name.
func (r *Resolver) stranger(s *quoth.Sheet, m int32) int32 {
	e := int32(len(r.entities))
	r.entities = append(r.entities, entity{kind: r.info[m].kind, name: m, last: quoth.None, latest: quoth.None, called: quoth.None})
	return e
}

// callBy remembers that the document calls an entity by a noun.
func (r *Resolver) callBy(e int32, head uint32) {
	called := r.rank.heads[head]
	for i := len(called) - 1; i >= max(0, len(called)-8); i-- {
		if called[i] == e {
			return
		}
	}
	r.rank.heads[head] = append(called, e)
}

func (r *Resolver) sameKind(a, b quoth.EntityKind) bool {
	if a == quoth.UnnamedSource {
		a = quoth.Person
	}
	if b == quoth.UnnamedSource {
		b = quoth.Person
	}
	return a == b
}

// calls tells whether the document has called the entity by the noun: as a role
// tied to its name, or as what it was last called.
func (r *Resolver) calls(s *quoth.Sheet, e int32, head uint32) uint32 {
	en := &r.entities[e]
	for _, h := range en.heads {
		if h == head {
			return 2
		}
	}
	called := r.rank.heads[head]
	for i := len(called) - 1; i >= max(0, len(called)-8); i-- {
		if called[i] == e {
			return 1
		}
	}
	return 0
}

// descriptionFeatures lists what the model sees of a description and one candidate.
func (r *Resolver) descriptionFeatures(f []uint32, s *quoth.Sheet, m, e int32, head, nearer uint32) []uint32 {
	mention, in, en := &s.Mentions[m], &r.info[m], &r.entities[e]
	at := en.last
	a, ai := &s.Mentions[at], &r.info[at]
	how := uint32(in.begin)
	kinds := kindNumber(in.kind)<<4 | kindNumber(en.kind)
	fit := uint32(0)
	if in.gender&(male|female) != 0 {
		fit = r.fitness(s, in.gender, e)
	}
	called := r.calls(s, e, head)
	words := r.wordsOf(s, m, e)
	distance := bucket(in.sentence - ai.sentence)
	near := min(nearer, 5)
	long := flag(mention.Last-1 > mention.Head, 1) | flag(mention.Head-mention.First > 1, 2)
	same := flag(s.Tokens[a.Head].Lower == s.Tokens[mention.Head].Lower, 1) | uint32(a.Kind)<<1
	class := uint32(in.class & (lexicon.Role | lexicon.RoleMale | lexicon.RoleFemale | lexicon.Group | lexicon.OrgNoun | lexicon.Unnamed))
	quoted := flag(in.quote >= 0, 1) | flag(in.quote == ai.quote, 2) | flag(r.rank.spoken[m], 4) | flag(r.rank.spoken[at], 8)
	place := flag(in.sentence == ai.sentence, 1) | flag(in.subject, 2) | flag(ai.subject, 4) | flag(in.possessive, 8)
	count := bucket(en.mentions)
	key := called<<8 | how
	fame := bucket(en.named) | flag(en.solid, 8) | flag(en.named == r.hero && en.named > 2, 16)
	return append(f,
		tagger.Mix2(key, kinds, 1),
		tagger.Mix2(key, fit, 2),
		tagger.Mix2(key, distance, 3),
		tagger.Mix2(key, near, 4),
		tagger.Mix2(key, long, 5),
		tagger.Mix2(key, same, 6),
		tagger.Mix2(key, count, 7),
		tagger.Mix2(key, place, 8),
		tagger.Mix2(key, class, 9),
		tagger.Mix2(key, quoted, 10),
		tagger.Mix2(head, kinds, 11),
		tagger.Mix2(head, key, 12),
		tagger.Mix2(kinds, fit<<8|near, 13),
		tagger.Mix2(kinds, distance<<4|how, 14),
		tagger.Mix2(kinds, count<<4|how, 15),
		tagger.Mix2(same, distance<<4|how, 16),
		tagger.Mix2(same<<4|long, how, 17),
		tagger.Mix2(place, distance<<4|how, 18),
		tagger.Mix2(fame, key, 19),
		tagger.Mix2(fame, distance<<8|kinds, 20),
		tagger.Mix2(words, key, 21),
		tagger.Mix2(words, kinds<<4|how, 22),
		tagger.Mix2(words, distance<<4|called, 23),
	)
}

// phrase is the hash of a description's words up to its head, without "the" and the
// like: "the junior detective", "junior detective"; 0 where the head stands alone.
func (r *Resolver) phrase(s *quoth.Sheet, m int32) uint32 {
	mention := &s.Mentions[m]
	h := uint32(0)
	for i := max(mention.First, mention.Head-3); i < mention.Head; i++ {
		if t := s.Tokens[i].Tag; t != quoth.DT && t != quoth.PRPS && t != quoth.POS {
			h = lexicon.JoinHash(h, s.Tokens[i].Lower)
		}
	}
	return h
}

// wordsOf tells how the words of a description stand to those an entity was last
// called by: 0 where its head stands alone, 1 the very same words, 2 the same head with
// others before it, 3 the head alone, 4 another head; 8 more where somebody else was
// last called by these words.
func (r *Resolver) wordsOf(s *quoth.Sheet, m, e int32) uint32 {
	phrase := r.phrase(s, m)
	if phrase == 0 {
		return 0
	}
	head := s.Tokens[s.Mentions[m].Head].Lower
	was := r.entities[e].called
	words := uint32(4)
	switch {
	case was == quoth.None || s.Tokens[s.Mentions[was].Head].Lower != head:
	case r.phrase(s, was) == phrase:
		words = 1
	case r.phrase(s, was) == 0:
		words = 3
	default:
		words = 2
	}
	if by, ok := r.rank.phrases[lexicon.JoinHash(phrase, head)]; ok && by != e {
		words |= 8
	}
	return words
}

// strangerFeatures lists what speaks for a description meaning someone new.
func (r *Resolver) strangerFeatures(f []uint32, s *quoth.Sheet, m int32, head, kindred uint32) []uint32 {
	mention, in := &s.Mentions[m], &r.info[m]
	how := uint32(in.begin)
	long := flag(mention.Last-1 > mention.Head, 1) | flag(mention.Head-mention.First > 1, 2)
	after := uint32(0)
	if int(mention.Last) < len(s.Tokens) {
		after = uint32(s.Tokens[mention.Last].Tag)
	}
	modifier := uint32(0)
	if mention.Head > mention.First {
		modifier = s.Tokens[mention.Head-1].Lower
	}
	known := flag(len(r.rank.heads[head]) > 0, 1)
	words := uint32(0)
	if phrase := r.phrase(s, m); phrase != 0 {
		_, before := r.rank.phrases[lexicon.JoinHash(phrase, s.Tokens[mention.Head].Lower)]
		words = 1 | flag(before, 2)
	}
	return append(f, tagger.Mix2(head, how, 40), tagger.Mix2(how, long, 41), tagger.Mix2(how, min(kindred, 4), 42), tagger.Mix2(how, after, 43),
		tagger.Mix2(modifier, how, 44), tagger.Mix2(how<<1|known, long, 45), tagger.Mix2(how, kindNumber(in.kind), 46),
		tagger.Mix2(how<<1|known, flag(in.quote >= 0, 1)|flag(in.subject, 2), 47), tagger.Mix2(words, how<<1|known, 48))
}
