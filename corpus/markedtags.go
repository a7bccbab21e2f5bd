package corpus

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
)

// tag is one role a mark gives its words: kind "q", id "1a".
type tag struct{ kind, id string }

func (t tag) String() string { return t.kind + t.id }

var segmentKinds = map[string]quoth.SegmentKind{
	"headline": quoth.Headline, "byline": quoth.Byline, "paragraph": quoth.Paragraph, "heading": quoth.Heading,
	"list": quoth.List, "quote": quoth.Quote, "table": quoth.Table, "caption": quoth.Caption, "post": quoth.Post,
	"speech": quoth.Speech, "related": quoth.Related, "promo": quoth.Promo,
}

var venueKinds = map[quoth.VenueKind]bool{
	quoth.Podcast: true, quoth.Broadcast: true, quoth.Interview: true, quoth.PressConference: true,
	quoth.SpeechVenue: true, quoth.Court: true, quoth.Parliament: true, quoth.StatementVenue: true,
	quoth.PostVenue: true, quoth.DocumentVenue: true, quoth.OtherVenue: true,
}

var tagPattern = regexp.MustCompile(`^([qcmtaivsb]?)(\d+)([a-z]?)(?:-[qcmtaivsb]?(\d+))?$`)

// readTags reads "q1", "m1,2", "s1-4", "m1,b3", "q1a", "x", "o", "e" or "caption".
func readTags(s string) ([]tag, error) {
	var tags []tag
	kind := ""
	for _, piece := range strings.Split(s, ",") {
		if _, ok := segmentKinds[piece]; ok || piece == "x" || piece == "e" || piece == "o" {
			tags = append(tags, tag{kind: piece})
			continue
		}
		m := tagPattern.FindStringSubmatch(piece)
		if m == nil || m[1] == "" && kind == "" {
			return nil, fmt.Errorf("%q is no tag; tags are q c m t a i v s b with a number, x, o, e, or a kind of segment", s)
		}
		if m[1] != "" {
			kind = m[1]
		}
		first, _ := strconv.Atoi(m[2])
		last := first
		if m[4] != "" {
			last, _ = strconv.Atoi(m[4])
		}
		if last < first || last > first+99 {
			return nil, fmt.Errorf("%q is no range", piece)
		}
		for n := first; n <= last; n++ {
			tags = append(tags, tag{kind, strconv.Itoa(n) + m[3]})
		}
	}
	return tags, nil
}

// openers and closers are the marks a part may begin and end with; longer first.
var openers = []string{"``", "''", "“", "”", "„", "«", "»", "‹", "\"", "‘", "'"}
var closers = []string{"''", "``", "”", "“", "»", "«", "›", "\"", "’", "'"}

// withoutMarks takes one outer pair of quotation marks off a part, or an opening
// mark that is not closed inside the part (a paragraph of a longer quotation).
func withoutMarks(text string, part quoth.Span) quoth.Span {
	s := part.Of(text)
	for _, o := range openers {
		if !strings.HasPrefix(s, o) {
			continue
		}
		inner := s[len(o):]
		for _, c := range closers {
			if strings.HasSuffix(inner, c) {
				return trimSpan(text, quoth.Span{Start: part.Start + len(o), End: part.End - len(c)}, " \u00a0\n")
			}
		}
		if !strings.ContainsAny(inner, "”»\"") && !strings.Contains(inner, "''") {
			return trimSpan(text, quoth.Span{Start: part.Start + len(o), End: part.End}, " \u00a0\n")
		}
		break
	}
	return part
}

// formOf guesses the form from the marks: direct if every part stands between
// marks of its own, mixed if there are double marks at all, else indirect.
func formOf(text string, raw []quoth.Span) quoth.Form {
	direct, marked := true, false
	for _, part := range raw {
		before, _ := utf8.DecodeLastRuneInString(text[:part.Start])
		bare := withoutMarks(text, part) == part && !strings.ContainsRune("“\"«", before)
		direct = direct && !bare
		marked = marked || doubleMark.MatchString(part.Of(text)) || strings.ContainsAny(part.Of(text), "«‘")
	}
	switch {
	case direct:
		return quoth.Direct
	case marked:
		return quoth.Mixed
	}
	return quoth.Indirect
}

func trimSpan(text string, s quoth.Span, cut string) quoth.Span {
	words := s.Of(text)
	s.Start += len(words) - len(strings.TrimLeft(words, cut))
	s.End = s.Start + len(strings.Trim(words, cut))
	return s
}
