package wire

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/quoth-news/quoth"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// reading is a document that uses every field once, with characters of two, three
// and four bytes before everything that is pointed at.
func reading(t *testing.T) (*quoth.Document, *quoth.Reading) {
	t.Helper()
	text := "é–🌊 “We will rebuild,” said Ana Ruiz’s spokesman on Monday. “She told me, ‘Go.’ ”\n"
	at := func(words string) quoth.Span {
		i := strings.Index(text, words)
		if i < 0 {
			t.Fatalf("%q is not in the text", words)
		}
		return quoth.Span{Start: i, End: i + len(words)}
	}
	doc := &quoth.Document{
		Origin: quoth.Origin{Path: "a/\xffb.html", URL: "https://paper.example/1", ID: "n\t1"}, Title: "Sea \"wall\"", Publisher: "The \\ Paper",
		Authors: []string{"Bo Lind"}, Published: "2020-03-02", Updated: "2020-03-03", Language: "en", Text: text,
		Given: []quoth.Metadata{{Field: "title", Value: "Sea", Rule: "read/title@1"}},
	}
	doc.Identify()
	return doc, &quoth.Reading{
		Document: doc.ID,
		Segments: []quoth.Segment{{Span: quoth.Span{Start: 0, End: len(text) - 1}, Kind: quoth.Paragraph}},
		Entities: []quoth.Entity{
			{Kind: quoth.Place, Name: "Somewhere"},
			{Kind: quoth.Person, Name: "Ana Ruiz", Aliases: []string{"Ruiz"}, Mentions: []quoth.Span{at("Ana Ruiz")}},
		},
		Quotations: []quoth.Quotation{{
			ID: "q:aaaaaaaaaaaaaaaa", Form: quoth.Direct, Act: quoth.Stated, Basis: quoth.Spokesperson,
			Parts: []quoth.Span{at("We will rebuild,"), at("She told me, ‘Go.’")}, Confidence: 0.98765, Rule: "extract/cue@1",
			Cue:       at("said"),
			Speaker:   &quoth.Speaker{Mention: at("Ana Ruiz’s spokesman"), Entity: 1, Confidence: 1.2, Rule: "attribute/cue-subject@1"},
			Told:      &quoth.Party{Span: at("Monday"), Name: "Monday", Entity: quoth.None},
			Addressee: &quoth.Party{Span: at("me"), Name: "me", Entity: 0},
			Via:       &quoth.Party{Span: at("spokesman"), Name: "spokesman", Entity: quoth.None},
			Venue:     &quoth.Venue{Span: at("on Monday"), Kind: quoth.OtherVenue},
			Said:      &quoth.Said{Span: at("on Monday"), When: "2020-03-02", Rule: "date/weekday@1", Confidence: 0.9},
			About:     []quoth.About{{Span: at("She"), Entity: 1}, {Span: at("me"), Entity: 0}},
			Nested:    []quoth.Nested{{Parts: []quoth.Span{at("Go.")}, Speaker: &quoth.Speaker{Mention: at("She"), Entity: quoth.None}}},
		}},
		Rules: []string{"date@1", "extract@1"},
	}
}

