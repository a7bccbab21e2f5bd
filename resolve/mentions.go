package resolve

import (
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/lexicon"
)

// gender is what words show of someone: bits, none for nothing.
type gender uint8

const (
	male gender = 1 << iota
	female
	neuter // "it": organisations, places
	many   // "they"
)

// info is what the stage knows of a mention beside what it publishes.
type info struct {
	class      lexicon.Classes // of the head
	kind       quoth.EntityKind
	gender     gender // shown by the words themselves: "Mr.", "actress", "he"
	title      int32  // titles stand in tokens [title, First)
	begin      begin
	relative   bool  // "who"
	possessive bool  // "Mara’s", "his"
	subject    bool  // stands where subjects stand: a verb follows, or precedes after a comma
	object     bool  // a verb or preposition stands before
	quote      int32 // the outermost pair of marks around it, or None
	sentence   int32
	role       int32 // for a description: the mention it is tied to by the text, or None
}

// begin is how a description begins.
type begin uint8

const (
	bare begin = iota
	definite
	indefinite
	owned // his brother, Mara’s brother
	demonstrative
	quantified // several, many, three
)

// add appends a mention and what is known of it.
func (r *Resolver) add(s *quoth.Sheet, kind quoth.MentionKind, first, last, head int32, in info) {
	s.Mentions = append(s.Mentions, quoth.Mention{Span: s.TokensSpan(first, last), First: first, Last: last, Head: head,
		Kind: kind, Entity: quoth.None})
	in.role, in.quote = quoth.None, r.quoteAround(s, head)
	if kind != quoth.NameMention {
		in.title = first
	}
	r.info = append(r.info, in)
}

// quoteAround is the outermost pair of marks around a token, or None.
func (r *Resolver) quoteAround(s *quoth.Sheet, token int32) int32 {
	q := s.Tokens[token].Inside
	for q >= 0 && s.Marks[q].Parent >= 0 {
		q = s.Marks[q].Parent
	}
	return q
}

// mentions makes the mentions of every sentence, in order.
func (r *Resolver) mentions(s *quoth.Sheet) {
	r.info = r.info[:0]
	next := 0
	for k := range s.Sentences {
		sentence := &s.Sentences[k]
		first := len(s.Mentions)
		for ; next < len(r.found) && r.found[next].first < sentence.Last; next++ {
			r.nameMention(s, sentence, int32(k), r.found[next])
		}
		names := s.Mentions[first:]
		for i, n := sentence.First, 0; i < sentence.Last; i++ {
			for n < len(names) && names[n].Last <= i {
				n++
			}
			if n < len(names) && names[n].First <= i {
				continue
			}
			r.otherMention(s, sentence, int32(k), i)
		}
		r.sortMentions(s, first)
		for m := first; m < len(s.Mentions); m++ {
			r.function(s, sentence, m)
		}
	}
}

// otherMention makes the mention whose head is token i, if there is one.
func (r *Resolver) otherMention(s *quoth.Sheet, sentence *quoth.Sentence, k, i int32) {
	t := &s.Tokens[i]
	switch {
	case t.Kind == quoth.Handle:
		r.add(s, quoth.HandleMention, i, i+1, i, info{sentence: k})
	case t.Kind != quoth.Word:
	case pronounOf(t.Lower) != nil:
		p := pronounOf(t.Lower)
		if p.tagged && t.Tag != quoth.PRP && t.Tag != quoth.PRPS {
			return // "mine", "one’s" and the like as other words
		}
		in := info{gender: p.gender, sentence: k, possessive: p.possessive}
		r.add(s, quoth.PronounMention, i, i+1, i, in)
	case t.Lower == hashWho && t.Tag == quoth.WP:
		r.relative(s, sentence, k, i)
	case t.End-t.Start > 9 && strings.HasSuffix(s.Text(i), "-year-old"):
		r.aged(s, sentence, k, i)
	case r.class[i].Has(lexicon.Role | lexicon.Group | lexicon.OrgNoun):
		r.description(s, sentence, k, i)
	}
}

// relative makes the mention of "who" in "Agnes Tolliver, who said": it means
// whatever ends before it, see linkRelative.
func (r *Resolver) relative(s *quoth.Sheet, sentence *quoth.Sentence, k, i int32) {
	if i > sentence.First && i+1 < sentence.Last {
		r.add(s, quoth.PronounMention, i, i+1, i, info{sentence: k, relative: true})
	}
}

// aged makes the mention of "the 34-year-old" where no noun follows.
func (r *Resolver) aged(s *quoth.Sheet, sentence *quoth.Sentence, k, i int32) {
	if i == sentence.First || s.Tokens[i-1].Tag != quoth.DT || i+1 < sentence.Last && (isNoun(s.Tokens[i+1].Tag) || s.Tokens[i+1].Tag == quoth.JJ) {
		return
	}
	r.add(s, quoth.DescriptionMention, i-1, i+1, i, info{sentence: k, kind: quoth.UnnamedSource, begin: determiner(s.Tokens[i-1].Lower), class: lexicon.Role})
}

