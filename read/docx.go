package read

import (
	"archive/zip"
	"encoding/xml"
	"io"
	"strings"

	"github.com/quoth-news/quoth"
)

// A DOCX file is a zip whose word/document.xml holds paragraphs (w:p) of runs of
// text (w:t), each with a style: Title, Heading1, ListParagraph, Quote. A row of
// a table is a line. Pictures, notes and comments are left out; what was struck
// out in a revision is in other elements (w:delText) and so left out too.

// docx reads the text of a DOCX file.
func (s *source) docx(f *zip.File, name string) error {
	d, err := s.docxDocument(f, name)
	if err != nil {
		return s.fail(name, err)
	}
	d.Origin.Path = name
	return s.give(d)
}

func (s *source) docxDocument(f *zip.File, name string) (*quoth.Document, error) {
	broken := func(err error) error {
		return &Failure{quoth.ErrInvalid, "broken DOCX: " + err.Error(), "test it: unzip -t " + quoteArg(fileOf(name))}
	}
	r, err := f.Open()
	if err != nil {
		return nil, broken(err)
	}
	defer r.Close()
	raw, err := s.bytes(r)
	if err != nil {
		return nil, err
	}
	w := &wordText{doc: &quoth.Document{}}
	x := xml.NewDecoder(strings.NewReader(strings.ToValidUTF8(string(raw), "\ufffd")))
	for {
		t, err := x.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, broken(err)
		}
		w.token(t)
	}
	w.flush()
	w.doc.Text = w.b.String()
	return w.doc, nil
}

// wordText lays paragraphs out as a document.
type wordText struct {
	doc   *quoth.Document
	b     strings.Builder
	line  strings.Builder
	style string
	text  bool // inside w:t
	cells int  // of the open table row
	rows  int  // tables that are open
}

func (w *wordText) token(t xml.Token) {
	switch t := t.(type) {
	case xml.StartElement:
		switch t.Name.Local {
		case "t":
			w.text = true
		case "tab":
			w.line.WriteByte(' ')
		case "br", "cr":
			w.line.WriteByte('\n')
		case "tbl":
			w.rows++
		case "tc":
			if w.cells++; w.cells > 1 {
				w.line.WriteString(" | ")
			}
		case "pStyle":
			for _, a := range t.Attr {
				if a.Name.Local == "val" {
					w.style = strings.ToLower(a.Value)
				}
			}
		}
	case xml.CharData:
		if w.text {
			w.line.Write(t)
		}
	case xml.EndElement:
		switch t.Name.Local {
		case "t":
			w.text = false
		case "p":
			if w.rows == 0 {
				w.flush()
			}
		case "tr":
			w.flush()
			w.cells = 0
		case "tbl":
			w.rows = max(0, w.rows-1)
		}
	}
}

// flush ends a paragraph or a table row.
func (w *wordText) flush() {
	line := strings.Trim(w.line.String(), " \n\t|")
	style, table := w.style, w.rows > 0
	w.line.Reset()
	w.style = ""
	if line == "" {
		return
	}
	kind := quoth.Paragraph
	switch {
	case table:
		kind = quoth.Table
	case style == "title" && w.doc.Title == "":
		kind = quoth.Headline
		w.doc.Title = line
	case strings.HasPrefix(style, "heading"), style == "title", style == "subtitle":
		kind = quoth.Heading
	case strings.HasPrefix(style, "list"):
		kind = quoth.List
	case strings.Contains(style, "quote"):
		kind = quoth.Quote
	case strings.Contains(style, "caption"):
		kind = quoth.Caption
	}
	if w.b.Len() > 0 {
		w.b.WriteString("\n\n")
	}
	start := w.b.Len()
	w.b.WriteString(line)
	span := quoth.Span{Start: start, End: w.b.Len()}
	if kind == quoth.Headline {
		w.doc.Given = append(w.doc.Given, quoth.Metadata{Field: "title", Value: line, Rule: "read/docx@1", Span: span})
	}
	w.doc.Segments = append(w.doc.Segments, quoth.Segment{Span: span, Kind: kind})
}
