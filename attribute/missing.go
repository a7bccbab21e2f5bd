package attribute

import "github.com/quoth-news/quoth"

// A quotation whose own words name no source takes its speaker from its
// surroundings. The confidences are the rules' precision on the training articles.

// missing tries the rules in their order.
func (a *speakers) missing(i int) {
	q := &a.s.Quotations[i]
	for _, rule := range []func(int, *quoth.Quotation) *quoth.Speaker{a.sameSentence, a.subject, a.goesOn, a.announced, a.paragraphBefore} {
		if sp := rule(i, q); sp != nil {
			q.Speaker = sp
			return
		}
	}
}

// at is the first token of a quotation: its cue, or the mark before its words.
func (a *speakers) at(q *quoth.Quotation) int32 {
	if !q.Cue.Empty() {
		return a.s.TokenAt(q.Cue.Start)
	}
	return a.s.TokenAt(q.Parts[0].Start)
}

func (a *speakers) sentence(token int32) quoth.Sentence {
	return a.s.Sentences[a.s.Tokens[token].Sentence]
}

// same is the speaker of another quotation, given to this one by a rule.
func same(q *quoth.Quotation, rule string, confidence float64) *quoth.Speaker {
	return &quoth.Speaker{Mention: q.Speaker.Mention, Entity: q.Speaker.Entity, Confidence: confidence, Rule: rule}
}

// sameSentence: “…,” she said, adding, “…”: a cue without a source speaks for the
// source of the quotation before it in the sentence.
func (a *speakers) sameSentence(i int, q *quoth.Quotation) *quoth.Speaker {
	if q.Cue.Empty() || a.last < 0 {
		return nil
	}
	before := &a.s.Quotations[a.last]
	if before.Speaker == nil || before.Cue.Empty() {
		return nil
	}
	here, there := a.at(q), a.at(before)
	if there >= here || a.s.Tokens[here].Sentence != a.s.Tokens[there].Sentence || a.s.Tokens[here].Tag == quoth.VBD && a.verbSubject(here) != quoth.None {
		return nil
	}
	return same(before, "attribute/same-sentence@1", 0.85)
}

// subject: Ruiz walked onto the stage, saying “…”: the subject of the sentence, or
// of the clause the quotation stands in.
func (a *speakers) subject(_ int, q *quoth.Quotation) *quoth.Speaker {
	at := a.at(q)
	if at >= int32(len(a.s.Tokens)) {
		return nil
	}
	if m := a.verbSubject(at); m != quoth.None {
		return &quoth.Speaker{Mention: a.s.Mentions[m].Span, Entity: quoth.None, Confidence: 0.7, Rule: "attribute/subject@1"}
	}
	return nil
}

// verbSubject finds, left of the token in its sentence and outside of quotations,
// the nearest mention that a finite verb follows.
func (a *speakers) verbSubject(at int32) int {
	t := a.s.Tokens
	first := a.sentence(at).First
	if first >= at {
		return quoth.None
	}
	from, to := a.s.MentionsIn(quoth.Span{Start: int(t[first].Start), End: int(t[at].Start)})
	for k := to - 1; k >= from; k-- {
		m := &a.s.Mentions[k]
		if m.Last > at || t[m.First].Inside >= 0 || m.Kind == quoth.PronounMention && !subjectForm(a.s.Text(m.Head)) {
			continue
		}
		next := m.Last
		for next < at && (t[next].Tag == quoth.RB || t[next].Tag == quoth.Comma && next > m.Last) {
			next++
		}
		if next <= at && (t[next].Tag == quoth.VBD || t[next].Tag == quoth.VBZ || t[next].Tag == quoth.VBP || t[next].Tag == quoth.MD ||
			next == at && t[next].Tag == quoth.VBG) {
			return k
		}
	}
	return quoth.None
}

func subjectForm(word string) bool {
	switch word {
	case "him", "her", "them", "me", "us", "his", "their", "Him", "Her", "Them", "His", "Their":
		return false
	}
	return true
}

// goesOn: “…,” Ruiz said after the vote. “…”: a quotation without a cue in the
// paragraph of another goes on with it.
func (a *speakers) goesOn(_ int, q *quoth.Quotation) *quoth.Speaker {
	if !q.Cue.Empty() || a.last < 0 {
		return nil
	}
	before := &a.s.Quotations[a.last]
	if a.segment(before) != a.segment(q) {
		return nil
	}
	return same(before, "attribute/goes-on@1", 0.85)
}

func (a *speakers) segment(q *quoth.Quotation) int32 {
	t := a.s.TokenAt(q.Parts[0].Start)
	if t >= int32(len(a.s.Tokens)) {
		return quoth.None
	}
	return a.sentence(t).Segment
}

// announced: a paragraph that ends with a colon announces the quotation that is the
// next paragraph; its subject speaks.
func (a *speakers) announced(_ int, q *quoth.Quotation) *quoth.Speaker {
	end := a.paragraphEnd(q)
	if end < 0 || a.s.Text(end) != ":" {
		return nil
	}
	first := a.sentence(end).First
	from, to := a.s.MentionsIn(quoth.Span{Start: int(a.s.Tokens[first].Start), End: int(a.s.Tokens[end].Start)})
	for k := from; k < to; k++ {
		m := &a.s.Mentions[k]
		if m.Kind != quoth.DescriptionMention && a.s.Tokens[m.First].Inside < 0 {
			return &quoth.Speaker{Mention: m.Span, Entity: quoth.None, Confidence: 0.75, Rule: "attribute/announced@1"}
		}
	}
	return nil
}

// paragraphEnd is the last token of the paragraph before the one that the quotation
// begins, or None.
func (a *speakers) paragraphEnd(q *quoth.Quotation) int32 {
	t := a.s.TokenAt(q.Parts[0].Start)
	for t > 0 && t < int32(len(a.s.Tokens)) && a.s.Tokens[t-1].Kind == quoth.QuoteMark {
		t--
	}
	if t == 0 || t >= int32(len(a.s.Tokens)) || a.sentence(t).Segment == a.sentence(t-1).Segment {
		return quoth.None
	}
	return t - 1
}

// paragraphBefore: a quotation that is a paragraph goes on with the speaker of the
// paragraph before it, if that held speech.
func (a *speakers) paragraphBefore(_ int, q *quoth.Quotation) *quoth.Speaker {
	end := a.paragraphEnd(q)
	if end < 0 || a.last < 0 || !q.Cue.Empty() {
		return nil
	}
	before := &a.s.Quotations[a.last]
	if a.segment(before) != a.sentence(end).Segment {
		return nil
	}
	return same(before, "attribute/paragraph-before@1", 0.7)
}

// nested gives speech inside a quotation the subject of the words that lead it in.
func (a *speakers) nested(q *quoth.Quotation) {
	t := a.s.Tokens
	for k := range q.Nested {
		n := &q.Nested[k]
		open := a.s.TokenAt(n.Parts[0].Start) - 1
		from, to := a.s.MentionsIn(quoth.Span{Start: q.Parts[0].Start, End: n.Parts[0].Start})
		for i := to - 1; i >= from; i-- {
			m := &a.s.Mentions[i]
			if open-m.Last > 6 || m.Last > open {
				break
			}
			if m.Last < open && (t[m.Last].Tag >= quoth.VBD && t[m.Last].Tag <= quoth.VBZ || t[m.Last].Tag == quoth.MD) {
				n.Speaker = &quoth.Speaker{Mention: m.Span, Entity: int(m.Entity), Confidence: 0.7, Rule: "attribute/nested@1"}
				break
			}
		}
	}
}
