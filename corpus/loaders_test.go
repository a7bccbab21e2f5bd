package corpus

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// shared is a folder of the research corpora, or the test is skipped: they are
// other people's texts and no part of this repository.
func shared(t *testing.T, elements ...string) string {
	t.Helper()
	root := os.Getenv("QUOTH_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "shared")
	}
	dir := filepath.Join(append([]string{root}, elements...)...)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no %s; set QUOTH_SHARED to the folder that holds corpora/", dir)
	}
	return dir
}

func TestLoadPolNeAR(t *testing.T) {
	articles, err := LoadPolNeAR(shared(t, "corpora", "polnear", "dev"))
	if err != nil {
		t.Fatal(err)
	}
	if len(articles) != 84 {
		t.Errorf("%d articles, want 84", len(articles))
	}
	quoted, all, swapped := 0, 0, 0
	for _, a := range articles {
		for i, tok := range a.Tokens {
			if err := tok.Check(a.Text); err != nil {
				t.Fatalf("%s token %d: %v", a.Name, i, err)
			}
		}
		for _, m := range a.Attributions {
			for _, s := range append(append(m.Source, m.Cue...), m.Content...) {
				if err := s.Check(a.Text); err != nil {
					t.Fatalf("%s: %v", a.Name, err)
				}
			}
			all++
			if m.Quoted {
				quoted++
			}
			if m.Swapped {
				swapped++
			}
		}
	}
	t.Logf("%d attributions, %d quoted, %d swapped", all, quoted, swapped)
	if all < 2000 || quoted < 700 {
		t.Errorf("%d attributions, %d quoted: too few", all, quoted)
	}
}

func TestLoadConllu(t *testing.T) {
	docs, err := LoadConllu(shared(t, "corpora", "gum", "GUM_news_afghan.conllu"))
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) != 1 || docs[0].Meta["dateCreated"] != "2017-07-18" {
		t.Fatalf("%d documents, %v", len(docs), docs[0].Meta)
	}
	d := docs[0]
	if !strings.HasPrefix(d.Text, "After visa snags, all-girl Afghan team") || !strings.Contains(d.Text, "competition\n\nFriday, July 21, 2017\n\n") {
		t.Errorf("text begins %q", d.Text[:150])
	}
	for i, tok := range d.Tokens {
		if tok.Of(d.Text) != tok.Form {
			t.Errorf("token %d: %q stands where %q should", i, tok.Of(d.Text), tok.Form)
		}
	}
	if len(d.Dates) == 0 || d.Dates[0].Of(d.Text) != "Friday, July 21, 2017" || d.Dates[0].When != "2017-07-21" {
		t.Errorf("dates %+v", d.Dates)
	}
	if len(d.Mentions) < 50 {
		t.Errorf("%d mentions", len(d.Mentions))
	}
}

// Every sentence of both treebanks must be put together as its own comment has it.
func TestConlluText(t *testing.T) {
	root := shared(t, "corpora")
	paths, _ := filepath.Glob(filepath.Join(root, "gum", "*.conllu"))
	more, _ := filepath.Glob(filepath.Join(root, "ewt", "*", "*.conllu"))
	sentences, wrong := 0, 0
	for _, path := range append(paths, more...) {
		docs, err := LoadConllu(path)
		if err != nil {
			t.Fatal(err)
		}
		raw, _ := os.ReadFile(path)
		var want []string
		for _, line := range strings.Split(string(raw), "\n") {
			if s, ok := strings.CutPrefix(line, "# text = "); ok {
				want = append(want, strings.TrimSpace(s))
			}
		}
		i := 0
		for _, d := range docs {
			for _, s := range d.Sentences {
				got := d.Text[d.Tokens[s.First].Start:d.Tokens[s.Last-1].End]
				sentences++
				if i >= len(want) || strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(want[i]), " ") {
					if wrong++; wrong < 5 {
						t.Logf("%s:\n got %q\nwant %q", path, got, want[min(i, len(want)-1)])
					}
				}
				i++
			}
		}
	}
	t.Logf("%d sentences, %d put together otherwise than printed", sentences, wrong)
	if wrong > sentences/1000 {
		t.Errorf("%d of %d sentences wrong", wrong, sentences)
	}
}

func TestReadChains(t *testing.T) {
	got := readChains([]string{"(1|(2)", "", "1)", "(3", "_", "4)"})
	if len(got) != 2 || got["1"][0] != (TokenRange{0, 3}) || got["2"][0] != (TokenRange{0, 1}) {
		t.Errorf("%v", got)
	}
}

func TestLoadPDNC(t *testing.T) {
	novels, err := LoadPDNC(shared(t, "corpora", "pdnc"))
	if err != nil {
		t.Fatal(err)
	}
	quotations, speakers := 0, 0
	for _, n := range novels {
		for _, q := range n.Quotations {
			quotations++
			if q.Speaker >= 0 {
				speakers++
			}
			for _, p := range q.Parts {
				if err := p.Check(n.Text); err != nil {
					t.Fatal(n.Name, err)
				}
			}
		}
	}
	t.Logf("%d novels, %d quotations, %d with a listed speaker", len(novels), quotations, speakers)
	if len(novels) != 20 || quotations < 25000 || speakers < quotations*95/100 {
		t.Error("too few")
	}
}

func TestLoadLitBank(t *testing.T) {
	novels, err := LoadLitBank(shared(t, "corpora", "litbank"))
	if err != nil {
		t.Fatal(err)
	}
	quotations, speakers, marked := 0, 0, 0
	for _, n := range novels {
		for _, q := range n.Quotations {
			quotations++
			if q.Speaker >= 0 {
				speakers++
			}
			if strings.IndexAny(q.Parts[0].Of(n.Text), "“\"'‘`—-") == 0 {
				marked++
			}
		}
	}
	t.Logf("%d extracts, %d quotations, %d with a speaker, %d begin with a mark", len(novels), quotations, speakers, marked)
	if len(novels) != 97 || quotations < 1500 || speakers < quotations*9/10 || marked < quotations*9/10 {
		t.Error("too few")
	}
	text, _ := printTokens([]string{"He was n't in .", "“ Where is Tom 's hat ? ” she said ( softly ) .", `" No , " he said .`})
	if want := "He wasn't in.\n\n“Where is Tom's hat?” she said (softly).\n\n\"No,\" he said.\n"; text != want {
		t.Errorf("%q", text)
	}
}

// FuzzReadConllu holds the reader to its laws: no panic, spans inside the text.
func FuzzReadConllu(f *testing.F) {
	f.Add(treebank)
	f.Add("1-3\tabc\t_\t_\t_\t_\t_\t_\t_\t_\n2\tb\tb\tX\tX\t_\t9\tx\t_\tEntity=(1(2)3)1)|XML=</date><date when:::\"x\">\n")
	f.Fuzz(func(t *testing.T, text string) {
		docs, err := ReadConllu(strings.NewReader(text))
		if err != nil {
			return
		}
		for _, d := range docs {
			for _, tok := range d.Tokens {
				if tok.Start < 0 || tok.End < tok.Start || tok.End > len(d.Text) {
					t.Errorf("token %+v in %d bytes", tok.Span, len(d.Text))
				}
				if tok.Head < -1 || tok.Head >= len(d.Tokens) {
					t.Errorf("head %d of %d", tok.Head, len(d.Tokens))
				}
			}
			for _, m := range d.Mentions {
				if m.First < 0 || m.Last <= m.First || m.Last > len(d.Tokens) {
					t.Errorf("mention %+v of %d tokens", m.TokenRange, len(d.Tokens))
				}
			}
		}
	})
}
