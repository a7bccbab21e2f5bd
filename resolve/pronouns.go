package resolve

import (
	"math/bits"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/tagger"
)

// linkPronoun ranks the candidates for a pronoun.
func (r *Resolver) linkPronoun(s *quoth.Sheet, m int32, g *guide) {
	if e := r.saysOfItself(s, m); e != quoth.None && g == nil {
		s.Mentions[m].Entity, s.Mentions[m].Confidence = e, 0.85
		return
	}
	r.gather(s, m)
	mention := &s.Mentions[m]
	for n := m + 1; int(n) < len(s.Mentions) && n <= m+6 && r.info[n].sentence == r.info[m].sentence; n++ { // In his speech, Ellison …
		if s.Mentions[n].Kind == quoth.NameMention && r.info[n].subject && r.info[n].kind == quoth.Person {
			r.consider(s.Mentions[n].Entity, true)
		}
	}
	r.consider(quoth.None, false)
	top := int32(0) // how often the fitting candidate mentioned most was
	for _, e := range r.rank.candidates {
		if e != quoth.None && r.fitness(s, r.info[m].gender, e) < 4 {
			top = max(top, r.entities[e].mentions)
		}
	}
	fits := uint32(0) // fitting candidates nearer than this one
	for i, e := range r.rank.candidates {
		f := r.next(i)
		if e == quoth.None {
			*f = r.nobodyFeatures(*f, s, m, fits)
			continue
		}
		fit := r.fitness(s, r.info[m].gender, e)
		*f = r.pronounFeatures(*f, s, m, e, fit, fits, top, r.rank.ahead[i])
		if fit < 4 && !r.rank.ahead[i] {
			fits++
		}
	}
	best, confidence := r.choose(s, m, r.pronouns, g)
	e := r.rank.candidates[best]
	if e == quoth.None {
		return
	}
	mention.Entity, mention.Confidence = e, confidence*r.trust(s, e)
}

// trust is how far the latest mention of an entity is itself trusted: a chain of
// pronouns is as weak as its links, until a name comes again.
func (r *Resolver) trust(s *quoth.Sheet, e int32) float64 {
	last := r.entities[e].last
	if last == quoth.None || s.Mentions[last].Kind == quoth.NameMention {
		return 1
	}
	return max(0.35, s.Mentions[last].Confidence)
}

var saying = quoth.HashSet("said", "says", "say", "announced", "added", "claimed", "argued", "insisted", "acknowledged", "warned", "confirmed", "denied", "promised", "noted", "explained", "believes", "believe", "hoped", "hopes", "hope")

// saysOfItself is the organisation or group in "the company said it would" and
// "residents say that they": "it" and "they" seldom mean anybody so surely.
func (r *Resolver) saysOfItself(s *quoth.Sheet, m int32) int32 {
	in := &r.info[m]
	if in.gender&(neuter|many) == 0 || in.possessive {
		return quoth.None
	}
	if next := s.Mentions[m].Last; int(next) < len(s.Tokens) && saying[s.Tokens[next].Lower] && in.subject {
		return r.spokeBefore(s, m)
	}
	verb := s.Mentions[m].First - 1
	if verb > 0 && s.Tokens[verb].Lower == hashThat {
		verb--
	}
	if verb <= 0 || !saying[s.Tokens[verb].Lower] || s.Tokens[verb].Sentence != s.Tokens[s.Mentions[m].First].Sentence {
		return quoth.None
	}
	for n := m - 1; n >= 0 && r.info[n].sentence == in.sentence; n-- {
		a := &s.Mentions[n]
		if a.Last > verb || a.Last < verb-1 || a.Entity < 0 {
			continue
		}
		switch r.entities[a.Entity].kind {
		case quoth.Organisation, quoth.Place:
			if in.gender == neuter {
				return a.Entity
			}
		case quoth.Group:
			if in.gender == many {
				return a.Entity
			}
		}
	}
	return quoth.None
}

