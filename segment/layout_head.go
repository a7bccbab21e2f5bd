package segment

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
)

var (
	byline = regexp.MustCompile(`^(?:By|BY|by|Written by|Story by|Reported by|Words by|Text by|From) (?:[A-Z]|the |our )`)
	// "Published 3 May 2020", "Updated: June 4, 2021", "5 min read"
	dateline = regexp.MustCompile(`^(?:(?i:published|updated|posted|last (?:updated|modified)|first published)\b.{0,60}\d|\d{1,2} min(?:ute)?s? read$|(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?` + dayPattern + `(?:[ ,|·-]+\d{1,2}[:.]\d\d.{0,20})?$)`)
)

// head finds the bylines after the headline and, in text without a layout of its
// own, the headline itself and the headings between longer paragraphs.
func (l *layout) head() {
	first := 0
	if !l.laidOut {
		first = l.headline()
	} else if len(l.segments) > 0 && l.segments[0].Kind == quoth.Headline {
		first = 1
	}
	for i := first; i < len(l.segments) && i < first+4; i++ {
		s := &l.segments[i]
		if s.Kind == quoth.Paragraph && isByline(s.Of(l.text)) {
			s.Kind = quoth.Byline
		}
	}
	for i := first + 1; i+1 < len(l.segments) && !l.laidOut; i++ {
		s, before, after := &l.segments[i], l.segments[i-1], l.segments[i+1]
		if s.Kind == quoth.Paragraph && isHeading(s.Of(l.text)) && before.Kind == quoth.Paragraph && after.Kind == quoth.Paragraph &&
			endsSentence(before.Of(l.text)) && after.Len() > 2*s.Len() {
			s.Kind = quoth.Heading
		}
	}
}

// headline marks the headline and returns the index of the segment after it: the
// first line where it is short, has no end mark and is followed by a longer
// paragraph, or Markdown's first heading.
func (l *layout) headline() int {
	if len(l.segments) < 2 {
		return 0
	}
	s := &l.segments[0]
	words := s.Of(l.text)
	switch s.Kind {
	case quoth.Heading:
		s.Kind = quoth.Headline
		return 1
	case quoth.Paragraph:
		if l.title != "" && words == l.title || isHeadline(words) && l.longerFollows(s.Len()) {
			s.Kind = quoth.Headline
			return 1
		}
	}
	return 0
}

// longerFollows tells whether one of the next three blocks is a longer paragraph.
func (l *layout) longerFollows(length int) bool {
	for i := 1; i < len(l.segments) && i <= 3; i++ {
		if s := l.segments[i]; s.Kind == quoth.Paragraph && s.Len() > length && endsSentence(s.Of(l.text)) {
			return true
		}
	}
	return false
}

func isHeadline(words string) bool {
	if len(words) > 220 || strings.Contains(words, "\n") || len(strings.Fields(words)) > 30 || isByline(words) {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(words)
	if strings.ContainsRune(".,:;…", r) {
		return false
	}
	// “We rebuilt it.” is a paragraph, ‘We will rebuild’ may close a headline.
	inner := strings.TrimRight(words, "\"'”’)]»")
	return inner == words || !endsSentence(words)
}

func isHeading(words string) bool {
	r, _ := utf8.DecodeRuneInString(words)
	return len(words) < 80 && len(strings.Fields(words)) <= 10 && (unicode.IsUpper(r) || unicode.IsDigit(r)) &&
		isHeadline(words) && !strings.ContainsAny(words, "“”\"")
}

func isByline(words string) bool {
	if len(words) > 140 || strings.Contains(words, "\n") {
		return false
	}
	if strings.ContainsAny(words, "0123456789") && dateline.MatchString(words) {
		return true
	}
	return byline.MatchString(words) && len(strings.Fields(words)) <= 14 && !endsSentence(strings.TrimSuffix(words, ".")) && !strings.ContainsAny(words, "“”\"") && capitalised(words)
}

// capitalised tells whether most words after the first begin with a capital, as
// names do: "By Mara Ellison and Joel Park" and not "By Tuesday the water had gone down".
func capitalised(words string) bool {
	fields := strings.Fields(words)[1:]
	caps := 0
	for _, f := range fields {
		r, _ := utf8.DecodeRuneInString(f)
		if unicode.IsUpper(r) || f == "and" || f == "for" || f == "of" || f == "in" || f == "by" || f == "|" || f == "the" || f == "at" || unicode.IsDigit(r) {
			caps++
		}
	}
	return len(fields) > 0 && caps*10 >= len(fields)*8
}
