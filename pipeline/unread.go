package pipeline

import (
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/segment"
)

// unread is the reading of a document whose language the stages do not know: its
// layout and the reason why nothing was looked for. ok is false for English, and
// where the language could not be told.
func (e *Engine) unread(doc *quoth.Document) (r *quoth.Reading, ok bool) {
	base, _, _ := strings.Cut(doc.Language, "-")
	if base == "" || base == "en" {
		return nil, false
	}
	return &quoth.Reading{Document: doc.ID, Segments: segment.Layout(doc), Rules: e.Rules(), Unread: "language " + doc.Language}, true
}
