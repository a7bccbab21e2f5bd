package corpus

import (
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
)

const bakery = `# A test of the format itself.
published: 2021-03-04
publisher: Harbour Gazette
covers: split, nested

{q1 “We will rebuild,”} {c1 said} {m1 Ana Ruiz}, who runs {x “the Oven”}. {q1 “And soon.”}

{s2-3 In 2010 = 2010} {m2 {i2 a spokesman} for Ruiz = Ana Ruiz} {c2 told} the {t2 Daily Ledger} that {q2 the loan was “a trap”}.
{m3 She = Ana Ruiz} {c3 added} that {q3 \{sic\} 1 \= 1} and {q4 “{m4a=x}`

func TestParseMarked(t *testing.T) {
	file := strings.TrimSuffix(bakery, ` and {q4 “{m4a=x}`) + `.

{q4 “My mother {m4a My mother = Ruiz's mother} said {q4a ‘Run,’} so I ran,”} {c4 says} {m4 Ruiz = Ana Ruiz}.

---
# a note
q4 said none
q2 act denial|statement
q3 basis on_record
entity person Ana Ruiz, Ruiz
`
	m, err := ParseMarked("bakery", file)
	if err != nil {
		t.Fatal(err)
	}
	text := m.Doc.Text
	if !strings.HasPrefix(text, "“We will rebuild,” said Ana Ruiz, who runs “the Oven”. “And soon.”\n\nIn 2010 a spokesman for Ruiz told") ||
		!strings.Contains(text, "that {sic} 1 = 1.\n") {
		t.Fatalf("text %q", text)
	}
	want := []string{"q1 direct We will rebuild,/And soon.", "q2 mixed the loan was “a trap”", "q3 indirect {sic} 1 = 1",
		"q4 direct My mother My mother said ‘Run,’ so I ran,"}
	for i, q := range m.Quotations {
		var parts []string
		for _, p := range q.Parts {
			parts = append(parts, p.Of(text))
		}
		if got := q.ID + " " + string(q.Forms[0]) + " " + strings.Join(parts, "/"); got != want[i] {
			t.Errorf("got %s, want %s", got, want[i])
		}
	}
	q2 := m.Quotation("q2")
	if q2.Speaker.Name != "Ana Ruiz" || q2.Speaker.Spans[0].Of(text) != "a spokesman for Ruiz" || q2.Via.Spans[0].Of(text) != "a spokesman" ||
		q2.Told.Name != "Daily Ledger" || q2.Said.Whens[0] != "2010" || len(q2.Acts) != 2 {
		t.Errorf("q2 %+v", q2)
	}
	if q3 := m.Quotation("q3"); q3.Said == nil || q3.Said.Spans[0].Of(text) != "In 2010" {
		t.Errorf("q3 %+v", q3)
	}
	if n := m.Quotation("q4").Nested; len(n) != 1 || n[0].Parts[0].Of(text) != "Run," || n[0].Speaker.Name != "Ruiz's mother" {
		t.Errorf("nested %+v", n)
	}
	if len(m.Nots) != 1 || m.Nots[0].Of(text) != "“the Oven”" || len(m.Entities) != 1 || m.Doc.Published != "2021-03-04" {
		t.Errorf("%+v", m)
	}
}

func TestParseMarkedErrors(t *testing.T) {
	for _, c := range []struct{ file, want string }{
		{"no title\n\ntext", "line 1: the first line must be"},
		{"# t\npublished 2010\n\ntext", "line 2: want “key: value”"},
		{"# t\ncolour: red\n\ntext", `line 2: unknown header "colour"`},
		{"# t\n\n{q1 We}\nthen {m1 Ana", "line 4: the mark {m1 is never closed"},
		{"# t\n\nWe} go", "line 3: a closing brace"},
		{"# t\n\n{We go}", "line 3: \"We\" is no tag"},
		{"# t\n\n{q1}", "line 3: “{q1}” needs a tag"},
		{"# t\n\n{c1 said}", "line 3: q1 has no words"},
		{"# t\n\n{q1a no}", "line 3: q1a is nested in q1"},
		{"# t\n\n{q1 no} {s1 today}", "line 3: a date needs its value"},
		{"# t\n\n{q1 no} {s1 today = tomorrow}", `line 3: "tomorrow" is no EDTF date`},
		{"# t\n\n{q1 no} {v1 there = party}", `line 3: "party" is no kind of venue`},
		{"# t\n\n{q1 no} {c1 said} {m1 Ruiz}. {m2 Ana Ruiz} {c2 said} {q2 yes}.", `"Ruiz" is expected, and "Ana Ruiz" too`},
		{"# t\n\n{q1 no}\n---\nq2 form direct", "line 5: no words are marked {q2"},
		{"# t\n\n{q1 no}\n---\nq1 colour red", "line 5: unknown field"},
		{"# t\n\n{q1 no}\n---\nq1 said 2010 \"nowhere\"", `line 5: the article does not hold "nowhere"`},
		{"# t\n\n{q1 no}\n---\nq1 form loud", `line 5: "loud" is none of`},
	} {
		_, err := ParseMarked("x", c.file)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: error %v, want %s", c.file, err, c.want)
		}
	}
}

func TestFormOf(t *testing.T) {
	for _, c := range []struct {
		words string
		part  string
		form  quoth.Form
	}{
		{`“We go,”`, "We go,", quoth.Direct},
		{`"We go,"`, "We go,", quoth.Direct},
		{"``We go,''", "We go,", quoth.Direct},
		{"''We go,''", "We go,", quoth.Direct},
		{`«We go»`, "We go", quoth.Direct},
		{`‘We go,’`, "We go,", quoth.Direct},
		{`“We go on`, "We go on", quoth.Direct},
		{`it was “good”`, "it was “good”", quoth.Mixed},
		{`“good” it was`, "“good” it was", quoth.Mixed},
		{`the workers' pay is late`, "the workers' pay is late", quoth.Indirect},
	} {
		span := quoth.Span{Start: 0, End: len(c.words)}
		if got := formOf(c.words, []quoth.Span{span}); got != c.form {
			t.Errorf("%s: form %s, want %s", c.words, got, c.form)
		}
		if got := withoutMarks(c.words, span).Of(c.words); got != c.part {
			t.Errorf("%s: part %s, want %s", c.words, got, c.part)
		}
	}
}

// FuzzParseMarked holds the parser to its laws: no panic, spans inside the text.
func FuzzParseMarked(f *testing.F) {
	f.Add(bakery)
	f.Add("# t\n\n{q1 “a {q1a ‘b’}”} {m1 c = d}\n---\nq1 said 2010\n")
	f.Fuzz(func(t *testing.T, file string) {
		m, err := ParseMarked("x", file)
		if err != nil {
			return
		}
		for _, q := range m.Quotations {
			for _, s := range append(q.Parts, q.Cues...) {
				if err := s.Check(m.Doc.Text); err != nil {
					t.Error(err)
				}
			}
		}
	})
}