// spokeBefore is the organisation or group that "it added" and "they said" mean:
// the one that was subject in this or the sentence before.
func (r *Resolver) spokeBefore(s *quoth.Sheet, m int32) int32 {
	in := &r.info[m]
	recent := r.rank.recent
	for i := len(recent) - 1; i >= 0 && r.info[recent[i]].sentence >= in.sentence-1; i-- {
		n := recent[i]
		e := s.Mentions[n].Entity
		kind := r.entities[e].kind
		if r.info[n].subject && (in.gender == neuter && kind == quoth.Organisation || in.gender == many && kind == quoth.Group) {
			return e
		}
	}
	return quoth.None
}

// linkRelative gives "who" the entity of the words right before it.
func (r *Resolver) linkRelative(s *quoth.Sheet, m int32) {
	end := s.Mentions[m].First
	if s.Tokens[end-1].Tag == quoth.Comma {
		end--
	}
	if end > 0 && s.Tokens[end-1].Tag == quoth.CloseBracket { // Petra Kinsella (U-Tarn), who said
		for open := end - 2; open >= max(0, end-6); open-- {
			if s.Tokens[open].Tag == quoth.OpenBracket {
				end = open
				break
			}
		}
	}
	for n := m - 1; n >= max(0, m-6); n-- {
		a := &s.Mentions[n]
		if a.Last == end && a.Entity >= 0 && a.Kind != quoth.PronounMention {
			s.Mentions[m].Entity, s.Mentions[m].Confidence = a.Entity, 0.95
		}
	}
}

// pronounFeatures lists what the model sees of a pronoun and one candidate.
func (r *Resolver) pronounFeatures(f []uint32, s *quoth.Sheet, m, e int32, fit, nearer uint32, top int32, ahead bool) []uint32 {
	mention, in, en := &s.Mentions[m], &r.info[m], &r.entities[e]
	at := en.last
	if at == quoth.None {
		at = en.name
	}
	a, ai := &s.Mentions[at], &r.info[at]
	word := s.Tokens[mention.Head].Lower
	kind := uint32(a.Kind)<<3 | kindNumber(en.kind)
	distance := bucket(in.sentence - ai.sentence)
	role := flag(ai.subject, 1) | flag(ai.object, 2) | flag(ai.possessive, 4)
	self := flag(in.subject, 1) | flag(in.possessive, 2) | flag(in.object, 4)
	if p := pronounOf(word); p.reflexive {
		self |= 8
	}
	sameSentence := in.sentence == ai.sentence
	clause := uint32(9)
	if sameSentence {
		clause = r.between(s, at, m)
	}
	inQuote := flag(in.quote >= 0, 1) | flag(ai.quote >= 0, 2) | flag(in.quote == ai.quote, 4)
	if in.quote >= 0 {
		if by := r.rank.speaks[in.quote]; by >= 0 {
			inQuote |= 8
			if s.Mentions[by].Entity == e {
				inQuote |= 16
			}
		}
	}
	speech := flag(r.rank.spoken[m], 1) | flag(r.rank.spoken[at], 2)
	paragraph := bucket(s.Sentences[in.sentence].Segment - s.Sentences[ai.sentence].Segment)
	startsSentence := flag(in.title == s.Sentences[in.sentence].First, 1) | flag(ai.title == s.Sentences[ai.sentence].First, 2)
	count, subjects := bucket(en.mentions), bucket(en.subjects)
	near := min(nearer, 5)
	g := uint32(in.gender)
	follows := flag(r.rank.by[bits.TrailingZeros8(uint8(in.gender))] == e, 1) | flag(en.mentions >= top, 2) | flag(en.mentions*2 >= top, 4)
	if fit >= 4 {
		follows |= 8
	}
	fame := bucket(en.named) | flag(en.solid, 8) | flag(en.named == r.hero && en.named > 2, 16) | flag(en.named*2 > r.hero, 32)
	steps := uint32(7)
	if sameSentence {
		steps = bucket(mention.First - a.Last)
	}
	if ahead {
		return append(f, tagger.Mix2(word, 1, 60), tagger.Mix2(g, fit, 61), tagger.Mix2(self, near, 62), tagger.Mix2(fit, near, 63),
			tagger.Mix2(inQuote, g, 64), tagger.Mix2(count, near, 65), tagger.Mix2(startsSentence, self, 66), tagger.Mix2(fame, near, 67))
	}
	return append(f,
		tagger.Mix2(g, fit, 1),
		tagger.Mix2(g, kind, 2),
		tagger.Mix2(g, kind<<4|fit, 3),
		tagger.Mix2(g, distance, 4),
		tagger.Mix2(g<<8|near, fit, 5),
		tagger.Mix2(near, distance, 6),
		tagger.Mix2(role, self, 7),
		tagger.Mix2(role<<8|self, distance, 8),
		tagger.Mix2(role<<8|self, clause, 9),
		tagger.Mix2(clause, near, 10),
		tagger.Mix2(inQuote, speech, 11),
		tagger.Mix2(inQuote, distance, 12),
		tagger.Mix2(inQuote, g, 13),
		tagger.Mix2(speech<<8|near, distance, 14),
		tagger.Mix2(paragraph, distance, 15),
		tagger.Mix2(startsSentence, role<<4|self, 16),
		tagger.Mix2(count, g, 17),
		tagger.Mix2(subjects, count, 18),
		tagger.Mix2(count, distance, 19),
		tagger.Mix2(uint32(a.Kind)<<8|role, distance, 20),
		tagger.Mix2(word, kind, 21),
		tagger.Mix2(word, near<<8|distance, 22),
		tagger.Mix2(uint32(ai.gender), g<<8|distance, 23),
		tagger.Mix2(flag(s.Tokens[a.Head].Lower == word, 1)|flag(ai.gender == in.gender, 2), distance<<8|uint32(a.Kind), 24),
		tagger.Mix2(paragraph, near<<4|startsSentence, 25),
		tagger.Mix2(near<<8|role, fit, 26),
		tagger.Mix2(follows, g<<8|distance, 27),
		tagger.Mix2(follows, near<<8|paragraph, 28),
		tagger.Mix2(follows, inQuote<<4|speech, 29),
		tagger.Mix2(steps<<8|clause, self<<4|role, 30),
		tagger.Mix2(follows<<8|role, self<<8|distance, 31),
		tagger.Mix2(fame, g<<8|distance, 32),
		tagger.Mix2(fame, follows<<8|near, 33),
		tagger.Mix2(fame, uint32(a.Kind)<<8|fit, 34),
		tagger.Mix2(fame&56, role<<8|distance, 35),
	)
}

