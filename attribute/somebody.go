package attribute

import (
	"github.com/quoth-news/quoth"
)

// subject is somebody with a verb in the sentence that ends before token end, after
// the last quotation in it: the last whose verb is one of speech where the sentence
// announces the words, else the last of a main clause, where they are not announced the
// first, else the first.
func (a *speakers) subject(end int32, class uint32) sayer {
	t := a.s.Tokens
	first := a.s.Sentences[t[end-1].Sentence].First
	for k := end - 1; k >= first; k-- {
		if a.mark(k) || t[k].Inside >= 0 {
			first = k + 1
			break
		}
	}
	best, rank := sayer{mention: quoth.None, entity: quoth.None, verb: quoth.None}, 0
	clause := first // where the clause of token k begins
	for k := first; k < end; k++ {
		if t[k].Tag == quoth.Comma {
			clause = k + 1
		}
		y := a.somebody(k, min(k+4, end))
		if y.class == nobodyTold || y.owner || a.noSubject(&y) || y.mention < 0 && (class == acting || y.phraseKind == quoth.Person && t[k].Tag != quoth.DT) {
			continue
		}
		last := a.s.TokenAt(y.span.End)
		if y.verb = a.verbBehind(last, end); y.verb >= 0 || t[last-1].Tag == quoth.WP {
			y.class = class
			now := 2
			switch {
			case class == announcing && y.verb >= 0 && speechVerbs[t[y.verb].Lower]:
				now = 3
			case subordinate[t[clause].Lower]:
				now = 1
			}
			if now > rank || now == 3 || now == 2 && rank == 2 && class == announcing {
				best, rank = y, now
			}
		}
		k = max(k, last-1)
	}
	return best
}

var neverSubjects = quoth.HashSet("him her them me us it himself herself itself themselves myself yourself")

// noSubject tells words that speak for nobody: "them", "his paper on the table".
func (a *speakers) noSubject(y *sayer) bool {
	if y.mention < 0 {
		return false
	}
	m := &a.s.Mentions[y.mention]
	return m.Kind == quoth.PronounMention && neverSubjects[a.s.Tokens[m.Head].Lower] ||
		m.Kind == quoth.DescriptionMention && y.entity >= 0 && a.s.Entities[y.entity].Kind == quoth.Organisation
}

// somebody is the first mention that begins in tokens [from, to), or, where a noun
// phrase stands there that is no mention, that phrase.
func (a *speakers) somebody(from, to int32) sayer {
	s, t := a.s, a.s.Tokens
	y := sayer{mention: quoth.None, entity: quoth.None, verb: quoth.None}
	if from >= to {
		return y
	}
	if y, ok := a.mentioned(from, to); ok {
		return y
	}
	if t[from].Tag != quoth.DT && t[from].Tag != quoth.NNP && t[from].Caps != quoth.InitialCap && !a.alone(from) {
		return y
	}
	for k := from; k < min(from+6, int32(len(t))); k++ {
		switch tag := t[k].Tag; {
		case tag == quoth.NNP || tag == quoth.NN || tag == quoth.NNS || t[k].Caps == quoth.InitialCap && tag != quoth.DT && tag != quoth.PRP && tag != quoth.IN:
			if next := k + 1; int(next) < len(t) && (t[next].Tag == quoth.NNP || t[next].Tag == quoth.NN || t[next].Tag == quoth.NNS) {
				continue
			}
			if voices[t[k].Lower] && int(k+2) < len(t) && t[k+1].Lower == hashOf {
				if y, ok := a.mentioned(k+2, min(k+6, a.end(k))); ok { // the voice of Mara
					return y
				}
			}
			y.class, y.kind, y.span, y.phraseKind = actingAfter, descriptionWord, s.TokensSpan(from, k+1), quoth.UnnamedSource
			switch {
			case tag == quoth.NNP || t[k].Caps == quoth.InitialCap:
				y.phraseKind = quoth.Person // the Gryphon
			case tag == quoth.NNS:
				y.phraseKind = quoth.Group
			}
			return y
		case tag == quoth.DT && k == from || tag == quoth.JJ:
		default:
			return y
		}
	}
	return y
}

// alone tells whether token i is a noun with a verb of speech before it and a stop
// behind it: “…,” said nanny.
func (a *speakers) alone(i int32) bool {
	t := a.s.Tokens
	return t[i].Tag == quoth.NN && i > 0 && speechVerbs[t[i-1].Lower] && int(i+1) < len(t) && t[i+1].Kind == quoth.Punct
}

// mentioned is the first mention that begins in tokens [from, to) with nothing but
// titles and the like before it.
func (a *speakers) mentioned(from, to int32) (sayer, bool) {
	s, t := a.s, a.s.Tokens
	y := sayer{mention: quoth.None, entity: quoth.None, verb: quoth.None}
	if from >= to {
		return y, false
	}
	low, high := s.MentionsIn(quoth.Span{Start: int(t[from].Start), End: int(t[to-1].End)})
	for m := low; m < high; m++ {
		x := &s.Mentions[m]
		if x.First < from || t[x.Head].Tag == quoth.PRPS {
			continue
		}
		for k := from; k < x.First; k++ {
			switch t[k].Tag {
			case quoth.DT, quoth.JJ, quoth.NNP, quoth.NN, quoth.RB, quoth.PRPS, quoth.POS:
			default:
				return y, false
			}
		}
		y.class, y.mention, y.entity, y.span = actingAfter, m, int(x.Entity), x.Span
		y.owner = int(x.Last) < len(t) && t[x.Last].Tag == quoth.POS
		switch x.Kind {
		case quoth.NameMention:
			y.kind = nameWord
		case quoth.DescriptionMention:
			y.kind = descriptionWord
			if e := int(x.Entity); e < 0 {
				y.phraseKind = quoth.UnnamedSource
			}
		case quoth.PronounMention:
			if h := t[x.Head].Lower; h == hashHe || h == hashShe {
				y.kind = hePronoun
			}
		}
		return y, true
	}
	return y, false
}
