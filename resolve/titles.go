package resolve

import (
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/lexicon"
	"github.com/quoth-news/quoth/tagger"
)

// Who of a family is meant by "Mrs. Ellison", "Ellison" and "Miss Ellison": titles tell
// the sexes apart, and who is named beside somebody is somebody else.

// titleOf is the hash of the title right before a name that tells the sexes apart,
// without its point; 0 where there is none.
func (r *Resolver) titleOf(s *quoth.Sheet, m int32) uint32 {
	i := s.Mentions[m].First - 1
	if i < r.info[m].title || i < 0 || !r.class[i].Has(lexicon.TitleMale|lexicon.TitleFemale) {
		return 0
	}
	return quoth.HashLower(strings.TrimSuffix(s.Text(i), "."))
}

var (
	hashMiss  = quoth.HashLower("miss")
	ofMarried = quoth.HashSet("mr", "mrs", "lady", "madame", "madam", "sir")
)

// married tells titles of heads of a family from "Miss", "Dr." and the like.
func (r *Resolver) married(title uint32) bool { return ofMarried[title] }

// What is counted of a word beside how often it is a name without a title (other) and
// after one (person).
const (
	misters  = organisation // “Mr.” before it
	sisterly = work         // the Miss Ellisons
)

// countLone counts the names of one word without a title, and after one; in conversation
// also what tells people of one surname apart.
func (r *Resolver) countLone(s *quoth.Sheet) {
	r.lone.reset()
	for m := range s.Mentions {
		mention := &s.Mentions[m]
		if mention.Kind != quoth.NameMention || mention.Last-mention.First > 1 {
			continue
		}
		label := other
		if r.info[m].title < mention.First {
			label = person
		}
		r.lone.add(s.Tokens[mention.First].Lower, label)
		if title := r.titleOf(s, int32(m)); title != 0 && r.names == r.registers[talk] {
			r.countTitled(s, m, title)
		}
	}
}

// countTitled counts a surname after "Mr.", "the Miss Ellisons", and who is named
// beside “Miss Ellison”.
func (r *Resolver) countTitled(s *quoth.Sheet, m int, title uint32) {
	mention := &s.Mentions[m]
	word := s.Tokens[mention.First].Lower
	if r.titleGender(mention.First-1, mention.First) == male {
		r.lone.add(word, misters)
	}
	if name := s.Text(mention.First); title == hashMiss && strings.HasSuffix(name, "s") {
		r.lone.add(quoth.HashLower(strings.TrimSuffix(name, "s")), sisterly)
		r.lone.add(quoth.HashLower(strings.TrimSuffix(name, "es")), sisterly)
	}
	whole := tagger.Mix(title, word)
	r.lone.add(whole, person)
	for n := max(0, m-nearby); n <= min(m+nearby, len(s.Mentions)-1); n++ {
		if x := &s.Mentions[n]; x.Kind == quoth.NameMention && r.info[n].sentence == r.info[m].sentence && r.info[n].quote == r.info[m].quote && s.Tokens[x.First].Lower != word {
			r.lone.add(tagger.Mix(whole, s.Tokens[x.First].Lower), other)
		}
	}
}

const nearby = 5 // mentions on either side of a name that are looked at for another

// beside tells whether "Miss Ellison" stands beside the given name of an entity again and
// again: “Mara and Miss Ellison” are two.
func (r *Resolver) beside(s *quoth.Sheet, m, e int32, word uint32) bool {
	title := r.titleOf(s, m)
	given := s.Tokens[s.Mentions[r.entities[e].name].First].Lower
	if title == 0 || given == word {
		return false
	}
	whole := tagger.Mix(title, word)
	n := r.lone.count(tagger.Mix(whole, given), other)
	return n >= 2 && n*12 >= r.lone.count(whole, person)
}

// sisters tells whether the document speaks of the Miss Ellisons.
func (r *Resolver) sisters(surname uint32) bool {
	return r.lone.count(surname, sisterly) > 0
}

// otherSex tells whether the title before a name is of the other sex than those printed
// before the names of an entity: a Mr. and a Mrs. Ellison are never one.
func (r *Resolver) otherSex(s *quoth.Sheet, m, e int32) bool {
	if r.entities[e].kind != quoth.Person || r.entities[e].titled == 0 {
		return false
	}
	title := r.titleOf(s, m)
	if title == 0 {
		return false
	}
	g := r.titleGender(s.Mentions[m].First-1, s.Mentions[m].First)
	return g != 0 && g&r.entities[e].titled == 0
}

// address notes the title before a full name.
func (r *Resolver) address(s *quoth.Sheet, m, e int32) {
	if r.titleOf(s, m) != 0 {
		r.entities[e].titled |= r.titleGender(s.Mentions[m].First-1, s.Mentions[m].First)
	}
}

// wifeOf tells whether a surname without a title cannot mean an entity since it is only
// called Mrs. or Miss, and there is a Mr. of that name: “Ellison said” is he.
func (r *Resolver) wifeOf(s *quoth.Sheet, m, e int32, word uint32) bool {
	en := &r.entities[e]
	return r.info[m].title == s.Mentions[m].First && en.titled == female && r.lone.count(word, misters) > 0 &&
		word == s.Tokens[s.Mentions[en.name].Head].Lower
}

// endOf is 0 for the first word of an entity's name, 1 for its last.
func (r *Resolver) endOf(s *quoth.Sheet, en *entity, word uint32) int {
	if word == s.Tokens[s.Mentions[en.name].Head].Lower {
		return 1
	}
	return 0
}

// calledByGiven tells whether somebody is called by the given name, again and again,
// and hardly by the surname alone.
func (r *Resolver) calledByGiven(s *quoth.Sheet, e int32, surname uint32) bool {
	name := &s.Mentions[r.entities[e].name]
	given := s.Tokens[name.First].Lower
	return given != surname && surname == s.Tokens[name.Head].Lower && r.lone.count(given, other) >= 5 &&
		r.lone.count(given, other) > 2*r.lone.count(surname, other)
}
