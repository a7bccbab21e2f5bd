package corpus

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"github.com/quoth-news/quoth"
)

// LitBank keeps an extract as tokens: quotations/tsv/NAME.txt has a sentence a
// line, tokens apart by spaces; NAME.ann has "QUOTE<tab>Q342<tab>54<tab>0<tab>54
// <tab>13<tab>words" (first and last token by sentence and place) and
// "ATTRIB<tab>Q342<tab>Winnie_Verloc-3", where 3 was a chain of
// coref/conll/NAME.conll, whose last column opens and closes mentions. The numbers
// have moved since in many extracts, so the chain is found anew: by who is "I" in
// the speaker's quotations and by the name; see matchSpeakers.
//
// The print is gone, so it is put together again: no space before stops and
// clitics or inside quotation marks, and a new paragraph where a sentence begins
// with a quotation mark outside a quotation.

// LoadLitBank reads the extracts of dir (the folder litbank), in name order.
func LoadLitBank(dir string) ([]Novel, error) {
	paths, err := filepath.Glob(filepath.Join(escapeGlob(dir), "quotations", "tsv", "*.txt"))
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("%w: no quotations/tsv/*.txt in %s; give the folder litbank", quoth.ErrNotFound, dir)
	}
	sort.Strings(paths)
	var novels []Novel
	for _, path := range paths {
		n, err := loadLitBankExtract(dir, path)
		if err != nil {
			return nil, err
		}
		novels = append(novels, n)
	}
	return novels, nil
}

func loadLitBankExtract(dir, path string) (Novel, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return Novel{}, err
	}
	n := Novel{Name: strings.TrimSuffix(filepath.Base(path), ".txt")}
	text, tokens := printTokens(strings.Split(strings.TrimRight(string(raw), "\n"), "\n"))
	n.Text = text
	chains, err := readCorefColumn(filepath.Join(dir, "coref", "conll", n.Name+".conll"))
	if err != nil {
		return n, err
	}
	flat := flatten(tokens)
	index := map[string]int{}
	for _, id := range sortedKeys(chains) {
		c := Character{Name: id}
		for _, m := range chains[id] {
			if m.Last <= len(flat) {
				c.Mentions = append(c.Mentions, quoth.Span{Start: flat[m.First].Start, End: flat[m.Last-1].End})
			}
		}
		index[id] = len(n.Characters)
		n.Characters = append(n.Characters, c)
	}
	return n, readLitBankAnn(&n, strings.TrimSuffix(path, ".txt")+".ann", tokens, index)
}

func readLitBankAnn(n *Novel, path string, tokens [][]quoth.Span, chains map[string]int) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	at := map[string]int{}
	said := map[string][]int{} // quotations by the speaker's label
	for i, line := range strings.Split(string(raw), "\n") {
		c := strings.Split(line, "\t")
		switch {
		case c[0] == "QUOTE" && len(c) > 5:
			span, ok := tokenSpan(tokens, c[2:6])
			if !ok {
				return fmt.Errorf("%w: %s:%d: no such tokens", quoth.ErrInvalid, path, i+1)
			}
			at[c[1]] = len(n.Quotations)
			n.Quotations = append(n.Quotations, NovelQuotation{Parts: []quoth.Span{span}, Speaker: quoth.None})
		case c[0] == "ATTRIB" && len(c) > 2:
			q, known := at[c[1]]
			if !known {
				return fmt.Errorf("%w: %s:%d: no quotation %s", quoth.ErrInvalid, path, i+1, c[1])
			}
			said[c[2]] = append(said[c[2]], q)
		}
	}
	for _, label := range sortedKeys(said) {
		speaker, name := matchSpeaker(n, label, said[label], chains)
		for _, q := range said[label] {
			n.Quotations[q].Speaker = speaker
		}
		if speaker != quoth.None {
			n.Characters[speaker].Aliases = append(n.Characters[speaker].Aliases, name)
		}
	}
	return nil
}

