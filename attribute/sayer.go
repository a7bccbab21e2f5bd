package attribute

import (
	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/lexicon"
)

// The ways of telling beside a turn who speaks.
const (
	nobodyTold  uint32 = iota
	inverted           // “…,” said Mara
	subjectThen        // “…,” Mara said
	announcing         // Mara said, “…”
	acting             // Mara sat down. “…”
	actingAfter        // “…” Mara sat down.
)

// The words that tell.
const (
	otherWord uint32 = iota
	nameWord
	descriptionWord
	hePronoun // he or she
)

// sayer is who speaks a turn by the words beside it.
type sayer struct {
	class   uint32
	kind    uint32
	mention int // or None where only span is known
	entity  int // or None
	span    quoth.Span
	verb    int32 // token, or None
	owner   bool  // “…” was Mara's answer

	phraseKind quoth.EntityKind // where there is no mention
}

const titles = lexicon.Title

var (
	hashDear = quoth.HashLower("dear")
	hashMy   = quoth.HashLower("my")
	hashOh   = quoth.HashLower("oh")
)

// sayer reads the words of the paragraph around a turn.
func (a *speakers) sayer(p place) sayer {
	s := a.s
	none := sayer{mention: quoth.None, entity: quoth.None, verb: quoth.None}
	sentence := s.Sentences[s.Tokens[p.first].Sentence]
	segment := sentence.Segment
	for k, part := range p.q.Parts {
		open, behind := s.TokenAt(part.Start), s.TokenAt(part.End-1)+1
		y := a.after(behind, segment)
		if told := y.class == inverted || y.class == subjectThen; told && s.Tokens[behind-1].Tag == quoth.Comma {
			return y
		}
		if k == 0 {
			if y := a.announces(open, segment); y.class == announcing {
				return y
			}
		}
		if y.class == inverted || y.class == subjectThen {
			return y
		}
	}
	if y := a.acts(p.first-1, segment); y.class != nobodyTold {
		return y
	}
	if y := a.after(p.last, segment); y.class != nobodyTold {
		return y
	}
	return none
}

// mark tells whether token i is a quotation mark that is one.
func (a *speakers) mark(i int32) bool {
	return a.s.Tokens[i].Kind == quoth.QuoteMark && a.s.Tokens[i].Pair >= 0
}

func (a *speakers) inSegment(i, segment int32) bool {
	return i >= 0 && int(i) < len(a.s.Tokens) && a.s.Sentences[a.s.Tokens[i].Sentence].Segment == segment
}

func finite(tag uint8) bool { return tag == quoth.VBD || tag == quoth.VBZ || tag == quoth.VBP }

// after reads what follows the closing mark before token i.
func (a *speakers) after(i, segment int32) sayer {
	t := a.s.Tokens
	for a.inSegment(i, segment) && (a.mark(i) && a.s.Marks[t[i].Pair].Close == i || t[i].Tag == quoth.Comma || t[i].Lower == hashDash) {
		i++
	}
	y := sayer{mention: quoth.None, entity: quoth.None, verb: quoth.None}
	if !a.inSegment(i, segment) || t[i].Kind == quoth.QuoteMark {
		return y
	}
	begins := t[i].Caps != quoth.LowerCase && t[i-1].Kind == quoth.QuoteMark && i >= 2 && t[i-2].Tag == quoth.FullStop // “…?” He sat down.
	verb := i
	for verb < i+2 && a.inSegment(verb, segment) && t[verb].Tag == quoth.RB {
		verb++
	}
	if a.inSegment(verb+1, segment) && (finite(t[verb].Tag) || speechVerbs[t[verb].Lower]) {
		who := verb + 1
		if a.inSegment(who+1, segment) && (t[who].Tag == quoth.RP || particles[t[who].Lower]) { // put in Kitty
			who++
		}
		if y := a.somebody(who, min(who+6, a.end(i))); y.class != nobodyTold && (!y.owner || owning[t[verb].Lower]) {
			y.class, y.verb = inverted, verb
			return y
		}
		return y
	}
	y = a.somebody(i, min(i+5, a.end(i)))
	if y.class == nobodyTold || y.owner {
		return sayer{mention: quoth.None, entity: quoth.None, verb: quoth.None}
	}
	end := a.s.TokenAt(y.span.End)
	y.verb = a.verbBehind(end, a.end(i))
	switch {
	case y.verb >= 0 && speechVerbs[t[y.verb].Lower]:
		y.class = subjectThen
	case y.verb >= 0 && !begins:
		y.class = subjectThen
	case y.verb >= 0:
		y.class = actingAfter
	default:
		y.class = nobodyTold
	}
	return y
}

