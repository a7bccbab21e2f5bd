package attribute

import "github.com/quoth-news/quoth"

// trimTimes gives back to the frame of a quotation the dates that were read into its
// words or its source: “said [yesterday] the firm was sound”, “[On Monday] Alasdair
// Penhale said”.
func (o *occasions) trimTimes(i int) {
	q, c := &o.s.Quotations[i], o.cues[i]
	if q.Speaker != nil && !q.Speaker.Mention.Empty() {
		o.trimMention(&q.Speaker.Mention)
	}
	if c == quoth.None || q.Form == quoth.Direct {
		return
	}
	p := &q.Parts[0]
	first := o.s.TokenAt(p.Start)
	if o.is(c, "quoted") && o.is(first, "as") && o.is(first+1, "saying") {
		o.trimAsSaying(q, first+2)
		return
	}
	if o.is(first, "that") && q.Form == quoth.Indirect && int(o.s.Tokens[first].Start) == p.Start && int(o.at(first+1).Start) < p.End {
		p.Start = int(o.at(first + 1).Start)
		return
	}
	if telling[o.s.Tokens[c].Lower] && first == c+1 {
		o.trimAudience(p, first)
		return
	}
	if first != c+1 || int(first) >= len(o.s.Tokens) || int(o.s.Tokens[first].Start) != p.Start || !o.timeAt(first) {
		return
	}
	t := &o.s.Times[o.times[first]-1]
	if int(t.Last) >= len(o.s.Tokens) || int(o.s.Tokens[t.Last].Start) >= p.End || !o.beginsClause(t.Last) || dateless[o.s.Tokens[t.First].Lower] {
		return
	}
	clause := t.Last
	if o.is(clause, "that") && int(o.at(clause+1).Start) < p.End && int(clause+1) < len(o.s.Tokens) {
		clause++
	}
	p.Start = int(o.s.Tokens[clause].Start)
}

// trimAudience gives back whom was told: “told [a press conference] the man was there”.
func (o *occasions) trimAudience(p *quoth.Span, first int32) {
	noun := first
	for noun < first+2 && (o.at(noun).Tag == quoth.DT || o.at(noun).Tag == quoth.PRPS) {
		noun++
	}
	if noun == first || int(noun) >= len(o.s.Tokens) {
		return
	}
	for end := noun + 1; end < noun+4 && int(end) < len(o.s.Tokens) && int(o.s.Tokens[end].Start) < p.End; end++ {
		_, audience := audiences[o.s.Tokens[end-1].Lower]
		if !audience && o.venueKind(end-1) == "" {
			continue
		}
		if o.is(end, "that") {
			end++
		} else if o.s.Tokens[end].Tag == quoth.NN || o.s.Tokens[end].Tag == quoth.JJ || !o.beginsClause(end) {
			continue
		}
		if int(end) < len(o.s.Tokens) && int(o.s.Tokens[end].Start) < p.End {
			p.Start = int(o.s.Tokens[end].Start)
		}
		return
	}
}

// trimAsSaying takes “as saying in the Argus that” off the words quoted.
func (o *occasions) trimAsSaying(q *quoth.Quotation, from int32) {
	p := &q.Parts[0]
	start := from
	for i := from; int(i) < len(o.s.Tokens) && int(o.s.Tokens[i].Start) < p.End && i < from+12; i++ {
		t := &o.s.Tokens[i]
		if t.Kind == quoth.QuoteMark && t.Pair >= 0 && o.s.Marks[t.Pair].Open == i {
			start = i
			if int(o.at(o.s.Marks[t.Pair].Close).End) >= p.End && len(q.Parts) == 1 { // all that is left stands in marks
				start, q.Form = i+1, quoth.Direct
				p.End = min(p.End, int(o.at(o.s.Marks[t.Pair].Close).Start))
			}
			break
		}
		if o.is(i, "that") && o.at(i+1).Kind != quoth.QuoteMark {
			start = i + 1
			break
		}
	}
	if int(start) < len(o.s.Tokens) && int(o.s.Tokens[start].Start) < p.End {
		p.Start = int(o.s.Tokens[start].Start)
	}
}

// beginsClause tells whether token i can be the subject of a clause, so that “said
// yesterday the firm” is trimmed and “said yesterday was fine” is not.
func (o *occasions) beginsClause(i int32) bool {
	switch t := &o.s.Tokens[i]; t.Tag {
	case quoth.DT, quoth.PRP, quoth.PRPS, quoth.NNP, quoth.NNPS, quoth.NNS, quoth.EX, quoth.PDT:
		return true
	case quoth.NN, quoth.JJ, quoth.CD:
		return i > 0 && o.times[i-1] != 0 && t.Space
	case quoth.IN, quoth.WRB, quoth.WP:
		return o.is(i, "that") || o.is(i, "whether") || o.is(i, "if") || o.is(i, "how") || o.is(i, "what") || o.is(i, "why")
	}
	return false
}

// trimMention takes a date off the beginning of a source phrase.
func (o *occasions) trimMention(m *quoth.Span) {
	first := o.s.TokenAt(m.Start)
	if int(first) >= len(o.s.Tokens) || o.times[first] == 0 {
		return
	}
	last := o.s.Times[o.times[first]-1].Last
	if o.is(last, ",") {
		last++
	}
	if start := o.at(last); int(last) < len(o.s.Tokens) && int(start.Start) < m.End && start.Tag != quoth.POS && start.Caps != quoth.LowerCase {
		m.Start = int(start.Start)
	}
}
