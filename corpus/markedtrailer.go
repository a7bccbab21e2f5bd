package corpus

import (
	"regexp"
	"strings"

	"github.com/quoth-news/quoth"
)

var trailerPattern = regexp.MustCompile(`^(q\d+[a-z]?)\s+(\w+)\s*(.*)$`)

// trailerLine reads one line after "---": "q1 act denial", "q2 said 2010 "in
// 2010"", "q3 speaker none", or "entity person Ana Ruiz, Ruiz, @anaruiz".
func (p *markedParser) trailerLine(n int, line string) error {
	if rest, ok := strings.CutPrefix(line, "entity "); ok {
		names := strings.Split(rest, ",")
		party := readParty(strings.TrimSpace(names[0]))
		if party.Kind == "" {
			return p.errorf(n, "want “entity KIND NAME, ALIAS, …” with KIND person, organisation, group or unnamed")
		}
		e := MarkedEntity{Kind: party.Kind, Name: party.Name}
		for _, alias := range names[1:] {
			e.Aliases = append(e.Aliases, strings.TrimSpace(alias))
		}
		p.m.Entities = append(p.m.Entities, e)
		return nil
	}
	f := trailerPattern.FindStringSubmatch(line)
	if f == nil {
		return p.errorf(n, "want “q1 FIELD VALUE” or “entity KIND NAME”")
	}
	q := p.byID[f[1]]
	if q == nil {
		return p.errorf(n, "no words are marked {%s …}", f[1])
	}
	value, words := f[3], ""
	if at := strings.IndexByte(value, '"'); at >= 0 && strings.HasSuffix(value, `"`) && at < len(value)-1 {
		words, value = value[at+1:len(value)-1], strings.TrimSpace(value[:at])
	}
	spans, err := p.find(n, words)
	if err != nil {
		return err
	}
	return p.field(n, q, f[2], value, spans)
}

// find is where words stand, which must be at one place only.
func (p *markedParser) find(n int, words string) ([]quoth.Span, error) {
	if words == "" {
		return nil, nil
	}
	text := p.m.Doc.Text
	at := strings.Index(text, words)
	if at < 0 {
		return nil, p.errorf(n, "the article does not hold %q", words)
	}
	if strings.Contains(text[at+1:], words) {
		return nil, p.errorf(n, "the article holds %q more than once: mark it in the text", words)
	}
	return []quoth.Span{{Start: at, End: at + len(words)}}, nil
}

func (p *markedParser) field(n int, q *draftQuotation, field, value string, spans []quoth.Span) error {
	switch field {
	case "optional":
		q.Optional = true
	case "open":
		for _, f := range strings.Split(value, ",") {
			q.Open = append(q.Open, strings.TrimSpace(f))
		}
	case "form":
		return alternatives(p, n, value, &q.Forms, quoth.Direct, quoth.Mixed, quoth.Indirect)
	case "act":
		return alternatives(p, n, value, &q.Acts, quoth.Stated, quoth.Denial, quoth.Refusal, quoth.NoResponse, quoth.Attitude)
	case "basis":
		return alternatives(p, n, value, &q.Bases, quoth.OnRecord, quoth.Spokesperson, quoth.Written, quoth.Unnamed, quoth.FromDocument, quoth.UnknownBasis)
	case "speaker":
		q.Speaker = trailerParty(value, spans)
	case "told":
		q.Told = trailerParty(value, spans)
	case "addressee":
		q.Addressee = trailerParty(value, spans)
	case "via":
		q.Via = trailerParty(value, spans)
	case "about":
		if value == "none" {
			q.NoAbout = true
			return nil
		}
		q.About = append(q.About, *trailerParty(value, spans))
	case "venue":
		q.Venue = nil
		if value == "none" {
			return nil
		}
		return p.venue(q, spans, value, n)
	case "said":
		q.Said = nil
		if value == "none" {
			return nil
		}
		return p.said(q, spans, value, n)
	default:
		return p.errorf(n, "unknown field %q; known are open, form, act, basis, speaker, told, addressee, via, about, venue, said, optional", field)
	}
	return nil
}

func trailerParty(value string, spans []quoth.Span) *MarkedParty {
	if value == "none" {
		return nil
	}
	party := readParty(value)
	party.Spans = spans
	return &party
}

// alternatives reads "mixed" or "mixed|direct", each of which would be right.
func alternatives[T ~string](p *markedParser, n int, value string, at *[]T, known ...T) error {
	*at = nil
	for _, v := range strings.Split(value, "|") {
		ok := false
		for _, k := range known {
			ok = ok || T(v) == k
		}
		if !ok {
			return p.errorf(n, "%q is none of %v", v, known)
		}
		*at = append(*at, T(v))
	}
	return nil
}
