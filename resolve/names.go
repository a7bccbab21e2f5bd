package resolve

import (
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/lexicon"
)

// vote gives every form of a name the label it has most often in the document, and
// a lone word that ends a person’s full name that person’s: what a headline hides,
// the body tells.
func (r *Resolver) vote(s *quoth.Sheet) {
	r.votes.reset()
	r.surnames.reset()
	for _, c := range r.found {
		if c.label == other {
			continue
		}
		r.votes.add(r.form(s, c), c.label)
		if c.label == person {
			last := r.surname(s, c.first, c.last)
			if last > c.first {
				r.surnames.add(s.Tokens[last].Lower, person)
				r.surnames.add(s.Tokens[c.first].Lower, place) // a given name of a full one
			} else {
				r.surnames.add(s.Tokens[last].Lower, other) // a person’s whole name here
			}
		}
	}
	r.pairs(s)
	kept := r.found[:0]
	for _, c := range r.found {
		if c.last == c.first {
			continue
		}
		if r.surnamed(s, c) || r.personAfterAll(s, c) {
			c.label = person
		} else if c.label == place && c.last-c.first == 1 && r.class[c.first].Has(lexicon.Org) && !r.class[c.first].Has(lexicon.Place) {
			c.label = organisation
		} else if c.label != other || s.Tokens[c.first].Caps == quoth.AllCaps && !r.class[c.first].Has(lexicon.Function|lexicon.Title) {
			c.label = r.votes.winner(r.form(s, c), c.label)
		}
		if c.label != other && c.last > c.first {
			kept = append(kept, c)
		}
	}
	r.found = kept
}

// pairs makes a person of two unknown capitalised words that do what people do:
// "Ottoline Marsh was at the gate", "said Ottoline Marsh".
func (r *Resolver) pairs(s *quoth.Sheet) {
	unknown := func(c chunk) bool {
		t := &s.Tokens[c.first]
		return c.label == other && t.Caps == quoth.InitialCap && r.class[c.first]&^lexicon.Given == 0 && !r.inLower.has(t.Lower)
	}
	for i := 0; i+1 < len(r.found); i++ {
		a, b := r.found[i], r.found[i+1]
		if b.first != a.last || !unknown(a) || !unknown(b) || i+2 < len(r.found) && r.found[i+2].first == b.last ||
			i > 0 && r.found[i-1].last == a.first {
			continue
		}
		in := s.Tokens[a.first].Sentence
		does := int(b.last) < len(s.Tokens) && s.Tokens[b.last].Sentence == in && isFinite(s.Tokens[b.last].Tag)
		said := a.first > 0 && saying[s.Tokens[a.first-1].Lower]
		if does || said {
			r.found[i].last, r.found[i].label = b.last, person
			r.found[i+1] = chunk{b.last, b.last, other}
			i++
		}
	}
}

// personAfterAll tells whether a name of two or three words taken for something
// else is a person’s: it begins with a given name, or its surname is a person’s elsewhere.
func (r *Resolver) personAfterAll(s *quoth.Sheet, c chunk) bool {
	last := r.surname(s, c.first, c.last)
	if n := last - c.first; n < 1 || n > 2 || c.label == person || c.label == other ||
		r.class[last].Has(lexicon.Org|lexicon.OrgWord|lexicon.Place|lexicon.PlaceWord|lexicon.People|lexicon.Function|lexicon.Calendar) ||
		r.class[c.first].Has(lexicon.Function|lexicon.PlaceWord|lexicon.Place|lexicon.People|lexicon.Org) {
		return false
	}
	for i := c.first; i < c.last; i++ {
		if s.Tokens[i].Caps == quoth.LowerCase && !r.particle(s, i) {
			return false
		}
	}
	return r.class[c.first].Has(lexicon.Given) || r.surnames.count(s.Tokens[last].Lower, other) > 0
}

