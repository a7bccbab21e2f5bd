package pages

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

// The statements that a search for words shows.
const wordsFound = 20

type checkPage struct {
	frame
	Quote, By     string
	Check         *wire.Check // nil where nothing was asked yet
	Asked, Record []piece     // the two wordings, with what parts them marked
	Found         []item      // the statement that the check rests on, if any
	Others        []item      // more statements with all of the words
	More          int         // how many there are of these beyond the ones shown
}

// check holds a quotation against the record.
func (s *server) check(w http.ResponseWriter, r *http.Request) {
	page := checkPage{frame: frame{Title: "Was it said?", Here: "check"}, Quote: strings.TrimSpace(r.FormValue("quote")), By: strings.TrimSpace(r.FormValue("by"))}
	err := s.fillCheck(r.Context(), &page)
	s.show(w, r, "check.html", &page, err)
}

func (s *server) fillCheck(ctx context.Context, page *checkPage) (err error) {
	if page.Quote == "" {
		return nil
	}
	if page.Check, err = ask.Check(ctx, s.store, ask.CheckQuery{Quote: page.Quote, By: page.By}); err != nil {
		return err
	}
	if strings.HasPrefix(page.By, "p:") {
		if who, err := s.entity(ctx, page.By); err == nil {
			page.By = who.Name
		}
	}
	page.Asked = marking(page.Quote, page.Check.Changes, "ins", func(c wire.Change) string { return c.Draft })
	page.Record = marking(page.Check.Text, page.Check.Changes, "del", func(c wire.Change) string { return c.Record })
	if err := s.fillOthers(ctx, page); err != nil || page.Check.Statement == "" {
		return err
	}
	found, err := s.store.Statement(ctx, page.Check.Statement)
	if err != nil {
		return err
	}
	page.Found, err = s.items(ctx, []record.Statement{*found})
	return err
}

// mostWords is how many words are looked for in other statements: all the words of a
// longer quotation stand together in no statement but its own.
const mostWords = 8

// fillOthers looks for more statements that have all of a few words, unless these are
// words that a great many have.
func (s *server) fillOthers(ctx context.Context, page *checkPage) error {
	if len(strings.Fields(page.Quote)) > mostWords {
		return nil
	}
	answer, err := ask.Said(ctx, s.store, ask.SaidQuery{Words: page.Quote, Limit: wordsFound})
	if errors.Is(err, quoth.ErrInvalid) {
		return nil
	}
	if err != nil {
		return err
	}
	page.More = answer.Total - len(answer.Statements)
	others := slices.DeleteFunc(answer.Statements, func(st record.Statement) bool { return st.ID == page.Check.Statement })
	page.Others, err = s.items(ctx, others)
	return err
}
