package segment

import (
	"regexp"
	"strings"

	"github.com/quoth-news/quoth"
)

// An interview may be set without names: the questions in bold type or as
// headings, the answers below them. Explanations are set the same way ("What
// happens now?"), and there nobody speaks. What tells them apart is that in an
// interview the questions say “you” and the answers “I”.

var (
	addressed   = regexp.MustCompile(`(?i)\b(?:you|your|yours|yourself)\b`)
	firstPerson = regexp.MustCompile(`\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|[Mm]yself|[Ww]e|[Ww]e['’](?:re|ve|d|ll)|[Oo]ur)\b`)
)

// interview makes speeches of the answers. The questions stay headings: nobody is
// named who asks them.
func (l *layout) interview() {
	var questions []int
	for i, s := range l.segments {
		if s.Kind == quoth.Heading && isQuestion(s.Of(l.text)) && i+1 < len(l.segments) && l.answers(i+1) {
			questions = append(questions, i)
		}
	}
	if len(questions) < 2 {
		return
	}
	you, me, labels := 0, 0, map[string]int{}
	for _, q := range questions {
		answer := l.segments[q+1].Of(l.text)
		if addressed.MatchString(l.segments[q].Of(l.text)) {
			you++
		}
		if firstPerson.MatchString(answer) {
			me++
		}
		if at := turnAt(answer); at != nil {
			labels[answer[at[0]:at[1]]]++
		}
	}
	named := len(labels) == 1 && labels[firstKey(labels)] == len(questions)
	if !named && (len(questions) < 3 || you*3 < len(questions) || me*2 < len(questions)) {
		return
	}
	last := questions[len(questions)-1]
	for i := questions[0] + 1; i < len(l.segments); i++ {
		s := &l.segments[i]
		if i > last+1 && (named || s.Kind == quoth.Heading || !firstPerson.MatchString(s.Of(l.text))) {
			return
		}
		if !l.answers(i) {
			continue
		}
		s.Kind, s.Words = quoth.Speech, s.Span
		if at := turnAt(s.Of(l.text)); at != nil && labels[s.Of(l.text)[at[0]:at[1]]] > 0 {
			s.Label = quoth.Span{Start: s.Start + at[0], End: s.Start + at[1]}
			s.Words.Start = s.Start + at[2]
		}
	}
}

// answers tells whether a segment can hold an answer.
func (l *layout) answers(i int) bool {
	switch l.segments[i].Kind {
	case quoth.Paragraph, quoth.List, quoth.Quote:
		return true
	}
	return false
}

func isQuestion(words string) bool {
	return strings.HasSuffix(strings.TrimRight(words, "\"'”’)* "), "?")
}

func firstKey(m map[string]int) string {
	for key := range m {
		return key
	}
	return ""
}
