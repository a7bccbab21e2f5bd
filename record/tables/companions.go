package tables

import (
	"database/sql"
	"encoding/binary"
	"hash/fnv"
	"maps"
	"slices"

	"github.com/quoth-news/quoth/record"
)

// companions are the others whom documents name in full beside the names of blocks that
// may be compared by them: people of other names, and organisations, as sorted hashes. They
// are kept in a table of their own until a document that has the name comes or goes.
func (t *tx) companions(blocks map[int64]*block) (map[int64][]uint64, error) {
	known := map[int64][]uint64{}
	var unknown []int64
	for _, b := range blocks {
		for _, i := range record.Compared(b.names) {
			if b.companions[i] == nil {
				unknown = append(unknown, b.rows[i])
			} else {
				known[b.rows[i]] = unpackCompanions(b.companions[i])
			}
		}
	}
	if len(unknown) == 0 {
		return known, nil
	}
	if err := t.flush(); err != nil {
		return nil, err
	}
	slices.Sort(unknown)
	found := companionsFound{}
	if err := lookUp(t, companionsQuery, ``, unknown, found.scan); err != nil {
		return nil, err
	}
	out := newRows("companion", `name, others`, ` ON CONFLICT (name) DO UPDATE SET others = excluded.others`)
	for _, name := range unknown {
		known[name] = found.sorted(name)
		out.add(name, packCompanions(known[name]))
	}
	return known, out.flush(t.exec)
}

const companionsQuery = `SELECT DISTINCT f.name, o.words FROM figure f JOIN figure g ON g.document = f.document JOIN name o ON o.id = g.name JOIN name n ON n.id = f.name
	WHERE o.words <> n.words AND o.words LIKE '% %' AND o.kind IN ('person', 'organisation') AND f.name IN`

// companionsFound gathers the answer to companionsQuery.
type companionsFound map[int64]map[uint64]bool

func (found companionsFound) scan(r *sql.Rows) error {
	var name int64
	var words string
	err := r.Scan(&name, &words)
	if found[name] == nil {
		found[name] = map[uint64]bool{}
	}
	h := fnv.New64a()
	h.Write([]byte(words))
	found[name][h.Sum64()] = true
	return err
}

func (found companionsFound) sorted(name int64) []uint64 {
	return slices.Sorted(maps.Keys(found[name]))
}

// packCompanions begins with a byte of its own, so that nobody is not nothing.
func packCompanions(hashes []uint64) []byte {
	b := []byte{1}
	for _, h := range hashes {
		b = binary.LittleEndian.AppendUint64(b, h)
	}
	return b
}

func unpackCompanions(b []byte) (hashes []uint64) {
	for b = b[min(1, len(b)):]; len(b) >= 8; b = b[8:] {
		hashes = append(hashes, binary.LittleEndian.Uint64(b))
	}
	return hashes
}

// forgetCompanions of names that documents came or went with.
func (c *change) forgetCompanions() error {
	touched := map[int64]bool{}
	for p := range c.counts {
		if p.sort == printedName && (c.tx.firstName == 0 || p.name < c.tx.firstName) {
			touched[p.name] = true
		}
	}
	return execEach(c.tx, `DELETE FROM companion WHERE name IN`, slices.Sorted(maps.Keys(touched)))
}

// overlap tells whether two sorted lists have an item in common.
func overlap(a, b []uint64) bool {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] == b[0]:
			return true
		case a[0] < b[0]:
			a = a[1:]
		default:
			b = b[1:]
		}
	}
	return false
}