// end is the token after the sentence of token i, or the next quotation mark.
func (a *speakers) end(i int32) int32 {
	last := a.s.Sentences[a.s.Tokens[i].Sentence].Last
	for k := i; k < last; k++ {
		if a.mark(k) {
			return k
		}
	}
	return last
}

// verbBehind is the verb of the subject that ends at token i: right behind it but for
// adverbs, or behind the comma that closes an apposition; None where there is none.
func (a *speakers) verbBehind(i, last int32) int32 {
	t := a.s.Tokens
	for i < last && (t[i].Tag == quoth.RB || t[i].Tag == quoth.MD) {
		i++
	}
	if i < last && (finite(t[i].Tag) || speechVerbs[t[i].Lower]) {
		return i
	}
	if i < last && t[i].Tag == quoth.Comma {
		for k := i + 1; k < min(last-1, i+18); k++ {
			if t[k].Tag == quoth.Comma {
				if finite(t[k+1].Tag) {
					return k + 1
				}
				if t[k+1].Tag == quoth.RB && k+2 < last && finite(t[k+2].Tag) {
					return k + 2
				}
			}
		}
		for k := i + 1; k < min(last-1, i+20); k++ {
			if finite(t[k].Tag) && (t[k-1].Tag != quoth.WP || t[i+1].Tag == quoth.WP) && t[k-1].Tag != quoth.PRP {
				return k
			}
		}
	}
	return quoth.None
}

// announces reads what leads up to the opening mark before token open: its subject,
// where a comma, colon or verb of speech stands before the mark.
func (a *speakers) announces(open, segment int32) sayer {
	t := a.s.Tokens
	none := sayer{mention: quoth.None, entity: quoth.None, verb: quoth.None}
	i := open - 1
	for a.inSegment(i, segment) && a.mark(i) {
		i--
	}
	if i < 0 || !a.inSegment(i, segment) && (!a.inSegment(i, segment-1) || a.s.Segments[segment-1].Kind != quoth.Paragraph || speechVerbs[t[i].Lower]) {
		return none
	}
	if t[i].Tag != quoth.Comma && t[i].Tag != quoth.Colon && !speechVerbs[t[i].Lower] {
		return none
	}
	return a.subject(i+1, announcing)
}

// acts reads the sentence before token i, inclusive, of the paragraph.
func (a *speakers) acts(i, segment int32) sayer {
	for a.inSegment(i, segment) && a.mark(i) {
		i--
	}
	if !a.inSegment(i, segment) || a.s.Tokens[i].Inside >= 0 {
		return sayer{mention: quoth.None, entity: quoth.None, verb: quoth.None}
	}
	return a.subject(i+1, acting)
}

var (
	hashDash    = quoth.HashLower("--")
	hashOf      = quoth.HashLower("of")
	particles   = quoth.HashSet("in", "out", "up", "on", "forth", "again", "back")
	owning      = quoth.HashSet("was", "is", "were", "came")
	subordinate = quoth.HashSet("before when as after if while because though although until since that whether")
	voices      = quoth.HashSet("voice", "tones", "voices", "tone")
	speechVerbs = quoth.HashSet("said says cried replied answered asked exclaimed returned continued added observed remarked murmured whispered " +
		"inquired enquired repeated thought shouted muttered demanded began went laughed called suggested resumed interrupted rejoined declared " +
		"explained pursued agreed protested gasped sighed told retorted interposed responded ejaculated growled screamed roared sobbed pleaded " +
		"insisted admitted announced persisted concluded stammered faltered echoed mused put wondered objected sneered groaned snapped")
)