// surnamed tells whether a lone word is the surname of a person named in full, or
// the given name where the model takes it for nothing.
func (r *Resolver) surnamed(s *quoth.Sheet, c chunk) bool {
	t := &s.Tokens[c.first]
	if c.last-c.first != 1 || c.label == person ||
		r.surnames.count(t.Lower, person) == 0 && (c.label != other && !r.class[c.first].Has(lexicon.Given) || r.surnames.count(t.Lower, place) == 0) ||
		r.class[c.first].Has(lexicon.Org|lexicon.Place|lexicon.Calendar|lexicon.People|lexicon.Function) {
		return false
	}
	starts := c.first == 0 || s.Tokens[c.first-1].Sentence != t.Sentence
	return !(starts && r.inLower.has(t.Lower))
}

// form is the hash of a chunk’s words without regard to case.
func (r *Resolver) form(s *quoth.Sheet, c chunk) uint32 {
	h := uint32(0)
	for i := c.first; i < c.last; i++ {
		h = lexicon.JoinHash(h, s.Tokens[i].Lower)
	}
	return h
}

// tally counts labels by hash.
type tally struct{ counts map[uint32]*[labels]int32 }

func (t *tally) reset() { t.counts = make(map[uint32]*[labels]int32) }

func (t *tally) add(h uint32, label uint8) {
	c := t.counts[h]
	if c == nil {
		c = new([labels]int32)
		t.counts[h] = c
	}
	c[label]++
}

func (t *tally) count(h uint32, label uint8) int32 {
	if c := t.counts[h]; c != nil {
		return c[label]
	}
	return 0
}

// winner is the label counted most often, the given one where none is ahead of it.
func (t *tally) winner(h uint32, label uint8) uint8 {
	c := t.counts[h]
	if c == nil {
		return label
	}
	best := label
	for l, n := range c {
		if n > c[best] {
			best = uint8(l)
		}
	}
	return best
}

// surname is the token that is the last word of a name but for "Jr." and the like.
func (r *Resolver) surname(s *quoth.Sheet, first, last int32) int32 {
	for last-1 > first && r.class[last-1].Has(lexicon.Suffix) {
		last--
	}
	return last - 1
}

// nameMention makes the mention of a labelled chunk. Titles before a person’s
// name stand outside it.
func (r *Resolver) nameMention(s *quoth.Sheet, sentence *quoth.Sentence, k int32, c chunk) {
	first, last := c.first, c.last
	if last-first > 1 && (c.label == place || c.label == work) && r.class[last-1].Has(lexicon.OrgWord) && !r.class[last-1].Has(lexicon.PlaceWord) {
		c.label = organisation // the Harbor Gazette
	}
	if c.label == person && last-first > 1 && bodies[s.Tokens[last-1].Lower] {
		c.label = organisation // the Ellison Foundation
	}
	if c.label == person && last-first > 1 && r.class[last-1].Has(lexicon.OrgWord) && !r.class[first].Has(lexicon.Given|lexicon.Title|lexicon.Role) &&
		!r.class[last-1].Has(lexicon.Given) && s.Tokens[last-1].Caps == quoth.InitialCap && r.titleStart(s, sentence, first) == first {
		c.label = organisation // Tidewater Records
	}
	if c.label == work {
		return
	}
	if last-first > 1 && s.Tokens[last-1].Lower == hashS {
		last--
	}
	if c.label == organisation {
		first, last = r.whatFor(s, sentence, first), r.ofWhat(s, sentence, last)
	}
	if n := len(s.Mentions); n > 0 && s.Mentions[n-1].Kind == quoth.NameMention && s.Mentions[n-1].Last > first {
		return // already part of the name before
	}
	for last-first > 1 && r.class[first].Has(lexicon.Function) && !r.class[first].Has(lexicon.Given|lexicon.Org|lexicon.PlaceWord) {
		first++ // As the Washington Post …
	}
	for last-first > 1 && !r.capital(s, first) {
		first++ // In 1964 Edmund Larch …
	}
	if c.label == person && last-first == 1 && r.class[first].Has(lexicon.Given) && r.surnameFollows(s, sentence, last) {
		last++
	}
	in := info{sentence: k, title: first}
	switch c.label {
	case person:
		in.kind = quoth.Person
		for first < last-1 && r.class[first].Has(lexicon.Title|lexicon.Role) && !r.class[first].Has(lexicon.Given) {
			first++
		}
		if last-first == 1 && r.class[first].Has(lexicon.Calendar|lexicon.Function|lexicon.People) && in.title == first && !r.class[first].Has(lexicon.Given) {
			return
		}
		if last-first == 1 && r.noName(s, sentence, first) {
			return
		}
		if last < sentence.Last && r.class[last].Has(lexicon.Suffix) && r.capital(s, last) && last-first > 1 {
			last++ // Jr.
		}
		if first > sentence.First && r.capital(s, first-1) && r.class[first-1].Has(lexicon.Given) &&
			!r.class[first-1].Has(lexicon.Title|lexicon.Role|lexicon.Function|lexicon.Place|lexicon.Calendar) && s.Tokens[first].Space {
			first-- // a given name that the model left out
		}
		first = r.tail(s, r.afterOffice(s, sentence, first, last), last)
		first = r.particles(s, sentence, first)
		in.title = r.titleStart(s, sentence, first)
		if last-first == 1 && in.title == first && !r.class[first].Has(lexicon.Given) && r.inLower.has(s.Tokens[first].Lower) &&
			r.surnames.count(s.Tokens[first].Lower, person) == 0 {
			return // a common word that only looks like a name
		}
		in.gender = r.titleGender(in.title, first)
	case organisation:
		in.kind, in.gender = quoth.Organisation, neuter
	case place:
		in.kind, in.gender = quoth.Place, neuter
	}
	in.class = r.class[r.surname(s, first, last)]
	r.add(s, quoth.NameMention, first, last, r.surname(s, first, last), in)
}

