package record

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
	"golang.org/x/text/unicode/norm"
)

// Name is a name as the record knows it: all figures of all documents that are
// called so, spelling and case aside. A name that says too little to know its
// bearer again (a description, an unnamed source) is a name of one document only.
type Name struct {
	Key   string // kind, folded name and, where it is of one document only, the document
	Kind  quoth.EntityKind
	Words []string // the folded name
	Block uint32   // names with different blocks are never the same person, unless a handle or a correction says so

	Alone     bool // of one document only
	Documents int  // that have a bearer of it, where it is known; see Canon
}

// ID is the public identifier of the entity whose canonical name this is.
func (n *Name) ID() string { return "p:" + quoth.Hash(n.Key) }

// NameOf is the name an entity of a document has in the record.
func NameOf(e *quoth.Entity, document string) Name {
	n := Name{Kind: e.Kind, Words: FoldName(e.Name)}
	folded := strings.Join(n.Words, " ")
	n.Key = string(e.Kind) + "|" + folded
	if strings.HasPrefix(e.Name, "@") {
		return HandleName(e.Name)
	}
	if folded == "" || ofOneDocument(e) {
		n.Key += "|" + document
		n.Block, n.Alone = quoth.HashString(n.Key), true
		return n
	}
	if e.Kind == quoth.Person {
		n.Block = quoth.HashString("person|" + Surname(n.Words))
	} else {
		n.Block = quoth.HashString(n.Key)
	}
	return n
}

// HandleName is the name that an account is: the same in every document.
func HandleName(handle string) Name {
	key := "handle|" + strings.ToLower(strings.TrimPrefix(handle, "@"))
	return Name{Key: key, Kind: quoth.Person, Words: []string{strings.ToLower(handle)}, Block: quoth.HashString(key)}
}

// ofOneDocument tells whether an entity cannot be known again in another
// document: unnamed sources never are, and neither are descriptions.
func ofOneDocument(e *quoth.Entity) bool {
	if e.Kind == quoth.UnnamedSource {
		return true
	}
	capitals, others := 0, 0
	for word := range strings.FieldsSeq(e.Name) {
		letter := strings.IndexFunc(word, unicode.IsLetter)
		switch {
		case letter < 0 || functionWords[strings.ToLower(word)]:
		case strings.IndexFunc(word, unicode.IsUpper) >= 0:
			capitals++
		default:
			others++
		}
	}
	if e.Kind == quoth.Organisation {
		return capitals == 0
	}
	return capitals == 0 || others > 0 && !particlesOnly(e.Name)
}

// particlesOnly tells whether the small words of a name are those of names:
// "Ludwig van der Berg", and not "Ohio officials".
func particlesOnly(name string) bool {
	for word := range strings.FieldsSeq(name) {
		if strings.IndexFunc(word, unicode.IsUpper) < 0 && !particles[strings.Trim(word, ".,'’")] && !functionWords[word] {
			return false
		}
	}
	return true
}

var particles = set(`van von der den de del della di da dos du la le el al bin ibn ben y e zu zur ter ten af av d'`)

// honorifics are put before names and are no part of them.
var honorifics = set(`mr mrs ms miss mx dr prof professor sir dame lord lady rev reverend father sister brother
	sen senator rep representative gov governor president vice mayor judge justice king queen prince princess
	gen general col colonel maj major capt captain lt lieutenant sgt sergeant officer chief minister secretary ambassador`)

var suffixes = set(`jr sr ii iii iv`)

// FoldName is a name's words in lower case without accents, full stops, titles
// before it and a leading article: "Sen. Zoë O’Neil, Jr." is zoe o'neil jr.
func FoldName(name string) []string {
	plain := strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r) || r == '.':
			return -1
		case r == '’' || r == 'ʼ':
			return '\''
		case r == ',' || r == '"' || r == '“' || r == '”' || r == '(' || r == ')':
			return ' '
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(name))
	words := strings.Fields(strings.TrimSuffix(plain, "'s"))
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	for len(words) > 2 && honorifics[words[0]] || len(words) == 2 && titleOnly(name) {
		words = words[1:]
	}
	return words
}

