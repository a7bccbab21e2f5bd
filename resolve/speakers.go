package resolve

import (
	"github.com/quoth-news/quoth"
)

// speakers finds beside each pair of marks the mention that says it.
func (r *Resolver) speakers(s *quoth.Sheet) {
	r.rank.speaks, r.rank.spoken = r.rank.speaks[:0], r.rank.spoken[:0]
	for range s.Marks {
		r.rank.speaks = append(r.rank.speaks, quoth.None)
	}
	for range s.Mentions {
		r.rank.spoken = append(r.rank.spoken, false)
	}
	at := 0
	for q := range s.Marks {
		marks := &s.Marks[q]
		if marks.Parent >= 0 || marks.Close-marks.Open < 4 {
			continue
		}
		for at < len(s.Mentions) && s.Mentions[at].First < marks.Open {
			at++
		}
		m := r.sayerBefore(s, int32(at)-1, marks.Open)
		if m == quoth.None {
			m = r.sayerAfter(s, int32(at), marks.Close)
		}
		if m != quoth.None {
			r.rank.speaks[q], r.rank.spoken[m] = m, true
		}
	}
}

// sayerBefore is the subject in `Ellison said, “…`, searched from mention m back.
func (r *Resolver) sayerBefore(s *quoth.Sheet, m, open int32) int32 {
	if open == 0 || s.Tokens[open-1].Tag != quoth.Comma && s.Tokens[open-1].Tag != quoth.Colon && !isFinite(s.Tokens[open-1].Tag) {
		return quoth.None
	}
	sentence := s.Tokens[open-1].Sentence
	for ; m >= 0 && s.Tokens[s.Mentions[m].Head].Sentence == sentence; m-- {
		if r.info[m].subject && r.info[m].quote == quoth.None {
			return m
		}
	}
	return quoth.None
}

// sayerAfter is the subject in `…,” Ellison said` and `…,” said Ellison`, searched from mention m on.
func (r *Resolver) sayerAfter(s *quoth.Sheet, m, end int32) int32 {
	for ; int(m) < len(s.Mentions); m++ {
		mention := &s.Mentions[m]
		if mention.First <= end {
			continue
		}
		if r.info[m].title > end+3 {
			return quoth.None
		}
		if r.info[m].subject {
			return m
		}
	}
	return quoth.None
}
