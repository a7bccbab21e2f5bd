package main

import (
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"time"
	"unicode"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/corpus"
	"github.com/quoth-news/quoth/resolve"
	"github.com/quoth-news/quoth/segment"
)

// resolve makes the models that find names and references. To be measured they
// first learn from four documents in five and read the fifth, five times over.
func (t *training) resolve() error {
	parts, err := t.tagger()
	if err != nil {
		return err
	}
	log := func(format string, args ...any) {
		fmt.Fprintf(os.Stderr, "%4.0f s  %s\n", time.Since(t.began).Seconds(), fmt.Sprintf(format, args...))
	}
	novels, err := t.novelNames(parts)
	if err != nil {
		return err
	}
	news := append(novels, polNames(t.train, parts)...)
	gum, err := t.gumReferences(parts)
	if err != nil {
		return err
	}
	lit, err := t.litReferences(parts)
	if err != nil {
		return err
	}
	known := append(gum, lit...)
	scores := make(referenceScores)
	for fold := range 5 {
		learn := slices.Clone(news)
		var held []reference
		for i, e := range known {
			if i%5 == fold {
				held = append(held, e)
			} else {
				learn = append(learn, e.Example)
			}
		}
		r, err := resolve.Load(resolve.Train(learn, func(string, ...any) {}))
		if err != nil {
			return err
		}
		if fold == 0 {
			reportNames("PolNeAR dev", r, polNames(t.dev, parts))
		}
		for _, e := range held {
			scores.count(r, e)
		}
	}
	scores.report()
	for _, e := range known {
		news = append(news, e.Example)
	}
	return t.write("resolve/resolve.bin", resolve.Train(news, log))
}

// reference is an example and the collection it belongs to.
type reference struct {
	resolve.Example
	collection string
}

// polNames are the articles with the names their makers' tools found.
func polNames(articles []corpus.PolArticle, parts *segment.Tagger) []resolve.Example {
	var out []resolve.Example
	for _, a := range articles {
		s := newSheet(a.Text)
		parts.Tag(s)
		e := resolve.Example{Sheet: s, Names: []resolve.Name{}}
		people := peopleOf(a)
		for _, tok := range a.Tokens {
			var kind quoth.EntityKind
			switch tok.NER {
			case "PERSON":
				kind = quoth.Person
			case "ORGANIZATION":
				kind = quoth.Organisation
			case "LOCATION", "CITY", "COUNTRY", "STATE_OR_PROVINCE":
				kind = quoth.Place
			case "MISC":
				kind = ""
			case "O", "TITLE":
				if people[tok.Form] < 2 || tok.Tag != "NNP" {
					continue
				}
				kind = quoth.Person
			default:
				continue
			}
			e.Names = append(e.Names, resolve.Name{Span: tok.Span, Kind: kind})
		}
		out = append(out, e)
	}
	return out
}

