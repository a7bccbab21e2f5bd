package recordtest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// versions tests that the versions of an article are linked, whichever comes first,
// and that corrected and withdrawn articles mark the statements they carry.
func versions(t *testing.T, open Opener) {
	words := "The new wing of the clinic will open in spring"
	prose := "The board of the clinic met for three hours in the old chapel, where rain came through the roof and the treasurer read out the accounts of nine years line by line to a dozen people"
	article := func(url, outlet, title string, published quoth.When, quotes ...string) *Article {
		a := NewArticle(url, outlet, published).Prose(prose)
		a.Title = title
		for _, q := range quotes {
			a.Quote(Quote{Words: q, Speaker: "Ottilie Brandt"})
		}
		return a
	}
	day := func(d int) quoth.When { return quoth.DayOf(2025, 3, d) }
	old := article("https://a.example/clinic", "Gazette", "Clinic to open its wing", day(3), words)
	newer := article("https://a.example/clinic", "Gazette", "Clinic to open its wing late", day(3), words+" or in summer")
	newer.Updated, newer.Notice = day(5), quoth.Correction
	sent := article("", "Wire", "Clinic wing opens in spring", day(3), words)
	killed := article("", "Wire", "WITHDRAWN-Clinic wing opens in spring", day(4))
	killed.Notice = quoth.Withdrawal
	again := article("", "Post", "Old chapel, new clinic wing", day(6), words)
	unlike := NewArticle("", "Post", day(7)).Prose("Nothing here is like what the other article of that title had to say about anyone at all in this town or the next.").Quote(Quote{Words: words, Speaker: "Ottilie Brandt"})
	unlike.Title = again.Title
	all := []*Article{old, newer, sent, killed, again, unlike}

	var first []string
	for turn := range 4 {
		f := newFixture(t, open)
		order := slices.Clone(all)
		if turn > 0 {
			rand.New(rand.NewPCG(5, uint64(turn))).Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		}
		f.add(order...)
		got := f.revised(all)
		if turn == 0 {
			first = got
			f.want("versions", got, []string{
				"0 newer 1", "1 correction", "2 newer 3", "3 withdrawal", "4", "5"})
			for _, s := range f.all(record.Query{}) {
				if !s.Revised {
					t.Errorf("%q is not marked as revised", s.Text)
				}
			}
			continue
		}
		f.want(fmt.Sprintf("versions in order %d", turn), got, first)
	}
}

// revised prints for each article its notices and which of them is its later version.
func (f *fixture) revised(all []*Article) []string {
	index := map[string]int{}
	for i, a := range all {
		doc, _ := a.Build()
		index[doc.ID] = i
	}
	var lines []string
	for i, a := range all {
		doc, _ := a.Build()
		revised, err := f.Revised(f.ctx, doc.ID)
		if err != nil {
			f.Fatal(err)
		}
		line := fmt.Sprint(i)
		for _, r := range revised {
			for _, n := range r.Notices {
				line += " " + string(n.Kind)
			}
			if r.Newer != "" {
				line += fmt.Sprintf(" newer %d", index[r.Newer])
			}
		}
		lines = append(lines, strings.TrimSpace(line))
	}
	return lines
}
