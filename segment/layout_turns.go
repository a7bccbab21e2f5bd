package segment

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/quoth-news/quoth"
)

var (
	// "MARA ELLISON: …", "Joel Park (D-Ohio): …", "[00:01:02] Mara: …", "**Mara Ellison:** …"
	namedTurn = regexp.MustCompile(`^(?:\[?\(?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?\)?\]?\s*)?[*_]{0,2}((?:[\p{Lu}][\p{L}.'’\-]*|\d{1,2})(?:,? (?:[\p{Lu}][\p{L}.'’\-]*|\d{1,2}|of|the|de|van|von|and|for)){0,5}(?: ?\([^()\n]{1,40}\))?)(?:, [^:.“”"\n]{2,40})?[*_]{0,2}(?: ?\[?\d{1,2}:\d\d(?::\d\d)?\]?)?:[*_]{0,2}\s+\S`)
	// "Q. …", "A: …", "Q: …"
	letterTurn = regexp.MustCompile(`^[*_]{0,2}([QA])[.:][*_]{0,2}\s+\S`)
	// "[Speaker 1] …", "[Mara Ellison]: …"
	bracketTurn = regexp.MustCompile(`^\[([\p{Lu}][^\[\]\n]{1,40})\]:?\s+\S`)
)

// turns marks the turns of a transcript: Label is who speaks, Words what was
// said. A colon after a capitalised word is common in prose, so several turns
// are needed before any is believed: three, with a label that comes back, or
// mostly in capitals.
func (l *layout) turns() {
	found := make([][]int, len(l.segments))
	labels := map[string]int{}
	turns, capitals, blocks := 0, 0, 0
	for i, s := range l.segments {
		if s.Kind != quoth.Paragraph && s.Kind != quoth.List && s.Kind != quoth.Heading && s.Kind != quoth.Quote {
			continue
		}
		blocks++
		words := s.Of(l.text)
		if found[i] = turnAt(words); found[i] == nil {
			continue
		}
		label := words[found[i][0]:found[i][1]]
		labels[label]++
		turns++
		if strings.ToUpper(label) == label {
			capitals++
		}
	}
	again := 0
	for _, n := range labels {
		if n > 1 {
			again += n
		}
	}
	switch {
	case turns < 3 || turns*5 < blocks:
		return
	case again*2 < turns && (capitals < turns || turns*10 < blocks*6):
		return
	}
	l.markTurns(found, turns*10 >= blocks*4)
}

// markTurns makes speeches of the turns. In a dense transcript a block without a
// label goes on with the turn before it, unless it is a stage direction.
func (l *layout) markTurns(found [][]int, dense bool) {
	var speaker quoth.Span
	for i := range l.segments {
		s := &l.segments[i]
		if at := found[i]; at != nil {
			speaker = quoth.Span{Start: s.Start + at[0], End: s.Start + at[1]}
			s.Kind, s.Label = quoth.Speech, speaker
			s.Words = trim(l.text, quoth.Span{Start: s.Start + at[2], End: s.End})
			continue
		}
		if s.Kind == quoth.Heading || s.Kind == quoth.Headline {
			speaker = quoth.Span{}
		}
		if dense && !speaker.Empty() && s.Kind == quoth.Paragraph && !isDirection(s.Of(l.text)) {
			s.Kind, s.Label, s.Words = quoth.Speech, speaker, s.Span
		}
	}
}

// turnAt says where, in words, the label stands and where the speech begins.
func turnAt(words string) []int {
	head := words
	if len(head) > 160 {
		head = head[:160]
	}
	for _, p := range turnPatterns(head) {
		if at := p.FindStringSubmatchIndex(head); at != nil {
			start := at[1] - 1
			for start > 0 && !isSpaceByte(words[start-1]) { // back to the start of the rune and the word
				start--
			}
			if len(strings.Fields(words[at[2]:at[3]])) > 6 {
				return nil
			}
			return []int{at[2], at[3], start}
		}
	}
	return nil
}

// turnPatterns are the patterns that a block may match by its first byte and by
// whether a colon stands near: most blocks match none and need not be tried.
func turnPatterns(head string) []*regexp.Regexp {
	colon := strings.IndexByte(head, ':')
	switch c := head[0]; {
	case c == '[':
		return []*regexp.Regexp{bracketTurn, namedTurn}
	case c == 'Q' || c == 'A' || c == '*' || c == '_':
		if colon < 0 {
			return []*regexp.Regexp{letterTurn}
		}
		return []*regexp.Regexp{letterTurn, namedTurn}
	case colon < 0 || 'a' <= c && c <= 'z':
		return nil
	}
	return []*regexp.Regexp{namedTurn}
}

// opensTurn tells a line that may begin a turn where lines are broken at a fixed
// width: by a label in capitals, which no sentence has at its beginning.
func opensTurn(line string) bool {
	at := turnAt(line)
	return at != nil && strings.ToUpper(line[at[0]:at[1]]) == line[at[0]:at[1]]
}

func isSpaceByte(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }

// isDirection tells a stage direction: "(APPLAUSE)", "[crosstalk]".
func isDirection(words string) bool {
	return strings.HasPrefix(words, "(") && strings.HasSuffix(words, ")") || strings.HasPrefix(words, "[") && strings.HasSuffix(words, "]") ||
		!strings.ContainsFunc(words, unicode.IsLower) && len(words) < 40
}
