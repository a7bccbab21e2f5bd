package pages

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/doc"
	"github.com/quoth-news/quoth/record"
)

// The corrections on one page of the log.
const correctionsShown = 100

type correctionsPage struct {
	frame
	Corrections []correction // newest first
	Total       int
	Next        string
}

// correction is a correction and what it was made to.
type correction struct {
	record.Correction
	What, Link string // the target, "" where it has no page
	Value      string // as people read it
	ValueLink  string
}

// corrections is the log of what people corrected, newest first.
func (s *server) corrections(w http.ResponseWriter, r *http.Request) {
	page := correctionsPage{frame: frame{Title: "Corrections", Here: "corrections"}}
	err := s.fillCorrections(r.Context(), &page, r.FormValue("from"))
	s.show(w, r, "corrections.html", &page, err)
}

func (s *server) fillCorrections(ctx context.Context, page *correctionsPage, from string) error {
	all, err := s.store.Corrections(ctx)
	if err != nil {
		return err
	}
	slices.Reverse(all)
	page.Total = len(all)
	first, _ := strconv.Atoi(from)
	first = min(max(first, 0), len(all))
	last := min(first+correctionsShown, len(all))
	if last < len(all) {
		page.Next = "?from=" + strconv.Itoa(last)
	}
	for _, c := range all[first:last] {
		page.Corrections = append(page.Corrections, s.corrected(ctx, c))
	}
	return nil
}

// corrected says what a correction was made to, without showing what is out of view.
func (s *server) corrected(ctx context.Context, c record.Correction) correction {
	out := correction{Correction: c, What: c.Target, Value: c.Value}
	gone := (c.Kind == record.Hide || c.Kind == record.Erase) && c.Withdrawn == nil
	switch {
	case gone:
		out.What = map[byte]string{'p': "a person", 's': "a statement", 'q': "a quotation", 'd': "a document"}[c.Target[0]]
	case strings.HasPrefix(c.Target, "p:"):
		if e, err := s.entity(ctx, c.Target); err == nil {
			out.What, out.Link = e.Name, personPath(e.ID)
		}
	case strings.HasPrefix(c.Target, "d:"):
		out.What, out.Link = "a document", s.identified(c.Target)
	default:
		if trace, err := s.traced(ctx, c.Target); err == nil {
			out.What, out.Link = "“"+brief(trace.Statement.Text)+"”", s.identified(trace.Statement.ID)
		}
	}
	switch {
	case c.Kind == record.FixDate:
		out.Value = quoth.When(c.Value).Words()
	case c.Kind == record.FixSpeaker && c.Value == "":
		out.Value = "nobody named"
	case strings.HasPrefix(c.Value, "p:"):
		if e, err := s.entity(ctx, c.Value); err == nil {
			out.Value, out.ValueLink = e.Name, personPath(e.ID)
		}
	}
	return out
}

type coveragePage struct {
	frame
	Coverage record.Coverage
	Years    []share
	Outlets  []share
	More     int // outlets that are not shown
}

// share is a count beside the greatest of its kind.
type share struct {
	record.Count
	Percent float64
}

// The outlets that the page of coverage lists.
const outletsShown = 100

// coverage says what the record holds, and for which years and outlets.
func (s *server) coverage(w http.ResponseWriter, r *http.Request) {
	page := coveragePage{frame: frame{Title: "What this record covers", Here: "coverage"}}
	var err error
	if page.Coverage, err = ask.Coverage(r.Context(), s.store); err == nil {
		page.Years = shares(page.Coverage.ByYear)
		outlets := page.Coverage.ByOutlet
		page.More = max(0, len(outlets)-outletsShown)
		page.Outlets = shares(outlets[:len(outlets)-page.More])
	}
	s.show(w, r, "coverage.html", &page, err)
}

func shares(counts []record.Count) (all []share) {
	most := 1
	for _, c := range counts {
		most = max(most, c.Documents)
	}
	for _, c := range counts {
		all = append(all, share{c, 100 * float64(c.Documents) / float64(most)})
	}
	return all
}

type methodsPage struct {
	frame
	Card []mdBlock // the model card, from doc/models.md
}

// methods says how the record was made and how well the models read, with the figures
// of the model card that comes with the program.
func (s *server) methods(w http.ResponseWriter, r *http.Request) {
	page := methodsPage{frame: frame{Title: "Methods and accuracy", Here: "methods"}}
	page.Card = markdown(doc.Models, "Figures", "Confidence", "Limits")
	s.show(w, r, "methods.html", &page, nil)
}
