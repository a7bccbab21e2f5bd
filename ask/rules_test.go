package ask

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/wire"
)

// lintStory lints a story marked as in check_test.go; lines are segments.
func lintStory(t *testing.T, draft story, profile string, opt LintOptions) []wire.Finding {
	t.Helper()
	doc, reading := draft.reading(t)
	reading.Segments = nil
	at := 0
	for line := range strings.Lines(doc.Text) {
		kind := quoth.Paragraph
		if head, ok := strings.CutPrefix(line, "# "); ok {
			kind = quoth.Headline
			line, at = head, at+2
		}
		reading.Segments = append(reading.Segments, quoth.Segment{Span: quoth.Span{Start: at, End: at + len(strings.TrimRight(line, "\n"))}, Kind: kind})
		at += len(line)
	}
	for i := range reading.Quotations { // the cue is the first verb of saying on the line
		q := &reading.Quotations[i]
		for _, verb := range []string{"said", "quipped", "refuted"} {
			if k := strings.Index(doc.Text, " "+verb); k >= 0 && q.Cue.Empty() {
				q.Cue = quoth.Span{Start: k + 1, End: k + 1 + len(verb)}
			}
		}
	}
	p, err := LoadProfile(profile)
	if err != nil {
		t.Fatal(err)
	}
	opt.Profile, opt.Draft = p, "draft.txt"
	findings, err := Lint(t.Context(), doc, reading, opt)
	if err != nil {
		t.Fatal(err)
	}
	return findings
}

func rulesOf(findings []wire.Finding) []string {
	var out []string
	for _, f := range findings {
		out = append(out, f.Rule)
	}
	return out
}

func TestStyleRules(t *testing.T) {
	for _, c := range []struct {
		name, profile, text string
		want                []string // rules that must be found, "!" before those that must not
	}{
		{"fragment", "ap", "Ana Ruiz said that {Ana Ruiz|mixed: the plan was “daft” and late}.", []string{"S01"}},
		{"colon", "ap", "Ana Ruiz said: “{Ana Ruiz: We will pay for the roof.}”", []string{"S02"}},
		{"comma", "ap", "Ana Ruiz said, “{Ana Ruiz: We will pay for the roof.}”", []string{"!S02"}},
		{"ellipsis at the end", "house", "Ana Ruiz said: “{Ana Ruiz: We will pay for the roof …}”", []string{"S03"}},
		{"ellipsis closed", "ap", "Ana Ruiz said, “{Ana Ruiz: We will pay…for the roof.}”", []string{"S03"}},
		{"ellipsis spaced", "guardian", "Ana Ruiz said: “{Ana Ruiz: We will pay … for the roof.}”", []string{"S03"}},
		{"dialect", "ap", "Ana Ruiz said, “{Ana Ruiz: We are gonna pay for the roof.}”", []string{"S04"}},
		{"no dialect in a name", "ap", "Ana Ruiz said, “{Ana Ruiz: We met the Gonnason family.}”", []string{"!S04"}},
		{"sic", "nyt", "Ana Ruiz said, “{Ana Ruiz: We was [sic] robbed by the roofers.}”", []string{"S05"}},
		{"unclosed", "house", "Ana Ruiz left. “We will pay for the roof.\nNobody answered.", []string{"S06"}},
		{"closed twice", "house", "“We will pay for the roof.”” Nobody answered.", []string{"S06"}},
		{"goes on", "house", "“We will pay for the roof.\n“And for the walls.” Nobody answered.", []string{"!S06", "!S07"}},
		{"not opened again", "house", "“We will pay for the roof.\nAnd for the walls.” Nobody answered.", []string{"S07"}},
		{"apostrophes", "house", "The boys’ roof isn’t paid for in ’24.", []string{"!S06"}},
		{"headline", "bbc", "# Ruiz to “pay for roof”\nNobody answered.", []string{"S08"}},
		{"headline in single marks", "bbc", "# Ruiz to ‘pay for roof’\nNobody answered.", []string{"!S08"}},
		{"headline that names the speaker", "bbc", "# ‘We will pay’, says Ruiz\nNobody answered.", []string{"S09"}},
		{"scare", "ap", "The “reform” cost a lot.", []string{"S10"}},
		{"verb", "house", "Ana Ruiz quipped: “{Ana Ruiz: We will pay for the roof.}”", []string{"S11"}},
		{"twice", "house", "Ana Ruiz said: “{Ana Ruiz: We will pay for the roof},” she said.", []string{"S12"}},
		{"late", "ap", "“{Ana Ruiz: We will pay for the roof. The walls are fine. So is the door},” Ana Ruiz said.", []string{"S13"}},
		{"bare", "house", "A source told the Ledger that the roof is sold.", []string{"S14"}},
		{"described", "house", "A source in the mayor's office told the Ledger that the roof is sold.", []string{"!S14"}},
		{"declined", "house", "Ana Ruiz declined to comment.", []string{"S15"}},
		{"declined by phone", "house", "Reached by phone, Ana Ruiz declined to comment.", []string{"!S15"}},
		{"quiet house", "house", "Ana Ruiz said: “{Ana Ruiz: We will pay for the roof.}”", []string{"!S02", "!S11", "!S06"}},
	} {
		got := rulesOf(lintStory(t, story{path: "d", published: "2021-03-10", text: c.text}, c.profile, LintOptions{}))
		for _, want := range c.want {
			rule, not := strings.CutPrefix(want, "!")
			if slices.Contains(got, rule) == not {
				t.Errorf("%s (%s): got %v, want %s", c.name, c.profile, got, want)
			}
		}
	}
}

