package tables

import (
	"encoding/json"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// prepared is a document with its reading as the tables take it: all that can be
// worked out without the record, and so beside others and before anybody waits.
type prepared struct {
	record.Entry
	facts         *record.Facts
	rules         string
	authors       string
	layout        []byte
	reading       []byte
	quotationRows []quotationRow
}

// quotationRow is what a row of quotation holds of a fact in its own form.
type quotationRow struct {
	parts, prose []byte
	body         string
	words        []uint32
}

// prepare works out entries, as many at a time as there are processors.
func prepare(entries []record.Entry, noZeros bool) ([]*prepared, error) {
	all, errs := make([]*prepared, len(entries)), make([]error, len(entries))
	var workers sync.WaitGroup
	for w := range min(runtime.GOMAXPROCS(0), len(entries)) {
		workers.Go(func() {
			for i := w; i < len(entries); i += runtime.GOMAXPROCS(0) {
				all[i], errs[i] = prepareOne(entries[i], noZeros)
			}
		})
	}
	workers.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

func prepareOne(e record.Entry, noZeros bool) (*prepared, error) {
	if err := record.Check(e.Doc, e.Reading); err != nil {
		return nil, err
	}
	if noZeros && strings.Contains(e.Doc.Text, "\x00") {
		return nil, fmt.Errorf("%w: document %s has zero bytes in its text, which this database cannot keep", quoth.ErrUnsupported, e.Doc.ID)
	}
	p := &prepared{Entry: e, facts: record.FactsOf(e.Doc, e.Reading), rules: ruleList(e.Reading.Rules)}
	authors, err := json.Marshal(e.Doc.Authors)
	if err != nil {
		return nil, err
	}
	p.authors = string(authors)
	if p.layout, err = packLayout(e.Doc); err != nil {
		return nil, err
	}
	if p.reading, err = packReading(e.Reading); err != nil {
		return nil, err
	}
	for i := range p.facts.Quotations {
		row, err := rowOf(&p.facts.Quotations[i])
		if err != nil {
			return nil, err
		}
		p.quotationRows = append(p.quotationRows, row)
	}
	return p, nil
}

func rowOf(f *record.Fact) (quotationRow, error) {
	body, err := packQuotation(f.Quotation)
	return quotationRow{packSpans(f.Quotation.Parts), packHashes(f.Prose), body, record.Hashes(f.Folded)}, err
}

// again prepares what stands in the record already.
func again(doc *quoth.Document, reading *quoth.Reading) (*prepared, error) {
	return prepareOne(record.Entry{Doc: doc, Reading: reading}, false)
}

func packReading(reading *quoth.Reading) ([]byte, error) {
	kept := *reading
	kept.Quotations = slices.Clone(reading.Quotations)
	for i := range kept.Quotations {
		kept.Quotations[i].Sources = nil // notes from stage to stage, which answer for nothing
	}
	body, err := json.Marshal(&kept)
	return pack(body), err
}
