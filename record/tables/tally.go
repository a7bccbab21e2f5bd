package tables

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/quoth-news/quoth/record"
)

// Tally counts the statements of a query.
func (s *Store) Tally(ctx context.Context, q record.Query, by record.TallyBy) (t record.Tally, err error) {
	err = s.look(ctx, func(v *view) error {
		if q.Grep != "" {
			return fmt.Errorf("a query that goes through texts (%q) cannot be counted by columns", q.Grep)
		}
		c, err := v.conditions(ctx, q, noLimit)
		if err != nil {
			return err
		}
		if by&record.ByDay != 0 {
			if t.Days, err = v.tallyDays(ctx, q, c); err != nil {
				return err
			}
		}
		if by&record.BySpeaker != 0 && everything(q) {
			// The plus has SQLite go through voice, in order, and not through all names.
			t.Speakers, err = v.tallyEntities(ctx, `SELECT e.id, e.kind, s.statements FROM voice s JOIN name e ON e.id = +s.entity WHERE e.hidden = 0`, nil)
			by &^= record.BySpeaker
		}
		if err != nil || by&^record.ByDay == 0 {
			return err
		}
		return v.tallyNewest(ctx, q, by, &t)
	})
	return t, err
}

// everything tells whether a query asks for nothing at all.
func everything(q record.Query) bool {
	var c conditions
	timeConditions(q, c.add)
	return byDay(q) && len(c.all) == 0
}

func (v *view) tallyDays(ctx context.Context, q record.Query, c *conditions) (days []record.DayTally, err error) {
	from := `count(*) FROM statement s WHERE `
	if byDay(q) {
		c = &conditions{}
		timeConditions(q, c.add)
		from = `sum(s.statements) FROM day s WHERE `
	}
	err = v.each(ctx, `SELECT s.place, s.form, s.act, `+from+c.sql()+
		` GROUP BY s.place, s.form, s.act ORDER BY s.place, s.form, s.act`, c.args, func(rows *sql.Rows) error {
		var d record.DayTally
		err := rows.Scan(&d.Day, &d.Form, &d.Act, &d.Statements)
		days = append(days, d)
		return err
	})
	return days, err
}

// tallyNewest counts by outlet, speaker and people spoken of.
func (v *view) tallyNewest(ctx context.Context, q record.Query, by record.TallyBy, t *record.Tally) error {
	c, err := v.conditions(ctx, q, record.MostCounted)
	if err != nil {
		return err
	}
	newest := ` FROM (SELECT s.id, s.speaker FROM statement s WHERE ` + c.sql() + ` ORDER BY s.id DESC LIMIT ?) s `
	args := append(c.args, record.MostCounted)
	if by&record.ByOutlet != 0 {
		if t.Outlets, err = v.tallyOutlets(ctx, newest, args); err != nil {
			return err
		}
	}
	if by&record.BySpeaker != 0 {
		t.Speakers, err = v.tallyEntities(ctx, `SELECT e.id, e.kind, count(*)`+newest+`JOIN name e ON e.id = s.speaker WHERE e.hidden = 0 GROUP BY e.id, e.kind, e.ident`, args)
		if err != nil {
			return err
		}
	}
	if by&record.ByAbout != 0 {
		t.About, err = v.tallyEntities(ctx, `SELECT e.id, e.kind, count(DISTINCT s.id)`+newest+`JOIN quotation q ON q.statement = s.id JOIN about a ON a.quotation = q.id
			JOIN name n ON n.id = a.name JOIN name e ON e.id = n.entity WHERE e.hidden = 0 GROUP BY e.id, e.kind, e.ident`, args)
		if err != nil {
			return err
		}
	}
	t.Newest, err = v.moreThanCounted(ctx, q, c)
	return err
}

