package corpus

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"

	"github.com/quoth-news/quoth"
)

// PolNeAR stores an article in three places: text/NAME.txt; attributions/
// NAME_ANNOTATOR.ann, stand-off lines "T1<tab>Source 110 112<tab>we" with offsets
// in code points (several ranges apart with ";") and "E1<tab>Attribution:T4
// Content:T3 Cue:T2 Source:T1"; and tokens/NAME.tsv with ten columns, sentences
// apart by a blank line, offsets again in code points.

// PolArticle is one article of PolNeAR. Where several people marked it,
// Attributions are those of the first in name order, which is the gold of the
// scorer, and Others those of the rest.
type PolArticle struct {
	Name         string
	Text         string
	Attributions []Attribution
	Others       [][]Attribution
	Tokens       []GoldToken
	Chains       map[string][]TokenRange // silver coreference: mentions by chain
}

// Attribution is one marked attribution. Source and Cue may be empty, Content
// never is. Each may be in several pieces.
type Attribution struct {
	Source, Cue, Content []quoth.Span
	Quoted               bool // the content holds a double quotation mark
	Swapped              bool // source and cue look exchanged by the annotator: training should skip it
}

// GoldToken is a token of a research corpus with its annotations.
type GoldToken struct {
	quoth.Span
	Form, Lemma, Tag, NER string
	Head                  int // index into Tokens, quoth.None for a root
	Relation              string
	Sentence              int
	Chain                 string // the coreference column as it stands, "(3|4)"
}

// TokenRange is the tokens [First, Last).
type TokenRange struct{ First, Last int }

var (
	annLine    = regexp.MustCompile(`^[TE]\d+\t`)
	doubleMark = regexp.MustCompile("[\"“”]|``|''")
)

// LoadPolNeAR reads the articles of dir (polnear/train or polnear/dev) that have
// attributions, in name order.
func LoadPolNeAR(dir string) ([]PolArticle, error) {
	paths, err := filepath.Glob(filepath.Join(escapeGlob(dir), "text", "*.txt"))
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("%w: no text/*.txt in %s; give the folder polnear/dev or polnear/train", quoth.ErrNotFound, dir)
	}
	sort.Strings(paths)
	anns, err := filepath.Glob(filepath.Join(escapeGlob(dir), "attributions", "*.ann"))
	if err != nil {
		return nil, err
	}
	sort.Strings(anns)
	var articles []PolArticle
	for _, path := range paths {
		a, ok, err := loadPolArticle(dir, path, anns)
		if err != nil {
			return nil, err
		}
		if ok {
			articles = append(articles, a)
		}
	}
	return articles, nil
}

func loadPolArticle(dir, path string, anns []string) (PolArticle, bool, error) {
	name := strings.TrimSuffix(filepath.Base(path), ".txt")
	raw, err := os.ReadFile(path)
	if err != nil {
		return PolArticle{}, false, err
	}
	a := PolArticle{Name: name, Text: string(raw)}
	prefix := filepath.Join(dir, "attributions", name+"_")
	points := newCodePoints(a.Text)
	first := sort.SearchStrings(anns, prefix)
	if first == len(anns) || !strings.HasPrefix(anns[first], prefix) {
		return a, false, nil
	}
	for i := first; i < len(anns) && strings.HasPrefix(anns[i], prefix); i++ {
		marked, err := readAnn(anns[i], a.Text, points)
		if err != nil {
			return a, false, err
		}
		if i == first {
			a.Attributions = marked
		} else {
			a.Others = append(a.Others, marked)
		}
	}
	tokens := filepath.Join(dir, "tokens", name+".tsv")
	if a.Tokens, err = readPolTokens(tokens, points); err != nil && !os.IsNotExist(err) {
		return a, false, err
	}
	column := make([]string, len(a.Tokens))
	for i := range a.Tokens {
		column[i] = a.Tokens[i].Chain
	}
	a.Chains = readChains(column)
	for i := range a.Attributions {
		a.Attributions[i].Swapped = looksSwapped(&a.Attributions[i], a.Tokens)
	}
	return a, true, nil
}