// titleOnly tells whether a name of two words is a title and a surname: "Dr. Ruiz",
// "Mayor Ruiz"; but King Vidor and Judge Reinhold are names in full as often.
func titleOnly(name string) bool {
	first, _, _ := strings.Cut(name, " ")
	first = strings.ToLower(strings.TrimSuffix(first, "."))
	return honorifics[first] && first != "king" && first != "judge" && first != "prince"
}

// Surname is the last word of a folded name, but for a suffix such as "jr".
func Surname(words []string) string {
	last := len(words) - 1
	for last > 0 && suffixes[words[last]] {
		last--
	}
	return words[last]
}

// Canon decides which names of one block are the same person: for each name the
// index of the name in full that stands for it. It depends on the set of names, and
// on how many documents have them, alone. Nothing speaks against one person where a
// name is another one with middle names left out or initials for names, or is the
// surname alone, and only one person in the block can be meant. Where several can,
// the shorter name stays by itself; but a surname alone is the one who is named in
// full in far more documents than all others who bear it (see renown). People of one
// full name are told apart by what documents say of them (see namesakes), for which
// together tells whether two names are named beside the same others.
func Canon(names []Name, together func(i, j int) bool) []int {
	canon := make([]int, len(names))
	order := make([]int, 0, len(names))
	documents := make([]int, len(names)) // of the canonical names
	for i := range names {
		canon[i] = i
	}
	for _, group := range groupsOf(names) {
		if len(group) > 1 {
			namesakes(names, group, canon, together)
		}
	}
	own := make([][]int, len(names)) // the names that stand under each, of its own words
	for i := range names {
		if canon[i] == i {
			order = append(order, i)
		}
		own[canon[i]] = append(own[canon[i]], i)
	}
	slices.SortFunc(order, func(a, b int) int { // fuller names first
		if c := fullness(names[b].Words) - fullness(names[a].Words); c != 0 {
			return c
		}
		return strings.Compare(names[a].Key, names[b].Key)
	})
	fuller := byGiven{}
	for at, i := range order {
		if names[i].Kind == quoth.Person && !strings.HasPrefix(names[i].Key, "handle|") {
			var meant []int
			for _, j := range fuller.candidates(names[i].Words, order[:at]) {
				if shortens(names[i].Words, names[j].Words) && !slices.Contains(meant, canon[j]) && !excluded(names, own[i], own[canon[j]]) {
					meant = append(meant, canon[j])
				}
			}
			if c := chosen(meant, documents, len(names[i].Words)); c != quoth.None {
				canon[i] = c
			}
		}
		documents[canon[i]] += documentsOf(names, own[i])
		fuller.add(names[i].Words, i)
	}
	for i := range names { // those that stand under a name follow it
		if c := canon[i]; c != i {
			canon[i] = canon[c]
		}
	}
	return canon
}

// byGiven are names by their first given name, and by its initial: with thousands of
// people of one surname, what a name may be short for is looked up.
type byGiven map[string][]int

const initialMark = "." // after an initial

func (g byGiven) add(words []string, i int) {
	if first := given(words); len(first) > 0 {
		_, size := utf8.DecodeRuneInString(first[0])
		g[first[0]] = append(g[first[0]], i)
		g[first[0][:size]+initialMark] = append(g[first[0][:size]+initialMark], i)
	}
}

// candidates are those of all that words may be short for, and others.
func (g byGiven) candidates(words []string, all []int) []int {
	first := given(words)
	switch {
	case len(first) == 0:
		return all
	case utf8.RuneCountInString(first[0]) == 1:
		return g[first[0]+initialMark]
	}
	return g[first[0]]
}

