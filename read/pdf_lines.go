package read

import (
	"bytes"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
	"github.com/quoth-news/quoth"
)

// pdfLine is a line of a page: its words, where it begins, and the size of its letters.
type pdfLine struct {
	text    string
	x, y    float64
	size    float64
	opening bool // it begins a column or page: it stands higher than the line before
}

// linesOf joins the letters of a page to lines, in the order they are drawn. Where
// the page draws its spaces, a gap is none unless it is as wide as a letter is high.
func linesOf(letters []pdf.Text) (lines []pdfLine) {
	wide := 0.22
	if drawsSpaces(letters) {
		wide = 1
	}
	var b strings.Builder
	var line pdfLine
	var end float64 // where the last letter ends, as far as is known
	flush := func() {
		if line.text = strings.Join(strings.Fields(b.String()), " "); line.text != "" {
			lines = append(lines, line)
		}
		b.Reset()
	}
	for i, l := range letters {
		size := math.Abs(l.FontSize)
		if !(size > 0) || math.IsNaN(l.X+l.Y) {
			size = 1
		}
		switch {
		case i == 0:
			line = pdfLine{x: l.X, y: l.Y, size: size}
		case math.Abs(l.Y-line.y) > 0.4*max(size, line.size) || l.X < line.x-0.1*size:
			flush()
			line = pdfLine{x: l.X, y: l.Y, size: size, opening: l.Y > line.y+2*size}
		case l.X > end+wide*size && b.Len() > 0:
			b.WriteByte(' ')
		}
		if l.S == " " && b.Len() == 0 {
			continue
		}
		if strings.TrimSpace(l.S) != "" {
			line.size = max(line.size, size)
		}
		b.WriteString(plainLetter(l.S))
		if l.W > 0 {
			end = l.X + l.W
		} else { // composite fonts do not tell: letters drawn from one place are about half as wide as high
			if i == 0 || letters[i-1].X != l.X {
				end = l.X + size
			}
			end += 0.6 * size
		}
	}
	flush()
	return lines
}

// drawsSpaces tells whether spaces are among the letters as they are in prose.
func drawsSpaces(letters []pdf.Text) bool {
	spaces := 0
	for _, l := range letters {
		if l.S == " " || l.S == "\u00a0" {
			spaces++
		}
	}
	return spaces*14 > len(letters)
}

// plainLetter undoes ligatures and drops what prints nothing.
func plainLetter(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case r < 0x80 && r >= ' ':
		return s
	case r < ' ' || r == 0x7f || r == utf8.RuneError && n <= 1:
		return " "
	case r == 0xa0 || 0xe000 <= r && r <= 0xf8ff: // signs of the font's own
		return " "
	case 0xfb00 <= r && r <= 0xfb06:
		return [...]string{"ff", "fi", "fl", "ffi", "ffl", "st", "st"}[r-0xfb00]
	}
	return s
}

// layPages makes paragraphs of the lines: the document's text and segments.
func layPages(d *quoth.Document, pages [][]pdfLine) {
	var lines []pdfLine
	heads := runningHeads(pages)
	for _, page := range pages {
		for i, l := range page {
			if edge := i < 2 || i >= len(page)-2; edge && heads[sameBut(l.text)] {
				continue
			}
			lines = append(lines, l)
		}
	}
	withoutNumbers(lines)
	body := bodySize(lines)
	words := vocabulary(lines)
	var text []byte
	last := -1 // the first line of the open paragraph
	for i, l := range lines {
		if l.text == "" {
			continue
		}
		if last >= 0 && !beginsParagraph(lines, i, body) {
			text = joinLine(text, l.text, words)
			d.Segments[len(d.Segments)-1].End = len(text)
			continue
		}
		if len(text) > 0 {
			text = append(text, "\n\n"...)
		}
		s := quoth.Segment{Span: quoth.Span{Start: len(text), End: len(text) + len(l.text)}, Kind: quoth.Paragraph}
		switch {
		case l.size > 1.5*body && last < 0:
			s.Kind = quoth.Headline
		case l.size > 1.15*body:
			s.Kind = quoth.Heading
		}
		text = append(text, l.text...)
		d.Segments = append(d.Segments, s)
		last = i
	}
	d.Text = string(text)
}

// runningHeads are the lines at the edges of pages that come back with no more
// than their numbers changed.
func runningHeads(pages [][]pdfLine) map[string]bool {
	counts := map[string]int{}
	for _, page := range pages {
		onPage := map[string]bool{}
		for i, l := range page {
			if key := sameBut(l.text); (i < 2 || i >= len(page)-2) && !onPage[key] {
				onPage[key] = true
				counts[key]++
			}
		}
	}
	heads := map[string]bool{}
	for key, n := range counts {
		heads[key] = len(pages) > 1 && n >= 2 && n*2 >= len(pages)
	}
	return heads
}

