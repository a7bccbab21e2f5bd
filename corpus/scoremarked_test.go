package corpus

import (
	"bytes"
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
)

const taught = `# An article to score readings against.
published: 2021-03-04
covers: split

{q1 “We will rebuild,”} {c1 said} {m1 Ana Ruiz}, who runs {x “the Oven”}. {q1 “And soon.”}

{s2 In 2010 = 2010} {m2 she = Ana Ruiz} {c2 told} the {t2 Daily Ledger} that {q2 the loan was {b2 Beale = Tom Beale}'s “trap”}.

---
entity person Ana Ruiz
`

func at(t *testing.T, text, words string) quoth.Span {
	t.Helper()
	i := strings.Index(text, words)
	if i < 0 {
		t.Fatalf("%q is not in the text", words)
	}
	return quoth.Span{Start: i, End: i + len(words)}
}

func perfect(t *testing.T, text string) *quoth.Reading {
	find := func(w string) quoth.Span { return at(t, text, w) }
	return &quoth.Reading{
		Entities: []quoth.Entity{{Kind: quoth.Person, Name: "Ana Ruiz"}, {Kind: quoth.Person, Name: "Tom Beale"}},
		Quotations: []quoth.Quotation{
			{Form: quoth.Direct, Act: quoth.Stated, Rule: "r1", Parts: []quoth.Span{find("We will rebuild"), find("And soon.")}, Cue: find("said"),
				Speaker: &quoth.Speaker{Mention: find("Ana Ruiz"), Entity: 0, Rule: "r2"}},
			{Form: quoth.Mixed, Act: quoth.Stated, Rule: "r1", Parts: []quoth.Span{find("the loan was Beale's “trap”")}, Cue: find("told"),
				Speaker: &quoth.Speaker{Mention: find("she"), Entity: 0, Rule: "r3"}, Told: &quoth.Party{Span: find("Daily Ledger"), Name: "Daily Ledger", Entity: quoth.None},
				Said: &quoth.Said{Span: find("In 2010"), When: "2010"}, About: []quoth.About{{Span: find("Beale"), Entity: 1}}},
		}}
}

