package ask

import (
	"context"
	"slices"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/compare"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

// The kinds of revisions beside those of notices.
const (
	revisedWords   = "changed"      // the later version has the words otherwise
	revisedSpeaker = "reattributed" // the later version gives them to another
	revisedAway    = "dropped"      // the later version has them no more
	revisedVersion = "version"      // of a document: there is a later version
)

// gravest orders the kinds of revisions.
var gravest = []string{string(quoth.Clarification), string(quoth.Correction), revisedWords, revisedAway, revisedSpeaker, string(quoth.Withdrawal)}

// OfStatement is a statement for JSON with what became of the articles that carry it.
func OfStatement(ctx context.Context, store record.Store, s *record.Statement) (*wire.Statement, error) {
	w := wire.OfStatement(s)
	var err error
	w.Revisions, err = Revisions(ctx, store, s)
	return w, err
}

// Revisions are what became of the articles that carry a statement: notices of
// their outlets, and what a later version made of the words. What a later version
// merely keeps is none.
func Revisions(ctx context.Context, store record.Store, s *record.Statement) ([]wire.Revision, error) {
	if !s.Revised {
		return nil, nil
	}
	revised, err := store.Revised(ctx, s.ID)
	if err != nil {
		return nil, err
	}
	appearances, err := store.Appearances(ctx, s.ID)
	if err != nil {
		return nil, err
	}
	var out []wire.Revision
	for i := range revised {
		r := &revised[i]
		out = append(out, noticesOf(&r.Head, r.Notices, r.Text, nil)...)
		if r.Newer == "" {
			continue
		}
		later, err := store.Document(ctx, r.Newer)
		if err != nil {
			return nil, err
		}
		head := headOf(later.Doc)
		if !slices.ContainsFunc(revised, func(o record.Revised) bool { return o.Head.ID == r.Newer }) {
			out = append(out, noticesOf(&r.Head, later.Doc.Notices, later.Doc.Text, &head)...)
		}
		if record.GravestNotice(later.Doc.Notices) == quoth.Withdrawal {
			continue // all its words are gone, which the notice says
		}
		for k := range appearances {
			if a := &appearances[k]; a.Head.ID == r.Head.ID && !a.Hidden {
				if v, ok := became(a, later, &head); ok {
					out = append(out, v)
				}
			}
		}
	}
	return out, nil
}

// documentRevisions are the notices of a document, and that there is a later version.
func documentRevisions(ctx context.Context, store record.Store, id string) ([]wire.Revision, error) {
	revised, err := store.Revised(ctx, id)
	var out []wire.Revision
	for i := range revised {
		r := &revised[i]
		out = append(out, noticesOf(&r.Head, r.Notices, r.Text, nil)...)
		if r.Newer == "" {
			continue
		}
		later, err := store.Document(ctx, r.Newer)
		if err != nil {
			return nil, err
		}
		head := headOf(later.Doc)
		newer := wire.OfHead(&head)
		out = append(out, wire.Revision{Kind: revisedVersion, Source: wire.OfHead(&r.Head), Newer: &newer})
	}
	return out, err
}

// noticesOf are the notices of an article, or those a later version of it carries.
func noticesOf(h *record.Head, notices []quoth.Notice, text string, newer *record.Head) []wire.Revision {
	var out []wire.Revision
	for _, n := range notices {
		if n.Kind == quoth.Update {
			continue
		}
		v := wire.Revision{Kind: string(n.Kind), Source: wire.OfHead(h), When: n.When}
		if validSpan(n.Span, text) {
			v.Text = n.Of(text)
		}
		if newer != nil {
			source := wire.OfHead(newer)
			v.Newer = &source
		}
		out = append(out, v)
	}
	return out
}

func headOf(d *quoth.Document) record.Head {
	return record.Head{ID: d.ID, Title: d.Title, Publisher: d.Publisher, URL: d.Origin.URL, Path: d.Origin.Path, Published: d.Published}
}

// became holds a quotation against the later version of its article.
func became(a *record.Appearance, later *record.Entry, head *record.Head) (wire.Revision, bool) {
	newer := wire.OfHead(head)
	v := wire.Revision{Source: wire.OfHead(&a.Head), Newer: &newer}
	var sources []compare.Source
	var of []*quoth.Quotation
	for i := range later.Reading.Quotations {
		q := &later.Reading.Quotations[i]
		if record.Class(q.Act) == record.Class(a.Quotation.Act) {
			s := sourceOf(later.Doc.Text, q, q.Text(later.Doc.Text), speakerIn(later.Reading, q), "")
			s.Act, s.Form = quoth.Stated, quoth.Direct // words against words
			sources, of = append(sources, s), append(of, q)
		}
	}
	best := compare.Best(a.Words, sources)
	if len(sources) == 0 || best.Source < 0 || best.Wording == compare.NotFound {
		v.Kind = revisedAway
		return v, true
	}
	who := speakerIn(later.Reading, of[best.Source])
	switch {
	case who != "" && a.Speaker.Name != "" && !sameName(who, a.Speaker.Name) && best.Matched > 0.6:
		v.Kind, v.Text = revisedSpeaker, who
	case best.Wording.Fine() && best.Wording != compare.Fragment:
		return v, false
	case best.Wording == compare.Fragment || best.Wording == compare.Truncated:
		// The older words stand inside longer ones now: what was added may turn them.
		v.Kind, v.Text = revisedWords, sources[best.Source].Text
		v.Changes = wireChanges(best.Changes)
		if best.Wording == compare.Fragment {
			return v, false
		}
	default:
		v.Kind, v.Text = revisedWords, sources[best.Source].Text
		v.Changes = wireChanges(compare.Wording(sources[best.Source].Text, compare.Source{Text: a.Words, Form: quoth.Direct, Act: quoth.Stated}).Changes)
	}
	return v, true
}

// speakerIn is the name a reading has for the speaker of a quotation.
func speakerIn(r *quoth.Reading, q *quoth.Quotation) string {
	if q.Speaker == nil || q.Speaker.Entity < 0 || q.Speaker.Entity >= len(r.Entities) {
		return ""
	}
	return r.Entities[q.Speaker.Entity].Name
}

func wireChanges(changes []compare.Change) []wire.Change {
	var out []wire.Change
	for _, c := range changes {
		out = append(out, wire.Change{Kind: string(c.Kind), Draft: c.Draft, Record: c.Record})
	}
	return out
}

// graver is the graver of two kinds of revisions; "" is none.
func graver(a, b string) string {
	if slices.Index(gravest, a) < slices.Index(gravest, b) {
		return b
	}
	return a
}

// revisedOrigins is the gravest revision of each origin: copies of an article share
// its fate.
func revisedOrigins(revisions []wire.Revision, appearances []record.Appearance) map[int]string {
	kinds := map[string]string{}
	for i := range revisions {
		v := &revisions[i]
		kinds[v.Document] = graver(kinds[v.Document], v.Kind)
	}
	out := map[int]string{}
	for i := range appearances {
		a := &appearances[i]
		out[a.Origin] = graver(out[a.Origin], kinds[a.Head.ID])
	}
	return out
}

// RevisionWords says in words what became of an article.
func RevisionWords(v *wire.Revision) string {
	name := func(s *wire.Source) string {
		words := firstKnown(s.Publisher, s.URL, s.Document)
		if s.Published != "" {
			words += ", " + s.Published.Words()
		}
		return words
	}
	at := name(&v.Source)
	in := ""
	if v.Newer != nil {
		in = " in " + name(v.Newer)
	}
	switch v.Kind {
	case string(quoth.Withdrawal):
		return at + " was withdrawn" + in + noticeWords(v.Text)
	case string(quoth.Correction):
		return at + " was corrected" + in + noticeWords(v.Text)
	case string(quoth.Clarification):
		return at + " was clarified" + in + noticeWords(v.Text)
	case revisedSpeaker:
		return at + ": a later version" + in + " gives these words to " + v.Text
	case revisedVersion:
		return at + ": there is a later version" + in + ", " + v.Newer.Document
	case revisedAway:
		return at + ": a later version" + in + " has these words no more"
	}
	return at + ": a later version" + in + " has " + quoted(v.Text)
}

func noticeWords(text string) string {
	if text == "" {
		return ""
	}
	return ": " + quoted(text)
}

func firstKnown(all ...string) string {
	for _, s := range all {
		if s != "" {
			return s
		}
	}
	return ""
}
