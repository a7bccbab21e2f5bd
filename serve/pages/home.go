package pages

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
)

const (
	// A record of more documents than this is not listed on its first page: a part of
	// it, in no order that means anything, would pass for the whole.
	documentsListed = 200
	speakersListed  = 16
)

type homePage struct {
	frame
	Coverage  record.Coverage
	Documents []yearOfDocuments    // latest first; none if there are too many
	People    []record.EntityTally // people and organisations, most statements first
	Try       []link               // questions this record can answer
}

type link struct{ Words, Href string }

type yearOfDocuments struct {
	Year      string
	Documents []record.Head
}

func (s *server) home(w http.ResponseWriter, r *http.Request) {
	page := homePage{frame: frame{Title: "Who said what", Here: "home"}}
	err := s.fillHome(r.Context(), &page)
	s.show(w, r, "home.html", &page, err)
}

func (s *server) fillHome(ctx context.Context, page *homePage) (err error) {
	if page.Coverage, err = ask.Coverage(ctx, s.store); err != nil {
		return err
	}
	hidden, err := s.hidden(ctx)
	if err != nil {
		return err
	}
	if page.Coverage.Documents <= documentsListed {
		heads, err := s.store.Documents(ctx, "", documentsListed)
		if err != nil {
			return err
		}
		page.Documents = byYear(slices.DeleteFunc(heads, func(h record.Head) bool { return hidden[h.ID] }))
	}
	most, err := s.store.Tally(ctx, record.Query{}, record.BySpeaker)
	if err != nil {
		return err
	}
	page.People = named(most.Speakers, hidden, speakersListed)
	return s.examples(ctx, page)
}

// named keeps the first people and organisations of a tally: a group or an unnamed
// source is nobody whose statements one looks for.
func named(all []record.EntityTally, hidden map[string]bool, most int) (kept []record.EntityTally) {
	for _, e := range all {
		if (e.Kind == quoth.Person || e.Kind == quoth.Organisation) && !hidden[e.ID] && len(kept) < most {
			kept = append(kept, e)
		}
	}
	return kept
}

// examples are questions about those quoted most.
func (s *server) examples(ctx context.Context, page *homePage) error {
	if len(page.People) == 0 {
		return nil
	}
	first := page.People[0]
	page.Try = []link{{first.Name, personPath(first.ID)}}
	spoken, err := s.store.Tally(ctx, record.Query{Speakers: []string{first.ID}}, record.ByAbout)
	if err != nil {
		return err
	}
	for _, other := range spoken.About {
		if other.ID != first.ID && other.Kind == quoth.Person {
			page.Try = append(page.Try, link{first.Name + " about " + other.Name, aboutPath(first.ID, other.ID)})
			break
		}
	}
	if len(page.People) > 1 {
		second := page.People[1]
		page.Try = append(page.Try, link{first.Name + " and " + second.Name + " side by side", comparePath(first.ID, second.ID)})
	}
	return nil
}

// byYear lists documents by year of publication, the latest first.
func byYear(heads []record.Head) (years []yearOfDocuments) {
	slices.SortStableFunc(heads, func(a, b record.Head) int {
		if a.Published == "" || b.Published == "" { // unknown dates last
			return quoth.Compare(a.Published, b.Published)
		}
		return quoth.Compare(b.Published, a.Published)
	})
	for _, h := range heads {
		year := yearWords(h.Published)
		if len(years) == 0 || years[len(years)-1].Year != year {
			years = append(years, yearOfDocuments{Year: year})
		}
		last := &years[len(years)-1]
		last.Documents = append(last.Documents, h)
	}
	return years
}

// yearWords is the year that a date is put under, "" for none.
func yearWords(w quoth.When) string {
	if year := yearOf(w); year > 0 {
		return strconv.Itoa(year)
	}
	return ""
}

// yearOf is the year of the day that a date is sorted at, -1 for none.
func yearOf(w quoth.When) int {
	first, last, ok := w.Bounds()
	switch {
	case !ok:
		return -1
	case first == quoth.EarliestDay:
		first = last
	}
	year, _, _ := first.Date()
	return year
}
