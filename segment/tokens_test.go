package segment

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
)

// sheet cuts text as one paragraph a line, whatever the layout rules say of it.
func sheet(text string) *quoth.Sheet {
	s := &quoth.Sheet{Doc: &quoth.Document{Text: text}}
	at := 0
	for line := range strings.Lines(text) {
		end := at + len(strings.TrimRight(line, "\n"))
		if end > at {
			s.Doc.Segments = append(s.Doc.Segments, quoth.Segment{Span: quoth.Span{Start: at, End: end}, Kind: quoth.Paragraph})
		}
		at += len(line)
	}
	Fill(s)
	return s
}

func TestTokens(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"Mara's plan won’t pass.", "Mara|'s|plan|wo|n’t|pass|."},
		{"We cannot go; they’d stay.", "We|can|not|go|;|they|’d|stay|."},
		{"The U.S. and Sen. Ruiz (D-Ohio) agree.", "The|U.S.|and|Sen.|Ruiz|(|D-Ohio|)|agree|."},
		{"It cost $3.5 million, or 1,200 a day.", "It|cost|$|3.5|million|,|or|1,200|a|day|."},
		{"“Go,” he said—twice.", "“|Go|,|”|he|said|—|twice|."},
		{"''Go,'' he said. ``No.''", "''|Go|,|''|he|said|.|``|No|.|''"},
		{"the ’90s and ’em and the dogs’ food", "the|’90s|and|’em|and|the|dogs|’|food"},
		{"See https://example.org/a?b=1, or write to ana@example.org.", "See|https://example.org/a?b=1|,|or|write|to|ana@example.org|."},
		{"@ana_ruiz likes #MayorDay!", "@ana_ruiz|likes|#MayorDay|!"},
		{"It ended.The mayor left at 9:30 p.m.", "It|ended|.|The|mayor|left|at|9:30|p.m."},
		{`It said: <post id="7" by="@ana">We stay.</post> Fine, <3 and 2 <i> x <y and z> w.`, "It|said|:|We|stay|.|Fine|,|<|3|and|2|x|<|y|and|z|>|w|."},
		{"Before.\n<post id='7'/>\nAfter.", "Before|.|After|."},
		{"Wait... what? . . . Yes.", "Wait|...|what|?|. . .|Yes|."},
		{"Anaïs\u00a0Müller-Brûlé spoke", "Anaïs|Müller-Brûlé|spoke"},
		{"J. B. Ortega Jr. won", "J.|B.|Ortega|Jr.|won"},
	} {
		s := sheet(test.text)
		var got []string
		for i := range s.Tokens {
			got = append(got, s.Text(int32(i)))
		}
		if g := strings.Join(got, "|"); g != test.want {
			t.Errorf("%q\n got %s\nwant %s", test.text, g, test.want)
		}
	}
}

func TestCurlyAndStraightApostropheMeet(t *testing.T) {
	a, b := sheet("They don't."), sheet("They don’t.")
	for i := range a.Tokens {
		if a.Tokens[i].Lower != b.Tokens[i].Lower || a.Tokens[i].Shape != b.Tokens[i].Shape {
			t.Errorf("token %q and %q differ in hash or shape", a.Text(int32(i)), b.Text(int32(i)))
		}
	}
	if a.Tokens[0].Lower != quoth.HashLower("they") || a.Tokens[0].Exact != quoth.HashString("They") {
		t.Error("a token's hashes are not those of the package's functions")
	}
}

func TestSentences(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"He left. She stayed.", "He left.|She stayed."},
		{"Sen. Ruiz met Dr. Lee. They spoke.", "Sen. Ruiz met Dr. Lee.|They spoke."},
		{"She moved to the U.S. The senator did not.", "She moved to the U.S.|The senator did not."},
		{"She moved to the U.S. Senate floor.", "She moved to the U.S. Senate floor."},
		{"“I know. We go.” He left.", "“I know.|We go.”|He left."},
		{"“Why?” she asked.", "“Why?” she asked."},
		{"It cost 3.5 million. 12 people came.", "It cost 3.5 million.|12 people came."},
		{"On the Once Upon… The Series podcast she spoke. He waited… Then he left.", "On the Once Upon… The Series podcast she spoke.|He waited…|Then he left."},
		{"One line\nanother line", "One line|another line"},
	} {
		s := sheet(test.text)
		var got []string
		for _, x := range s.Sentences {
			got = append(got, s.TokensSpan(x.First, x.Last).Of(test.text))
		}
		if g := strings.Join(got, "|"); g != test.want {
			t.Errorf("%q\n got %s\nwant %s", test.text, g, test.want)
		}
	}
}

