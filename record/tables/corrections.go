package tables

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// Correct records a correction and has what it touches worked out anew.
func (s *Store) Correct(ctx context.Context, c record.Correction) (id string, err error) {
	if err := c.Check(); err != nil {
		return "", err
	}
	at := c.When.UTC().Format(time.RFC3339Nano)
	id = "c:" + quoth.Hash(string(c.Kind), c.Target, c.Value, c.Who, at)
	err = s.update(ctx, func(t *tx) error {
		ch := newChange(t)
		row, err := t.insert(`INSERT INTO correction (name, kind, target, value, who, why, at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			id, string(c.Kind), c.Target, c.Value, c.Who, c.Why, at)
		if err != nil {
			return fmt.Errorf("%w: this correction is recorded already: %v", quoth.ErrInvalid, err)
		}
		if err := ch.correct(row, &c); err != nil {
			return err
		}
		return ch.settle()
	})
	if err == nil && c.Kind == record.Erase {
		err = s.forgetPages(ctx)
	}
	return id, err
}

// Withdraw takes a correction back; what it touched is worked out anew without it.
func (s *Store) Withdraw(ctx context.Context, correction string, w record.Withdrawal) error {
	if w.Who == "" || w.Why == "" {
		return fmt.Errorf("%w: a withdrawal says who takes back what, and why", quoth.ErrInvalid)
	}
	return s.update(ctx, func(t *tx) error {
		var row int64
		c, withdrawn := record.Correction{}, ""
		found, err := t.one(`SELECT id, kind, target, value, withdrawn_at FROM correction WHERE name = ?`, []any{correction},
			&row, &c.Kind, &c.Target, &c.Value, &withdrawn)
		switch {
		case err != nil:
			return err
		case !found:
			return fmt.Errorf("%w: there is no correction %s", quoth.ErrNotFound, correction)
		case withdrawn != "":
			return fmt.Errorf("%w: correction %s was withdrawn on %s", quoth.ErrInvalid, correction, withdrawn)
		case c.Kind == record.Erase:
			return fmt.Errorf("%w: what was erased is gone, and cannot be brought back", quoth.ErrInvalid)
		}
		err = t.exec(`UPDATE correction SET withdrawn_who = ?, withdrawn_why = ?, withdrawn_at = ? WHERE id = ?`,
			w.Who, w.Why, w.When.UTC().Format(time.RFC3339Nano), row)
		if err != nil {
			return err
		}
		ch := newChange(t)
		if err := ch.touchCorrection(row, &c); err != nil {
			return err
		}
		return ch.settle()
	})
}

// Corrections are all corrections, oldest first, with their withdrawals.
func (s *Store) Corrections(ctx context.Context) (all []record.Correction, err error) {
	err = s.look(ctx, func(v *view) error {
		return v.each(ctx, `SELECT name, kind, target, value, who, why, at, withdrawn_who, withdrawn_why, withdrawn_at
			FROM correction ORDER BY at, name`, nil, func(rows *sql.Rows) error {
			var c record.Correction
			var w record.Withdrawal
			var at, withdrawn string
			if err := rows.Scan(&c.ID, &c.Kind, &c.Target, &c.Value, &c.Who, &c.Why, &at, &w.Who, &w.Why, &withdrawn); err != nil {
				return err
			}
			var err error
			if c.When, err = time.Parse(time.RFC3339Nano, at); err != nil {
				return err
			}
			if withdrawn != "" {
				if w.When, err = time.Parse(time.RFC3339Nano, withdrawn); err != nil {
					return err
				}
				c.Withdrawn = &w
			}
			all = append(all, c)
			return nil
		})
	})
	return all, err
}

// correct notes the places a new correction is about, and touches them.
func (c *change) correct(row int64, what *record.Correction) error {
	switch what.Kind {
	case record.MergePeople:
		for _, id := range []string{what.Target, what.Value} {
			if err := c.mayMerge(id); err != nil {
				return err
			}
		}
	case record.SplitPerson:
		if err := c.placeSplit(row, what); err != nil {
			return err
		}
	default:
		if err := c.placeTarget(row, what); err != nil {
			return err
		}
	}
	if what.Kind == record.Erase {
		return c.erase(row)
	}
	return c.touchCorrection(row, what)
}

// touchCorrection has worked out anew what a correction is about, whether it was
// just made or just withdrawn.
func (c *change) touchCorrection(row int64, what *record.Correction) error {
	for _, id := range []string{what.Target, what.Value} {
		if strings.HasPrefix(id, "p:") {
			if err := c.touchEntity(id); err != nil {
				return err
			}
		}
	}
	if what.Kind == record.Hide && strings.HasPrefix(what.Target, "d:") {
		err := c.tx.exec(`UPDATE document SET hidden = (SELECT CASE WHEN count(*) > 0 THEN 1 ELSE 0 END FROM correction c JOIN correction_place p ON p.correction = c.id
			WHERE p.document = document.id AND c.kind = ? AND c.target = document.name AND c.withdrawn_at = '') WHERE name = ?`,
			string(record.Hide), what.Target)
		if err != nil {
			return err
		}
	}
	documents, err := c.tx.numbers(`SELECT DISTINCT document FROM correction_place WHERE correction = ?`, row)
	if err != nil {
		return err
	}
	for _, d := range documents {
		if err := c.workOut(d); err != nil {
			return err
		}
	}
	return nil
}

// workOut takes a document's facts out and puts them in as they are corrected now.
func (c *change) workOut(document int64) error {
	v := c.tx.view()
	var id string
	if err := v.one(c.tx.ctx, `SELECT name FROM document WHERE id = ?`, []any{document}, &id); err != nil {
		return err
	}
	doc, _, err := v.storedDocument(c.tx.ctx, id)
	if err != nil {
		return err
	}
	reading, err := v.activeReading(c.tx.ctx, document)
	if err != nil {
		return err
	}
	if err := c.removeFacts(document); err != nil {
		return err
	}
	p, err := again(doc, reading)
	if err != nil {
		return err
	}
	return c.putAgain(document, p)
}

// touchEntity has it decided again who the names of an entity stand for.
func (c *change) touchEntity(id string) error {
	rows, err := c.tx.numbers(`SELECT id FROM name WHERE entity = (SELECT entity FROM name WHERE ident = ?)`, id)
	for _, row := range rows {
		c.renamed[row] = true
	}
	return err
}

// mayMerge refuses to make somebody of an unnamed source.
func (c *change) mayMerge(id string) error {
	var kind quoth.EntityKind
	found, err := c.tx.one(`SELECT e.kind FROM name n JOIN name e ON e.id = n.entity WHERE n.ident = ?`, []any{id}, &kind)
	if err == nil && !found {
		return fmt.Errorf("%w: the record has nobody with the identifier %s", quoth.ErrNotFound, id)
	}
	if err == nil && kind == quoth.UnnamedSource {
		return fmt.Errorf("%w: %s is an unnamed source, and stays one", quoth.ErrInvalid, id)
	}
	return err
}

// placeSplit notes the names that a document has for an entity.
func (c *change) placeSplit(row int64, what *record.Correction) error {
	type bearer struct {
		document int64
		key      string
	}
	var found []bearer
	err := c.tx.each(`SELECT DISTINCT d.id, n.key FROM document d JOIN figure f ON f.document = d.id JOIN name n ON n.id = f.name
		WHERE d.name = ? AND n.entity = (SELECT entity FROM name WHERE ident = ?)`, []any{what.Value, what.Target}, func(rows *sql.Rows) error {
		var b bearer
		err := rows.Scan(&b.document, &b.key)
		found = append(found, b)
		return err
	})
	if err == nil && len(found) == 0 {
		return fmt.Errorf("%w: document %s names nobody who is %s", quoth.ErrNotFound, what.Value, what.Target)
	}
	for _, b := range found {
		err := c.tx.exec(`INSERT INTO correction_place (document, correction, start, stop, quotation, name_key) VALUES (?, ?, 0, 0, '', ?)`, b.document, row, b.key)
		if err != nil {
			return err
		}
	}
	return err
}

// placeTarget notes the passages of a correction's target.
func (c *change) placeTarget(row int64, what *record.Correction) error {
	quotation, statement, err := c.tx.view().quotationRow(c.tx.ctx, strings.Replace(what.Target, "s:", "q:", 1))
	if err != nil {
		return err
	}
	where, args := `q.id = ?`, []any{quotation}
	switch {
	case strings.HasPrefix(what.Target, "p:"):
		return c.mayHide(what.Target)
	case strings.HasPrefix(what.Target, "d:"):
		where, args = `d.name = ?`, []any{what.Target}
	case strings.HasPrefix(what.Target, "s:") && what.Kind == record.Erase:
		where, args = `q.statement = ?`, []any{statement}
	}
	type place struct {
		document  int64
		quotation string
		parts     []quoth.Span
	}
	var places []place
	from := `SELECT d.id, q.name, q.parts FROM quotation q JOIN document d ON d.id = q.document WHERE `
	if strings.HasPrefix(what.Target, "d:") {
		from = `SELECT d.id, '', NULL FROM document d WHERE `
	}
	err = c.tx.each(from+where, args, func(rows *sql.Rows) error {
		var p place
		var parts []byte
		err := rows.Scan(&p.document, &p.quotation, &parts)
		p.parts = unpackSpans(parts)
		places = append(places, p)
		return err
	})
	if err == nil && len(places) == 0 {
		return fmt.Errorf("%w: the record has no %s", quoth.ErrNotFound, what.Target)
	}
	for _, p := range places {
		if len(p.parts) == 0 {
			p.parts = []quoth.Span{{}}
		}
		for _, s := range p.parts {
			err := c.tx.exec(`INSERT INTO correction_place (document, correction, start, stop, quotation, name_key) VALUES (?, ?, ?, ?, ?, '') ON CONFLICT DO NOTHING`,
				p.document, row, s.Start, s.End, p.quotation)
			if err != nil {
				return err
			}
		}
	}
	return err
}

func (c *change) mayHide(id string) error {
	var n int
	found, err := c.tx.one(`SELECT 1 FROM name WHERE ident = ?`, []any{id}, &n)
	if err == nil && !found {
		err = fmt.Errorf("%w: the record has nobody with the identifier %s", quoth.ErrNotFound, id)
	}
	return err
}
