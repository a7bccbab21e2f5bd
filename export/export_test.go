package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	pq "github.com/parquet-go/parquet-go"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/compare"
	"github.com/quoth-news/quoth/export"
	"github.com/quoth-news/quoth/record"
)

// hostile is words that would break out of a careless format.
const hostile = "=HYPERLINK(\"http://x\") ]]></said><script>alert('é')</script> \u0001 & “so”, she said;\n🙂 +1"

// tracings are statements with every field, with none, and with dates of all shapes.
func tracings() []*ask.Tracing {
	article := "Nadia Okafor, “" + hostile + "”, told the Ledger — “très bien.”"
	start := strings.Index(article, hostile)
	passage := record.Passage{Document: "d:1", Span: quoth.Span{Start: start, End: start + len(hostile)}, Text: article}
	head := record.Head{ID: "d:1", Title: "A <title> & more", Publisher: "Evening Ledger", URL: "https://ledger.example/1?a=1&b=2", Published: "2024-05-04"}
	bare := record.Head{ID: "d:2", Path: "a.txt"}
	full := &ask.Tracing{
		Statement: record.Statement{ID: "s:1", Speaker: record.Person{ID: "p:1", Name: "Nadia Okafor"}, Said: "2024-05-03", Form: quoth.Direct, Act: quoth.Stated, Basis: quoth.OnRecord,
			Told: "Evening Ledger", Venue: &record.Venue{Kind: quoth.PressConference, Name: "Quay Talk"}, Text: hostile, About: []record.Person{{ID: "p:2", Name: "The Quay Board"}, {ID: "p:3", Name: "residents"}},
			Copies: 2, Origins: 1, Confidence: 0.97, First: head, Evidence: passage},
		Appearances: []ask.Traced{
			{Appearance: record.Appearance{Quotation: quoth.Quotation{ID: "q:1"}, Words: hostile, Head: head, Passage: passage, Origin: 1}, Wording: compare.Exact},
			{Appearance: record.Appearance{Quotation: quoth.Quotation{ID: "q:2"}, Words: "so", Head: bare, Passage: record.Passage{Document: "d:2", Span: quoth.Span{Start: 3, End: 5}, Text: "“so”"}, Origin: 1},
				Wording: compare.Altered, Changes: []compare.Change{{Kind: "dropped", Record: "she said"}}},
		}}
	all := []*ask.Tracing{full}
	for i, when := range []quoth.When{"", "2010", "2010-03", "2017~", "2017-05?", "2009/2010-02", "../2023-08-24", "2019-21", "201X", "2023-08-24/.."} {
		s := record.Statement{ID: fmt.Sprintf("s:w%d", i), Said: when, Form: quoth.Indirect, Act: quoth.Attitude, Basis: quoth.UnknownBasis, Text: "it holds", First: bare,
			Speaker:  record.Person{ID: fmt.Sprintf("p:%d", 1+i%4), Name: "Someone"},
			Evidence: record.Passage{Document: "d:2", Text: "it holds", Span: quoth.Span{Start: 0, End: 8}}}
		all = append(all, &ask.Tracing{Statement: s, Appearances: []ask.Traced{{Appearance: record.Appearance{Quotation: quoth.Quotation{ID: fmt.Sprintf("q:w%d", i)}, Words: "it holds", Head: bare, Passage: s.Evidence, Origin: 1}, Wording: compare.Exact}}})
	}
	return all
}

func kindOf(id string) (quoth.EntityKind, error) {
	return map[string]quoth.EntityKind{"p:1": quoth.Person, "p:2": quoth.Organisation, "p:3": quoth.Group, "p:4": quoth.UnnamedSource}[id], nil
}

