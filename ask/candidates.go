package ask

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/compare"
	"github.com/quoth-news/quoth/record"
)

// candidate is a wording a quotation may be held against, with whose it is. Speech
// inside a quotation is a candidate of its own, outer then says who carried it.
type candidate struct {
	source    compare.Source
	quotation *quoth.Quotation // nil for lines of notes that report nobody's speech
	speaker   record.Person
	outer     *record.Person // for nested speech: who was quoting
	via       string
	statement string
	head      record.Head
	passage   record.Passage
}

const (
	nearestLimit    = 20
	pieceLimit      = 8
	piecesLookedFor = 6
	wordsLookedFor  = 200
	beforeBytes     = 700
	afterBytes      = 300
)

// finder finds the recorded wordings nearest to some words, those of the person
// asked for among them.
type finder interface {
	nearest(ctx context.Context, words string, by speaker, limit int) ([]candidate, error)
	// fullest is the wording a candidate's statement goes by, or nil where the
	// candidate is that already.
	fullest(ctx context.Context, c *candidate) (*candidate, error)
}

// recorded finds candidates in a record.
type recorded struct{ store record.Store }

func (r recorded) nearest(ctx context.Context, words string, by speaker, limit int) ([]candidate, error) {
	var out []candidate
	look := func(id string, limit int) error {
		near, err := r.store.Nearest(ctx, words, id, limit)
		if err != nil && !isNotFound(err) {
			return err
		}
		for i := range near {
			out = append(out, candidatesOf(&near[i])...)
		}
		return nil
	}
	if by.id != "" {
		if err := look(by.id, limit/2); err != nil {
			return nil, err
		}
	}
	err := look("", limit)
	return out, err
}

// fullest is the fullest wording of the statement's earliest origin.
func (r recorded) fullest(ctx context.Context, c *candidate) (*candidate, error) {
	statement := c.statement
	s, err := r.store.Statement(ctx, statement)
	if err != nil || s.Text == c.source.Text {
		return nil, err
	}
	appearances, err := r.store.Appearances(ctx, s.ID)
	if err != nil {
		return nil, err
	}
	for i := range appearances {
		a := &appearances[i]
		if a.Words != s.Text || len(a.Quotation.Parts) == 0 || a.Head.ID != s.Evidence.Document {
			continue
		}
		c := record.Candidate{Words: a.Words, Quotation: a.Quotation, Speaker: s.Speaker, Statement: statement, Head: a.Head, Passage: s.Evidence}
		if all := candidatesOf(&c); len(all) > 0 {
			return &all[0], nil
		}
	}
	return nil, nil
}

// judgeByFullest judges a quotation and holds the answer against the wording the
// statement goes by: a reprint that altered or cut the words is in the record too,
// and a draft that repeats it is not exact for that. found is narrowed on the way.
func judgeByFullest(ctx context.Context, finders []finder, quote string, by speaker, found *[]candidate) (judgement, error) {
	settled := map[string]bool{}
	for {
		j := judge(quote, by, *found)
		if j.chosen == nil || j.chosen.statement == "" || settled[j.chosen.statement] || j.chosen.outer != nil {
			return j, nil
		}
		statement := j.chosen.statement
		settled[statement] = true
		for _, f := range finders {
			full, err := f.fullest(ctx, j.chosen)
			if isNotFound(err) || err == nil && full == nil {
				continue
			}
			if err != nil {
				return judgement{}, err
			}
			if full.source.Act == by.act {
				full.source.Act = quoth.Stated
			}
			*found = goBy(*found, full)
		}
	}
}

// moreDirect tells whether a gives the words where b only reports them.
func moreDirect(a, b *candidate) bool {
	order := map[quoth.Form]int{quoth.Direct: 2, quoth.Mixed: 1}
	return order[a.source.Form] > order[b.source.Form]
}

