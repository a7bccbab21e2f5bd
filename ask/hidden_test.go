package ask

import (
	"errors"
	"testing"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// TestHiddenOpensNowhere: what is hidden opens by none of its identifiers, and opens
// again when the correction is taken back.
func TestHiddenOpensNowhere(t *testing.T) {
	s := store(t, story{"1", "Gazette", "2020-01-01", "“{Ana Ruiz: We will sell the lighthouse to the brewery},” Ana Ruiz said."})
	page, err := s.Statements(t.Context(), record.Query{})
	if err != nil || len(page.Statements) != 1 {
		t.Fatal(page, err)
	}
	st := page.Statements[0]
	quotation, document, person := record.QuotationID(st.ID), st.Evidence.Document, st.Speaker.ID
	open := map[string]func(id string) error{
		"show": func(id string) error { _, err := Show(t.Context(), s, id); return err },
		"why": func(id string) error {
			_, err := Why(t.Context(), s, id)
			return err
		},
		"trace": func(id string) error { _, err := Trace(t.Context(), s, id); return err },
	}
	questions := [][2]string{{"show", document}, {"show", quotation}, {"show", st.ID}, {"why", quotation}, {"why", st.ID}, {"trace", st.ID}}
	for at, target := range []string{document, quotation, st.ID, person} {
		by := Author{Who: "desk", Why: "privacy", When: time.Date(2026, 1, 1+at, 0, 0, 0, 0, time.UTC)}
		id, err := Hide(t.Context(), s, target, by)
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range questions {
			err := open[q[0]](q[1])
			if q[1] == document && target != document {
				continue // its other words are in view
			}
			if hidden, ok := errors.AsType[*HiddenError](err); !ok || hidden.Correction.ID != id || !errors.Is(err, quoth.ErrNotFound) {
				t.Errorf("%s hidden: %s %s: %v", target, q[0], q[1], err)
			}
		}
		if err := Withdraw(t.Context(), s, id, by); err != nil {
			t.Fatal(err)
		}
		for _, q := range questions {
			if err := open[q[0]](q[1]); err != nil {
				t.Errorf("%s no longer hidden: %s %s: %v", target, q[0], q[1], err)
			}
		}
	}
}
