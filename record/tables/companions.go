package tables

import (
	"database/sql"
	"slices"

	"github.com/quoth-news/quoth/record"
)

// companions are the others whom documents name in full beside the names of blocks that
// may be compared by them: people of other names, and organisations.
func (t *tx) companions(blocks map[int64]*block) (map[int64]map[string]bool, error) {
	known := map[int64]map[string]bool{}
	var asked []int64
	for _, b := range blocks {
		for _, i := range record.Compared(b.names) {
			asked = append(asked, b.rows[i])
			known[b.rows[i]] = map[string]bool{}
		}
	}
	if len(asked) == 0 {
		return nil, nil
	}
	if err := t.flush(); err != nil {
		return nil, err
	}
	slices.Sort(asked)
	return known, lookUp(t, `SELECT DISTINCT f.name, o.words FROM figure f JOIN figure g ON g.document = f.document JOIN name o ON o.id = g.name JOIN name n ON n.id = f.name
		WHERE o.words <> n.words AND o.words LIKE '% %' AND o.kind IN ('person', 'organisation') AND f.name IN`, ``, asked, func(r *sql.Rows) error {
		var name int64
		var words string
		err := r.Scan(&name, &words)
		known[name][words] = true
		return err
	})
}

// overlap tells whether anybody is in both.
func overlap(a, b map[string]bool) bool {
	for words := range a {
		if b[words] {
			return true
		}
	}
	return false
}
