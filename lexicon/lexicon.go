// Package lexicon is a material: words that tell people, organisations and places
// apart, in reviewed text files, looked up by the hash a token already has.
//
// In: nothing but the files beside this one. Out: for the hash of a lower-cased
// word the classes it belongs to.
//
//	w := lexicon.Load()
//	w.Of(quoth.HashLower("Dr")).Has(lexicon.Title) // true
//	w.Of(quoth.HashLower("actresses"))             // Role | RoleFemale | Plural
//
// A file is lines of words under headings such as "[role female]"; "#" begins a
// comment. A heading names the classes of all words under it. The words under [role],
// [group] and [org-noun] get plurals. In [outlet], "Us_Weekly" is a name of two words; in
// [nickname], "bill=william" is a short form of a given name.
//
// The given names and their usual gender may only help to choose between
// antecedents of a pronoun; nothing they suggest is stored or shown.
package lexicon

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"github.com/quoth-news/quoth"
)

// Classes is a set of classes of words.
type Classes uint32

// The classes.
const (
	GivenFemale Classes = 1 << iota // Mara
	GivenMale                       // Tom
	Title                           // Mr, Senator
	TitleMale                       // Mr
	TitleFemale                     // Ms
	Suffix                          // Jr
	Particle                        // van
	Calendar                        // Tuesday
	Place                           // Ohio
	PlaceWord                       // Street, as the last or first word of a place
	People                          // French, Republicans
	OrgWord                         // University, as a word of an organisation's name
	Org                             // NASA
	Team                            // Yankees
	Outlet                          // Variety; the first word of an outlet's name of several words
	Role                            // mayor, woman
	RoleMale                        // spokesman, brother
	RoleFemale                      // actress, sister
	Unnamed                         // source, official
	Group                           // family, police
	OrgNoun                         // company, newspaper
	Plural                          // mayors
	Function                        // however: no name, though it begin a sentence
)

// Given is either sort of given name.
const Given = GivenFemale | GivenMale

// Has tells whether c holds any of the classes in d.
func (c Classes) Has(d Classes) bool { return c&d != 0 }

//go:embed *.txt
var files embed.FS

var headings = map[string]Classes{
	"female": GivenFemale, "male": GivenMale, "both": Given, "title": Title, "title male": Title | TitleMale,
	"title female": Title | TitleFemale, "suffix": Suffix, "particle": Particle, "calendar": Calendar, "place": Place,
	"placeword": PlaceWord, "people": People, "orgword": OrgWord, "org": Org, "team": Team | Org, "outlet": Outlet,
	"role": Role, "role male": Role | RoleMale, "role female": Role | RoleFemale, "role unnamed": Role | Unnamed,
	"group": Group, "org-noun": OrgNoun, "unnamed": Role | Unnamed, "function": Function, "nickname": 0,
}

// Lexicon is the table of all files. It is immutable.
type Lexicon struct {
	keys      []uint32
	classes   []Classes
	phrases   map[uint32]bool // outlets of several words, by JoinHash of their words
	nicknames map[[2]string]bool
	count     int
}

// Load gives the lexicon in the binary; it is read once.
var Load = sync.OnceValue(func() *Lexicon {
	l := &Lexicon{keys: make([]uint32, 1<<15), classes: make([]Classes, 1<<15), phrases: make(map[uint32]bool), nicknames: make(map[[2]string]bool)}
	entries, err := files.ReadDir(".")
	if err != nil {
		panic(err) // the files are in the binary
	}
	for _, e := range entries {
		b, err := files.ReadFile(e.Name())
		if err == nil {
			err = l.read(string(b))
		}
		if err != nil {
			panic(fmt.Sprintf("lexicon/%s: %v", e.Name(), err))
		}
	}
	return l
})

func (l *Lexicon) read(text string) error {
	var c Classes
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			ok := false
			if c, ok = headings[strings.Trim(line, "[]")]; !ok {
				return fmt.Errorf("%w: heading %s", quoth.ErrInvalid, line)
			}
		default:
			for word := range strings.FieldsSeq(line) {
				if short, long, ok := strings.Cut(word, "="); ok {
					l.nicknames[[2]string{short, long}] = true
					continue
				}
				l.addWord(word, c)
			}
		}
	}
	return nil
}

func (l *Lexicon) addWord(word string, c Classes) {
	if c == Outlet && strings.Contains(word, "_") {
		join := uint32(0)
		parts := strings.Split(word, "_")
		for _, part := range parts {
			join = JoinHash(join, quoth.HashLower(part))
		}
		l.phrases[join] = true
		return
	}
	l.add(word, c)
	if c.Has(Title|Suffix|Calendar|Place|OrgWord) && len(word) <= 5 {
		l.add(word+".", c) // a token keeps the point of its abbreviation
	}
	if c.Has(Role | Group | OrgNoun) {
		l.add(plural(word), c|Plural)
	}
}

func (l *Lexicon) add(word string, c Classes) {
	if 2*l.count > len(l.keys) {
		panic("lexicon: the table is too small")
	}
	h := quoth.HashLower(word)
	i := int(h) & (len(l.keys) - 1)
	for l.classes[i] != 0 && l.keys[i] != h {
		i = (i + 1) & (len(l.keys) - 1)
	}
	if l.classes[i] == 0 {
		l.count++
	}
	l.keys[i], l.classes[i] = h, l.classes[i]|c
}

// Of gives the classes of a word by the hash of its lower-cased form.
func (l *Lexicon) Of(lower uint32) Classes {
	i := int(lower) & (len(l.keys) - 1)
	for l.classes[i] != 0 {
		if l.keys[i] == lower {
			return l.classes[i]
		}
		i = (i + 1) & (len(l.keys) - 1)
	}
	return 0
}

// JoinHash extends the hash of some words by one more; start with 0.
func JoinHash(join, lower uint32) uint32 { return (join*31 + lower) * 16777619 }

// IsOutlet tells whether the joined hashes are an outlet's name of several words.
func (l *Lexicon) IsOutlet(join uint32) bool { return l.phrases[join] }

// ShortFor tells whether short is a form of the given name long, both in lower
// case: "bill" for "william".
func (l *Lexicon) ShortFor(short, long string) bool { return l.nicknames[[2]string{short, long}] }

// plural forms the regular plural, and that of -man and -woman.
func plural(w string) string {
	switch {
	case strings.HasSuffix(w, "man") && w != "german" && w != "human":
		return w[:len(w)-3] + "men"
	case w == "child" || w == "grandchild":
		return w + "ren"
	case w == "person":
		return "persons"
	case strings.HasSuffix(w, "wife"):
		return w[:len(w)-2] + "ves"
	case strings.HasSuffix(w, "y") && !strings.ContainsAny(w[len(w)-2:len(w)-1], "aeou"):
		return w[:len(w)-1] + "ies"
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "sh"), strings.HasSuffix(w, "x"):
		return w + "es"
	}
	return w + "s"
}
