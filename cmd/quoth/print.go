package main

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
)

// page gathers an answer for people and sends it to standard output at once, so
// that a reader that hangs up early is noticed and nothing is printed by halves.
type page struct {
	sh     *shell
	buf    bytes.Buffer
	colour bool
	width  int
}

func newPage(sh *shell) *page {
	width, err := strconv.Atoi(sh.getenv("COLUMNS"))
	if err != nil || width < 40 {
		width = 88
	}
	return &page{sh: sh, colour: sh.colour(sh.out), width: width}
}

func (p *page) flush() error {
	_, err := p.sh.out.Write(p.buf.Bytes())
	p.buf.Reset()
	return err
}

func (p *page) line(format string, args ...any) {
	fmt.Fprintf(&p.buf, format+"\n", args...)
}

func (p *page) strong(format string, args ...any) {
	p.line("%s", p.bold(fmt.Sprintf(format, args...)))
}

func (p *page) faint(format string, args ...any) {
	p.line("%s", p.style("2", fmt.Sprintf(format, args...)))
}

func (p *page) bold(s string) string { return p.style("1", s) }

func (p *page) style(code, s string) string {
	if !p.colour || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

// words prints a wording, in quotation marks unless it is reported in others'
// words, broken into lines that fit.
func (p *page) words(indent int, form quoth.Form, text string) {
	text = strings.TrimRight(strings.Join(strings.Fields(text), " "), ",")
	switch {
	case form == quoth.Direct && strings.Contains(text, `"`):
		text = `"` + text + `"` // as the article sets them
	case form == quoth.Direct:
		text = "“" + text + "”"
	case strings.Count(text, "“") == strings.Count(text, "”")+1:
		text += "”" // the last mark closes outside the quotation's words
	case strings.Count(text, `"`)%2 == 1:
		text += `"`
	}
	p.wrapped(indent, text)
}

func (p *page) wrapped(indent int, text string) {
	margin := strings.Repeat(" ", indent)
	used := 0
	for _, word := range strings.Fields(text) {
		n := utf8.RuneCountInString(word)
		switch {
		case used == 0:
			p.buf.WriteString(margin)
			used = indent
		case used+1+n > p.width:
			p.buf.WriteString("\n" + margin)
			used = indent
		default:
			p.buf.WriteByte(' ')
			used++
		}
		p.buf.WriteString(quoth.Printable(word))
		used += n
	}
	p.buf.WriteByte('\n')
}

// wrappedIn is wrapped in a colour.
func (p *page) wrappedIn(code string, indent int, text string) {
	from := p.buf.Len()
	p.wrapped(indent, text)
	if lines := strings.TrimSuffix(string(p.buf.Bytes()[from:]), "\n"); p.colour {
		p.buf.Truncate(from)
		p.line("%s", p.style(code, lines))
	}
}

func whenWords(w quoth.When) string {
	if w == "" {
		return ""
	}
	return w.Words()
}

// joined puts the parts that are not empty beside one another.
func joined(between string, parts ...string) string {
	var known []string
	for _, part := range parts {
		if part != "" {
			known = append(known, quoth.Printable(part))
		}
	}
	return strings.Join(known, between)
}

// prefixed puts prefix before s unless s is empty.
func prefixed(prefix, s string) string {
	if s == "" {
		return ""
	}
	return prefix + s
}

func firstOf(all ...string) string {
	for _, s := range all {
		if s != "" {
			return quoth.Printable(s)
		}
	}
	return ""
}
