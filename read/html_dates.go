package read

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// shownDay finds a day written out in a byline or a date line.
var shownDay = regexp.MustCompile(`(?:\d{1,2}(?:st|nd|rd|th)? )?\p{L}{3,9}\.? (?:\d{1,2}(?:st|nd|rd|th)?,? )?\d{4}|\d{4}-\d\d-\d\d`)

// nearDates looks for the day of publication that the page shows near its
// headline, for pages whose metadata do not state it: times and date lines
// elsewhere belong to other articles, or are today's.
func (p *page) nearDates() []stated {
	e := int32(p.body)
	if p.headline >= 0 {
		e = p.blocks[p.headline].elem
	}
	var searched *html.Node
	for level := 0; level < 6 && e >= 0; level++ {
		node := p.elems[e].node
		if node.DataAtom == atom.Body && level > 1 {
			break
		}
		budget := 2000
		if s, ok := findDate(node, searched, &budget); ok {
			return []stated{s}
		}
		searched, e = node, p.elems[e].parent
	}
	return nil
}

// findDate searches under n, but not under searched, in the order of the page.
func findDate(n, searched *html.Node, budget *int) (stated, bool) {
	for c := n.FirstChild; c != nil && *budget > 0; c = c.NextSibling {
		*budget--
		if c.Type != html.ElementNode || c == searched || display(c) == skipped || c.DataAtom == atom.Nav || c.DataAtom == atom.Aside || c.DataAtom == atom.Footer {
			continue
		}
		if s, ok := dateOf(c); ok {
			return s, true
		}
		if s, ok := findDate(c, searched, budget); ok {
			return s, true
		}
	}
	return stated{}, false
}

// dateOf is the day an element states: a time element, or a class that says date
// over words that are one.
func dateOf(n *html.Node) (stated, bool) {
	if n.DataAtom == atom.Time {
		for _, v := range []string{attribute(n, "datetime"), textOf(n, 60)} {
			if len(parseDay(v)) == 10 {
				return stated{v, "read/time@1"}, true
			}
		}
		return stated{}, false
	}
	if !dateClass(attribute(n, "class")) {
		return stated{}, false
	}
	text := strings.Join(strings.Fields(textOf(n, 160)), " ")
	if len(text) > 120 || strings.HasPrefix(text, "Updated") || strings.HasPrefix(text, "Last ") {
		return stated{}, false
	}
	for _, at := range shownDay.FindAllString(text, 4) {
		at = strings.NewReplacer("st,", ",", "nd,", ",", "rd,", ",", "th,", ",").Replace(at)
		if len(parseDay(at)) == 10 {
			return stated{at, "read/shown-date@1"}, true
		}
	}
	return stated{}, false
}

func dateClass(class string) bool {
	if class == "" {
		return false
	}
	var buf [64]byte
	for name := range strings.FieldsSeq(class) {
		for word := range nameWords(name, buf[:0]) {
			switch string(word) {
			case "date", "dateline", "timestamp", "time", "published", "pubdate", "posted", "byline", "datetime", "publishdate", "meta", "entrydate", "postdate":
				return true
			}
		}
	}
	return false
}
