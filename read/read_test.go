package read

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
)

// readAll reads one stream and returns its items.
func readAll(t testing.TB, name, input string, opt Options) []Item {
	t.Helper()
	var items []Item
	err := Stream(context.Background(), strings.NewReader(input), name, opt, func(i Item) error {
		items = append(items, i)
		return nil
	})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	for _, i := range items {
		checkItem(t, i)
	}
	return items
}

// checkItem holds the laws of what a reader hands on.
func checkItem(t testing.TB, i Item) {
	t.Helper()
	if (i.Doc == nil) == (i.Err == nil) {
		t.Fatalf("%s: neither or both of a document and a reason", i.Path)
	}
	if i.Err != nil {
		var f *Failure
		if !errors.As(i.Err, &f) || f.Reason == "" || f.Hint == "" {
			t.Fatalf("%s: %v has no reason or no hint", i.Path, i.Err)
		}
		return
	}
	d := i.Doc
	if strings.Contains(d.Text, "\r") || strings.ToValidUTF8(d.Text, "") != d.Text || d.ID == "" || d.Origin.Path != i.Path {
		t.Fatalf("%s: bad text, identifier or path", i.Path)
	}
	last := 0
	for _, s := range d.Segments {
		if err := s.Check(d.Text); err != nil || s.Start < last || s.Empty() {
			t.Fatalf("%s: segment %v after %d: %v", i.Path, s.Span, last, err)
		}
		last = s.End
	}
	for _, g := range d.Given {
		if err := g.Span.Check(d.Text); err != nil || g.Field == "" || g.Rule == "" {
			t.Fatalf("%s: evidence %+v: %v", i.Path, g, err)
		}
	}
	for _, n := range d.Notices {
		if err := n.Span.Check(d.Text); err != nil || n.Kind == "" || n.Rule == "" {
			t.Fatalf("%s: notice %+v: %v", i.Path, n, err)
		}
	}
}

// one reads a stream that is one document.
func one(t testing.TB, name, input string) *quoth.Document {
	t.Helper()
	items := readAll(t, name, input, Options{})
	if len(items) != 1 || items[0].Err != nil {
		t.Fatalf("%s: %d items, %+v", name, len(items), items)
	}
	return items[0].Doc
}

func TestPlainText(t *testing.T) {
	for _, c := range []struct{ name, in, text, published string }{
		{"line ends", "\ufeffOne.\r\n\r\nTwo.\rThree.", "One.\n\nTwo.\nThree.", ""},
		{"nothing else", "  One\u00a0— “two”…\t\n", "  One\u00a0— “two”…\t\n", ""},
		{"date alone", "date 2020-03-04\n\nOne.", "date 2020-03-04\n\nOne.", "2020-03-04"},
		{"date before the text", " date 2020-03-04 One.", " date 2020-03-04 One.", "2020-03-04"},
		{"no day of the calendar", "date 2020-02-31 One.", "date 2020-02-31 One.", ""},
		{"UTF-16", "\xff\xfeM\x00a\x00r\x00a\x00 \x00\x1c\x20", "Mara “", ""},
		{"Windows", "Mara said \x93yes\x94 at the caf\xe9.", "Mara said “yes” at the café.", ""},
		{"a broken character", "Café, naïve, über, señor, Zoë and a cut: \xe2\x80", "Café, naïve, über, señor, Zoë and a cut: \ufffd", ""},
	} {
		d := one(t, c.name+".txt", c.in)
		if d.Text != c.text || string(d.Published) != c.published {
			t.Errorf("%s: text %q published %q", c.name, d.Text, d.Published)
		}
		if c.published != "" && d.Given[0].Span.Of(d.Text) != strings.TrimSpace(c.in[:strings.Index(c.in, "04")+2]) {
			t.Errorf("%s: evidence %q", c.name, d.Given[0].Span.Of(d.Text))
		}
	}
}

func TestWhatTheTextStatesOfItself(t *testing.T) {
	for _, c := range []struct{ in, title, published, updated string }{
		{"date 2020-03-04\n\nTown votes for its quay\n\nThe council voted on Monday to rebuild the quay.", "Town votes for its quay", "2020-03-04", ""},
		{"# Town votes for its quay #\n\nIt did.", "Town votes for its quay", "", ""},
		{"Town votes for its quay\nPublished: Tuesday, March 3, 2020\n\nThe council voted on Monday to rebuild the quay.\n\nThis article was amended on 5 March 2020 to correct a name.", "Town votes for its quay", "2020-03-03", "2020-03-05"},
		{"The council voted on Monday.\n\nThe book was published on 3 March 2020, and was updated in May 2021.", "", "", ""},
		{"MARA ELLISON: We will\n\nJOEL PARK: Who pays for all of it, if I may ask?", "", "", ""},
	} {
		d := one(t, "a.txt", c.in)
		if d.Title != c.title || string(d.Published) != c.published || string(d.Updated) != c.updated {
			t.Errorf("%.40q: title %q published %q updated %q", c.in, d.Title, d.Published, d.Updated)
		}
		for _, g := range d.Given {
			if g.Field != "language" && !strings.Contains(g.Span.Of(d.Text), g.Value) {
				t.Errorf("%.40q: the evidence for %s is %q, not %q", c.in, g.Field, g.Span.Of(d.Text), g.Value)
			}
		}
	}
}