// readAnn reads one stand-off file. Lines that are no "T" or "E" line are
// skipped: a few files have them broken in two.
func readAnn(path, text string, points codePoints) ([]Attribution, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	spans := map[string][]quoth.Span{}
	var marked []Attribution
	for n, line := range strings.Split(string(raw), "\n") {
		if !annLine.MatchString(line) {
			continue
		}
		fields := strings.Split(line, "\t")
		if fields[0][0] == 'T' {
			_, ranges, _ := strings.Cut(fields[1], " ")
			if spans[fields[0]], err = points.ranges(ranges); err != nil {
				return nil, fmt.Errorf("%s:%d: %w", path, n+1, err)
			}
			continue
		}
		if a, ok := readEvent(fields[1], spans); ok {
			for _, c := range a.Content {
				a.Quoted = a.Quoted || doubleMark.MatchString(c.Of(text))
			}
			marked = append(marked, a)
		}
	}
	return marked, nil
}

// readEvent reads the roles of an "E" line; the same role may come twice, numbered
// ("Content2:T9"). An event without content is none.
func readEvent(roles string, spans map[string][]quoth.Span) (Attribution, bool) {
	var a Attribution
	content := false
	for _, role := range strings.Fields(roles) {
		name, id, _ := strings.Cut(role, ":")
		switch strings.TrimRight(name, "0123456789") {
		case "Source":
			a.Source = append(a.Source, spans[id]...)
		case "Cue":
			a.Cue = append(a.Cue, spans[id]...)
		case "Content":
			a.Content = append(a.Content, spans[id]...)
			content = true
		}
	}
	return a, content
}

func readPolTokens(path string, points codePoints) ([]GoldToken, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var tokens []GoldToken
	var heads []int // one-based within the sentence, 0 for a root
	sentence, first := 0, 0
	closeSentence := func() {
		for i := first; i < len(tokens); i++ {
			tokens[i].Head = quoth.None
			if h := heads[i-first]; h > 0 && first+h-1 < len(tokens) {
				tokens[i].Head = first + h - 1
			}
		}
		if len(tokens) > first {
			sentence++
		}
		first, heads = len(tokens), heads[:0]
	}
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			closeSentence()
			continue
		}
		c := strings.Split(lines.Text(), "\t")
		if len(c) < 9 {
			return nil, fmt.Errorf("%w: %s:%d: %d columns, want 9", quoth.ErrInvalid, path, n, len(c))
		}
		span, err := points.span(c[1], c[2])
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		t := GoldToken{Span: span, Form: c[3], Lemma: c[4], Tag: c[5], NER: c[6], Relation: c[8], Sentence: sentence}
		if len(c) > 9 && c[9] != "_" {
			t.Chain = c[9]
		}
		head, err := strconv.Atoi(c[7])
		if err != nil {
			head = 0 // "_" where the parser gave up
		}
		tokens, heads = append(tokens, t), append(heads, head)
	}
	closeSentence()
	return tokens, lines.Err()
}

// looksSwapped tells whether the source holds a verb of the sentence and the cue
// only a name or pronoun: five attributions of train have the two exchanged.
func looksSwapped(a *Attribution, tokens []GoldToken) bool {
	if len(a.Source) != 1 || len(a.Cue) != 1 {
		return false
	}
	sourceVerb, sourceNoun, cueVerb, cueNoun := false, false, false, false
	i := sort.Search(len(tokens), func(i int) bool { return tokens[i].End > min(a.Source[0].Start, a.Cue[0].Start) })
	for ; i < len(tokens) && tokens[i].Start < max(a.Source[0].End, a.Cue[0].End); i++ {
		t := &tokens[i]
		verb, noun := strings.HasPrefix(t.Tag, "VB"), strings.HasPrefix(t.Tag, "NN") || t.Tag == "PRP"
		if a.Source[0].Holds(t.Span) {
			sourceVerb, sourceNoun = sourceVerb || verb, sourceNoun || noun
		}
		if a.Cue[0].Holds(t.Span) {
			cueVerb, cueNoun = cueVerb || verb, cueNoun || noun
		}
	}
	return sourceVerb && !sourceNoun && cueNoun && !cueVerb
}

func escapeGlob(s string) string {
	return strings.NewReplacer(`*`, `\*`, `?`, `\?`, `[`, `\[`, `\`, `\\`).Replace(s)
}
