package tables

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/base64"
	"fmt"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// statementTables joins a statement s with its fullest quotation f and its
// document fd, and its first quotation c and its document d.
const statementTables = ` FROM statement s
	JOIN quotation f ON f.id = s.fullest JOIN document fd ON fd.id = f.document
	JOIN quotation c ON c.id = s.id JOIN document d ON d.id = c.document`

const statementColumns = `s.id, s.place, s.width, s.printed, s.name, s.speaker, s.said, s.form, s.act, s.basis, s.told, s.venue_kind, s.venue_name,
	s.confidence, s.copies, s.origins, fd.id, fd.name, f.parts, ` + headColumns

// Statements answers a query, in the order of when things were said.
func (s *Store) Statements(ctx context.Context, q record.Query) (page *record.Page, err error) {
	err = s.look(ctx, func(v *view) error {
		if err := v.notTooCommon(ctx, q); err != nil {
			return err
		}
		c, err := v.conditions(ctx, q, noLimit)
		if err != nil {
			return err
		}
		if q.Grep != "" {
			page, err = v.grep(ctx, q, c)
		} else {
			page, err = v.page(ctx, q, c)
		}
		return err
	})
	return page, err
}

// noLimit is more rows than there are.
const noLimit = 1 << 60

func (v *view) page(ctx context.Context, q record.Query, c *conditions) (*record.Page, error) {
	page := &record.Page{Statements: []record.Statement{}}
	total, rows, err := v.stretch(ctx, q, c)
	page.Total = total
	if err != nil {
		return nil, err
	}
	if q.Limit > 0 && len(rows) > q.Limit {
		rows = rows[:q.Limit]
		page.Next = rows[q.Limit-1].cursor()
	}
	return page, v.fill(ctx, page, rows)
}

// stretch counts the statements of a query, and reads those of a page and one more.
func (v *view) stretch(ctx context.Context, q record.Query, c *conditions) (total int, rows []statementRow, err error) {
	var after *place
	if q.After != "" {
		if after, err = placeOf(q.After); err != nil {
			return 0, nil, err
		}
	}
	limit := noLimit
	if q.Limit > 0 {
		limit = q.Limit + 1
	}
	switch {
	case byDay(q):
		if total, err = v.countByDay(ctx, q); err != nil {
			return 0, nil, err
		}
		if q.Limit > 0 {
			rows, err = v.pageByDay(ctx, q, after, limit)
			return total, rows, err
		}
	case !q.Uncounted:
		if err := v.one(ctx, `SELECT count(*) FROM statement s WHERE `+c.sql(), c.args, &total); err != nil {
			return 0, nil, err
		}
	}
	if after != nil {
		c.add(`(s.place, -s.width, s.printed, s.name) > (?, ?, ?, ?)`, after.day, -after.width, after.printed, after.name)
	}
	rows, err = v.statements(ctx, c.sql()+statementOrder+` LIMIT ?`, append(c.args, limit))
	return total, rows, err
}

const statementOrder = ` ORDER BY s.place, s.width DESC, s.printed, s.name`

// grep goes through all statements of a query and keeps those whose text holds the words.
func (v *view) grep(ctx context.Context, q record.Query, c *conditions) (*record.Page, error) {
	page := &record.Page{Statements: []record.Statement{}}
	all, err := v.statements(ctx, c.sql()+statementOrder, c.args)
	if err != nil {
		return nil, err
	}
	var after *place
	if q.After != "" {
		if after, err = placeOf(q.After); err != nil {
			return nil, err
		}
	}
	var kept []statementRow
	for _, r := range all {
		if !holdsWords(r.statement.Text, q.Grep) {
			continue
		}
		page.Total++
		switch {
		case q.After != "" && r.place.compare(*after) <= 0:
		case q.Limit > 0 && len(kept) == q.Limit:
			page.Next = kept[q.Limit-1].cursor()
		default:
			kept = append(kept, r)
		}
	}
	return page, v.fill(ctx, page, kept)
}

// holdsWords tells whether a text holds words, capitals or not.
func holdsWords(text, words string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(words))
}

// place is where a statement stands in the order. A cursor is the place of the last
// statement of a page, not its name: documents added since may have changed which
// statements there are, and the pages that follow must go on all the same.
type place struct {
	day, width, printed int64
	name                string
}

func (p place) compare(o place) int {
	return cmp.Or(cmp.Compare(p.day, o.day), cmp.Compare(o.width, p.width), cmp.Compare(p.printed, o.printed), cmp.Compare(p.name, o.name))
}

func (p place) cursor() string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d %d %d %s", p.day, p.width, p.printed, p.name))
}

