package archive

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// who works out who the names of all documents are: for every name of a person or an
// account, the key of the name that stands for the person. Names without an entry
// stand for themselves. It decides as a record does (record.Canon), block by block.
func who(s beam.Scope, entries beam.PCollection) (canon beam.PCollection) {
	s = s.Scope("Who")
	seen, ties := beam.ParDo2(s, namesFn, entries)
	names := beam.ParDo(s, countName, beam.GroupByKey(s, seen))
	people := beam.ParDo(s, canonFn, beam.GroupByKey(s, names))
	tied := beam.ParDo(s, followFn, beam.CoGroupByKey(s, ties, people))
	accounts := beam.ParDo(s, accountFn, beam.GroupByKey(s, tied))
	return beam.Flatten(s, people, accounts)
}

func init() {
	register.Function4x1(namesFn)
	register.Function3x1(countName)
	register.Function3x1(canonFn)
	register.Function4x0(followFn)
	register.Function3x0(accountFn)
}

// sighting is one bearer of a name in one document, or all of them once counted.
type sighting struct {
	Name      record.Name
	Documents int
	Company   []string // of marked names: who else is named in full beside them
}

// namesFn hands on the names of persons that other documents may share, and the
// accounts tied to names.
func namesFn(_ string, body []byte, name func(string, []byte), tie func(string, string)) error {
	e, err := unpackEntry(body)
	if err != nil {
		return err
	}
	facts := record.FactsOf(e.Doc, e.Reading)
	for i := range facts.Figures {
		f := &facts.Figures[i]
		if f.Name.Kind == quoth.Place {
			continue
		}
		for _, h := range f.Handles {
			if h.Key != f.Name.Key {
				tie(f.Name.Key, h.Key)
			}
		}
		if f.Name.Kind != quoth.Person || f.Name.Alone || strings.HasPrefix(f.Name.Key, "handle|") {
			continue
		}
		if err := emitName(&sighting{f.Name, 1, companyOf(facts, &f.Name)}, f.Name.Key, name); err != nil {
			return err
		}
		if f.Name.Marked() { // the name without the mark stands for all bearers
			bare := f.Name.Bare()
			if err := emitName(&sighting{Name: *bare}, bare.Key, name); err != nil {
				return err
			}
		}
	}
	return nil
}

func emitName(s *sighting, key string, emit func(string, []byte)) error {
	body, err := json.Marshal(s)
	if err == nil {
		emit(key, body)
	}
	return err
}

// companyOf are the others that a document names in full beside a name that is marked.
func companyOf(facts *record.Facts, n *record.Name) (company []string) {
	if !n.Marked() {
		return nil
	}
	own := strings.Join(n.Words, " ")
	for i := range facts.Figures {
		o := &facts.Figures[i].Name
		words := strings.Join(o.Words, " ")
		if words != own && len(o.Words) > 1 && (o.Kind == quoth.Person || o.Kind == quoth.Organisation) {
			company = append(company, words)
		}
	}
	slices.Sort(company)
	return slices.Compact(company)
}

// mostCompany bounds the company kept of a name: Canon asks for it only of names that
// few documents have.
const mostCompany = 100_000

// countName adds up the sightings of one name and hands it to its block.
func countName(_ string, bodies func(*[]byte) bool, emit func(uint32, []byte)) error {
	var all sighting
	company := map[string]bool{}
	var body []byte
	for bodies(&body) {
		var one sighting
		if err := json.Unmarshal(body, &one); err != nil {
			return err
		}
		all.Name = one.Name
		all.Documents += one.Documents
		for _, c := range one.Company {
			if len(company) < mostCompany {
				company[c] = true
			}
		}
	}
	for c := range company {
		all.Company = append(all.Company, c)
	}
	slices.Sort(all.Company)
	out, err := json.Marshal(&all)
	if err == nil {
		emit(all.Name.Block, out)
	}
	return err
}

// canonFn decides who is who among the names of one block.
func canonFn(_ uint32, bodies func(*[]byte) bool, emit func(string, string)) error {
	var all []sighting
	var body []byte
	for bodies(&body) {
		var one sighting
		if err := json.Unmarshal(body, &one); err != nil {
			return err
		}
		all = append(all, one)
	}
	slices.SortFunc(all, func(a, b sighting) int { return cmp.Compare(a.Name.Key, b.Name.Key) })
	names := make([]record.Name, len(all))
	for i := range all {
		names[i] = all[i].Name
		names[i].Documents = all[i].Documents
	}
	together := func(i, j int) bool {
		return slices.ContainsFunc(all[i].Company, func(c string) bool {
			_, found := slices.BinarySearch(all[j].Company, c)
			return found
		})
	}
	for i, c := range record.Canon(names, together) {
		emit(names[i].Key, names[c].Key)
	}
	return nil
}

// followFn leads accounts to the people their names stand for.
func followFn(name string, handles, canon func(*string) bool, emit func(string, string)) {
	stands := name
	canon(&stands)
	var handle string
	for handles(&handle) {
		emit(handle, stands)
	}
}

// accountFn gives an account to the person it is tied to, if that is one.
func accountFn(handle string, people func(*string) bool, emit func(string, string)) {
	first, other := "", ""
	var one string
	for people(&one) {
		switch {
		case first == "":
			first = one
		case one != first:
			other = one
		}
	}
	if first != "" && other == "" {
		emit(handle, first)
	}
}