func TestAppendReadingCountsCodePoints(t *testing.T) {
	doc, r := reading(t)
	var got struct {
		Document struct{ Text string }
		Entities []struct {
			ID, Name string
			Mentions []words
		}
		Quotations []struct {
			Text       string
			Parts      []words
			Cue        words
			Confidence float64
			Speaker    struct {
				Mention      words
				Entity, Name string
				Confidence   float64
			}
			Addressee, Told map[string]any
			Said            struct {
				words
				EDTF string
			}
			About []struct {
				words
				Entity string
			}
			Nested []struct{ Text string }
		}
	}
	line := AppendReading(nil, doc, r)
	if err := json.Unmarshal(line, &got); err != nil {
		t.Fatal(err)
	}
	if bytes.ContainsAny(line, "\n") {
		t.Error("the object takes more than one line")
	}
	runes := []rune(got.Document.Text)
	q := got.Quotations[0]
	for name, c := range map[string]struct {
		at   words
		want string
	}{
		"mention": {got.Entities[0].Mentions[0], "Ana Ruiz"}, "cue": {q.Cue, "said"}, "first part": {q.Parts[0], "We will rebuild,"},
		"second part": {q.Parts[1], "She told me, ‘Go.’"}, "speaker": {q.Speaker.Mention, "Ana Ruiz’s spokesman"},
		"said": {q.Said.words, "on Monday"}, "about": {q.About[0].words, "She"},
	} {
		if words := string(runes[c.at.Start:c.at.End]); words != c.want {
			t.Errorf("%s points at %q, want %q", name, words, c.want)
		}
		if c.at.Text != "" && c.at.Text != c.want {
			t.Errorf("%s prints %q, want %q", name, c.at.Text, c.want)
		}
	}
	if q.Text != "We will rebuild, She told me, ‘Go.’" || q.Nested[0].Text != "Go." {
		t.Errorf("text %q, nested %q", q.Text, q.Nested[0].Text)
	}
	if q.Speaker.Entity != "e1" || q.Speaker.Name != "Ana Ruiz" || q.Speaker.Confidence != 1 || q.Confidence != 0.988 {
		t.Errorf("speaker %+v, confidence %v", q.Speaker, q.Confidence)
	}
	if len(got.Entities) != 1 || len(q.About) != 1 || q.Addressee["entity"] != nil {
		t.Errorf("a place was printed: %s", line)
	}
}

type words struct {
	Start, End int
	Text       string
}

func TestAppendReadingLeavesOutWhatIsNotKnown(t *testing.T) {
	doc := &quoth.Document{Text: "“Yes.”"}
	doc.Identify()
	r := &quoth.Reading{Quotations: []quoth.Quotation{{
		ID: "q:aaaaaaaaaaaaaaaa", Form: quoth.Direct, Act: quoth.Stated, Basis: quoth.UnknownBasis, Parts: []quoth.Span{{Start: 3, End: 7}}}}}
	line := string(AppendReading(nil, doc, r))
	want := `{"document":{"id":"` + doc.ID + `","origin":{},"text":"“Yes.”","segments":[]},"entities":[],"quotations":[{"id":"q:aaaaaaaaaaaaaaaa",` +
		`"form":"direct","act":"statement","parts":[{"start":1,"end":5}],"text":"Yes.","confidence":0,"told":null,"venue":null,"addressee":null,` +
		`"via":null,"basis":"unknown","about":[]}],"rules":[]}`
	if diff := cmp.Diff(want, line); diff != "" {
		t.Error(diff)
	}
	validate(t, "extract", []byte(line))
}

func TestReadingKeepsItsSchema(t *testing.T) {
	doc, r := reading(t)
	line := AppendReading(nil, doc, r)
	validate(t, "extract", line)
	for _, broken := range []string{
		strings.Replace(string(line), `"form":"direct"`, `"form":"loud"`, 1),
		strings.Replace(string(line), `"parts":[{`, `"parts":[{"text":"",`, 1),
		strings.Replace(string(line), `"e1"`, `"e0"`, 1),
		strings.Replace(string(line), `"edtf":"2020-03-02"`, `"edtf":"Monday"`, 1),
	} {
		if compile(t, "extract").Validate(decode(t, []byte(broken))) == nil {
			t.Errorf("the schema accepts %.300s", broken)
		}
	}
}

func TestSchemasAreCompleteInThemselves(t *testing.T) {
	for _, name := range SchemaNames() {
		compile(t, name)
	}
	if _, err := Schema("nothing"); err == nil {
		t.Error("a schema that is not there was found")
	}
}

func FuzzAppendString(f *testing.F) {
	f.Add("a\"b\\c\n\t\r\x00\x1f\u2028é\xff\xed\xa0\x80🌊")
	f.Fuzz(func(t *testing.T, s string) {
		var got string
		if err := json.Unmarshal(appendString(nil, s), &got); err != nil {
			t.Fatal(err)
		}
		if want := string([]rune(s)); got != want {
			t.Errorf("%q came back as %q", want, got)
		}
	})
}

func compile(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	text, err := Schema(name)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(name, decode(t, text)); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile(name)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return schema
}

func decode(t *testing.T, text []byte) any {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatalf("%v in %.300s", err, text)
	}
	return value
}

func validate(t *testing.T, name string, line []byte) {
	t.Helper()
	if err := compile(t, name).Validate(decode(t, line)); err != nil {
		t.Errorf("%v\n%s", err, line)
	}
}
