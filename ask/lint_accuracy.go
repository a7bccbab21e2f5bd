package ask

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/compare"
	"github.com/quoth-news/quoth/wire"
)

// accuracy checks one quotation of the draft and reports what its verdict means.
func (l *linter) accuracy(q *draftQuote) error {
	by, err := l.asked(q)
	if err != nil {
		return err
	}
	if q.quotation != nil {
		by.act = q.quotation.Act
	}
	j, err := search(l.ctx, l.finders, q.text, by)
	if err != nil {
		return err
	}
	check := &wire.Check{Quote: q.text, By: q.speaker, Coverage: l.coverage}
	if err := j.answer(l.ctx, l.opt.Store, check); err != nil {
		return err
	}
	l.wording(q, &j, check)
	if j.chosen == nil {
		return nil
	}
	l.attribution(q, &j, check)
	return l.circumstances(q, &j, check)
}

// asked is the speaker the draft names, as the record may know them. Someone
// unnamed is nobody to ask for.
func (l *linter) asked(q *draftQuote) (speaker, error) {
	if q.speaker == "" || q.kind == quoth.UnnamedSource || q.kind == quoth.Group {
		return speaker{}, nil
	}
	s := speaker{name: q.speaker}
	if l.opt.Store == nil {
		return s, nil
	}
	if known, ok := l.people[q.speaker]; ok {
		return known, nil
	}
	people, err := l.opt.Store.People(l.ctx, q.speaker)
	if err != nil && !isNotFound(err) {
		return speaker{}, err
	}
	for _, p := range fitting(people, q.speaker) {
		s.ids = append(s.ids, p.ID)
	}
	if len(s.ids) > 0 {
		s.id = s.ids[0]
	}
	l.people[q.speaker] = s
	return s, nil
}

// wording reports what the verdict on the words means.
func (l *linter) wording(q *draftQuote, j *judgement, check *wire.Check) {
	words := compare.Words(q.text)
	switch j.result.Wording {
	case compare.NotFound:
		if words < 3 {
			l.report("A16", q.span(), check, "%d %s alone cannot be checked", words, plural(words, "word"))
			return
		}
		l.report("A15", q.span(), check, "not found in %s; that does not mean it was not said", covered(&l.coverage))
	case compare.Spliced:
		l.report("A06", q.span(), check, "two statements run together: %s", quoted(j.result.Changes[0].Draft)+" is from another one")
	case compare.Paraphrase:
		l.report("A07", q.span(), check, "%s only reports this, it does not quote it: %s", l.sourceName(j), quoted(check.Text))
	case compare.Altered:
		l.altered(q, j, check)
	case compare.Truncated:
		l.truncated(q, j, check)
	case compare.Fragment:
		if words <= 3 {
			l.report("A16", q.span(), check, "short: it stands in %s", quoted(check.Text))
		}
	}
	if j.result.Wording.Fine() && j.result.Omitted > l.profile.MaxOmitted && l.profile.MaxOmitted > 0 {
		l.note("A04", q.span(), check, "the ellipsis leaves out %d words", j.result.Omitted)
	}
}

// altered reports every change at its place, under the rule it breaks.
func (l *linter) altered(q *draftQuote, j *judgement, check *wire.Check) {
	for _, c := range j.result.Changes {
		rule, at := ruleOf(c), q.place(c.DraftSpan)
		switch {
		case c.Same:
			l.note(rule, at, check, "%s, meaning the same", difference(c))
		case c.Kind == compare.Negation && c.Draft == "" && (c.Record == string(quoth.Denial) || c.Record == string(quoth.Refusal)):
			l.report(rule, q.span(), check, "the record has these words only as what was %s", map[string]string{"denial": "denied", "refusal": "not commented on"}[c.Record])
		default:
			l.report(rule, at, check, "%s: %s; %s has %s", c.Kind, difference(c), l.sourceName(j), quoted(check.Text))
		}
	}
}

// ruleOf is the rule a change breaks.
func ruleOf(c compare.Change) string {
	switch {
	case c.Marked && c.Kind == compare.Dropped && c.Draft == "":
		return "A04"
	case c.Marked:
		return "A05"
	}
	switch c.Kind {
	case compare.Negation, compare.Number, compare.Name, compare.Date, compare.Modal:
		return "A02"
	case compare.Dropped:
		return "A03"
	}
	return "A01"
}

