package corpus

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
)

// ParseMarked reads a marked article. name is used in the document's path.
//
// The file is a first line "# what it teaches", header lines "key: value", a
// blank line, the article with marks in braces, and, after a last line "---",
// a trailer of lines about quotations and entities.
func ParseMarked(name, file string) (Marked, error) {
	p := &markedParser{m: Marked{Name: name, Format: "text"}, byID: map[string]*draftQuotation{}}
	lines := strings.Split(strings.ReplaceAll(strings.TrimPrefix(file, "\ufeff"), "\r\n", "\n"), "\n")
	if !utf8.ValidString(file) {
		return p.m, p.errorf(1, "the file is not UTF-8")
	}
	body, err := p.header(lines)
	if err != nil {
		return p.m, err
	}
	trailer := len(lines)
	for i := body; i < len(lines); i++ {
		if lines[i] == "---" {
			trailer = i
		}
	}
	article := strings.Trim(strings.Join(lines[body:trailer], "\n"), "\n") + "\n"
	for body < trailer && strings.TrimSpace(lines[body]) == "" {
		body++
	}
	p.line = body + 1
	if err := p.article(article); err != nil {
		return p.m, err
	}
	for i := trailer + 1; i < len(lines); i++ {
		if line := strings.TrimSpace(lines[i]); line != "" && !strings.HasPrefix(line, "#") {
			if err := p.trailerLine(i+1, line); err != nil {
				return p.m, err
			}
		}
	}
	return p.finish()
}

type markedParser struct {
	m    Marked
	text strings.Builder
	line int
	byID map[string]*draftQuotation
}

// draftQuotation gathers what the marks say of one quotation or nested one.
type draftQuotation struct {
	MarkedQuotation
	raw  []quoth.Span // parts as marked, with their quotation marks
	line int          // where it was first mentioned
}

func (p *markedParser) errorf(line int, format string, args ...any) error {
	return fmt.Errorf("%w: line %d: %s", quoth.ErrInvalid, line, fmt.Sprintf(format, args...))
}

func (p *markedParser) header(lines []string) (int, error) {
	teaches, ok := strings.CutPrefix(lines[0], "# ")
	if !ok || strings.TrimSpace(teaches) == "" {
		return 0, p.errorf(1, "the first line must be “# ” and what the article teaches")
	}
	p.m.Teaches = strings.TrimSpace(teaches)
	d := &p.m.Doc
	d.Origin.Path, d.Language = p.m.Name+".txt", "en"
	for i := 1; i < len(lines); i++ {
		if strings.TrimSpace(lines[i]) == "" {
			return i + 1, nil
		}
		key, value, ok := strings.Cut(lines[i], ":")
		value = strings.TrimSpace(value)
		if !ok {
			return 0, p.errorf(i+1, "want “key: value”, or a blank line before the article")
		}
		switch key {
		case "published":
			d.Published = quoth.When(value)
		case "publisher":
			d.Publisher = value
		case "url":
			d.Origin.URL = value
		case "format":
			if value != "text" && value != "markdown" {
				return 0, p.errorf(i+1, "format %q; known are text and markdown", value)
			}
			p.m.Format = value
		case "covers":
			for _, c := range strings.Split(value, ",") {
				p.m.Covers = append(p.m.Covers, strings.TrimSpace(c))
			}
		default:
			return 0, p.errorf(i+1, "unknown header %q; known are published, publisher, url, format, covers", key)
		}
	}
	return 0, p.errorf(len(lines), "there is no article: a blank line and the text must follow the header")
}

// openMark is a mark whose brace has not closed yet.
type openMark struct {
	tags  []tag
	start int
	value int // where " = " stood in the text built so far, or -1
	line  int
}

