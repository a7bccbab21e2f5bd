package segment

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/quoth-news/quoth"
)

const (
	monthNames = `(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|January|February|March|April|June|July|August|September|October|November|December)\.?`
	dayPattern = `(?:(?:` + monthNames + ` (\d{1,2})(?:st|nd|rd|th)?,? (\d{4}))|(?:(\d{1,2}) ` + monthNames + `,? (\d{4})))`
)

var (
	// "We rebuilt the quay. https://t.co/x — The Ledger (@ledger) June 19, 2023"
	accountLine = regexp.MustCompile(`(?:—|–|--|-|―)\s*([^\n()—]{1,60}?)\s*\((@[\w.]{1,64}(?:@[\w.-]+)?)\)[\s,·]*(?:on )?` + dayPattern + `(?:(?: at|,| ·| -)? \d{1,2}[:.]\d\d ?(?:[AaPp]\.?[Mm]\.?)?(?: [A-Z]{2,4})?)?`)
	// the same without its dash, alone on its line
	accountAlone = regexp.MustCompile(`^([^\n()—]{1,60}?)\s*\((@[\w.]{1,64})\)[\s,·]*(?:on )?` + dayPattern + `$`)
	// "A post shared by Mara Ellison (@maraellison) on Jun 3, 2020 at 5:00pm PDT"
	sharedLine = regexp.MustCompile(`A (?:post|photo|video|reel) (?:shared|posted) by ([^\n()]{1,80}?)\s*\((@[\w.]{1,64})\)(?:\s+on ` + dayPattern + `(?: at \d{1,2}:\d\d ?[ap]m [A-Z]{3,4})?)?`)
	// "Posted by Mara Ellison on Monday, June 19, 2023"
	postedLine = regexp.MustCompile(`Posted by ([^\n]{1,60}?) on (?:\w+day, )?` + dayPattern)
	// "Post by @maraellison@mastodon.example View on Mastodon"
	viewLine = regexp.MustCompile(`Post by (@[\w.]{1,64}(?:@[\w.-]+)?)\s*(?:View on (?:Mastodon|Threads|Bluesky))`)

	// "@maraellison Our quay at dawn ♬ original sound - Mara Ellison"
	soundLine = regexp.MustCompile(`^(?P<handle>@[\w.]{1,64})\s+(?P<words>[^♬]+?)\s*♬`)
	// "Our quay at dawn by u/maraellison in harbour"
	redditLine = regexp.MustCompile(`^(?P<words>[^\n]+?)\s+by\s+(?P<handle>u/[\w-]{1,40})\s+in\s+\S`)

	trailingLinks = regexp.MustCompile(`(?:\s*(?:https?://\S+|pic\.twitter\.com/\w+|pic\.x\.com/\w+|t\.co/\w+))+\s*$`)
	viewOnSite    = regexp.MustCompile(`^View (?:this|full|more on) (?:post|profile)?(?: on)? ?(?:Instagram|Facebook|Threads)\s*`)
)

// posts finds posts as they stand in running text: the words, then the account
// and the day. A block that is only the account line takes the block before it,
// and what follows the day is a block of its own.
func (l *layout) posts() {
	var out []quoth.Segment
	for _, s := range l.segments {
		switch {
		case s.Kind == quoth.Headline || s.Kind == quoth.Post && !s.Words.Empty():
			out = append(out, s)
			continue
		case s.Kind == quoth.Post:
			out = append(out, l.embedded(s))
			continue
		}
		for {
			post, rest, ok := l.post(s)
			if !ok {
				break
			}
			if post.Words.Empty() {
				out, post = l.takeWords(out, post)
			}
			if post.Words.Empty() { // a frame whose words were a picture
				post = quoth.Segment{Span: post.Span, Kind: quoth.Promo}
			}
			out = append(out, post)
			s.Span = rest
		}
		if !s.Empty() {
			out = append(out, s)
		}
	}
	l.segments = out
}

