package pages

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

// The statements that a search for words shows.
const wordsFound = 20

type findPage struct {
	frame
	Check  *wire.Check
	Record []item // the statement that the check rests on, if any
	Others []item // more statements with all of the words
	More   int    // how many there are of these beyond the ones shown
}

// find answers the box: a name leads to the person, "A about B" to what A said
// about B, and anything else is held against the record as a quotation.
func (s *server) find(w http.ResponseWriter, r *http.Request) {
	query := strings.TrimSpace(r.FormValue("q"))
	if query == "" {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	if !strings.ContainsAny(query, "“”\"«»") {
		person, about, _ := strings.Cut(query, " about ")
		place, err := s.place(r.Context(), person, about)
		if err == nil {
			http.Redirect(w, r, place, http.StatusSeeOther)
			return
		}
		if !errors.Is(err, quoth.ErrNotFound) {
			s.show(w, "", nil, err)
			return
		}
	}
	page := findPage{frame: frame{Title: "Was it said?", Query: query}}
	err := s.fillFind(r.Context(), &page)
	s.show(w, "find.html", &page, err)
}

func (s *server) fillFind(ctx context.Context, page *findPage) (err error) {
	words := strings.Trim(page.Query, "“”\"«» ")
	if page.Check, err = ask.Check(ctx, s.store, ask.CheckQuery{Quote: words}); err != nil {
		return err
	}
	answer, err := ask.Said(ctx, s.store, ask.SaidQuery{Words: words, Limit: wordsFound})
	if err != nil {
		return err
	}
	page.More = answer.Total - len(answer.Statements)
	others := slices.DeleteFunc(answer.Statements, func(st record.Statement) bool { return st.ID == page.Check.Statement })
	if page.Others, err = s.items(ctx, others); err != nil || page.Check.Statement == "" {
		return err
	}
	found, err := s.store.Statement(ctx, page.Check.Statement)
	if err != nil {
		return err
	}
	page.Record, err = s.items(ctx, []record.Statement{*found})
	return err
}

// said takes names and leads to the page of whom they mean.
func (s *server) said(w http.ResponseWriter, r *http.Request) {
	place, err := s.place(r.Context(), r.FormValue("person"), r.FormValue("about"))
	if err != nil {
		s.show(w, "", nil, err)
		return
	}
	http.Redirect(w, r, place, http.StatusSeeOther)
}

// place is the page of the person a name means, about another if one is named.
func (s *server) place(ctx context.Context, person, about string) (string, error) {
	who, err := ask.Meant(ctx, s.store, person)
	if err != nil {
		return "", err
	}
	if strings.TrimSpace(about) == "" {
		return personPath(who), nil
	}
	other, err := ask.Meant(ctx, s.store, about)
	if err != nil {
		return "", err
	}
	return personPath(who) + "/about/" + url.PathEscape(other.ID), nil
}

func personPath(e *record.Entity) string { return "/people/" + url.PathEscape(e.ID) }