// novelNames are pieces of every second novel of PDNC with the words of the names
// its characters go by. Of other capitalised words, those that the novel prints in
// lower case too are no names, and of the rest nothing is known.
func (t *training) novelNames(parts *segment.Tagger) ([]resolve.Example, error) {
	all, err := corpus.LoadPDNC(filepath.Join(t.corpora, "pdnc"))
	if err != nil {
		return nil, err
	}
	var out []resolve.Example
	for _, n := range part(all, 0) {
		lower := make(map[string]bool)
		for _, word := range strings.FieldsFunc(n.Text, notLetter) {
			lower[word] = lower[word] || word == strings.ToLower(word)
		}
		people := make(map[string]bool)
		for _, c := range n.Characters {
			for _, name := range append(c.Aliases, c.Name) {
				for _, word := range strings.FieldsFunc(name, notLetter) {
					people[word] = word != strings.ToLower(word) && !lower[strings.ToLower(word)] && !titles[word]
				}
			}
		}
		for _, text := range pieces(n.Text) {
			s := newSheet(text)
			parts.Tag(s)
			e := resolve.Example{Sheet: s, Names: []resolve.Name{}, Novel: true}
			for i := range s.Tokens {
				tok := &s.Tokens[i]
				word := s.Text(int32(i))
				switch {
				case tok.Kind != quoth.Word || tok.Caps == quoth.LowerCase || titles[strings.TrimSuffix(word, ".")] || lower[strings.ToLower(word)]:
				case people[word]:
					e.Names = append(e.Names, resolve.Name{Span: tok.Span(), Kind: quoth.Person})
				default:
					e.Names = append(e.Names, resolve.Name{Span: tok.Span(), Kind: resolve.UnknownName})
				}
			}
			out = append(out, e)
		}
	}
	return out, nil
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' && r != '-' }

// pieces are stretches of about forty thousand bytes, every fourth of a novel.
func pieces(text string) []string {
	const size = 40000
	var out []string
	for from := 0; from+size < len(text); from += 4 * size {
		end := from + size
		if stop := strings.Index(text[end:], "\n\n"); stop >= 0 {
			end += stop
		}
		start := from
		if stop := strings.Index(text[from:end], "\n\n"); stop >= 0 {
			start += stop
		}
		out = append(out, text[start:end])
	}
	return out
}

// peopleOf counts how often each word is called part of a person’s name: the tools
// that made the names found a person in one line and missed the same in the next.
func peopleOf(a corpus.PolArticle) map[string]int {
	people := make(map[string]int)
	for _, tok := range a.Tokens {
		if tok.NER == "PERSON" && tok.Tag == "NNP" {
			people[tok.Form]++
		}
	}
	return people
}

// gumNames are the capitalised words of a document’s people, organisations and places.
func gumNames(d corpus.ConlluDoc) []resolve.Name {
	kinds := make([]string, len(d.Tokens)) // of the smallest entity around each token
	for _, m := range d.Mentions {         // longer ones come first
		for i := m.First; i < m.Last; i++ {
			kinds[i] = m.Kind
		}
	}
	names := []resolve.Name{}
	for i, tok := range d.Tokens {
		if tok.UPOS != "PROPN" {
			continue
		}
		n := resolve.Name{Span: tok.Span}
		switch kinds[i] {
		case "person":
			n.Kind = quoth.Person
			if titles[strings.TrimSuffix(tok.Form, ".")] {
				continue
			}
		case "organization":
			n.Kind = quoth.Organisation
		case "place":
			n.Kind = quoth.Place
		case "time", "":
			continue
		}
		names = append(names, n)
	}
	return names
}

// titles are no part of names in the news corpus, so they shall not be in the other.
var titles = map[string]bool{"Mr": true, "Mrs": true, "Ms": true, "Dr": true, "Sir": true, "President": true, "Senator": true, "Sen": true,
	"Professor": true, "Prof": true, "King": true, "Queen": true, "Prince": true, "Princess": true, "Lord": true, "Lady": true, "Judge": true,
	"Justice": true, "General": true, "Captain": true, "Minister": true, "Prime": true, "Secretary": true, "Governor": true, "Mayor": true,
	"Father": true, "Mother": true, "Uncle": true, "Aunt": true, "Miss": true, "Saint": true, "Pope": true, "Vice": true, "Chief": true}

// gumReferences are the documents of GUM with their entities.
func (t *training) gumReferences(parts *segment.Tagger) ([]reference, error) {
	paths, err := filepath.Glob(filepath.Join(t.corpora, "gum/*.conllu"))
	if err != nil {
		return nil, err
	}
	sort.Strings(paths)
	var out []reference
	for _, path := range paths {
		docs, err := corpus.LoadConllu(path)
		if err != nil {
			return nil, err
		}
		for _, d := range docs {
			s := newSheet(d.Text)
			parts.Tag(s)
			chains := make(map[string]int32)
			e := resolve.Example{Sheet: s, Names: gumNames(d), Chains: []resolve.Reference{}}
			for _, m := range d.Mentions {
				if _, ok := chains[m.Entity]; !ok {
					chains[m.Entity] = int32(len(chains))
				}
				e.Chains = append(e.Chains, resolve.Reference{Span: m.Span, Chain: chains[m.Entity]})
			}
			collection := "GUM other"
			switch d.Meta["genre"] {
			case "news", "interview", "speech", "bio":
				collection = "GUM news, interview, speech, bio"
			}
			out = append(out, reference{e, collection})
		}
	}
	return out, nil
}

// litReferences are the extracts of LitBank with their chains.
func (t *training) litReferences(parts *segment.Tagger) ([]reference, error) {
	extracts, err := corpus.LoadLitBank(filepath.Join(t.corpora, "litbank"))
	if err != nil {
		return nil, err
	}
	var out []reference
	for _, n := range extracts {
		e := resolve.Example{Sheet: newSheet(n.Text), Chains: []resolve.Reference{}}
		parts.Tag(e.Sheet)
		for chain, c := range n.Characters {
			for _, m := range c.Mentions {
				e.Chains = append(e.Chains, resolve.Reference{Span: m, Chain: int32(chain)})
			}
		}
		out = append(out, reference{e, "LitBank"})
	}
	return out, nil
}

// reportNames prints how often the names of persons agree with those known.
func reportNames(name string, r *resolve.Resolver, set []resolve.Example) {
	for _, kind := range []quoth.EntityKind{quoth.Person, quoth.Organisation, quoth.Place} {
		right, found, known := 0, 0, 0
		for _, e := range set {
			gold := make(map[int]bool)
			for _, n := range e.Names {
				if n.Kind == kind {
					gold[n.Start] = true
				}
			}
			known += len(gold)
			r.Fill(e.Sheet)
			for _, m := range e.Sheet.Mentions {
				if m.Kind != quoth.NameMention || m.Entity < 0 || e.Sheet.Entities[m.Entity].Kind != kind {
					continue
				}
				for i := m.First; i < m.Last; i++ {
					found++
					if gold[int(e.Sheet.Tokens[i].Start)] {
						right++
					}
				}
			}
		}
		p, q := float64(right)/float64(found), float64(right)/float64(known)
		fmt.Fprintf(os.Stderr, "%s, words of names, %s: precision %.3f, recall %.3f, F1 %.3f of %d\n", name, kind, p, q, 2*p*q/(p+q), known)
	}
}

// referenceScores counts by collection and kind of words: right, wrong, none.
type referenceScores map[string]*[3]int

// count reads an example and counts how often names, descriptions and pronouns get
// the right entity: one whose names, else first description, are of the chain
// known. Words whose chain has no name or description found are left out.
func (c referenceScores) count(r *resolve.Resolver, e reference) {
	s := e.Sheet
	r.Fill(s)
	chain := resolve.Chains(s, e.Chains)
	named := make(map[int32]map[int32]int)
	reachable := make(map[int32]bool)
	for i, m := range s.Mentions {
		if m.Entity < 0 || m.Kind == quoth.PronounMention {
			continue
		}
		reachable[chain[i]] = true
		if named[m.Entity] == nil {
			named[m.Entity] = make(map[int32]int)
		}
		if m.Kind == quoth.NameMention || len(named[m.Entity]) == 0 {
			named[m.Entity][chain[i]]++
		}
	}
	before := make(map[int32]bool)
	for i, m := range s.Mentions {
		if chain[i] < 0 || !reachable[chain[i]] {
			continue
		}
		again := before[chain[i]]
		before[chain[i]] = true
		outcome := 1
		if m.Entity < 0 {
			outcome = 2
		} else if best(named[m.Entity]) == chain[i] {
			outcome = 0
		}
		keys := keysOf(s, &m)
		if again && m.Kind == quoth.DescriptionMention {
			keys = append(keys, "description of someone mentioned before")
		}
		if m.Kind == quoth.PronounMention && len(keys) > 0 && m.Entity >= 0 {
			keys = append(keys, fmt.Sprintf("%s with confidence %.1f", keys[len(keys)-1], math.Floor(m.Confidence*10)/10))
		}
		for _, key := range keys {
			key = e.collection + ": " + key
			if c[key] == nil {
				c[key] = new([3]int)
			}
			c[key][outcome]++
		}
	}
}

func (c referenceScores) report() {
	for _, k := range slices.Sorted(maps.Keys(c)) {
		n := *c[k]
		fmt.Fprintf(os.Stderr, "%s: right %.3f, wrong %.3f, none %.3f of %d\n", k, share(n[0], n), share(n[1], n), share(n[2], n), n[0]+n[1]+n[2])
	}
}

func share(n int, c [3]int) float64 { return float64(n) / float64(c[0]+c[1]+c[2]) }

func best(votes map[int32]int) int32 {
	b, n := int32(-3), 0
	for c, v := range votes {
		if v > n || v == n && c < b {
			b, n = c, v
		}
	}
	return b
}

// speaks tells whether a verb of speech follows or precedes a pronoun.
func speaks(s *quoth.Sheet, m *quoth.Mention) bool {
	for _, i := range []int32{m.Last, m.First - 1} {
		if i >= 0 && int(i) < len(s.Tokens) {
			switch strings.ToLower(s.Text(i)) {
			case "said", "says", "told", "tells", "added", "adds", "asked", "replied", "answered", "cried", "explained", "continued",
				"noted", "admitted", "insisted", "argued", "claimed", "wrote", "exclaimed", "recalled", "concluded", "stated", "suggested":
				return true
			}
		}
	}
	return false
}

// keysOf are the kinds of words a mention is counted under.
func keysOf(s *quoth.Sheet, m *quoth.Mention) []string {
	switch m.Kind {
	case quoth.NameMention:
		return []string{"name"}
	case quoth.DescriptionMention:
		switch strings.ToLower(s.Text(m.First)) {
		case "the":
			return []string{"description, the"}
		}
		return []string{"description, other"}
	}
	word := strings.ToLower(s.Text(m.Head))
	keys := []string{}
	switch word {
	case "he", "she":
		if speaks(s, m) {
			keys = append(keys, "pronoun he/she that speaks")
		}
		keys = append(keys, "pronoun he/she", "pronoun he/she/him/her/his")
	case "him", "her", "his", "himself", "herself":
		keys = append(keys, "pronoun he/she/him/her/his")
	case "they":
		keys = append(keys, "pronoun they", "pronoun they/them/their")
	case "them", "their", "themselves":
		keys = append(keys, "pronoun they/them/their")
	case "it", "its", "itself":
		keys = append(keys, "pronoun it/its")
	}
	return keys
}
