package recordtest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/quoth-news/quoth/record"
)

// namesakes: people of one full name are kept apart by what documents say of them,
// whichever document comes first, and what people correct by hand outlives it.
func namesakes(t *testing.T, open Opener) {
	article := func(n int, name, role, companion, words string) *Article {
		a := NewArticle(fmt.Sprintf("https://o%d.example/%d", n, n), fmt.Sprintf("Outlet %d", n), "2024-03-01").
			Quote(Quote{Words: words, Speaker: name, Role: role})
		if companion != "" {
			a.Quote(Quote{Words: "And that is all there is to say about it", Speaker: companion})
		}
		return a
	}
	all := []*Article{
		article(1, "Ana Ruiz", "mayor", "", "The bridge will be closed until the frost is over"),
		article(2, "Ana Ruiz", "striker", "", "The second goal was nothing but luck and wind"),
		article(3, "Ana Ruiz", "the mayor of Tallow", "", "Nobody from the county has called my office"),
		article(4, "Ana Ruiz", "", "", "I have read the letter and I will not answer"),
		article(5, "Nora Vik", "painter", "Leo Holm", "Colour is all I have left to give to anybody"),
		article(6, "Nora Vik", "nurse", "Leo Holm", "The ward was full and the lamps were out"),
		article(7, "Mia Bos", "painter", "Leo Holm", "Blue is the last of them that I ran out of"),
		article(8, "Mia Bos", "nurse", "Ida Falk", "We turned nobody away from the door that night"),
		article(9, "Mia Bos", "nurse", "Leo Holm", "Both of my trades are learned by looking closely"),
	}
	var digest string
	for turn := range 4 {
		f := newFixture(t, open)
		order := append([]*Article{}, all...)
		if turn > 0 {
			rand.New(rand.NewPCG(6, uint64(turn))).Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		}
		f.add(order...)
		f.wantAny("bearers of one name", f.bearers("Ana Ruiz"), []string{"1 ", "1 striker", "2 mayor, the mayor of Tallow"})
		f.wantAny("one bearer", f.bearers("Nora Vik"), []string{"2 nurse, painter"})
		f.wantAny("one bearer, whom a later document tells", f.bearers("Mia Bos"), []string{"3 nurse, painter"})
		if turn == 0 {
			digest = f.digest()
		} else if f.digest() != digest {
			t.Errorf("order %d gives another record", turn)
		}
		if turn < 3 {
			continue
		}
		// By hand the unmarked one is the mayor, and the painter is no nurse.
		var mayor, unknown string
		people, err := f.People(f.ctx, "Ana Ruiz")
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range people {
			switch roles := strings.Join(p.Roles, " "); {
			case strings.Contains(roles, "mayor"):
				mayor = p.ID
			case roles == "":
				unknown = p.ID
			}
		}
		f.correct(record.MergePeople, mayor, unknown)
		f.wantAny("merged", f.bearers("Ana Ruiz"), []string{"1 striker", "3 mayor, the mayor of Tallow"})
		nora, err := f.People(f.ctx, "Nora Vik")
		if err != nil {
			t.Fatal(err)
		}
		doc, _ := all[5].Build()
		f.correct(record.SplitPerson, nora[0].ID, doc.ID)
		f.wantAny("split", f.bearers("Nora Vik"), []string{"1 nurse", "1 painter"})
		doc, reading := all[5].Build("compose@2")
		if _, err := f.AddReading(f.ctx, doc, reading); err != nil {
			t.Fatal(err)
		}
		f.wantAny("split, and read again", f.bearers("Nora Vik"), []string{"1 nurse", "1 painter"})
		if err := f.Faults(f.ctx, func(fault record.Fault) { t.Errorf("%s: %s", fault.Where, fault.What) }); err != nil {
			t.Fatal(err)
		}
	}
}

// bearers prints who bears a name: in how many documents, and called what.
func (f *fixture) bearers(name string) (all []string) {
	f.Helper()
	people, err := f.People(f.ctx, name)
	if err != nil {
		f.Fatal(err)
	}
	for _, p := range people {
		all = append(all, fmt.Sprintf("%d %s", p.Documents, strings.Join(p.Roles, ", ")))
	}
	return all
}