// article copies the text without its marks and notes where they stood.
func (p *markedParser) article(s string) error {
	var open []openMark
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && strings.IndexByte(`{}=\`, s[i+1]) >= 0:
			i++
			p.text.WriteByte(s[i])
		case c == '{':
			end := 1 + strings.IndexAny(s[i+1:], " \n}{")
			if end == 0 || s[i+end] == '}' || s[i+end] == '{' {
				return p.errorf(p.line, "“%s” needs a tag, a space and words, such as {m1 Ana Ruiz}; write \\{ for a brace", excerpt(s[i:]))
			}
			tags, err := readTags(s[i+1 : i+end])
			if err != nil {
				return p.errorf(p.line, "%v", err)
			}
			open = append(open, openMark{tags: tags, start: p.text.Len(), value: -1, line: p.line})
			if s[i+end] == '\n' {
				p.line++
			}
			i += end
		case c == '}':
			if len(open) == 0 {
				return p.errorf(p.line, "a closing brace that nothing opened; write \\} for a brace")
			}
			mark := open[len(open)-1]
			open = open[:len(open)-1]
			if err := p.close(mark); err != nil {
				return err
			}
		case c == ' ' && strings.HasPrefix(s[i:], " = ") && len(open) > 0:
			open[len(open)-1].value = p.text.Len()
			p.text.WriteString(" = ")
			i += 2
		default:
			if c == '\n' {
				p.line++
			}
			p.text.WriteByte(c)
		}
	}
	if len(open) > 0 {
		return p.errorf(open[0].line, "the mark {%s is never closed", open[0].tags[0])
	}
	p.m.Doc.Text = p.text.String()
	return nil
}

// close notes a mark; its value, " = NAME", is taken out of the text.
func (p *markedParser) close(mark openMark) error {
	value := ""
	if mark.value >= 0 {
		text := p.text.String()
		value = text[mark.value+len(" = "):]
		p.text.Reset()
		p.text.WriteString(text[:mark.value])
	}
	span := quoth.Span{Start: mark.start, End: p.text.Len()}
	words := span.Of(p.text.String())
	trimmed := strings.TrimSpace(words)
	if trimmed == "" {
		return p.errorf(mark.line, "the mark {%s holds no words", mark.tags[0])
	}
	span.Start += strings.Index(words, trimmed)
	span.End = span.Start + len(trimmed)
	for _, t := range mark.tags {
		if err := p.note(t, span, trimmed, value, mark.line); err != nil {
			return err
		}
	}
	return nil
}

func (p *markedParser) quotation(id string, line int) *draftQuotation {
	q := p.byID[id]
	if q == nil {
		q = &draftQuotation{line: line}
		q.ID = id
		p.byID[id] = q
	}
	return q
}

// note adds one mark to what is expected.
func (p *markedParser) note(t tag, span quoth.Span, words, value string, line int) error {
	name := value
	if name == "" {
		name = words
	}
	if kind, ok := segmentKinds[t.kind]; ok {
		p.m.Segments = append(p.m.Segments, quoth.Segment{Span: span, Kind: kind})
		return nil
	}
	switch t.kind {
	case "x":
		p.m.Nots = append(p.m.Nots, span)
		return nil
	case "o":
		p.m.Opens = append(p.m.Opens, span)
		return nil
	case "e":
		p.m.Mentions = append(p.m.Mentions, MarkedMention{span, name})
		return nil
	}
	q := p.quotation("q"+t.id, line)
	switch t.kind {
	case "q":
		q.raw = append(q.raw, span)
	case "c":
		q.Cues = append(q.Cues, span)
	case "m":
		return p.party(&q.Speaker, span, name, line)
	case "t":
		return p.party(&q.Told, span, name, line)
	case "a":
		return p.party(&q.Addressee, span, name, line)
	case "i":
		return p.party(&q.Via, span, name, line)
	case "b":
		var about *MarkedParty
		if err := p.party(&about, span, name, line); err != nil {
			return err
		}
		q.About = append(q.About, *about)
	case "v":
		return p.venue(q, []quoth.Span{span}, value, line)
	case "s":
		return p.said(q, []quoth.Span{span}, value, line)
	}
	return nil
}

// party sets or adds to an expected party; a second mark for the same role is
// another place that would be right too.
func (p *markedParser) party(at **MarkedParty, span quoth.Span, name string, line int) error {
	party := readParty(name)
	if *at == nil {
		*at = &party
	} else if (*at).Name != party.Name || (*at).Kind != party.Kind {
		return p.errorf(line, "marked as %q here and as %q before", name, (*at).Name)
	}
	if !span.Empty() {
		(*at).Spans = append((*at).Spans, span)
	}
	return nil
}

// readParty reads "Ana Ruiz", "unnamed", "group Ana Ruiz and Tom Beale" or "any",
// which leaves open who it is.
func readParty(name string) MarkedParty {
	if name == "any" {
		return MarkedParty{}
	}
	first, rest, _ := strings.Cut(name, " ")
	switch kind := quoth.EntityKind(first); kind {
	case quoth.Person, quoth.Organisation, quoth.Group, quoth.UnnamedSource:
		return MarkedParty{Kind: kind, Name: rest}
	}
	return MarkedParty{Name: name}
}

func (p *markedParser) venue(q *draftQuotation, spans []quoth.Span, value string, line int) error {
	kinds, name, _ := strings.Cut(value, " ")
	v := MarkedVenue{Spans: spans, Name: name}
	for _, k := range strings.Split(kinds, "|") {
		if !venueKinds[quoth.VenueKind(k)] {
			return p.errorf(line, "%q is no kind of venue; write {v1 On her show = broadcast NAME}", k)
		}
		v.Kinds = append(v.Kinds, quoth.VenueKind(k))
	}
	if q.Venue != nil {
		v.Spans = append(q.Venue.Spans, spans...)
	}
	q.Venue = &v
	return nil
}

func (p *markedParser) said(q *draftQuotation, spans []quoth.Span, value string, line int) error {
	if value == "" {
		return p.errorf(line, "a date needs its value; write {s1 in 2010 = 2010}")
	}
	s := MarkedSaid{Spans: spans}
	for _, w := range strings.Split(value, "|") {
		if strings.Trim(w, "0123456789-/.~?%X") != "" {
			return p.errorf(line, "%q is no EDTF date", w)
		}
		s.Whens = append(s.Whens, quoth.When(w))
	}
	if q.Said != nil {
		s.Spans = append(q.Said.Spans, spans...)
	}
	q.Said = &s
	return nil
}

func excerpt(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	r := []rune(line)
	return string(r[:min(len(r), 24)])
}

// finish works out parts and forms, puts nested quotations into their outer ones,
// and checks that the marks hang together.
func (p *markedParser) finish() (Marked, error) {
	text := p.m.Doc.Text
	ids := make([]string, 0, len(p.byID))
	for id := range p.byID {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	for _, id := range ids {
		q := p.byID[id]
		if len(q.raw) == 0 {
			return p.m, p.errorf(q.line, "%s has no words: mark them with {%s …}", id, id)
		}
		form := formOf(text, q.raw)
		if q.Forms == nil {
			q.Forms = []quoth.Form{form}
		}
		if q.Acts == nil {
			q.Acts = []quoth.Act{quoth.Stated}
		}
		for _, part := range q.raw {
			q.Parts = append(q.Parts, withoutMarks(text, part))
		}
		if outer := strings.TrimRight(id, "abcdefghijklmnopqrstuvwxyz"); outer != id {
			o := p.byID[outer]
			if o == nil || len(o.raw) == 0 {
				return p.m, p.errorf(q.line, "%s is nested in %s, which is not marked", id, outer)
			}
			o.Nested = append(o.Nested, MarkedNested{ID: id, Parts: q.Parts, Speaker: q.Speaker})
		}
	}
	for _, id := range ids {
		if id[len(id)-1] <= '9' {
			p.m.Quotations = append(p.m.Quotations, p.byID[id].MarkedQuotation)
		}
	}
	sort.SliceStable(p.m.Quotations, func(i, j int) bool {
		return p.m.Quotations[i].Parts[0].Start < p.m.Quotations[j].Parts[0].Start
	})
	p.m.Doc.Identify()
	return p.m, p.checkNames()
}

// checkNames catches the slip of giving only a surname as the entity where the
// fuller name is expected elsewhere in the article.
func (p *markedParser) checkNames() error {
	names := map[string]int{}
	for _, q := range p.byID {
		for _, party := range append([]MarkedParty{}, q.About...) {
			names[party.Name] = q.line
		}
		for _, party := range []*MarkedParty{q.Speaker, q.Addressee} {
			if party != nil {
				names[party.Name] = q.line
			}
		}
	}
	for _, e := range p.m.Mentions {
		names[e.Name] = 1 + strings.Count(p.m.Doc.Text[:e.Start], "\n")
	}
	for short, line := range names {
		for full := range names {
			if short != "" && !strings.Contains(short, " ") && strings.HasSuffix(full, " "+short) {
				return p.errorf(line, "%q is expected, and %q too: write {m1 %s = %s}", short, full, short, full)
			}
		}
	}
	return nil
}
