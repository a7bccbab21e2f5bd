package ask

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

func TestReadIdentifiers(t *testing.T) {
	got, err := ReadIdentifiers(strings.NewReader("\ufeffWikidata,x,Name,aliases,description\nQ1,y,Ana Ruiz,A. Ruiz; Anita |,mayor\nhttp://www.wikidata.org/entity/Q2,,Bo Lind\n"))
	if want := "[{Q1 Ana Ruiz [A. Ruiz Anita] mayor} {Q2 Bo Lind [] }]"; err != nil || fmt.Sprint(got) != want {
		t.Errorf("%v, %v; want %s", got, err, want)
	}
	for _, bad := range []string{"", "name\nAna\n", "name,wikidata\nAna,42\n", "name,wikidata\n,Q1\n", "name,wikidata\nAna,Q1\nBo,Q1\n", "name,wikidata\n\"Ana,Q1\n"} {
		if got, err := ReadIdentifiers(strings.NewReader(bad)); !errors.Is(err, quoth.ErrInvalid) || got != nil {
			t.Errorf("%q: %v, %v", bad, got, err)
		}
	}
}

func TestCandidates(t *testing.T) {
	s := store(t)
	err := s.PutIdentifiers(t.Context(), []record.Identifier{
		{Wikidata: "Q1", Name: "Ana Ruiz", Description: "mayor"}, {Wikidata: "Q2", Name: "Ana Ruiz", Description: "striker"},
		{Wikidata: "Q3", Name: "Anne Ruiz"}, {Wikidata: "Q4", Name: "Leo Maas", Aliases: []string{"Ana Ruiz"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		entity record.Entity
		want   string
	}{
		{record.Entity{Kind: quoth.Person, Name: "Ana Ruiz", Roles: []string{"Mayor"}}, "Q1 0.52 Q4 0.38 Q2 0.1"},
		{record.Entity{Kind: quoth.Person, Name: "Ana Ruiz"}, "Q1 0.34 Q2 0.34 Q4 0.31"},
		{record.Entity{Kind: quoth.Person, Name: "A. Ruiz"}, "Q1 0.25 Q2 0.25 Q3 0.25 Q4 0.25"},
		{record.Entity{Kind: quoth.Person, Name: "Leo Maas"}, "Q4 0.8"},
		{record.Entity{Kind: quoth.Person, Name: "Ruiz"}, ""},
		{record.Entity{Kind: quoth.UnnamedSource, Name: "Ana Ruiz"}, ""},
	} {
		all, err := Candidates(t.Context(), s, &c.entity)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, k := range all {
			got = append(got, fmt.Sprint(k.Wikidata, " ", k.Score))
		}
		if joined := strings.Join(got, " "); joined != c.want {
			t.Errorf("%s %v: %s, want %s", c.entity.Name, c.entity.Roles, joined, c.want)
		}
	}
}
