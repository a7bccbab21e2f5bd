package read

import (
	"strings"

	"github.com/quoth-news/quoth"
)

// findHeadline is the block that shows the title: the heading that agrees best
// with what the metadata say, else the first heading of the first level.
func (p *page) findHeadline(m *metadata) int {
	best, bestScore := -1, 0
	var titles []foldedTitle
	for _, title := range m.titles() {
		titles = append(titles, foldTitle(title))
	}
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.kind != quoth.Heading || b.level > 2 || b.words > 50 {
			continue
		}
		score := 0
		heading := strings.Fields(fold(b.text))
		for _, title := range titles {
			score = max(score, title.agreement(heading))
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

// foldedTitle is a title ready to be compared with many headings.
type foldedTitle struct {
	words map[string]bool
	n     int
}

func foldTitle(title string) foldedTitle {
	t := foldedTitle{words: map[string]bool{}}
	for w := range strings.FieldsSeq(fold(title)) {
		t.words[w] = true
		t.n++
	}
	return t
}

// agreement is how many words in a hundred of a folded heading stand in the title,
// less where it is much shorter.
func (t foldedTitle) agreement(heading []string) int {
	if len(heading) == 0 || t.n == 0 {
		return 0
	}
	n := 0
	for _, w := range heading {
		if t.words[w] {
			n++
		}
	}
	return 100 * n / max(len(heading), min(t.n, 6))
}

func agreement(heading, title string) int {
	return foldTitle(title).agreement(strings.Fields(fold(heading)))
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
