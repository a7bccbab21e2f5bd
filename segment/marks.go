package segment

import "github.com/quoth-news/quoth"

// A mark is read by its glyph and by its place. The place decides where the glyph
// does not: straight marks, '' at both ends, and “ ” turned the wrong way round.

type glyph uint8

const (
	doubleOpen glyph = iota
	doubleClose
	doubleEither
	singleOpen
	singleClose
	singleEither
)

func glyphOf(mark string) glyph {
	switch mark {
	case "“", "„", "‟", "«", "``", "‘‘":
		return doubleOpen
	case "”", "»", "’’":
		return doubleClose
	case "‘", "‚", "‛", "‹", "`":
		return singleOpen
	case "’", "›":
		return singleClose
	case "'":
		return singleEither
	}
	return doubleEither // " and ''
}

// side is which way a mark can point, judged by what stands beside it.
type side uint8

const (
	eitherSide side = iota
	opening
	closing
)

// sideOf reads the place of token i: white space or an opening bracket before it
// and a word after it open, a word or full stop before it and a gap behind it close.
func sideOf(s *quoth.Sheet, i, first, end int32) side {
	gapBefore, gapAfter := i == first || s.Tokens[i].Space, i+1 == end || s.Tokens[i+1].Space
	switch {
	case gapBefore && !gapAfter:
		return opening
	case !gapBefore && gapAfter:
		return closing
	case gapBefore && gapAfter:
		return eitherSide
	}
	before, after := &s.Tokens[i-1], &s.Tokens[i+1]
	switch {
	case before.Kind == quoth.Punct && opensBracket(s.Doc.Text[before.Start:before.End]):
		return opening
	case before.Kind == quoth.QuoteMark && before.Pair == pendingOpen:
		return opening
	case after.Kind == quoth.Punct, after.Kind == quoth.Word && s.Doc.Text[after.Start] == '\'':
		return closing
	case before.Kind == quoth.Punct && endsClause(s.Doc.Text[before.Start:before.End]):
		if after.Caps != quoth.LowerCase && after.Kind == quoth.Word && before.Space {
			return opening
		}
		return closing
	}
	return eitherSide
}

func opensBracket(mark string) bool {
	switch mark {
	case "(", "[", "—", "–", "--", "-", "{", "/", "…", "...":
		return true
	}
	return false
}

func endsClause(mark string) bool {
	switch mark {
	case ".", ",", "!", "?", ";", ":":
		return true
	}
	return false
}

// pendingOpen stands in Token.Pair while a mark is open and not yet paired.
const pendingOpen = -2

// pair finds the pairs of marks among tokens [first, len) of one segment and
// appends them to s.Marks. At most one double and one single pair are open at a
// time, so the cost is linear whatever the text holds.
func pair(s *quoth.Sheet, first int32) {
	p := pairing{s: s, first: first, end: int32(len(s.Tokens)), double: quoth.None, single: quoth.None}
	for i := first; i < p.end; i++ {
		if s.Tokens[i].Kind != quoth.QuoteMark {
			continue
		}
		at := sideOf(s, i, first, p.end)
		switch g := glyphOf(s.Text(i)); g {
		case doubleOpen, doubleClose, doubleEither:
			p.doubleMark(i, g, at)
		default:
			p.singleMark(i, g, at)
		}
	}
	p.dropSingle()
	if p.double >= 0 {
		p.unclosed(p.double, p.end)
	}
}

type pairing struct {
	s              *quoth.Sheet
	first, end     int32
	double, single int32 // the open marks, as tokens
}

func (p *pairing) doubleMark(i int32, g glyph, at side) {
	opens := p.opens(g, at)
	switch {
	case opens && p.double < 0:
		p.dropSingle()
		p.double = i
		p.s.Tokens[i].Pair = pendingOpen
	case !opens && p.double >= 0:
		p.dropSingle()
		p.close(p.double, i, false, true)
		p.double = quoth.None
	case opens: // a second opening mark: the first was never closed
		p.dropSingle()
		p.unclosed(p.double, i)
		p.double = i
		p.s.Tokens[i].Pair = pendingOpen
	}
	// a closing mark with none open stays unpaired
}

// opens decides between glyph, place and what is open.
func (p *pairing) opens(g glyph, at side) bool {
	if g == doubleOpen && at != closing {
		return true
	}
	if g == doubleClose && at != opening {
		return false
	}
	if at == eitherSide {
		return p.double < 0
	}
	// the glyph says one thing and the place another, or the glyph says nothing:
	// what is open decides, if the place does not forbid it
	if at == opening {
		return true
	}
	return false
}

// singleMark opens at an opening place and closes at a closing one; an apostrophe
// that ends a plural ("the teachers’ union") only closes what is open, and only
// if no better close follows.
func (p *pairing) singleMark(i int32, g glyph, at side) {
	t := p.s.Tokens
	if at == opening && g != singleClose || at == opening && p.single < 0 && p.closesLater(i) {
		if i+1 < p.end && t[i+1].Kind != quoth.Punct {
			p.dropSingle()
			p.single = i
			t[i].Pair = pendingOpen
		}
		return
	}
	if at == opening || p.single < 0 || g == singleOpen || i == p.single+1 {
		return
	}
	if p.plural(i) && p.closesLater(i) {
		return
	}
	p.close(p.single, i, true, true)
	p.single = quoth.None
}

