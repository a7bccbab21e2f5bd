package ask

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// WatchQuery is a watch's query as the record answers it now. known is false where
// it asks for somebody the record does not know (yet). A name that has come to fit
// several people means all of them, who are given in several.
func WatchQuery(ctx context.Context, store record.Store, w record.WatchQuery) (q record.Query, known bool, several *AmbiguousError, err error) {
	said := SaidQuery{From: w.From, To: w.To, Form: w.Form}
	if err := said.Check(); err != nil {
		return q, false, nil, err
	}
	q = record.Query{From: w.From, To: w.To, Told: w.Told, Form: w.Form, Grep: w.Grep, Attitudes: w.Attitudes}
	for name, people := range map[string]*[]string{w.By: &q.Speakers, w.About: &q.About} {
		if name == "" {
			continue
		}
		who, err := Meant(ctx, store, name)
		ambiguous, isAmbiguous := errors.AsType[*AmbiguousError](err)
		switch {
		case isAmbiguous:
			several = ambiguous
			for i := range ambiguous.People {
				*people = append(*people, ambiguous.People[i].ID)
			}
		case errors.Is(err, quoth.ErrNotFound):
			return q, false, nil, nil
		case err != nil:
			return q, false, nil, err
		default:
			*people = []string{who.ID}
		}
	}
	return q, true, several, nil
}

// FindNotices notes what is new to a watch, and tells how many statements that are.
func FindNotices(ctx context.Context, store record.Store, w *record.Watch, at time.Time) (int, error) {
	q, known, _, err := WatchQuery(ctx, store, w.Query)
	if err != nil || !known {
		return 0, err
	}
	n, err := store.FindNotices(ctx, w.ID, q, at)
	if err != nil {
		return 0, fmt.Errorf("watch %s: %w", w.ID, err)
	}
	return n, nil
}
