package tables

import (
	"slices"
	"strings"
)

// rows gathers rows of one table, to write many with one statement: parsing aside,
// every statement costs as much as a row, and over a network far more.
type rows struct {
	table   string
	names   string // of the columns
	columns int
	end     string // what comes after the values
	args    []any
}

// rowsAtOnce is how many rows one statement writes; what remains is written by statements
// of fewer rows, and of one.
const (
	rowsAtOnce = 50
	fewRows    = 7
)

func newRows(table, columns, end string) *rows {
	return &rows{table: table, names: columns, columns: strings.Count(columns, ",") + 1, end: end}
}

func (r *rows) add(values ...any) { r.args = append(r.args, values...) }

func (r *rows) sql(n int) string {
	row := `(` + marks(r.columns) + `)`
	return `INSERT INTO ` + r.table + ` (` + r.names + `) VALUES ` + strings.Repeat(row+`,`, n-1) + row + r.end
}

// flush writes the rows in the order in which they were added.
func (r *rows) flush(exec func(query string, args ...any) error) error {
	args := r.args
	for _, rows := range []int{rowsAtOnce, fewRows, 1} {
		for n := rows * r.columns; len(args) >= n; args = args[n:] {
			if err := exec(r.sql(rows), args[:n]...); err != nil {
				return err
			}
		}
	}
	r.clear()
	return nil
}

func (r *rows) clear() {
	clear(r.args)
	r.args = r.args[:0]
}

// copy hands all rows to the database in one stream, where it knows how.
func (r *rows) copy(t *tx) error {
	columns := strings.Split(r.names, ",")
	for i := range columns {
		columns[i] = strings.TrimSpace(columns[i])
	}
	defer r.clear()
	return t.w.dialect.Copy(t.ctx, t.w.conn, r.table, columns, slices.Collect(slices.Chunk(r.args, r.columns)))
}

// fresh are the rows a transaction adds, by table, in the order in which they are
// written: what a row points at comes before it.
type fresh struct {
	names, nameWords, documents, texts, readings, figures, wordings, words, quotations, about *rows
}

func newFresh(putWords bool) *fresh {
	f := &fresh{
		names:     newRows("name", `id, key, ident, kind, words, block, canon, entity`, ""),
		nameWords: newRows("name_word", `word, name`, " ON CONFLICT DO NOTHING"),
		documents: newRows("document", `id, name, path, url, source, title, publisher, outlet, credit, authors, published, updated, language, prose, unread, heading, notice`, ""),
		texts:     newRows("document_text", `document, text, layout`, ""),
		readings:  newRows("reading", `id, document, rules, active, body`, ""),
		figures:   newRows("figure", `document, place, name`, ""),
		wordings:  newRows("wording", `id, block, folded, grams`, ""),
		quotations: newRows("quotation", `id, statement, name, document, place, parts, wording, speaker, class, form, act, basis,
			said, told, outlet, venue_kind, venue_name, confidence, prose, hidden, body`, ""),
		about: newRows("about", `name, quotation`, " ON CONFLICT DO NOTHING"),
	}
	if putWords {
		f.words = newRows("words", `rowid, folded`, "")
	}
	return f
}

// mostFreshArgs bounds the rows that wait.
const mostFreshArgs = 200_000

func (f *fresh) full() bool {
	return len(f.quotations.args) > mostFreshArgs || len(f.documents.args) > mostFreshArgs/10
}

func (f *fresh) flush(t *tx) error {
	for _, r := range []*rows{f.names, f.nameWords, f.documents, f.texts, f.readings, f.figures, f.wordings, f.words, f.quotations, f.about} {
		if r == nil {
			continue
		}
		write := func() error { return r.flush(t.exec) }
		if t.w.dialect.Copy != nil && r.end == "" && len(r.args) > rowsAtOnce*r.columns {
			write = func() error { return r.copy(t) }
		}
		if err := write(); err != nil {
			return err
		}
	}
	return nil
}