// moreThanCounted tells whether a query finds more than tallyNewest goes through.
func (v *view) moreThanCounted(ctx context.Context, q record.Query, c *conditions) (more bool, err error) {
	from, args := `SELECT 1 FROM statement s WHERE `+c.sql(), c.args
	if aboutAlone(q) {
		rows, err := v.entityRows(ctx, q.About)
		if err != nil {
			return false, err
		}
		from, args = mentions(len(rows)), anys(rows)
	}
	args = append(append([]any{record.MostCounted}, args...), record.MostCounted+1)
	err = v.one(ctx, `SELECT count(*) > ? FROM (`+from+` LIMIT ?) n`, args, &more)
	return more, err
}

func (v *view) tallyOutlets(ctx context.Context, newest string, args []any) (outlets []record.OutletTally, err error) {
	err = v.each(ctx, `SELECT d.publisher, count(*) AS n`+newest+`JOIN quotation c ON c.id = s.id JOIN document d ON d.id = c.document
		GROUP BY d.publisher ORDER BY n DESC, d.publisher LIMIT ?`, append(args[:len(args):len(args)], record.MostTallied), func(rows *sql.Rows) error {
		var o record.OutletTally
		err := rows.Scan(&o.Outlet, &o.Statements)
		outlets = append(outlets, o)
		return err
	})
	return outlets, err
}

// tallyEntities reads the entities e that a query selects with their number, kind and
// count, and that are not hidden: those with the most.
func (v *view) tallyEntities(ctx context.Context, query string, args []any) (all []record.EntityTally, err error) {
	var rowsOf []int64
	err = v.each(ctx, query+` ORDER BY 3 DESC, e.ident LIMIT ?`, append(args[:len(args):len(args)], record.MostTallied), func(rows *sql.Rows) error {
		var row int64
		var e record.EntityTally
		err := rows.Scan(&row, &e.Kind, &e.Statements)
		all, rowsOf = append(all, e), append(rowsOf, row)
		return err
	})
	for i := range all {
		if all[i].Person, err = v.person(ctx, rowsOf[i]); err != nil {
			return nil, err
		}
	}
	return all, err
}

// lookedAt selects the statements that somebody has set a speaker or a date of by
// hand: as few as there are corrections.
const lookedAt = `SELECT s.id FROM correction hc JOIN correction_place hp ON hp.correction = hc.id
	JOIN quotation hq ON hq.document = hp.document AND hq.name = hp.quotation JOIN statement s ON s.id = hq.statement
	WHERE hc.withdrawn_at = '' AND hc.kind IN ('speaker', 'said') AND s.class < 4 AND s.hidden = 0`

// Doubtful are the statements that nobody has looked at by hand, the least sure first.
func (s *Store) Doubtful(ctx context.Context, after string, limit int) (*record.Page, error) {
	page := &record.Page{Statements: []record.Statement{}}
	err := s.look(ctx, func(v *view) error {
		err := v.one(ctx, `SELECT coalesce((SELECT count FROM holding WHERE sort = ?), 0) - (SELECT count(*) FROM (SELECT DISTINCT id FROM (`+lookedAt+`) l) d)`,
			[]any{heldStatements}, &page.Total)
		if err != nil {
			return err
		}
		c := conditions{all: []string{`s.class < 4`, `s.hidden = 0`, `s.id NOT IN (` + lookedAt + `)`}}
		if after != "" {
			p, err := placeOf(after)
			if err != nil {
				return err
			}
			row, err := v.statementRow(ctx, p.name)
			if err != nil {
				return err
			}
			c.add(`(s.confidence, s.id) > ((SELECT confidence FROM statement WHERE id = ?), ?)`, row, row)
		}
		// The few are chosen before anything is joined to them.
		rows, err := v.statements(ctx, `s.id IN (SELECT s.id FROM statement s WHERE `+c.sql()+` ORDER BY s.confidence, s.id LIMIT ?) ORDER BY s.confidence, s.id`,
			append(c.args, limit+1))
		if err != nil {
			return err
		}
		if len(rows) > limit {
			rows = rows[:limit]
			page.Next = rows[limit-1].cursor()
		}
		return v.fill(ctx, page, rows)
	})
	return page, err
}
