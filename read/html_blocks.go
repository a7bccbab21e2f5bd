package read

import (
	"strings"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// page is a page laid out: every block of text in order, and the elements they
// stand in, each before its children.
type page struct {
	elems    []elem
	blocks   []block
	headline int // index of the block that is the headline, or -1
	body     int // index of the element that holds the article
}

// elem is an element that may hold the article.
type elem struct {
	node   *html.Node
	parent int32
	last   int32 // the last element inside it
	role   role  // what its name, class and id say
	score  int   // words of prose inside, less what speaks against it
	prose  int   // words of prose inside
	titles int   // blocks inside that are links in the length of a title
	blocks int   // blocks inside
}

// block is a stretch of text that stands by itself on the page.
type block struct {
	text  string
	kind  quoth.SegmentKind
	tag   atom.Atom
	elem  int32
	words int
	links int // bytes of text that are links
	bold  int // bytes of text in bold or italic type
	prose int // words of prose: 0 for labels, buttons, lists of links
	keep  bool
	level int8 // of a heading

	speaker string // of a speech
	opens   bool   // the speech begins with its speaker's name
}

// walk is the walk over the tree.
type walk struct {
	*page
	roles     roles
	buf       []byte
	linkBytes int
	inLink    int
	boldBytes int
	inBold    int
	space     bool // white space is due before the next word
	context   blockContext
}

// blockContext is what the open elements make of a block.
type blockContext struct {
	elem  int32
	kind  quoth.SegmentKind
	tag   atom.Atom
	pre   bool
	level int8

	figure bool // in a figure, and not in its caption
}

// layOut walks the tree and collects the blocks.
func layOut(root *html.Node) *page {
	p := &page{headline: -1}
	p.elems = append(p.elems, elem{node: root, parent: -1})
	w := &walk{page: p, roles: roles{}, context: blockContext{kind: quoth.Paragraph}}
	w.children(root)
	w.flush()
	p.elems[0].last = int32(len(p.elems) - 1)
	return p
}

func (w *walk) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			w.text(c.Data)
		case html.ElementNode:
			w.element(c)
		}
	}
}

func (w *walk) element(n *html.Node) {
	switch display(n) {
	case skipped:
		return
	case lineBreak:
		w.lineBreak()
		return
	case inline:
		w.inline(n)
		return
	}
	if hidden(n) {
		return
	}
	if isPost(n) {
		w.post(n)
		return
	}
	if n.DataAtom == atom.Table && isDataTable(n) {
		w.table(n)
		return
	}
	w.flush()
	saved, first := w.context, len(w.blocks)
	id := int32(len(w.elems))
	w.elems = append(w.elems, elem{node: n, parent: saved.elem, role: w.roles.of(n)})
	w.context.elem = id
	w.context.enter(n)
	w.children(n)
	w.flush()
	w.elems[id].last = int32(len(w.elems) - 1)
	w.context = saved
	if r := w.elems[id].role; r&(roleCaption|roleQuote) != 0 {
		w.called(first, r)
	}
}

// called believes a class name that says caption or pulled quotation of the
// blocks since first, unless they are too many for that: themes write
// "hide-captions" on the element that holds the whole page.
func (w *walk) called(first int, r role) {
	words := 0
	for _, b := range w.blocks[first:] {
		words += b.words
	}
	if words > 120 || len(w.blocks)-first > 6 {
		return
	}
	kind := quoth.Quote
	if r&roleCaption != 0 {
		kind = quoth.Caption
	}
	for i := first; i < len(w.blocks); i++ {
		if b := &w.blocks[i]; b.kind == quoth.Paragraph || b.kind == quoth.List || kind == quoth.Caption && b.kind != quoth.Post {
			b.kind = kind
		}
	}
}

