package export

import (
	"fmt"
	"io"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/wire"
	"github.com/quoth-news/quoth/wire/parquet"
)

// Writer writes statements to a file of one format.
type Writer interface {
	Write(*ask.Tracing) error
	Close() error // ends the file, and does not close what it was written to
}

// KindOf says of what kind an entity is, "" if it is not known.
type KindOf func(entity string) (quoth.EntityKind, error)

// Formats are the names that New knows.
var Formats = []string{"jsonl", "csv", "parquet", "jsonld", "webannotation", "tei"}

// New begins a file of the format on w. A format that is not known is an error
// wrapping quoth.ErrUnsupported.
func New(format string, w io.Writer, kindOf KindOf) (Writer, error) {
	switch format {
	case "jsonl":
		return &lines{w}, nil
	case "csv":
		return newTable(w), nil
	case "parquet":
		return &columns{parquet.NewStatements(w)}, nil
	case "jsonld":
		return &linked{list: list{to: w, open: linkedOpen, close: linkedClose}, kindOf: kindOf}, nil
	case "webannotation":
		return &annotations{list: list{to: w, open: annotationsOpen}}, nil
	case "tei":
		return &edition{to: w, kindOf: kindOf, people: map[string]string{}}, nil
	}
	return nil, fmt.Errorf("%w: no format is called %q; there are %s", quoth.ErrUnsupported, format, strings.Join(Formats, ", "))
}

// lines is JSON Lines.
type lines struct{ to io.Writer }

func (l *lines) Write(t *ask.Tracing) error {
	line, err := wire.Line(t.Wire())
	if err != nil {
		return err
	}
	_, err = l.to.Write(line)
	return err
}

func (l *lines) Close() error { return nil }

// columns is Parquet.
type columns struct{ to *parquet.Statements }

func (c *columns) Write(t *ask.Tracing) error { return c.to.Write(t.Wire()) }
func (c *columns) Close() error               { return c.to.Close() }

// list writes one JSON document whose long list has one item a line.
type list struct {
	to          io.Writer
	open, close string
	n           int
}

func (l *list) add(item any) error {
	line, err := wire.Line(item)
	if err != nil {
		return err
	}
	before := ",\n"
	if l.n == 0 {
		before = l.open
	}
	l.n++
	_, err = io.WriteString(l.to, before+strings.TrimSuffix(string(line), "\n"))
	return err
}

func (l *list) end() error {
	before := ""
	if l.n == 0 {
		before = l.open
	}
	_, err := io.WriteString(l.to, before+l.close)
	return err
}

// urn names what the record names: "s:abc" is urn:quoth:s:abc.
func urn(id string) string { return "urn:quoth:" + id }

// addressOf is where a document can be looked at: its URL, else its name.
func addressOf(document, url string) string {
	if strings.HasPrefix(url, "http://") || strings.HasPrefix(url, "https://") {
		return url
	}
	return urn(document)
}
