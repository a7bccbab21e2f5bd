package read

import (
	"strings"

	"github.com/quoth-news/quoth"
)

// textDocument reads plain text and Markdown. The text is the file's own but for
// its byte-order mark and line ends. A first line "date YYYY-MM-DD", alone or
// before the text, gives the day of publication; it stays in the text, where no
// segment covers it.
func textDocument(raw []byte, _ string, _ *Options) (*quoth.Document, error) {
	d := &quoth.Document{Text: lineEnds(decodeText(raw, ""))}
	firstLineTitle(d, dateLine(d))
	return d, nil
}

// dateLine takes the day of publication from the first line, if it is not known
// yet, and returns where the text goes on.
func dateLine(d *quoth.Document) int {
	rest := strings.TrimLeft(d.Text, " \t\n")
	start := len(d.Text) - len(rest)
	if start > 200 || len(rest) < 15 || !strings.EqualFold(rest[:5], "date ") && !strings.EqualFold(rest[:5], "date:") {
		return 0
	}
	value := strings.TrimLeft(rest[5:], " ")
	at := start + len(rest) - len(value)
	if len(value) < 10 || len(value) > 10 && value[10] != ' ' && value[10] != '\n' && value[10] != '\t' {
		return 0
	}
	day := parseDay(value[:10])
	if len(day) != 10 || d.Published != "" {
		return 0
	}
	d.Published = day
	d.Given = append(d.Given, quoth.Metadata{Field: "published", Value: value[:10], Rule: "read/date-line@1", Span: quoth.Span{Start: start, End: at + 10}})
	return at + 10
}
