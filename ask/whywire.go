package ask

import "github.com/quoth-news/quoth/wire"

// Wire is the reasons as `quoth why --json` prints them.
func (r *Reasons) Wire() *wire.Why {
	at := &r.Quotation.Passage
	w := &wire.Why{Quotation: r.Quotation.Quotation.ID, Statement: r.Statement.ID, Source: wire.OfHead(&r.Quotation.Head),
		Text: r.Quotation.Words, Evidence: wire.OfPassage(at), Reasons: []wire.Reason{}, Rules: r.Rules}
	if w.Rules == nil {
		w.Rules = []string{}
	}
	runes := wire.NewRunes(at.Text)
	for i := range r.Reasons {
		reason := &r.Reasons[i]
		out := wire.OfReason(reason.Field, reason.Found, reason.Rule, reason.Confidence, reason.Passages, at.Text, runes)
		out.Corrected = reason.Corrected
		w.Reasons = append(w.Reasons, out)
	}
	return w
}
