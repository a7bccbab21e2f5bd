package tables

import (
	"context"
	"fmt"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// conditions are what rows must fulfil, all of it, as SQL.
type conditions struct {
	all  []string
	args []any
}

func (c *conditions) add(condition string, values ...any) {
	c.all, c.args = append(c.all, condition), append(c.args, values...)
}

func (c *conditions) sql() string {
	if len(c.all) == 0 {
		return "1 = 1"
	}
	return strings.Join(c.all, " AND ")
}

// mentions select the quotations about some entities.
func mentions(entities int) string {
	return `SELECT a.quotation FROM name an JOIN about a ON a.name = an.id WHERE an.entity IN (` + marks(entities) + `)`
}

// aboutAlone tells whether a query is answered by going through mentions of people.
func aboutAlone(q record.Query) bool { return len(q.About) > 0 && len(q.Speakers) == 0 }

// conditions are the query as SQL over statement s. Of a query about people alone no
// more than so many mentions are looked at, the newest.
func (v *view) conditions(ctx context.Context, q record.Query, most int) (*conditions, error) {
	c := &conditions{}
	if len(q.Speakers) > 0 {
		rows, err := v.entityRows(ctx, q.Speakers)
		if err != nil {
			return nil, err
		}
		c.add(`s.speaker IN (`+marks(len(rows))+`)`, anys(rows)...)
	}
	if len(q.About) > 0 {
		rows, err := v.entityRows(ctx, q.About)
		if err != nil {
			return nil, err
		}
		about, args := mentions(len(rows)), anys(rows)
		if most < noLimit && aboutAlone(q) {
			about += ` ORDER BY a.quotation DESC LIMIT ?`
			args = append(args, most)
		}
		c.add(`s.id IN (SELECT aq.statement FROM (`+about+`) m JOIN quotation aq ON aq.id = m.quotation)`, args...)
	}
	timeConditions(q, c.add)
	if q.Told != "" {
		c.add(`s.outlet <> '' AND s.outlet IN (`+outletsTold+`)`, "% "+escapeLike(record.FoldOutlet(q.Told))+" %")
	}
	if q.Outlet != "" {
		c.add(`EXISTS (SELECT 1 FROM quotation oc JOIN document od ON od.id = oc.document WHERE oc.id = s.id AND od.publisher = ?)`, q.Outlet)
	}
	if q.Words != "" {
		if terms := v.dialect.Terms(q.Words); terms == "" {
			c.add(`1 = 0`)
		} else {
			c.add(`s.id IN (SELECT wq.statement FROM quotation wq WHERE wq.wording IN (`+v.dialect.WordsHold+`))`, terms)
		}
	}
	if !q.Attitudes {
		c.add(`s.class < 4`)
	}
	if !q.Hidden {
		c.add(`s.hidden = 0`)
	}
	return c, nil
}

// outletsTold selects the outlets like a pattern that something was told: it hops
// from each to the next in their index.
const outletsTold = `WITH RECURSIVE each_outlet (outlet) AS (SELECT min(outlet) FROM statement WHERE outlet <> ''
	UNION ALL SELECT (SELECT min(outlet) FROM statement WHERE outlet <> '' AND outlet > each_outlet.outlet) FROM each_outlet WHERE outlet IS NOT NULL)
	SELECT outlet FROM each_outlet WHERE ' ' || outlet || ' ' LIKE ? ESCAPE '\'`

func escapeLike(s string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(s)
}

// commonest is how many wordings may hold the words of a query that names no speaker:
// to go through half the record for "the" helps nobody, and keeps others waiting.
const commonest = 20_000

// notTooCommon refuses words that are in too many wordings.
func (v *view) notTooCommon(ctx context.Context, q record.Query) error {
	terms := v.dialect.Terms(q.Words)
	if terms == "" || len(q.Speakers) > 0 {
		return nil
	}
	var n int
	err := v.one(ctx, `SELECT count(*) FROM (`+v.dialect.WordsHold+` LIMIT ?) w`, []any{terms, commonest + 1}, &n)
	if err == nil && n > commonest {
		err = fmt.Errorf("%w: the words %q are in more than %s wordings; add a rarer word, or name a speaker", quoth.ErrInvalid, q.Words, quoth.Grouped(commonest))
	}
	return err
}