// noName tells "Mr." alone and "EB-5" from names.
func (r *Resolver) noName(s *quoth.Sheet, sentence *quoth.Sentence, i int32) bool {
	text := s.Text(i)
	if strings.ContainsAny(text, "0123456789") {
		return true
	}
	return r.class[i].Has(lexicon.Title) && !r.class[i].Has(lexicon.Given) &&
		(text[len(text)-1] == '.' || i+1 < sentence.Last && r.capital(s, i+1))
}

// ofWhat goes on over "for the Old Railways" after "Society", which models cut.
func (r *Resolver) ofWhat(s *quoth.Sheet, sentence *quoth.Sentence, last int32) int32 {
	if !bodies[s.Tokens[last-1].Lower] || last+1 >= sentence.Last {
		return last
	}
	i := last
	if h := s.Tokens[i].Lower; h != hashOf && h != hashFor {
		return last
	}
	if i++; s.Tokens[i].Lower == hashThe && i+1 < sentence.Last {
		i++
	}
	end := i
	for end < sentence.Last && end < i+4 && r.capital(s, end) {
		end++
	}
	if end == i {
		return last
	}
	return end
}

// whatFor goes back over "Society for the" before "Old Railways".
func (r *Resolver) whatFor(s *quoth.Sheet, sentence *quoth.Sentence, first int32) int32 {
	i := first - 1
	if i > sentence.First && s.Tokens[i].Lower == hashThe {
		i--
	}
	if i <= sentence.First || s.Tokens[i].Lower != hashOf && s.Tokens[i].Lower != hashFor ||
		!bodies[s.Tokens[i-1].Lower] || !r.capital(s, i-1) {
		return first
	}
	return i - 1
}

var bodies = hashSet("society", "institute", "association", "council", "committee", "coalition", "foundation", "fund", "alliance", "union",
	"league", "department", "ministry", "university", "college", "school", "academy", "center", "centre", "board", "bureau", "office",
	"federation", "church", "order", "guild", "friends", "commission", "partnership", "network", "museum", "bank")

// afterOffice cuts "Deputy Inspector of Roads" from before a name, and a trade
// that is a given name too where another given name follows: "Hunter Gunnar Holt".
func (r *Resolver) afterOffice(s *quoth.Sheet, sentence *quoth.Sentence, first, last int32) int32 {
	if last-first > 2 && !r.class[first].Has(lexicon.Given|lexicon.Particle) && r.class[first+1].Has(lexicon.Given) &&
		(first == sentence.First || s.Tokens[first-1].Lower == hashOf) {
		return first + 1 // Forecaster Clive Rusk; Inspector of Roads Gunnar Holt
	}
	if !r.class[first].Has(lexicon.Role | lexicon.Title) {
		return first
	}
	if last-first > 2 && r.class[first+1].Has(lexicon.Given) {
		return first + 1
	}
	for i := first + 1; i < last-3; i++ {
		if h := s.Tokens[i].Lower; h == hashOf || h == hashFor {
			for i += 2; i+1 < last; i++ {
				if r.class[i].Has(lexicon.Given) {
					return i
				}
			}
		}
	}
	return first
}