// plural tells whether the mark at i may be the apostrophe of a plural: an s
// before it, no full stop or comma, and a word behind it.
func (p *pairing) plural(i int32) bool {
	if i == p.first || i+1 >= p.end {
		return false
	}
	before, after := &p.s.Tokens[i-1], &p.s.Tokens[i+1]
	return before.Kind == quoth.Word && p.s.Doc.Text[before.End-1] == 's' && after.Kind == quoth.Word
}

// closesLater looks ahead, at most a hundred tokens, for a single mark that closes
// better: after a full stop or comma.
func (p *pairing) closesLater(i int32) bool {
	for j := i + 1; j < min(p.end, i+100); j++ {
		t := &p.s.Tokens[j]
		if t.Kind != quoth.QuoteMark {
			continue
		}
		switch glyphOf(p.s.Text(j)) {
		case singleClose, singleEither:
			if !t.Space && p.s.Tokens[j-1].Kind != quoth.QuoteMark {
				return true
			}
		case singleOpen:
			return false
		default:
			if p.double >= 0 {
				return false
			}
		}
	}
	return false
}

// dropSingle forgets a single mark that never closed: it was an apostrophe.
func (p *pairing) dropSingle() {
	if p.single >= 0 {
		p.s.Tokens[p.single].Pair = quoth.None
		p.single = quoth.None
	}
}

func (p *pairing) close(open, close int32, single, closed bool) {
	if close <= open+1 && closed { // nothing between the marks
		p.s.Tokens[open].Pair = quoth.None
		return
	}
	k := int32(len(p.s.Marks))
	p.s.Marks = append(p.s.Marks, quoth.Marks{Open: open, Close: close, Parent: quoth.None, Single: single, Closed: closed})
	p.s.Tokens[open].Pair = k
	if closed {
		p.s.Tokens[close].Pair = k
	}
}

// unclosed ends a quotation whose mark never closes at the end of its sentence, or
// at limit; at the end of a segment that began with the mark it takes the whole.
func (p *pairing) unclosed(open, limit int32) {
	t := p.s.Tokens
	if open+1 >= limit {
		t[open].Pair = quoth.None
		return
	}
	end := limit
	for i := open + 1; i < limit; i++ {
		last := p.s.Doc.Text[t[i].End-1]
		if t[i].Kind == quoth.Punct && (last == '.' || last == '!' || last == '?') && (i+1 == limit || t[i+1].Space && t[i+1].Caps != quoth.LowerCase) {
			end = i + 1
			break
		}
	}
	if limit == p.end && (open == p.first || p.announced(open)) {
		end = limit // perhaps it goes on in the next paragraph
	}
	p.close(open, end, false, false)
}

// announced tells whether a comma or colon stands before the mark: “Ruiz said, “We…”.
// What follows is speech, to the end of the paragraph if need be.
func (p *pairing) announced(open int32) bool {
	if open == p.first {
		return false
	}
	mark := p.s.Text(open - 1)
	return mark == "," || mark == ":"
}

// nest orders s.Marks from index k on by Open, sets Parent, and marks every token
// with the innermost pair it stands between.
func nest(s *quoth.Sheet, k int, first int32) {
	marks := s.Marks[k:]
	for i := 1; i < len(marks); i++ { // nearly sorted already
		for j := i; j > 0 && marks[j].Open < marks[j-1].Open; j-- {
			marks[j], marks[j-1] = marks[j-1], marks[j]
		}
	}
	for i := range marks {
		m := &marks[i]
		s.Tokens[m.Open].Pair = int32(k + i)
		if m.Closed {
			s.Tokens[m.Close].Pair = int32(k + i)
		}
	}
	inside, next := int32(quoth.None), k
	for i := first; i < int32(len(s.Tokens)); i++ {
		for inside >= 0 && s.Marks[inside].Close <= i {
			inside = s.Marks[inside].Parent
		}
		s.Tokens[i].Inside = inside
		if next < len(s.Marks) && s.Marks[next].Open == i {
			s.Marks[next].Parent = inside
			if inside >= 0 && s.Marks[next].Close > s.Marks[inside].Close {
				s.Marks[next].Close = s.Marks[inside].Close // an unclosed pair ends with the pair around it
			}
			inside = int32(next)
			next++
		}
	}
}

// carry marks the quotations that go on in the next paragraph: an unclosed mark
// that opens a paragraph or runs to its end, followed by a paragraph that opens
// with a mark too.
func carry(s *quoth.Sheet, begins []int32) {
	for b := 0; b+1 < len(begins); b++ {
		next := begins[b+1]
		if next >= int32(len(s.Tokens)) || s.Tokens[next].Pair < 0 || s.Marks[s.Tokens[next].Pair].Open != next {
			continue
		}
		last := s.Tokens[next-1].Inside
		for last >= 0 && s.Marks[last].Parent >= 0 {
			last = s.Marks[last].Parent
		}
		if last >= 0 && !s.Marks[last].Closed && s.Marks[last].Close == next {
			s.Marks[s.Tokens[next].Pair].Continues = true
		}
	}
}
