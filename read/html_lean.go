package read

import (
	"io"
	"strings"
)

// Half of a page is scripts, style sheets, drawings and comments, which nobody reads.
// They are left out before the page is parsed: looking for their ends is ten times
// faster than parsing them. What is left out must be just what a parser would take
// for the inside of such an element, so the scan knows comments, quoted values of
// attributes and the elements whose content is text; whatever is unusual is left in.

// lean is the source without the content of scripts (but for JSON-LD), style sheets
// and drawings, and without comments, as a stream.
func lean(source string) io.Reader { return &leanReader{source: source} }

type leanReader struct {
	source string
	at     int    // where the scan goes on
	piece  string // found, and not yet handed on
}

func (l *leanReader) Read(p []byte) (int, error) {
	for l.piece == "" {
		if l.at >= len(l.source) {
			return 0, io.EOF
		}
		l.scan()
	}
	n := copy(p, l.piece)
	l.piece = l.piece[n:]
	return n, nil
}

// textElements hold text alone, in which a tag is no tag. Drawings do not, but
// nothing in them is read.
var textElements = []string{"script", "style", "svg", "textarea", "title", "iframe", "noscript", "noframes", "noembed", "xmp", "plaintext"}

// scan moves over the source up to the next stretch to be left out, and past it.
func (l *leanReader) scan() {
	s, start, i := l.source, l.at, l.at
	for {
		j := strings.IndexByte(s[i:], '<')
		if j < 0 {
			l.piece, l.at = s[start:], len(s)
			return
		}
		i += j
		switch rest := s[i+1:]; {
		case strings.HasPrefix(rest, "!--"):
			end := commentEnd(s, i)
			if end < 0 {
				l.piece, l.at = s[start:], len(s)
				return
			}
			l.piece, l.at = s[start:i], end
			return
		case rest == "" || !isLetter(rest[0]):
			i++
		default:
			begin, end, name := i, tagEnd(s, i), textElement(rest)
			if i = end; name == "" {
				continue
			}
			if name == "svg" && s[end-2] == '/' {
				continue
			}
			if i = endTag(s, end, name); i < 0 {
				l.piece, l.at = s[start:], len(s)
				return
			}
			if canLeaveOut(name, s[begin:end], s[end:i]) {
				l.piece, l.at = s[start:end], i
				return
			}
		}
	}
}

// canLeaveOut tells whether an element's content is nothing to us. A script with
// "<!--" in it may go on past its first end tag, as a drawing in a drawing does:
// those are left to the parser.
func canLeaveOut(name, tag, content string) bool {
	switch name {
	case "style":
		return true
	case "svg":
		return !strings.Contains(content, "<svg") && !strings.Contains(content, "<!") && !strings.Contains(content, "oreign")
	case "script":
		return !strings.Contains(content, "<!--") && !strings.Contains(strings.ToLower(tag), "ld+json")
	}
	return false
}

// textElement is which of textElements a tag's name is, or "".
func textElement(rest string) string {
	switch rest[0] | 0x20 {
	case 's', 't', 'i', 'n', 'x', 'p':
	default:
		return ""
	}
	for _, name := range textElements {
		if len(rest) > len(name) && strings.EqualFold(rest[:len(name)], name) && endsName(rest[len(name)]) {
			return name
		}
	}
	return ""
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func endsName(c byte) bool {
	return c == '>' || c == '/' || c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'
}

// tagEnd is the place after the tag that begins at i, with regard to quoted values.
func tagEnd(s string, i int) int {
	for i++; i < len(s); i++ {
		switch s[i] {
		case '>':
			return i + 1
		case '=':
			for i+1 < len(s) && endsName(s[i+1]) && s[i+1] != '>' && s[i+1] != '/' {
				i++
			}
			if i+1 < len(s) && (s[i+1] == '"' || s[i+1] == '\'') {
				j := strings.IndexByte(s[i+2:], s[i+1])
				if j < 0 {
					return len(s)
				}
				i += 2 + j
			}
		}
	}
	return len(s)
}

// commentEnd is the place after the comment that begins at i, or -1.
func commentEnd(s string, i int) int {
	body := s[i+4:]
	if strings.HasPrefix(body, ">") || strings.HasPrefix(body, "->") {
		return i + 4 + strings.IndexByte(body, '>') + 1
	}
	j := strings.Index(body, "--")
	for j >= 0 {
		switch rest := body[j+2:]; {
		case strings.HasPrefix(rest, ">"):
			return i + 4 + j + 3
		case strings.HasPrefix(rest, "!>"):
			return i + 4 + j + 4
		}
		next := strings.Index(body[j+1:], "--")
		if next < 0 {
			return -1
		}
		j += 1 + next
	}
	return -1
}

// endTag is where the end tag of name stands, from i on, or -1.
func endTag(s string, i int, name string) int {
	for {
		j := strings.Index(s[i:], "</")
		if j < 0 {
			return -1
		}
		i += j
		if rest := s[i+2:]; len(rest) > len(name) && strings.EqualFold(rest[:len(name)], name) && endsName(rest[len(name)]) {
			return i
		}
		i += 2
	}
}
