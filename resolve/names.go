package resolve

import (
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/lexicon"
)

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
	c = r.relabel(s, sentence, c)
	if c.label == work {
		return
	}
	if c.last-c.first > 1 && s.Tokens[c.last-1].Lower == hashS {
		c.last--
	}
	if c.label == organisation {
		c.first, c.last = r.whatFor(s, sentence, c.first), r.ofWhat(s, sentence, c.last)
	}
	if n := len(s.Mentions); n > 0 && s.Mentions[n-1].Kind == quoth.NameMention && s.Mentions[n-1].Last > c.first {
		return // already part of the name before
	}
	for c.last-c.first > 1 && r.class[c.first].Has(lexicon.Function) && !r.class[c.first].Has(lexicon.Given|lexicon.Org|lexicon.PlaceWord) {
		c.first++ // As the Washington Post …
	}
	for c.last-c.first > 1 && !r.capital(s, c.first) {
		c.first++ // In 1964 Edmund Larch …
	}
	if c.label != person && c.last-c.first == 1 && r.class[c.first].Has(lexicon.Function) && !r.class[c.first].Has(lexicon.Org|lexicon.Place) {
		return // the “That” of a title
	}
	in := info{sentence: k, title: c.first}
	switch c.label {
	case person:
		ok := false
		if c, ok = r.personName(s, sentence, c); !ok {
			return
		}
		in.kind, in.title = quoth.Person, r.titleStart(s, sentence, c.first)
		in.gender = r.titleGender(in.title, c.first)
	case organisation:
		in.kind, in.gender = quoth.Organisation, neuter
	case place:
		in.kind, in.gender = quoth.Place, neuter
	}
	head := r.surname(s, c.first, c.last)
	in.class = r.class[head]
	r.add(s, quoth.NameMention, c.first, c.last, head, in)
}

// relabel makes an organisation of what ends like one.
func (r *Resolver) relabel(s *quoth.Sheet, sentence *quoth.Sentence, c chunk) chunk {
	first, last := r.class[c.first], r.class[c.last-1]
	switch {
	case c.last-c.first < 2:
	case c.label == place || c.label == work:
		if last.Has(lexicon.OrgWord) && !last.Has(lexicon.PlaceWord) {
			c.label = organisation // the Harbor Gazette
		}
	case c.label == person && bodies[s.Tokens[c.last-1].Lower]:
		c.label = organisation // the Ellison Foundation
	case c.label == person && last.Has(lexicon.OrgWord) && !last.Has(lexicon.Given) && !first.Has(lexicon.Given|lexicon.Title|lexicon.Role) &&
		s.Tokens[c.last-1].Caps == quoth.InitialCap && r.titleStart(s, sentence, c.first) == c.first:
		c.label = organisation // Tidewater Records
	}
	return c
}

// personName finds where a person’s name begins and ends, near where the model
// said, or that it is no name.
func (r *Resolver) personName(s *quoth.Sheet, sentence *quoth.Sentence, c chunk) (chunk, bool) {
	if c.last-c.first == 1 && r.class[c.first].Has(lexicon.Given) && r.surnameFollows(s, sentence, c.last) {
		c.last++
	}
	c.first = r.afterTitle(s, c.first, c.last)
	c.first = r.afterOpening(s, sentence, c.first, c.last)
	titled := c.first
	for c.first < c.last-1 && r.class[c.first].Has(lexicon.Title|lexicon.Role) && !r.class[c.first].Has(lexicon.Given) {
		c.first++
	}
	titled = c.first - titled
	class := r.class[c.first]
	if c.last-c.first == 1 && (titled == 0 && class.Has(lexicon.Calendar|lexicon.Function|lexicon.People) && !class.Has(lexicon.Given) ||
		r.noName(s, sentence, c.first)) {
		return c, false
	}
	if c.last < sentence.Last && r.class[c.last].Has(lexicon.Suffix) && r.capital(s, c.last) && c.last-c.first > 1 {
		c.last++ // Jr.
	}
	if c.first > sentence.First && r.capital(s, c.first-1) && r.class[c.first-1].Has(lexicon.Given) && s.Tokens[c.first].Space &&
		!r.class[c.first-1].Has(lexicon.Title|lexicon.Role|lexicon.Function|lexicon.Place|lexicon.Calendar) {
		c.first-- // a given name that the model left out
	}
	c.first = r.tail(s, r.afterOffice(s, sentence, c.first, c.last), c.last)
	c.first = r.particles(s, sentence, c.first)
	lower := s.Tokens[c.first].Lower
	common := c.last-c.first == 1 && !r.class[c.first].Has(lexicon.Given) && r.inLower.has(lower) && r.surnames.count(lower, person) == 0 &&
		r.titleStart(s, sentence, c.first) == c.first
	return c, !common // a common word that only looks like a name
}

// afterTitle cuts what stands before a title inside a name: "Whereat Mrs. Lynde".
func (r *Resolver) afterTitle(s *quoth.Sheet, first, last int32) int32 {
	for i := last - 2; i > first; i-- {
		if c := r.class[i]; c.Has(lexicon.TitleMale|lexicon.TitleFemale) && !c.Has(lexicon.Given|lexicon.Role) && s.Tokens[i].End-s.Tokens[i].Start <= 4 {
			return i + 1
		}
	}
	return first
}

// afterOpening cuts a common word that has its capital from the sentence it begins:
// "Poor Ellison", "Thereupon Mara", where the name is known without it.
func (r *Resolver) afterOpening(s *quoth.Sheet, sentence *quoth.Sentence, first, last int32) int32 {
	if last-first < 2 || first > sentence.First && s.Tokens[first-1].Kind != quoth.QuoteMark {
		return first
	}
	if heading := s.Text(first); strings.Trim(heading, "IVXL.") == "" && strings.HasSuffix(heading, ".") && first > 0 && s.Tokens[first-1].Sentence != s.Tokens[first].Sentence {
		return first + 1
	}
	c, next := r.class[first], s.Tokens[first+1].Lower
	if c.Has(lexicon.Given|lexicon.Particle|lexicon.Title|lexicon.Role) || !r.inLower.has(s.Tokens[first].Lower) || r.inLower.has(next) {
		return first
	}
	if r.surnames.count(next, other) > 2 || r.class[first+1].Has(lexicon.Given) && last-first > 2 {
		return first + 1
	}
	return first
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

var bodies = quoth.HashSet("society", "institute", "association", "council", "committee", "coalition", "foundation", "fund", "alliance", "union",
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

var former = quoth.HashSet("former", "late", "acting", "then", "ex", "interim", "deputy", "vice", "assistant", "retired", "longtime")

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
