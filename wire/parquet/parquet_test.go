package parquet_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	pq "github.com/parquet-go/parquet-go"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/internal/articles"
	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/read"
	"github.com/quoth-news/quoth/wire"
	"github.com/quoth-news/quoth/wire/parquet"
)

// at is the span of words in text.
func at(text, words string) quoth.Span {
	i := strings.Index(text, words)
	return quoth.Span{Start: i, End: i + len(words)}
}

// full is a document with a reading that uses every field.
func full() (*quoth.Document, *quoth.Reading) {
	const text = "“Nous rebâtirons — le café aussi 🙂,” a spokesman for Ana Ruiz told the Evening Ledger on 3 May. “‘Never,’ as Joel Park said.”\n\nThis article was amended on 5 May 2024."
	span := func(words string) quoth.Span { return at(text, words) }
	doc := &quoth.Document{ID: "d:1", Origin: quoth.Origin{Path: "a#1", URL: "https://ledger.example/1", ID: "7"}, Title: "Le café", Publisher: "Evening Ledger", Authors: []string{"Kim Ode", "Bo Li"},
		Published: "2024-05-04", Updated: "2024-05-05", Language: "en", Text: text,
		Segments: []quoth.Segment{{Span: quoth.Span{Start: 0, End: len(text)}, Kind: quoth.Post, Label: span("Ana Ruiz"), Handle: span("Ruiz"), Dated: span("3 May"), Words: span("Nous rebâtirons"), When: "2024-05-03", Repeat: true}},
		Given:    []quoth.Metadata{{Field: "published", Value: "4 May 2024", Rule: "read/meta@1"}, {Field: "updated", Value: "5 May 2024", Rule: "read/stated@1", Span: span("5 May 2024")}},
		Notices:  []quoth.Notice{{Span: span("This article was amended on 5 May 2024."), Kind: quoth.Correction, When: "2024-05-05", Rule: "read/notice@1"}, {Kind: quoth.Withdrawal, Rule: "read/ninjs@1"}}}
	speaker := &quoth.Speaker{Mention: span("a spokesman for Ana Ruiz"), Entity: 0, Confidence: 0.97, Rule: "attribute/cue-subject@1"}
	reading := &quoth.Reading{Document: "d:1", Segments: doc.Segments, Rules: []string{"extract@1", "segment@1"}, Unread: "",
		Entities: []quoth.Entity{{Kind: quoth.Person, Name: "Ana Ruiz", Aliases: []string{"Ruiz"}, Roles: []string{"mayor"}, Mentions: []quoth.Span{span("Ana Ruiz")}},
			{Kind: quoth.Place, Name: "Lisbon"}, {Kind: quoth.Person, Name: "Joel Park", Mentions: []quoth.Span{span("Joel Park")}}},
		Quotations: []quoth.Quotation{{ID: "q:1", Form: quoth.Direct, Language: "fr", Act: quoth.Stated, Basis: quoth.Spokesperson, Parts: []quoth.Span{span("Nous rebâtirons — le café aussi 🙂,"), span("‘Never,’ as Joel Park said.")},
			Confidence: 0.98, Rule: "extract/cue@1", Cue: span("told"), Speaker: speaker,
			Told:      &quoth.Party{Span: span("Evening Ledger"), Name: "Evening Ledger", Entity: quoth.None, Rule: "attribute/told@1"},
			Addressee: &quoth.Party{Span: span("Joel Park"), Name: "Joel Park", Entity: 2}, Via: &quoth.Party{Span: span("a spokesman"), Name: "a spokesman", Entity: quoth.None},
			Venue: &quoth.Venue{Span: span("on 3 May"), Kind: quoth.Podcast, Name: "Quay Talk", Rule: "attribute/venue@1"},
			Said:  &quoth.Said{Span: span("on 3 May"), When: "2024-05-03", Rule: "date/day@1", Confidence: 0.9},
			About: []quoth.About{{Span: span("Joel Park"), Entity: 2}}, Nested: []quoth.Nested{{Parts: []quoth.Span{span("Never,")}, Speaker: &quoth.Speaker{Mention: span("Joel Park"), Entity: 2, Confidence: 0.5}}}},
			{ID: "q:2", Form: quoth.Indirect, Act: quoth.Attitude, Basis: quoth.UnknownBasis, Parts: []quoth.Span{span("le café")}, Speaker: &quoth.Speaker{Mention: span("Ruiz"), Entity: quoth.None}}}}
	return doc, reading
}

