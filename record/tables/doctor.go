package tables

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// Faults looks through the whole record: the file's own checks, then every
// document with its reading, every wording with its index, every statement with
// its members, every name, and the counts. It sees the record as it stood when it began.
func (s *Store) Faults(ctx context.Context, found func(record.Fault)) error {
	return s.look(ctx, func(v *view) error {
		d := &doctor{view: v, found: found}
		for _, part := range []func(context.Context) error{d.file, d.documents, d.wordings, d.statements, d.names, d.companions, d.holding} {
			err := part(ctx)
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err != nil {
				d.fault("file", "cannot be read: %v", err) // the other parts may still tell more
			}
		}
		return nil
	})
}

type doctor struct {
	*view
	found func(record.Fault)
}

func (d *doctor) fault(where, format string, args ...any) {
	d.found(record.Fault{Where: where, What: fmt.Sprintf(format, args...)})
}

// file runs the database's own checks.
func (d *doctor) file(ctx context.Context) error {
	return d.dialect.Faults(ctx, d.conn, func(where, what string) { d.fault(where, "%s", what) })
}

// strings are the single strings of an answer.
func (d *doctor) strings(ctx context.Context, query string, args ...any) (all []string, err error) {
	err = d.each(ctx, query, args, func(rows *sql.Rows) error {
		var s string
		err := rows.Scan(&s)
		all = append(all, s)
		return err
	})
	return all, err
}

// documents holds every active reading against its text and the tables.
func (d *doctor) documents(ctx context.Context) error {
	after := ""
	for {
		ids, err := d.strings(ctx, `SELECT name FROM document WHERE name > ? ORDER BY name LIMIT 500`, after)
		if err != nil || len(ids) == 0 {
			return err
		}
		for _, id := range ids {
			if err := d.document(ctx, id); err != nil {
				return err
			}
		}
		after = ids[len(ids)-1]
	}
}

func (d *doctor) document(ctx context.Context, id string) error {
	doc, row, err := d.storedDocument(ctx, id)
	if err != nil {
		d.fault(id, "cannot be read: %v", err)
		return ctx.Err()
	}
	erased, err := d.erased(ctx, id)
	if err != nil {
		return err
	}
	name := doc.ID
	if doc.Identify(); doc.ID != name && len(erased) == 0 {
		d.fault(id, "its text, address, publisher or date is not what it was identified by")
	}
	doc.ID = name
	var active int
	if err := d.one(ctx, `SELECT count(*) FROM reading WHERE document = ? AND active = 1`, []any{row}, &active); err != nil {
		return err
	}
	if active != 1 {
		d.fault(id, "it has %d active readings", active)
		return nil
	}
	reading, err := d.activeReading(ctx, row)
	if err != nil {
		d.fault(id, "its reading cannot be read: %v", err)
		return ctx.Err()
	}
	if err := record.Check(doc, reading); err != nil {
		d.fault(id, "%v", err)
		return nil
	}
	return d.quotations(ctx, doc, row, reading)
}

// quotations holds the rows of a document against its reading.
func (d *doctor) quotations(ctx context.Context, doc *quoth.Document, row int64, reading *quoth.Reading) error {
	facts := record.FactsOf(doc, reading)
	n := 0
	err := d.each(ctx, `SELECT q.name, q.place, q.parts, q.body, w.folded, coalesce(s.id, 0), q.statement FROM quotation q JOIN wording w ON w.id = q.wording
		LEFT JOIN statement s ON s.id = q.statement WHERE q.document = ? ORDER BY q.place`, []any{row}, func(rows *sql.Rows) error {
		var name, packed, folded string
		var place int
		var parts []byte
		var statement, named int64
		if err := rows.Scan(&name, &place, &parts, &packed, &folded, &statement, &named); err != nil {
			return err
		}
		n++
		if place >= len(facts.Quotations) || facts.Quotations[place].Quotation.ID != name {
			d.fault(name, "its reading does not hold it at place %d", place)
			return nil
		}
		f := &facts.Quotations[place]
		if !slices.Equal(unpackSpans(parts), f.Quotation.Parts) {
			d.fault(name, "its parts are not those of the reading")
		}
		if want, err := packQuotation(f.Quotation); err != nil || packed != want {
			d.fault(name, "it is not as the reading has it")
		}
		if folded != f.Folded {
			d.fault(name, "it is indexed under other words: %.60q", folded)
		}
		if statement == 0 {
			d.fault(name, "it attests the statement %d, which is not there", named)
		}
		return nil
	})
	if err == nil && n != len(facts.Quotations) {
		d.fault(doc.ID, "%d of its %d quotations are in the table", n, len(facts.Quotations))
	}
	return err
}

