package read

import (
	"regexp"
	"strings"

	"github.com/quoth-news/quoth"
	"golang.org/x/net/html/atom"
)

// chooseBody finds which blocks are the article: the element with the most prose
// and the least else, and in it what is not beside the article.
func (p *page) chooseBody(m *metadata) {
	for i := range p.blocks {
		p.blocks[i].weigh()
	}
	p.score(false)
	p.excuse()
	p.score(true)
	p.body = p.around(p.best())
	p.headline = p.findHeadline(m)
	p.teasers()
	for i := range p.blocks {
		b := &p.blocks[i]
		post := b.kind == quoth.Post && p.elems[b.elem].role&roleComments == 0 // "social-embed" is no sharing bar
		b.keep = p.inside(b.elem, p.body) && (post || !p.beside(b.elem)) && p.belongs(b)
	}
	p.standfirst()
	p.speeches()
	p.trimBegin()
	p.trimEnd()
	p.dropRepeats()
	p.keepSomething()
	p.questions()
}

// keepSomething takes all that is no link and not beside the article, where
// nothing looks like an article: a page of a few short lines.
func (p *page) keepSomething() {
	for i := range p.blocks {
		if b := &p.blocks[i]; b.keep {
			return
		}
	}
	for i := range p.blocks {
		b := &p.blocks[i]
		b.keep = !p.beside(b.elem) && b.links*2 <= len(b.text)
	}
}

// inside tells whether element e is element of or stands in it.
func (p *page) inside(e int32, of int) bool {
	return int(e) >= of && e <= p.elems[of].last
}

// beside tells whether the element, or one around it up to the body, is beside the article.
func (p *page) beside(e int32) bool { return p.elems[e].role&(roleAside|roleComments) != 0 }

// belongs tells whether a block of the body is part of the article, and not a
// label, a button or a list of links in it.
func (p *page) belongs(b *block) bool {
	switch b.kind {
	case quoth.Post:
		return true
	case quoth.Heading:
		return b.words < 60
	case quoth.Caption:
		return b.words >= 3 && b.links*10 <= len(b.text)*8
	}
	if b.links*10 > len(b.text)*8 {
		return b.kind == quoth.Paragraph && b.words > 12 && !strings.Contains(b.text, "\n") && endsLikeSentence(b.text)
	}
	if b.prose > 0 || b.kind != quoth.Paragraph || b.tag == atom.P && b.words > 1 {
		return true
	}
	return b.words >= 4 && (endsLikeSentence(b.text) || b.links == 0 && p.elems[p.body].role&roleBody != 0)
}

// standfirst keeps the sentence or two between the headline and the body that sum
// the article up, where they stand outside the element of the body. They belong to
// the head of the article, as the headline does.
func (p *page) standfirst() {
	if p.headline < 0 {
		return
	}
	for i := p.headline + 1; i < len(p.blocks) && i < p.headline+10; i++ {
		b := &p.blocks[i]
		if b.keep {
			return
		}
		free := b.links*5 < len(b.text) && b.words >= 10 && b.words <= 60 && endsLikeSentence(b.text)
		if free && (b.kind == quoth.Paragraph || b.kind == quoth.Heading && b.words >= 12) && !p.beside(b.elem) && int(b.elem) < p.body {
			b.keep, b.kind = true, quoth.Headline
			return
		}
	}
}

// teasers finds the boxes in the body that show other articles: three or more
// elements alike, each with a linked title and hardly more, or articles inside
// the article.
func (p *page) teasers() {
	type likeness struct {
		parent     int32
		tag, class string
	}
	groups := map[likeness][]int32{}
	for i := p.body + 1; i <= int(p.elems[p.body].last); i++ {
		if e := &p.elems[i]; e.role&(roleAside|roleComments) == 0 && e.blocks > 0 {
			class := attribute(e.node, "class")
			if e.node.DataAtom == atom.Article {
				class = ""
			}
			k := likeness{e.parent, e.node.Data, class}
			groups[k] = append(groups[k], int32(i))
		}
	}
	for _, group := range groups {
		prose, titled := 0, 0
		for _, i := range group {
			prose += p.elems[i].prose
			if p.elems[i].titles > 0 && p.elems[i].blocks < 8 {
				titled++
			}
		}
		outside := p.elems[p.body].prose - prose
		alike := len(group) >= 3 && titled*10 >= len(group)*8 && prose <= 60*len(group) && outside >= 60
		nested := len(group) >= 2 && p.elems[group[0]].node.DataAtom == atom.Article && titled*2 > len(group) && outside >= 60
		if alike || nested {
			p.setAside(group)
		}
	}
}

// setAside marks elements, and all inside them, as beside the article.
func (p *page) setAside(group []int32) {
	for _, i := range group {
		for j := i; j <= p.elems[i].last; j++ {
			p.elems[j].role |= roleAside
		}
	}
}

