package attribute

import (
	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/lexicon"
)

// outletInside finds the outlet before "interview": "in a 2019 Variety interview",
// "in the Ledger’s interview".
func (o *occasions) outletInside(first, head int32, f *frame) {
	for from := first; from < head; from++ {
		if !o.capital(from) {
			continue
		}
		to := from
		for to < head && o.capital(to) {
			to++
		}
		if o.isOutlet(from, to) && f.told == nil {
			f.told = o.outletParty(from, to, "attribute/outlet-interview@1")
		}
		return
	}
}

// isOutlet tells whether the words [first, last) name an outlet.
func (o *occasions) isOutlet(first, last int32) bool {
	bare := first
	if o.is(bare, "the") {
		bare++
	}
	if bare >= last {
		return false
	}
	join := uint32(0)
	for i := bare; i < last; i++ {
		join = lexicon.JoinHash(join, o.s.Tokens[i].Lower)
	}
	if o.words.IsOutlet(join) || o.words.IsOutlet(withThe(o, bare, last)) {
		return true
	}
	head := &o.s.Tokens[last-1]
	named := bare > 0 && o.is(bare-1, "the") || bare > first
	switch {
	case head.Kind == quoth.Address:
		return true
	case last-bare == 1 && o.words.Of(head.Lower).Has(lexicon.Outlet):
		return true
	case mediaWords[head.Lower] && head.Caps != quoth.LowerCase && (last-bare >= 2 || named):
		return named || !o.isPerson(bare, last) // nobody is called "the Courier"
	case last-bare == 1 && named && head.Caps == quoth.InitialCap && head.Tag != quoth.NNPS && !notOutlets[head.Lower]:
		return !o.words.Of(head.Lower).Has(lexicon.People | lexicon.Team | lexicon.Place | lexicon.Title | lexicon.Role | lexicon.Group)
	}
	return false
}

func withThe(o *occasions, first, last int32) uint32 {
	join := lexicon.JoinHash(0, quoth.HashLower("the"))
	for i := first; i < last; i++ {
		join = lexicon.JoinHash(join, o.s.Tokens[i].Lower)
	}
	return join
}

// isPerson tells whether a mention of a person covers the words.
func (o *occasions) isPerson(first, last int32) bool {
	m := o.mentionOver(first, last)
	return m != nil && m.Kind == quoth.NameMention && m.Entity >= 0 && o.s.Entities[m.Entity].Kind == quoth.Person
}

// mentionOver is the longest mention inside [first, last) that reaches its end.
func (o *occasions) mentionOver(first, last int32) *quoth.Mention {
	from, to := o.s.MentionsIn(o.s.TokensSpan(first, last))
	var best *quoth.Mention
	for k := from; k < to; k++ {
		m := &o.s.Mentions[k]
		if m.First+1 >= first && m.Last == last && (best == nil || m.Len() > best.Len()) {
			best = m
		}
	}
	return best
}

func (o *occasions) outletParty(first, last int32, rule string) *quoth.Party {
	if o.is(first, "the") {
		first++
	}
	if first > 0 && o.is(first-1, "the") && o.s.Tokens[first-1].Caps != quoth.LowerCase && o.words.IsOutlet(withThe(o, first, last)) {
		first-- // "The Hill" is never only "Hill"
	}
	p := &quoth.Party{Span: o.s.TokensSpan(first, last), Entity: quoth.None, Rule: rule}
	p.Name = p.Of(o.s.Doc.Text)
	if m := o.mentionOver(first, last); m != nil {
		p.Entity = int(m.Entity)
	}
	return p
}
