package read

import (
	"strings"

	"github.com/quoth-news/quoth"
)

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