// sortMentions orders the mentions from index first on by start, longer first.
func (r *Resolver) sortMentions(s *quoth.Sheet, first int) {
	m, in := s.Mentions[first:], r.info[first:]
	for i := 1; i < len(m); i++ { // nearly sorted, and short
		for j := i; j > 0 && before(&m[j], &m[j-1]); j-- {
			m[j], m[j-1] = m[j-1], m[j]
			in[j], in[j-1] = in[j-1], in[j]
		}
	}
}

func before(a, b *quoth.Mention) bool {
	return a.Start < b.Start || a.Start == b.Start && a.End > b.End
}

// function tells by the tags beside a mention whether it is subject or object.
func (r *Resolver) function(s *quoth.Sheet, sentence *quoth.Sentence, m int) {
	mention, in := &s.Mentions[m], &r.info[m]
	i := mention.Last
	if i < sentence.Last && s.Tokens[i].Tag == quoth.POS {
		in.possessive = true
		return
	}
	for i < sentence.Last && (s.Tokens[i].Tag == quoth.RB || s.Tokens[i].Tag == quoth.MD) {
		i++
	}
	if i < sentence.Last && isFinite(s.Tokens[i].Tag) {
		in.subject = true
	}
	// "…, said Ellison." and ", a doctor, said" are subjects too.
	before := max(in.title, sentence.First) - 1
	if before < sentence.First {
		in.subject = in.subject || i < sentence.Last && s.Tokens[i].Kind == quoth.Punct
		return
	}
	switch tag := s.Tokens[before].Tag; {
	case isFinite(tag) || tag == quoth.VB || tag == quoth.VBG || tag == quoth.VBN:
		in.object = true
		if isFinite(tag) && before > sentence.First && (s.Tokens[before-1].Tag == quoth.Comma || s.Tokens[before-1].Tag == quoth.CloseQuote) {
			in.object, in.subject = false, true
		}
	case tag == quoth.IN || tag == quoth.TO:
		in.object = !in.subject
	}
	if !in.subject && i < sentence.Last && s.Tokens[i].Tag == quoth.Comma {
		in.subject = r.verbAfterApposition(s, sentence, i)
	}
}

// verbAfterApposition sees the "said" of ", a doctor in Ohio, said".
func (r *Resolver) verbAfterApposition(s *quoth.Sheet, sentence *quoth.Sentence, comma int32) bool {
	for i := comma + 1; i < min(sentence.Last, comma+16); i++ {
		if s.Tokens[i].Tag == quoth.Comma {
			return i+1 < sentence.Last && isFinite(s.Tokens[i+1].Tag)
		}
	}
	return false
}

func isFinite(tag uint8) bool { return tag == quoth.VBD || tag == quoth.VBZ || tag == quoth.VBP }

// pronoun is a word that stands for someone.
type pronoun struct {
	word       string
	gender     gender
	possessive bool
	tagged     bool // must be tagged as a pronoun
	speaker    bool // I, we, you: whoever speaks
	reflexive  bool
}

var pronounTable = []pronoun{
	{word: "he", gender: male}, {word: "him", gender: male}, {word: "his", gender: male, possessive: true}, {word: "himself", gender: male, reflexive: true},
	{word: "she", gender: female}, {word: "her", gender: female}, {word: "hers", gender: female, possessive: true}, {word: "herself", gender: female, reflexive: true},
	{word: "they", gender: many}, {word: "them", gender: many}, {word: "their", gender: many, possessive: true}, {word: "theirs", gender: many, possessive: true}, {word: "themselves", gender: many, reflexive: true},
	{word: "'em", gender: many, tagged: true},
	{word: "it", gender: neuter}, {word: "its", gender: neuter, possessive: true}, {word: "itself", gender: neuter, reflexive: true},
	{word: "i", speaker: true}, {word: "me", speaker: true}, {word: "my", speaker: true, possessive: true}, {word: "mine", speaker: true, possessive: true, tagged: true}, {word: "myself", speaker: true, reflexive: true},
	{word: "we", speaker: true}, {word: "us", speaker: true, tagged: true}, {word: "our", speaker: true, possessive: true}, {word: "ours", speaker: true, possessive: true}, {word: "ourselves", speaker: true, reflexive: true},
	{word: "you", speaker: true}, {word: "your", speaker: true, possessive: true}, {word: "yours", speaker: true, possessive: true}, {word: "yourself", speaker: true, reflexive: true},
}

// pronounHash is open-addressed by the low byte of the hash.
var pronounHash = func() (t [256]*pronoun) {
	for i := range pronounTable {
		at := quoth.HashLower(pronounTable[i].word) & 255
		for t[at] != nil {
			at = (at + 1) & 255
		}
		t[at] = &pronounTable[i]
	}
	return t
}()

var pronounKeys = func() []uint32 {
	keys := make([]uint32, 256)
	for i, p := range pronounHash {
		if p != nil {
			keys[i] = quoth.HashLower(p.word)
		}
	}
	return keys
}()

func pronounOf(lower uint32) *pronoun {
	for at := lower & 255; pronounHash[at] != nil; at = (at + 1) & 255 {
		if pronounKeys[at] == lower {
			return pronounHash[at]
		}
	}
	return nil
}
