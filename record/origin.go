package record

import (
	"slices"

	"github.com/quoth-news/quoth"
)

// Origins numbers the independent origins of a statement's members, which are in
// the order of first appearance: 1 for the first member's, and so on. Two members
// are of one origin if they stand in one document or in two versions of one page,
// if the reporter's prose around them or all through the documents is the same (and
// of speech that is told and not quoted the words themselves are prose), if both
// documents credit one agency, or if one says the words were told to the other's
// outlet, or both to the same outlet. Shared quoted words alone join nothing. why
// tells for each member what joined it to an earlier one.
func Origins(members []*Member) (origin []int, why []string) {
	u := union{parent: make([]int, len(members)), why: make([]string, len(members))}
	for i := range u.parent {
		u.parent[i] = i
	}
	u.byKey(members, func(m *Member) string { return m.Document }, func(*Member) string { return "document" })
	u.byKey(members, func(m *Member) string { return m.Credit }, func(m *Member) string { return "credit " + m.Credit })
	u.byKey(members, func(m *Member) string { return m.URL }, func(*Member) string { return "page" })
	u.byKey(members, retold, func(*Member) string { return "prose" })
	u.byOutlet(members)
	u.byProse(members, func(m *Member) []uint32 { return m.Prose })
	u.byProse(members, func(m *Member) []uint32 { return m.Whole })
	origin = make([]int, len(members))
	numbers := map[int]int{}
	for i := range members {
		root := u.find(i)
		if numbers[root] == 0 {
			numbers[root] = len(numbers) + 1
			u.why[i] = ""
		}
		origin[i] = numbers[root]
	}
	return origin, u.why
}

// retold are the words of indirect speech long enough that two reporters would not
// choose the same.
func retold(m *Member) string {
	if m.Form != quoth.Indirect || len(m.Words) < 15 {
		return ""
	}
	return m.Folded
}

// union joins members; the root of a set is its first member.
type union struct {
	parent []int
	why    []string // of the later member of the first pair that joined it
}

func (u *union) find(i int) int {
	for u.parent[i] != i {
		u.parent[i] = u.parent[u.parent[i]]
		i = u.parent[i]
	}
	return i
}

func (u *union) join(i, j int, why string) {
	if later := max(i, j); u.why[later] == "" {
		u.why[later] = why
	}
	a, b := u.find(i), u.find(j)
	u.parent[max(a, b)] = min(a, b)
}

func (u *union) byKey(members []*Member, key, why func(*Member) string) {
	first := map[string]int{}
	for i, m := range members {
		k := key(m)
		if k == "" {
			continue
		}
		if j, ok := first[k]; ok {
			u.join(j, i, why(m))
		} else {
			first[k] = i
		}
	}
}

// byOutlet follows "told the Ledger": to the Ledger's own document, and to the
// others who say the same.
func (u *union) byOutlet(members []*Member) {
	told := map[string]int{} // the first member that names the outlet
	for i, m := range members {
		if m.ToldOutlet == "" {
			continue
		}
		if j, ok := told[m.ToldOutlet]; ok {
			u.join(j, i, "told "+m.Told)
		} else {
			told[m.ToldOutlet] = i
		}
	}
	for i, m := range members {
		if m.ToldOutlet == "" || told[m.ToldOutlet] != i {
			continue
		}
		for j, o := range members {
			if j != i && isOutlet(m.ToldOutlet, o.Outlet) {
				u.join(i, j, "told "+m.Told)
			}
		}
	}
}

// byProse joins members whose sketches are of one text. Members that share no
// hash are never compared.
func (u *union) byProse(members []*Member, sketch func(*Member) []uint32) {
	holders := map[uint32][]int{}
	for i, m := range members {
		var met []int
		for _, h := range sketch(m) {
			for _, j := range holders[h] {
				if !slices.Contains(met, j) {
					met = append(met, j)
				}
			}
		}
		same := false // the text of one it met, whatever joined them
		for _, j := range met {
			apart := u.find(j) != u.find(i)
			if same && !apart || !sameProse(sketch(members[j]), sketch(m)) {
				continue
			}
			same = true
			if apart {
				u.join(j, i, "prose")
			}
		}
		if same && len(met) > 8 {
			continue // its hashes are held by others of the same text already
		}
		for _, h := range sketch(m) {
			holders[h] = append(holders[h], i)
		}
	}
}
