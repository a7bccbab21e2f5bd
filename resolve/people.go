package resolve

import (
	"slices"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/lexicon"
)

// entity is someone while the document is read.
type entity struct {
	kind     quoth.EntityKind
	name     int32    // the mention that names it most fully
	shown    [4]int16 // how often the text showed each gender: male, female, neuter, many
	given    gender   // what a given name suggests
	roles    []quoth.Span
	heads    []uint32 // of the roles
	mentions int32
	subjects int32
	last     int32    // the latest mention that means it, or None
	called   int32    // the latest description that means it, or None
	latest   int32    // the latest mention that is a name of it
	named    int32    // how often the document names it
	short    [2]int32 // how often the text so far named it by one word: its first, its last
	titled   gender   // of "Mr.", "Mrs." and the like printed before names of it
	solid    bool     // a full name, a title or a given name says that this is a person
	title    uint32   // the title last printed before a name of it
	lone     uint32   // and before a name of one word
}

// joinNames gives every name its entity: full names first, over the whole
// document, then the short ones, each to the fitting entity last named before it.
func (r *Resolver) joinNames(s *quoth.Sheet) {
	r.entities = r.entities[:0]
	r.byWord = make(map[uint32][]int32)
	r.countLone(s)
	for m := range s.Mentions {
		if s.Mentions[m].Kind == quoth.NameMention && !r.isShort(s, int32(m)) {
			r.joinFull(s, int32(m))
		}
	}
	for e := range r.entities {
		r.entities[e].latest = quoth.None
	}
	for m := range s.Mentions {
		mention := &s.Mentions[m]
		switch {
		case mention.Kind == quoth.HandleMention:
			r.joinHandle(s, int32(m))
		case mention.Kind != quoth.NameMention:
			continue
		case mention.Entity == quoth.None && r.info[m].kind == quoth.Person:
			r.joinShort(s, int32(m))
		case mention.Entity == quoth.None:
			r.joinShortOther(s, int32(m))
		}
		if mention.Entity >= 0 {
			en := &r.entities[mention.Entity]
			en.latest = int32(m)
			if mention.Kind == quoth.NameMention && r.isShort(s, int32(m)) {
				en.short[r.endOf(s, en, s.Tokens[mention.Head].Lower)]++
			}
			en.named++
			if t := r.titleOf(s, int32(m)); t != 0 {
				en.title = t
				if mention.Last-mention.First == 1 && r.endOf(s, en, s.Tokens[mention.Head].Lower) == 1 {
					en.lone = t
				}
				en.titled |= r.titleGender(mention.First-1, mention.First)
			}
			en.solid = en.solid || mention.Last-mention.First > 1 || r.info[m].title < mention.First || r.class[mention.First].Has(lexicon.Given)
		}
	}
	r.hero = 0
	for e := range r.entities {
		if r.entities[e].kind == quoth.Person {
			r.hero = max(r.hero, r.entities[e].named)
		}
	}
}

// newEntity makes an entity of a mention, found from now on by the words given.
func (r *Resolver) newEntity(s *quoth.Sheet, m int32, words ...uint32) int32 {
	e := int32(len(r.entities))
	r.entities = append(r.entities, entity{kind: r.info[m].kind, name: m, last: quoth.None, latest: quoth.None, called: quoth.None})
	for i, w := range words {
		if !slices.Contains(words[:i], w) {
			r.byWord[w] = append(r.byWord[w], e)
		}
	}
	r.mean(s, m, e, 1)
	return e
}

const mostNamesakes = 48 // looked at for one word, so that a list of a million Smiths stays linear

// known gives the entities whose names have a word, the latest of them.
func (r *Resolver) known(word uint32) []int32 {
	all := r.byWord[word]
	return all[max(0, len(all)-mostNamesakes):]
}

// mean ties a mention to an entity.
func (r *Resolver) mean(s *quoth.Sheet, m, e int32, confidence float64) {
	s.Mentions[m].Entity, s.Mentions[m].Confidence = e, confidence
}

