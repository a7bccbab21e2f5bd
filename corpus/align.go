package corpus

// align maps each character of one text to the character of another it stands
// for, or -1: readers may tidy white space, so only the rest is compared. Where
// one text without its white space is a piece of the other, that is the answer;
// else matching blocks are taken, longest first, as Python's difflib does.
func align(from, to *runes) []int {
	f, t := solid(from), solid(to)
	out := make([]int, len(from.runes))
	for i := range out {
		out[i] = -1
	}
	if at := index(to.runes, t, from.runes, f); at >= 0 {
		for k, i := range f {
			out[i] = t[at+k]
		}
		return out
	}
	m := matcher{a: from.runes, b: to.runes, ai: f, bi: t, where: map[rune][]int{}}
	for j, at := range t {
		m.where[to.runes[at]] = append(m.where[to.runes[at]], j)
	}
	m.blocks(0, len(f), 0, len(t), func(a, b, n int) {
		for k := range n {
			out[f[a+k]] = t[b+k]
		}
	})
	return out
}

// solid lists the characters that are no white space.
func solid(r *runes) []int {
	var out []int
	for i, c := range r.runes {
		if !isSpace(c) {
			out = append(out, i)
		}
	}
	return out
}

// index finds the needle's solid characters in a row among the hay's, or -1.
func index(hay []rune, hi []int, needle []rune, ni []int) int {
	if len(ni) == 0 {
		return -1
	}
	for at := 0; at+len(ni) <= len(hi); at++ {
		k := 0
		for k < len(ni) && hay[hi[at+k]] == needle[ni[k]] {
			k++
		}
		if k == len(ni) {
			return at
		}
	}
	return -1
}

// matcher finds matching blocks as difflib.SequenceMatcher does without junk.
type matcher struct {
	a, b   []rune
	ai, bi []int
	where  map[rune][]int // the places of a character in bi
}

func (m *matcher) blocks(alo, ahi, blo, bhi int, found func(a, b, n int)) {
	type stretch struct{ alo, ahi, blo, bhi int }
	todo := []stretch{{alo, ahi, blo, bhi}}
	for len(todo) > 0 {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		a, b, n := m.longest(s.alo, s.ahi, s.blo, s.bhi)
		if n == 0 {
			continue
		}
		found(a, b, n)
		todo = append(todo, stretch{s.alo, a, s.blo, b}, stretch{a + n, s.ahi, b + n, s.bhi})
	}
}

// longest is the longest block both have, the earliest in a, then in b, of those.
func (m *matcher) longest(alo, ahi, blo, bhi int) (bestA, bestB, best int) {
	bestA, bestB = alo, blo
	lengths := map[int]int{}
	for i := alo; i < ahi; i++ {
		next := map[int]int{}
		for _, j := range m.where[m.a[m.ai[i]]] {
			if j < blo {
				continue
			}
			if j >= bhi {
				break
			}
			k := lengths[j-1] + 1
			next[j] = k
			if k > best {
				bestA, bestB, best = i-k+1, j-k+1, k
			}
		}
		lengths = next
	}
	return bestA, bestB, best
}
