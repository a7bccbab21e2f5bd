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
	p.body = p.best()
	p.headline = p.findHeadline(m)
	for i := range p.blocks {
		b := &p.blocks[i]
		b.keep = p.inside(b.elem, p.body) && !p.beside(b.elem) && p.belongs(b)
	}
	p.trimEdges()
	p.dropRepeats()
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
		p.elems[i].score, p.elems[i].prose = 0, 0
	}
	for i := range p.blocks {
		b := &p.blocks[i]
		e := &p.elems[b.elem]
		e.prose += b.prose
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
	case quoth.Post, quoth.Heading:
		return true
	case quoth.Caption:
		return b.words >= 3
	}
	if b.links*10 > len(b.text)*8 && b.words < 40 {
		return b.kind == quoth.Paragraph && b.words > 12 && endsLikeSentence(b.text)
	}
	if b.kind == quoth.Paragraph && b.prose == 0 && b.tag != atom.P {
		return b.words >= 4 && endsLikeSentence(b.text)
	}
	return true
}

// trimEdges takes off headings at the end, which head what is not the article,
// and marks author and date lines at the beginning.
func (p *page) trimEdges() {
	seen := false
	for i := range p.blocks {
		b := &p.blocks[i]
		if !b.keep {
			continue
		}
		if p.elems[b.elem].role&roleByline != 0 && b.words < 30 && b.prose < 12 {
			b.kind = quoth.Byline
			b.keep = !seen
			continue
		}
		seen = seen || b.prose > 20
	}
	for i := len(p.blocks) - 1; i >= 0; i-- {
		if b := &p.blocks[i]; b.keep {
			if b.kind != quoth.Heading {
				return
			}
			b.keep = false
		}
	}
}

// dropRepeats leaves out blocks that say again what another said: the headline
// in the body, captions shown twice.
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
		if seen[b.text] && (b.kind != quoth.Paragraph || b.words > 3) {
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
