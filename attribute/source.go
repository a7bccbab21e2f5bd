package attribute

import (
	"strings"

	"github.com/quoth-news/quoth"
)

// several tells whether the phrase is two or more people joined by "and".
func (a *speakers) several(span quoth.Span) bool {
	from, to := a.s.MentionsIn(span)
	people, end, joined := 0, -1, false
	for i := from; i < to; i++ {
		m := &a.s.Mentions[i]
		if m.Kind != quoth.NameMention || m.End > span.End || m.Entity < 0 || a.s.Entities[m.Entity].Kind != quoth.Person {
			continue
		}
		if end >= 0 && end <= m.Start { // mentions nest
			between := a.s.Doc.Text[end:m.Start]
			if between == " and " || between == ", and " {
				joined = true
			}
		}
		people, end = people+1, m.End
	}
	return joined && people >= 2
}

// headMention picks the mention that stands for a source phrase: the one that
// covers it, else the person it names outside of "of …", "for …" and possessives,
// else the first mention in it.
func (a *speakers) headMention(span quoth.Span) int {
	from, to := a.s.MentionsIn(span)
	best, bestScore := quoth.None, 0
	for i := from; i < to; i++ {
		m := &a.s.Mentions[i]
		if m.End > span.End+2 {
			continue
		}
		score := 1
		if m.Start == span.Start {
			score += 3
		}
		if m.Len()*10 >= span.Len()*8 {
			score += 4
		}
		if m.Kind == quoth.NameMention {
			score += 2
			if m.Entity >= 0 && a.s.Entities[m.Entity].Kind == quoth.Person {
				score += 4
			}
		}
		if a.governed(m, span) {
			score -= 8
		}
		if m.Kind == quoth.PronounMention && m.Len() < span.Len() {
			score -= 6
		}
		if score > bestScore {
			best, bestScore = i, score
		}
	}
	return best
}

// governed tells whether the mention only modifies the head of the phrase: behind a
// preposition, or a possessive.
func (a *speakers) governed(m *quoth.Mention, span quoth.Span) bool {
	t := a.s.Tokens
	if int(m.Last) < len(t) && t[m.Last].Tag == quoth.POS {
		return true
	}
	for i := m.First - 1; i >= 0 && i > m.First-5 && int(t[i].Start) >= span.Start; i-- {
		if t[i].Tag == quoth.IN || t[i].Tag == quoth.TO {
			return true
		}
		if t[i].Tag == quoth.Comma || quoth.NN <= t[i].Tag && t[i].Tag <= quoth.NNS {
			return false
		}
	}
	return false
}

// describe gives the kind of entity of a phrase without a known mention: it must
// have a noun as its head.
func (a *speakers) describe(span quoth.Span) (quoth.EntityKind, bool) {
	s := a.s
	head := int32(quoth.None)
	for i := s.TokenAt(span.Start); int(i) < len(s.Tokens) && int(s.Tokens[i].Start) < span.End; i++ {
		t := &s.Tokens[i]
		if quoth.NN <= t.Tag && t.Tag <= quoth.NNPS {
			head = i
		} else if head >= 0 && (t.Tag == quoth.IN || t.Tag == quoth.Comma || t.Tag == quoth.WP || t.Tag == quoth.WDT || t.Tag == quoth.VBG) {
			break
		}
	}
	switch {
	case head < 0:
		return "", false
	case s.Tokens[head].Tag == quoth.NNS:
		return quoth.Group, true
	case s.Tokens[head].Tag == quoth.NN:
		return quoth.UnnamedSource, true
	}
	return quoth.Organisation, true
}

// entity adds an entity known by a phrase alone, or finds the one added before.
func (a *speakers) entity(kind quoth.EntityKind, span quoth.Span) int {
	name := onOneLine(span.Of(a.s.Doc.Text))
	key := string(kind) + " " + name
	if e, ok := a.phrases[key]; ok {
		a.s.Entities[e].Mentions = append(a.s.Entities[e].Mentions, span)
		return e
	}
	a.s.Entities = append(a.s.Entities, quoth.Entity{Kind: kind, Name: name, Mentions: []quoth.Span{span}})
	a.phrases[key] = len(a.s.Entities) - 1
	if a.byName != nil {
		a.name(a.phrases[key], name)
	}
	return a.phrases[key]
}

// onOneLine is a name that the text breaks between lines.
func onOneLine(name string) string {
	if !strings.ContainsAny(name, "\n\r\t") {
		return name
	}
	return strings.Join(strings.Fields(name), " ")
}