func written(t *testing.T, format string, list []*ask.Tracing) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := export.New(format, &b, kindOf)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range list {
		if err := w.Write(one); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func file(t *testing.T, content []byte) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "export")
	if err := os.WriteFile(name, content, 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// python runs a program over a file with a library, where that is installed.
func python(t *testing.T, library, program string, content []byte) {
	t.Helper()
	if err := exec.Command("python3", "-c", "import "+library).Run(); err != nil {
		t.Skipf("no python3 with %s here", library)
	}
	if out, err := exec.Command("python3", "-c", program, file(t, content)).CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

func TestTheSameStatementsGiveTheSameBytes(t *testing.T) {
	for _, format := range export.Formats {
		if a, b := written(t, format, tracings()), written(t, format, tracings()); !bytes.Equal(a, b) || len(a) == 0 {
			t.Errorf("%s differs from itself, or is empty", format)
		}
	}
	if _, err := export.New("xml", &bytes.Buffer{}, kindOf); !errors.Is(err, quoth.ErrUnsupported) {
		t.Errorf("xml: %v", err)
	}
}

func TestCSV(t *testing.T) {
	rows, err := csv.NewReader(bytes.NewReader(written(t, "csv", tracings()))).ReadAll()
	if err != nil || len(rows) != 12 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	at := map[string]int{}
	for i, name := range rows[0] {
		at[name] = i
	}
	got := func(row int, name string) string { return rows[row][at[name]] }
	if got(1, "speaker") != "Nadia Okafor" || got(1, "about_entities") != "p:2; p:3" || got(1, "copies") != "2" || got(1, "venue_kind") != "press_conference" || got(8, "said") != "../2023-08-24" {
		t.Errorf("row %v", rows[1])
	}
	if words := got(1, "text"); words != "'"+hostile {
		t.Errorf("a formula came out as %q", words)
	}
	if empty, err := csv.NewReader(bytes.NewReader(written(t, "csv", nil))).ReadAll(); err != nil || len(empty) != 1 {
		t.Errorf("an empty record: %v, %v", empty, err)
	}
	python(t, "csv", `
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")))
assert len(rows) == 11 and rows[0]["speaker"] == "Nadia Okafor" and rows[0]["text"].startswith("'=HYPERLINK") and rows[0]["text"].endswith("+1"), rows[0]
assert all(None not in r and None not in r.values() for r in rows)
`, written(t, "csv", tracings()))
}

func TestParquet(t *testing.T) {
	content := written(t, "parquet", tracings())
	rows := pq.NewReader(bytes.NewReader(content))
	defer rows.Close()
	var first struct { // what this test knows of the schema, apart from what writes it
		Statement string `parquet:"statement"`
		Text      string `parquet:"text"`
		Copies    int32  `parquet:"copies"`
	}
	if err := rows.Read(&first); err != nil || rows.NumRows() != 11 || first.Statement != "s:1" || first.Text != hostile || first.Copies != 2 {
		t.Errorf("%d rows, %+v, %v", rows.NumRows(), first, err)
	}
	python(t, "pyarrow.parquet", `
import sys, pyarrow.parquet as pq
rows = pq.read_table(sys.argv[1]).to_pylist()
assert len(rows) == 11
r = rows[0]
assert r["statement"] == "s:1" and r["speaker"]["name"] == "Nadia Okafor" and r["said"]["edtf"] == "2024-05-03" and r["about"][1]["entity"] == "p:3"
assert r["appearances"][1]["changes"][0] == {"kind": "dropped", "draft": None, "record": "she said"}, r["appearances"]
assert rows[1]["said"] is None and rows[1]["about"] == [] and r["text"].startswith("=HYPERLINK")
`, content)
}

// schemaTerms are the terms of schema.org that are used, by the type they belong to.
var schemaTerms = map[string]string{
	"Quotation": "text creator dateCreated temporalCoverage about recordedAt isPartOf",
	"Person":    "name", "Organization": "name", "Thing": "name", "Event": "name additionalType",
	"NewsArticle": "url headline publisher datePublished",
}

func TestJSONLD(t *testing.T) {
	content := written(t, "jsonld", tracings())
	var doc struct {
		Context map[string]any   `json:"@context"`
		Graph   []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal(content, &doc); err != nil || len(doc.Graph) != 11 || doc.Context["@vocab"] != "https://schema.org/" {
		t.Fatalf("%d nodes, %v", len(doc.Graph), err)
	}
	for _, node := range doc.Graph {
		checkNode(t, node)
	}
	if first := doc.Graph[0]; first["text"] != hostile || first["dateCreated"] != "2024-05-03" || first["creator"].(map[string]any)["@type"] != "Person" || len(first["isPartOf"].([]any)) != 2 {
		t.Errorf("%v", first)
	}
	if doc.Graph[4]["temporalCoverage"] != "2017~" || doc.Graph[2]["dateCreated"] != "2010" {
		t.Errorf("%v %v", doc.Graph[4], doc.Graph[2])
	}
	if !json.Valid(written(t, "jsonld", nil)) {
		t.Error("an empty record is no JSON")
	}
	python(t, "rdflib", `
import sys, rdflib
g = rdflib.Graph().parse(sys.argv[1], format="json-ld")
S = rdflib.Namespace("https://schema.org/")
q = rdflib.URIRef("urn:quoth:s:1")
assert (q, rdflib.RDF.type, S.Quotation) in g and len(set(g.subjects(rdflib.RDF.type, S.Quotation))) == 11
assert str(g.value(g.value(q, S.creator), S.name)) == "Nadia Okafor"
assert g.value(q, S.dateCreated).datatype == S.Date
assert isinstance(g.value(rdflib.URIRef("urn:quoth:d:1"), S.url), rdflib.URIRef)
assert str(g.value(q, rdflib.URIRef("https://github.com/quoth-news/quoth/ns#form"))) == "direct"
`, content)
}

// checkNode holds a node to the terms of its type.
func checkNode(t *testing.T, node map[string]any) {
	t.Helper()
	kind, _ := node["@type"].(string)
	terms, known := schemaTerms[kind]
	if !known {
		t.Errorf("no type %q is known", kind)
	}
	for key, value := range node {
		if !strings.HasPrefix(key, "@") && !strings.HasPrefix(key, "quoth:") && !strings.Contains(" "+terms+" ", " "+key+" ") {
			t.Errorf("a %s has no %s", kind, key)
		}
		switch v := value.(type) {
		case map[string]any:
			checkNode(t, v)
		case []any:
			for _, one := range v {
				checkNode(t, one.(map[string]any))
			}
		}
	}
}

func TestWebAnnotation(t *testing.T) {
	var c struct {
		Context     string `json:"@context"`
		Type, Label string
		Total       int
		First       struct {
			Type, PartOf string
			Items        []struct {
				ID, Type string
				Body     []struct{ Type, Value, Source, Purpose string }
				Target   struct {
					Source   string
					Selector []struct {
						Type, Exact, Prefix, Suffix string
						Start, End                  int
					}
					State *struct{ Type, SourceDate string }
				}
			}
		}
	}
	d := json.NewDecoder(bytes.NewReader(written(t, "webannotation", tracings())))
	if err := d.Decode(&c); err != nil {
		t.Fatal(err)
	}
	if c.Context != "http://www.w3.org/ns/anno.jsonld" || c.Type != "AnnotationCollection" || c.First.Type != "AnnotationPage" || c.Total != 12 || len(c.First.Items) != 12 {
		t.Fatalf("%s %s, %d of %d", c.Type, c.First.Type, len(c.First.Items), c.Total)
	}
	n := 0
	for _, one := range tracings() {
		for _, a := range one.Appearances {
			item := c.First.Items[n]
			n++
			quote, position := item.Target.Selector[0], item.Target.Selector[1]
			text := []rune(a.Passage.Text)
			if item.Type != "Annotation" || quote.Type != "TextQuoteSelector" || position.Type != "TextPositionSelector" || string(text[position.Start:position.End]) != quote.Exact ||
				quote.Exact != a.Passage.Span.Of(a.Passage.Text) {
				t.Errorf("%+v does not find its words", item)
			}
			if before := string(text[:position.Start]); !strings.HasSuffix(before, quote.Prefix) || !strings.HasPrefix(string(text[position.End:]), quote.Suffix) {
				t.Errorf("%q does not stand before %q, or %q after it", quote.Prefix, quote.Exact, quote.Suffix)
			}
		}
	}
	if first := c.First.Items[0]; first.Target.Source != "https://ledger.example/1?a=1&b=2" || first.Target.State.SourceDate != "2024-05-04T00:00:00Z" || first.Body[1].Source != "urn:quoth:s:1" {
		t.Errorf("%+v", first)
	}
	if bare := c.First.Items[1]; bare.Target.Source != "urn:quoth:d:2" || bare.Target.State != nil {
		t.Errorf("%+v", bare)
	}
	if !json.Valid(written(t, "webannotation", nil)) {
		t.Error("an empty record is no JSON")
	}
}

func TestTEI(t *testing.T) {
	content := written(t, "tei", tracings())
	var doc struct {
		Cits []struct {
			Said struct {
				Who   string `xml:"who,attr"`
				Words string `xml:",chardata"`
			} `xml:"said"`
			Date struct {
				When     string `xml:"when,attr"`
				NotAfter string `xml:"notAfter,attr"`
				From     string `xml:"from,attr"`
				To       string `xml:"to,attr"`
				Cert     string `xml:"cert,attr"`
			} `xml:"date"`
		} `xml:"text>body>div>cit"`
		Persons []struct {
			ID string `xml:"id,attr"`
		} `xml:"standOff>listPerson>person"`
	}
	if err := xml.Unmarshal(content, &doc); err != nil || len(doc.Cits) != 11 || len(doc.Persons) != 2 {
		t.Fatalf("%d cits, %d persons, %v", len(doc.Cits), len(doc.Persons), err)
	}
	if got := doc.Cits[0].Said; got.Words != strings.ReplaceAll(hostile, "\u0001", "") || got.Who != "#p.1" {
		t.Errorf("%+v", got)
	}
	if !utf8.Valid(content) {
		t.Error("it is not UTF-8")
	}
	for i, want := range map[int]string{2: "2010", 3: "2010-03", 4: "2017 low", 5: "2017-05 low", 6: "2009 to 2010-02", 7: "by 2023-08-24", 8: "", 9: "", 10: "2023-08-24 to "} {
		d := doc.Cits[i].Date
		got := d.When
		switch {
		case d.NotAfter != "":
			got = "by " + d.NotAfter
		case d.From != "":
			got = d.From + " to " + d.To
		}
		if d.Cert != "" {
			got += " " + d.Cert
		}
		if got != want {
			t.Errorf("date %d is %q, want %q", i, got, want)
		}
	}
	for _, list := range [][]*ask.Tracing{tracings(), nil} {
		relaxNG(t, written(t, "tei", list))
	}
}

// relaxNG validates against the schema of the part of TEI that is used.
func relaxNG(t *testing.T, content []byte) {
	t.Helper()
	if _, err := exec.LookPath("xmllint"); err != nil {
		t.Skip("no xmllint here: apt-get install libxml2-utils")
	}
	if out, err := exec.Command("xmllint", "--noout", "--nonet", "--relaxng", filepath.Join("testdata", "tei.rng"), file(t, content)).CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}
