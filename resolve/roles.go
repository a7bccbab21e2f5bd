package resolve

import (
	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/lexicon"
)

// tieRoles ties titles and appositions to the names they stand beside: "showrunner
// Ana Ruiz", "Ana Ruiz, a doctor,", "the mayor, Ana Ruiz,", "Ana Ruiz is a doctor".
func (r *Resolver) tieRoles(s *quoth.Sheet) {
	for m := range s.Mentions {
		switch s.Mentions[m].Kind {
		case quoth.NameMention:
			r.titleRole(s, int32(m))
		case quoth.DescriptionMention:
			if name := r.namedBeside(s, int32(m)); name != quoth.None {
				r.info[m].role = name
				if s.Mentions[name].Entity < 0 {
					continue // a pronoun: tied when it is known
				}
				r.tie(s, s.Mentions[name].Entity, s.Mentions[m].Span, s.Tokens[s.Mentions[m].Head].Lower)
			}
		}
	}
}

const mostRoles = 12 // kept for one entity

// tie gives an entity a role.
func (r *Resolver) tie(s *quoth.Sheet, e int32, words quoth.Span, head uint32) {
	en := &r.entities[e]
	for _, h := range en.heads {
		if h == head {
			return
		}
	}
	if len(en.heads) < mostRoles {
		en.roles, en.heads = append(en.roles, words), append(en.heads, head)
	}
}

// titleRole ties the titles before a name, but for "Mr." and the like.
func (r *Resolver) titleRole(s *quoth.Sheet, m int32) {
	from, to, e := r.info[m].title, s.Mentions[m].First, s.Mentions[m].Entity
	if from >= to || e < 0 || r.info[m].kind != quoth.Person {
		return
	}
	head := to - 1
	c := r.class[head]
	if !c.Has(lexicon.Role) && c.Has(lexicon.TitleMale|lexicon.TitleFemale) && to-from == 1 && s.Tokens[head].End-s.Tokens[head].Start <= 4 {
		return
	}
	r.tie(s, e, s.TokensSpan(from, to), r.singular(s, head))
	if !c.Has(lexicon.Plural) {
		return
	}
	for n := m + 1; n <= min(m+4, int32(len(s.Mentions))-1); n++ { // "actresses Ida Holm (left) and Ruth Lind"
		a, b := &s.Mentions[n-1], &s.Mentions[n]
		if b.Kind != quoth.NameMention || r.info[n].kind != quoth.Person || b.First-a.Last > 5 || r.info[n].sentence != r.info[m].sentence ||
			s.Tokens[b.First-1].Lower != hashAnd && s.Tokens[b.First-1].Tag != quoth.Comma {
			return
		}
		r.info[n].gender |= r.info[m].gender
		r.tie(s, b.Entity, s.TokensSpan(from, to), r.singular(s, head))
	}
}

// singular is the hash of a role without its plural ending: two "actresses" are
// each an actress.
func (r *Resolver) singular(s *quoth.Sheet, i int32) uint32 {
	if !r.class[i].Has(lexicon.Plural) {
		return s.Tokens[i].Lower
	}
	w := s.Text(i)
	for _, cut := range [...]int{2, 1} {
		if len(w) > cut+2 {
			if h := quoth.HashLower(w[:len(w)-cut]); r.lex.Of(h).Has(lexicon.Role) {
				return h
			}
		}
	}
	return s.Tokens[i].Lower
}

