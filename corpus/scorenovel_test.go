package corpus

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
)

const scene = "“Is it far?” asked Miss Vane.\n\n“Nine miles,” said the driver.\n\n“Then walk on.”\n"

func sceneNovel(t *testing.T) Novel {
	find := func(w string) []quoth.Span { return []quoth.Span{at(t, scene, w)} }
	return Novel{Name: "scene", Text: scene,
		Characters: []Character{
			{Name: "Romilly Vane", Aliases: []string{"Miss Vane"}, Mentions: find("Miss Vane")},
			{Name: "The Driver", Aliases: []string{"the driver"}, Mentions: find("the driver")}},
		Quotations: []NovelQuotation{
			{Parts: find("Is it far?"), Speaker: 0, Kind: "Explicit"},
			{Parts: find("Nine miles,"), Speaker: 1, Kind: "Anaphoric"},
			{Parts: find("Then walk on."), Speaker: 0, Kind: "Implicit"}}}
}

func TestScoreNovels(t *testing.T) {
	n := sceneNovel(t)
	find := func(w string) quoth.Span { return at(t, scene, w) }
	r := &quoth.Reading{
		Entities: []quoth.Entity{{Name: "Miss Vane", Mentions: []quoth.Span{find("Miss Vane")}}, {Name: "driver", Mentions: []quoth.Span{find("the driver")}}},
		Quotations: []quoth.Quotation{
			{Form: quoth.Direct, Parts: []quoth.Span{find("Is it far?")}, Speaker: &quoth.Speaker{Mention: find("Miss Vane"), Entity: 0, Rule: "a"}},
			{Form: quoth.Direct, Parts: []quoth.Span{find("Nine miles,")}, Speaker: &quoth.Speaker{Mention: find("Miss Vane"), Entity: 0, Rule: "a"}},
			{Form: quoth.Direct, Parts: []quoth.Span{find("Then walk")}},
			{Form: quoth.Direct, Parts: []quoth.Span{find("said the driver")}},
			{Form: quoth.Indirect, Parts: []quoth.Span{find("asked")}}}}
	for name, score := range map[string]func([]Novel, []*quoth.Reading) (*NovelScore, error){"pdnc": ScorePDNC, "litbank": ScoreLitBank} {
		s, err := score([]Novel{n}, []*quoth.Reading{r})
		if err != nil {
			t.Fatal(err)
		}
		if s.Gold != 3 || *s.Recall != 1 || *s.Precision != .75 || *s.Right != .3333 || *s.RightOf != .5 || *s.Given != .6667 {
			t.Errorf("%s: %+v", name, s.N)
		}
		if s.ByKind["Explicit"] != (Tally{1, 1}) || s.ByKind["Anaphoric"] != (Tally{0, 1}) || s.ByRule["a"] != (Tally{1, 2}) {
			t.Errorf("%s: %v %v", name, s.ByKind, s.ByRule)
		}
		var b bytes.Buffer
		s.Print(&b)
		if !strings.Contains(b.String(), "found and right, of all") {
			t.Error(b.String())
		}
	}
	if _, err := ScorePDNC([]Novel{n}, nil); err == nil {
		t.Error("a missing reading was taken")
	}
}

// TestSameCharacter: a name tells an entity's character before any description, and
// where no name does, what the corpus says of who speaks.
func TestSameCharacter(t *testing.T) {
	text := "“Sit,” said Mr. Vane. The doctor sat. The doctor slept. “Go,” said the old jailer to Ana."
	find := func(w string) quoth.Span { return at(t, text, w) }
	n := Novel{Text: text, Characters: []Character{{Name: "Mr. Vane"}, {Name: "The Doctor"}, {Name: "The Jailer At Vane's Trial"}, {Name: "Ana"}},
		Quotations: []NovelQuotation{{Parts: []quoth.Span{find("Go,")}, Speaker: 2, Kind: "Explicit", Reference: "said the old jailer"}}}
	doctor := []quoth.Span{find("The doctor sat"), find("The doctor slept")}
	for i := range doctor {
		doctor[i].End = doctor[i].Start + len("The doctor")
	}
	r := &quoth.Reading{Entities: []quoth.Entity{{Name: "Vane", Mentions: append(doctor, find("Vane"))}, {Name: "the old jailer", Mentions: []quoth.Span{find("the old jailer")}},
		{Name: "Bo"}}}
	if got := n.Same(r); !slices.Equal(got, []int{0, 2, quoth.None}) {
		t.Errorf("%v", got)
	}
}

const treebank = "# newdoc id = d\n# meta::dateCreated = 2017-07-18\n# meta::genre = news\n# newpar\n" +
	"1\tAna\tAna\tPROPN\tNNP\t_\t3\tnsubj\t_\tEntity=(1-person-new-x-y-1-coref-Ana_Ruiz\n" +
	"2\tRuiz\tRuiz\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)\n" +
	"3\tspoke\tspeak\tVERB\tVBD\t_\t0\troot\t_\t_\n" +
	"4\tTuesday\tTuesday\tPROPN\tNNP\t_\t3\tobl\t_\tSpaceAfter=No|XML=<date when:::\"2017-07-18\"></date>\n" +
	"5\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n\n" +
	"1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\tEntity=(1-person-giv:act-x-y-1-ana)\n" +
	"2-3\tdoesn't\t_\t_\t_\t_\t_\t_\t_\t_\n" +
	"2\tdoes\tdo\tAUX\tVBZ\t_\t0\troot\t_\t_\n" +
	"3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t_\t_\n" +
	"3.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t_\t_\n\n"

func TestScoreGUM(t *testing.T) {
	path := filepath.Join(t.TempDir(), "d.conllu")
	if err := os.WriteFile(path, []byte(treebank), 0o644); err != nil {
		t.Fatal(err)
	}
	docs, err := LoadConllu(path)
	if err != nil {
		t.Fatal(err)
	}
	d := docs[0]
	if d.Text != "Ana Ruiz spoke Tuesday. She doesn't" || len(d.Tokens) != 8 || d.Tokens[7].Of(d.Text) != "n't" || d.Mentions[0].Identity != "Ana_Ruiz" {
		t.Fatalf("%q %+v", d.Text, d.Mentions)
	}
	ana, she, tuesday := at(t, d.Text, "Ana Ruiz"), at(t, d.Text, "She"), at(t, d.Text, "Tuesday")
	speaker := []quoth.Quotation{{Parts: []quoth.Span{{Start: 15, End: 20}}, Speaker: &quoth.Speaker{Mention: she}}}
	right := GUMRead{Reading: &quoth.Reading{Entities: []quoth.Entity{{Mentions: []quoth.Span{ana, she}}}, Quotations: speaker},
		Times: []quoth.Time{{Span: tuesday, When: "2017-07-18"}}}
	wrong := GUMRead{Reading: &quoth.Reading{Entities: []quoth.Entity{{Mentions: []quoth.Span{she}}, {Mentions: []quoth.Span{ana}}}, Quotations: speaker},
		Times: []quoth.Time{{Span: tuesday, When: "2017-07-11"}}}
	s, err := ScoreGUM([]ConlluDoc{d, d}, []GUMRead{right, wrong})
	if err != nil {
		t.Fatal(err)
	}
	if s.Speakers["pronoun"] != (Tally{1, 2}) || s.Mentions["pronoun"] != (Tally{1, 2}) || s.Dates["news"] != (Tally{1, 2}) || s.Found["news"] != (Tally{2, 2}) {
		t.Errorf("%+v", s)
	}
}
