package attribute_test

import (
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/attribute"
	"github.com/quoth-news/quoth/extract"
	"github.com/quoth-news/quoth/resolve"
	"github.com/quoth-news/quoth/segment"
)

// newReader runs the stages up to and including the speakers.
func newReader(t testing.TB) func(text string) *quoth.Sheet {
	tagger, err := segment.NewTagger()
	if err != nil {
		t.Fatal(err)
	}
	people, err := resolve.New()
	if err != nil {
		t.Fatal(err)
	}
	models, err := extract.NewModels()
	if err != nil {
		t.Fatal(err)
	}
	ranker, err := attribute.NewRanker()
	if err != nil {
		t.Fatal(err)
	}
	x := extract.New(models)
	return func(text string) *quoth.Sheet {
		s := &quoth.Sheet{Doc: &quoth.Document{Text: text}}
		segment.Fill(s)
		tagger.Tag(s)
		people.Fill(s)
		x.Fill(s)
		ranker.Fill(s)
		return s
	}
}

func TestSpeakers(t *testing.T) {
	read := newReader(t)
	for _, test := range []struct{ name, text, want string }{
		{"inverted", "“The mill will reopen in spring,” said Ana Ruiz.", "Ana Ruiz"},
		{"apposition", "“The mill will reopen in spring,” Ana Ruiz, a carpenter from Harnwick, said.", "Ana Ruiz"},
		{"short name", "Ana Ruiz bought the mill in 2009. “I had never seen a loom before,” Ruiz said.", "Ana Ruiz"},
		{"pronoun", "Ana Ruiz bought the mill in 2009. “I had never seen a loom before,” she said.", "Ana Ruiz"},
		{"she goes on", "Ana Ruiz met Petra Holm on Monday. “I was late,” Ruiz said of the meeting. She added, “It was raining in the hills.”", "Ana Ruiz; Ana Ruiz"},
		{"a participle", "Ruiz opened the gates herself, saying, “This is the day we were waiting for.”", "Ruiz"},
		{"two people", "“We never counted the looms,” said Ana Ruiz and Petra Holm.", "Ana Ruiz and Petra Holm"},
		{"unnamed", "“We never counted the looms,” said a person familiar with the matter.", "a person familiar with the matter"},
		{"signed", "“The mill has been my whole life and I will miss it every single day.” — Ana Ruiz", "Ana Ruiz"},
	} {
		s := read(test.text)
		var got []string
		for _, q := range s.Quotations {
			if q.Act == quoth.Attitude {
				continue
			}
			name := "-"
			if q.Speaker != nil && q.Speaker.Entity >= 0 {
				name = s.Entities[q.Speaker.Entity].Name
			}
			got = append(got, name)
		}
		if g := strings.Join(got, "; "); g != test.want {
			t.Errorf("%s: %s\n got %s\nwant %s", test.name, test.text, g, test.want)
		}
	}
}

// TestUnnamedStaysUnnamed: the kind of such a source, and of two people together.
func TestKindsOfSpeakers(t *testing.T) {
	read := newReader(t)
	for text, want := range map[string]quoth.EntityKind{
		"“We never counted the looms,” said a person familiar with the matter.": quoth.UnnamedSource,
		"“We never counted the looms,” said Ana Ruiz and Petra Holm.":           quoth.Group,
		"“We never counted the looms,” said Ana Ruiz.":                          quoth.Person,
	} {
		s := read(text)
		if len(s.Quotations) != 1 || s.Quotations[0].Speaker == nil || s.Quotations[0].Speaker.Entity < 0 {
			t.Errorf("%s: no speaker", text)
			continue
		}
		if e := s.Entities[s.Quotations[0].Speaker.Entity]; e.Kind != want {
			t.Errorf("%s: %s is a %s, want %s", text, e.Name, e.Kind, want)
		}
	}
}

// FuzzSpeakers holds the laws: a mention is a stretch of the text, an entity is one
// of the sheet's, and what is below the threshold is left out.
func FuzzSpeakers(f *testing.F) {
	for _, seed := range []string{"“a b c,” she said.", "Ana said: “b” — Ana (@ana) May 5, 2020", "Q: a\n\nA: b\n\nQ: c\n\nA: “d”", "said “said” said “said”"} {
		f.Add(seed)
	}
	read := newReader(f)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<14 || strings.ToValidUTF8(text, "") != text {
			t.Skip()
		}
		s := read(text)
		for _, q := range s.Quotations {
			if q.Speaker == nil {
				continue
			}
			if q.Speaker.Mention.Empty() || q.Speaker.Mention.Check(text) != nil || q.Speaker.Entity >= len(s.Entities) || q.Speaker.Rule == "" {
				t.Fatalf("speaker %+v of %q", q.Speaker, text)
			}
		}
	})
}

// TestTurns: a turn in capitals is printed as names are, and Q and A name nobody.
func TestTurns(t *testing.T) {
	read := newReader(t)
	for text, want := range map[string]string{
		"ANA O'BRIEN: The mill will not close while I am here.\n\nPETRA HOLM: Who says that?\n\nANA O'BRIEN: I do, and so does the board.\n\nPETRA HOLM: We shall see about that in spring.":                                                 "Ana O'Brien, Petra Holm, Ana O'Brien, Petra Holm",
		"The owner spoke to this paper on Monday about the mill and what will become of it.\n\nQ: Will the mill close this year?\n\nA: It will not close while I am here.\n\nQ: Who says that it will?\n\nA: The people who want to buy it.": "-, -, -, -",
	} {
		s := read(text)
		var got []string
		for _, q := range s.Quotations {
			if q.Rule != "extract/turn@1" {
				continue
			}
			name := "-"
			if q.Speaker != nil {
				name = s.Entities[q.Speaker.Entity].Name
			}
			got = append(got, name)
		}
		if g := strings.Join(got, ", "); g != want {
			t.Errorf("%s\n got %s\nwant %s", text, g, want)
		}
	}
}
