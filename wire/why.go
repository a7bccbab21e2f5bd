package wire

import "github.com/quoth-news/quoth"

// Why is what `quoth why --json` prints: for each field of a quotation what was
// found, the rule that found it and the words it rests on.
type Why struct {
	Quotation string   `json:"quotation"`
	Statement string   `json:"statement"`
	Source    Source   `json:"source"`
	Text      string   `json:"text"`
	Evidence  Evidence `json:"evidence"`
	Reasons   []Reason `json:"reasons"`
	Rules     []string `json:"rules"`
}

// Reason is one field: found is null where nothing was found, rule where none is
// named, confidence where none is given.
type Reason struct {
	Field      string   `json:"field"`
	Found      *string  `json:"found"`
	Rule       *string  `json:"rule"`
	Confidence *float64 `json:"confidence"`
	Words      []Words  `json:"words"`
	Corrected  bool     `json:"corrected,omitempty"`
}

// Words are words of a document's text, at code points.
type Words struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// OfReason is a reason for JSON. runes counts the text that passages point into.
func OfReason(field, found, rule string, confidence float64, passages []quoth.Span, text string, runes *Runes) Reason {
	r := Reason{Field: field, Words: []Words{}}
	if found != "" {
		r.Found = &found
	}
	if rule != "" {
		r.Rule = &rule
	}
	if confidence > 0 {
		confidence = rounded(confidence)
		r.Confidence = &confidence
	}
	for _, p := range passages {
		r.Words = append(r.Words, Words{runes.At(p.Start), runes.At(p.End), p.Of(text)})
	}
	return r
}

// Quotation is what `quoth show --json` prints for one quotation of one document.
type Quotation struct {
	Quotation string      `json:"quotation"`
	Statement string      `json:"statement"`
	Speaker   *Named      `json:"speaker"`
	Said      *EDTF       `json:"said"`
	Form      quoth.Form  `json:"form"`
	Act       quoth.Act   `json:"act"`
	Basis     quoth.Basis `json:"basis"`
	Text      string      `json:"text"`
	Origin    int         `json:"origin"`
	Source    Source      `json:"source"`
	Evidence  Evidence    `json:"evidence"`
}
