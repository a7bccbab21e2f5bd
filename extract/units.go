package extract

import "github.com/quoth-news/quoth"

// unit is a word, a mark, or a whole quotation with its marks.
type unit struct {
	first, last int32 // tokens [first, last)
	quote       int32 // index into Sheet.Marks, or None
	begins      bool  // the first unit of a sentence
	opens       bool  // the first unit of a segment
}

// row is a document as units.
type row struct {
	s      *quoth.Sheet
	units  []unit
	unitOf []int32 // token → unit
}

// fill cuts the sheet's tokens into units: every outermost pair of marks is one.
func (r *row) fill(s *quoth.Sheet) {
	r.s, r.units = s, r.units[:0]
	if cap(r.unitOf) < len(s.Tokens) {
		r.unitOf = make([]int32, len(s.Tokens), len(s.Tokens)*3/2)
	}
	r.unitOf = r.unitOf[:len(s.Tokens)]
	segment, sentence := int32(-1), int32(-1)
	for i := int32(0); i < int32(len(s.Tokens)); {
		u := unit{first: i, last: i + 1, quote: quoth.None}
		t := &s.Tokens[i]
		if t.Kind == quoth.QuoteMark && t.Pair >= 0 && s.Marks[t.Pair].Open == i {
			m := &s.Marks[t.Pair]
			u.quote, u.last = t.Pair, m.Close
			if m.Closed {
				u.last++
			}
		}
		if at := s.Sentences[t.Sentence].Segment; at != segment {
			u.opens, segment = true, at
		}
		if t.Sentence != sentence {
			u.begins = true
		}
		sentence = s.Tokens[u.last-1].Sentence
		for j := u.first; j < u.last; j++ {
			r.unitOf[j] = int32(len(r.units))
		}
		r.units = append(r.units, u)
		i = u.last
	}
}

// Limits on how far from a cue its source and content are looked for, in units.
const (
	reachLeft  = 60
	reachRight = 90
)

// window gives the units [from, to) in which the cue at unit c may have its source
// and content: its sentence, quotations that stand before it as sentences of their
// own, quotations that go on after it, and the quotation a colon announces in the
// next paragraph.
func (r *row) window(c int32) (from, to int32) {
	u := r.units
	from = c
	for from > 0 && c-from < reachLeft && !u[from].opens {
		if u[from].begins && u[from-1].quote < 0 {
			break
		}
		from--
		if u[from].quote >= 0 && !u[from].begins && u[from+1].begins {
			// a quotation at the end of another sentence belongs to that sentence
			if !r.quoteSentence(from) {
				from++
				break
			}
		}
	}
	to = c + 1
	end := int32(len(u))
	for to < end && to-c < reachRight {
		if u[to].opens {
			if r.text(to-1) != ":" || u[to].quote < 0 {
				break
			}
		} else if u[to].begins && u[to].quote < 0 {
			break
		}
		to++
	}
	return from, to
}

// quoteSentence tells whether the quotation unit i fills its sentence.
func (r *row) quoteSentence(i int32) bool {
	return r.units[i].begins || i > 0 && r.units[i-1].quote >= 0
}

// text is the form of a unit of one token; of a quotation it is its opening mark.
func (r *row) text(i int32) string { return r.s.Text(r.units[i].first) }

func (r *row) token(i int32) *quoth.Token { return &r.s.Tokens[r.units[i].first] }

// span is the stretch of text of a unit, marks and all.
func (r *row) span(i int32) quoth.Span { return r.s.TokensSpan(r.units[i].first, r.units[i].last) }

// inner is the stretch of text between the marks of a quotation unit.
func (r *row) inner(i int32) quoth.Span {
	m := &r.s.Marks[r.units[i].quote]
	return r.s.TokensSpan(m.Open+1, m.Close)
}

// words counts the words between the marks of a quotation unit.
func (r *row) words(i int32) int {
	n := 0
	for j := r.units[i].first; j < r.units[i].last; j++ {
		if k := r.s.Tokens[j].Kind; k == quoth.Word || k == quoth.Number {
			n++
		}
	}
	return n
}
