package pipeline

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/read"
)

// expectedPage is what a careful reader finds in the sample article.
type expectedPage struct {
	Published  string
	Segments   []struct{ Starts, Kind string }
	People     []string
	Quotations []struct {
		Starts, Speaker, Cue, Said, Venue, Told, Addressee, About string
		Form                                                      oneOf
		Parts                                                     int
	}
	NotQuotations []string `json:"not_quotations"`
}

// oneOf is a string or a list of those that are right.
type oneOf []string

func (o *oneOf) UnmarshalJSON(b []byte) error {
	if b[0] == '[' {
		return json.Unmarshal(b, (*[]string)(o))
	}
	*o = []string{""}
	return json.Unmarshal(b, &(*o)[0])
}

// TestSample holds the engine to every line of the sample that is measured
// against, where it stands beside the checkout.
func TestSample(t *testing.T) {
	root := os.Getenv("QUOTH_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "shared")
	}
	page := filepath.Join(root, "samples", "seed-article.txt")
	raw, err := os.ReadFile(filepath.Join(root, "samples", "seed-article.expected.json"))
	if err != nil {
		t.Skipf("no sample article: %v", err)
	}
	var want expectedPage
	d := json.NewDecoder(bytes.NewReader(raw))
	if err := d.Decode(&want); err != nil {
		t.Fatal(err)
	}
	engine, err := NewEngine()
	if err != nil {
		t.Fatal(err)
	}
	var doc *quoth.Document
	err = read.Open(context.Background(), []string{page}, read.Options{}, func(item read.Item) error {
		doc = item.Doc
		return item.Err
	})
	if err != nil {
		t.Fatal(err)
	}
	if string(doc.Published) != want.Published {
		t.Errorf("published %q, want %q", doc.Published, want.Published)
	}
	checkSample(t, &want, doc, engine.Read(doc))
}

func checkSample(t *testing.T, want *expectedPage, doc *quoth.Document, r *quoth.Reading) {
	for _, s := range want.Segments {
		ok := false
		for _, have := range r.Segments {
			ok = ok || string(have.Kind) == s.Kind && strings.HasPrefix(have.Of(doc.Text), s.Starts)
		}
		if !ok {
			t.Errorf("no segment of kind %s starts with %q", s.Kind, s.Starts)
		}
	}
	for _, name := range want.People {
		ok := false
		for _, e := range r.Entities {
			ok = ok || e.Kind == quoth.Person && e.Name == name
		}
		if !ok {
			t.Errorf("%s is not among the people", name)
		}
	}
	expected := map[int]bool{}
	for i := range want.Quotations {
		w := &want.Quotations[i]
		at := quoth.None
		for k := range r.Quotations {
			if startsWith(doc.Text, &r.Quotations[k], w.Starts) {
				at = k
			}
		}
		if at == quoth.None {
			t.Errorf("no quotation starts with %q", w.Starts)
			continue
		}
		expected[at] = true
		got := describe(doc, r, &r.Quotations[at])
		for _, f := range []struct{ field, want string }{{"speaker", w.Speaker}, {"cue", w.Cue}, {"said", w.Said}, {"venue", w.Venue},
			{"told", w.Told}, {"addressee", w.Addressee}} {
			if f.want != "" && got[f.field] != f.want {
				t.Errorf("%q: %s is %q, want %q", w.Starts, f.field, got[f.field], f.want)
			}
		}
		if !strings.Contains(" "+strings.Join(w.Form, " ")+" ", " "+got["form"]+" ") {
			t.Errorf("%q: form is %s, want %v", w.Starts, got["form"], w.Form)
		}
		if w.About != "" && !strings.Contains(got["about"], "|"+w.About+"|") {
			t.Errorf("%q: about is %q, want %s", w.Starts, got["about"], w.About)
		}
		if n := len(r.Quotations[at].Parts); w.Parts != 0 && n != w.Parts {
			t.Errorf("%q: %d parts, want %d: %q", w.Starts, n, w.Parts, r.Quotations[at].Text(doc.Text))
		}
	}
	further := 0
	for k := range r.Quotations {
		q := &r.Quotations[k]
		words := q.Text(doc.Text)
		for _, not := range want.NotQuotations {
			if strings.HasPrefix(words, not) {
				t.Errorf("%q is no quotation", words)
			}
		}
		if !expected[k] && q.Act != quoth.Attitude {
			further++
			t.Logf("a further quotation: %q", words)
		}
	}
	if further > 2 {
		t.Errorf("%d further quotations, at most 2 may be", further)
	}
}

// startsWith tells whether a quotation starts with the words. A mixed one may have
// the words of its clause that stand before the marks ("it was") in front of them.
func startsWith(text string, q *quoth.Quotation, words string) bool {
	first := q.Parts[0]
	at := strings.Index(first.Of(text), words)
	return at == 0 || strings.HasPrefix(text[first.Start:], words) ||
		at > 0 && q.Form == quoth.Mixed && len(strings.Fields(first.Of(text)[:at])) <= 4
}

// describe gives the fields of a quotation by the names the sample uses.
func describe(doc *quoth.Document, r *quoth.Reading, q *quoth.Quotation) map[string]string {
	name := func(entity int) string {
		if entity == quoth.None {
			return ""
		}
		return r.Entities[entity].Name
	}
	party := func(p *quoth.Party) string {
		if p == nil {
			return ""
		}
		if n := name(p.Entity); n != "" {
			return n
		}
		return p.Name
	}
	d := map[string]string{"form": string(q.Form), "cue": q.Cue.Of(doc.Text), "addressee": party(q.Addressee)}
	if q.Told != nil {
		d["told"] = q.Told.Name
	}
	if q.Speaker != nil {
		d["speaker"] = name(q.Speaker.Entity)
	}
	if q.Said != nil {
		d["said"] = string(q.Said.When)
	}
	if q.Venue != nil {
		d["venue"] = string(q.Venue.Kind)
	}
	for _, a := range q.About {
		d["about"] += fmt.Sprintf("|%s|", name(a.Entity))
	}
	return d
}
