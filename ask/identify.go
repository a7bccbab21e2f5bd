package ask

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

// A list of identifiers is CSV (RFC 4180) whose first row names the columns, in any
// order: "name" and "wikidata" (Q and a number) are needed, "aliases" (parted by ";"
// or "|") and "description" are taken where they are there, others passed over.

var wikidataItem = regexp.MustCompile(`^Q[1-9][0-9]*$`)

// ReadIdentifiers reads a list of identifiers. One bad row refuses the list, with its
// line, so that nothing is imported by halves.
func ReadIdentifiers(r io.Reader) ([]record.Identifier, error) {
	rows := csv.NewReader(r)
	rows.FieldsPerRecord, rows.TrimLeadingSpace = -1, true
	head, err := rows.Read()
	if err != nil {
		return nil, fmt.Errorf("%w: the list's first row: %w", quoth.ErrInvalid, err)
	}
	for i := range head {
		head[i] = strings.ToLower(strings.TrimSpace(strings.TrimPrefix(head[i], "\ufeff")))
	}
	for _, column := range []string{"name", "wikidata"} {
		if !slices.Contains(head, column) {
			return nil, fmt.Errorf("%w: the list's first row names no column %q; it should be: name,aliases,wikidata,description", quoth.ErrInvalid, column)
		}
	}
	var all []record.Identifier
	seen := map[string]int{}
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%w: the list: %w", quoth.ErrInvalid, err)
		}
		line, _ := rows.FieldPos(0)
		id := identifierOf(head, row)
		switch {
		case id.Name == "" || !wikidataItem.MatchString(id.Wikidata):
			return nil, fmt.Errorf("%w: line %d of the list: a name and an item such as Q42 are needed, not %q and %q", quoth.ErrInvalid, line, id.Name, id.Wikidata)
		case seen[id.Wikidata] > 0:
			return nil, fmt.Errorf("%w: line %d of the list: %s stands on line %d already", quoth.ErrInvalid, line, id.Wikidata, seen[id.Wikidata])
		}
		seen[id.Wikidata] = line
		all = append(all, id)
	}
}

func identifierOf(head, row []string) (id record.Identifier) {
	for i, value := range row {
		if i >= len(head) {
			break
		}
		switch value = strings.TrimSpace(value); head[i] {
		case "name":
			id.Name = value
		case "wikidata":
			id.Wikidata = strings.TrimPrefix(strings.TrimPrefix(value, "http://www.wikidata.org/entity/"), "https://www.wikidata.org/wiki/")
		case "description":
			id.Description = value
		case "aliases":
			for alias := range strings.FieldsFuncSeq(value, func(r rune) bool { return r == ';' || r == '|' }) {
				if alias = strings.TrimSpace(alias); alias != "" {
					id.Aliases = append(id.Aliases, alias)
				}
			}
		}
	}
	return id
}

// Candidates are the imported identifiers that someone of the record may have, best
// first, by every name the record has for them. Nobody unnamed has any.
func Candidates(ctx context.Context, store record.Store, e *record.Entity) ([]record.PossibleIdentifier, error) {
	if e.Kind == quoth.UnnamedSource {
		return nil, nil
	}
	var known []record.Identifier
	for _, name := range append([]string{e.Name}, e.Aliases...) {
		found, err := store.Identifiers(ctx, name)
		if err != nil {
			return nil, err
		}
		for _, id := range found {
			if !slices.ContainsFunc(known, func(k record.Identifier) bool { return k.Wikidata == id.Wikidata }) {
				known = append(known, id)
			}
		}
	}
	return record.Candidates(e, known), nil
}

// OfEntity is someone for JSON with the imported identifiers they may have.
func OfEntity(ctx context.Context, store record.Store, e *record.Entity) (*wire.Entity, error) {
	candidates, err := Candidates(ctx, store, e)
	if err != nil {
		return nil, err
	}
	w := wire.OfEntity(e)
	w.Candidates = wire.OfCandidates(candidates)
	return w, nil
}