// post reads a post at the start of the block s, and says what is left of s.
func (l *layout) post(s quoth.Segment) (post quoth.Segment, rest quoth.Span, ok bool) {
	words := s.Of(l.text)
	var at []int
	switch {
	case strings.Contains(words, "(@"):
		for _, p := range []*regexp.Regexp{accountLine, sharedLine, accountAlone} {
			if at = p.FindStringSubmatchIndex(words); at != nil {
				break
			}
		}
	case strings.Contains(words, "Posted by "):
		if at = postedLine.FindStringSubmatchIndex(words); at != nil {
			at = append(append(append([]int{}, at[:4]...), -1, -1), at[4:]...)
		}
	case strings.Contains(words, "Post by @"):
		if at = viewLine.FindStringSubmatchIndex(words); at != nil {
			at = append([]int{at[0], at[1], at[2], at[3]}, at[2], at[3])
		}
	}
	if at == nil {
		return post, rest, false
	}
	sub := func(i int) quoth.Span {
		if i+1 >= len(at) || at[i] < 0 {
			return quoth.Span{}
		}
		return quoth.Span{Start: s.Start + at[i], End: s.Start + at[i+1]}
	}
	post = quoth.Segment{Span: quoth.Span{Start: s.Start, End: s.Start + at[1]}, Kind: quoth.Post, Label: sub(2), Handle: sub(4)}
	post.Dated, post.When = dated(l.text, sub(6), sub(8), sub(10), sub(12), sub(14), sub(16))
	post.Words = postedWords(l.text, quoth.Span{Start: s.Start, End: s.Start + at[0]})
	return post, trim(l.text, quoth.Span{Start: post.End, End: s.End}), true
}

// embedded completes a post that the page marks as one. A frame without words
// ("Post by @mara View on Threads") is nothing to read. Where there is no account
// line that can be read, all of it is taken for the words.
func (l *layout) embedded(s quoth.Segment) quoth.Segment {
	if post, _, ok := l.post(s); ok {
		post.Span = s.Span
		if post.Words.Empty() {
			return quoth.Segment{Span: s.Span, Kind: quoth.Promo}
		}
		return post
	}
	words := s.Of(l.text)
	for _, p := range []*regexp.Regexp{soundLine, redditLine} {
		at := p.FindStringSubmatchIndex(words)
		if at == nil {
			continue
		}
		name, posted := p.SubexpIndex("handle"), p.SubexpIndex("words")
		s.Handle = quoth.Span{Start: s.Start + at[2*name], End: s.Start + at[2*name+1]}
		s.Label = s.Handle
		s.Words = postedWords(l.text, quoth.Span{Start: s.Start + at[2*posted], End: s.Start + at[2*posted+1]})
		return s
	}
	s.Words = postedWords(l.text, s.Span)
	return s
}

// takeWords gives an account line that stands alone the block before it.
func (l *layout) takeWords(out []quoth.Segment, post quoth.Segment) ([]quoth.Segment, quoth.Segment) {
	if len(out) == 0 {
		return out, post
	}
	last := out[len(out)-1]
	if last.Kind != quoth.Paragraph && last.Kind != quoth.Quote && last.Kind != quoth.Heading {
		return out, post
	}
	if last.Len() > 1200 {
		return out, post
	}
	post.Start = last.Start
	post.Words = postedWords(l.text, last.Span)
	return out[:len(out)-1], post
}

// postedWords are the words without the frame and the links at their end, which
// point at a picture or a page and were not said.
func postedWords(text string, s quoth.Span) quoth.Span {
	s.Start += tagLength(s.Of(text))
	words := s.Of(text)
	if at := viewOnSite.FindStringIndex(words); at != nil {
		s.Start += at[1]
		words = s.Of(text)
	}
	if at := trailingLinks.FindStringIndex(words); at != nil {
		s.End = s.Start + at[0]
	}
	return trim(text, s)
}

// dated reads the groups of dayPattern: month day year, or day month year.
func dated(text string, m1, d1, y1, d2, m2, y2 quoth.Span) (quoth.Span, quoth.When) {
	month, day, year := m1, d1, y1
	span := quoth.Span{Start: m1.Start, End: y1.End}
	if m1.Empty() {
		month, day, year = m2, d2, y2
		span = quoth.Span{Start: d2.Start, End: y2.End}
	}
	if month.Empty() {
		return quoth.Span{}, ""
	}
	m := strings.Index("JanFebMarAprMayJunJulAugSepOctNovDec", month.Of(text)[:3])/3 + 1
	d, _ := strconv.Atoi(day.Of(text))
	if d < 1 || d > 31 {
		return quoth.Span{}, ""
	}
	return span, quoth.When(year.Of(text) + "-" + twoDigits(m) + "-" + twoDigits(d))
}

func twoDigits(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
