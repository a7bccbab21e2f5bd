package read

import (
	"strings"

	"github.com/quoth-news/quoth"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// postClasses mark the element in which a network's embed code puts a post.
var postClasses = map[string]bool{"twitter-tweet": true, "twitter-video": true, "twitter-quote": true, "tweet-embed": true, "instagram-media": true, "bluesky-embed": true,
	"mastodon-embed": true, "text-post-media": true, "tiktok-embed": true, "fb-post": true, "fb-video": true, "fb-xfbml-parse-ignore": true, "reddit-embed-bq": true, "reddit-card": true,
	"twitter-tweet-rendered": true, "bluesky-post": true, "truthsocial-embed": true}

// isPost tells an embedded post by the class that the network's own code gives it.
func isPost(n *html.Node) bool {
	if n.DataAtom != atom.Blockquote && n.DataAtom != atom.Div {
		return false
	}
	class := attribute(n, "class")
	if class == "" {
		return false
	}
	for name := range strings.FieldsSeq(class) {
		if postClasses[strings.ToLower(name)] {
			return true
		}
	}
	return false
}

// post makes one block of an embedded post, laid out as crawlers leave it: the
// words, then the account and the day. Who and when is read from that by the
// segment stage, so that there is one reader of account lines.
func (w *walk) post(n *html.Node) {
	w.flush()
	first := len(w.blocks)
	saved := w.context
	w.context.kind = quoth.Post
	w.postChildren(n)
	w.flush()
	w.context = saved
	parts := make([]string, 0, 4)
	for _, b := range w.blocks[first:] {
		parts = append(parts, b.text)
	}
	w.blocks = w.blocks[:first]
	if len(parts) == 0 {
		return
	}
	w.context.kind = quoth.Post
	w.add(strings.Join(parts, " "), quoth.Post, 0)
	w.context = saved
}

// postChildren walks without noting elements, which are no part of the article's tree.
func (w *walk) postChildren(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			w.text(c.Data)
		case c.Type != html.ElementNode || hidden(c):
		default:
			switch display(c) {
			case inline:
				w.postChildren(c)
			case lineBreak:
				w.lineBreak()
			case blockLevel:
				w.flush()
				w.postChildren(c)
				w.flush()
			}
		}
	}
}

// isDataTable tells a table of data from one that lays out a page: several short
// cells a row and no table inside.
func isDataTable(n *html.Node) bool {
	rows, cells, long := 0, 0, false
	var look func(n *html.Node, depth int)
	look = func(n *html.Node, depth int) {
		for c := n.FirstChild; c != nil && !long; c = c.NextSibling {
			if c.Type == html.TextNode && len(c.Data) > 300 {
				long = true
			}
			switch c.DataAtom {
			case atom.Table, atom.Article, atom.H1, atom.Form:
				long = true
			case atom.Tr:
				rows++
			case atom.Td, atom.Th:
				cells++
			}
			look(c, depth+1)
		}
	}
	look(n, 0)
	return !long && rows >= 2 && cells >= 2*rows
}

// table makes one block of a table: a line a row, cells divided by " | ".
func (w *walk) table(n *html.Node) {
	w.flush()
	var lines []string
	links := 0
	var rows func(n *html.Node)
	rows = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom != atom.Tr {
				rows(c)
				continue
			}
			var cells []string
			for cell := c.FirstChild; cell != nil; cell = cell.NextSibling {
				if cell.DataAtom == atom.Td || cell.DataAtom == atom.Th {
					text, l := w.flat(cell)
					cells, links = append(cells, text), links+l
				}
			}
			if line := strings.Trim(strings.Join(cells, " | "), " |"); line != "" {
				lines = append(lines, line)
			}
		}
	}
	rows(n)
	if len(lines) > 0 {
		w.add(strings.Join(lines, "\n"), quoth.Table, links)
	}
}

// flat is the text of a cell on one line, and how many bytes of it are links.
func (w *walk) flat(n *html.Node) (string, int) {
	first := len(w.blocks)
	saved := w.context
	w.postChildren(n)
	w.flush()
	w.context = saved
	var parts []string
	links := 0
	for _, b := range w.blocks[first:] {
		parts = append(parts, strings.ReplaceAll(b.text, "\n", " "))
		links += b.links
	}
	w.blocks = w.blocks[:first]
	return strings.Join(parts, " "), links
}
