package ask

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/sqlite"
	"github.com/quoth-news/quoth/wire"
)

// story is an article with the quotations marked in its text as
// "{Speaker|form|act: words}"; form and act may be left out. A name after "via "
// in the place of the act says who spoke for the speaker; "{^Speaker: words}"
// inside is speech quoted in speech.
type story struct {
	path, publisher, published, text string
}

// reading takes the marks out of a story and makes the reading they stand for.
func (s story) reading(t testing.TB) (*quoth.Document, *quoth.Reading) {
	t.Helper()
	m := marked{t: t, doc: &quoth.Document{Origin: quoth.Origin{Path: s.path}, Publisher: s.publisher, Published: quoth.When(s.published), Language: "en"},
		r: &quoth.Reading{Rules: []string{"test@1"}}, entities: map[string]int{}}
	for i := 0; i < len(s.text); i++ {
		switch s.text[i] {
		case '{':
			head, _, ok := strings.Cut(s.text[i+1:], ": ")
			if !ok {
				t.Fatalf("mark without head: %s", s.text[i:])
			}
			m.open = append(m.open, openMark{head, m.text.Len()})
			i += len(head) + 2
		case '}':
			m.close()
		default:
			m.text.WriteByte(s.text[i])
		}
	}
	return m.finish()
}

// marked is the work on one story.
type marked struct {
	t        testing.TB
	doc      *quoth.Document
	r        *quoth.Reading
	text     strings.Builder
	open     []openMark
	entities map[string]int
	nested   []quoth.Nested
	inner    []string // the names of those quoted inside, in order
}

type openMark struct {
	head  string
	start int
}

func (m *marked) entity(name string) int {
	if _, ok := m.entities[name]; !ok {
		m.entities[name] = len(m.r.Entities)
		m.r.Entities = append(m.r.Entities, quoth.Entity{Kind: quoth.Person, Name: name})
	}
	return m.entities[name]
}

// close ends the innermost mark.
func (m *marked) close() {
	top := m.open[len(m.open)-1]
	m.open = m.open[:len(m.open)-1]
	span := quoth.Span{Start: top.start, End: m.text.Len()}
	fields := strings.Split(top.head, "|")
	if name, ok := strings.CutPrefix(fields[0], "^"); ok {
		m.nested = append(m.nested, quoth.Nested{Parts: []quoth.Span{span}})
		m.inner = append(m.inner, name)
		return
	}
	q := quoth.Quotation{Form: quoth.Direct, Act: quoth.Stated, Basis: quoth.OnRecord, Parts: []quoth.Span{span}, Confidence: 1, Rule: "test@1", Nested: m.nested}
	m.nested = nil
	for _, f := range fields[1:] {
		switch {
		case f == "indirect" || f == "mixed" || f == "direct":
			q.Form = quoth.Form(f)
		case strings.HasPrefix(f, "via "):
			q.Via = &quoth.Party{Name: f[4:], Entity: quoth.None, Rule: "test@1"}
		case strings.HasPrefix(f, "told "):
			q.Told = &quoth.Party{Name: f[5:], Entity: quoth.None, Rule: "test@1"}
		case strings.HasPrefix(f, "said "):
			q.Said = &quoth.Said{When: quoth.When(f[5:]), Rule: "test@1", Confidence: 1}
		default:
			q.Act = quoth.Act(f)
		}
	}
	if fields[0] != "" {
		q.Speaker = &quoth.Speaker{Entity: m.entity(fields[0]), Confidence: 1, Rule: "test@1"}
	}
	m.r.Quotations = append(m.r.Quotations, q)
}

// find is where a name first stands in the story.
func (m *marked) find(name string) quoth.Span {
	i := strings.Index(m.doc.Text, name)
	if i < 0 {
		m.t.Fatalf("%q is not named in %q", name, m.doc.Text)
	}
	return quoth.Span{Start: i, End: i + len(name)}
}

