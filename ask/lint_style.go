package ask

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/compare"
)

// style holds the draft's way of quoting against the profile.
func (l *linter) style(quotes []draftQuote) {
	for i := range quotes {
		l.quoteStyle(&quotes[i])
	}
	pairs := markedSpans(l.doc.Text, l.reading.Segments)
	for _, p := range pairs {
		l.scare(p)
	}
	open := false
	for _, s := range l.segments() {
		open = l.marks(s, open)
		if s.Kind == quoth.Headline {
			l.headline(s.Span)
		}
	}
	l.verbs()
	l.sources()
}

// segments are the reading's, or the whole text as one.
func (l *linter) segments() []quoth.Segment {
	if len(l.reading.Segments) > 0 {
		return l.reading.Segments
	}
	return []quoth.Segment{{Span: quoth.Span{Start: 0, End: len(l.doc.Text)}, Kind: quoth.Paragraph}}
}

var (
	spacedEllipsis = regexp.MustCompile(`[\p{L}\p{N}] (?:\.\.\.|…|\. \. \.) [\p{L}\p{N}]`)
	closedEllipsis = regexp.MustCompile(`[\p{L}\p{N}](?:\.\.\.|…)[\p{L}\p{N}]`)
	edgeEllipsis   = regexp.MustCompile(`^\s*(?:\.\.\.|…|\. \. \.|\[…\]|\[\.\.\.\])|(?:\.\.\.|…|\. \. \.|\[…\]|\[\.\.\.\])[.,]?\s*$`)
	saidAfter      = regexp.MustCompile(`^[,.?!]?[”"’']{1,2}\s+(?:(?:[\p{L}.'’-]+\s+){0,3}(?:said|says|told|added|wrote)\b|(?:said|says|added)\s)`)
)

// quoteStyle looks at one quotation.
func (l *linter) quoteStyle(q *draftQuote) {
	words := compare.Words(q.text)
	if q.quotation != nil && q.quotation.Form == quoth.Mixed && words <= 3 {
		l.report("S01", q.span(), nil, "%d quoted %s; say it without marks or quote the sentence", words, plural(words, "word"))
	}
	l.ellipses(q)
	for _, part := range q.parts {
		words := part.Of(l.doc.Text)
		for _, form := range l.profile.Dialect {
			for _, at := range wordPlaces(words, form) {
				l.report("S04", quoth.Span{Start: part.Start + at, End: part.Start + at + len(form)}, nil, "spelling of dialect: %s", quoted(form))
			}
		}
		if at := strings.Index(strings.ToLower(words), "[sic]"); at >= 0 {
			l.report("S05", quoth.Span{Start: part.Start + at, End: part.Start + at + 5}, nil, "[sic] points at the speaker's slip")
		}
	}
	if q.quotation == nil || q.quotation.Form != quoth.Direct {
		return
	}
	l.beforeQuote(q)
	l.attributions(q)
}

// ellipses looks at the ellipses of a quotation.
func (l *linter) ellipses(q *draftQuote) {
	for _, part := range q.parts {
		words := part.Of(l.doc.Text)
		if at := edgeEllipsis.FindStringIndex(words); at != nil {
			l.report("S03", quoth.Span{Start: part.Start + at[0], End: part.Start + at[1]}, nil, "no ellipsis is needed at the beginning or end of a quotation")
		}
		wrong, say := closedEllipsis, "spaces around an ellipsis"
		if l.profile.Ellipsis == "closed" {
			wrong, say = spacedEllipsis, "no spaces around an ellipsis"
		}
		if at := wrong.FindStringIndex(words); at != nil && l.profile.Ellipsis != "any" && l.profile.Ellipsis != "" {
			l.report("S03", quoth.Span{Start: part.Start + at[0], End: part.Start + at[1]}, nil, "the house sets %s", say)
		}
	}
}