// sameBut is a line with its numbers alike.
func sameBut(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '#'
		}
		return r
	}, s)
}

var lineNumber = regexp.MustCompile(`^(\d{1,2})(?:\s+|$)`)

// withoutNumbers takes off the numbers that court reporters put before each line.
func withoutNumbers(lines []pdfLine) {
	numbered, follow, last := 0, 0, 0
	for _, l := range lines {
		if m := lineNumber.FindStringSubmatch(l.text); m != nil {
			n := int(m[1][0] - '0')
			if len(m[1]) == 2 {
				n = 10*n + int(m[1][1]-'0')
			}
			numbered++
			if n == last+1 || n == 1 {
				follow++
			}
			last = n
		}
	}
	if numbered < 10 || numbered*10 < len(lines)*7 || follow*10 < numbered*9 {
		return
	}
	for i := range lines {
		lines[i].text = strings.TrimSpace(lineNumber.ReplaceAllString(lines[i].text, ""))
	}
}

// bodySize is the size most letters have.
func bodySize(lines []pdfLine) float64 {
	letters := map[float64]int{}
	best := 0.0
	for _, l := range lines {
		size := math.Round(l.size*2) / 2
		letters[size] += len(l.text)
		if letters[size] > letters[best] || letters[size] == letters[best] && size < best {
			best = size
		}
	}
	return best
}

var pdfTurn = regexp.MustCompile(`^(?:[QA][.:]\s|[\p{Lu}][\p{Lu}.'’ \-]{1,40}:\s)`)

// beginsParagraph tells whether line i begins a paragraph: by its size, a wider
// distance, an indent, or a speaker's name; at the top of a column or page, unless
// the line before goes on.
func beginsParagraph(lines []pdfLine, i int, body float64) bool {
	a, b := lines[i-1], lines[i]
	gap := a.y - b.y
	switch {
	case math.Abs(a.size-b.size) > 0.1*body || pdfTurn.MatchString(b.text):
		return true
	case b.opening || gap < 0:
		first, _ := utf8.DecodeRuneInString(b.text)
		return endsLikeSentence(a.text) && !unicode.IsLower(first) || a.size > 1.15*body
	case gap > 1.25*leading(lines, i):
		return true
	}
	return b.x > columnLeft(lines, i)+0.6*b.size && b.x > a.x+0.6*b.size
}

// leading is the usual distance between lines of this size near line i: the
// lower quartile, since paragraphs stand wider apart.
func leading(lines []pdfLine, i int) float64 {
	var gaps []float64
	for j := max(1, i-20); j < min(len(lines), i+20); j++ {
		gap := lines[j-1].y - lines[j].y
		if gap > 0.5*lines[i].size && gap < 4*lines[i].size && math.Abs(lines[j].size-lines[i].size) < 0.1*lines[i].size {
			gaps = append(gaps, gap)
		}
	}
	if len(gaps) < 2 {
		return 1.4 * lines[i].size
	}
	slices.Sort(gaps)
	return gaps[len(gaps)/4]
}

// columnLeft is where the lines of the column around line i begin.
func columnLeft(lines []pdfLine, i int) float64 {
	left := lines[i].x
	for j := i - 1; j >= 0 && j > i-30 && !lines[j+1].opening; j-- {
		left = min(left, lines[j].x)
	}
	for j := i + 1; j < len(lines) && j < i+30 && !lines[j].opening; j++ {
		left = min(left, lines[j].x)
	}
	return left
}

// vocabulary counts the words that stand inside lines.
func vocabulary(lines []pdfLine) map[string]bool {
	words := map[string]bool{}
	for _, l := range lines {
		for _, w := range strings.FieldsFunc(l.text, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '’' && r != '\'' }) {
			words[strings.ToLower(w)] = true
		}
	}
	return words
}

// joinLine adds a line to the open paragraph. A hyphen at the end of the line
// before was put there by the printer, unless the document has the word with its
// hyphen elsewhere, or both halves as words and not the whole.
func joinLine(text []byte, line string, words map[string]bool) []byte {
	first, _ := utf8.DecodeRuneInString(line)
	if before, ok := bytes.CutSuffix(text, []byte("\u00ad")); ok {
		return append(before, line...)
	}
	before, ok := bytes.CutSuffix(text, []byte("-"))
	if !ok || !unicode.IsLower(first) {
		return append(append(text, ' '), line...)
	}
	head := strings.ToLower(string(before[bytes.LastIndexAny(before, " \n“”\"(—")+1:]))
	tail := line
	if i := strings.IndexFunc(line, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		tail = line[:i]
	}
	tail = strings.ToLower(tail)
	if words[head+"-"+tail] || !words[head+tail] && words[head] && words[tail] {
		return append(text, line...)
	}
	return append(before, line...)
}
