package attribute

import (
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/lexicon"
)

// outletRun is the end of the listed outlet of several words at token i, or i:
// "Mail on Sunday", "Corriere della Sera".
func (o *occasions) outletRun(i, to int32) int32 {
	end, join := i, uint32(0)
	for k := i; k < min(i+5, to); k++ {
		join = lexicon.JoinHash(join, o.s.Tokens[k].Lower)
		if k > i && o.capital(i) && o.words.IsOutlet(join) {
			end = k + 1
		}
	}
	return end
}

// phraseEnd is where the noun phrase at token i ends.
func (o *occasions) phraseEnd(i, to int32) int32 {
	for k := i; k < to; k++ {
		t := &o.s.Tokens[k]
		if k > i && o.bareApostrophe(k) {
			continue
		}
		if t.Kind != quoth.Word && t.Kind != quoth.Number && t.Kind != quoth.Address && t.Kind != quoth.Handle && !o.is(k, "&") || o.timeAt(k) && k > i {
			return k
		}
		switch {
		case t.Tag == quoth.POS, o.capital(k) && t.Tag != quoth.PRP, quoth.NN <= t.Tag && t.Tag <= quoth.NNPS, quoth.JJ <= t.Tag && t.Tag <= quoth.JJS,
			t.Tag == quoth.CD, t.Tag == quoth.VBN && k == i, o.is(k, "&"), t.Kind == quoth.Address, t.Kind == quoth.Handle:
		case k > i && k+1 < to && o.insideName(k) && (o.is(k, "of") || o.is(k, "the") || o.is(k, "and") || o.is(k, "to") || o.is(k, "in")) && !o.is(k, "of"):
			if o.is(k, "and") && !o.isOutletThrough(i, k, to) || o.is(k, "in") {
				return k
			}
		default:
			return k
		}
	}
	return to
}

// isOutletThrough tells whether the name goes on over "and": "Globe and Mail".
func (o *occasions) isOutletThrough(i, k, to int32) bool {
	end := k + 1
	for end < to && o.capital(end) {
		end++
	}
	return o.isOutlet(i, end) && !o.isOutlet(k+1, end)
}

func (o *occasions) timeAt(i int32) bool {
	return o.times[i] != 0 && o.s.Times[o.times[i]-1].First == i
}

// nameEnd is the end of the run of capitalised words at token i.
func (o *occasions) nameEnd(i, last int32) int32 {
	k := i
	for k < last && !o.bareApostrophe(k) && o.s.Tokens[k].Tag != quoth.POS && (o.s.Tokens[k].Caps != quoth.LowerCase || o.joinsName(k, i) || o.s.Tokens[k].Kind == quoth.Number && k > i) {
		k++
	}
	return max(k, min(i+1, last))
}

// possessive is the token "’s" in [i, last), or last.
func (o *occasions) possessive(i, last int32) int32 {
	for k := i; k < last; k++ {
		if o.s.Tokens[k].Tag == quoth.POS || o.is(k, "'s") || o.is(k, "’s") || o.bareApostrophe(k) {
			return k
		}
	}
	return quoth.None
}

// bareApostrophe tells whether token k is the apostrophe of "Sky News’ Piers Holt".
func (o *occasions) bareApostrophe(k int32) bool {
	t := &o.s.Tokens[k]
	return t.Kind == quoth.QuoteMark && t.Pair < 0 && !t.Space && o.at(k+1).Caps == quoth.InitialCap && k > 0 && strings.HasSuffix(o.s.Text(k-1), "s")
}

// mediaRole is the token of a word such as "host" or "reporter" in [i, last), or None.
func (o *occasions) mediaRole(i, last int32) int32 {
	for k := i; k < last; k++ {
		if mediaRoles[o.s.Tokens[k].Lower] && o.s.Tokens[k].Caps == quoth.LowerCase {
			return k
		}
	}
	return quoth.None
}