// matchSpeaker finds the chain of a label such as "Winnie_Verloc-3": the one that
// most of "I", "me" and "my" in the quotations and of the mentions by that name
// belong to; where both are silent, the chain of that number if a mention of it has a word of the name.
func matchSpeaker(n *Novel, label string, said []int, chains map[string]int) (int, string) {
	dash := strings.LastIndexByte(label, '-')
	id := label[dash+1:]
	name := foldName(strings.ReplaceAll(label[:max(dash, 0)], "_", " "))
	best, most := quoth.None, 0
	for i, c := range n.Characters {
		votes := 0
		for _, m := range c.Mentions {
			words := foldName(m.Of(n.Text))
			if words == name {
				votes += 2
			}
			if words != "i" && words != "me" && words != "my" {
				continue
			}
			for _, q := range said {
				if n.Quotations[q].Parts[0].Holds(m) {
					votes += 2
				}
			}
		}
		if votes > 0 && chains[id] == i {
			votes++
		}
		if votes > most {
			best, most = i, votes
		}
	}
	if i, ok := chains[id]; best == quoth.None && ok {
		for _, m := range n.Characters[i].Mentions {
			for _, w := range strings.Fields(foldName(m.Of(n.Text))) {
				if len(w) > 3 && strings.Contains(name, w) {
					best = i
				}
			}
		}
	}
	return best, name
}

func tokenSpan(tokens [][]quoth.Span, at []string) (quoth.Span, bool) {
	var n [4]int
	for i := range n {
		v, err := strconv.Atoi(at[i])
		if err != nil || v < 0 {
			return quoth.Span{}, false
		}
		n[i] = v
	}
	if n[0] >= len(tokens) || n[2] >= len(tokens) || n[1] >= len(tokens[n[0]]) || n[3] >= len(tokens[n[2]]) {
		return quoth.Span{}, false
	}
	return quoth.Span{Start: tokens[n[0]][n[1]].Start, End: tokens[n[2]][n[3]].End}, true
}

// readCorefColumn reads the chains of a CoNLL-2012 file; token indexes run
// through the whole document.
func readCorefColumn(path string) (map[string][]TokenRange, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var column []string
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if line := lines.Text(); line != "" && line[0] != '#' {
			c := strings.Split(line, "\t")
			column = append(column, c[len(c)-1])
		}
	}
	return readChains(column), lines.Err()
}

// printTokens puts sentences of tokens together as they would be printed.
func printTokens(sentences []string) (string, [][]quoth.Span) {
	var text strings.Builder
	var spans [][]quoth.Span
	inside, glue := false, true // between marks; no space before the next token
	for _, sentence := range sentences {
		words := strings.Fields(sentence)
		if len(words) > 0 && text.Len() > 0 {
			glue = true
			if opensSpeech(words[0]) && !inside {
				text.WriteString("\n\n")
			} else {
				text.WriteByte(' ')
			}
		}
		var row []quoth.Span
		for _, w := range words {
			closes := w == "”" || w == "''" || w == `"` && inside
			if !glue && !closes && !leansBack(w) {
				text.WriteByte(' ')
			}
			start := text.Len()
			text.WriteString(w)
			row = append(row, quoth.Span{Start: start, End: text.Len()})
			opens := w == "“" || w == "``" || w == `"` && !inside
			glue = opens || w == "(" || w == "[" || w == "‘" || w == "--" || w == "—"
			if opens {
				inside = true
			} else if closes {
				inside = false
			}
		}
		spans = append(spans, row)
	}
	text.WriteByte('\n')
	return text.String(), spans
}

func opensSpeech(w string) bool { return w == "“" || w == "``" || w == `"` }

// leansBack tells whether a token is printed without a space before it.
func leansBack(w string) bool {
	switch w {
	case ".", ",", ";", ":", "?", "!", ")", "]", "n't", "n’t", "--", "—", "’", "...", "…":
		return true
	}
	return len(w) > 1 && len(w) < 6 && (strings.HasPrefix(w, "'") || strings.HasPrefix(w, "’")) && strings.Trim(w, "'’abcdefghijklmnopqrstuvwxyz") == ""
}

func flatten(rows [][]quoth.Span) []quoth.Span {
	var out []quoth.Span
	for _, row := range rows {
		out = append(out, row...)
	}
	return out
}