func difference(c compare.Change) string {
	switch {
	case c.Draft == "":
		return "left out " + quoted(c.Record)
	case c.Record == "":
		return "put in " + quoted(c.Draft)
	}
	return quoted(c.Draft) + " for " + quoted(c.Record)
}

// truncated reports a cut that drops what limits the words.
func (l *linter) truncated(q *draftQuote, j *judgement, check *wire.Check) {
	for _, c := range j.result.Changes {
		if c.Kind != compare.Dropped || l.saidOutside(q, c.Record) {
			continue
		}
		rule := "A03"
		if c.Marked || strings.Contains(q.text, "…") || strings.Contains(q.text, "...") {
			rule = "A04"
		}
		l.report(rule, q.span(), check, "what limits the words was left out: %s", quoted(c.Record))
		return
	}
}

// saidOutside tells whether what the cut leaves out stands in the draft's own words
// beside the marks: the board will sell “unless the fishermen agree,” she said.
func (l *linter) saidOutside(q *draftQuote, dropped string) bool {
	if q.quotation == nil || q.quotation.Form != quoth.Mixed {
		return false
	}
	p := l.paragraph(q.span().Start)
	around := compare.Folded(l.doc.Text[p.Start:q.span().Start] + " " + l.doc.Text[q.span().End:p.End])
	for _, word := range compare.Qualifiers(dropped) {
		if !slices.Contains(around, word) {
			return false
		}
	}
	return true
}

// attribution reports whose words they are.
func (l *linter) attribution(q *draftQuote, j *judgement, check *wire.Check) {
	if compare.Words(q.text) < 3 {
		return
	}
	switch j.attribution {
	case OtherSpeaker:
		if j.result.Wording != compare.Spliced && j.chosen.speaker.Name != "" && distinctive(q.text, j.result) {
			l.report("A08", q.speakerSpan(), check, "%s gives these words to %s, not to %s", l.sourceName(j), j.chosen.speaker.Name, q.speaker)
		}
	case SpeakerWasQuoting:
		who := j.chosen.speaker.Name
		if who == "" {
			who = "someone else"
		}
		l.report("A08", q.speakerSpan(), check, "%s was quoting %s", q.speaker, who)
	case ViaSpokesperson:
		if q.quotation != nil && q.quotation.Via != nil {
			break // the draft says so
		}
		l.reportAs("warning", "A08", q.speakerSpan(), check, "said for %s by %s", j.chosen.speaker.Name, j.chosen.via)
	case Disputed:
		l.reportAs("warning", "A08", q.speakerSpan(), check, "the record gives these words to several people")
	}
	if q.speaker == "" && !q.headline && (q.quotation == nil || q.quotation.Speaker == nil) {
		who := ""
		if j.chosen.speaker.Name != "" {
			who = "; " + l.sourceName(j) + " gives them to " + j.chosen.speaker.Name
		}
		l.report("A09", q.span(), check, "the draft does not say whose words these are%s", who)
	}
}

// distinctive tells whether enough words stand in the record to say whose they are.
func distinctive(text string, r compare.Result) bool {
	return len(compare.Terms(text)) >= 2 && (r.Wording.Fine() || r.Wording == compare.Truncated || r.Matched >= 0.6)
}

// speakerSpan is where the draft names the speaker, or the quotation itself.
func (q *draftQuote) speakerSpan() quoth.Span {
	if q.quotation != nil && q.quotation.Speaker != nil && !q.quotation.Speaker.Mention.Empty() {
		return q.quotation.Speaker.Mention
	}
	return q.span()
}

// sourceName names the document an answer rests on.
func (l *linter) sourceName(j *judgement) string {
	h := &j.chosen.head
	name := h.Publisher
	for _, other := range []string{h.Title, path.Base(h.Path), h.URL} {
		if name == "" {
			name = other
		}
	}
	if name == "" || name == "." {
		name = "the source"
	}
	if h.Published != "" {
		name += ", " + string(h.Published)
	}
	return name
}

// covered says in words what was looked through.
func covered(c *wire.CheckCoverage) string {
	s := fmt.Sprintf("%d %s", c.Documents, plural(c.Documents, "document"))
	if c.From != "" {
		s += " from " + c.From + " to " + c.To
	}
	return s
}

func plural(n int, word string) string {
	if n == 1 {
		return word
	}
	return word + "s"
}

// quoted is text in marks, cut where it grows long.
func quoted(s string) string {
	const most = 160
	if len(s) > most {
		s = s[:runeFloor(s, most)] + "…"
	}
	return "“" + strings.Join(strings.Fields(s), " ") + "”"
}
