package record

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
)

// TestNamesakes gives names with their marks and documents, and wants who is who, in
// any order: people parted by "; ", names of one person by ", ".
func TestNamesakes(t *testing.T) {
	for _, c := range []struct {
		what, names, together, want string
	}{
		{"nothing speaks against one", "ana ruiz 3, ana ruiz~politics 2, ana ruiz~law 1, ruiz 4", "", "ana ruiz, ana ruiz~law, ana ruiz~politics, ruiz"},
		{"fields apart", "ana ruiz~politics 2, ana ruiz~sport 2", "", "ana ruiz~politics; ana ruiz~sport"},
		{"the bare name means nobody then", "ana ruiz 3, ana ruiz~politics 2, ana ruiz~sport 2, ruiz 1", "", "ana ruiz; ana ruiz~politics; ana ruiz~sport; ruiz"},
		{"the bare name means the one far better known", "ana ruiz 3, ana ruiz~politics 20, ana ruiz~sport@1990 1, ana ruiz~politics@1960 1", "",
			"ana ruiz, ana ruiz~politics, ana ruiz~politics@1960; ana ruiz~sport@1990"},
		{"one article's word against many", "leo maas~politics 40, leo maas~sport 2", "", "leo maas~politics, leo maas~sport"},
		{"both in one article", "leo maas~politics 3, leo maas~sport 2, leo maas~politics+sport 1", "", "leo maas~politics, leo maas~politics+sport, leo maas~sport"},
		{"named beside the same people", "leo maas~politics 3, leo maas~sport 2", "leo maas~politics leo maas~sport", "leo maas~politics, leo maas~sport"},
		{"born in other years", "ida holm~@1990 1, ida holm~@1950 1, ida holm~@1991 3", "ida holm~@1990 ida holm~@1950", "ida holm~@1950; ida holm~@1990, ida holm~@1991"},
		{"years of birth never agree by way of a third", "ida holm~arts@1990 1, ida holm~arts@1950 1, ida holm~arts 1", "", "ida holm~arts; ida holm~arts@1950; ida holm~arts@1990"},
		{"a shorter name is neither", "ana maria ruiz~politics 2, ana ruiz~sport 2", "", "ana maria ruiz~politics; ana ruiz~sport"},
		{"a shorter name is the same", "ana maria ruiz~politics 2, ana ruiz~politics 2", "", "ana maria ruiz~politics, ana ruiz~politics"},
	} {
		names := namesOf(t, c.names)
		for round := range 6 {
			rand.New(rand.NewPCG(9, uint64(round))).Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
			together := func(i, j int) bool {
				pair := []string{shortKey(&names[i]), shortKey(&names[j])}
				return c.together != "" && (c.together == strings.Join(pair, " ") || c.together == pair[1]+" "+pair[0])
			}
			if got := peopleOf(names, Canon(names, together)); got != c.want {
				t.Errorf("%s: %s\nwant %s", c.what, got, c.want)
				break
			}
		}
	}
}

func namesOf(t *testing.T, list string) (names []Name) {
	t.Helper()
	have := map[string]bool{}
	add := func(key string, documents int) {
		if words := strings.Fields(strings.SplitN(key, "~", 2)[0]); !have[key] {
			have[key] = true
			n := Name{Key: "person|" + strings.Replace(key, "~", markStart, 1), Kind: quoth.Person, Words: words, Documents: documents}
			names = append(names, n)
		}
	}
	for item := range strings.SplitSeq(list, ", ") {
		i := strings.LastIndexByte(item, ' ')
		n := 0
		if _, err := fmt.Sscan(item[i:], &n); err != nil {
			t.Fatal(err)
		}
		add(item[:i], n)
	}
	for i := range names { // a store keeps the bare name of every marked one
		if bare := shortKey(names[i].Bare()); !have[bare] {
			add(bare, 0)
		}
	}
	return names
}

func shortKey(n *Name) string {
	return strings.Replace(strings.TrimPrefix(n.Key, "person|"), markStart, "~", 1)
}

