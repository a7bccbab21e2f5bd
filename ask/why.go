package ask

import (
	"context"
	"fmt"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// Reasons answer for a quotation: for each field the words it rests on and the
// rule that took them.
type Reasons struct {
	Quotation record.Appearance
	Statement record.Statement
	Reasons   []Reason
	Rules     []string // the versions of rules and models that read the document
}

// Reason is one field of a quotation, what was found and why.
type Reason struct {
	Field      string       // who, what, when, told, venue, addressee, via, about, first, origins
	Found      string       // "" where nothing was found, which is said too
	Rule       string       // "" where no rule is named
	Confidence float64      // 0 where none is given
	Passages   []quoth.Span // of Quotation.Passage.Text
	Corrected  bool         // by hand; Found is as corrected
}

// Why answers for who, what, when and told whom, of a quotation or of the one that
// stands for a statement.
func Why(ctx context.Context, store record.Store, id string) (*Reasons, error) {
	id = strings.TrimSpace(id)
	if !strings.HasPrefix(id, "q:") && !strings.HasPrefix(id, "s:") {
		return nil, fmt.Errorf("%w: %q is neither a statement nor a quotation; their identifiers begin with s: or q:", quoth.ErrInvalid, id)
	}
	s, err := store.Statement(ctx, record.StatementID(strings.TrimPrefix(id, "s:")))
	if err != nil {
		return nil, err
	}
	appearances, err := store.Appearances(ctx, s.ID)
	if err != nil {
		return nil, err
	}
	for i := range appearances {
		a := &appearances[i]
		stands := a.Passage.Document == s.Evidence.Document && a.Passage.Span == s.Evidence.Span
		if a.Quotation.ID != id && !(strings.HasPrefix(id, "s:") && stands) {
			continue
		}
		if err := appearanceVisible(ctx, store, a); err != nil {
			return nil, err
		}
		entry, err := store.Document(ctx, a.Passage.Document)
		if err != nil {
			return nil, err
		}
		r := &Reasons{Quotation: *a, Statement: *s, Rules: entry.Reading.Rules}
		r.who(entry)
		if err := r.identity(ctx, store, entry); err != nil {
			return nil, err
		}
		r.explain(entry)
		r.origins(appearances)
		return r, nil
	}
	return nil, fmt.Errorf("%w: the record has no quotation %s", quoth.ErrNotFound, id)
}

func (r *Reasons) add(reason Reason) { r.Reasons = append(r.Reasons, reason) }

// explain says on what the fields of the quotation rest, but for the speaker.
func (r *Reasons) explain(entry *record.Entry) {
	q := &r.Quotation.Quotation
	what := Reason{Field: "what", Found: r.Quotation.Words, Rule: q.Rule, Confidence: q.Confidence, Passages: q.Parts}
	if !q.Cue.Empty() {
		what.Passages = append([]quoth.Span{q.Cue}, q.Parts...)
	}
	r.add(what)
	when := Reason{Field: "when", Found: string(r.Quotation.Said)}
	if q.Said != nil {
		when.Corrected = r.Quotation.Said != q.Said.When
		when.Rule, when.Confidence, when.Passages = q.Said.Rule, q.Said.Confidence, spans(q.Said.Span)
	} else {
		when.Corrected = r.Quotation.Said != ""
	}
	r.add(when)
	r.party("told", q.Told, true)
	if q.Venue != nil {
		found := strings.TrimSpace(string(q.Venue.Kind) + " " + q.Venue.Name)
		r.add(Reason{Field: "venue", Found: found, Rule: q.Venue.Rule, Passages: spans(q.Venue.Span)})
	}
	r.party("addressee", q.Addressee, false)
	r.party("via", q.Via, false)
	for _, a := range q.About {
		if a.Entity >= 0 && a.Entity < len(entry.Reading.Entities) {
			r.add(Reason{Field: "about", Found: entry.Reading.Entities[a.Entity].Name, Passages: spans(a.Span)})
		}
	}
	for _, g := range entry.Doc.Given {
		if g.Field == "published" || g.Field == "publisher" {
			r.add(Reason{Field: g.Field, Found: g.Value, Rule: g.Rule, Passages: spans(g.Span)})
		}
	}
}

func (r *Reasons) who(entry *record.Entry) {
	q := &r.Quotation.Quotation
	who := Reason{Field: "who", Found: r.Quotation.Speaker.Name}
	if q.Speaker == nil {
		who.Corrected = who.Found != ""
		r.add(who)
		return
	}
	who.Rule, who.Confidence, who.Passages = q.Speaker.Rule, q.Speaker.Confidence, spans(q.Speaker.Mention)
	if q.Speaker.Entity >= 0 && q.Speaker.Entity < len(entry.Reading.Entities) {
		e := &entry.Reading.Entities[q.Speaker.Entity]
		// The name stands somewhere else where the source phrase is "she said".
		for _, m := range e.Mentions {
			if m != q.Speaker.Mention && m.Of(entry.Doc.Text) == e.Name {
				who.Passages = append(who.Passages, m)
				break
			}
		}
	}
	r.add(who)
}

// identity says why the name the document gives the speaker is this person's: who
// else in the record might bear it.
func (r *Reasons) identity(ctx context.Context, store record.Store, entry *record.Entry) error {
	q := &r.Quotation.Quotation
	if q.Speaker == nil || q.Speaker.Entity < 0 || q.Speaker.Entity >= len(entry.Reading.Entities) || r.Quotation.Speaker.ID == "" {
		return nil
	}
	named := &entry.Reading.Entities[q.Speaker.Entity]
	if named.Kind != quoth.Person {
		return nil
	}
	meant, err := store.Entity(ctx, r.Quotation.Speaker.ID)
	if err != nil {
		return err
	}
	people, err := store.People(ctx, named.Name)
	if err != nil && !isNotFound(err) {
		return err
	}
	words := record.FoldName(named.Name)
	others, most := 0, 0 // who else bears the name, and in how many documents at most
	for i := range people {
		p := &people[i]
		theirs := record.FoldName(p.Name)
		if p.ID == meant.ID || p.Kind != quoth.Person || len(theirs) == 0 || theirs[len(theirs)-1] != words[len(words)-1] {
			continue
		}
		others, most = others+1, max(most, p.Documents)
	}
	short := len(words) < len(record.FoldName(meant.Name))
	reason := Reason{Field: "identity", Rule: "record/name@1", Passages: spans(q.Speaker.Mention)}
	switch {
	case short && others == 0:
		reason.Found = fmt.Sprintf("“%s” is %s, the only one in the record who may be meant", named.Name, meant.Name)
	case short:
		reason.Found = fmt.Sprintf("“%s” is %s, named in %s; of %d others who may be meant nobody is named in more than %d",
			named.Name, meant.Name, quoth.Counted(meant.Documents, "document"), others, most)
	case others > 0:
		reason.Rule = "record/namesakes@1"
		reason.Found = fmt.Sprintf("%s (%s), one of %d people of the name, told apart by role and age", meant.Name, Described(meant), others+1)
	default:
		return nil
	}
	r.add(reason)
	return nil
}

func (r *Reasons) party(field string, p *quoth.Party, always bool) {
	if p != nil {
		r.add(Reason{Field: field, Found: p.Name, Rule: p.Rule, Passages: spans(p.Span)})
	} else if always {
		r.add(Reason{Field: field})
	}
}

// origins says why documents that carry the statement count as one origin.
func (r *Reasons) origins(appearances []record.Appearance) {
	for i := range appearances {
		a := &appearances[i]
		if a.Quotation.ID == r.Quotation.Quotation.ID && a.Joined != "" {
			r.add(Reason{Field: "origins", Found: fmt.Sprintf("of origin %d, by %s", a.Origin, a.Joined), Rule: "record/origin@1"})
		}
	}
}

func spans(s quoth.Span) []quoth.Span {
	if s.Empty() {
		return nil
	}
	return []quoth.Span{s}
}