// excluded tells whether a mark of the one person's names excludes a mark of the
// other's.
func excluded(names []Name, a, b []int) bool {
	for _, i := range a {
		for _, j := range b {
			if names[i].Marked() && names[j].Marked() && excludes(markOf(names[i].Key), markOf(names[j].Key)) != "" {
				return true
			}
		}
	}
	return false
}

// renown is how many times more documents must name one bearer of a surname than
// any other, for the surname alone to mean them.
const renown = 8

// chosen is the one of the people meant that a name of so many words stands for.
func chosen(meant, documents []int, words int) int {
	if len(meant) == 1 {
		return meant[0]
	}
	if words != 1 {
		return quoth.None
	}
	for _, a := range meant {
		known := documents[a] >= renown
		for _, b := range meant {
			known = known && (a == b || documents[a] >= renown*documents[b])
		}
		if known {
			return a
		}
	}
	return quoth.None
}

// fullness orders names by how much they say: letters of all words.
func fullness(words []string) int {
	n := 100 * len(words)
	for _, w := range words {
		n += len(w)
	}
	return n
}

// shortens tells whether the name a may be the name b with something left out: the
// same surname, the first name or its initial, and all middle names left out or all
// of them given or initialled. A single word must be the surname. A suffix on one of
// them only keeps them apart.
func shortens(a, b []string) bool {
	if len(a) > len(b) || len(b) < 2 || slices.Equal(a, b) {
		return false
	}
	if len(a) == 1 {
		return a[0] == Surname(b)
	}
	first, last := given(a), given(b)
	if suffix(a) != suffix(b) || Surname(a) != Surname(b) || len(first) == 0 || len(last) == 0 || !initialOf(first[0], last[0]) {
		return false
	}
	if len(first) == 1 {
		return true
	}
	return slices.EqualFunc(first, last, initialOf)
}

// given are the names before the surname.
func given(words []string) []string {
	last := len(words) - 1
	for last > 0 && suffixes[words[last]] {
		last--
	}
	return words[:last]
}

func suffix(words []string) string {
	if last := words[len(words)-1]; suffixes[last] {
		return last
	}
	return ""
}

// initialOf tells whether a is b, or the first letter of a name b: "W." is not
// short for "W.H.".
func initialOf(a, b string) bool {
	return a == b || len([]rune(a)) == 1 && len([]rune(b)) > 2 && strings.HasPrefix(b, a)
}

// Printed is a name, alias or role as printed, and in how many documents.
type Printed struct {
	Text  string
	Count int
}

// ShownName is the name an entity is shown by: of its names as printed one in full
// (two words or more), if there is one, that most documents print; of equals the
// longest. A handle is shown only where no other name is known.
func ShownName(names []Printed) string {
	var best Printed
	for _, p := range names {
		if best.Text == "" || shownBefore(p, best) {
			best = p
		}
	}
	return best.Text
}

func shownBefore(a, b Printed) bool {
	if x, y := shownClass(a.Text), shownClass(b.Text); x != y {
		return x > y
	}
	if a.Count != b.Count {
		return a.Count > b.Count
	}
	if len(a.Text) != len(b.Text) {
		return len(a.Text) > len(b.Text)
	}
	return a.Text < b.Text
}

func shownClass(name string) int {
	switch {
	case strings.HasPrefix(name, "@"):
		return 0
	case len(strings.Fields(name)) < 2:
		return 1
	}
	return 2
}

// OtherNames are the texts besides the shown one, most printed first.
func OtherNames(shown string, names []Printed) []string {
	counts := map[string]int{}
	for _, p := range names {
		if p.Text != shown && p.Text != "" {
			counts[p.Text] += p.Count
		}
	}
	others := make([]string, 0, len(counts))
	for text := range counts {
		others = append(others, text)
	}
	slices.SortFunc(others, func(a, b string) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return strings.Compare(a, b)
	})
	return others
}
