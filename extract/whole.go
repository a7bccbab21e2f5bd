package extract

import (
	"strings"

	"github.com/quoth-news/quoth"
)

// nested lists the quotations inside the quotations in marks: what the speaker says
// somebody said. One word in marks is a name or irony, not speech.
func (x *Extractor) nested(s *quoth.Sheet) {
	r := &x.row
	for i := range r.units {
		if r.units[i].quote < 0 || x.owned[i] < 0 {
			continue
		}
		q := &s.Quotations[x.owned[i]]
		for k := int(r.units[i].quote) + 1; k < len(s.Marks) && s.Marks[k].Open < r.units[i].last; k++ {
			m := &s.Marks[k]
			if m.Parent != r.units[i].quote || m.Close-m.Open < 3 || !r.speech(m) {
				continue
			}
			q.Nested = append(q.Nested, quoth.Nested{Parts: []quoth.Span{s.TokensSpan(m.Open+1, m.Close)}})
		}
	}
}

// speech tells whether nested marks hold speech: a sentence, or what a verb of
// saying or "like" leads in.
func (r *row) speech(m *quoth.Marks) bool {
	t := r.s.Tokens
	if t[m.Close-1].Tag == quoth.FullStop && t[m.Open+1].Caps != quoth.LowerCase {
		return true
	}
	for i := m.Open - 1; i > m.Open-4 && i >= 0; i-- {
		if class := cueVerbs[t[i].Lower].first; class != 0 && class < thinkClass || t[i].Lower == hashLike {
			return true
		}
	}
	return t[m.Open-1].Tag == quoth.Comma && t[m.Open+1].Caps != quoth.LowerCase
}

// wholeSegments makes quotations of posts and turns: their words are speech and
// their account or speaker is printed beside them.
func wholeSegments(s *quoth.Sheet) {
	for _, segment := range s.Segments {
		rule := ""
		switch segment.Kind {
		case quoth.Post:
			rule = "extract/post@1"
		case quoth.Speech:
			rule = "extract/turn@1"
		}
		if rule == "" || segment.Words.Empty() {
			continue
		}
		q := quoth.Quotation{Form: quoth.Direct, Act: quoth.Stated, Basis: quoth.OnRecord, Confidence: 0.99, Rule: rule,
			Parts: []quoth.Span{segment.Words}}
		if !segment.Label.Empty() {
			q.Speaker = &quoth.Speaker{Mention: segment.Label, Entity: quoth.None, Confidence: 0.99, Rule: strings.Replace(rule, "extract", "attribute", 1)}
		} else if !segment.Handle.Empty() {
			q.Speaker = &quoth.Speaker{Mention: segment.Handle, Entity: quoth.None, Confidence: 0.99, Rule: strings.Replace(rule, "extract", "attribute", 1)}
		}
		s.Quotations = append(s.Quotations, q)
	}
}
