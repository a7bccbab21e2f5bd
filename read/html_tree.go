package read

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxDepth bounds the trees built here: what is nested deeper is laid flat.
const maxDepth = 200

// parseHTML parses a page as browsers do. The parser refuses pages nested deeper
// than 512 elements; those are built from the tokens alone.
func parseHTML(source string) *html.Node {
	root, err := html.Parse(lean(source))
	if err == nil {
		return root
	}
	return treeOfTokens(source)
}

// treeOfTokens builds a tree without the parser's repairs: an end tag closes the
// nearest open element of its name, and elements beyond maxDepth are left out
// while their text stays.
func treeOfTokens(source string) *html.Node {
	root := &html.Node{Type: html.DocumentNode}
	open := []*html.Node{root}
	beyond := 0 // open elements that were left out
	z := html.NewTokenizer(strings.NewReader(source))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return root
		case html.TextToken:
			open[len(open)-1].AppendChild(&html.Node{Type: html.TextNode, Data: string(z.Text())})
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			void := t.Type == html.SelfClosingTagToken || isVoid(t.DataAtom)
			if len(open) >= maxDepth {
				if !void {
					beyond++
				}
				continue
			}
			n := &html.Node{Type: html.ElementNode, Data: t.Data, DataAtom: t.DataAtom, Attr: t.Attr}
			open[len(open)-1].AppendChild(n)
			if !void {
				open = append(open, n)
			}
		case html.EndTagToken:
			if beyond > 0 {
				beyond--
				continue
			}
			name, _ := z.TagName()
			for i := len(open) - 1; i > 0 && i > len(open)-20; i-- {
				if open[i].Data == string(name) {
					open = open[:i]
					break
				}
			}
		}
	}
}

func isVoid(a atom.Atom) bool {
	switch a {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Source, atom.Track, atom.Wbr, atom.Param:
		return true
	}
	return false
}