// pairs prints what stands between paired marks, outer pairs first; "~" marks a
// pair that never closes, "+" one that goes on from the paragraph before.
func pairs(s *quoth.Sheet) string {
	var out []string
	for _, m := range s.Marks {
		sign := ""
		if !m.Closed {
			sign += "~"
		}
		if m.Continues {
			sign += "+"
		}
		out = append(out, sign+s.TokensSpan(m.Open+1, m.Close).Of(s.Doc.Text))
	}
	return strings.Join(out, "|")
}

func TestMarks(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"curly", "“Go,” she said. “Now.”", "Go,|Now."},
		{"straight", `"Go," she said. "Now."`, "Go,|Now."},
		{"doubled single", "''Go,'' she said. ``Now.''", "Go,|Now."},
		{"British", "‘Go,’ she said. ‘It’s the boys’ turn.’", "Go,|It’s the boys’ turn."},
		{"straight single", "'Go,' she said. 'It's late.'", "Go,|It's late."},
		{"guillemets", "«Go», she said.", "Go"},
		{"turned the wrong way", "”Go,“ she said.", "Go,"},
		{"nested", "“He said, ‘Go now,’ and left,” she said.", "He said, ‘Go now,’ and left,|Go now,"},
		{"nested at the end", "“He was like, ‘I’ll come.’”", "He was like, ‘I’ll come.’|I’ll come."},
		{"apostrophes are no marks", "The dogs’ owners’ club isn't the '90s club.", ""},
		{"never closed", "“Go now. She left.", "~Go now. She left."},
		{"never closed within", "She said “go now. Then she left.", "~go now."},
		{"never closed behind a comma", "She said, “Go now. Then leave.\nShe left.", "~Go now. Then leave."},
		{"closed only by the next", "He said “go. “Stay,” she said.", "~go.|Stay,"},
		{"paragraphs", "“One.\n“Two.\n“Three,” she said.", "~One.|~+Two.|+Three,"},
		{"after a dash", "It was—“at last”—over.", "at last"},
		{"in brackets", `(“at last”)`, "at last"},
		{"empty", `"" and “”`, ""},
	} {
		if got := pairs(sheet(test.text)); got != test.want {
			t.Errorf("%s: %q\n got %s\nwant %s", test.name, test.text, got, test.want)
		}
	}
}

func TestTagger(t *testing.T) {
	tagger, err := NewTagger()
	if err != nil {
		t.Fatal(err)
	}
	s := sheet("Mayor Ana Ruiz quickly told reporters that her 3 plans had failed.")
	tagger.Tag(s)
	want := "NNP NNP NNP RB VBD NNS IN PRP$ CD NNS VBD VBN ."
	var got []string
	for _, x := range s.Tokens {
		got = append(got, quoth.PartsOfSpeech[x.Tag])
	}
	if g := strings.Join(got, " "); g != want {
		t.Errorf("got %s, want %s", g, want)
	}
	if _, err := LoadTagger(posFile[:len(posFile)/2]); err == nil {
		t.Error("half a model file loads")
	}
}

// FuzzFill holds the laws of this stage: whatever the text, tokens are ordered
// stretches of it on rune boundaries, sentences cover them, marks nest.
func FuzzFill(f *testing.F) {
	for _, seed := range []string{"", "“a", "''''''", "‘ ’ ‘ ’", "“‘”’", `"a" "b`, "Ana’s “x ‘y” z’", "\u00a0\u2028…", "\n\n“a\n\n“b”", "a.b.c@d.e://"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || len(text) > 1<<16 {
			t.Skip()
		}
		s := &quoth.Sheet{Doc: &quoth.Document{Text: text}}
		Fill(s)
		last := int32(0)
		for i := range s.Tokens {
			x := &s.Tokens[i]
			if x.Start < last || x.End <= x.Start || x.Span().Check(text) != nil {
				t.Fatalf("token %d at %d–%d after %d", i, x.Start, x.End, last)
			}
			last = x.End
			if at := s.Sentences[x.Sentence]; int32(i) < at.First || int32(i) >= at.Last {
				t.Fatalf("token %d outside its sentence", i)
			}
			if x.Inside >= 0 && (int32(i) <= s.Marks[x.Inside].Open || int32(i) >= s.Marks[x.Inside].Close) {
				t.Fatalf("token %d outside its marks", i)
			}
		}
		for k, m := range s.Marks {
			if m.Close <= m.Open+1 || int(m.Close) > len(s.Tokens) || m.Closed && int(m.Close) == len(s.Tokens) {
				t.Fatalf("marks %d: %+v", k, m)
			}
			if p := m.Parent; p >= 0 && (s.Marks[p].Open >= m.Open || s.Marks[p].Close < m.Close) {
				t.Fatalf("marks %d leave their parent", k)
			}
		}
	})
}
