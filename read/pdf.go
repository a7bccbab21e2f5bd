package read

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/ledongthuc/pdf"
	"github.com/quoth-news/quoth"
)

// A PDF holds marks on pages, not paragraphs. Its text layer is read: each run of
// letters with its place and size, in the order in which the file draws them. Lines
// are told by height, paragraphs by distance, indent and size (pdf_lines.go). A
// scan without a text layer is refused: what is not there is not guessed.
//
// The library that undoes the format panics over broken files and believes what
// they say of themselves. It is kept in bounds: panics are caught, streams that
// unpack to more than pdfStream are refused before it sees the file, and it may
// read the file a few times over and no more.

const (
	pdfStream  = 32 << 20 // bytes that one stream may unpack to, pictures apart
	pdfReadsOf = 200      // times the file's size, and 128 MiB, that the library may read
	pdfPages   = 5000
)

// pdfDocument reads the text layer of a PDF.
func pdfDocument(raw []byte, name string, opt *Options) (d *quoth.Document, err error) {
	broken := func(why any) error {
		if filter, ok := strings.CutPrefix(fmt.Sprint(why), "unknown filter "); ok {
			return &Failure{quoth.ErrUnsupported, "the PDF is packed by " + filter + ", which is not read", "write it anew: qpdf --stream-data=uncompress in.pdf out.pdf"}
		}
		return &Failure{quoth.ErrInvalid, fmt.Sprintf("broken PDF: %v", why), "test it: pdfinfo " + quoteArg(fileOf(name))}
	}
	defer func() {
		if p := recover(); p != nil {
			d, err = nil, broken(p)
		}
	}()
	if err := checkStreams(raw); err != nil {
		return nil, err
	}
	r, err := pdf.NewReader(&boundedReader{in: bytes.NewReader(raw), left: pdfReadsOf*int64(len(raw)) + 128<<20}, int64(len(raw)))
	switch {
	case errors.Is(err, pdf.ErrInvalidPassword):
		return nil, &Failure{quoth.ErrUnsupported, "the PDF is locked with a password", "unlock it first: qpdf --decrypt --password=… " + quoteArg(fileOf(name)) + " open.pdf"}
	case err != nil:
		return nil, broken(err)
	}
	pages, size := min(r.NumPage(), pdfPages), 0
	var laid [][]pdfLine
	for i := 1; i <= pages; i++ {
		lines := linesOf(r.Page(i).Content().Text)
		for _, l := range lines {
			size += len(l.text)
		}
		if size > opt.maxDocument() {
			return nil, opt.tooLarge("the text")
		}
		laid = append(laid, lines)
	}
	if size == 0 {
		return nil, &Failure{quoth.ErrUnsupported, "the PDF has no text layer: its pages are pictures", "read them by machine first: ocrmypdf " + quoteArg(fileOf(name)) + " text.pdf"}
	}
	d = &quoth.Document{}
	layPages(d, laid)
	pdfTitle(d, strings.TrimSpace(r.Trailer().Key("Info").Key("Title").Text()))
	return d, nil
}

// pdfTitle takes the headline that is printed for the title, else what the file
// says, where the first lines agree: files are often called after their template.
func pdfTitle(d *quoth.Document, stated string) {
	given := quoth.Metadata{Field: "title", Value: stated, Rule: "read/pdf@1"}
	switch {
	case len(d.Segments) > 0 && d.Segments[0].Kind == quoth.Headline:
		given.Value, given.Rule, given.Span = d.Segments[0].Of(d.Text), "read/headline@1", d.Segments[0].Span
	case len(strings.Fields(stated)) < 2 || agreement(stated, d.Text[:cut(d.Text, 300)]) < 60:
		return
	}
	d.Title = given.Value
	d.Given = append(d.Given, given)
}

// boundedReader gives up once more has been read than any sound file needs: a
// file whose parts point at each other in a ring is read for ever.
type boundedReader struct {
	in   io.ReaderAt
	left int64
}

func (b *boundedReader) ReadAt(p []byte, at int64) (int, error) {
	if b.left -= int64(len(p)); b.left < 0 {
		panic("its parts point at each other without end")
	}
	return b.in.ReadAt(p, at)
}

// checkStreams refuses a file in which a stream unpacks to more than pdfStream.
// Pictures are not unpacked by us and may be of any size.
func checkStreams(raw []byte) error {
	for rest, from := raw, 0; ; {
		i := bytes.Index(rest[from:], []byte("stream"))
		if i < 0 {
			return nil
		}
		at := from + i
		from = at + len("stream")
		if at >= 3 && string(rest[at-3:at]) == "end" {
			continue
		}
		head := rest[max(0, at-2000):at]
		if j := bytes.LastIndex(head, []byte(" obj")); j >= 0 {
			head = head[j:]
		}
		filters := bytes.Count(head, []byte("/FlateDecode")) + bytes.Count(head, []byte("/Fl ")) + bytes.Count(head, []byte("/LZWDecode"))
		if filters > 1 {
			return &Failure{quoth.ErrTooLarge, "a stream of the PDF is packed twice over", "write it anew: qpdf --object-streams=generate in.pdf out.pdf"}
		}
		body := bytes.TrimLeft(rest[from:], "\r\n")
		if filters == 0 || bytes.Contains(head, []byte("/Image")) || len(body) < pdfStream/1100 {
			continue // deflate makes no more than 1,032 bytes of one
		}
		z, err := zlib.NewReader(bytes.NewReader(body))
		if err != nil {
			continue
		}
		if n, _ := io.Copy(io.Discard, io.LimitReader(z, pdfStream+1)); n > pdfStream {
			return &Failure{quoth.ErrTooLarge, fmt.Sprintf("a stream of the PDF unpacks to more than %d bytes", pdfStream), "take the pages apart first: qpdf --split-pages in.pdf page.pdf"}
		}
	}
}
