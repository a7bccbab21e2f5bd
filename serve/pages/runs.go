package pages

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
)

// run is a stretch of a text, and why it stands out from the rest.
type run struct {
	Text      string
	Field     string // "quoted", or the field that rests on these words: "who", "when", …; "" for the rest
	Quotation string // for "quoted" on a document's page: whose words
	Speaker   string
	Form      quoth.Form
	First     bool // of the runs of its quotation
}

// stretch is a part of a text that is to stand out.
type stretch struct {
	quoth.Span
	run // but for Text
}

// cut takes a span of a text apart where stretches begin and end. Of two that
// overlap the one that begins first is shown whole.
func cut(text string, within quoth.Span, stretches []stretch) []run {
	slices.SortStableFunc(stretches, func(a, b stretch) int { return cmp.Compare(a.Start, b.Start) })
	var runs []run
	at := within.Start
	for _, s := range stretches {
		start, end := max(s.Start, at), min(s.End, within.End)
		if start >= end {
			continue
		}
		if at < start {
			runs = append(runs, run{Text: text[at:start]})
		}
		r := s.run
		r.Text = text[start:end]
		runs = append(runs, r)
		at = end
	}
	if at < within.End {
		runs = append(runs, run{Text: text[at:within.End]})
	}
	return runs
}

// quoted are the parts of a quotation with the marks they stand in.
func quoted(text string, q *quoth.Quotation) []stretch {
	var all []stretch
	for i, part := range q.Parts {
		if q.Form != quoth.Indirect {
			part = withMarks(text, part)
		}
		all = append(all, stretch{part, run{Field: "quoted", Quotation: q.ID, Form: q.Form, First: i == 0}})
	}
	return all
}

// withMarks is a part with the quotation marks on either side of it.
func withMarks(text string, part quoth.Span) quoth.Span {
	if r, n := utf8.DecodeLastRuneInString(text[:part.Start]); strings.ContainsRune("“\"‘'«„", r) {
		part.Start -= n
	}
	if r, n := utf8.DecodeRuneInString(text[part.End:]); strings.ContainsRune("”\"’'»“", r) {
		part.End += n
	}
	return part
}

// closed leaves out the comma that words end in where their sentence goes on.
func closed(runs []run) []run {
	if len(runs) == 0 {
		return nil
	}
	last := &runs[len(runs)-1]
	words := strings.TrimRight(last.Text, "”\"’'»")
	last.Text = strings.TrimSuffix(words, ",") + last.Text[len(words):]
	return runs
}

// The most text that is shown on either side of a passage, in bytes.
const aroundPassage = 700

// paragraphs is the span widened to the paragraphs it stands in, and whether these
// were cut short at either end.
func paragraphs(text string, s quoth.Span) (wide quoth.Span, before, after bool) {
	wide.Start = strings.LastIndexByte(text[:s.Start], '\n') + 1
	if wide.End = len(text); strings.IndexByte(text[s.End:], '\n') >= 0 {
		wide.End = s.End + strings.IndexByte(text[s.End:], '\n')
	}
	if s.Start-wide.Start > aroundPassage {
		before = true
		wide.Start = s.Start - aroundPassage
		wide.Start += strings.IndexByte(text[wide.Start:s.Start]+" ", ' ')
	}
	if wide.End-s.End > aroundPassage {
		after = true
		wide.End = s.End + max(0, strings.LastIndexByte(text[s.End:s.End+aroundPassage], ' '))
	}
	return wide, before, after
}
