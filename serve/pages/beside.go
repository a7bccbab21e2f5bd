package pages

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
)

// The statements of each of two people that are shown side by side.
const besideShown = 60

type comparePage struct {
	frame
	A, B, Topic string // as asked
	Left, Right side
	Years       []besideYear
	Coverage    record.Coverage
}

// side is one of two people.
type side struct {
	Who   *record.Entity
	Total int
	Shown int
}

// besideYear is what the two said in a year.
type besideYear struct {
	Year        string
	Left, Right []item
}

// compare shows what two people said on a topic, side by side.
func (s *server) compare(w http.ResponseWriter, r *http.Request) {
	page := comparePage{frame: frame{Title: "Two people side by side", Here: "compare"},
		A: strings.TrimSpace(r.FormValue("a")), B: strings.TrimSpace(r.FormValue("b")), Topic: strings.TrimSpace(r.FormValue("topic"))}
	err := s.fillCompare(r.Context(), &page)
	s.show(w, r, "compare.html", &page, err)
}

func (s *server) fillCompare(ctx context.Context, page *comparePage) (err error) {
	if page.A == "" || page.B == "" {
		return nil
	}
	left, err := s.side(ctx, &page.Left, page.A, page.Topic)
	if err != nil {
		return err
	}
	right, err := s.side(ctx, &page.Right, page.B, page.Topic)
	if err != nil {
		return err
	}
	page.A, page.B = page.Left.Who.Name, page.Right.Who.Name
	page.Title = page.A + " and " + page.B
	if page.Topic != "" {
		page.Title += " on " + page.Topic
	}
	for _, year := range itemsByYear(left) {
		page.Years = append(page.Years, besideYear{Year: year.Year, Left: year.Items})
	}
	for _, year := range itemsByYear(right) {
		page.put(year)
	}
	if page.Left.Total == 0 || page.Right.Total == 0 {
		page.Coverage, err = ask.Coverage(ctx, s.store)
	}
	return err
}

// put sets the right side's year beside the left's, years in order and the undated last.
func (page *comparePage) put(year yearOfItems) {
	for i := range page.Years {
		y := &page.Years[i]
		if y.Year == year.Year {
			y.Right = year.Items
			return
		}
		if year.Year != "" && (y.Year == "" || year.Year < y.Year) {
			page.Years = slices.Insert(page.Years, i, besideYear{Year: year.Year, Right: year.Items})
			return
		}
	}
	page.Years = append(page.Years, besideYear{Year: year.Year, Right: year.Items})
}

func (s *server) side(ctx context.Context, side *side, name, topic string) ([]item, error) {
	who, err := ask.Meant(ctx, s.store, name)
	if err != nil {
		return nil, err
	}
	if side.Who, err = s.entity(ctx, who.ID); err != nil {
		return nil, err
	}
	answer, err := s.store.Statements(ctx, record.Query{Speakers: []string{who.ID}, Words: topic, Limit: besideShown})
	if err != nil {
		return nil, err
	}
	side.Total, side.Shown = answer.Total, len(answer.Statements)
	return s.items(ctx, answer.Statements)
}
