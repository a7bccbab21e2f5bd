package read

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
)

// plainPDF is a PDF of one page with the content stream, put together by hand.
func plainPDF(stream, filter string) string {
	var b strings.Builder
	var at []int
	obj := func(s string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), s)
	}
	b.WriteString("%PDF-1.4\n")
	obj("<</Type/Catalog/Pages 2 0 R>>")
	obj("<</Type/Pages/Kids[3 0 R]/Count 1>>")
	obj("<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>")
	obj(fmt.Sprintf("<</Length %d%s>>\nstream\n%s\nendstream", len(stream), filter, stream))
	obj("<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, xref)
	return b.String()
}

const pdfWords = "BT /F 10 Tf 20 200 Td (The quay is ours, said the) Tj 0 -12 Td (mayor of the harbour town.) Tj ET"

func pdfSegments(d *quoth.Document) (lines []string) {
	for _, s := range d.Segments {
		lines = append(lines, string(s.Kind)+": "+s.Of(d.Text))
	}
	return lines
}

func pdfFile(t *testing.T, name string) *quoth.Document {
	t.Helper()
	raw, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return one(t, "a", string(raw))
}

func TestPDF(t *testing.T) {
	if d := one(t, "a", plainPDF(pdfWords, "")); d.Text != "The quay is ours, said the mayor of the harbour town." {
		t.Errorf("%q", d.Text)
	}
	d := pdfFile(t, "article.pdf") // two pages, with a running head and the page's number
	got := pdfSegments(d)
	if d.Title != "Harbour reopens after the winter storm" || d.Published != "2024-05-04" || len(d.Notices) != 1 || len(got) != 10 {
		t.Fatalf("%q %s, %d notices, %q", d.Title, d.Published, len(d.Notices), got)
	}
	if got[0] != "headline: "+d.Title || got[5] != "heading: A bill in two halves" || !strings.HasSuffix(got[3], "a stronger wall is what they have now.”") ||
		!strings.Contains(got[7], "the well-known fish market from July, if the weather holds") {
		t.Errorf("%q", got)
	}
	if strings.Contains(d.Text, "file:") || strings.Contains(d.Text, "1/2") {
		t.Errorf("a running head in %q", d.Text)
	}
}

func TestPDFOfTwoColumns(t *testing.T) {
	got := pdfSegments(pdfFile(t, "columns.pdf"))
	if len(got) != 5 || got[0] != "headline: Ferry strike enters its third week" || !strings.HasSuffix(got[1], "since the spring timetable began.") ||
		!strings.HasPrefix(got[4], "paragraph: Both sides will meet again on Thursday in the old customs house") || !strings.HasSuffix(got[4], "take the schoolchildren around the bay.") {
		t.Errorf("%q", got)
	}
}

// A reporter's transcript: numbered lines, the firm's name at the foot of each page.
func TestPDFTranscript(t *testing.T) {
	got := pdfSegments(pdfFile(t, "transcript.pdf"))
	if len(got) != 12 || got[0] != "paragraph: THE CHAIR: The committee will come to order. We have one witness this morning, the harbour master. Captain Lindqvist, you may begin." ||
		got[2] != "paragraph: Q. Who received those reports?" || got[8] != "paragraph: THE CHAIR: Thank you. Are there further questions for the witness?" {
		t.Errorf("%q", got)
	}
}

func TestPDFsRefused(t *testing.T) {
	var bomb bytes.Buffer
	z, _ := zlib.NewWriterLevel(&bomb, zlib.BestCompression)
	for range 40 {
		z.Write(bytes.Repeat([]byte("(a) Tj "), 1<<17))
	}
	z.Close()
	whole := plainPDF(pdfWords, "")
	for name, c := range map[string]struct{ in, kind, says string }{
		"cut off":      {whole[:len(whole)/2], "invalid", "broken PDF"},
		"no words":     {plainPDF("0 0 10 10 re f", ""), "unsupported", "no text layer"},
		"a bomb":       {plainPDF(bomb.String(), "/Filter/FlateDecode"), "too_large", "unpacks to more"},
		"packed twice": {plainPDF("x", "/Filter[/FlateDecode/FlateDecode]"), "too_large", "packed twice"},
		"LZW":          {plainPDF(pdfWords, "/Filter/LZWDecode"), "unsupported", "LZWDecode"},
		"a ring":       {strings.Replace(whole, "/Kids[3 0 R]", "/Kids[2 0 R]", 1), "", ""},
	} {
		items := readAll(t, "a.pdf", c.in, Options{})
		if len(items) != 1 || items[0].Err == nil || !strings.Contains(items[0].Err.Error(), c.kind) || !strings.Contains(items[0].Err.Error(), c.says) {
			t.Errorf("%s: %+v", name, items)
		}
	}
}

func FuzzPDF(f *testing.F) {
	fuzzStream(f, "a.pdf", plainPDF(pdfWords, ""), plainPDF("BT /F 10 Tf 1 0 0 1 20 200 Tm [(The q) -20 (uay) -300 (is)] TJ T* (ours.) ' ET", ""))
}