func TestTheDayOfAnAddress(t *testing.T) {
	items := readAll(t, "a.jsonl", `{"text":"The quay is ours.","url":"https://post.example/news/2020/03/04/quay"}
{"text":"The quay is ours.","url":"https://post.example/2020/99/04/quay"}
{"text":"The quay is ours.","url":"https://post.example/2020/03/04/quay","published":"2020-03-05"}`, Options{})
	for i, want := range []quoth.When{"2020-03-04", "", "2020-03-05"} {
		if items[i].Doc.Published != want {
			t.Errorf("line %d: %q, want %q", i+1, items[i].Doc.Published, want)
		}
	}
}

func TestFailuresHaveReasons(t *testing.T) {
	for _, c := range []struct {
		name, in string
		kind     error
		says     string
	}{
		{"empty.txt", "", quoth.ErrInvalid, "empty"},
		{"blank.txt", " \n\t", quoth.ErrInvalid, "no text"},
		{"picture.txt", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", quoth.ErrUnsupported, "PNG"},
		{"paper.pdf", "%PDF-1.7 and so on", quoth.ErrInvalid, "broken PDF"},
		{"large.txt", strings.Repeat("word ", 300), quoth.ErrTooLarge, "limit"},
		{"large.html", "<html><p>" + strings.Repeat("word ", 300), quoth.ErrTooLarge, "limit"},
		{"cut.gz", "\x1f\x8b\x08\x00", quoth.ErrInvalid, "broken gzip"},
		{"bare.xml", `<?xml version="1.0"?><invoice/>`, quoth.ErrUnsupported, "<invoice>"},
		{"menu.html", "<html><nav><a href=/>Home</a></nav>", quoth.ErrInvalid, "no article"},
		{"line.jsonl", `{"title":"Quay"}`, quoth.ErrInvalid, "neither"},
	} {
		items := readAll(t, c.name, c.in, Options{MaxDocument: 1000})
		if len(items) != 1 || !errors.Is(items[0].Err, c.kind) || !strings.Contains(items[0].Err.Error(), c.says) {
			t.Errorf("%s: %+v, want %v with %q", c.name, items, c.kind, c.says)
		}
	}
}

func TestJSONLinesFailOneByOne(t *testing.T) {
	in := `{"text":"The quay is ours.","url":"https://post.example/1","title":"Quay","publisher":"The Harbour Post","published":"2020-03-04T23:00:00-05:00","authors":"Ines Okafor","id":7}
not JSON
{"text":"` + strings.Repeat("x", 3<<20) + `"}

{"text":5}
{"html":"<h1>Quay</h1><p>The quay is ours, said the mayor of the town on Monday.</p>","authors":["A. Park","B. Park"],"language":"en-gb"}
`
	items := readAll(t, "a.jsonl", in, Options{MaxDocument: 1 << 20, Publisher: "Elsewhere"})
	var got []string
	for _, i := range items {
		if i.Err != nil {
			got = append(got, i.Path+" failed")
		} else {
			got = append(got, i.Path+" "+i.Doc.Publisher+" "+string(i.Doc.Published)+" "+strings.Join(i.Doc.Authors, "+")+" "+i.Doc.Origin.ID)
		}
	}
	want := []string{"a.jsonl#1 The Harbour Post 2020-03-04 Ines Okafor 7", "a.jsonl#2 failed", "a.jsonl#3 failed", "a.jsonl#5 failed", "a.jsonl#6 Elsewhere  A. Park+B. Park "}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if !errors.Is(items[2].Err, quoth.ErrTooLarge) {
		t.Errorf("the long line: %v", items[2].Err)
	}
}

func TestOpenWalksByName(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"b/2.txt": "Two.", "a.txt": "One.", "b/1.md": "# Three", ".hidden/x.txt": "No.", "c.txt": ""} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	err := Open(context.Background(), []string{dir, filepath.Join(dir, "none"), "-"}, Options{Stdin: strings.NewReader("Four.")}, func(i Item) error {
		checkItem(t, i)
		got = append(got, strings.TrimPrefix(i.Path, filepath.ToSlash(dir)))
		return nil
	})
	if want := "/a.txt /b/1.md /b/2.txt /c.txt /none -"; err != nil || strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s (%v)", got, want, err)
	}
}