// tail cuts what stands before a full name that the document prints alone
// elsewhere: "Hunter Gunnar Holt" where there is a Gunnar Holt.
func (r *Resolver) tail(s *quoth.Sheet, first, last int32) int32 {
	if r.class[first].Has(lexicon.Given) {
		return first
	}
	for i := first + 1; i+1 < last; i++ {
		if r.class[i].Has(lexicon.Particle) && !r.class[i].Has(lexicon.Given) || s.Text(i)[len(s.Text(i))-1] == '.' {
			return first // Renske de la Osa, Lorcan T. Beech
		}
		if r.votes.count(r.form(s, chunk{i, last, 0}), person) > 0 && r.votes.count(r.form(s, chunk{first, last, 0}), person) < 2 {
			return i
		}
	}
	return first
}

// surnameFollows tells whether a word that the model left out ends a name begun by a given name.
func (r *Resolver) surnameFollows(s *quoth.Sheet, sentence *quoth.Sentence, i int32) bool {
	return i < sentence.Last && r.capital(s, i) && s.Tokens[i].Caps == quoth.InitialCap && isNoun(s.Tokens[i].Tag) && s.Tokens[i].Space &&
		!r.class[i].Has(lexicon.Function|lexicon.Calendar|lexicon.People|lexicon.Org|lexicon.OrgWord|lexicon.Place|lexicon.Role|lexicon.Title)
}

// particles goes left over the small words that begin a surname: "said van der Meer".
func (r *Resolver) particles(s *quoth.Sheet, sentence *quoth.Sentence, first int32) int32 {
	for first > sentence.First && r.particle(s, first-1) {
		first--
	}
	return first
}

func (r *Resolver) particle(s *quoth.Sheet, i int32) bool {
	return s.Tokens[i].Caps == quoth.LowerCase && r.class[i].Has(lexicon.Particle) && !r.class[i].Has(lexicon.Function)
}

// isShort tells whether a name is a surname or a given name alone.
func (r *Resolver) isShort(s *quoth.Sheet, m int32) bool {
	mention := &s.Mentions[m]
	i := mention.First
	if r.class[i].Has(lexicon.Particle) && !r.class[i].Has(lexicon.Given|lexicon.Function) && i < mention.Head {
		i++ // De la Osa
	}
	for i < mention.Head && r.particle(s, i) {
		i++
	}
	return i == mention.Last-1
}

// titleStart goes left from a name over its titles: "the actress", "Sen.",
// "former president", "showrunner".
func (r *Resolver) titleStart(s *quoth.Sheet, sentence *quoth.Sentence, first int32) int32 {
	start := first
	for i := first - 1; i >= max(sentence.First, first-6); i-- {
		t := &s.Tokens[i]
		switch {
		case t.Kind == quoth.Word && r.class[i].Has(lexicon.Title|lexicon.Role) && (isNoun(t.Tag) || t.Caps != quoth.LowerCase):
			start = i
		case start == i+1 && start < first && former[t.Lower]:
			start = i
		case start < first && (isNoun(t.Tag) || t.Tag == quoth.JJ):
			// "House majority leader NAME": keep looking for a title further left
		default:
			return start
		}
	}
	return start
}

var former = hashSet("former", "late", "acting", "then", "ex", "interim", "deputy", "vice", "assistant", "retired", "longtime")

// titleGender is the gender that the titles in [first, last) show.
func (r *Resolver) titleGender(first, last int32) gender {
	g := gender(0)
	for i := first; i < last; i++ {
		c := r.class[i]
		if c.Has(lexicon.TitleMale | lexicon.RoleMale) {
			g |= male
		}
		if c.Has(lexicon.TitleFemale | lexicon.RoleFemale) {
			g |= female
		}
	}
	if g == male|female {
		return 0
	}
	return g
}
