package attribute

import (
	"strings"

	"github.com/quoth-news/quoth"
)

var (
	documentWords = quoth.HashSet(`report reports study studies indictment lawsuit complaint filing filings documents document papers memo letter
		transcript poll polls survey surveys affidavit ruling book article articles data records record website email emails statement release
		notice bill constitution charter dossier audit review census analysis editorial manifesto motion summary`)
	unnamedWords = quoth.HashSet("familiar anonymity anonymous briefed unnamed unidentified")
	sourceWords  = quoth.HashSet("source sources insider insiders official officials aide aides")
	writes       = quoth.HashSet("wrote writes writing written tweeted posted emailed e-mailed texted tweeting posting blogged")
	denies       = quoth.HashSet("denied denies deny denying denial rebutted refuted refutes refuting")
	rejects      = quoth.HashSet("rejected rejects rejecting dismissed dismisses dismissing disputed disputes disputing")
	allegations  = quoth.HashSet("claim claims allegation allegations accusation accusations suggestion suggestions report reports idea notion speculation rumor rumors rumour rumours charge charges assertion assertions")
	declines     = quoth.HashSet("declined declines declining refused refuses refusing")
	answers      = quoth.HashSet("comment answer say discuss elaborate confirm respond reply speculate disclose provide talk speak be give release name identify")
	refused      = quoth.HashSet("comment interview interviews")
	responds     = quoth.HashSet("respond responded responding reply replied return returned answer answered reached")
)

// footing sets the basis of a quotation.
func (o *occasions) footing(i int) {
	q := &o.s.Quotations[i]
	if q.Basis != quoth.Spokesperson {
		q.Basis = o.basis(q, i)
		if q.Basis == quoth.UnknownBasis && i > 0 && q.Speaker != nil && strings.EqualFold(q.Speaker.Mention.Of(o.s.Doc.Text), "it") {
			if before := &o.s.Quotations[i-1]; before.Basis == quoth.FromDocument && o.segmentOf(before) == o.segmentOf(q) {
				q.Basis = quoth.FromDocument // “The report found … It said …”
			}
		}
	}
}

// basis says on what footing: an unnamed source before all, then a document that
// speaks, then what was written, else on the record where somebody is known.
func (o *occasions) basis(q *quoth.Quotation, i int) quoth.Basis {
	if q.Speaker == nil {
		return quoth.UnknownBasis
	}
	document, unnamed := o.phrase(q.Speaker.Mention)
	e := q.Speaker.Entity
	switch {
	case e >= 0 && o.s.Entities[e].Kind == quoth.Person && !unnamed:
	case document:
		return quoth.FromDocument
	case unnamed, e >= 0 && o.s.Entities[e].Kind == quoth.UnnamedSource && hidden(o.s.Entities[e].Name):
		return quoth.Unnamed
	}
	switch {
	case o.cues[i] != quoth.None && writes[o.s.Tokens[o.cues[i]].Lower]:
		return quoth.Written
	case q.Venue != nil && (q.Venue.Kind == quoth.StatementVenue || q.Venue.Kind == quoth.PostVenue || q.Venue.Kind == quoth.DocumentVenue):
		return quoth.Written
	case e < 0:
		return quoth.UnknownBasis
	}
	return quoth.OnRecord
}

// hidden tells whether a description leaves open who it is: "a person familiar with
// the matter", "one neighbour", but not "the mayor".
func hidden(description string) bool {
	first, _, _ := strings.Cut(description, " ")
	switch strings.ToLower(first) {
	case "the", "his", "her", "their", "its", "this", "that":
		return false
	}
	return true
}

// phrase tells whether a source phrase is a document, and whether it hides who spoke.
func (o *occasions) phrase(span quoth.Span) (document, unnamed bool) {
	first := o.s.TokenAt(span.Start)
	head := int32(quoth.None)
	open := true
	for k := first; int(k) < len(o.s.Tokens) && int(o.s.Tokens[k].Start) < span.End; k++ {
		t := &o.s.Tokens[k]
		if unnamedWords[t.Lower] {
			unnamed = true
		}
		switch {
		case t.Tag == quoth.IN || t.Tag == quoth.Comma || t.Tag == quoth.WP || t.Tag == quoth.WDT || t.Tag == quoth.VBN || t.Tag == quoth.VBG:
			open = head == quoth.None
		case open && quoth.NN <= t.Tag && t.Tag <= quoth.NNPS:
			head = k
		}
	}
	if head == quoth.None {
		return false, unnamed
	}
	t := &o.s.Tokens[head]
	return documentWords[t.Lower], unnamed || sourceWords[t.Lower] && t.Caps == quoth.LowerCase
}

// act tells denials, refusals and silence from statements, by the cue and the first
// words it governs.
func (o *occasions) act(q *quoth.Quotation, c int32) {
	cue := o.s.Tokens[c].Lower
	content := o.s.TokenAt(q.Parts[0].Start)
	if int(content) >= len(o.s.Tokens) {
		return
	}
	switch {
	case q.Form == quoth.Direct:
	case denies[cue], quoth.VBG == o.s.Tokens[c].Tag && o.anyOf(denies, c-1, c): // denies knowing what was in it
		q.Act = quoth.Denial
	case rejects[cue] && o.anyOf(allegations, content, content+4):
		q.Act = quoth.Denial
	case declines[cue] && o.anyOf(refused, c+1, c+4), declines[cue] && (o.is(content, "to") || o.is(c+1, "to")),
		answers[cue] && o.is(c-1, "to") && o.anyOf(declines, c-2, c-1):
		q.Act = quoth.Refusal
	case o.is(c, "comment") && o.negated(c):
		q.Act = quoth.Refusal // would not comment
	case responds[cue] && o.negated(c):
		q.Act = quoth.NoResponse
	}
}

func (o *occasions) anyOf(set map[uint32]bool, from, to int32) bool {
	for i := max(from, 0); i < min(to, int32(len(o.s.Tokens))); i++ {
		if set[o.s.Tokens[i].Lower] {
			return true
		}
	}
	return false
}

// negated tells whether "not" or "n’t" stands just before token i.
func (o *occasions) negated(i int32) bool {
	for k := i - 1; k >= max(i-3, 0); k-- {
		if o.is(k, "not") || o.is(k, "n't") || o.is(k, "n’t") || o.is(k, "never") {
			return true
		}
	}
	return false
}
