package ask

import (
	"context"
	"fmt"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

// Shown is a document, a quotation or a statement: one of the three is set.
type Shown struct {
	Document  *record.Entry
	Quotation *record.Appearance
	Statement *Tracing
	Entity    *record.Entity
	Revisions []wire.Revision // what became of the document, or of the articles that carry the quotation's statement
}

// Show finds what an identifier names: "d:…", "q:…", "s:…" or "p:…".
func Show(ctx context.Context, store record.Store, id string) (shown *Shown, err error) {
	id = strings.TrimSpace(id)
	shown = &Shown{}
	switch {
	case strings.HasPrefix(id, "d:"):
		if shown.Document, err = store.Document(ctx, id); err == nil {
			err = visible(ctx, store, id)
		}
		if err == nil {
			shown.Document.Reading, err = InView(ctx, store, shown.Document)
		}
		if err == nil {
			shown.Revisions, err = documentRevisions(ctx, store, id)
		}
	case strings.HasPrefix(id, "q:"):
		var s *record.Statement
		if shown.Quotation, err = store.Appearance(ctx, id); err == nil {
			err = appearanceVisible(ctx, store, shown.Quotation)
		}
		if err == nil {
			s, err = store.Statement(ctx, shown.Quotation.Statement)
		}
		if err == nil {
			shown.Revisions, err = Revisions(ctx, store, s)
		}
	case strings.HasPrefix(id, "s:"):
		shown.Statement, err = traceStatement(ctx, store, id)
	case strings.HasPrefix(id, "p:"):
		if shown.Entity, err = store.Entity(ctx, id); err == nil {
			err = visible(ctx, store, id, shown.Entity.ID)
		}
	default:
		err = fmt.Errorf("%w: %q is no identifier; they begin with d:, q:, s: or p:", quoth.ErrInvalid, id)
	}
	if err != nil {
		return nil, err
	}
	return shown, nil
}
