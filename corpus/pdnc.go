package corpus

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"

	"github.com/quoth-news/quoth"
)

// PDNC keeps a novel in a folder: novel_text.txt; quotation_info.csv, one row a
// quotation with its places as Python lists of lists of code points ("[[36, 52]]")
// and its speaker's main name; character_info.csv with the other names a character
// goes by, as a Python set ("{'Emma', 'Miss Woodhouse'}").

// Novel is a novel of PDNC or an extract of LitBank.
type Novel struct {
	Name       string
	Text       string
	Quotations []NovelQuotation
	Characters []Character
}

// NovelQuotation is one quotation of a novel.
type NovelQuotation struct {
	Parts     []quoth.Span
	Speaker   int    // index into Characters, or quoth.None
	Kind      string // "Explicit", "Anaphoric", "Implicit"; "" if not annotated
	Reference string // the words that tell the speaker, "he cried"
}

// Character is someone in a novel.
type Character struct {
	Name     string
	Aliases  []string
	Mentions []quoth.Span // LitBank only: its coreference
}

// LoadPDNC reads the novels of dir, in name order.
func LoadPDNC(dir string) ([]Novel, error) {
	paths, err := filepath.Glob(filepath.Join(escapeGlob(dir), "*", "novel_text.txt"))
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("%w: no NOVEL/novel_text.txt in %s; give the folder pdnc", quoth.ErrNotFound, dir)
	}
	sort.Strings(paths)
	var novels []Novel
	for _, path := range paths {
		n, err := loadPDNCNovel(filepath.Dir(path))
		if err != nil {
			return nil, err
		}
		novels = append(novels, n)
	}
	return novels, nil
}

func loadPDNCNovel(dir string) (Novel, error) {
	raw, err := os.ReadFile(filepath.Join(dir, "novel_text.txt"))
	if err != nil {
		return Novel{}, err
	}
	n := Novel{Name: filepath.Base(dir), Text: string(raw)}
	points := newCodePoints(n.Text)
	characters, err := readTable(filepath.Join(dir, "character_info.csv"), "Main Name", "Aliases")
	if err != nil {
		return n, err
	}
	byName := map[string]int{} // a few speakers are given by another of their names
	for i, row := range characters {
		for _, alias := range pythonStrings(row[1]) {
			byName[alias] = i
		}
	}
	for _, row := range characters {
		byName[row[0]] = len(n.Characters)
		n.Characters = append(n.Characters, Character{Name: row[0], Aliases: pythonStrings(row[1])})
	}
	rows, err := readTable(filepath.Join(dir, "quotation_info.csv"), "quoteByteSpans", "speaker", "quoteType", "referringExpression")
	if err != nil {
		return n, err
	}
	for _, row := range rows {
		q := NovelQuotation{Speaker: quoth.None, Kind: row[2], Reference: row[3]}
		if i, ok := byName[strings.TrimSpace(row[1])]; ok {
			q.Speaker = i
		}
		if q.Kind == "nan" {
			q.Kind = ""
		}
		for _, pair := range numberPair.FindAllStringSubmatch(row[0], -1) {
			span, err := points.span(pair[1], pair[2])
			if err != nil {
				return n, fmt.Errorf("%s: %w", dir, err)
			}
			if !span.Empty() {
				q.Parts = append(q.Parts, span)
			}
		}
		if len(q.Parts) > 0 {
			n.Quotations = append(n.Quotations, q)
		}
	}
	return n, nil
}

var numberPair = regexp.MustCompile(`\[(\d+), (\d+)\]`)

// readTable reads the named columns of a CSV file with a head line.
func readTable(path string, columns ...string) ([][]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.FieldsPerRecord = -1
	all, err := r.ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", quoth.ErrInvalid, path, err)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%w: %s is empty", quoth.ErrInvalid, path)
	}
	at := make([]int, len(columns))
	for i, name := range columns {
		at[i] = -1
		for k, head := range all[0] {
			if head == name {
				at[i] = k
			}
		}
		if at[i] < 0 {
			return nil, fmt.Errorf("%w: %s has no column %q", quoth.ErrInvalid, path, name)
		}
	}
	var rows [][]string
	for _, record := range all[1:] {
		row := make([]string, len(columns))
		for i, k := range at {
			if k < len(record) {
				row[i] = record[k]
			}
		}
		rows = append(rows, row)
	}
	return rows, nil
}

var pythonString = regexp.MustCompile(`'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"`)

// pythonStrings lists the strings of a Python set or list.
func pythonStrings(s string) []string {
	var out []string
	for _, m := range pythonString.FindAllStringSubmatch(s, -1) {
		out = append(out, strings.ReplaceAll(m[1]+m[2], `\'`, `'`))
	}
	return out
}
