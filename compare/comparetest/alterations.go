// Package comparetest alters wordings mechanically and knows what verdict each
// alteration must get.
//
// What comes in are the words of a statement, the words of another one, and a source
// of chance; what goes out is a draft that someone might have set in its place. The
// idea: an alteration is made so that its verdict follows by construction, and holds
// for composed sentences and for generated ones, so that a record of any size can be
// put under the same stress.
//
//	for _, a := range comparetest.Alterations {
//		draft, ok := a.Make(rng, words, others) // ok is false where the words offer no place
//		a.Right(compare.Best(draft, sources))
//	}
//
// It refuses to judge: that is what is being tested.
package comparetest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"

	"github.com/quoth-news/quoth/compare"
)

// Alteration is one kind of alteration.
type Alteration struct {
	Name     string
	Verdicts []compare.Verdict    // one of these is right
	Kinds    []compare.ChangeKind // one of these must be among the changes; nil asks for none

	// Make makes a draft of the words of a statement; other are another statement's.
	// ok is false where the words offer no place for the alteration.
	Make func(rng *rand.Rand, words, other []string) (draft string, ok bool)
}

// ChangesMeaning tells whether no harmless verdict may come of it.
func (a *Alteration) ChangesMeaning() bool {
	return !slices.ContainsFunc(a.Verdicts, compare.Verdict.Fine) && a.Verdicts[0] != compare.NotFound
}

// Right tells whether a verdict and the kinds of its changes are what the
// alteration must get.
func (a *Alteration) Right(wording compare.Verdict, kinds []compare.ChangeKind) bool {
	if !slices.Contains(a.Verdicts, wording) {
		return false
	}
	return len(a.Kinds) == 0 || wording == compare.Truncated ||
		slices.ContainsFunc(kinds, func(k compare.ChangeKind) bool { return slices.Contains(a.Kinds, k) })
}