func TestJudge(t *testing.T) {
	m, err := ParseMarked("taught", taught)
	if err != nil {
		t.Fatal(err)
	}
	text := m.Doc.Text
	wrong := func(r *quoth.Reading) string {
		var out []string
		for _, j := range Judge(&m, r) {
			if j.Verdict != Right {
				out = append(out, j.Item+" "+j.Field+" "+string(j.Verdict))
			}
		}
		return strings.Join(out, "; ")
	}
	for _, c := range []struct {
		name   string
		change func(r *quoth.Reading)
		want   string
	}{
		{"perfect", func(r *quoth.Reading) {}, ""},
		{"a part lost", func(r *quoth.Reading) { r.Quotations[0].Parts = r.Quotations[0].Parts[:1] }, "q1 parts wrong"},
		{"with that", func(r *quoth.Reading) { r.Quotations[1].Parts[0].Start -= len("that ") }, ""},
		{"with more", func(r *quoth.Reading) { r.Quotations[1].Parts[0].Start -= len("Ledger that ") }, "q2 parts wrong"},
		{"not found", func(r *quoth.Reading) { r.Quotations = r.Quotations[1:] }, "q1 found missing"},
		{"a scare quote", func(r *quoth.Reading) {
			r.Quotations = append(r.Quotations, quoth.Quotation{Form: quoth.Direct, Parts: []quoth.Span{at(t, text, "the Oven")}})
		}, `"the Oven" found extra; "the Oven" not wrong`},
		{"an attitude too many", func(r *quoth.Reading) {
			r.Quotations = append(r.Quotations, quoth.Quotation{Act: quoth.Attitude, Parts: []quoth.Span{at(t, text, "the Oven")}})
		}, ""},
		{"wrong entity", func(r *quoth.Reading) { r.Quotations[1].Speaker.Entity = 1 }, "q2 entity wrong"},
		{"no entity", func(r *quoth.Reading) { r.Quotations[1].Speaker.Entity = quoth.None }, "q2 entity missing"},
		{"no speaker", func(r *quoth.Reading) { r.Quotations[1].Speaker = nil }, "q2 speaker missing; q2 entity missing"},
		{"short speaker", func(r *quoth.Reading) { r.Quotations[0].Speaker.Mention = at(t, text, "Ruiz") }, "q1 speaker words wrong"},
		{"no date", func(r *quoth.Reading) { r.Quotations[1].Said = nil }, "q2 said missing"},
		{"a date too many", func(r *quoth.Reading) { r.Quotations[0].Said = &quoth.Said{When: "2010"} }, "q1 said extra"},
		{"another date", func(r *quoth.Reading) { r.Quotations[1].Said.When = "2011" }, "q2 said wrong"},
		{"another outlet", func(r *quoth.Reading) { r.Quotations[1].Told.Name = "Ledger" }, "q2 told wrong"},
		{"about", func(r *quoth.Reading) { r.Quotations[1].About[0].Entity = 0 }, "q2 about missing; q2 about extra"},
		{"form and act", func(r *quoth.Reading) { r.Quotations[1].Form, r.Quotations[1].Act = quoth.Direct, quoth.Denial }, "q2 form wrong; q2 act wrong"},
		{"nested too many", func(r *quoth.Reading) {
			r.Quotations[0].Nested = []quoth.Nested{{Parts: []quoth.Span{at(t, text, "rebuild")}}}
		}, "q1 nested extra"},
		{"a person lost", func(r *quoth.Reading) { r.Entities[0].Name = "Ruiz" }, `q1 entity wrong; q2 entity wrong; "Ana Ruiz" person missing`},
	} {
		r := perfect(t, text)
		c.change(r)
		if got := wrong(r); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestScoreMarked(t *testing.T) {
	m, _ := ParseMarked("taught", taught)
	r := perfect(t, m.Doc.Text)
	r.Quotations[1].Said.When = "2011"
	r.Quotations[1].Speaker.Entity = 1
	s, err := ScoreMarked([]Marked{m, m}, []*quoth.Reading{perfect(t, m.Doc.Text), r})
	if err != nil {
		t.Fatal(err)
	}
	if *s.Fields["said"].Precision != .5 || *s.Fields["found"].F1 != 1 || s.Whole != 1 || s.BySpeaker["pronoun"] != (Tally{1, 2}) || s.ByRule["r3"] != (Tally{1, 2}) {
		t.Errorf("%+v", s)
	}
	var b bytes.Buffer
	s.Print(&b)
	if !strings.Contains(b.String(), "found                            1.000     1.000     1.000       4       0       0       0") {
		t.Error(b.String())
	}
}

func TestLedger(t *testing.T) {
	ledger, err := ReadLedger(strings.NewReader("# note\n\na | q1 | said | missing | no date phrase is known\na | q2 | form | wrong | odd marks\n"))
	if err != nil {
		t.Fatal(err)
	}
	unlisted, passing := CheckLedger([]Judgement{
		{Article: "a", Item: "q1", Field: "said", Verdict: Missing},
		{Article: "a", Item: "q2", Field: "form", Verdict: Right},
		{Article: "b", Item: "q1", Field: "said", Verdict: Extra, Got: "2010"},
	}, ledger)
	if len(unlisted) != 1 || unlisted[0].String() != `b | q1 | said | extra | want "", got "2010"` || len(passing) != 1 || passing[0].Line != 4 {
		t.Errorf("unlisted %v passing %v", unlisted, passing)
	}
	if _, err := ReadLedger(strings.NewReader("a | q1 | said\n")); err == nil {
		t.Error("a line without a reason was taken")
	}
}
