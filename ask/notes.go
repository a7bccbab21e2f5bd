package ask

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/compare"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

// notebook finds candidates in documents given beside a draft. What their readings
// report comes as in a record; a segment in which nobody was found to speak counts
// as words taken down, by nobody known, for that is what notes are.
type notebook struct {
	all        []candidate
	index      map[string][]int32 // term → candidates that hold it
	documents  int
	publishers map[string]bool
	from, to   quoth.When
}

func newNotebook(sources []Notes) *notebook {
	n := &notebook{index: map[string][]int32{}, publishers: map[string]bool{}}
	for _, s := range sources {
		n.add(s.Doc, s.Reading)
	}
	return n
}

// add takes one document into the notebook.
func (n *notebook) add(doc *quoth.Document, reading *quoth.Reading) {
	n.documents++
	if doc.Publisher != "" {
		n.publishers[doc.Publisher] = true
	}
	if p := doc.Published; p != "" {
		if n.from == "" || quoth.Compare(p, n.from) < 0 {
			n.from = p
		}
		if n.to == "" || quoth.Compare(p, n.to) > 0 {
			n.to = p
		}
	}
	head := record.Head{ID: doc.ID, Title: doc.Title, Publisher: doc.Publisher, URL: doc.Origin.URL, Path: doc.Origin.Path, Published: doc.Published}
	for i := range reading.Quotations {
		q := &reading.Quotations[i]
		if !validParts(q.Parts, doc.Text) {
			continue
		}
		c := record.Candidate{Words: q.Text(doc.Text), Quotation: *q, Head: head, Statement: doc.ID + "/" + q.ID,
			Passage: record.Passage{Document: doc.ID, Span: q.Span(), Text: doc.Text}}
		if s := q.Speaker; s != nil && s.Entity >= 0 && s.Entity < len(reading.Entities) {
			c.Speaker.Name = reading.Entities[s.Entity].Name
		}
		for _, x := range candidatesOf(&c) {
			n.put(x)
		}
	}
	for _, s := range reading.Segments {
		n.addPlain(doc, reading, s, head)
	}
}

// addPlain takes a segment without speech for words taken down.
func (n *notebook) addPlain(doc *quoth.Document, reading *quoth.Reading, s quoth.Segment, head record.Head) {
	if s.Kind == quoth.Byline || s.Kind == quoth.Promo || s.Kind == quoth.Related || !validSpan(s.Span, doc.Text) {
		return
	}
	for i := range reading.Quotations {
		for _, p := range reading.Quotations[i].Parts {
			if p.Meets(s.Span) {
				return
			}
		}
	}
	words, label := s.Span, ""
	if validSpan(s.Words, doc.Text) {
		words = s.Words
	}
	if validSpan(s.Label, doc.Text) {
		label = s.Label.Of(doc.Text)
	}
	n.put(candidate{
		source:    compare.Source{Text: words.Of(doc.Text), Form: quoth.Direct, Act: quoth.Stated, Speaker: label, Statement: doc.ID},
		speaker:   record.Person{Name: label},
		statement: "",
		head:      head,
		passage:   record.Passage{Document: doc.ID, Span: words, Text: doc.Text},
	})
}

func (n *notebook) put(c candidate) {
	id := int32(len(n.all))
	n.all = append(n.all, c)
	seen := map[string]bool{}
	for _, term := range compare.Terms(c.source.Text) {
		if !seen[term] {
			seen[term] = true
			n.index[term] = append(n.index[term], id)
		}
	}
}

// nearest are the candidates that share most with the quotation, rare words
// counting most.
func (n *notebook) nearest(_ context.Context, quote string, _ speaker, limit int) ([]candidate, error) {
	scores := map[int32]float64{}
	terms := compare.Terms(quote)
	slices.Sort(terms)
	for _, term := range slices.Compact(terms) {
		ids := n.index[term]
		for _, id := range ids {
			scores[id] += 1 / float64(1+len(ids))
		}
	}
	ids := make([]int32, 0, len(scores))
	for id := range scores {
		ids = append(ids, id)
	}
	if len(ids) == 0 { // words of grammar only are in no index
		return n.holding(quote, limit), nil
	}
	slices.SortFunc(ids, func(a, b int32) int { return cmp.Or(cmp.Compare(scores[b], scores[a]), cmp.Compare(a, b)) })
	var out []candidate
	for _, id := range ids[:min(len(ids), limit)] {
		out = append(out, n.all[id])
	}
	return out, nil
}

// holding are the first candidates that hold a quotation word for word.
func (n *notebook) holding(quote string, limit int) []candidate {
	words := " " + strings.Join(compare.Folded(quote), " ") + " "
	var out []candidate
	for _, c := range n.all {
		if len(out) < limit && strings.Contains(" "+strings.Join(compare.Folded(c.source.Text), " ")+" ", words) {
			out = append(out, c)
		}
	}
	return out
}

// fullest: each document given is a source of its own.
func (n *notebook) fullest(context.Context, *candidate) (*candidate, error) { return nil, nil }

// cover adds the notebook to what was looked through.
func (n *notebook) cover(c *wire.CheckCoverage) {
	c.Documents += n.documents
	c.Publishers += len(n.publishers)
	if n.from != "" && (c.From == "" || quoth.Compare(n.from, quoth.When(c.From)) < 0) {
		c.From = string(n.from)
	}
	if n.to != "" && (c.To == "" || quoth.Compare(n.to, quoth.When(c.To)) > 0) {
		c.To = string(n.to)
	}
}

// foldedWords is a name's words, for looking it up in a draft's text.
func foldedWords(name string) string { return strings.Join(record.FoldName(name), " ") }
