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
		where, args, err := v.conditions(ctx, q)
		if err != nil {
			return err
		}
		if by&record.ByDay != 0 {
			if t.Days, err = v.tallyDays(ctx, where, args); err != nil {
				return err
			}
		}
		if by&record.ByOutlet != 0 {
			if t.Outlets, err = v.tallyOutlets(ctx, where, args); err != nil {
				return err
			}
		}
		if by&record.BySpeaker != 0 {
			t.Speakers, err = v.tallyEntities(ctx, `SELECT e.id, e.kind, count(*) FROM statement s JOIN name e ON e.id = s.speaker`, where, args)
			if err != nil {
				return err
			}
		}
		if by&record.ByAbout != 0 {
			t.About, err = v.tallyEntities(ctx, `SELECT e.id, e.kind, count(DISTINCT s.id) FROM statement s JOIN quotation q ON q.statement = s.id
				JOIN about a ON a.quotation = q.id JOIN name n ON n.id = a.name JOIN name e ON e.id = n.entity`, where, args)
		}
		return err
	})
	return t, err
}

func (v *view) tallyDays(ctx context.Context, where string, args []any) (days []record.DayTally, err error) {
	err = v.each(ctx, `SELECT s.place, s.form, s.act, count(*) FROM statement s WHERE `+where+
		` GROUP BY s.place, s.form, s.act ORDER BY s.place, s.form, s.act`, args, func(rows *sql.Rows) error {
		var d record.DayTally
		err := rows.Scan(&d.Day, &d.Form, &d.Act, &d.Statements)
		days = append(days, d)
		return err
	})
	return days, err
}

func (v *view) tallyOutlets(ctx context.Context, where string, args []any) (outlets []record.OutletTally, err error) {
	err = v.each(ctx, `SELECT d.publisher, count(*) AS n FROM statement s JOIN quotation c ON c.id = s.id JOIN document d ON d.id = c.document WHERE `+where+
		` GROUP BY d.publisher ORDER BY n DESC, d.publisher LIMIT ?`, append(args[:len(args):len(args)], record.MostTallied), func(rows *sql.Rows) error {
		var o record.OutletTally
		err := rows.Scan(&o.Outlet, &o.Statements)
		outlets = append(outlets, o)
		return err
	})
	return outlets, err
}

// tallyEntities counts by an entity e that a query selects with its number, kind and
// count; who is hidden is left out.
func (v *view) tallyEntities(ctx context.Context, query, where string, args []any) (all []record.EntityTally, err error) {
	var rowsOf []int64
	err = v.each(ctx, query+` WHERE e.hidden = 0 AND `+where+` GROUP BY e.id, e.kind, e.ident ORDER BY 3 DESC, e.ident LIMIT ?`,
		append(args[:len(args):len(args)], record.MostTallied), func(rows *sql.Rows) error {
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

// Doubtful are the statements that nobody has looked at by hand, the least sure first.
func (s *Store) Doubtful(ctx context.Context, after string, limit int) (*record.Page, error) {
	page := &record.Page{Statements: []record.Statement{}}
	err := s.look(ctx, func(v *view) error {
		// What was looked at is little: it is gathered once, and not asked for each statement.
		where := `s.class < 4 AND s.hidden = 0 AND s.id NOT IN (SELECT hq.statement FROM correction hc JOIN correction_place hp ON hp.correction = hc.id
			JOIN quotation hq ON hq.name = hp.quotation WHERE hc.withdrawn_at = '' AND hc.kind IN ('speaker', 'said'))`
		if err := v.one(ctx, `SELECT count(*) FROM statement s WHERE `+where, nil, &page.Total); err != nil {
			return err
		}
		var args []any
		if after != "" {
			p, err := placeOf(after)
			if err != nil {
				return err
			}
			row, err := v.statementRow(ctx, p.name)
			if err != nil {
				return err
			}
			where += ` AND (s.confidence, s.id) > (SELECT confidence, id FROM statement WHERE id = ?)`
			args = []any{row}
		}
		// The few are chosen before anything is joined to them.
		rows, err := v.statements(ctx, `s.id IN (SELECT s.id FROM statement s WHERE `+where+` ORDER BY s.confidence, s.id LIMIT ?) ORDER BY s.confidence, s.id`,
			append(args, limit+1))
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