// statements counts every statement again from its members.
func (d *doctor) statements(ctx context.Context) error {
	for after := int64(-1); ; {
		var rows []int64
		err := d.each(ctx, `SELECT id FROM statement WHERE id > ? ORDER BY id LIMIT 500`, []any{after}, func(r *sql.Rows) error {
			var row int64
			err := r.Scan(&row)
			rows = append(rows, row)
			return err
		})
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, row := range rows {
			if err := d.statement(ctx, row); err != nil {
				return err
			}
		}
		after = rows[len(rows)-1]
	}
}

func (d *doctor) statement(ctx context.Context, row int64) error {
	var name, said string
	var speaker, fullest int64
	var copies, origins, hidden int
	err := d.one(ctx, `SELECT name, speaker, said, fullest, copies, origins, hidden FROM statement WHERE id = ?`, []any{row},
		&name, &speaker, &said, &fullest, &copies, &origins, &hidden)
	if err != nil {
		return err
	}
	members, err := d.members(ctx, `q.statement = ?`, row)
	if err != nil {
		return err
	}
	if len(members) == 0 {
		d.fault(name, "no quotation attests it")
		return nil
	}
	record.SortMembers(members)
	s := record.Summarise(members)
	if s.Row != row || record.StatementID(members[0].ID) != name {
		d.fault(name, "it is not named by its first quotation")
	}
	if s.Copies != copies || s.Origins != origins || s.Fullest.Row != fullest || string(s.Said) != said || s.Hidden != (hidden != 0) {
		d.fault(name, "its counts, date or words are not those of its quotations")
	}
	for _, m := range members {
		if m.Entity != speaker || record.Class(m.Act) != record.Class(members[0].Act) {
			d.fault(name, "quotation %s is another's, or another act", m.ID)
		}
	}
	return nil
}

// names looks for names that nobody bears or that stand for nobody.
func (d *doctor) names(ctx context.Context) error {
	err := d.each(ctx, `SELECT n.key FROM name n LEFT JOIN name e ON e.id = n.entity WHERE e.id IS NULL OR e.entity <> e.id`, nil, func(rows *sql.Rows) error {
		var key string
		err := rows.Scan(&key)
		d.fault("name "+key, "the name it stands for is not a canonical one")
		return err
	})
	if err != nil {
		return err
	}
	return d.each(ctx, `SELECT count(*) FROM document d WHERE NOT EXISTS (SELECT 1 FROM document_text t WHERE t.document = d.id)`, nil, func(rows *sql.Rows) error {
		var n int
		err := rows.Scan(&n)
		if n > 0 {
			d.fault("documents", "%d have no text", n)
		}
		return err
	})
}

// companions finds them again for every name they are kept of.
func (d *doctor) companions(ctx context.Context) error {
	for after := int64(-1); ; {
		kept := map[int64][]byte{}
		err := d.each(ctx, `SELECT name, others FROM companion WHERE name > ? ORDER BY name LIMIT ?`, []any{after, lookedUpAtOnce}, func(r *sql.Rows) error {
			var name int64
			var others []byte
			err := r.Scan(&name, &others)
			kept[name], after = others, name
			return err
		})
		if err != nil || len(kept) == 0 {
			return err
		}
		found := companionsFound{}
		if err := d.each(ctx, companionsQuery+` (`+marks(lookedUpAtOnce)+`)`, filled(slices.Sorted(maps.Keys(kept))), found.scan); err != nil {
			return err
		}
		for name, others := range kept {
			if !slices.Equal(unpackCompanions(others), found.sorted(name)) {
				d.fault(fmt.Sprintf("name %d", name), "whom documents name beside it is not what the record holds")
			}
		}
	}
}
