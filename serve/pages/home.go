package pages

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
)

// A record of more than this is not listed on its first page: a part of it, in no
// order that means anything, would pass for the whole.
const (
	documentsListed  = 200
	statementsListed = 400
)

type homePage struct {
	frame
	Coverage  record.Coverage
	Documents []yearOfDocuments // latest first; none if there are too many
	People    []speaker         // people and organisations, most statements first; none if there are too many
}

type yearOfDocuments struct {
	Year      string
	Documents []record.Head
}

// speaker is someone with a number of statements.
type speaker struct {
	record.Person
	Statements int
}

func (s *server) home(w http.ResponseWriter, r *http.Request) {
	page := homePage{frame: frame{Title: "Who said what", Front: true}}
	err := s.fillHome(r.Context(), &page)
	s.show(w, "home.html", &page, err)
}

func (s *server) fillHome(ctx context.Context, page *homePage) (err error) {
	if page.Coverage, err = ask.Coverage(ctx, s.store); err != nil {
		return err
	}
	if page.Coverage.Documents <= documentsListed {
		heads, err := s.store.Documents(ctx, "", documentsListed)
		if err != nil {
			return err
		}
		hidden, err := s.hidden(ctx)
		if err != nil {
			return err
		}
		heads = slices.DeleteFunc(heads, func(h record.Head) bool { return hidden[h.ID] })
		page.Documents = byYear(heads)
	}
	if page.Coverage.Statements <= statementsListed {
		answer, err := ask.Said(ctx, s.store, ask.SaidQuery{})
		if err != nil {
			return err
		}
		page.People, err = s.named(ctx, speakers(answer.Statements))
		return err
	}
	return nil
}

// named keeps the people and organisations of speakers: a group or an unnamed
// source is nobody whose statements one looks for.
func (s *server) named(ctx context.Context, all []speaker) (named []speaker, err error) {
	for _, who := range all {
		e, err := s.store.Entity(ctx, who.ID)
		if err != nil {
			return nil, err
		}
		if e.Kind == quoth.Person || e.Kind == quoth.Organisation {
			named = append(named, who)
		}
	}
	return named, nil
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

// speakers counts who said the statements.
func speakers(statements []record.Statement) (all []speaker) {
	place := map[string]int{}
	for i := range statements {
		who := statements[i].Speaker
		if who.ID == "" {
			continue
		}
		n, known := place[who.ID]
		if !known {
			n = len(all)
			place[who.ID] = n
			all = append(all, speaker{Person: who})
		}
		all[n].Statements++
	}
	slices.SortStableFunc(all, func(a, b speaker) int {
		return cmp.Or(cmp.Compare(b.Statements, a.Statements), cmp.Compare(a.Name, b.Name))
	})
	return all
}
