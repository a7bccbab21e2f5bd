package tables

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// erase removes the words of a correction's places for good: from the texts, from
// every reading ever made, and from the indexes. The correction stays as a marker
// and holds no words.
func (c *change) erase(correction int64) error {
	if err := c.tx.w.dialect.Erasing(c.tx.ctx, c.tx.w.conn); err != nil {
		return err
	}
	documents, err := c.tx.numbers(`SELECT DISTINCT document FROM correction_place WHERE correction = ?`, correction)
	if err != nil {
		return err
	}
	for _, d := range documents {
		if err := c.eraseIn(d, correction); err != nil {
			return err
		}
	}
	return nil
}

// eraseIn removes words from one document.
func (c *change) eraseIn(document, correction int64) error {
	v := c.tx.view()
	var id string
	if err := v.one(c.tx.ctx, `SELECT name FROM document WHERE id = ?`, []any{document}, &id); err != nil {
		return err
	}
	doc, _, err := v.storedDocument(c.tx.ctx, id)
	if err != nil {
		return err
	}
	spans, err := c.erasedSpans(document, len(doc.Text))
	if err != nil {
		return err
	}
	whole := len(spans) == 1 && spans[0].Len() == len(doc.Text)
	for _, s := range record.Elsewhere(doc.Text, spans) {
		err := c.tx.exec(`INSERT INTO correction_place (document, correction, start, stop, quotation, name_key) VALUES (?, ?, ?, ?, '', '') ON CONFLICT DO NOTHING`,
			document, correction, s.Start, s.End)
		if err != nil {
			return err
		}
		spans = append(spans, s)
	}
	words := doc.Text
	if err := c.removeFacts(document); err != nil {
		return err
	}
	if err := c.tx.pending.purge(c.tx.index); err != nil {
		return err
	}
	doc.Text = record.Blank(doc.Text, spans)
	forgetHead(doc, words, spans, whole)
	if err := c.rewriteReadings(document, spans, whole); err != nil {
		return err
	}
	if err := c.rewriteDocument(document, doc); err != nil {
		return err
	}
	reading, err := c.tx.view().activeReading(c.tx.ctx, document)
	if err != nil {
		return err
	}
	p, err := again(doc, reading)
	if err != nil {
		return err
	}
	return c.putAgain(document, p)
}

// forgetHead takes erased words out of a document's head.
func forgetHead(doc *quoth.Document, text string, spans []quoth.Span, whole bool) {
	holds := func(s string) bool {
		if whole {
			return true
		}
		for _, span := range spans {
			if words := record.Fold(span.Of(text)); words != "" && strings.Contains(record.Fold(s), words) {
				return true
			}
		}
		return false
	}
	if holds(doc.Title) {
		doc.Title = ""
	}
	if whole {
		doc.Authors = nil
	}
	for i := range doc.Given {
		if holds(doc.Given[i].Value) {
			doc.Given[i].Value = ""
		}
	}
}

func (c *change) rewriteDocument(row int64, doc *quoth.Document) error {
	given, err := packLayout(doc)
	if err != nil {
		return err
	}
	authors, err := json.Marshal(doc.Authors)
	if err != nil {
		return err
	}
	if err := c.tx.exec(`UPDATE document_text SET text = ?, layout = ? WHERE document = ?`, doc.Text, given, row); err != nil {
		return err
	}
	heading, _ := record.Heading(doc.Title)
	return c.tx.exec(`UPDATE document SET title = ?, heading = ?, authors = ? WHERE id = ?`, doc.Title, heading, string(authors), row)
}

// rewriteReadings takes the quotations with erased words out of every reading.
func (c *change) rewriteReadings(document int64, spans []quoth.Span, whole bool) error {
	bodies := map[int64][]byte{}
	err := c.tx.each(`SELECT id, body FROM reading WHERE document = ?`, []any{document}, func(rows *sql.Rows) error {
		var id int64
		var body []byte
		err := rows.Scan(&id, &body)
		bodies[id] = body
		return err
	})
	if err != nil {
		return err
	}
	for id, body := range bodies {
		reading, err := unpackReading(body)
		if err != nil {
			return err
		}
		reading = record.WithoutSpans(reading, spans)
		if whole {
			reading.Entities, reading.Quotations = nil, nil
		}
		plain, err := json.Marshal(reading)
		if err != nil {
			return err
		}
		if err := c.tx.exec(`UPDATE reading SET body = ? WHERE id = ?`, pack(plain), id); err != nil {
			return err
		}
	}
	return nil
}

// erasedSpans are the erased passages of a document; all of it where a correction
// erased the document.
func (c *change) erasedSpans(document int64, length int) (spans []quoth.Span, err error) {
	err = c.tx.each(erasedQuery, []any{document}, func(rows *sql.Rows) error {
		var s quoth.Span
		var target string
		err := rows.Scan(&s.Start, &s.End, &target)
		if strings.HasPrefix(target, "d:") {
			s = quoth.Span{Start: 0, End: length}
		}
		spans = append(spans, s)
		return err
	})
	return spans, err
}

const erasedQuery = `SELECT p.start, p.stop, c.target FROM correction_place p JOIN correction c ON c.id = p.correction
	WHERE p.document = ? AND c.kind = 'erase' ORDER BY p.start`

// withoutErased is a document and a reading of it without what was erased: the
// stored text, and the reading without the quotations of erased passages. Where
// nothing was, they come back as they are.
func (c *change) withoutErased(document int64, doc *quoth.Document, reading *quoth.Reading) (*quoth.Document, *quoth.Reading, error) {
	spans, err := c.erasedSpans(document, len(doc.Text))
	if err != nil || len(spans) == 0 {
		return doc, reading, err
	}
	stored, _, err := c.tx.view().storedDocument(c.tx.ctx, doc.ID)
	if err != nil {
		return nil, nil, err
	}
	reading = record.WithoutSpans(reading, spans)
	if len(spans) == 1 && spans[0].Len() == len(doc.Text) {
		reading.Entities, reading.Quotations = nil, nil
	}
	return stored, reading, nil
}

// erased are the spans erased in a document.
func (v *view) erased(ctx context.Context, id string) (spans []quoth.Span, err error) {
	err = v.each(ctx, `SELECT p.start, p.stop FROM correction_place p JOIN correction c ON c.id = p.correction JOIN document d ON d.id = p.document
		WHERE d.name = ? AND c.kind = 'erase'`, []any{id}, func(rows *sql.Rows) error {
		var s quoth.Span
		err := rows.Scan(&s.Start, &s.End)
		spans = append(spans, s)
		return err
	})
	return spans, err
}

// missing is the error for an identifier that names nothing: that it never did, or
// that what it named was erased.
func (v *view) missing(ctx context.Context, what, id string) error {
	var who, why, at string
	quotation := strings.Replace(id, "s:", "q:", 1)
	err := v.one(ctx, `SELECT c.who, c.why, substr(c.at, 1, 10) FROM correction c WHERE c.kind = 'erase'
		AND (c.target = ?1 OR c.id IN (SELECT correction FROM correction_place WHERE quotation = ?2 AND quotation <> ''))`, []any{id, quotation}, &who, &why, &at)
	if err == nil {
		return fmt.Errorf("%w: %s %s was erased on %s by %s: %s", quoth.ErrNotFound, what, id, at, who, why)
	}
	if err != sql.ErrNoRows {
		return err
	}
	return fmt.Errorf("%w: the record has no %s %s", quoth.ErrNotFound, what, id)
}

// forgetPages has the database forget what it may still keep of erased words.
func (s *Store) forgetPages(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.dialect.Erased(ctx, s.writer.conn)
}