func TestGzipAnywhere(t *testing.T) {
	var b bytes.Buffer
	for range 2 { // two members, and gzip in gzip
		z := gzip.NewWriter(&b)
		z.Write([]byte("The quay is ours. "))
		z.Close()
	}
	var outer bytes.Buffer
	z := gzip.NewWriter(&outer)
	z.Write(b.Bytes())
	z.Close()
	if d := one(t, "a.txt.gz", outer.String()); d.Text != "The quay is ours. The quay is ours. " {
		t.Errorf("text %q", d.Text)
	}
}

func TestStopsWithTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	n := 0
	err := Stream(ctx, strings.NewReader(strings.Repeat(`{"text":"The quay is ours."}`+"\n", 1000)), "a.jsonl", Options{}, func(Item) error {
		if n++; n == 3 {
			cancel()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) || n != 3 {
		t.Errorf("%d items, %v", n, err)
	}
}

func TestBadOptionsAreRefused(t *testing.T) {
	err := Open(context.Background(), nil, Options{Published: "soon"}, nil)
	if !errors.Is(err, quoth.ErrInvalid) {
		t.Errorf("%v", err)
	}
}

func TestParseDay(t *testing.T) {
	for in, want := range map[string]quoth.When{
		"2023-08-24": "2023-08-24", "2023-08-24T23:30:00-04:00": "2023-08-24", "20230824": "2023-08-24", "2023/8/4 10:00": "2023-08-04", "2023-08": "2023-08", "2023": "2023",
		"Thu, 24 Aug 2023 23:30:00 GMT": "2023-08-24", "August 24, 2023": "2023-08-24", "24 August 2023, 10:00": "2023-08-24", "Thursday, August 24, 2023 5:00 PM": "2023-08-24",
		"2023-02-30": "", "yesterday": "", "12": "", "99999999": "", "2023-13": "", "Thu Aug 24 10:00:00 EDT 2023": "2023-08-24",
	} {
		if got := parseDay(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// A few words within a text must say more than a whole text to be of another language.
func TestPassageLanguage(t *testing.T) {
	for text, want := range map[string]string{
		"We will rebuild the quay, whatever it costs.":                  "",
		"Die in a war and you are a man.":                               "",
		"Never again.":                                                  "",
		"Nein!":                                                         "",
		"Que sera, sera.":                                               "",
		"De minimis non curat lex, as they say.":                        "",
		"Wir werden das nicht noch einmal bezahlen.":                    "de",
		"Nous ne sommes pas là pour les autres.":                        "fr",
		"Мы построим её заново.":                                        "ru",
		"Vi har ikke råd til det.":                                      "und", // Danish or Norwegian
		"No es para los otros, sino también para nosotros y muy pronto": "es",
		"The council voted on Monday to rebuild the old quay by the spring of next year, and the mayor said that it would be done.":                    "en",
		"Der Rat der Stadt hat am Montag beschlossen, den alten Kai bis zum Frühjahr wieder aufzubauen, und die Stadt muss das nicht allein bezahlen.": "de",
	} {
		if got := PassageLanguage(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestLanguage(t *testing.T) {
	for _, c := range []struct{ stated, text, want string }{
		{"", "The council voted on Monday to rebuild the old quay by the spring of next year, and the mayor said that it would be done.", "en"},
		{"en", "Der Rat der Stadt hat am Montag beschlossen, den alten Kai bis zum Frühjahr wieder aufzubauen, und die Stadt muss das nicht allein bezahlen.", "de"},
		{"en-GB", "The council voted on Monday to rebuild the old quay by the spring of next year, and the mayor said that it would be done.", "en-GB"},
		{"fr", "The council voted.", "fr"},
		{"", "Le conseil a voté.", "en"},
		{"", "Le conseil de la ville a voté lundi pour reconstruire le vieux quai avant le printemps, et le maire a dit que ce serait fait sans retard.", "fr"},
		{"", "El consejo de la ciudad votó el lunes para reconstruir el viejo muelle antes de la primavera, y la alcaldesa dijo que se haría sin demora.", "es"},
		{"", "Il consiglio della città ha votato lunedì per ricostruire il vecchio molo prima della primavera, e la sindaca ha detto che sarà fatto.", "it"},
		{"", "Городской совет проголосовал в понедельник за восстановление старой набережной до весны следующего года, и мэр сказала, что это будет сделано в срок, если не помешает погода.", "ru"},
		{"", "市議会は月曜日、来年の春までに古い岸壁を再建することを決めた。市長は予定どおりに終わると述べた。費用の三分の二は港が負担するという。", "ja"},
	} {
		d := &quoth.Document{Text: c.text, Language: c.stated}
		setLanguage(d, "")
		if d.Language != c.want {
			t.Errorf("%.30q given %q: %q, want %q", c.text, c.stated, d.Language, c.want)
		}
	}
}