// beforeQuote looks at the mark between a cue and the words of one sentence.
func (l *linter) beforeQuote(q *draftQuote) {
	if q.quotation.Cue.Empty() || q.quotation.Cue.End > q.parts[0].Start {
		return
	}
	between := strings.TrimRight(strings.TrimRight(l.doc.Text[q.quotation.Cue.End:q.parts[0].Start], "“\"'‘"), " ")
	want := map[string]string{"comma": ",", "colon": ":"}[l.profile.BeforeQuote]
	if want == "" || len(compare.Sentences(q.text)) > 1 {
		return
	}
	if last := lastByte(between); (last == "," || last == ":") && last != want {
		at := q.quotation.Cue.End + len(between) - 1
		l.report("S02", quoth.Span{Start: at, End: at + 1}, nil, "the house sets a %s before a quotation", l.profile.BeforeQuote)
	}
}

func lastByte(s string) string {
	if s == "" {
		return ""
	}
	return s[len(s)-1:]
}

// attributions looks at where and how often the draft says who spoke.
func (l *linter) attributions(q *draftQuote) {
	cue := q.quotation.Cue
	first, last := q.parts[0], q.parts[len(q.parts)-1]
	if !cue.Empty() && cue.End <= first.Start && saidAfter.MatchString(l.doc.Text[last.End:min(len(l.doc.Text), last.End+60)]) {
		l.report("S12", q.span(), nil, "the draft says twice who spoke")
	}
	if !cue.Empty() && cue.Start >= first.End && len(compare.Sentences(first.Of(l.doc.Text))) >= 2 {
		l.report("S13", cue, nil, "the speaker is named after %d sentences", len(compare.Sentences(first.Of(l.doc.Text))))
	}
}

// scare reports marks around a word or two that nobody is said to have used.
func (l *linter) scare(p quoth.Span) {
	if compare.Words(p.Of(l.doc.Text)) > 2 || l.segmentAt(p.Start) == quoth.Headline {
		return
	}
	for i := range l.reading.Quotations {
		q := &l.reading.Quotations[i]
		if len(q.Parts) > 0 && q.Act != quoth.Attitude && q.Span().Meets(p) {
			return
		}
	}
	l.report("S10", p, nil, "marks around %s, which nobody is said to have used", quoted(p.Of(l.doc.Text)))
}

// marks looks for unpaired double marks in a segment. open says that the segment
// before left a quotation open, as it should where the speech goes on here.
func (l *linter) marks(s quoth.Segment, open bool) bool {
	text := s.Of(l.doc.Text)
	inside, start := false, 0
	reopened := false
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		at := quoth.Span{Start: s.Start + i, End: s.Start + i + size}
		switch {
		case r == '“' || r == '"' && !inside && !closesHere(text, i):
			if inside {
				l.report("S06", at, nil, "a quotation mark opens inside open marks, or the one before is not closed")
			}
			if open && strings.TrimSpace(text[:i]) == "" {
				reopened = true
			}
			inside, start = true, i
		case r == '”' || r == '"':
			switch {
			case inside:
				inside = false
			case open && !reopened:
				l.report("S07", quoth.Span{Start: s.Start, End: s.Start + min(len(text), 1)}, nil, "the quotation goes on here: open the paragraph with a mark")
				open = false
			default:
				l.report("S06", at, nil, "a quotation mark closes what was not opened")
			}
		}
		i += size
	}
	if inside && !l.goesOn(s) {
		at := s.Start + start
		_, size := utf8.DecodeRuneInString(l.doc.Text[at:])
		l.report("S06", quoth.Span{Start: at, End: at + size}, nil, "a quotation mark is not closed")
		return false
	}
	return inside
}

// closesHere tells whether a straight mark at i can only close.
func closesHere(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+1:])
	return i > 0 && !unicode.IsSpace(before) && !strings.ContainsRune("([—–-‘“'", before) && (i+1 >= len(text) || unicode.IsSpace(after) || strings.ContainsRune(".,;:!?)", after))
}

// goesOn tells whether the next paragraph takes up a quotation left open in this
// one: it opens with a mark, or closes one it does not open.
func (l *linter) goesOn(s quoth.Segment) bool {
	all := l.segments()
	i := slices.IndexFunc(all, func(t quoth.Segment) bool { return t.Span == s.Span })
	if i < 0 || i+1 >= len(all) || all[i+1].Kind != s.Kind {
		return false
	}
	next := strings.TrimSpace(all[i+1].Of(l.doc.Text))
	if strings.HasPrefix(next, "“") || strings.HasPrefix(next, `"`) {
		return true
	}
	opens, closes := strings.IndexRune(next, '“'), strings.IndexRune(next, '”')
	return closes >= 0 && (opens < 0 || closes < opens)
}