// written is a file of n times the full reading and one of an empty one.
func written(t testing.TB, n int) []byte {
	t.Helper()
	var b bytes.Buffer
	w := parquet.NewReadings(&b)
	for range n {
		if err := w.Write(full()); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Write(&quoth.Document{ID: "d:2", Text: "Rien."}, &quoth.Reading{Document: "d:2", Unread: "language fr"}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestReadingsComeBack(t *testing.T) {
	file := written(t, 3)
	if !bytes.Equal(file, written(t, 3)) {
		t.Error("the same readings gave other bytes")
	}
	wantDoc, wantReading := full()
	var n int
	err := parquet.ReadReadings(bytes.NewReader(file), int64(len(file)), func(doc *quoth.Document, reading *quoth.Reading) error {
		if n++; n == 4 {
			if doc.ID != "d:2" || doc.Text != "Rien." || reading.Unread != "language fr" || reading.Document != "d:2" {
				t.Errorf("the empty reading came back as %+v %+v", doc, reading)
			}
			return nil
		}
		if diff := cmp.Diff(wantDoc, doc, cmpopts.EquateEmpty()); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(wantReading, reading, cmpopts.EquateEmpty()); diff != "" {
			t.Error(diff)
		}
		return nil
	})
	if err != nil || n != 4 {
		t.Errorf("%d readings, %v", n, err)
	}
}

// What yield says comes back as it is, and nothing more is read.
func TestReadingStops(t *testing.T) {
	file, stop, n := written(t, 3), errors.New("enough"), 0
	err := parquet.ReadReadings(bytes.NewReader(file), int64(len(file)), func(*quoth.Document, *quoth.Reading) error {
		n++
		return stop
	})
	if err != stop || n != 1 {
		t.Errorf("%v after %d", err, n)
	}
}

func TestRefusals(t *testing.T) {
	nobody := func(*quoth.Document, *quoth.Reading) error { return nil }
	read := func(file []byte) error { return parquet.ReadReadings(bytes.NewReader(file), int64(len(file)), nobody) }
	if err := read([]byte("not at all a Parquet file")); !errors.Is(err, quoth.ErrInvalid) {
		t.Errorf("text: %v", err)
	}
	whole := written(t, 2)
	if err := read(whole[:len(whole)-40]); !errors.Is(err, quoth.ErrInvalid) {
		t.Errorf("cut off: %v", err)
	}
	var b bytes.Buffer
	s := parquet.NewStatements(&b)
	if err := errors.Join(s.Write(&wire.Trace{}), s.Close()); err != nil {
		t.Fatal(err)
	}
	if err := read(b.Bytes()); !errors.Is(err, quoth.ErrUnsupported) {
		t.Errorf("statements: %v", err)
	}
}

// The schemas as Parquet prints them: a change of either is a change of version.
func TestSchemas(t *testing.T) {
	for name, write := range map[string]func(*bytes.Buffer) error{
		"readings": func(b *bytes.Buffer) error { return parquet.NewReadings(b).Close() },
		"statements": func(b *bytes.Buffer) error {
			s := parquet.NewStatements(b)
			return errors.Join(s.Write(&wire.Trace{}), s.Close())
		},
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		f, err := pq.OpenFile(bytes.NewReader(b.Bytes()), int64(b.Len()))
		if err != nil {
			t.Fatal(err)
		}
		got, golden := f.Schema().String()+"\n", filepath.Join("testdata", name+".schema")
		if os.Getenv("QUOTH_UPDATE") != "" {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil || string(want) != got {
			t.Errorf("the schema of %s is not that of %s (%v): %s", name, golden, err, cmp.Diff(string(want), got))
		}
	}
}

// An independent reader, Apache Arrow's, finds the same values where it is installed.
func TestArrowReadsThem(t *testing.T) {
	if err := exec.Command("python3", "-c", "import pyarrow.parquet").Run(); err != nil {
		t.Skip("no python3 with pyarrow here: pip install pyarrow")
	}
	name := filepath.Join(t.TempDir(), "readings.parquet")
	if err := os.WriteFile(name, written(t, 2), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("python3", "-c", `
import sys, pyarrow.parquet as pq
rows = pq.read_table(sys.argv[1]).to_pylist()
assert len(rows) == 3, len(rows)
d, q = rows[0]["document"], rows[0]["quotations"][0]
words = " ".join(d["text"][p["start"]:p["end"]] for p in q["parts"])
assert words == q["text"], (words, q["text"])
s = q["speaker"]
assert d["text"][s["mention"]["start"]:s["mention"]["end"]] == s["mention"]["text"] == "a spokesman for Ana Ruiz"
assert rows[0]["entities"][s["entity"]]["name"] == s["name"] == "Ana Ruiz"
assert q["told"]["entity"] is None and q["said"]["edtf"] == "2024-05-03" and d["notices"][1]["start"] is None
assert rows[2]["unread"] == "language fr" and rows[2]["quotations"] == []
assert pq.read_metadata(sys.argv[1]).metadata[b"quoth.schema"] == b"readings@1"
`, name).CombinedOutput()
	if err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

func FuzzReadReadings(f *testing.F) {
	f.Add(written(f, 1))
	f.Add(written(f, 0))
	f.Fuzz(func(t *testing.T, file []byte) {
		_ = parquet.ReadReadings(bytes.NewReader(file), int64(len(file)), func(doc *quoth.Document, reading *quoth.Reading) error {
			for _, q := range reading.Quotations {
				for _, p := range q.Parts {
					if err := p.Check(doc.Text); err != nil {
						t.Error(err)
					}
				}
			}
			return nil
		})
	})
}

// Whatever the engine finds comes back as it was found.
func TestEngineReadingsComeBack(t *testing.T) {
	engine, err := pipeline.NewEngine()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	var want []*quoth.Reading
	w := parquet.NewReadings(&b)
	for i := range 40 {
		a := articles.Make(3, i)
		err := read.Stream(t.Context(), bytes.NewReader(a.Page()), a.Name, read.Options{}, func(item read.Item) error {
			reading := engine.Read(item.Doc)
			want = append(want, reading)
			return w.Write(item.Doc, reading)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	n := 0
	err = parquet.ReadReadings(bytes.NewReader(b.Bytes()), int64(b.Len()), func(doc *quoth.Document, reading *quoth.Reading) error {
		if diff := cmp.Diff(want[n], reading, cmpopts.EquateEmpty(), cmpopts.IgnoreFields(quoth.Quotation{}, "Sources")); diff != "" {
			t.Error(diff)
		}
		n++
		return nil
	})
	if err != nil || n != len(want) || n != 40 {
		t.Errorf("%d of %d readings, %v", n, len(want), err)
	}
}
