package ask

import (
	"context"
	"fmt"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// Shown is a document, a quotation or a statement: one of the three is set.
type Shown struct {
	Document  *record.Entry
	Quotation *record.Appearance
	Statement *Tracing
	Entity    *record.Entity
}

// Show finds what an identifier names: "d:…", "q:…", "s:…" or "p:…".
func Show(ctx context.Context, store record.Store, id string) (shown *Shown, err error) {
	id = strings.TrimSpace(id)
	shown = &Shown{}
	switch {
	case strings.HasPrefix(id, "d:"):
		shown.Document, err = store.Document(ctx, id)
	case strings.HasPrefix(id, "q:"):
		shown.Quotation, err = store.Appearance(ctx, id)
	case strings.HasPrefix(id, "s:"):
		shown.Statement, err = traceStatement(ctx, store, id)
	case strings.HasPrefix(id, "p:"):
		shown.Entity, err = store.Entity(ctx, id)
	default:
		err = fmt.Errorf("%w: %q is no identifier; they begin with d:, q:, s: or p:", quoth.ErrInvalid, id)
	}
	if err != nil {
		return nil, err
	}
	return shown, nil
}
