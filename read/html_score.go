package read

import (
	"strings"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
	"golang.org/x/net/html/atom"
)

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