// Alterations are the kinds there are.
var Alterations = []Alteration{
	{"exact", only(compare.Exact), nil, func(_ *rand.Rand, w, _ []string) (string, bool) { return join(w), true }},
	{"capitals", only(compare.Typographic), nil, func(_ *rand.Rand, w, _ []string) (string, bool) {
		s := strings.ToUpper(join(w))
		return s, s != join(w)
	}},
	{"bracketed capital", only(compare.MarkedEdit), nil, func(_ *rand.Rand, w, _ []string) (string, bool) {
		first := w[0][:1]
		other := strings.ToLower(first)
		if other == first {
			other = strings.ToUpper(first)
		}
		return "[" + other + "]" + join(w)[1:], len(w[0]) > 2 && w[0][1] < 0x80 && isLetter(first)
	}},
	{"negation put in", only(compare.Altered), kinds(compare.Negation), func(rng *rand.Rand, w, _ []string) (string, bool) {
		return afterWord(rng, w, "not", "is", "was", "will", "are", "were", "has", "have", "can", "must", "should")
	}},
	{"negation left out", []compare.Verdict{compare.Altered, compare.Truncated}, kinds(compare.Negation), func(rng *rand.Rand, w, _ []string) (string, bool) {
		return at(rng, w, func(i int) bool { return i > 0 && i < len(w)-1 && (w[i] == "not" || w[i] == "never") },
			func(i int) []string { return slices.Delete(slices.Clone(w), i, i+1) })
	}},
	{"number changed", only(compare.Altered), kinds(compare.Number, compare.Date), func(rng *rand.Rand, w, _ []string) (string, bool) {
		return replace(rng, w, func(s string) string {
			if s[0] >= '1' && s[0] <= '9' && strings.Trim(s, "0123456789,.") == "" {
				return fmt.Sprint(int(s[0]-'0')%9+1) + s[1:]
			}
			return numbers[s]
		})
	}},
	{"number put in", only(compare.Altered), kinds(compare.Number, compare.Inserted), func(rng *rand.Rand, w, _ []string) (string, bool) {
		return at(rng, w, func(i int) bool { return i > 0 && plain(w[i]) && plain(w[i-1]) }, func(i int) []string { return slices.Insert(slices.Clone(w), i, "4,711") })
	}},
	{"modal changed", only(compare.Altered), kinds(compare.Modal), func(rng *rand.Rand, w, _ []string) (string, bool) {
		return replace(rng, w, func(s string) string { return modals[s] })
	}},
	{"tense changed", only(compare.Altered), kinds(compare.Tense), func(rng *rand.Rand, w, _ []string) (string, bool) {
		return replace(rng, w, func(s string) string { return tenses[s] })
	}},
	{"date changed", only(compare.Altered), kinds(compare.Date), func(rng *rand.Rand, w, _ []string) (string, bool) {
		return replace(rng, w, func(s string) string {
			word, mark := bare(s)
			if dates[word] == "" {
				return ""
			}
			return dates[word] + mark
		})
	}},
	{"name changed", only(compare.Altered), kinds(compare.Name), func(rng *rand.Rand, w, _ []string) (string, bool) {
		return at(rng, w, func(i int) bool {
			word, _ := bare(w[i])
			return i > 0 && surnames[word] && !strings.ContainsAny(w[i-1], ".?!")
		}, func(i int) []string {
			_, mark := bare(w[i])
			return slices.Replace(slices.Clone(w), i, i+1, "Zabriskie"+mark)
		})
	}},
	{"word put in", only(compare.Altered), kinds(compare.Inserted), func(rng *rand.Rand, w, _ []string) (string, bool) {
		return afterWord(rng, w, []string{"miserable", "orange", "gigantic", "dishonest"}[rng.IntN(4)], "the", "a", "my", "our", "their")
	}},
	{"word substituted", only(compare.Altered), kinds(compare.Substituted, compare.Name), func(rng *rand.Rand, w, _ []string) (string, bool) {
		put := []string{"marmalade", "harpsichord", "bewildering", "cobblestones"}[rng.IntN(4)]
		return at(rng, w, func(i int) bool { return i > 0 && i < len(w)-1 && len(w[i]) > 4 && plain(w[i]) }, func(i int) []string {
			_, mark := bare(w[i])
			return slices.Replace(slices.Clone(w), i, i+1, put+mark)
		})
	}},
	{"bracket without ground", only(compare.Altered), nil, func(rng *rand.Rand, w, _ []string) (string, bool) {
		return at(rng, w, func(i int) bool { return i > 0 && i < len(w)-1 && len(w[i]) > 4 && plain(w[i]) }, func(i int) []string {
			_, mark := bare(w[i])
			return slices.Replace(slices.Clone(w), i, i+1, "[marmalade]"+mark)
		})
	}},
	{"word left out", only(compare.Altered), kinds(compare.Dropped), func(rng *rand.Rand, w, _ []string) (string, bool) {
		return at(rng, w, func(i int) bool {
			return i > 1 && i < len(w)-2 && len(w[i]) > 3 && plain(w[i]) && !strings.ContainsAny(w[i], ".,;?!") && w[i] != w[i-1] && w[i] != w[i+1]
		}, func(i int) []string { return slices.Delete(slices.Clone(w), i, i+1) })
	}},
	{"order changed", only(compare.Altered), kinds(compare.Order), func(rng *rand.Rand, w, _ []string) (string, bool) {
		return at(rng, w, func(i int) bool {
			return i > 0 && i < len(w)-3 && len(w[i]) > 3 && len(w[i+2]) > 3 && w[i] != w[i+2] && (w[i+1] == "and" || w[i+1] == "or") && !strings.ContainsAny(w[i], ".,;")
		}, func(i int) []string {
			word, mark := bare(w[i+2])
			return slices.Replace(slices.Clone(w), i, i+3, word, w[i+1], w[i]+mark)
		})
	}},
	{"words swapped", only(compare.Altered), nil, func(rng *rand.Rand, w, _ []string) (string, bool) {
		return at(rng, w, func(i int) bool {
			return i > 1 && i < len(w)-1 && plain(w[i]) && plain(w[i-1]) && w[i] != w[i-1] && !strings.ContainsAny(w[i-1]+w[i], ".,;:?!")
		}, func(i int) []string { return slices.Replace(slices.Clone(w), i-1, i+1, w[i], w[i-1]) })
	}},
	{"cut before a qualifier", only(compare.Truncated), kinds(compare.Dropped), func(_ *rand.Rand, w, _ []string) (string, bool) {
		for i := 4; i < len(w)-2; i++ {
			switch w[i] {
			case "unless", "if", "but", "except", "until", "although", "though":
				if sentenceAt(w, 0) > i {
					return strings.TrimRight(join(w[:i]), ",;"), true
				}
			}
		}
		return "", false
	}},
	{"harmless cut", only(compare.Fragment), nil, func(_ *rand.Rand, w, _ []string) (string, bool) {
		for i := 4; i < len(w)-3; i++ {
			clause := w[i] == "because" || w[i] == "and" && strings.HasSuffix(w[i-1], ",")
			if clause && sentenceAt(w, 0) > i && !limitsAny(w) {
				return strings.TrimRight(join(w[:i]), ","), true
			}
		}
		return "", false
	}},
	{"spliced", only(compare.Spliced), nil, func(_ *rand.Rand, w, other []string) (string, bool) {
		if join(other) == join(w) || sharesWords(w, other) {
			return "", false
		}
		return join(w[:sentenceAt(w, 0)]) + " … " + join(other[:sentenceAt(other, 0)]), true
	}},
	{"unsaid", only(compare.NotFound), nil, func(rng *rand.Rand, _, _ []string) (string, bool) {
		made := []string{"Marmalade", "harpsichords", "bewilder", "every", "cobblestone", "pelican", "outside", "Zanzibar", "tonight"}
		rng.Shuffle(len(made), func(i, j int) { made[i], made[j] = made[j], made[i] })
		return strings.Join(made, " "), true
	}},
}

