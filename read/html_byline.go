package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// nearAuthors looks for a byline near the headline: it climbs from there and takes
// the first element that is marked as an author's. Elsewhere on a page such
// marks stand on other articles.
func (p *page) nearAuthors() []stated {
	e := int32(p.body)
	if p.headline >= 0 {
		e = p.blocks[p.headline].elem
	}
	var searched *html.Node
	for range 6 {
		if e < 0 {
			return nil
		}
		if p.elems[e].node.DataAtom == atom.Body {
			return authorsAfter(searched)
		}
		budget := 3000
		if found := findAuthors(p.elems[e].node, searched, &budget); len(found) > 0 {
			return found
		}
		searched, e = p.elems[e].node, p.elems[e].parent
	}
	return nil
}

// authorsAfter looks at the few elements after the headline, where nothing but
// the page itself holds them together.
func authorsAfter(n *html.Node) []stated {
	for elements := 0; n != nil && elements < 4; n = n.NextSibling {
		if n.Type != html.ElementNode {
			continue
		}
		elements++
		if rule := authorMark(n); rule != "" {
			if list := withSiblings(n, rule); len(list) > 0 {
				return list
			}
		}
	}
	return nil
}

// findAuthors searches under n, but not under searched, in the order of the page.
func findAuthors(n, searched *html.Node, budget *int) []stated {
	for c := n.FirstChild; c != nil && *budget > 0; c = c.NextSibling {
		*budget--
		if c.Type != html.ElementNode || c == searched || display(c) == skipped {
			continue
		}
		if rule := authorMark(c); rule != "" {
			if list := withSiblings(c, rule); len(list) > 0 {
				return list
			}
		}
		if c.DataAtom == atom.Nav || c.DataAtom == atom.Aside || c.DataAtom == atom.Footer || (roles{}).of(c)&roleComments != 0 {
			continue
		}
		if found := findAuthors(c, searched, budget); len(found) > 0 {
			return found
		}
	}
	return nil
}

// withSiblings gathers the authors that stand side by side, each in an element of its own.
func withSiblings(n *html.Node, rule string) []stated {
	var list []stated
	for s := n; s != nil; s = s.NextSibling {
		if s.Type != html.ElementNode || s.DataAtom != n.DataAtom || authorMark(s) != rule {
			continue
		}
		text := textOf(s, 200)
		if name := marked(s, "name", 8); name != nil {
			text = textOf(name, 200)
		}
		if len(authorNames(text)) > 0 {
			list = add(list, text, rule)
		}
	}
	return list
}

// marked is the first element inside n with that itemprop, or nil.
func marked(n *html.Node, itemprop string, depth int) *html.Node {
	for c := n.FirstChild; c != nil && depth > 0; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if attribute(c, "itemprop") == itemprop {
			return c
		}
		if found := marked(c, itemprop, depth-1); found != nil {
			return found
		}
	}
	return nil
}

// authorMark tells by which mark an element names an author, or "".
func authorMark(n *html.Node) string {
	for _, a := range n.Attr {
		switch a.Key {
		case "rel":
			if a.Val == "author" {
				return "read/rel-author@1"
			}
		case "itemprop":
			if a.Val == "author" || a.Val == "creator" || a.Val == "author creator" {
				return "read/itemprop@1"
			}
		case "class", "data-testid":
			var buf [64]byte
			for name := range strings.FieldsSeq(a.Val) {
				for word := range nameWords(name, buf[:0]) {
					switch string(word) {
					case "byline", "author", "authors", "authorname", "bylines":
						return "read/byline@1"
					}
				}
			}
		}
	}
	return ""
}

// authorNames are the names in "By Mara Ellison, Joel Park and Ines Okafor".
func authorNames(s string) []string {
	s = strings.Join(strings.Fields(s), " ")
	for _, prefix := range []string{"Written by ", "By: ", "By ", "by ", "BY ", "Interview by ", "Interview: ", "Words: ", "Text: ", "Report: ", "Par ", "Por ", "Von ", "Di "} {
		s = strings.TrimPrefix(s, prefix)
	}
	if strings.Contains(s, "://") || strings.HasPrefix(s, "@") {
		return nil
	}
	if i := strings.IndexFunc(s, unicode.IsDigit); i >= 0 { // a date follows
		s = strings.TrimRight(s[:i], " ,|·-–—")
		s = " " + s
		for _, month := range []string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Published", "Updated"} {
			if j := strings.LastIndex(s, " "+month); j >= 0 && j > len(s)-13 {
				s = s[:j]
			}
		}
	}
	s = strings.NewReplacer(" and ", ";", " And ", ";", " & ", ";", " AND ", ";", " et ", ";", " · ", ";", " • ", ";").Replace(s)
	if !strings.Contains(s, ";") && strings.Count(s, ",") >= 1 && isDescription(s[strings.Index(s, ",")+1:]) {
		s, _, _ = strings.Cut(s, ",") // "Mara Ellison, Political Correspondent"
	}
	var out []string
	for _, name := range strings.FieldsFunc(s, func(r rune) bool { return r == ';' || r == ',' || r == '|' || r == '\n' }) {
		if name = strings.TrimSpace(name); isName(name) {
			out = append(out, name)
		}
	}
	return out
}

// isDescription tells what follows a name and is none: a post, an outlet.
func isDescription(s string) bool {
	for word := range strings.FieldsSeq(strings.ToLower(s)) {
		switch strings.Trim(word, ",.") {
		case "correspondent", "editor", "reporter", "writer", "staff", "columnist", "contributor", "news", "associated", "press", "senior", "bureau", "chief", "times", "post", "producer", "director", "phd", "md", "the":
			return true
		}
	}
	return false
}

func isName(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return len(s) > 2 && len(s) < 60 && len(strings.Fields(s)) <= 6 && (unicode.IsUpper(r) || !unicode.IsLower(r) && unicode.IsLetter(r)) &&
		!strings.HasPrefix(s, "Follow") && !strings.HasPrefix(s, "View ") && !strings.HasPrefix(s, "About ") && !strings.HasPrefix(s, "More ")
}

// markByline keeps the line that names the authors, which may stand outside the body.
func (p *page) markByline(authors []string) {
	if len(authors) == 0 {
		return
	}
	for i, passed := p.headline+1, 0; i < len(p.blocks) && passed < 12; i++ {
		b := &p.blocks[i]
		passed++
		if b.keep && b.prose > 15 {
			return
		}
		if b.words <= 25 && strings.Contains(fold(b.text), fold(authors[0])) && b.kind != quoth.Caption && (b.prose == 0 || strings.HasPrefix(b.text, "By ")) {
			b.kind, b.keep = quoth.Byline, true
			return
		}
	}
}
