package read

import (
	"strings"
	"unicode/utf8"

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
		b.keep = p.inside(b.elem, p.body) && !p.beside(b.elem) && p.belongs(b)
	}
	p.standfirst()
	p.speeches()
	p.trimBegin()
	p.trimEnd()
	p.dropRepeats()
	p.keepSomething()
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

// weigh counts a block's words of prose: whole sentences that are not links.
func (b *block) weigh() {
	if b.kind == quoth.Heading || b.kind == quoth.Table || b.kind == quoth.Caption {
		return
	}
	if b.kind == quoth.Post {
		b.prose = b.words / 2
		return
	}
	free := len(b.text) - b.links
	words := b.words * free / max(1, len(b.text))
	sentence := endsLikeSentence(b.text)
	switch {
	case free*2 < len(b.text) || words < 5:
	case sentence && words >= 8:
		b.prose = words
	case sentence || words >= 25:
		b.prose = words / 2
	}
	if b.kind == quoth.List {
		b.prose /= 2
	}
}

func endsLikeSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’)]» ")
	if s == "" {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…:;。！？", r)
}

// score sums what speaks for and against each element over its blocks. With
// roles, what stands in an element beside the article does not count for those around it.
func (p *page) score(roles bool) {
	for i := range p.elems {
		e := &p.elems[i]
		e.score, e.prose, e.titles, e.blocks = 0, 0, 0, 0
	}
	for i := range p.blocks {
		b := &p.blocks[i]
		e := &p.elems[b.elem]
		e.prose += b.prose
		e.blocks++
		if b.links > 14 && b.links*10 > len(b.text)*3 && b.words < 60 {
			e.titles++
		}
		switch {
		case b.prose > 0:
			e.score += b.prose
		case b.kind == quoth.Heading || b.kind == quoth.Caption:
			e.score--
		default:
			e.score -= 1 + min(b.words, 12)/2
		}
	}
	for i := len(p.elems) - 1; i > 0; i-- {
		e := &p.elems[i]
		parent := &p.elems[e.parent]
		if roles && e.role&(roleAside|roleComments) != 0 {
			continue
		}
		parent.prose += e.prose
		parent.score += e.score
		parent.titles += e.titles
		parent.blocks += e.blocks
	}
}

// excuse takes the role back from an element that is called "sidebar" or so but
// holds most of the page's prose: themes name their outermost elements after
// everything inside.
func (p *page) excuse() {
	total := p.elems[0].prose
	for i := range p.elems {
		e := &p.elems[i]
		switch {
		case e.node.DataAtom == atom.Body || e.node.DataAtom == atom.Html:
			e.role = 0
		case e.role&roleComments != 0 && e.role&roleArticle == 0:
			if e.prose*10 > total*9 {
				e.role &^= roleComments
			}
		case e.role&roleAside != 0 && (e.prose*2 > total || e.role&(roleBody|roleArticle) != 0 && e.prose*5 > total):
			e.role &^= roleAside
		}
	}
}

// best is the element with the highest score; the innermost of equals, with a
// preference for one that says it is the article's body.
func (p *page) best() int {
	best, bestScore := 0, p.elems[0].score*100
	for i := 1; i < len(p.elems); i++ {
		e := &p.elems[i]
		if e.role |= p.elems[e.parent].role & (roleAside | roleComments); e.role&(roleAside|roleComments) != 0 {
			continue
		}
		s := e.score * 100
		switch {
		case e.role&roleBody != 0:
			s += s / 6
		case e.role&roleArticle != 0:
			s += s / 20
		}
		if s > bestScore || s == bestScore && e.parent >= int32(best) {
			best, bestScore = i, s
		}
	}
	return p.named(best)
}

// around climbs from a paragraph or list item, which is never a whole body, and
// takes a page of few words as it is: too few to weigh.
func (p *page) around(best int) int {
	words := 0
	for i := range p.blocks {
		if b := &p.blocks[i]; !p.beside(b.elem) {
			words += b.words
		}
	}
	if words < 150 && p.elems[best].role&roleBody == 0 {
		return 0
	}
	for best > 0 {
		switch p.elems[best].node.DataAtom {
		case atom.P, atom.Li, atom.Dd, atom.Dt, atom.Dl, atom.Ul, atom.Ol, atom.Blockquote:
			best = int(p.elems[best].parent)
			continue
		}
		return best
	}
	return best
}

// named climbs from the element found to one around it that says it is the
// article's body, which a list or a table in the article may have outweighed.
func (p *page) named(best int) int {
	for i := int32(best); i > 0; i = p.elems[i].parent {
		if p.elems[i].role&roleBody != 0 {
			return int(i)
		}
	}
	return best
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
		return b.words >= 3
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

// trimEnd takes off, from the end, headings, which head what is not the article,
// and list items that lead to other pages.
func (p *page) trimEnd() {
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

// findHeadline is the block that shows the title: the heading that agrees best
// with what the metadata say, else the first heading of the first level.
func (p *page) findHeadline(m *metadata) int {
	best, bestScore := -1, 0
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.kind != quoth.Heading || b.level > 2 || b.words > 50 {
			continue
		}
		score := 0
		for _, title := range m.titles() {
			score = max(score, agreement(b.text, title))
		}
		if b.level == 1 {
			score += 25
			if p.inside(b.elem, p.body) || i+1 < len(p.blocks) && best < 0 {
				score += 5
			}
		}
		if score > bestScore {
			best, bestScore = i, score
		}
	}
	if bestScore < 25 {
		return -1
	}
	return best
}

// agreement is how many words in a hundred of the heading stand in the title, less
// where it is much shorter.
func agreement(heading, title string) int {
	h, t := strings.Fields(fold(heading)), strings.Fields(fold(title))
	if len(h) == 0 || len(t) == 0 {
		return 0
	}
	in := map[string]bool{}
	for _, w := range t {
		in[w] = true
	}
	n := 0
	for _, w := range h {
		if in[w] {
			n++
		}
	}
	return 100 * n / max(len(h), min(len(t), 6))
}

// fold makes words comparable: lower case, letters and digits only.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '’' || r == '\'' || r == '‘':
			return -1
		case 'A' <= r && r <= 'Z':
			return r + 'a' - 'A'
		case r < 0x80 && !('a' <= r && r <= 'z' || '0' <= r && r <= '9'):
			return ' '
		case r >= 0x2010 && r <= 0x205f:
			return ' '
		}
		return r
	}, s)
}