// enter notes what an element makes of the blocks inside it.
func (c *blockContext) enter(n *html.Node) {
	c.tag = n.DataAtom
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		if c.kind == quoth.Paragraph || c.kind == quoth.List {
			c.kind, c.level = quoth.Heading, int8(n.Data[1]-'0')
		}
	case atom.Li, atom.Dd, atom.Dt:
		if c.kind == quoth.Paragraph {
			c.kind = quoth.List
		}
	case atom.Blockquote:
		if c.kind != quoth.Caption || c.figure { // a pulled quotation may be set as a figure
			c.kind = quoth.Quote
		}
	case atom.Figcaption:
		c.kind, c.figure = quoth.Caption, false
	case atom.Figure:
		if c.kind == quoth.Paragraph && n.FirstChild != nil {
			c.kind, c.figure = quoth.Caption, true
		}
	case atom.Pre:
		c.pre = true
	}
}

// inline runs an element's text into the block around it.
func (w *walk) inline(n *html.Node) {
	if hidden(n) {
		return
	}
	switch n.DataAtom {
	case atom.A:
		w.inLink++
		w.children(n)
		w.inLink--
	case atom.B, atom.Strong, atom.Em, atom.I:
		w.inBold++
		w.children(n)
		w.inBold--
	case atom.Q: // browsers print marks around it
		w.text("“")
		w.children(n)
		w.word("”")
	default:
		w.children(n)
	}
}

// text adds a text node to the open block; white space runs become one space.
func (w *walk) text(s string) {
	if w.context.pre {
		w.word(s)
		return
	}
	for len(s) > 0 {
		i := 0
		for i < len(s) {
			c := s[i]
			if c <= ' ' || c == 0xc2 && i+1 < len(s) && (s[i+1] == 0xa0 || s[i+1] == 0xad) || c == 0xe2 && i+2 < len(s) && s[i+1] == 0x80 && s[i+2] == 0x8b || c == 0xef && i+2 < len(s) && s[i+1] == 0xbb && s[i+2] == 0xbf {
				break
			}
			i++
		}
		if i > 0 {
			w.word(s[:i])
			s = s[i:]
			continue
		}
		switch s[0] {
		case 0xc2:
			if s[1] == 0xa0 { // no-break space
				w.space = true
			}
			s = s[2:] // a soft hyphen is nothing
		case 0xe2, 0xef: // zero width
			s = s[3:]
		default:
			w.space = true
			s = s[1:]
		}
	}
}

// word adds letters and marks, after the white space that is due.
func (w *walk) word(s string) {
	if w.space && len(w.buf) > 0 && w.buf[len(w.buf)-1] != '\n' {
		w.buf = append(w.buf, ' ')
	}
	w.space = false
	w.buf = append(w.buf, s...)
	if w.inLink > 0 {
		w.linkBytes += len(s)
	}
	if w.inBold > 0 {
		w.boldBytes += len(s)
	}
}

// lineBreak ends the line; two in a row end the block.
func (w *walk) lineBreak() {
	w.space = false
	if len(w.buf) > 0 && w.buf[len(w.buf)-1] == '\n' {
		w.flush()
		return
	}
	if len(w.buf) > 0 {
		w.buf = append(w.buf, '\n')
	}
}

// flush closes the open block.
func (w *walk) flush() {
	w.space = false
	text := strings.TrimSpace(string(w.buf))
	links, bold := w.linkBytes, w.boldBytes
	w.buf, w.linkBytes, w.boldBytes = w.buf[:0], 0, 0
	if text == "" {
		return
	}
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, "\ufffd")
	}
	w.add(text, w.context.kind, links)
	w.blocks[len(w.blocks)-1].bold = bold
}

func (w *walk) add(text string, kind quoth.SegmentKind, links int) {
	w.blocks = append(w.blocks, block{text: text, kind: kind, tag: w.context.tag, elem: w.context.elem,
		links: links, words: countWords(text), level: w.context.level})
}

// countWords counts runs between spaces; scripts that write none count two
// characters a word.
func countWords(s string) int {
	n, in, wide := 0, false, 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		space := c == ' ' || c == '\n'
		if !space && !in {
			n++
		}
		in = !space
		if 0xe3 <= c && c <= 0xe9 {
			wide++
		}
	}
	return n + wide/2
}
