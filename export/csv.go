package export

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/wire"
)

// CSV as RFC 4180 has it, UTF-8, line ends "\n", one row a statement under a row
// of names. Its columns are the fields of a statement; about holds several
// people, apart by "; ". Appearances are counted, not listed: a row has no place
// for them. A cell that a spreadsheet would take for a formula (it begins with =,
// +, -, @, a tab or a line end) gets an apostrophe before it.

var tableHeader = []string{"statement", "speaker", "speaker_entity", "said", "form", "act", "basis", "told", "venue", "venue_kind", "text", "about", "about_entities",
	"copies", "origins", "confidence", "first_document", "first_publisher", "first_published", "first_url",
	"evidence_document", "evidence_start", "evidence_end", "evidence_prefix", "evidence_exact", "evidence_suffix"}

type table struct {
	to    *csv.Writer
	begun bool
}

func newTable(w io.Writer) *table { return &table{to: csv.NewWriter(w)} }

func (c *table) begin() error {
	if c.begun {
		return nil
	}
	c.begun = true
	return c.to.Write(tableHeader)
}

func (c *table) Write(t *ask.Tracing) error {
	if err := c.begin(); err != nil {
		return err
	}
	s := wire.OfStatement(&t.Statement)
	var speaker wire.Named
	if s.Speaker != nil {
		speaker = *s.Speaker
	}
	var venue wire.StatementVenue
	if s.Venue != nil {
		venue = *s.Venue
	}
	var names, ids []string
	for _, a := range s.About {
		names, ids = append(names, a.Name), append(ids, a.Entity)
	}
	row := []string{s.Statement, speaker.Name, speaker.Entity, string(t.Statement.Said), string(s.Form), string(s.Act), string(s.Basis), t.Statement.Told,
		venue.Name, string(venue.Kind), s.Text, strings.Join(names, "; "), strings.Join(ids, "; "),
		strconv.Itoa(s.Copies), strconv.Itoa(s.Origins), strconv.FormatFloat(s.Confidence, 'f', -1, 64),
		s.First.Document, s.First.Publisher, string(s.First.Published), s.First.URL,
		s.Evidence.Document, strconv.Itoa(s.Evidence.Start), strconv.Itoa(s.Evidence.End), s.Evidence.Prefix, s.Evidence.Exact, s.Evidence.Suffix}
	for i := range row {
		row[i] = noFormula(row[i])
	}
	return c.to.Write(row)
}

// noFormula keeps a spreadsheet from reckoning with words from an article.
func noFormula(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r\n", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

func (c *table) Close() error {
	if err := c.begin(); err != nil {
		return err
	}
	c.to.Flush()
	return c.to.Error()
}
