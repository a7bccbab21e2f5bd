package pages

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
)

// find answers the box: an address leads to the article, an identifier to what it
// names, a name to the person, "A about B" to what A said about B, a draft to the
// linter, and anything else is held against the record as a quotation.
func (s *server) find(w http.ResponseWriter, r *http.Request) {
	query := strings.TrimSpace(r.FormValue("q"))
	switch {
	case query == "":
		if err := r.ParseForm(); err != nil {
			s.show(w, r, "", nil, badForm(err))
			return
		}
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	case isDraft(query) && s.Read != nil:
		s.lintText(w, r, query)
		return
	}
	place, err := s.whereFound(r.Context(), query)
	if err != nil {
		s.show(w, r, "", nil, err)
		return
	}
	http.Redirect(w, r, place, http.StatusSeeOther)
}

// badForm is a form that cannot be read.
func badForm(err error) error {
	if tooLong := (*http.MaxBytesError)(nil); errors.As(err, &tooLong) {
		return fmt.Errorf("%w: what was sent is over %s; check it with: quoth lint DRAFT", quoth.ErrTooLarge, quoth.Counted(int(tooLong.Limit>>20), "mebibyte"))
	}
	return fmt.Errorf("%w: the form cannot be read: %v", quoth.ErrInvalid, err)
}

// The most bytes that are taken for a quotation and not for a draft.
const longestQuotation = 600

// isDraft tells a draft from a quotation: it has several paragraphs, or is long and
// more than one pair of quotation marks.
func isDraft(query string) bool {
	if strings.Contains(query, "\n") {
		return true
	}
	marks := strings.Count(query, "“") + strings.Count(query, "\"") + strings.Count(query, "«")
	return len(query) > longestQuotation || len(query) > longestQuotation/3 && marks > 0 && !strings.ContainsAny(query[:3], "“\"«")
}

const identifiers = "spdq"

// whereFound is the page that answers a query.
func (s *server) whereFound(ctx context.Context, query string) (string, error) {
	switch {
	case strings.HasPrefix(query, "http://") || strings.HasPrefix(query, "https://"):
		return s.article(ctx, query)
	case len(query) > 2 && query[1] == ':' && strings.Contains(identifiers, query[:1]) && !strings.ContainsAny(query, " \t"):
		return s.identified(query), nil
	case !strings.ContainsAny(query, "“”\"«»"):
		person, about, _ := strings.Cut(query, " about ")
		place, err := s.place(ctx, person, about)
		if err == nil || !errors.Is(err, quoth.ErrNotFound) {
			return place, err
		}
	}
	return "/check?" + url.Values{"quote": {strings.Trim(query, "“”\"«» ")}}.Encode(), nil
}

// identified is the page of what an identifier names.
func (s *server) identified(id string) string {
	switch id[0] {
	case 'p':
		return personPath(id)
	case 'd':
		return "/documents/" + url.PathEscape(id)
	}
	return "/statements/" + url.PathEscape(id)
}

// article is the page of the newest version of an article.
func (s *server) article(ctx context.Context, address string) (string, error) {
	heads, err := s.store.At(ctx, address)
	if err != nil {
		return "", err
	}
	if len(heads) == 0 {
		return "", fmt.Errorf("%w: the record has no article of the address %s; add it with: quoth fetch %s", quoth.ErrNotFound, address, address)
	}
	return "/documents/" + url.PathEscape(heads[len(heads)-1].ID), nil
}

// said takes names and leads to the page of whom they mean.
func (s *server) said(w http.ResponseWriter, r *http.Request) {
	place, err := s.place(r.Context(), r.FormValue("person"), r.FormValue("about"))
	if err != nil {
		s.show(w, r, "", nil, err)
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
		return personPath(who.ID), nil
	}
	other, err := ask.Meant(ctx, s.store, about)
	if err != nil {
		return "", err
	}
	return aboutPath(who.ID, other.ID), nil
}

func personPath(id string) string       { return "/people/" + url.PathEscape(id) }
func aboutPath(id, other string) string { return personPath(id) + "/about/" + url.PathEscape(other) }
func comparePath(a, b string) string {
	return "/compare?" + url.Values{"a": {a}, "b": {b}}.Encode()
}

// entity is someone by identifier, unless they are hidden.
func (s *server) entity(ctx context.Context, id string) (*record.Entity, error) {
	hidden, err := s.hidden(ctx)
	if err != nil {
		return nil, err
	}
	e, err := s.store.Entity(ctx, id)
	if err != nil {
		return nil, err
	}
	if hidden[id] || hidden[e.ID] {
		return nil, errHidden("person")
	}
	return e, nil
}
