package resolve

import (
	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/lexicon"
)

const longestDescription = 10 // tokens before the head

// description makes the mention of the noun phrase whose head is token i, such as
// "the 52-year-old mayor" or "a spokesman for Mara Ellison". A role right before a
// name is the name’s title and no mention of its own.
func (r *Resolver) description(s *quoth.Sheet, sentence *quoth.Sentence, k, i int32) {
	t := &s.Tokens[i]
	if !isNoun(t.Tag) && (i == sentence.First || s.Tokens[i-1].Tag != quoth.DT) {
		return // "the institute", whatever the tagger makes of it
	}
	if i+1 < sentence.Last && isNoun(s.Tokens[i+1].Tag) {
		return // the head is further on, or a name follows
	}
	first, how := r.phraseStart(s, sentence, i)
	class := r.class[i]
	if how == bare && !class.Has(lexicon.Role|lexicon.Group) && descriptionKind(class, t.Tag) == quoth.Organisation {
		return // "to college", "secretary of state"
	}
	if how == bare && t.Caps == quoth.InitialCap && i > sentence.First && class.Has(lexicon.Outlet) {
		return // told People
	}
	in := info{class: class, begin: how, sentence: k, kind: descriptionKind(class, t.Tag)}
	switch {
	case in.kind == quoth.Group:
		in.gender = many
	case in.kind == quoth.Organisation:
		in.gender = neuter
	case class.Has(lexicon.RoleMale) && !class.Has(lexicon.RoleFemale):
		in.gender = male
	case class.Has(lexicon.RoleFemale) && !class.Has(lexicon.RoleMale):
		in.gender = female
	}
	r.add(s, quoth.DescriptionMention, first, r.phraseEnd(s, sentence, i+1, class), i, in)
}

// descriptionKind tells a person from several and from an organisation.
func descriptionKind(class lexicon.Classes, tag uint8) quoth.EntityKind {
	plural := tag == quoth.NNS || tag == quoth.NNPS
	switch {
	case class.Has(lexicon.Role) && (plural || class.Has(lexicon.Plural)), class.Has(lexicon.Group), class.Has(lexicon.OrgNoun) && plural:
		return quoth.Group
	case class.Has(lexicon.Role):
		return quoth.UnnamedSource
	}
	return quoth.Organisation
}

func isNoun(tag uint8) bool {
	return tag == quoth.NN || tag == quoth.NNS || tag == quoth.NNP || tag == quoth.NNPS
}

// phraseStart goes left from the head to where its noun phrase begins.
func (r *Resolver) phraseStart(s *quoth.Sheet, sentence *quoth.Sentence, head int32) (int32, begin) {
	sure := head // as far as the words can be nothing else
	for i := head - 1; i >= max(sentence.First, head-longestDescription); i-- {
		switch s.Tokens[i].Tag {
		case quoth.DT, quoth.PDT:
			return i, determiner(s.Tokens[i].Lower)
		case quoth.PRPS:
			return i, owned
		case quoth.CD:
			return r.afterNumber(s, sentence, i)
		case quoth.POS:
			return r.ownerStart(s, sentence, i), owned
		case quoth.CloseQuote:
			if s.Tokens[i].Pair >= 0 || i == sentence.First || !isNoun(s.Tokens[i-1].Tag) {
				return sure, quantity(s, sure)
			}
			return r.ownerStart(s, sentence, i), owned // Sanders’ campaign
		case quoth.JJ, quoth.JJR, quoth.JJS, quoth.NN, quoth.NNS, quoth.NNP, quoth.NNPS, quoth.Hyphen:
			if sure == i+1 {
				sure = i
			}
		case quoth.VBN, quoth.VBG, quoth.RB, quoth.RBS: // part of it only if a determiner comes
		default:
			return sure, quantity(s, sure)
		}
	}
	return sure, quantity(s, sure)
}

var (
	hashA     = quoth.HashLower("a")
	hashAn    = quoth.HashLower("an")
	hashThis  = quoth.HashLower("this")
	hashThat  = quoth.HashLower("that")
	hashThese = quoth.HashLower("these")
	hashThose = quoth.HashLower("those")
	hashMany  = quoth.HashLower("many")
	hashFew   = quoth.HashLower("few")
	hashSev   = quoth.HashLower("several")
	hashOther = quoth.HashLower("other")
)

func determiner(lower uint32) begin {
	switch lower {
	case hashThe:
		return definite
	case hashA, hashAn:
		return indefinite
	case hashThis, hashThat, hashThese, hashThose:
		return demonstrative
	}
	return quantified
}

func quantity(s *quoth.Sheet, first int32) begin {
	switch s.Tokens[first].Lower {
	case hashMany, hashFew, hashSev, hashOther:
		return quantified
	}
	return bare
}

// afterNumber tells "the three senators" and "the 52-year-old mayor" from "three senators".
func (r *Resolver) afterNumber(s *quoth.Sheet, sentence *quoth.Sentence, i int32) (int32, begin) {
	if i > sentence.First {
		switch s.Tokens[i-1].Tag {
		case quoth.DT:
			return i - 1, determiner(s.Tokens[i-1].Lower)
		case quoth.PRPS:
			return i - 1, owned
		}
	}
	return i, quantified
}

// ownerStart goes left over "the city council" in "the city council’s chairman".
func (r *Resolver) ownerStart(s *quoth.Sheet, sentence *quoth.Sentence, i int32) int32 {
	for i > sentence.First {
		tag := s.Tokens[i-1].Tag
		if isNoun(tag) || tag == quoth.JJ || tag == quoth.CD {
			i--
			continue
		}
		if tag == quoth.DT || tag == quoth.PRPS {
			i--
		}
		break
	}
	return i
}

var complements = quoth.HashSet("for", "of", "at", "from", "with", "in", "to", "on", "familiar", "close", "briefed", "by", "knowledge", "near", "inside", "within")

// phraseEnd goes right over what completes a description: "for Mara Ellison",
// "of the city council", "familiar with the matter".
func (r *Resolver) phraseEnd(s *quoth.Sheet, sentence *quoth.Sentence, i int32, class lexicon.Classes) int32 {
	if !class.Has(lexicon.Role | lexicon.OrgNoun | lexicon.Group) {
		return i
	}
	end := i
	for rounds := 0; rounds < 3 && i < sentence.Last; rounds++ {
		start := i
		for i < sentence.Last && i < start+3 && s.Tokens[i].Kind == quoth.Word && complements[s.Tokens[i].Lower] {
			i++
		}
		if i == start {
			break
		}
		phrase := i
		for i < sentence.Last && i < phrase+8 && phraseWord(s.Tokens[i].Tag) {
			i++
		}
		if i == phrase || !isNoun(s.Tokens[i-1].Tag) || r.class[i-1].Has(lexicon.Calendar) {
			break
		}
		end = i
	}
	return end
}

func phraseWord(tag uint8) bool {
	switch tag {
	case quoth.DT, quoth.PRPS, quoth.JJ, quoth.CD, quoth.POS, quoth.NN, quoth.NNS, quoth.NNP, quoth.NNPS, quoth.Hyphen:
		return true
	}
	return false
}
