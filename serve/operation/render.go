package operation

import (
	"cmp"
	"context"
	"html"
	"strings"
	"unicode"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

// Rendered is a statement set for print. Its words are the record's, but for white
// space and invisible signs of direction, which could turn around what stands beside them.
type Rendered struct {
	Statement string      `json:"statement"`
	Text      string      `json:"text"`     // all in one: words, speaker, date, outlet, link
	Markdown  string      `json:"markdown"` // the same, with what means something in Markdown escaped
	Words     string      `json:"words"`    // the words alone
	Quoted    bool        `json:"quoted"`   // whether they are the speaker's own and stand in marks
	Speaker   string      `json:"speaker,omitempty"`
	Said      quoth.When  `json:"said,omitempty"`
	Told      string      `json:"told,omitempty"`
	First     wire.Source `json:"first"`
	Link      string      `json:"link,omitempty"` // to the words on the page, where browsers find them
}

func (d *Desk) render(ctx context.Context, in *ID) (*Answer, error) {
	t, err := d.traced(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	return &Answer{Value: Render(t), Total: 1}, nil
}

// Render sets a statement for print.
func Render(t *ask.Tracing) *Rendered {
	s := &t.Statement
	r := &Rendered{Statement: s.ID, Quoted: s.Form == quoth.Direct, Speaker: plain(s.Speaker.Name), Said: s.Said, Told: plain(s.Told), First: wire.OfHead(&s.First)}
	r.Link = wire.LinkOf(s)
	pieces := piecesOf(t)
	r.Words = strings.Join(pieces, " ")
	words := r.Words
	if r.Quoted {
		words = "“" + strings.Join(pieces, "” “") + "”"
	}
	r.Text = r.lead(s) + words + " (" + r.source(s) + joined(", ", r.Link) + ")"
	source := escaped(r.source(s))
	if r.Link != "" {
		source = "[" + source + "](<" + r.Link + ">)"
	}
	r.Markdown = escaped(r.lead(s)) + escaped(words) + " (" + source + ")"
	return r
}

// piecesOf are the words of a statement, each run of them that the article sets in marks
// of its own: “It will stay open,” she said. “I have thrown away the key.” is two.
func piecesOf(t *ask.Tracing) []string {
	s := &t.Statement
	pieces := []string{s.Text}
	for i := range t.Appearances {
		if at := &t.Appearances[i].Passage; at.Document == s.Evidence.Document && at.Span == s.Evidence.Span {
			pieces = nil
			for _, part := range t.Appearances[i].Quotation.Parts {
				pieces = append(pieces, part.Of(at.Text))
			}
			break
		}
	}
	for i := range pieces {
		pieces[i] = strings.TrimRight(plain(pieces[i]), ",")
	}
	return pieces
}

// lead says who speaks and what the words are: "Ana Ruiz: ", "Ana Ruiz denied this: ",
// "Ana Ruiz, in the words of the Evening Ledger: ".
func (r *Rendered) lead(s *record.Statement) string {
	who := cmp.Or(r.Speaker, "A speaker the record does not name")
	if s.Basis == quoth.Spokesperson {
		who += ", through a spokesperson"
	}
	switch s.Act {
	case quoth.Denial:
		return who + " denied this: "
	case quoth.Refusal:
		return who + " declined to comment on this: "
	case quoth.NoResponse:
		return who + " did not respond on this: "
	}
	if !r.Quoted {
		who += ", in the words of " + cmp.Or(plain(s.First.Publisher), "the article")
	}
	return who + ": "
}

// source says when and to whom it was said, and where it was first printed.
func (r *Rendered) source(s *record.Statement) string {
	said := ""
	if s.Said != "" {
		said = s.Said.Words()
	}
	told := ""
	if r.Told != "" {
		told = "told " + r.Told
	}
	printed := cmp.Or(plain(s.First.Publisher), "an unnamed outlet")
	if s.First.Published != "" {
		printed += ", " + s.First.Published.Words()
	}
	return strings.TrimPrefix(joined("; ", said, told, "first in "+printed), "; ")
}

// joined puts the separator before each text that is not empty.
func joined(separator string, texts ...string) string {
	var b strings.Builder
	for _, t := range texts {
		if t != "" {
			b.WriteString(separator + t)
		}
	}
	return b.String()
}

// plain is a text on one line, without control characters and invisible signs.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// escaped keeps Markdown, and HTML wherever that is read as such, from reading a text as
// anything but text.
func escaped(s string) string {
	var b strings.Builder
	for _, r := range html.EscapeString(s) {
		if strings.ContainsRune("\\`*_{}[]()#+-.!|~:", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return strings.ReplaceAll(b.String(), `&\#`, "&#")
}
