package tables

import (
	"context"
	"database/sql"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// byDay tells whether a query asks for nothing but time, form and act: then the table
// day counts what it finds, and tells where that stands in the order.
func byDay(q record.Query) bool {
	return len(q.Speakers)+len(q.About) == 0 && q.Told == "" && q.Outlet == "" && q.Words == "" && q.Grep == "" && !q.Attitudes && !q.Hidden
}

// timeConditions add what a query asks of time, form and act, in columns that the
// tables statement and day both have.
func timeConditions(q record.Query, add func(condition string, values ...any)) {
	if first, _, ok := q.From.Bounds(); ok {
		add(`s.last_day >= ?`, int64(first))
	}
	if _, last, ok := q.To.Bounds(); ok {
		add(`s.first_day <= ?`, int64(last))
	}
	if q.Form != "" {
		add(`s.form = ?`, string(q.Form))
	}
	if q.Act != "" {
		add(`s.act = ?`, string(q.Act))
	}
	switch {
	case q.Year < 0:
		add(`s.place = ?`, int64(quoth.LatestDay))
	case q.Year > 0:
		first, last, _ := quoth.YearOf(q.Year).Bounds()
		add(`s.place BETWEEN ? AND ?`, int64(first), int64(last))
	}
}

// countByDay counts the statements of a query of time alone.
func (v *view) countByDay(ctx context.Context, q record.Query) (n int, err error) {
	var all conditions
	timeConditions(q, all.add)
	err = v.one(ctx, `SELECT coalesce(sum(s.statements), 0) FROM day s WHERE `+all.sql(), all.args, &n)
	return n, err
}

// pageByDay reads statements of a query of time alone from a place on. Only the days
// that have any are looked at, each from where the answer begins in it: the order's
// index is never gone through in search of what fits.
func (v *view) pageByDay(ctx context.Context, q record.Query, after *place, limit int) (all []statementRow, err error) {
	runs, err := v.runs(ctx, q, after, limit)
	if err != nil {
		return nil, err
	}
	// What has no date is looked for under the day of its first appearance.
	from, to := int64(quoth.EarliestDay), int64(quoth.LatestDay)
	if first, _, ok := q.From.Bounds(); ok {
		from = int64(first)
	}
	if _, last, ok := q.To.Bounds(); ok {
		to = int64(last)
	}
	for _, r := range runs {
		var some conditions
		timeConditions(q, some.add)
		some.add(`s.class < 4`)
		some.add(`s.hidden = 0`)
		some.add(`s.place = ?`, r.day)
		some.add(`s.width = ?`, r.width)
		if r.day == int64(quoth.LatestDay) {
			some.add(`s.printed BETWEEN ? AND ?`, from, to)
		}
		if after != nil && r.day == after.day && r.width == after.width {
			some.add(`(s.printed, s.name) > (?, ?)`, after.printed, after.name)
		}
		rows, err := v.statements(ctx, some.sql()+` ORDER BY s.printed, s.name LIMIT ?`, append(some.args, limit-len(all)))
		if err != nil {
			return nil, err
		}
		if all = append(all, rows...); len(all) == limit {
			break
		}
	}
	return all, nil
}

// runs are the days and widths, in order, that have the next statements of a query of
// time alone, at least as many as limit if there are.
func (v *view) runs(ctx context.Context, q record.Query, after *place, limit int) (all []place, err error) {
	var days, widths conditions
	timeConditions(q, days.add)
	if after != nil {
		days.add(`s.place >= ?`, after.day)
	}
	timeConditions(q, widths.add)
	if after != nil {
		widths.add(`(s.place > ? OR s.width <= ?)`, after.day, after.width)
	}
	query := `SELECT DISTINCT s.place, s.width FROM day s WHERE s.place IN
		(SELECT DISTINCT s.place FROM day s WHERE ` + days.sql() + ` ORDER BY s.place LIMIT ?) AND ` + widths.sql() + ` ORDER BY s.place, s.width DESC`
	// One day more: the one it begins in may have nothing left.
	err = v.each(ctx, query, append(append(days.args, limit+1), widths.args...), func(rows *sql.Rows) error {
		var p place
		err := rows.Scan(&p.day, &p.width)
		all = append(all, p)
		return err
	})
	return all, err
}
