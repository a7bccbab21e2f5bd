package corpus

import (
	"sort"
	"strings"

	"github.com/quoth-news/quoth"
)

// sameByReference gives the entities listed the characters whose words the corpus's
// references give them: the mentions in "said the jailer" are those of the jailer, if
// they are all of one entity.
func sameByReference(n *Novel, r *quoth.Reading, entities []int, same []int) {
	type owned struct {
		quoth.Span
		entity int
	}
	var mentions []owned
	for _, e := range entities {
		for _, m := range r.Entities[e].Mentions {
			mentions = append(mentions, owned{m, e})
		}
	}
	sort.Slice(mentions, func(i, j int) bool { return mentions[i].Start < mentions[j].Start })
	votes := map[int]map[int]int{}
	for i := range n.Quotations {
		q := &n.Quotations[i]
		if q.Kind != "Explicit" || q.Speaker == quoth.None {
			continue
		}
		place := referenceAt(n.Text, q)
		meant := quoth.None
		for k := sort.Search(len(mentions), func(k int) bool { return mentions[k].Start >= place.Start }); k < len(mentions) && mentions[k].Start < place.End; k++ {
			if e := mentions[k].entity; meant == quoth.None || meant == e {
				meant = e
			} else {
				meant = -2
			}
		}
		if meant < 0 {
			continue
		}
		if votes[meant] == nil {
			votes[meant] = map[int]int{}
		}
		if votes[meant][q.Speaker]++; same[meant] == quoth.None || votes[meant][q.Speaker] > votes[meant][same[meant]] {
			same[meant] = q.Speaker
		}
	}
}

// referenceAt is where the words that tell the speaker of a quotation stand, nearest to
// it; empty where they are not found. The corpus prints them without punctuation.
func referenceAt(text string, q *NovelQuotation) quoth.Span {
	const around = 400
	wanted := strings.Fields(q.Reference)
	for i, w := range wanted {
		wanted[i] = onlyLetters(w)
	}
	best, nearest := quoth.Span{}, around+1
	from, to := q.Parts[0].Start, q.Parts[len(q.Parts)-1].End
	words := wordsOf(text, max(0, from-around), min(len(text), to+around))
	for i := 0; i+len(wanted) <= len(words) && len(wanted) > 0; i++ {
		k := 0
		for k < len(wanted) && onlyLetters(words[i+k].Of(text)) == wanted[k] {
			k++
		}
		if k < len(wanted) {
			continue
		}
		place := quoth.Span{Start: words[i].Start, End: words[i+k-1].End}
		if away := max(0, from-place.End, place.Start-to); away < nearest {
			best, nearest = place, away
		}
	}
	return best
}

// wordsOf are the stretches between blanks that have a letter or digit.
func wordsOf(text string, from, to int) []quoth.Span {
	var out []quoth.Span
	for _, w := range strings.FieldsFunc(text[from:to], func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }) {
		at := from + strings.Index(text[from:to], w)
		from = at + len(w)
		if onlyLetters(w) != "" {
			out = append(out, quoth.Span{Start: at, End: from})
		}
	}
	return out
}

func onlyLetters(word string) string {
	return strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' {
			return r
		}
		return -1
	}, word)
}
