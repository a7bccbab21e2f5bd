package read

import (
	"strings"

	"github.com/quoth-news/quoth"
	"golang.org/x/net/html"
)

// htmlDocument reads a page: its article as text in blocks with blank lines
// between them, each block a segment, and the head of the article from the
// metadata. Navigation, footers, comments, banners and scripts are left out.
//
// The work is four passes: html_tree.go makes the tree, html_blocks.go lays it
// out as blocks, html_body.go finds which of them are the article, html_meta.go
// reads who published what and when.
func htmlDocument(raw []byte, _ string, opt *Options) (*quoth.Document, error) {
	return htmlText(decodeHTML(raw, ""), opt)
}

func htmlText(source string, opt *Options) (*quoth.Document, error) {
	root := parseHTML(source)
	m := readMetadata(root)
	p := layOut(root)
	p.chooseBody(m)
	d := &quoth.Document{}
	m.fill(d, p)
	p.markByline(d.Authors)
	p.write(d)
	if m.shownElsewhere(d.Text) {
		d.Text, d.Segments = m.described, nil
	}
	m.locate(d)
	if len(d.Text) > opt.maxDocument() {
		return nil, opt.tooLarge("the text")
	}
	if strings.TrimSpace(d.Text) == "" {
		return nil, &Failure{quoth.ErrInvalid, "the page holds no article text", `give the words themselves: {"text": "…"} as a JSON line`}
	}
	return d, nil
}

// write lays the chosen blocks out as the document's text and segments.
func (p *page) write(d *quoth.Document) {
	var b strings.Builder
	var label quoth.Span // of the last speech that begins with one
	add := func(bl *block, kind quoth.SegmentKind) {
		if b.Len() > 0 {
			b.WriteString("\n\n")
		}
		s := quoth.Segment{Span: quoth.Span{Start: b.Len(), End: b.Len() + len(bl.text)}, Kind: kind}
		b.WriteString(bl.text)
		if kind == quoth.Speech {
			s.Words = s.Span
			if bl.opens {
				label = quoth.Span{Start: s.Start, End: s.Start + len(bl.speaker)}
				s.Words.Start = label.End + len(": ")
			}
			s.Label = label
		}
		d.Segments = append(d.Segments, s)
	}
	if p.headline >= 0 {
		add(&p.blocks[p.headline], quoth.Headline)
	}
	for i := range p.blocks {
		if bl := &p.blocks[i]; bl.keep && i != p.headline {
			add(bl, bl.kind)
		}
	}
	d.Text = b.String()
}

// shownElsewhere tells a page whose article is put in by a script when it is
// shown: its metadata hold the words, the page itself next to none of them.
func (m *metadata) shownElsewhere(text string) bool {
	return len(m.described) > 600 && len(m.described) > 6*len(text)
}

// attribute is an element's attribute, or "".
func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
