package record

import (
	"maps"
	"slices"
)

// mostCompanions is how many documents two names may have together for their
// companions to be compared; with more of them that never name both roles or ages of
// one bearer, they are two people.
const mostCompanions = 200

// namesakes decides which names of the same words, marked differently, are one
// person's: it gives each of them its canonical name. While no two marks exclude one
// another all are the bare name's. Where some do, names are joined by what speaks for
// one person (a field or year of birth in common, people and organisations named
// beside both), and a bearer that far fewer documents name than another, and that only
// fields tell apart, is taken for the other. The bare name is the one bearer there
// is, or the one by far best known; else it stays by itself, for nobody knows whom it
// means. together tells whether two names share companions.
func namesakes(names []Name, group []int, canon []int, together func(i, j int) bool) {
	bare := group[0]
	for _, i := range group {
		if !names[i].Marked() {
			bare = i
		}
	}
	parts := bearers(names, markedOf(names, group), together)
	if len(parts) < 2 {
		for _, i := range group {
			canon[i] = bare
		}
		return
	}
	best, known, documents := parts[0], true, documentsOf(names, parts[0])
	for _, part := range parts {
		for _, i := range part {
			canon[i] = part[0]
		}
	}
	for _, part := range parts[1:] {
		if n := documentsOf(names, part); n > documents {
			best, documents = part, n
		}
	}
	for _, part := range parts {
		known = known && (part[0] == best[0] || documents >= renown*documentsOf(names, part))
	}
	if !names[bare].Marked() && (known && documents >= renown || names[bare].Documents == 0) {
		canon[bare] = best[0]
	}
}

// Compared are the indexes of all names of a block that Canon may ask together about.
func Compared(names []Name) []int {
	asked := map[int]bool{}
	note := func(i, j int) bool {
		asked[i], asked[j] = true, true
		return false
	}
	for _, group := range groupsOf(names) {
		bearers(names, markedOf(names, group), note)
	}
	return slices.Sorted(maps.Keys(asked))
}

func markedOf(names []Name, group []int) (marked []int) {
	for _, i := range group {
		if names[i].Marked() {
			marked = append(marked, i)
		}
	}
	return marked
}

// bearers parts marked names into the people they are, each in the order of keys.
func bearers(names []Name, marked []int, together func(i, j int) bool) [][]int {
	marks := make([]mark, len(marked))
	conflict := false
	for a := range marked {
		marks[a] = markOf(names[marked[a]].Key)
		for b := range a {
			conflict = conflict || excludes(marks[a], marks[b]) != ""
		}
	}
	if !conflict {
		return nil
	}
	of := make([]int, len(marked)) // the part each is in
	for a := range of {
		of[a] = a
	}
	join := func(a, b int) {
		for x := range of { // years of birth never agree by way of a third
			for y := range of {
				if of[x] == of[a] && of[y] == of[b] && excludes(marks[x], marks[y]) == "born" {
					return
				}
			}
		}
		from, to := max(of[a], of[b]), min(of[a], of[b])
		for x := range of {
			if of[x] == from {
				of[x] = to
			}
		}
	}
	documents := func(p int) (n int) {
		for x := range of {
			if of[x] == p {
				n += names[marked[x]].Documents
			}
		}
		return n
	}
	for a := range marked {
		for b := range a {
			if oneWith(marks[a], marks[b]) && !torn(marks, a, b) && !torn(marks, b, a) {
				join(a, b)
			}
		}
	}
	for a := range marked {
		for b := range a {
			if of[a] != of[b] && names[marked[a]].Documents+names[marked[b]].Documents <= mostCompanions && together(marked[a], marked[b]) {
				join(a, b)
			}
		}
	}
	for a := range marked { // one article that calls a statesman a golfer makes no second man
		for b := range marked {
			if x, y := documents(of[a]), documents(of[b]); of[a] != of[b] && x >= renown && x >= renown*y {
				join(a, b)
			}
		}
	}
	var parts [][]int
	seen := map[int]int{}
	for a := range of {
		k, ok := seen[of[a]]
		if !ok {
			k = len(parts)
			seen[of[a]] = k
			parts = append(parts, nil)
		}
		parts[k] = append(parts[k], marked[a])
	}
	return parts
}

// torn tells whether mark a speaks as much for another than b whom b excludes: "the
// singer" is neither the one born in 1950 nor the one born in 1990.
func torn(marks []mark, a, b int) bool {
	for _, c := range marks {
		if oneWith(marks[a], c) && excludes(marks[b], c) == "born" {
			return true
		}
	}
	return false
}

func documentsOf(names []Name, part []int) (n int) {
	for _, i := range part {
		n += names[i].Documents
	}
	return n
}

// groupsOf are the indexes of names with the same words, in the order of keys.
func groupsOf(names []Name) map[string][]int {
	groups := map[string][]int{}
	order := make([]int, len(names))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return compareKeys(names[a].Key, names[b].Key) })
	for _, i := range order {
		bare := BareKey(names[i].Key)
		groups[bare] = append(groups[bare], i)
	}
	return groups
}

func compareKeys(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