// joinFull joins a name of several words.
func (r *Resolver) joinFull(s *quoth.Sheet, m int32) {
	mention := &s.Mentions[m]
	whole := r.form(s, chunk{mention.First, mention.Last, 0})
	kind := r.info[m].kind
	for _, e := range r.known(whole) {
		if r.entities[e].kind == kind && !r.otherSex(s, m, e) {
			r.mean(s, m, e, 1)
			r.address(s, m, e)
			return
		}
	}
	if kind != quoth.Person {
		r.newEntity(s, m, whole, s.Tokens[mention.First].Lower, s.Tokens[mention.Last-1].Lower, r.initials(s, mention.First, mention.Last))
		return
	}
	last, first := s.Tokens[mention.Head].Lower, s.Tokens[mention.First].Lower
	for _, e := range r.known(last) {
		if r.entities[e].kind == quoth.Person && r.sameGiven(s, m, r.entities[e].name) && !r.otherSex(s, m, e) {
			r.mean(s, m, e, 0.97)
			r.address(s, m, e)
			r.fuller(s, m, e)
			r.byWord[whole] = append(r.byWord[whole], e)
			return
		}
	}
	for _, e := range r.known(first) {
		if r.entities[e].kind == quoth.Person && r.misspelt(s, m, r.entities[e].name) {
			r.mean(s, m, e, 0.9)
			return
		}
	}
	e := r.newEntity(s, m, last, first, whole)
	r.address(s, m, e)
	for i := mention.First + 1; i < mention.Head; i++ {
		if s.Tokens[i].Lower != last && s.Tokens[i].Lower != first && !r.class[i].Has(lexicon.Particle) {
			r.byWord[s.Tokens[i].Lower] = append(r.byWord[s.Tokens[i].Lower], e)
		}
	}
}

// fuller takes the longer of two names of an entity.
func (r *Resolver) fuller(s *quoth.Sheet, m, e int32) {
	old := &s.Mentions[r.entities[e].name]
	if old.Len() < s.Mentions[m].Len() && s.Tokens[old.Head].Caps != quoth.AllCaps {
		r.entities[e].name = m
	}
}

// sameGiven tells whether two full names with the same surname can be one
// person’s: one given name is the other, its initial, or its beginning.
func (r *Resolver) sameGiven(s *quoth.Sheet, a, b int32) bool {
	x, y := &s.Mentions[a], &s.Mentions[b]
	if s.Tokens[x.Head].Lower != s.Tokens[y.Head].Lower || y.Last-y.First < 2 {
		return false
	}
	if g, h := r.info[a].gender, r.info[b].gender; g != 0 && h != 0 && g != h {
		return false
	}
	v, w := strings.ToLower(s.Text(x.First)), strings.ToLower(s.Text(y.First))
	if v == w {
		return true
	}
	if len(v) > len(w) {
		v, w = w, v
	}
	initial := strings.TrimSuffix(v, ".")
	if len(initial) == 1 || len(initial) == 3 && initial[1] == '.' {
		return initial[0] == w[0]
	}
	return len(v) >= 3 && strings.HasPrefix(w, v) || r.lex.ShortFor(v, w) || r.lex.ShortFor(w, v)
}

// misspelt tells whether two full names differ by one letter of the surname.
func (r *Resolver) misspelt(s *quoth.Sheet, a, b int32) bool {
	x, y := &s.Mentions[a], &s.Mentions[b]
	if s.Tokens[x.First].Lower != s.Tokens[y.First].Lower || y.Last-y.First < 2 {
		return false
	}
	return oneLetterApart(strings.ToLower(s.Text(x.Head)), strings.ToLower(s.Text(y.Head)))
}

