package read

import (
	"strings"

	"github.com/quoth-news/quoth"
)

// speeches joins the turns of transcripts whose speakers stand in elements of
// their own: a class that says speaker, or the terms of a list of definitions.
// "Mara Ellison" above "I beg to move …" becomes "Mara Ellison: I beg to move …",
// as transcripts in plain text have it. Three are needed before any is believed.
func (p *page) speeches() {
	labels := 0
	for i := range p.blocks {
		if p.isLabel(i) {
			labels++
		}
	}
	if labels < 3 {
		return
	}
	for i := range p.blocks {
		if p.isLabel(i) {
			p.speech(i)
		}
	}
}

// questions makes headings of the questions of an interview that are set in bold
// type: three or more paragraphs of nothing else that end in a question mark, and
// what is set like them between the first and the last.
func (p *page) questions() {
	first, last, n := -1, -1, 0
	for i := range p.blocks {
		if b := &p.blocks[i]; b.allBold() && strings.HasSuffix(strings.TrimRight(b.text, "\"'”’)* "), "?") {
			if n++; first < 0 {
				first = i
			}
			last = i
		}
	}
	if n < 3 {
		return
	}
	for i := first; i <= last; i++ {
		if b := &p.blocks[i]; b.allBold() {
			b.kind = quoth.Heading
		}
	}
}

// allBold tells a paragraph of the article that is in bold or italic type from end to end.
func (b *block) allBold() bool {
	return b.keep && b.kind == quoth.Paragraph && b.words <= 120 && b.bold*20 >= (len(b.text)-strings.Count(b.text, " "))*19
}

// isLabel tells a block that names a speaker and has words after it.
func (p *page) isLabel(i int) bool {
	b := &p.blocks[i]
	return i+1 < len(p.blocks) && p.elems[b.elem].role&roleSpeaker != 0 && b.words <= 12 &&
		p.inside(b.elem, p.body) && !p.beside(b.elem) && p.elems[p.blocks[i+1].elem].role&roleSpeaker == 0
}

// speech gives the blocks after a label, as far as its parent goes, to that speaker.
func (p *page) speech(i int) {
	label := strings.TrimRight(strings.Join(strings.Fields(p.blocks[i].text), " "), ": ")
	parent := p.elems[p.blocks[i].elem].parent
	p.blocks[i].keep = false
	for j := i + 1; j < len(p.blocks); j++ {
		b := &p.blocks[j]
		if !p.inside(b.elem, int(parent)) || p.elems[b.elem].role&roleSpeaker != 0 {
			return
		}
		if b.kind != quoth.Paragraph && b.kind != quoth.List {
			continue
		}
		b.kind, b.speaker, b.keep = quoth.Speech, label, true
		if j == i+1 {
			b.text, b.opens = label+": "+b.text, true
		}
	}
}
