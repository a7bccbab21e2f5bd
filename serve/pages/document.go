package pages

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
)

type documentPage struct {
	frame
	Doc      *quoth.Document
	Unread   string // why nothing was read in it, "" if it was
	Headed   bool   // the text begins with a headline of its own
	Blocks   []block
	Speakers []speaker
}

// block is a segment of the document, cut where quotations begin and end.
type block struct {
	Kind quoth.SegmentKind
	Runs []run
}

func (s *server) document(w http.ResponseWriter, r *http.Request) {
	page := documentPage{}
	err := s.fillDocument(r.Context(), &page, r.PathValue("id"))
	s.show(w, "document.html", &page, err)
}

func (s *server) fillDocument(ctx context.Context, page *documentPage, id string) error {
	hidden, err := s.hidden(ctx)
	if err != nil {
		return err
	}
	shown, err := ask.Show(ctx, s.store, id)
	if err != nil {
		return err
	}
	if shown.Document == nil || hidden[id] {
		return errHidden("document")
	}
	doc, reading := shown.Document.Doc, shown.Document.Reading
	page.Doc, page.Unread = doc, reading.Unread
	page.Title = record.Head{ID: doc.ID, Title: doc.Title, Publisher: doc.Publisher, Published: doc.Published, URL: doc.Origin.URL, Path: doc.Origin.Path}.Listed()
	stretches, err := s.quotations(ctx, page, doc, reading, hidden)
	if err != nil {
		return err
	}
	for _, segment := range reading.Segments {
		b := block{Kind: segment.Kind, Runs: cut(doc.Text, segment.Span, stretches)}
		if b.Kind == quoth.Headline && page.Headed {
			b.Kind = quoth.Heading // a page has one first heading
		}
		page.Headed = page.Headed || b.Kind == quoth.Headline
		page.Blocks = append(page.Blocks, b)
	}
	if len(page.Blocks) == 0 { // nothing was read: the text as it is
		page.Blocks = []block{{Kind: quoth.Paragraph, Runs: cut(doc.Text, quoth.Span{End: len(doc.Text)}, nil)}}
	}
	return nil
}

// quotations are the words to mark, by whom as the record has it now: corrected by
// hand, without what was hidden, and without attitudes, which are no speech.
func (s *server) quotations(ctx context.Context, page *documentPage, doc *quoth.Document, reading *quoth.Reading, hidden map[string]bool) ([]stretch, error) {
	var all []stretch
	var said []record.Statement
	for i := range reading.Quotations {
		q := &reading.Quotations[i]
		appearances, err := s.store.Appearances(ctx, record.StatementID(q.ID))
		if err != nil && !errors.Is(err, quoth.ErrNotFound) {
			return nil, err
		}
		n := slices.IndexFunc(appearances, func(a record.Appearance) bool { return a.Quotation.ID == q.ID })
		if n < 0 || appearances[n].Hidden || q.Act == quoth.Attitude || slices.ContainsFunc(appearances, hiding(hidden)) {
			continue
		}
		a := &appearances[n]
		said = append(said, record.Statement{Speaker: a.Speaker})
		for _, part := range quoted(doc.Text, q) {
			part.Speaker = a.Speaker.Name
			all = append(all, part)
		}
	}
	page.Speakers = speakers(said)
	return all, nil
}