// oneLetterApart tells whether a letter added, dropped or changed inside makes one word of the other.
func oneLetterApart(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 5 || len(b)-len(a) > 1 || a == b {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}

// initials is the hash of the acronym of a name: "WHO" for "World Health Organization".
func (r *Resolver) initials(s *quoth.Sheet, first, last int32) uint32 {
	var b [16]byte
	n := 0
	for i := first; i < last && n < len(b); i++ {
		if c := s.Doc.Text[s.Tokens[i].Start]; 'A' <= c && c <= 'Z' {
			b[n] = c
			n++
		}
	}
	if n < 2 {
		return 0
	}
	return quoth.HashLower(string(b[:n]))
}

// joinShort joins a person’s name of one word to the person last named before it
// whose name has that word, else to the one named most; else it is a new person.
func (r *Resolver) joinShort(s *quoth.Sheet, m int32) {
	word := s.Tokens[s.Mentions[m].Head].Lower
	best, score := int32(quoth.None), 0
	for _, e := range r.known(word) {
		if v := r.fit(s, m, e, word); v > score {
			best, score = e, v
		}
	}
	if best != quoth.None {
		r.mean(s, m, best, 0.97)
		return
	}
	if full := r.spouse(s, m); full != quoth.None {
		// "Mara and Tom Ellison": Mara is an Ellison too
		r.newEntity(s, m, word, s.Tokens[s.Mentions[full].Head].Lower)
		return
	}
	r.newEntity(s, m, word)
}

// fit says how well a name of one word fits an entity: more for a surname, for one
// named lately; 0 where it cannot be.
func (r *Resolver) fit(s *quoth.Sheet, m, e int32, word uint32) int {
	en := &r.entities[e]
	if en.kind != quoth.Person {
		return 0
	}
	name := &s.Mentions[en.name]
	titled := r.info[m].title < s.Mentions[m].First
	score := 1 << 20
	switch title := r.titleOf(s, m); {
	case title == 0:
	case r.married(title) && title != en.lone && r.calledByGiven(s, e, word):
		return 0 // Mrs. Ellison is not Mara, who is only called so
	case title == hashMiss && title != en.lone && r.sisters(word) && r.calledByGiven(s, e, word):
		return 0 // of the Miss Ellisons the eldest is Miss Ellison, the others go by their given names
	case title == en.title:
		score += 1 << 19
	case r.married(title) && en.title == hashMiss, title == hashMiss && r.married(en.title):
		return 0 // nor Miss Ellison
	}
	if r.otherSex(s, m, e) || r.beside(s, m, e, word) || r.wifeOf(s, m, e, word) {
		return 0
	}
	switch word {
	case s.Tokens[name.Head].Lower:
		score += 1 << 20
		if r.class[name.Head].Has(lexicon.Given) && r.votes.count(r.form(s, chunk{name.First, name.Last, 0}), person) < 2 {
			score -= 3 << 19 // “asked Cassandra Katharine”: two people, read as one
		}
	case s.Tokens[name.First].Lower:
		if titled && r.titleGender(r.info[m].title, s.Mentions[m].First) != 0 {
			score -= 1 << 18 // "Mr. Thomas" is not Thomas Reed
		} else if r.lone.count(s.Tokens[name.Head].Lower, other) >= 5 {
			score -= 1 << 19 // "Thomas" is not Thomas Reed, whom the text calls Reed
		}
	default:
		score -= 1 << 19
	}
	if g := r.info[m].gender; g != 0 {
		if h := r.nameGender(s, e); h != 0 && h != g {
			return 0
		}
	}
	switch {
	case en.latest == quoth.None: // named only further on
		score -= min(int(en.name), 1<<16)
	case en.short[r.endOf(s, en, word)] > 0 && !titled: // once “Clinton” is one of the family, it stays so
		score += 1<<18 + min(int(en.short[r.endOf(s, en, word)]), 1<<8)<<8 + min(int(en.latest), 1<<8-1)
	default:
		score += 1<<17 + min(int(en.latest), 1<<16)
	}
	return max(score, 1)
}

// nameGender is what titles and the given name of an entity suggest.
func (r *Resolver) nameGender(s *quoth.Sheet, e int32) gender {
	name := r.entities[e].name
	if g := r.info[name].gender; g&(male|female) != 0 {
		return g & (male | female)
	}
	return r.givenGender(s, name)
}

// givenGender is the usual gender of a name’s first word, 0 if it has none.
func (r *Resolver) givenGender(s *quoth.Sheet, m int32) gender {
	c := r.class[s.Mentions[m].First]
	if !c.Has(lexicon.Given) {
		if text := s.Text(s.Mentions[m].First); strings.Contains(text, "-") {
			before, _, _ := strings.Cut(text, "-")
			c = r.lex.Of(quoth.HashLower(before))
		}
	}
	switch c & lexicon.Given {
	case lexicon.GivenMale:
		return male
	case lexicon.GivenFemale:
		return female
	}
	return 0
}

// spouse is the full name two tokens after a lone given name, as in "Mara and Tom Ellison".
func (r *Resolver) spouse(s *quoth.Sheet, m int32) int32 {
	mention := &s.Mentions[m]
	if !r.class[mention.First].Has(lexicon.Given) || int(m)+1 >= len(s.Mentions) {
		return quoth.None
	}
	next := &s.Mentions[m+1]
	if next.Kind != quoth.NameMention || next.First != mention.Last+1 || next.Last-next.First < 2 ||
		s.Tokens[mention.Last].Lower != hashAnd || !r.class[next.First].Has(lexicon.Given) {
		return quoth.None
	}
	return m + 1
}

// joinShortOther joins a name of one word that is no person’s: the same word, the
// acronym of a longer name, or its first word.
func (r *Resolver) joinShortOther(s *quoth.Sheet, m int32) {
	mention := &s.Mentions[m]
	t := &s.Tokens[mention.First]
	kind := r.info[m].kind
	if m > 0 && mention.First > 0 && s.Tokens[mention.First-1].Tag == quoth.OpenBracket && t.Caps == quoth.AllCaps {
		if full := &s.Mentions[m-1]; full.Kind == quoth.NameMention && full.Last == mention.First-1 && full.Entity >= 0 && r.info[m-1].kind == quoth.Organisation {
			r.info[m].kind, r.info[m].gender = quoth.Organisation, neuter
			r.mean(s, m, full.Entity, 0.95) // World Health Organization (WHO)
			r.byWord[t.Lower] = append(r.byWord[t.Lower], full.Entity)
			return
		}
	}
	best := int32(quoth.None)
	for _, e := range r.known(t.Lower) {
		en := &r.entities[e]
		if en.kind == quoth.Person || en.kind != kind && (t.Caps != quoth.AllCaps || r.class[mention.First].Has(lexicon.Place)) {
			continue
		}
		name := &s.Mentions[en.name]
		if name.Last-name.First == 1 && en.kind == kind {
			best = e
			break
		}
		if s.Tokens[name.Last-1].Lower == t.Lower && !(mention.First > 0 && s.Tokens[mention.First-1].Lower == hashThe) {
			continue // "the Gazette", but not "Gazette" for "Harbor Gazette"
		}
		if en.kind == quoth.Organisation && s.Tokens[name.Last-1].Lower == t.Lower || en.kind == quoth.Organisation && (t.Caps == quoth.AllCaps || !r.class[mention.First].Has(lexicon.OrgWord|lexicon.Place|lexicon.PlaceWord|lexicon.People)) {
			best = e
		}
	}
	if best == quoth.None {
		r.newEntity(s, m, t.Lower)
		return
	}
	r.mean(s, m, best, 0.95)
}

// joinHandle joins "@maraellison" to the person or outlet whose name it spells.
func (r *Resolver) joinHandle(s *quoth.Sheet, m int32) {
	mention := &s.Mentions[m]
	if known := r.known(s.Tokens[mention.First].Lower); len(known) > 0 {
		r.mean(s, m, known[0], 1)
		return
	}
	if m > 0 && mention.First > 0 && s.Mentions[m-1].Kind == quoth.NameMention && s.Mentions[m-1].Last == mention.First-1 &&
		s.Tokens[mention.First-1].Tag == quoth.OpenBracket && s.Mentions[m-1].Entity >= 0 { // Tidewater Records (@tidewaterrec)
		r.mean(s, m, s.Mentions[m-1].Entity, 1)
		r.byWord[s.Tokens[mention.First].Lower] = append(r.byWord[s.Tokens[mention.First].Lower], s.Mentions[m-1].Entity)
		return
	}
	text := strings.ToLower(strings.ReplaceAll(s.Text(mention.First)[1:], "_", ""))
	for e := range r.entities {
		if e >= 400 {
			break // a page of names without end
		}
		name := r.entities[e].name
		if s.Mentions[name].Kind == quoth.NameMention && strings.ToLower(strings.ReplaceAll(s.Mentions[name].Of(s.Doc.Text), " ", "")) == text {
			r.mean(s, m, int32(e), 0.9)
			r.byWord[s.Tokens[mention.First].Lower] = append(r.byWord[s.Tokens[mention.First].Lower], int32(e))
			return
		}
	}
	r.info[m].kind = quoth.Person
	r.newEntity(s, m, s.Tokens[mention.First].Lower)
}
