package tables

import (
	"context"
	"fmt"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// Appearances are the quotations of a statement, first to last.
func (s *Store) Appearances(ctx context.Context, statement string) (all []record.Appearance, err error) {
	err = s.look(ctx, func(v *view) error {
		row, err := v.statementRow(ctx, statement)
		if err != nil {
			return err
		}
		members, err := v.members(ctx, `q.statement = ?`, row)
		if err != nil {
			return err
		}
		if len(members) == 0 {
			return v.missing(ctx, "statement", statement)
		}
		all, err = v.appearances(ctx, members)
		return err
	})
	return all, err
}

// Appearance is one quotation as part of its statement.
func (s *Store) Appearance(ctx context.Context, quotation string) (*record.Appearance, error) {
	all, err := s.Appearances(ctx, record.StatementID(quotation))
	if err != nil {
		return nil, err
	}
	for i := range all {
		if all[i].Quotation.ID == quotation {
			return &all[i], nil
		}
	}
	return nil, fmt.Errorf("%w: the record has no quotation %s", quoth.ErrNotFound, quotation)
}

// appearances are all members of one statement with their documents and origins.
func (v *view) appearances(ctx context.Context, members []*record.Member) ([]record.Appearance, error) {
	record.SortMembers(members)
	origin, why := record.Origins(members)
	statement := record.StatementID(members[0].ID)
	all := make([]record.Appearance, len(members))
	for i, m := range members {
		a := &all[i]
		a.Statement, a.Origin, a.Joined, a.Hidden, a.Hides = statement, origin[i], why[i], m.Hidden, m.Hides
		a.Said = m.Said
		var err error
		if a.Speaker, err = v.person(ctx, m.Entity); err != nil {
			return nil, err
		}
		if err := v.quotation(ctx, m.Row, a); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// quotation fills in an appearance what stands in its row and its document.
func (v *view) quotation(ctx context.Context, row int64, a *record.Appearance) error {
	var document int64
	var parts []byte
	var packed string
	q := &a.Quotation
	err := v.one(ctx, `SELECT d.id, q.name, q.parts, q.form, q.act, q.basis, q.body, `+headColumns+`
		FROM quotation q JOIN document d ON d.id = q.document WHERE q.id = ?`, []any{row},
		append([]any{&document, &q.ID, &parts, &q.Form, &q.Act, &q.Basis, &packed}, headFields(&a.Head)...)...)
	if err != nil {
		return err
	}
	if err := unpackQuotation(packed, unpackSpans(parts), q); err != nil {
		return err
	}
	text, err := v.text(ctx, document)
	if err != nil {
		return err
	}
	a.Words = q.Text(text)
	a.Passage = record.Passage{Document: a.Head.ID, Span: q.Span(), Text: text}
	return nil
}