// finish gives every name its place.
func (m *marked) finish() (*quoth.Document, *quoth.Reading) {
	m.doc.Text = m.text.String()
	for line, kind := range map[string]quoth.NoticeKind{"Correction:": quoth.Correction, "WITHDRAWN:": quoth.Withdrawal} {
		if i := strings.Index(m.doc.Text, line); i >= 0 {
			words, _, _ := strings.Cut(m.doc.Text[i:], "\n")
			m.doc.Notices = append(m.doc.Notices, quoth.Notice{Span: quoth.Span{Start: i, End: i + len(words)}, Kind: kind, Rule: "test@1"})
		}
	}
	m.doc.Identify()
	m.r.Document = m.doc.ID
	m.r.Segments = []quoth.Segment{{Span: quoth.Span{Start: 0, End: len(m.doc.Text)}, Kind: quoth.Paragraph}}
	for i := range m.r.Quotations {
		q := &m.r.Quotations[i]
		q.ID = "q:" + quoth.Hash(m.doc.ID, q.Text(m.doc.Text))
		if q.Speaker != nil {
			q.Speaker.Mention = m.find(m.r.Entities[q.Speaker.Entity].Name)
			m.r.Entities[q.Speaker.Entity].Mentions = []quoth.Span{q.Speaker.Mention}
		}
		for _, p := range []*quoth.Party{q.Via, q.Told} {
			if p != nil {
				p.Span = m.find(p.Name)
			}
		}
		if q.Said != nil {
			q.Said.Span = quoth.Span{Start: 0, End: 1}
		}
		for k := range q.Nested {
			q.Nested[k].Speaker = &quoth.Speaker{Mention: m.find(m.inner[0]), Entity: quoth.None, Confidence: 1, Rule: "test@1"}
			m.inner = m.inner[1:]
		}
	}
	return m.doc, m.r
}

