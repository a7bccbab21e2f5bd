package ask

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

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

// TestHiddenPeople: a reading in view has nobody who is hidden, and who stays keeps
// what points at them.
func TestHiddenPeople(t *testing.T) {
	speaker := func(n int) *quoth.Speaker { return &quoth.Speaker{Entity: n} }
	r := &quoth.Reading{
		Entities: []quoth.Entity{{Name: "Ana Ruiz"}, {Name: "Ben Okoye"}, {Name: "Piet Maas"}},
		Quotations: []quoth.Quotation{
			{ID: "q:1", Speaker: speaker(0), About: []quoth.About{{Entity: 1}, {Entity: 2}}, Addressee: &quoth.Party{Name: "Ben Okoye", Entity: 1}, Nested: []quoth.Nested{{Speaker: speaker(1)}}},
			{ID: "q:2", Speaker: speaker(2), Via: &quoth.Party{Entity: 2}, Told: &quoth.Party{Name: "Gazette", Entity: quoth.None}},
			{ID: "q:3", Speaker: speaker(quoth.None)},
		},
	}
	before := *r
	before.Quotations = slices.Clone(r.Quotations)
	kept := *r
	kept.Quotations = slices.Clone(r.Quotations)
	withoutPeople(&kept, []int{1})
	want := &quoth.Reading{
		Entities: []quoth.Entity{{Name: "Ana Ruiz"}, {Name: "Piet Maas"}},
		Quotations: []quoth.Quotation{
			{ID: "q:1", Speaker: speaker(0), About: []quoth.About{{Entity: 1}}, Nested: []quoth.Nested{{}}},
			{ID: "q:2", Speaker: speaker(1), Via: &quoth.Party{Entity: 1}, Told: &quoth.Party{Name: "Gazette", Entity: quoth.None}},
			{ID: "q:3", Speaker: speaker(quoth.None)},
		},
	}
	if diff := cmp.Diff(want, &kept); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(&before, r); diff != "" {
		t.Error("the reading itself changed: ", diff)
	}
}

// TestInView: the document of a hidden person shows neither them nor their words.
func TestInView(t *testing.T) {
	s := store(t, story{"1", "Gazette", "2020-01-01", "“{Ana Ruiz: We will sell the lighthouse to the brewery},” Ana Ruiz said. “{Ben Okoye: The brewery has no money at all},” Ben Okoye said."})
	page, err := s.Statements(t.Context(), record.Query{})
	if err != nil || len(page.Statements) != 2 {
		t.Fatal(page, err)
	}
	if _, err := Hide(t.Context(), s, page.Statements[0].Speaker.ID, Author{Who: "desk", Why: "privacy", When: time.Now()}); err != nil {
		t.Fatal(err)
	}
	shown, err := Show(t.Context(), s, page.Statements[0].Evidence.Document)
	if err != nil {
		t.Fatal(err)
	}
	r := shown.Document.Reading
	if len(r.Quotations) != 1 || len(r.Entities) != 1 || r.Entities[0].Name != page.Statements[1].Speaker.Name || r.Quotations[0].Speaker.Entity != 0 {
		t.Errorf("%+v", r)
	}
}
