package record

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Identifier is someone as a list of a desk's own knows them: a Wikidata item with its
// names and a line that says who it is.
type Identifier struct {
	Wikidata    string // "Q42"
	Name        string
	Aliases     []string
	Description string
}

// PossibleIdentifier is an identifier that an entity may have. Score is between 0 and 1, the
// scores of all candidates of an entity together at most 1: nothing is chosen.
type PossibleIdentifier struct {
	Identifier
	Score float64
}

// How much of a name an identifier shares with an entity.
const (
	fullMatch  = 1.0 // the name in full
	aliasMatch = 0.9 // an alias in full
	shortMatch = 0.5 // one is the other with something left out
)

// Candidates scores the identifiers an entity may have, best first: by the names, and
// by whether roles and description are of one field of life or of fields that exclude
// one another. Several that fit as well share the score.
func Candidates(e *Entity, known []Identifier) []PossibleIdentifier {
	var all []PossibleIdentifier
	total := 0.0
	for _, id := range known {
		score := named(e, &id) * fitting(e.Roles, id.Description)
		if score == 0 {
			continue
		}
		total += score
		all = append(all, PossibleIdentifier{id, score})
	}
	for i := range all {
		all[i].Score = math.Round(100*all[i].Score/max(1, total)) / 100
	}
	slices.SortFunc(all, func(a, b PossibleIdentifier) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), strings.Compare(a.Wikidata, b.Wikidata))
	})
	return all
}

// named is how well the names meet.
func named(e *Entity, id *Identifier) float64 {
	own := FoldName(e.Name)
	best := meet(own, FoldName(id.Name), fullMatch)
	for _, alias := range id.Aliases {
		best = max(best, meet(own, FoldName(alias), aliasMatch))
	}
	for _, alias := range e.Aliases {
		if words := FoldName(alias); len(words) > 1 {
			best = max(best, meet(words, FoldName(id.Name), aliasMatch))
		}
	}
	return best
}

func meet(a, b []string, whole float64) float64 {
	switch {
	case len(a) == 0 || len(b) == 0:
		return 0
	case slices.Equal(a, b):
		return whole
	case len(a) > 1 && len(b) > 1 && (shortens(a, b) || shortens(b, a)):
		return shortMatch
	}
	return 0
}

// fitting weighs what the record calls someone against a description.
func fitting(roles []string, description string) float64 {
	theirs := fieldsIn(description)
	var own []string
	for _, role := range roles {
		own = append(own, fieldsIn(role)...)
	}
	switch {
	case len(theirs) == 0 || len(own) == 0:
		return 0.8
	case excludes(mark{fields: own}, mark{fields: theirs}) != "":
		return 0.2
	}
	return 1
}

// fieldsIn are the fields of life that the words of a text belong to.
func fieldsIn(text string) (found []string) {
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return r < 'a' || r > 'z' }) {
		if f := fields()[word]; f != "" && !slices.Contains(found, f) {
			found = append(found, f)
		}
	}
	return found
}
