package ask

import (
	"context"
	"strings"

	"github.com/quoth-news/quoth/compare"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

// Tracing is a statement and how it travelled, first appearance to last.
type Tracing struct {
	Statement   record.Statement
	Appearances []Traced
	Revisions   []wire.Revision // what became of the articles, see Revisions
}

// Traced is an appearance and how its words stand to the fullest wording of the
// earliest origin.
type Traced struct {
	record.Appearance
	Wording compare.Verdict
	Changes []compare.Change
	Revised string // the gravest revision of its article, or of one it is a copy of; "" for none
}

// Trace follows a statement, named by its identifier or that of one of its
// quotations, or by words that it holds. Words that no statement holds are an
// error wrapping quoth.ErrNotFound, with the coverage.
func Trace(ctx context.Context, store record.Store, quote string) (*Tracing, error) {
	if id := strings.TrimSpace(quote); strings.HasPrefix(id, "s:") || strings.HasPrefix(id, "q:") {
		return traceStatement(ctx, store, record.StatementID(strings.TrimPrefix(strings.TrimPrefix(id, "s:"), "q:")))
	}
	id, err := holding(ctx, store, quote)
	if err != nil {
		return nil, err
	}
	return traceStatement(ctx, store, id)
}

// traceLookup is how many of the nearest wordings are held against the words.
const traceLookup = 12

// holding is the statement whose words the quotation is.
func holding(ctx context.Context, store record.Store, quote string) (string, error) {
	near, err := store.Nearest(ctx, quote, "", traceLookup)
	if err != nil {
		return "", err
	}
	var found []candidate
	for i := range near {
		found = append(found, candidatesOf(&near[i])...)
	}
	if len(found) > 0 {
		if best := compare.Best(quote, sources(found)); best.Source >= 0 && best.Wording != compare.NotFound && best.Wording != compare.Unchecked {
			return found[best.Source].statement, nil
		}
	}
	return "", notFound(ctx, store, "no statement with these words")
}

func traceStatement(ctx context.Context, store record.Store, id string) (*Tracing, error) {
	s, err := store.Statement(ctx, id)
	if err != nil {
		return nil, err
	}
	return traced(ctx, store, s)
}

// traced judges the appearances of a statement.
func traced(ctx context.Context, store record.Store, s *record.Statement) (*Tracing, error) {
	appearances, err := store.Appearances(ctx, s.ID)
	if err != nil {
		return nil, err
	}
	t := &Tracing{Statement: *s}
	if t.Revisions, err = Revisions(ctx, store, s); err != nil {
		return nil, err
	}
	revised := revisedOrigins(t.Revisions, appearances)
	source := compare.Source{Text: s.Text, Form: s.Form, Act: s.Act, Speaker: s.Speaker.Name, Statement: s.ID}
	for i := range appearances {
		a := &appearances[i]
		if a.Passage.Document == s.Evidence.Document && a.Passage.Span == s.Evidence.Span {
			source = sourceOf(a.Passage.Text, &a.Quotation, a.Words, s.Speaker.Name, s.ID)
		}
	}
	for _, p := range s.About {
		source.About = append(source.About, p.Name)
	}
	for i := range appearances {
		a := appearances[i]
		if a.Hidden {
			continue
		}
		r := compare.Result{Wording: compare.Exact}
		if a.Words != source.Text {
			r = compare.Wording(a.Words, source)
		}
		t.Appearances = append(t.Appearances, Traced{Appearance: a, Wording: r.Wording, Changes: r.Changes, Revised: revised[a.Origin]})
	}
	if len(t.Appearances) == 0 {
		return nil, appearanceVisible(ctx, store, &appearances[0])
	}
	return t, visible(ctx, store, s.ID)
}

// Wire is the tracing as the contract prints it.
func (t *Tracing) Wire() *wire.Trace {
	w := &wire.Trace{Statement: *wire.OfStatement(&t.Statement), Appearances: []wire.Appearance{}}
	w.Revisions = t.Revisions
	for i := range t.Appearances {
		a := &t.Appearances[i]
		out := wire.Appearance{Source: wire.OfHead(&a.Head), Text: a.Words, Wording: string(a.Wording), Origin: a.Origin, Revised: a.Revised}
		if out.Changes = wireChanges(a.Changes); out.Changes == nil {
			out.Changes = []wire.Change{}
		}
		w.Appearances = append(w.Appearances, out)
	}
	return w
}
