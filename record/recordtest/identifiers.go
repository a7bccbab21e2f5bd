package recordtest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/quoth-news/quoth/record"
)

// identifiers: a list that was imported is found by last names, and replaces itself.
func identifiers(t *testing.T, open Opener) {
	f := newFixture(t, open)
	list := []record.Identifier{
		{Wikidata: "Q101", Name: "Ana Ruiz", Aliases: []string{"A. Ruiz", "La Alcaldesa"}, Description: "mayor"},
		{Wikidata: "Q102", Name: "Ana Ruiz Jr.", Aliases: []string{}},
		{Wikidata: "Q103", Name: "Nora Vik", Aliases: []string{}},
	}
	for range 2 {
		if err := f.PutIdentifiers(f.ctx, list); err != nil {
			t.Fatal(err)
		}
	}
	list[0].Name, list[0].Aliases = "Ana Maria Ruiz", []string{}
	if err := f.PutIdentifiers(f.ctx, list[:1]); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]record.Identifier{"Leo Ruiz": list[:2], "Vik": list[2:], "Alcaldesa": nil, "": nil} {
		if got, err := f.Identifiers(f.ctx, name); err != nil || cmp.Diff(want, got) != "" {
			t.Errorf("%q: %v, %v", name, got, err)
		}
	}
}