// headline looks at the marks of a headline.
func (l *linter) headline(s quoth.Span) {
	text := s.Of(l.doc.Text)
	double := strings.ContainsAny(text, "“”\"")
	single := strings.Contains(text, "‘") || regexp.MustCompile(`(?:^|[\s:])'[^']+'(?:$|[\s,.:;])`).MatchString(text)
	switch {
	case double && l.profile.HeadlineMarks == "single":
		l.report("S08", s, nil, "the house sets single marks in headlines")
	case single && l.profile.HeadlineMarks == "double":
		l.report("S08", s, nil, "the house sets double marks in headlines")
	}
	if (double || single) && regexp.MustCompile(`(?i)\b(says|said|tells|told|warns|vows)\b|^[^:“‘"']{3,40}: `).MatchString(text) {
		l.report("S09", s, nil, "the headline says who speaks; the marks are not needed")
	}
}

// verbs reports verbs of saying that judge, where they are a cue.
func (l *linter) verbs() {
	for i := range l.reading.Quotations {
		q := &l.reading.Quotations[i]
		if q.Act == quoth.Attitude || q.Cue.Empty() || !validSpan(q.Cue, l.doc.Text) {
			continue
		}
		cue := strings.ToLower(q.Cue.Of(l.doc.Text))
		for _, verb := range l.profile.Verbs {
			if cue == verb || strings.HasPrefix(cue, verb+" ") {
				l.report("S11", q.Cue, nil, "%s judges the speaker", quoted(cue))
			}
		}
	}
}

var (
	bareSource = regexp.MustCompile(`(?i)\b(?:a|one|the) source (?:said|says|told|added|claimed)\b|\b(?:said|according to|told by) (?:a|one) source\b(?: *[.,;])|(?:^|[.!?] +)sources (?:said|say|told)\b`)
	declined   = regexp.MustCompile(`(?i)\b(?:declined|refused) (?:to comment|comment)\b`)
	reached    = regexp.MustCompile(`(?i)\b(when|by (?:phone|email|e-mail|text|telephone|letter)|reached|contacted|asked|approached|emailed|phoned|called|messages?|through (?:his|her|their|a|an)|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|request)\b`)
)

// sources reports bare sources and refusals without how the comment was asked for.
func (l *linter) sources() {
	for _, s := range l.segments() {
		text := s.Of(l.doc.Text)
		for _, at := range bareSource.FindAllStringIndex(text, -1) {
			l.report("S14", trimmed(l.doc.Text, quoth.Span{Start: s.Start + at[0], End: s.Start + at[1]}), nil, "say what kind of source, and why it has no name")
		}
		for _, at := range declined.FindAllStringIndex(text, -1) {
			if !reached.MatchString(sentenceAround(text, at[0])) {
				l.report("S15", quoth.Span{Start: s.Start + at[0], End: s.Start + at[1]}, nil, "say how and when the comment was asked for")
			}
		}
	}
}

// sentenceAround is the sentence of a text that byte i stands in, near enough.
func sentenceAround(text string, i int) string {
	start := strings.LastIndexAny(text[:i], ".!?\n") + 1
	end := strings.IndexAny(text[i:], ".!?\n")
	if end < 0 {
		return text[start:]
	}
	return text[start : i+end]
}

// wordPlaces lists where a word stands in a text, case aside.
func wordPlaces(text, word string) []int {
	var out []int
	folded := strings.ToLower(text)
	if len(folded) != len(text) {
		return nil // a letter whose small form has another length; rather silent than off
	}
	for from := 0; ; {
		at := strings.Index(folded[from:], word)
		if at < 0 {
			return out
		}
		at += from
		end := at + len(word)
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[end:])
		if (at == 0 || !unicode.IsLetter(before)) && (end == len(text) || !unicode.IsLetter(after)) {
			out = append(out, at)
		}
		from = end
	}
}
