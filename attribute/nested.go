package attribute

import "github.com/quoth-news/quoth"

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