// namedBeside is the name that a description stands in apposition to, or None.
func (r *Resolver) namedBeside(s *quoth.Sheet, m int32) int32 {
	d := &s.Mentions[m]
	kind := r.info[m].kind
	fits := func(n int32) bool {
		if n < 0 || int(n) >= len(s.Mentions) || s.Mentions[n].Kind != quoth.NameMention || r.info[n].sentence != r.info[m].sentence {
			return false
		}
		k := r.info[n].kind
		return k == quoth.Person && kind == quoth.UnnamedSource || k == quoth.Organisation && kind == quoth.Organisation
	}
	for n := m - 1; n >= max(0, m-3); n-- { // NAME, a doctor, / NAME, 52, a doctor, / NAME is a doctor
		if fits(n) && s.Mentions[n].Last < d.First && r.apposed(s, s.Mentions[n].Last, d) {
			return n
		}
	}
	if r.info[m].begin == bare || r.info[m].begin == indefinite {
		if n := r.becomes(s, m); n != quoth.None && (fits(n) || kind == quoth.UnnamedSource && r.info[n].gender&(male|female) != 0) {
			return n
		}
	}
	for n := m + 1; n <= min(m+3, int32(len(s.Mentions))-1); n++ { // the mayor, NAME,
		if fits(n) && r.info[n].title >= d.Last && r.introduced(s, d, n) {
			return n
		}
	}
	return quoth.None
}

var becoming = quoth.HashSet("elected", "reelected", "re-elected", "named", "appointed", "became", "becoming", "remains", "is", "was", "as", "nominated", "crowned")

// becomes is the subject before "was elected mayor", "became a senator", "served as governor".
func (r *Resolver) becomes(s *quoth.Sheet, m int32) int32 {
	first := s.Mentions[m].First
	if first == 0 || !becoming[s.Tokens[first-1].Lower] {
		return quoth.None
	}
	for n := m - 1; n >= max(0, m-4) && r.info[n].sentence == r.info[m].sentence; n-- {
		if in := &r.info[n]; s.Mentions[n].Last < first && in.quote == r.info[m].quote && (in.subject || s.Tokens[s.Mentions[n].Last].Tag == quoth.Comma) {
			if s.Tokens[first-1].Lower == hashAs && r.verbs(s, s.Mentions[n].Last, first) != 1 {
				return quoth.None
			}
			return n
		}
	}
	return quoth.None
}

var hashAs = quoth.HashLower("as")

// verbs counts the finite verbs in [first, last).
func (r *Resolver) verbs(s *quoth.Sheet, first, last int32) int {
	n := 0
	for i := first; i < last; i++ {
		if isFinite(s.Tokens[i].Tag) {
			n++
		}
	}
	return n
}

// apposed tells whether a description stands in apposition to the name that ends at i.
func (r *Resolver) apposed(s *quoth.Sheet, i int32, d *quoth.Mention) bool {
	if i < d.First && (s.Tokens[i].Lower == hashIs || s.Tokens[i].Lower == hashWas) && i+1 == d.First {
		return true
	}
	if s.Tokens[i].Tag != quoth.Comma {
		return false
	}
	i++
	if i+1 < d.First && s.Tokens[i].Tag == quoth.CD && s.Tokens[i+1].Tag == quoth.Comma {
		i += 2
	}
	return i == d.First && r.closes(s, d.Last)
}

var (
	hashIs  = quoth.HashLower("is")
	hashWas = quoth.HashLower("was")
	hashWho = quoth.HashLower("who")
)

// closes tells whether an apposition can end before token i.
func (r *Resolver) closes(s *quoth.Sheet, i int32) bool {
	if int(i) >= len(s.Tokens) {
		return true
	}
	switch s.Tokens[i].Tag {
	case quoth.Comma, quoth.FullStop, quoth.Colon, quoth.CloseBracket, quoth.IN, quoth.WP, quoth.VBD, quoth.VBN, quoth.WDT, quoth.TO:
		return true
	}
	return s.Tokens[i].Lower == hashWho
}

// introduced tells whether the name n follows the description as its apposition.
func (r *Resolver) introduced(s *quoth.Sheet, d *quoth.Mention, n int32) bool {
	at := r.info[n].title
	end := s.Mentions[n].Last
	if at != d.Last+1 || s.Tokens[d.Last].Tag != quoth.Comma {
		return false
	}
	return int(end) >= len(s.Tokens) || s.Tokens[end].Tag == quoth.Comma || s.Tokens[end].Tag == quoth.FullStop
}