func placeOf(cursor string) (*place, error) {
	p := &place{}
	text, err := base64.RawURLEncoding.DecodeString(cursor)
	if err == nil {
		_, err = fmt.Sscanf(string(text), "%d %d %d %s", &p.day, &p.width, &p.printed, &p.name)
	}
	if err != nil || p.cursor() != cursor || strings.Trim(p.name, "s:abcdefghijklmnopqrstuvwxyz234567") != "" {
		return nil, fmt.Errorf("%w: cursor %q is not one that an answer gave", quoth.ErrInvalid, cursor)
	}
	return p, nil
}

// statementRow is the statement that an identifier means now, 0 if none.
func (v *view) statementRow(ctx context.Context, id string) (statement int64, err error) {
	_, statement, err = v.quotationRow(ctx, record.QuotationID(id))
	return statement, err
}

// quotationRow finds a quotation by its name, and the statement it attests; 0 if
// there is none.
func (v *view) quotationRow(ctx context.Context, name string) (row, statement int64, err error) {
	found, _, err := v.index(ctx).names().Find(nameKey(name), 0)
	if err != nil {
		return 0, 0, err
	}
	for _, f := range found {
		var is string
		err := v.one(ctx, `SELECT name, statement FROM quotation WHERE id = ?`, []any{f.Row}, &is, &statement)
		if err != nil && err != sql.ErrNoRows {
			return 0, 0, err
		}
		if err == nil && is == name {
			return f.Row, statement, nil
		}
	}
	return 0, 0, nil
}

// Statement finds a statement by its identifier or that of any quotation of it.
func (s *Store) Statement(ctx context.Context, id string) (*record.Statement, error) {
	page := &record.Page{}
	err := s.look(ctx, func(v *view) error {
		row, err := v.statementRow(ctx, id)
		if err != nil {
			return err
		}
		rows, err := v.statements(ctx, `s.id = ?`, []any{row})
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			return v.missing(ctx, "statement", id)
		}
		return v.fill(ctx, page, rows)
	})
	if err != nil {
		return nil, err
	}
	return &page.Statements[0], nil
}

// statementRow is a statement as read, with what is still to be looked up.
type statementRow struct {
	place
	statement record.Statement
	row       int64
	speaker   int64
	document  int64
	parts     []quoth.Span
}

// statements reads statements with their words, but not yet the people in them.
func (v *view) statements(ctx context.Context, where string, args []any) (all []statementRow, err error) {
	err = v.each(ctx, `SELECT `+statementColumns+statementTables+` WHERE `+where, args, func(rows *sql.Rows) error {
		var r statementRow
		var venue record.Venue
		var parts []byte
		st := &r.statement
		err := rows.Scan(append([]any{&r.row, &r.day, &r.width, &r.printed, &st.ID, &r.speaker, &st.Said, &st.Form, &st.Act, &st.Basis, &st.Told, &venue.Kind, &venue.Name,
			&st.Confidence, &st.Copies, &st.Origins, &r.document, &st.Evidence.Document, &parts}, headFields(&st.First)...)...)
		if venue.Kind != "" {
			st.Venue = &venue
		}
		r.name, r.parts = st.ID, unpackSpans(parts)
		all = append(all, r)
		return err
	})
	if err != nil {
		return nil, err
	}
	for i := range all {
		r := &all[i]
		text, err := v.text(ctx, r.document)
		if err != nil {
			return nil, err
		}
		r.statement.Text = quoth.JoinParts(text, r.parts)
		r.statement.Evidence.Text = text
		r.statement.Evidence.Span = quoth.Span{Start: r.parts[0].Start, End: r.parts[len(r.parts)-1].End}
	}
	return all, nil
}

// fill looks up the people in statements and puts them on the page.
func (v *view) fill(ctx context.Context, page *record.Page, rows []statementRow) (err error) {
	for _, r := range rows {
		if r.statement.Speaker, err = v.person(ctx, r.speaker); err != nil {
			return err
		}
		if r.statement.About, err = v.about(ctx, r.row); err != nil {
			return err
		}
		if r.statement.Revised, err = v.isRevised(ctx, r.row); err != nil {
			return err
		}
		page.Statements = append(page.Statements, r.statement)
	}
	return nil
}

// about are the people a statement's quotations are about, by identifier, but for those
// taken out of view.
func (v *view) about(ctx context.Context, statement int64) (people []record.Person, err error) {
	var entities []int64
	err = v.each(ctx, `SELECT DISTINCT e.id, e.ident FROM quotation q JOIN about a ON a.quotation = q.id
		JOIN name n ON n.id = a.name JOIN name e ON e.id = n.entity WHERE q.statement = ? AND e.hidden = 0 ORDER BY e.ident`, []any{statement}, func(rows *sql.Rows) error {
		var e int64
		var ident string
		err := rows.Scan(&e, &ident)
		entities = append(entities, e)
		return err
	})
	for _, e := range entities {
		p, err := v.person(ctx, e)
		if err != nil {
			return nil, err
		}
		people = append(people, p)
	}
	return people, err
}
