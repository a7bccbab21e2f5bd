package read

import (
	"html"
	"strings"

	"github.com/quoth-news/quoth"
)

// fragment lays out mark-up that is the body of an article and nothing else, as
// feeds and agencies send it: there is nothing beside it to leave out.
func fragment(source string, opt *Options) (*quoth.Document, error) {
	p := layOut(parseHTML(source))
	p.headline = -1
	for i := range p.blocks {
		b := &p.blocks[i]
		b.weigh()
		b.keep = true
	}
	d := &quoth.Document{}
	p.write(d)
	if len(d.Text) > opt.maxDocument() {
		return nil, opt.tooLarge("the text")
	}
	if strings.TrimSpace(d.Text) == "" {
		return nil, &Failure{quoth.ErrInvalid, "there are no words in the mark-up", `an article needs at least a paragraph: <p>…</p>`}
	}
	return d, nil
}

// plainEntities reads what feeds escape twice: "Mara &amp; Joel".
func plainEntities(s string) string { return strings.TrimSpace(html.UnescapeString(s)) }
