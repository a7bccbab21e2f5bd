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
	First     bool   // of the runs of its quotation
	Mark      string // the number the speaker is told by
	Numbers   []int  // for findings in a draft: which
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

// The text that is shown around a passage by default, in bytes on both sides together:
// enough for the sentences beside it, and no article.
const aroundPassage = 300

// around is the span with the text around it, inside its paragraphs, and whether
// these go on at either end.
func around(text string, s quoth.Span) (wide quoth.Span, before, after bool) {
	wide.Start = strings.LastIndexByte(text[:s.Start], '\n') + 1
	if wide.End = len(text); strings.IndexByte(text[s.End:], '\n') >= 0 {
		wide.End = s.End + strings.IndexByte(text[s.End:], '\n')
	}
	// What one side leaves over the other may have.
	left, right := s.Start-wide.Start, wide.End-s.End
	mostLeft := max(aroundPassage/2, aroundPassage-right)
	mostRight := max(aroundPassage/2, aroundPassage-left)
	if left > mostLeft {
		before = true
		wide.Start = s.Start - mostLeft
		wide.Start += strings.IndexByte(text[wide.Start:s.Start]+" ", ' ')
	}
	if right > mostRight {
		after = true
		wide.End = s.End + max(0, strings.LastIndexByte(text[s.End:s.End+mostRight], ' '))
	}
	return wide, before, after
}