// peopleOf prints who is who, without names that no document has.
func peopleOf(names []Name, canon []int) string {
	groups := map[int][]string{}
	for i := range names {
		if names[i].Documents > 0 {
			groups[canon[i]] = append(groups[canon[i]], shortKey(&names[i]))
		}
	}
	var all []string
	for _, g := range groups {
		slices.Sort(g)
		all = append(all, strings.Join(g, ", "))
	}
	slices.Sort(all)
	return strings.Join(all, "; ")
}

func TestMarks(t *testing.T) {
	for _, c := range []struct{ text, name, roles, want string }{
		{"Ana Ruiz, 34, said so.", "Ana Ruiz", "a striker for Riverton", "|~sport@1990"},
		{"The 34-year-old baker Ana Ruiz said so.", "Ana Ruiz", "baker", "|~trades@1990"},
		{"Ana Ruiz said so.", "Ana Ruiz", "former striker|mayor of Tallow", "|~politics"},
		{"Ana Ruiz said so.", "Ana Ruiz", "president|director of the opera|wife of a judge", ""},
		{"Ana Ruiz (51) said so.", "Ana Ruiz", "", "|~@1973"},
		{"Ana Ruiz, 5000 of whose votes were lost, said so.", "Ana Ruiz", "", ""},
		{"Ruiz, 34, said so.", "Ruiz", "striker", ""},
	} {
		doc := &quoth.Document{Text: c.text, Published: "2024-05-01"}
		at := strings.Index(c.text, c.name)
		e := &quoth.Entity{Kind: quoth.Person, Name: c.name, Mentions: []quoth.Span{{Start: at, End: at + len(c.name)}}}
		if c.roles != "" {
			e.Roles = strings.Split(c.roles, "|")
		}
		n := NameOf(e, "d:x")
		bare := n.Key
		markName(&n, e, doc)
		if got := strings.TrimPrefix(n.Key, bare); got != c.want {
			t.Errorf("%s (%s): %q, want %q", c.text, c.roles, got, c.want)
		}
	}
}

// Thousands of people of one surname: every short form finds the one it may mean, and
// looking them up finds what comparing all with all finds.
func TestCanonOfManyNames(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	pick := func(s string) string { f := strings.Fields(s); return f[r.IntN(len(f))] }
	given := func(n int) []string {
		var words []string
		for range n {
			if w := pick("ana anton bea boris émile éva jo jon j a é b"); len(words) == 0 || r.IntN(2) == 0 {
				words = append(words, w)
			}
		}
		return words
	}
	for range 300 {
		have := map[string]bool{}
		var names []Name
		for range 2 + r.IntN(30) {
			words := append(given(r.IntN(4)), "maas")
			if r.IntN(6) == 0 {
				words = append(words, "jr")
			}
			if key := "person|" + strings.Join(words, " "); !have[key] {
				have[key] = true
				names = append(names, Name{Key: key, Kind: quoth.Person, Words: words, Documents: 1 + r.IntN(20)})
			}
		}
		g := byGiven{}
		all := make([]int, len(names))
		for i := range names {
			all[i] = i
			g.add(names[i].Words, i)
		}
		for i := range names {
			found := g.candidates(names[i].Words, all)
			for j := range names {
				if shortens(names[i].Words, names[j].Words) && !slices.Contains(found, j) {
					t.Fatalf("%v may be short for %v, which is not looked at", names[i].Words, names[j].Words)
				}
			}
		}
	}
}

// BenchmarkCanon prints what a name of a block costs, for blocks of two sizes.
func BenchmarkCanon(b *testing.B) {
	for _, n := range []int{300, 3000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			names := make([]Name, n)
			for i := range names {
				words := []string{fmt.Sprintf("%c%d", 'a'+i%26, i), "maas"}
				names[i] = Name{Key: "person|" + strings.Join(words, " "), Kind: quoth.Person, Words: words, Documents: 1}
			}
			for b.Loop() {
				Canon(names, nil)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/name")
		})
	}
}
