package resolve

import (
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
				if r.addressed(s, c.first) {
					r.surnames.add(s.Tokens[last].Lower, person)
				}
			}
		}
	}
	r.pairs(s)
	r.sayers(s)
	kept := r.found[:0]
	for _, c := range r.found {
		if c.last == c.first {
			continue
		}
		if r.surnamed(s, c) || r.personAfterAll(s, c) {
			c.label = person
		} else if c.label == place && c.last-c.first == 1 && r.class[c.first].Has(lexicon.Org) && !r.class[c.first].Has(lexicon.Place) {
			c.label = organisation
		} else if r.saysOften(s, c) {
			c.label = person
		} else if c.label != other || s.Tokens[c.first].Caps == quoth.AllCaps && !r.class[c.first].Has(lexicon.Function|lexicon.Title) {
			c.label = r.votes.winner(r.form(s, c), c.label)
		}
		if c.label != other && c.last > c.first {
			kept = append(kept, c)
		}
	}
	r.found = kept
}

// sayers counts for every lone capitalised word how often it says what stands in
// marks: “…,” said Rabbit; “…,” the Hatter said.
func (r *Resolver) sayers(s *quoth.Sheet) {
	for _, c := range r.found {
		first := c.first
		if first > 0 && s.Tokens[first-1].Lower == hashThe {
			first--
		}
		if c.last-c.first != 1 || int(c.last) >= len(s.Tokens) || first < 2 || s.Tokens[first].Inside >= 0 {
			continue
		}
		before, after := &s.Tokens[first-1], &s.Tokens[c.last]
		if saying[before.Lower] && s.Tokens[first-2].Kind == quoth.QuoteMark || before.Kind == quoth.QuoteMark && saying[after.Lower] {
			r.surnames.add(s.Tokens[c.first].Lower, work)
		}
	}
}

// saysOften tells whether a lone word that the model takes for no name, or for a
// title's (in conversation for anything), is a person's: it speaks again and again.
func (r *Resolver) saysOften(s *quoth.Sheet, c chunk) bool {
	t := &s.Tokens[c.first]
	if c.last-c.first != 1 || t.Caps != quoth.InitialCap || r.surnames.count(t.Lower, work) < 3 || r.inLower.has(t.Lower) ||
		r.class[c.first].Has(lexicon.Org|lexicon.Place|lexicon.Calendar|lexicon.People|lexicon.Function|lexicon.Title|lexicon.Role) {
		return false
	}
	label := r.votes.winner(r.form(s, c), c.label)
	return label == other || label == work || r.names == r.registers[talk]
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