// store is a record of some stories.
func store(t testing.TB, stories ...story) record.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "record.db"), sqlite.Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	for _, st := range stories {
		doc, reading := st.reading(t)
		if _, err := s.AddReading(t.Context(), doc, reading); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

var harbour = []story{
	{"a.txt", "Harbour Gazette", "2021-03-04", "Ana Ruiz spoke at length. “{Ana Ruiz: We will close the mill unless the union signs the lease.}” She has run the town since 2010. Ana Ruiz added: “{Ana Ruiz: The children of this valley deserve a better school.}”"},
	{"b.txt", "Daily Ledger", "2021-03-05", "Piet Maas answered in a letter. “{Piet Maas: The harbour is full of wrecks because nobody wants to pay for the divers.}” Piet Maas said that {Piet Maas|indirect: the ferry would stop in October}. Piet Maas denied {Piet Maas|mixed|denial: taking money from the builders}."},
	{"c.txt", "Evening Post", "2021-03-09", "Lena Brandt told the council: “{Lena Brandt: My uncle Omar always said, ‘{^Omar: the river takes back what it gave us},’ and he was right.}” A spokesman, Tom Akers, said for Dana Hale: “{Dana Hale|via Tom Akers: The minister has nothing to add to the report of June.}”"},
	{"d.txt", "Evening Post", "2021-03-10", "“{: Somebody in this building is stealing the coal every night.}” The note lay on the desk."},
}

func TestCheck(t *testing.T) {
	s := store(t, harbour...)
	for _, c := range []struct {
		quote, by, wording, attribution string
		status                          int
	}{
		{"We will close the mill unless the union signs the lease.", "Ana Ruiz", "exact", "supported", 0},
		{"We will close the mill unless the union signs the lease.", "", "exact", "unchecked", 0},
		{"We will close the mill", "Ruiz", "truncated", "supported", 1},
		{"We will not close the mill unless the union signs the lease.", "Ana Ruiz", "altered", "supported", 1},
		{"The harbour is full of wrecks", "Ana Ruiz", "fragment", "other_speaker", 1},
		{"The harbour is full of wrecks", "Piet Maas", "fragment", "supported", 0},
		{"the ferry would stop in October", "Piet Maas", "paraphrase_in_quotes", "supported", 1},
		{"taking money from the builders", "Piet Maas", "altered", "supported", 1},
		{"the river takes back what it gave us", "Lena Brandt", "exact", "speaker_was_quoting", 1},
		{"The minister has nothing to add to the report of June.", "Dana Hale", "exact", "via_spokesperson", 1},
		{"The minister has nothing to add to the report of June.", "Tom Akers", "exact", "supported", 0},
		{"Somebody in this building is stealing the coal every night.", "", "exact", "unattributed", 0},
		{"Cats are better company than most ministers.", "Ana Ruiz", "not_found", "unchecked", 3},
		{"The children of this valley deserve a better school … the harbour is full of wrecks because nobody wants to pay for the divers.", "Ana Ruiz", "spliced", "other_speaker", 1},
		{"The harbour is full of wrecks", "Nobody Known", "fragment", "other_speaker", 1},
	} {
		got, err := Check(t.Context(), s, CheckQuery{Quote: c.quote, By: c.by})
		if err != nil {
			t.Errorf("%q: %v", c.quote, err)
			continue
		}
		if got.Wording != c.wording || got.Attribution != c.attribution || ExitStatus(got) != c.status {
			t.Errorf("%q by %q: %s %s, exit %d; want %s %s, exit %d; changes %v, text %q", c.quote, c.by, got.Wording, got.Attribution, ExitStatus(got),
				c.wording, c.attribution, c.status, got.Changes, got.Text)
		}
		if got.Coverage.Documents != len(harbour) {
			t.Errorf("%q: coverage %+v", c.quote, got.Coverage)
		}
	}
}

func TestCheckShowsWhereTheWordsStand(t *testing.T) {
	s := store(t, harbour...)
	got, err := Check(t.Context(), s, CheckQuery{Quote: "the mill unless the union signs the lease"})
	if err != nil {
		t.Fatal(err)
	}
	if got.First == nil || got.First.Publisher != "Harbour Gazette" || got.First.Published != "2021-03-04" {
		t.Errorf("first: %+v", got.First)
	}
	if got.Evidence == nil || got.Evidence.Exact != "We will close the mill unless the union signs the lease." {
		t.Fatalf("evidence: %+v", got.Evidence)
	}
	if !strings.HasSuffix(got.Evidence.Prefix, "length. “") || !strings.HasPrefix(got.Evidence.Suffix, "” She has run") {
		t.Errorf("prefix %q, suffix %q", got.Evidence.Prefix, got.Evidence.Suffix)
	}
	if got.Evidence.End-got.Evidence.Start != len(got.Evidence.Exact) || got.Evidence.Start != strings.Index("Ana Ruiz spoke at length. “We", "“W")+1 {
		t.Errorf("offsets %d–%d are no code points", got.Evidence.Start, got.Evidence.End)
	}
	if got.Origins != 1 || got.Copies != 1 || got.Speaker == nil || got.Speaker.Name != "Ana Ruiz" || got.Statement == "" {
		t.Errorf("%+v", got)
	}
}

// A reprint that altered or cut the words is in the record too; a draft that
// repeats it is held against the words it was made from.
func TestCheckGoesByTheEarliestOrigin(t *testing.T) {
	prose := "The board met until midnight in the old customs house by the quay, and the shopkeepers of the lower town waited outside in the rain. "
	s := store(t,
		story{"1.txt", "Gazette", "2020-01-01", prose + "Ana Ruiz said: “{Ana Ruiz: We will not sell the lighthouse to the brewery unless the fishermen agree to it.}”"},
		story{"2.txt", "Tattler", "2020-01-03", prose + "Ana Ruiz said: “{Ana Ruiz: We will sell the lighthouse to the brewery unless the fishermen agree to it.}”"},
		story{"3.txt", "Courier", "2020-01-04", prose + "Ana Ruiz said: “{Ana Ruiz: We will not sell the lighthouse to the brewery.}”"})
	for quote, want := range map[string]string{
		"We will not sell the lighthouse to the brewery unless the fishermen agree to it.": "exact",
		"We will sell the lighthouse to the brewery unless the fishermen agree to it.":     "altered",
		"We will not sell the lighthouse to the brewery.":                                  "truncated",
	} {
		got, err := Check(t.Context(), s, CheckQuery{Quote: quote})
		if err != nil {
			t.Fatal(err)
		}
		if got.Wording != want || got.First == nil || got.First.Publisher != "Gazette" {
			t.Errorf("%q: %s, first %+v; want %s", quote, got.Wording, got.First, want)
		}
	}
}

// Where the earliest origin only reports the words, a later one may quote them.
func TestCheckGoesByTheQuotedWords(t *testing.T) {
	s := store(t,
		story{"1.txt", "Gazette", "2020-01-01", "Ana Ruiz said that {Ana Ruiz|indirect: the lighthouse keeper had poisoned the village well with old paint}."},
		story{"2.txt", "Courier", "2020-01-02", "“{Ana Ruiz: The lighthouse keeper has poisoned the village well with old paint},” Ana Ruiz said. She drank her tea, and the reporter saw that her hands shook as she set down the cup."})
	for quote, want := range map[string]string{
		"The lighthouse keeper has poisoned the village well with old paint": "exact",
		"the lighthouse keeper had poisoned the village well with old paint": "paraphrase_in_quotes",
	} {
		got, err := Check(t.Context(), s, CheckQuery{Quote: quote})
		if err != nil {
			t.Fatal(err)
		}
		if got.Wording != want {
			t.Errorf("%q: %s %v, want %s", quote, got.Wording, got.Changes, want)
		}
	}
}

func TestCheckDisputed(t *testing.T) {
	s := store(t,
		story{"1.txt", "Gazette", "2020-01-01", "Ana Ruiz shouted: “{Ana Ruiz: The bridge is a monument to stupidity and greed.}”"},
		story{"2.txt", "Ledger", "2020-01-02", "Piet Maas shouted: “{Piet Maas: The bridge is a monument to stupidity and greed.}”"})
	for _, by := range []string{"", "Ana Ruiz", "Piet Maas"} {
		got, err := Check(t.Context(), s, CheckQuery{Quote: "The bridge is a monument to stupidity and greed.", By: by})
		if err != nil {
			t.Fatal(err)
		}
		if got.Attribution != "disputed" || got.Wording != "exact" {
			t.Errorf("by %q: %s, %s", by, got.Wording, got.Attribution)
		}
	}
}

func TestCheckOfAnEmptyRecordIsUnchecked(t *testing.T) {
	got, err := Check(context.Background(), store(t), CheckQuery{Quote: "We will rebuild.", By: "Ana Ruiz"})
	if err != nil {
		t.Fatal(err)
	}
	if got.Wording != "unchecked" || got.Attribution != "unchecked" || ExitStatus(got) != 3 {
		t.Errorf("%+v", got)
	}
}

func TestReadBatch(t *testing.T) {
	for name, in := range map[string]string{
		"json": "{\"quote\": \"We will rebuild.\", \"by\": \"Ana Ruiz\", \"ref\": \"7\"}\n\n{\"quote\": \"Never.\"}\n",
		"csv":  "ref,Quote,by\n7,\"We will rebuild.\",Ana Ruiz\n,Never.,\n",
	} {
		var got []CheckQuery
		if err := ReadBatch(strings.NewReader(in), func(_ int, q CheckQuery) error { got = append(got, q); return nil }); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		want := []CheckQuery{{"We will rebuild.", "Ana Ruiz", "7"}, {Quote: "Never."}}
		if len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
			t.Errorf("%s: %+v", name, got)
		}
	}
	for _, in := range []string{"", "  \n", "a,b\n1,2\n", "{\"quote\": 3}\n", "{"} {
		if err := ReadBatch(strings.NewReader(in), func(int, CheckQuery) error { return nil }); err == nil {
			t.Errorf("%q: no error", in)
		}
	}
}

func TestAround(t *testing.T) {
	text := "Ein schöner Tag für “alle” im Dorf."
	i := strings.Index(text, "alle")
	prefix, suffix := wire.Around(text, i, i+4)
	if prefix+"alle"+suffix != text {
		t.Errorf("%q %q", prefix, suffix)
	}
}
