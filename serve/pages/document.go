package pages

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

type documentPage struct {
	frame
	Doc        *quoth.Document
	Head       record.Head
	Unread     string // why nothing was read in it, "" if it was
	Headed     bool   // the text begins with a headline of its own
	Whole      bool   // all of the text is shown
	Blocks     []block
	Speakers   []speaker
	Quotations int
	Revisions  []wire.Revision
	Versions   []record.Head // other documents of the same address
}

// block is a segment of the document, or the part of it around its quotations, cut
// where quotations begin and end.
type block struct {
	Kind          quoth.SegmentKind
	Runs          []run
	Before, After bool // the segment goes on there
	Skipped       bool // segments before it are not shown
}

// speaker is someone with a number of statements, and a number to be told by.
type speaker struct {
	record.Person
	Statements int
	Mark       string
}

func (s *server) document(w http.ResponseWriter, r *http.Request) {
	page := documentPage{frame: frame{Here: "document"}}
	err := s.fillDocument(r.Context(), &page, r.PathValue("id"))
	s.show(w, r, "document.html", &page, err)
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
	page.Head = record.Head{ID: doc.ID, Title: doc.Title, Publisher: doc.Publisher, Published: doc.Published, URL: doc.Origin.URL, Path: doc.Origin.Path}
	page.Title = page.Head.Listed()
	page.Revisions = shown.Revisions
	stretches, err := s.quotations(ctx, page, doc, reading, hidden)
	if err != nil {
		return err
	}
	page.Whole = s.WholeArticles
	page.set(doc.Text, reading.Segments, stretches)
	if page.Head.URL == "" {
		return nil
	}
	page.Versions, err = s.store.At(ctx, page.Head.URL)
	page.Versions = slices.DeleteFunc(page.Versions, func(h record.Head) bool { return h.ID == doc.ID })
	return err
}

// set lays out the text: all of it, or what stands around its quotations.
func (p *documentPage) set(text string, segments []quoth.Segment, stretches []stretch) {
	skipped := false
	for _, segment := range segments {
		b := block{Kind: segment.Kind}
		within := segment.Span
		if !p.Whole && segment.Kind != quoth.Headline && segment.Kind != quoth.Byline {
			if within, b.Before, b.After = excerpt(text, segment.Span, stretches); within.Empty() {
				skipped = true
				continue
			}
		}
		b.Skipped, skipped = skipped, false
		b.Runs = cut(text, within, stretches)
		if b.Kind == quoth.Headline && p.Headed {
			b.Kind = quoth.Heading // a page has one first heading
		}
		p.Headed = p.Headed || b.Kind == quoth.Headline
		p.Blocks = append(p.Blocks, b)
	}
	if len(segments) == 0 { // nothing was read: the text as it is, or how it begins
		within := quoth.Span{End: len(text)}
		b := block{Kind: quoth.Paragraph}
		if !p.Whole {
			within, _, b.After = around(text, quoth.Span{})
		}
		b.Runs = cut(text, within, nil)
		p.Blocks = []block{b}
	}
}

// excerpt is the part of a segment around the quotations in it; empty if there are none.
func excerpt(text string, segment quoth.Span, stretches []stretch) (within quoth.Span, before, after bool) {
	first, last := segment.End, segment.Start
	for _, s := range stretches {
		if s.Meets(segment) {
			first, last = min(first, max(s.Start, segment.Start)), max(last, min(s.End, segment.End))
		}
	}
	if first >= last {
		return quoth.Span{}, false, false
	}
	within, _, _ = around(text, quoth.Span{Start: first, End: last})
	within.Start, within.End = max(within.Start, segment.Start), min(within.End, segment.End)
	return within, within.Start > segment.Start, within.End < segment.End
}

// quotations are the words to mark, by whom as the record has it now: corrected by
// hand, without what was hidden, and without attitudes, which are no speech.
func (s *server) quotations(ctx context.Context, page *documentPage, doc *quoth.Document, reading *quoth.Reading, hidden map[string]bool) ([]stretch, error) {
	var all []stretch
	var said []record.Person
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
		said = append(said, a.Speaker)
		page.Quotations++
		for _, part := range quoted(doc.Text, q) {
			part.Speaker = a.Speaker.Name
			all = append(all, part)
		}
	}
	page.Speakers = counted(said)
	marks := map[string]string{}
	for _, who := range page.Speakers {
		marks[who.Name] = who.Mark
	}
	for i := range all {
		all[i].Mark = marks[all[i].Speaker]
	}
	return all, nil
}

// The speakers of an article that have a colour of their own.
const speakersMarked = 5

// counted are those who spoke, most statements first.
func counted(said []record.Person) (all []speaker) {
	place := map[string]int{}
	for _, who := range said {
		if who.ID == "" {
			continue
		}
		n, known := place[who.ID]
		if !known {
			n = len(all)
			place[who.ID] = n
			all = append(all, speaker{Person: who})
		}
		all[n].Statements++
	}
	slices.SortStableFunc(all, func(a, b speaker) int {
		return cmp.Or(cmp.Compare(b.Statements, a.Statements), cmp.Compare(a.Name, b.Name))
	})
	for i := range all {
		all[i].Mark = strconv.Itoa(min(i+1, speakersMarked+1))
	}
	return all
}