// goBy puts the fullest wording in the place of a statement's others, but for those
// that hold it whole and more, or quote what it only reports.
func goBy(found []candidate, full *candidate) []candidate {
	out := []candidate{*full}
	for _, c := range found {
		if c.statement == full.statement && c.outer == nil {
			if c.key() == full.key() || c.source.Text == full.source.Text {
				continue
			}
			if v := compare.Wording(full.source.Text, c.source).Wording; !v.Fine() && v != compare.Truncated && !moreDirect(&c, full) {
				continue
			}
		}
		out = append(out, c)
	}
	return out
}

// search gathers the wordings a quotation may be and judges it: those nearest to
// all of it first and, where no single one bears it out, those nearest to its
// pieces, for it may be two statements run together.
func search(ctx context.Context, finders []finder, quote string, by speaker) (judgement, error) {
	var found []candidate
	seen := map[string]bool{}
	look := func(words string, by speaker, limit int) error {
		words = beginning(words)
		if words == "" {
			return nil
		}
		for _, f := range finders {
			near, err := f.nearest(ctx, words, by, limit)
			if err != nil {
				return err
			}
			for _, c := range near {
				if key := c.key(); !seen[key] {
					seen[key] = true
					if c.source.Act == by.act {
						c.source.Act = quoth.Stated
					}
					found = append(found, c)
				}
			}
		}
		return nil
	}
	pieces := compare.Pieces(quote)
	whole := strings.Join(pieces, " ")
	if err := look(whole, by, nearestLimit); err != nil {
		return judgement{}, err
	}
	j, err := judgeByFullest(ctx, finders, quote, by, &found)
	if err != nil || j.result.Wording.Fine() {
		return j, err
	}
	before := len(found)
	for _, piece := range strays(quote, whole, pieces, &j.result) {
		if err := look(piece, speaker{}, pieceLimit); err != nil {
			return judgement{}, err
		}
	}
	if len(found) > before {
		return judgeByFullest(ctx, finders, quote, by, &found)
	}
	return j, nil
}

// beginning is as much of a long quotation as it takes to find it.
func beginning(words string) string {
	fields := strings.Fields(words)
	return strings.Join(fields[:min(len(fields), wordsLookedFor)], " ")
}

// strays are the parts of a quotation that may be from elsewhere: what the wording
// found has not, the pieces between ellipses, the sentences, else the halves.
func strays(quote, whole string, pieces []string, r *compare.Result) []string {
	var out []string
	take := func(words string) {
		if compare.Words(words) >= 3 && words != whole && len(out) < piecesLookedFor && !slices.Contains(out, words) {
			out = append(out, words)
		}
	}
	if r.Wording == compare.Altered {
		for _, c := range r.Changes {
			take(c.Draft)
		}
	}
	if len(pieces) == 1 {
		pieces = compare.Sentences(quote)
	}
	if len(pieces) == 1 && len(out) == 0 {
		pieces = halves(whole)
	}
	for _, piece := range pieces {
		take(piece)
	}
	return out
}

// halves parts a long sentence in the middle, where a comma or "and" may join two
// statements.
func halves(s string) []string {
	words := strings.Fields(s)
	if len(words) < 10 {
		return []string{s}
	}
	return []string{strings.Join(words[:len(words)/2], " "), strings.Join(words[len(words)/2:], " ")}
}

// key tells a candidate from all others.
func (c *candidate) key() string {
	return fmt.Sprint(c.passage.Document, c.passage.Span, len(c.source.Text), c.source.Statement)
}

func isNotFound(err error) bool { return errors.Is(err, quoth.ErrNotFound) }