// trimBegin drops what stands above the headline and marks author and date lines.
func (p *page) trimBegin() {
	before, total := 0, 0
	for i := range p.blocks {
		if b := &p.blocks[i]; b.keep {
			total += b.prose
			if i < p.headline {
				before += b.prose
			}
		}
	}
	seen := false
	for i := range p.blocks {
		b := &p.blocks[i]
		if !b.keep {
			continue
		}
		if i < p.headline && before*5 < total*2 && b.kind != quoth.Caption {
			b.keep = false
			continue
		}
		if p.elems[b.elem].role&roleByline != 0 && b.words < 30 && b.prose < 12 {
			b.kind = quoth.Byline
			b.keep = !seen
			continue
		}
		seen = seen || b.prose > 20
	}
}

// trimEnd takes off what follows the article: readers' comments, boxes of other
// articles, and from the end headings, which head what is no more there, and list
// items that lead to other pages.
func (p *page) trimEnd() {
	p.trimClosed()
	for i := len(p.blocks) - 1; i >= 0; i-- {
		b := &p.blocks[i]
		if !b.keep {
			continue
		}
		announces := b.kind == quoth.Paragraph && b.words <= 6 && strings.HasSuffix(b.text, ":")
		if b.kind != quoth.Heading && !announces && !(b.kind == quoth.List && b.links > 10 && !endsLikeSentence(b.text)) {
			return
		}
		b.keep = false
	}
}

var (
	commentsBegin = regexp.MustCompile(`^(?:\d+ )?(?:comments?|commentaires|comentarios|comentários|kommentare|commenti)(?: \d+)?$|^(?:leave a|post a|add a|write a) (?:reply|comment)|^\d+ (?:thoughts?|responses?|replies|comments?)(?: on | to |$)|^join the (?:discussion|conversation)$|^reader comments$`)
	othersBegin   = regexp.MustCompile(`^(?:related|recommended|trending|most (?:read|popular|viewed)|more (?:from|on|stories|news|articles|in|like this)|you (?:may|might) (?:also )?(?:like|enjoy)|also read|read next|read also|see also|latest|popular|top stories|about the authors?|about us|sponsored|newsletter|subscribe|sign up|share this|share|tags|follow us|don t miss|around the web|what to read next|editors? picks?|keep reading|up next|previous|next)\b`)
)

// commentSigns are pieces of words one of which stands in all that commentsBegin matches.
var commentSigns = []string{"omment", "oment", "repl", "respons", "thought", "discussion", "conversation"}

// trimClosed drops all that follows a short line with which pages begin their
// readers' comments, or a list of other articles where the article does not go on
// after it.
func (p *page) trimClosed() {
	before := 0
	for i := range p.blocks {
		b := &p.blocks[i]
		if before >= 60 && b.words <= 25 && i > p.headline && b.kind != quoth.Caption && p.inside(b.elem, p.body) {
			line := strings.TrimSpace(fold(b.text))
			heads := b.words <= 3 || b.words <= 6 && b.kind == quoth.Heading
			if containsAny(line, commentSigns) && commentsBegin.MatchString(line) || heads && othersBegin.MatchString(line) && !p.goesOn(i) {
				for j := i; j < len(p.blocks); j++ {
					p.blocks[j].keep = false
				}
				return
			}
		}
		if b.keep {
			before += b.prose
		}
	}
}

// goesOn tells whether after block i there is more prose in the element that
// holds most of it before, or more of it at all than a box would have.
func (p *page) goesOn(i int) bool {
	prose := map[int32]int{}
	most, before, after := int32(0), 0, 0
	for j := range p.blocks[:i] {
		if b := &p.blocks[j]; b.keep {
			parent := p.elems[b.elem].parent
			before += b.prose
			if prose[parent] += b.prose; prose[parent] > prose[most] {
				most = parent
			}
		}
	}
	for j := i + 1; j < len(p.blocks); j++ {
		b := &p.blocks[j]
		if b.keep && b.prose >= 10 && p.alike(p.elems[b.elem].parent, most) {
			return true
		}
		if b.keep {
			after += b.prose
		}
	}
	return after*3 > before
}

// alike tells whether two elements are of one kind: the same, of the same class,
// or side by side. Pages lay advertisements between the parts of a body.
func (p *page) alike(a, b int32) bool {
	x, y := p.elems[a].node, p.elems[b].node
	if a == b || x.DataAtom != y.DataAtom {
		return a == b
	}
	class := attribute(x, "class")
	return class == attribute(y, "class") && (class != "" || p.elems[a].parent == p.elems[b].parent)
}

// dropRepeats leaves out blocks that say again what another said: the headline
// in the body, captions and whole paragraphs shown twice.
func (p *page) dropRepeats() {
	seen := map[string]bool{}
	if p.headline >= 0 {
		seen[p.blocks[p.headline].text] = true
	}
	for i := range p.blocks {
		b := &p.blocks[i]
		if !b.keep || i == p.headline {
			continue
		}
		if seen[b.text] && (b.kind == quoth.Caption || b.words > 7 || p.headline >= 0 && b.text == p.blocks[p.headline].text) {
			b.keep = false
			continue
		}
		seen[b.text] = true
	}
}
