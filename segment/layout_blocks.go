package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
)

// blocks cuts plain text or Markdown, from byte start on, into paragraphs,
// headings, list items and block quotations. A line is a paragraph of its own
// unless the document is one of those that break their lines at a fixed width.
func blocks(text string, start int) []quoth.Segment {
	lines := splitLines(text, start)
	wrapped := wrapWidth(lines, text) > 0
	var out []quoth.Segment
	open := false // the last block may go on
	fence := false
	for i, line := range lines {
		words := line.Of(text)
		switch {
		case strings.HasPrefix(words, "```") || strings.HasPrefix(words, "~~~"):
			fence, open = !fence, false
			continue
		case line.Empty():
			open = false
			continue
		case fence:
			continue
		case len(out) > 0 && isUnderline(words) && lines[i-1].End == out[len(out)-1].End && !strings.Contains(out[len(out)-1].Of(text), "\n"):
			out[len(out)-1].Kind = quoth.Heading // Markdown's underlined headings
			open = false
			continue
		case isRule(words):
			open = false
			continue
		}
		kind, content := markdownLine(text, line)
		indented := i > 0 && line.indent >= 2 && lines[i-1].indent < 2
		if open && wrapped && kind == quoth.Paragraph && !indented && !opensTurn(words) {
			out[len(out)-1].End = line.End
			continue
		}
		if !content.Empty() {
			out = append(out, quoth.Segment{Span: content, Kind: kind})
			open = kind == quoth.Paragraph || kind == quoth.List
		}
	}
	return out
}

// textLine is one line without the white space around it.
type textLine struct {
	quoth.Span
	indent int
}

func splitLines(text string, start int) []textLine {
	var lines []textLine
	for start < len(text) {
		end := strings.IndexByte(text[start:], '\n')
		if end < 0 {
			end = len(text)
		} else {
			end += start
		}
		s := trim(text, quoth.Span{Start: start, End: end})
		lines = append(lines, textLine{s, s.Start - start})
		start = end + 1
	}
	return lines
}

// wrapWidth is the width at which the document breaks its lines, or 0 if it does
// not. It does where lines that have a successor in their block are so full that
// the successor's first word would not have fitted.
func wrapWidth(lines []textLine, text string) int {
	width := fullWidth(lines, text)
	if width < 40 || width > widest {
		return 0
	}
	full, pairs := 0, 0
	for i := 0; i+1 < len(lines); i++ {
		a, b := lines[i], lines[i+1]
		if a.Empty() || b.Empty() || b.indent >= 2 && a.indent < 2 {
			continue
		}
		if kind, _ := markdownLine(text, b); kind != quoth.Paragraph || opensTurn(b.Of(text)) {
			continue // it would begin a line of its own at any width
		}
		pairs++
		first := b.Of(text)
		if n := strings.IndexByte(first, ' '); n > 0 {
			first = first[:n]
		}
		if a.indent+utf8.RuneCountInString(a.Of(text))+1+utf8.RuneCountInString(first) > width-4 {
			full++
		}
	}
	if pairs >= 2 && full*10 >= pairs*7 {
		return width
	}
	return 0
}

const widest = 130

// fullWidth is the width of the longest line, but for one in two hundred: a book has
// a line or two that its editor forgot to break.
func fullWidth(lines []textLine, text string) int {
	var count [widest + 2]int
	for _, l := range lines {
		count[min(utf8.RuneCountInString(l.Of(text))+l.indent, widest+1)]++
	}
	width := widest + 1
	for longer := 0; width > 0; width-- {
		if longer += count[width]; longer > len(lines)/200 {
			break
		}
	}
	return width
}

// trim is the span without white space at its ends.
func trim(text string, s quoth.Span) quoth.Span {
	for s.Start < s.End {
		r, n := utf8.DecodeRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) {
			break
		}
		s.Start += n
	}
	for s.Start < s.End {
		r, n := utf8.DecodeLastRuneInString(text[s.Start:s.End])
		if !unicode.IsSpace(r) {
			break
		}
		s.End -= n
	}
	return s
}

// hasWord tells whether there is anything to read: a letter, a digit or a symbol.
func hasWord(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsSymbol(r) {
			return true
		}
	}
	return false
}