// candidatesOf turns what the index found into wordings to compare: the quotation
// itself and the speech quoted inside it. What was no speech is left out.
func candidatesOf(c *record.Candidate) []candidate {
	q := &c.Quotation
	if q.Act == quoth.Attitude || q.Act == quoth.NoResponse || len(q.Parts) == 0 {
		return nil
	}
	text := c.Passage.Text
	base := candidate{quotation: q, speaker: c.Speaker, statement: c.Statement, head: c.Head, passage: c.Passage}
	if q.Via != nil {
		base.via = q.Via.Name
	}
	base.source = sourceOf(text, q, c.Words, c.Speaker.Name, c.Statement)
	out := []candidate{base}
	for i := range q.Nested {
		n := &q.Nested[i]
		inner := base
		outer := c.Speaker
		inner.outer, inner.speaker, inner.via = &outer, record.Person{}, ""
		if n.Speaker != nil && validSpan(n.Speaker.Mention, text) {
			inner.speaker.Name = n.Speaker.Mention.Of(text)
		}
		if !validParts(n.Parts, text) {
			continue
		}
		words := quoth.JoinParts(text, n.Parts)
		inner.source.Text, inner.source.Parts = words, joinedParts(n.Parts)
		inner.source.Form, inner.source.Quoted, inner.source.Speaker = quoth.Direct, nil, inner.speaker.Name
		inner.source.Statement += "/nested"
		out = append(out, inner)
	}
	return out
}

// sourceOf is a quotation of a document as compare wants it. Where the document's
// text is at hand the passage around the words comes along.
func sourceOf(text string, q *quoth.Quotation, words, speaker, statement string) compare.Source {
	s := compare.Source{Text: words, Form: q.Form, Act: q.Act, Speaker: speaker, Statement: statement}
	if !validParts(q.Parts, text) {
		return s
	}
	if joined := q.Text(text); joined == words {
		s.Parts = joinedParts(q.Parts)
	}
	span := q.Span()
	s.Quoted = quotedIn(text, q)
	s.Before = text[runeFloor(text, max(0, span.Start-beforeBytes)):span.Start]
	for i := 1; i < len(q.Parts); i++ { // the reporter's words between the parts may say what "it" is
		s.After += text[q.Parts[i-1].End:q.Parts[i].Start] + "\n"
	}
	s.After += text[span.End:runeFloor(text, min(len(text), span.End+afterBytes))]
	for _, a := range q.About {
		if validSpan(a.Span, text) {
			if name := a.Of(text); strings.IndexFunc(name, unicode.IsUpper) >= 0 {
				s.About = append(s.About, name)
			}
		}
	}
	return s
}

// quotedIn are the stretches of a quotation's joined words that stand in marks on
// the page, for one that is not quoted whole.
func quotedIn(text string, q *quoth.Quotation) []quoth.Span {
	if q.Form == quoth.Direct {
		return nil
	}
	span := q.Span()
	line := quoth.Segment{Span: quoth.Span{Start: strings.LastIndexByte(text[:span.Start], '\n') + 1, End: len(text)}}
	if i := strings.IndexByte(text[span.End:], '\n'); i >= 0 {
		line.End = span.End + i
	}
	out := []quoth.Span{}
	for _, m := range markedSpans(text, []quoth.Segment{line}) {
		at := 0
		for _, p := range q.Parts {
			if from, to := max(m.Start, p.Start), min(m.End, p.End); from < to {
				out = append(out, quoth.Span{Start: at + from - p.Start, End: at + to - p.Start})
			}
			at += p.Len() + 1
		}
	}
	return out
}

// joinedParts are the places of the parts in the text that JoinParts makes of them.
func joinedParts(parts []quoth.Span) []quoth.Span {
	out := make([]quoth.Span, len(parts))
	at := 0
	for i, p := range parts {
		out[i] = quoth.Span{Start: at, End: at + p.Len()}
		at += p.Len() + 1
	}
	return out
}

func validSpan(s quoth.Span, text string) bool { return !s.Empty() && s.Check(text) == nil }

func validParts(parts []quoth.Span, text string) bool {
	for _, p := range parts {
		if !validSpan(p, text) {
			return false
		}
	}
	return len(parts) > 0
}

func runeFloor(text string, i int) int {
	for i > 0 && i < len(text) && text[i]&0xC0 == 0x80 {
		i--
	}
	return i
}
