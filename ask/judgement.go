package ask

import (
	"context"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/compare"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

// judgement is what the words say: a verdict, and the candidate it rests on.
type judgement struct {
	result      compare.Result
	chosen      *candidate // nil where nothing was found
	attribution Attribution
}

// judge holds the quotation against the candidates. The words of the person asked
// for come first: only where theirs do not bear the quotation out, and another's
// do, is it another's.
func judge(quote string, by speaker, found []candidate) judgement {
	if len(found) == 0 {
		return judgement{result: compare.Result{Wording: compare.NotFound, Source: quoth.None, Other: quoth.None}, attribution: UncheckedSpeaker}
	}
	all := compare.Best(quote, sources(found))
	result, pool := all, found
	if by.asked() {
		if own := said(found, by); len(own) > 0 {
			if r := compare.Best(quote, sources(own)); prefersOwn(r.Wording, all.Wording) {
				result, pool = r, own
			}
		}
	}
	j := judgement{result: result, attribution: UncheckedSpeaker}
	if result.Source == quoth.None {
		return j
	}
	j.chosen = &pool[result.Source]
	j.attribution = attribution(quote, by, j.chosen, found, result.Wording)
	if other := result.Other; other != quoth.None && j.attribution == Supported && !by.is(pool[other].speaker) {
		j.attribution = OtherSpeaker // of a splice both halves must be theirs
	}
	return j
}

// prefersOwn tells whether the verdict on the words of the person asked for
// answers the question, given the verdict on everybody's.
func prefersOwn(own, all compare.Verdict) bool {
	if own == compare.NotFound || own == compare.Unchecked {
		return false
	}
	return own.Fine() || own == compare.Truncated || !all.Fine() && all != compare.Spliced
}

func sources(found []candidate) []compare.Source {
	out := make([]compare.Source, len(found))
	for i := range found {
		out[i] = found[i].source
	}
	return out
}

// said are the candidates the person asked for may have said: in person, through a
// spokesperson, or quoting another.
func said(found []candidate, by speaker) []candidate {
	var out []candidate
	for _, c := range found {
		if by.is(c.speaker) || c.outer != nil && by.is(*c.outer) || c.via != "" && sameName(by.name, c.via) {
			out = append(out, c)
		}
	}
	return out
}

// attribution says how the record stands to the person asked for.
func attribution(quote string, by speaker, c *candidate, found []candidate, wording compare.Verdict) Attribution {
	if wording.Fine() && disputed(quote, c, found) {
		return Disputed
	}
	nobody := c.speaker.ID == "" && c.speaker.Name == ""
	switch {
	case nobody && c.outer == nil:
		return Unattributed
	case !by.asked():
		return UncheckedSpeaker
	case c.outer != nil && by.is(*c.outer) && !by.is(c.speaker):
		return SpeakerWasQuoting
	case by.is(c.speaker) && c.via != "" && !sameName(by.name, c.via):
		return ViaSpokesperson
	case by.is(c.speaker), c.via != "" && sameName(by.name, c.via):
		return Supported
	}
	return OtherSpeaker
}

// disputed tells whether the record gives the same words to different people. Few
// words say nothing: many people say "thank you".
func disputed(quote string, chosen *candidate, found []candidate) bool {
	if chosen.outer != nil || len(compare.Terms(quote)) < 3 || compare.Words(quote) < 5 {
		return false
	}
	for i := range found {
		c := &found[i]
		if c.outer != nil || c.speaker == chosen.speaker || c.speaker.ID == "" || chosen.speaker.ID == "" {
			continue
		}
		if c.source.Form == quoth.Indirect || c.via != "" || chosen.via != "" || c.source.Act != chosen.source.Act {
			continue
		}
		if sameName(c.speaker.Name, chosen.speaker.Name) {
			continue
		}
		if nestedElsewhere(c, chosen) || nestedElsewhere(chosen, c) {
			continue
		}
		if compare.Wording(quote, c.source).Wording.Fine() {
			return true
		}
	}
	return false
}

// nestedElsewhere tells whether a's words hold speech of b's speaker: then a was
// quoting b, and nothing is in dispute.
func nestedElsewhere(a, b *candidate) bool {
	if a.quotation == nil {
		return false
	}
	for _, n := range a.quotation.Nested {
		if n.Speaker != nil && validSpan(n.Speaker.Mention, a.passage.Text) && sameName(n.Speaker.Mention.Of(a.passage.Text), b.speaker.Name) {
			return true
		}
	}
	return false
}

// answer writes what was found into the answer, with what the record knows of the
// statement.
func (j *judgement) answer(ctx context.Context, store record.Store, out *wire.Check) error {
	out.Wording, out.Attribution = string(j.result.Wording), string(j.attribution)
	out.Changes = wireChanges(j.result.Changes)
	if j.chosen == nil {
		return nil
	}
	c := j.chosen
	out.Text = c.source.Text
	if c.speaker.ID != "" && c.speaker.Name != "" {
		out.Speaker = &wire.CheckSpeaker{Entity: c.speaker.ID, Name: c.speaker.Name}
	}
	out.Evidence = evidenceOf(&c.passage)
	if c.head.ID != "" {
		out.First = firstOf(&c.head)
	}
	if store == nil || c.statement == "" {
		return nil
	}
	s, err := store.Statement(ctx, c.statement)
	if isNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	out.Statement, out.Told, out.Copies, out.Origins = s.ID, s.Told, s.Copies, s.Origins
	if s.Said != "" {
		out.Said = &wire.CheckSaid{EDTF: string(s.Said)}
	}
	if s.First.ID != "" {
		out.First = firstOf(&s.First)
	}
	out.Revisions, err = Revisions(ctx, store, s)
	return err
}

func firstOf(h *record.Head) *wire.CheckFirst {
	return &wire.CheckFirst{Document: h.ID, Publisher: h.Publisher, Published: string(h.Published), URL: h.URL}
}

// evidenceOf is a passage with the words around it, in code points.
func evidenceOf(p *record.Passage) *wire.CheckEvidence {
	if !validSpan(p.Span, p.Text) || p.Document == "" {
		return nil
	}
	runes := wire.NewRunes(p.Text)
	e := &wire.CheckEvidence{Document: p.Document, Start: runes.At(p.Span.Start), End: runes.At(p.Span.End), Exact: p.Span.Of(p.Text)}
	e.Prefix, e.Suffix = wire.Around(p.Text, p.Span.Start, p.Span.End)
	return e
}