// between tells what stands between two mentions of one sentence: verbs, commas
// and joining words make another clause.
func (r *Resolver) between(s *quoth.Sheet, a, m int32) uint32 {
	verbs, commas, joins := uint32(0), uint32(0), uint32(0)
	from, to := s.Mentions[a].Last, s.Mentions[m].First
	for i := from; i < to && i < from+40; i++ {
		switch tag := s.Tokens[i].Tag; {
		case isFinite(tag) || tag == quoth.MD:
			verbs++
		case tag == quoth.Comma || tag == quoth.Colon:
			commas++
		case tag == quoth.IN && i == to-1:
			joins |= 1
		case tag == quoth.WDT || tag == quoth.WP || s.Tokens[i].Lower == hashThat:
			joins |= 2
		case tag == quoth.CC:
			joins |= 4
		}
	}
	return min(verbs, 2) | min(commas, 1)<<2 | joins<<3
}

// nobodyFeatures lists what speaks for a pronoun meaning nobody mentioned so far.
func (r *Resolver) nobodyFeatures(f []uint32, s *quoth.Sheet, m int32, fits uint32) []uint32 {
	mention, in := &s.Mentions[m], &r.info[m]
	word := s.Tokens[mention.Head].Lower
	next, prev := uint32(0), uint32(0)
	if int(mention.Last) < len(s.Tokens) {
		next = s.Tokens[mention.Last].Lower
	}
	if mention.First > 0 {
		prev = s.Tokens[mention.First-1].Lower
	}
	self := flag(in.subject, 1) | flag(in.possessive, 2) | flag(in.quote >= 0, 4) | flag(r.rank.spoken[m], 8)
	return append(f, tagger.Mix2(word, 0, 40), tagger.Mix2(word, next, 41), tagger.Mix2(word, prev, 42), tagger.Mix2(word, min(fits, 4), 43),
		tagger.Mix2(word, self, 44), tagger.Mix2(uint32(in.gender), self<<4|min(fits, 3), 45))
}