var (
	numbers = map[string]string{"two": "nine", "three": "eight", "four": "seven", "five": "twelve", "six": "two", "seven": "three",
		"eight": "three", "nine": "two", "ten": "twenty", "twelve": "eleven", "twenty": "thirty"}
	modals = map[string]string{"will": "may", "may": "will", "might": "must", "can": "should", "should": "could", "must": "might", "would": "will", "could": "must"}
	tenses = map[string]string{"is": "was", "are": "were", "was": "is", "were": "are", "has": "had", "have": "had", "had": "has"}
	dates  = map[string]string{"Monday": "Friday", "Tuesday": "Sunday", "Friday": "Monday", "May": "July", "March": "April", "June": "August",
		"October": "November", "January": "March", "September": "June"}
	surnames = map[string]bool{"Ruiz": true, "Okafor": true, "Lindqvist": true, "Brandt": true, "Maas": true, "Valle": true, "Hale": true, "Ortiz": true, "Akers": true}
)

func only(v compare.Verdict) []compare.Verdict { return []compare.Verdict{v} }

func kinds(k ...compare.ChangeKind) []compare.ChangeKind { return k }

func isLetter(s string) bool { return strings.ToLower(s) != strings.ToUpper(s) }

func join(w []string) string { return strings.Join(w, " ") }

// afterWord puts a word behind one of some words, at a place chosen by chance.
func afterWord(rng *rand.Rand, w []string, put string, after ...string) (string, bool) {
	return at(rng, w, func(i int) bool {
		return i+1 < len(w) && slices.Contains(after, w[i]) && w[i+1] != "not" && w[i+1] != "never" && w[i+1] != "to"
	}, func(i int) []string { return slices.Insert(slices.Clone(w), i+1, put) })
}

// replace puts another word for one of those that with has another for, and not for
// the first.
func replace(rng *rand.Rand, w []string, with func(string) string) (string, bool) {
	return at(rng, w, func(i int) bool { n := with(w[i]); return i > 0 && n != "" && n != w[i] },
		func(i int) []string { return slices.Replace(slices.Clone(w), i, i+1, with(w[i])) })
}

// at makes the change at one of the places that offer themselves, chosen by chance.
func at(rng *rand.Rand, w []string, offers func(int) bool, change func(int) []string) (string, bool) {
	var places []int
	for i := range w {
		if offers(i) {
			places = append(places, i)
		}
	}
	if len(places) == 0 {
		return "", false
	}
	return join(change(places[rng.IntN(len(places))])), true
}

// bare is a word without the mark behind it, and that mark.
func bare(s string) (word, mark string) {
	word = strings.TrimRight(s, ".,;:?!")
	return word, s[len(word):]
}

func sentenceAt(w []string, i int) int {
	for ; i < len(w); i++ {
		if strings.HasSuffix(w[i], ".") || strings.HasSuffix(w[i], "?") || strings.HasSuffix(w[i], "!") {
			return i + 1
		}
	}
	return len(w)
}

func sharesWords(a, b []string) bool {
	have := map[string]bool{}
	for _, s := range a[:sentenceAt(a, 0)] {
		have[s] = plain(s)
	}
	for _, s := range b[:sentenceAt(b, 0)] {
		if have[s] {
			return true
		}
	}
	return false
}

// plain tells whether a word says something and is no number, name or qualifier.
func plain(s string) bool {
	bare := strings.Trim(s, ".,;?!")
	return len(compare.Terms(bare)) == 1 && len(compare.Qualifiers(bare)) == 0 && len(compare.Kinds(bare)) == 0 &&
		strings.IndexFunc(bare, func(r rune) bool { return !unicode.IsLower(r) }) < 0
}

func limitsAny(w []string) bool { return len(compare.Qualifiers(join(w))) > 0 }
