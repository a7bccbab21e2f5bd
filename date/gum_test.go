package date_test

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/date"
	"github.com/quoth-news/quoth/segment"
)

// gold is one date of the corpus: where it stands and what it means.
type gold struct {
	quoth.Span
	from, to  string // as annotated
	context   string
	timeOfDay bool
}

var (
	dateTag   = regexp.MustCompile(`<date ([^>]*)>`)
	attribute = regexp.MustCompile(`(\w+):::"([^"]*)"`)
)

// readGUM reads the text of one file, a line a sentence, its day and its dates.
func readGUM(path string) (*quoth.Document, []gold, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	doc := &quoth.Document{Language: "en"}
	var text strings.Builder
	var dates []gold
	var open *gold
	var space string
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		if day, ok := strings.CutPrefix(line, "# meta::dateCreated = "); ok {
			doc.Published = quoth.When(day)
		}
		if strings.HasPrefix(line, "# newpar") {
			space = "\n\n"
		}
		if line == "" && space == "" {
			space = " "
		}
		columns := strings.Split(line, "\t")
		if len(columns) != 10 || strings.ContainsAny(columns[0], "-.") {
			continue
		}
		text.WriteString(space)
		start := text.Len()
		text.WriteString(columns[1])
		space = " "
		if strings.Contains(columns[9], "SpaceAfter=No") {
			space = ""
		}
		if m := dateTag.FindStringSubmatch(columns[9]); m != nil {
			open = &gold{Span: quoth.Span{Start: start}}
			for _, a := range attribute.FindAllStringSubmatch(m[1], -1) {
				switch a[1] {
				case "when":
					open.from, open.to = a[2], a[2]
				case "from", "notBefore":
					open.from = a[2]
				case "to", "notAfter":
					open.to = a[2]
				}
			}
		}
		if open != nil && strings.Contains(columns[9], "</date>") {
			open.End = text.Len()
			dates = append(dates, *open)
			open = nil
		}
	}
	doc.Text = text.String()
	for i := range dates {
		d := &dates[i]
		d.context = doc.Text[max(0, d.Start-50):min(len(doc.Text), d.End+40)]
		d.timeOfDay = strings.Contains(d.from, "T")
	}
	return doc, dates, lines.Err()
}

// right tells whether the value has the bounds of the annotated one. "notAfter"
// alone is "before then"; a point said about is the point.
func (g gold) right(w quoth.When) bool {
	want := quoth.When(g.from)
	switch {
	case g.from == "":
		want = quoth.AtLatest(quoth.When(g.to))
	case g.to == "":
		want = quoth.When(g.from) + "/.."
	case g.from != g.to:
		want = quoth.From(quoth.When(g.from), quoth.When(g.to))
	}
	a, b, ok := want.Bounds()
	c, d, also := w.Bounds()
	return ok && also && a == c && b == d
}

// TestDatesOfGUM measures the values of the expressions in GUM's news against
// those its annotators gave. The rest of the genres are printed for comparison.
func TestDatesOfGUM(t *testing.T) {
	folder := os.Getenv("QUOTH_SHARED")
	if folder == "" {
		folder = "../../shared"
	}
	all, _ := filepath.Glob(filepath.Join(folder, "corpora/gum/GUM_*.conllu"))
	if len(all) == 0 {
		t.Skip("the corpora are not beside this checkout")
	}
	tagger, err := segment.NewTagger()
	if err != nil {
		t.Fatal(err)
	}
	type count struct{ gold, found, right int }
	counts := map[string]*count{}
	for _, path := range all {
		doc, dates, err := readGUM(path)
		if err != nil {
			t.Fatal(err)
		}
		s := &quoth.Sheet{Doc: doc}
		segment.Fill(s)
		tagger.Tag(s)
		genre := strings.Split(filepath.Base(path), "_")[1]
		if counts[genre] == nil {
			counts[genre] = &count{}
		}
		times := date.Expressions(s)
		for _, g := range dates {
			c := counts[genre]
			c.gold++
			state := "MISSED"
			for _, found := range times {
				if !found.Meets(g.Span) {
					continue
				}
				if state == "MISSED" {
					c.found++
				}
				state = fmt.Sprintf("WRONG %s by %s", found.When, found.Rule)
				if g.right(found.When) {
					c.right++
					state = ""
					break
				}
			}
			if state != "" {
				t.Logf("%s %-6s %s..%s %q | %q", genre, state, g.from, g.to, g.Of(doc.Text), g.context)
			}
		}
	}
	for genre, c := range counts {
		t.Logf("%-10s gold %d, found %.3f, right value %.3f, right of those found %.3f", genre, c.gold,
			float64(c.found)/float64(c.gold), float64(c.right)/float64(c.gold), float64(c.right)/float64(c.found))
	}
}
