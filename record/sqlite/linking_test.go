package sqlite

import (
	"fmt"
	"os"
	"strconv"
	"testing"

	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/record/recordtest"
)

// TestLinking scores statements and origins against the truth of a generated
// archive: pairs of quotations rightly put together, and B³, where each quotation
// counts once. QUOTH_LINKING names another number of articles.
func TestLinking(t *testing.T) {
	articles := 600
	if n, err := strconv.Atoi(os.Getenv("QUOTH_LINKING")); err == nil {
		articles = n
	}
	s := open(t)
	defer s.Close()
	g := recordtest.NewGenerator(3)
	truth, origin := map[string]string{}, map[string]string{}
	var entries []record.Entry
	for i := range articles {
		next := g.Next()
		doc, reading := next.Article.Build()
		for q := range reading.Quotations {
			truth[reading.Quotations[q].ID] = fmt.Sprint(next.Statements[q])
		}
		origin[doc.ID] = fmt.Sprint(next.Origin)
		entries = append(entries, record.Entry{Doc: doc, Reading: reading})
		if len(entries) == 100 || i == articles-1 {
			if _, err := s.AddReadings(t.Context(), entries); err != nil {
				t.Fatal(err)
			}
			entries = nil
		}
	}
	found, foundOrigins, trueOrigins := map[string]string{}, map[string]string{}, map[string]string{}
	page, err := s.Statements(t.Context(), record.Query{})
	if err != nil {
		t.Fatal(err)
	}
	for _, st := range page.Statements {
		appearances, err := s.Appearances(t.Context(), st.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range appearances {
			found[a.Quotation.ID] = st.ID
			foundOrigins[a.Quotation.ID] = fmt.Sprint(st.ID, a.Origin)
			trueOrigins[a.Quotation.ID] = fmt.Sprint(st.ID, origin[a.Head.ID])
		}
	}
	if len(found) != len(truth) {
		t.Fatalf("%d of %d quotations are in statements", len(found), len(truth))
	}
	statements := recordtest.ScoreClusters(found, truth)
	origins := recordtest.ScoreClusters(foundOrigins, trueOrigins)
	t.Logf("%d quotations\nstatements: %v\norigins: %v", len(truth), statements, origins)
	if statements.Pairs.F1() < 0.97 || statements.BCubed.F1() < 0.97 {
		t.Error("statements are put together worse than the goal of .97")
	}
	if origins.Pairs.F1() < 0.97 || origins.BCubed.F1() < 0.97 {
		t.Error("origins are told apart worse than the goal of .97")
	}
}