func TestCircumstances(t *testing.T) {
	prose := "The board met until midnight in the old customs house by the quay, and the shopkeepers of the lower town waited outside in the rain. "
	wire := prose + "Ana Ruiz said: “{Ana Ruiz: We will not sell the lighthouse to the brewery this year.}”"
	s := store(t,
		story{"1", "Gazette", "2020-01-01", wire},
		story{"2", "Tattler", "2020-01-02", wire},
		story{"3", "Courier", "2020-02-01", "“{Piet Maas|told Night Owl: The herring are back and so are the thieves.}” Piet Maas told the Night Owl."},
		story{"4", "Courier", "2020-02-02", "Correction: an earlier version misspelled a name.\n“{Lena Brandt: The mill belongs to the people who ran it for a century},” said Lena Brandt."},
		story{"5", "Courier", "2020-02-03", "Speaking in Polish, Omar Hale wept. “{Omar Hale: My grandmother carried these stones in her apron},” Omar Hale said."},
		story{"6", "Courier", "2020-02-04", "“{Rosa Valle: Tom Akers took the silver from the chapel on the hill},” Rosa Valle said. Tom Akers denied that {Tom Akers|indirect|denial: he took anything}."},
	)
	for _, c := range []struct{ name, published, text, want string }{
		{"one origin", "2020-01-05", "Several newspapers said so. “{Ana Ruiz: We will not sell the lighthouse to the brewery this year},” Ana Ruiz said.", "A14"},
		{"no plural", "2020-01-05", "“{Ana Ruiz: We will not sell the lighthouse to the brewery this year},” Ana Ruiz said.", "!A14"},
		{"pickup", "2020-02-05", "“{Piet Maas: The herring are back and so are the thieves},” Piet Maas said.", "A11"},
		{"credited", "2020-02-05", "“{Piet Maas: The herring are back and so are the thieves},” Piet Maas told the Night Owl.", "!A11"},
		{"corrected", "2020-02-05", "“{Lena Brandt: The mill belongs to the people who ran it for a century},” Lena Brandt said.", "A13"},
		{"translated", "2020-02-05", "“{Omar Hale: My grandmother carried these stones in her apron},” Omar Hale said.", "A12"},
		{"translation said", "2020-02-05", "“{Omar Hale: My grandmother carried these stones in her apron},” Omar Hale said in Polish.", "!A12"},
		{"denial left out", "2020-02-05", "“{Rosa Valle: Tom Akers took the silver from the chapel on the hill},” Rosa Valle said.", "A17"},
		{"denial kept", "2020-02-05", "“{Rosa Valle: Tom Akers took the silver from the chapel on the hill},” Rosa Valle said. He denied it.", "!A17"},
		{"old words", "2023-02-05", "“{Piet Maas: The herring are back and so are the thieves},” Piet Maas said.", "A10"},
		{"fresh words", "2020-02-05", "“{Piet Maas: The herring are back and so are the thieves},” Piet Maas said.", "!A10"},
		{"wrong date", "2020-03-05", "“{Piet Maas|said 2020-03-01: The herring are back and so are the thieves},” Piet Maas said.", "A10"},
		{"unknown saying", "2020-02-05", "“{Albert Einstein: Insanity is doing the same thing over and over again},” Albert Einstein said.", "A18"},
		{"too short", "2020-02-05", "“{Piet Maas: herring thieves},” Piet Maas said.", "A16"},
	} {
		got := rulesOf(lintStory(t, story{path: "d", published: c.published, text: c.text}, "house", LintOptions{Store: s}))
		rule, not := strings.CutPrefix(c.want, "!")
		if slices.Contains(got, rule) == not {
			t.Errorf("%s: got %v, want %s", c.name, got, c.want)
		}
	}
}

func TestFindingsCountCodePoints(t *testing.T) {
	text := "Zoë und Jürgen: “we left.\nÄrger! A “reform” too."
	findings := lintStory(t, story{path: "d", text: text}, "ap", LintOptions{})
	i := slices.IndexFunc(findings, func(f wire.Finding) bool { return f.Rule == "S10" })
	if i < 0 {
		t.Fatalf("%v", rulesOf(findings))
	}
	f := findings[i]
	if got := string([]rune(text)[f.Start:f.End]); got != "reform" || f.Line != 2 || f.Column != 11 {
		t.Errorf("%q at line %d, column %d", got, f.Line, f.Column)
	}
}

func TestProfiles(t *testing.T) {
	for _, name := range []string{"", "ap", "bbc", "guardian", "house", "nyt", "reuters"} {
		p, err := LoadProfile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range Rules() {
			if p.Severities[r.ID] == "" {
				t.Errorf("profile %q says nothing of %s", name, r.ID)
			}
		}
		if len(p.Verbs) == 0 || p.MaxOmitted == 0 {
			t.Errorf("profile %q: settings missing: %+v", name, p)
		}
	}
	dir := t.TempDir()
	desk := filepath.Join(dir, "desk.yaml")
	for content, ok := range map[string]bool{
		"based_on: ap\nS01: error # ours\n": true,
		"S99: error\n":                      false,
		"S01: loud\n":                       false,
		"just words\n":                      false,
		"max_omitted: many\n":               false,
		"based_on: " + desk + "\n":          false,
	} {
		if err := os.WriteFile(desk, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		p, err := LoadProfile(desk)
		if (err == nil) != ok {
			t.Errorf("%q: %v", content, err)
		}
		if ok && (p.Severities["S01"] != "error" || p.BeforeQuote != "comma") {
			t.Errorf("%+v", p)
		}
	}
	if _, err := LoadProfile(filepath.Join(dir, "none.yaml")); err == nil {
		t.Error("a profile that is not there was loaded")
	}
}
