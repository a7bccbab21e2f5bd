package attribute

import (
	"slices"

	"github.com/quoth-news/quoth"
)

// about notes whom the words of a quotation are about: everyone named in them, or
// meant by a pronoun in them, but the speaker; and who is named in "As for X, …"
// before them. Each entity once, by its first name, else its first mention.
func (o *occasions) about(i int) {
	q := &o.s.Quotations[i]
	q.About = q.About[:0]
	speaker := speakerOf(q)
	for _, p := range q.Parts {
		o.aboutIn(q, p, speaker)
	}
	if c := o.cues[i]; c != quoth.None {
		if span := o.subjectMatter(c); !span.Empty() {
			o.aboutIn(q, span, speaker)
		}
	}
	slices.SortFunc(q.About, func(a, b quoth.About) int { return a.Start - b.Start })
}

// aboutIn adds the entities mentioned in a span.
func (o *occasions) aboutIn(q *quoth.Quotation, span quoth.Span, speaker int) {
	from, to := o.s.MentionsIn(span)
	for k := from; k < to; k++ {
		m := &o.s.Mentions[k]
		e := int(m.Entity)
		if e < 0 || e == speaker && (q.Via == nil || o.firstPerson(m)) || !span.Holds(m.Span) || m.Kind == quoth.PronounMention && m.Confidence < .5 {
			continue
		}
		switch o.s.Entities[e].Kind {
		case quoth.Person:
		case quoth.Organisation, quoth.Group: // "the company" and "people" are too little
			if m.Kind != quoth.NameMention || o.s.Tokens[m.Head].Caps == quoth.LowerCase {
				continue
			}
		default:
			continue
		}
		if q.Via != nil && e == q.Via.Entity {
			continue
		}
		at := slices.IndexFunc(q.About, func(a quoth.About) bool { return a.Entity == e })
		switch {
		case at < 0:
			q.About = append(q.About, quoth.About{Span: m.Span, Entity: e})
		case m.Kind == quoth.NameMention && !o.isName(q.About[at].Span):
			q.About[at].Span = m.Span
		}
	}
}

// firstPerson tells whether a mention is "I" or "we": of the principal a spokesperson
// speaks as of another.
func (o *occasions) firstPerson(m *quoth.Mention) bool {
	return m.Kind == quoth.PronounMention && firstPersons[o.s.Tokens[m.Head].Lower]
}

var firstPersons = quoth.HashSet("i me my mine myself we us our ours ourselves")

func (o *occasions) isName(span quoth.Span) bool {
	from, to := o.s.MentionsIn(span)
	for k := from; k < to; k++ {
		if o.s.Mentions[k].Span == span {
			return o.s.Mentions[k].Kind == quoth.NameMention
		}
	}
	return false
}

// subjectMatter is the phrase before the subject that says what follows is about:
// "As for her feud with Parker, …", "Asked about Reyes, …", "Speaking of Ellison, …".
func (o *occasions) subjectMatter(cue int32) quoth.Span {
	first := o.s.Sentences[o.s.Tokens[cue].Sentence].First
	switch {
	case o.is(first, "as") && o.is(first+1, "for"), o.is(first, "asked") && o.is(first+1, "about"), o.is(first, "speaking") && o.is(first+1, "of"),
		o.is(first, "speaking") && o.is(first+1, "about"), o.is(first, "referring") && o.is(first+1, "to"), o.is(first, "of"), o.is(first, "about"),
		o.is(first, "on") && !o.timeAt(first), o.is(first, "regarding"):
	default:
		return quoth.Span{}
	}
	for i := first + 1; i < cue; i++ {
		if t := &o.s.Tokens[i]; t.Tag == quoth.Comma {
			return o.s.TokensSpan(first, i)
		} else if t.Kind == quoth.QuoteMark {
			break
		}
	}
	return quoth.Span{}
}
