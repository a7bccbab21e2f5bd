package parquet

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
)

// A row whose offsets count bytes, as a careless program would write them, is
// refused, and so is one whose spans lie outside its text.
func TestOffsetsCountCodePoints(t *testing.T) {
	text := "Éva: “Nous rebâtirons.”"
	row := func(start, end int) *readingRow {
		return &readingRow{Document: documentRow{ID: "d:1", Text: text},
			Quotations: []quotationRow{{ID: "q:1", Parts: []spanRow{{int32(start), int32(end)}}, Text: "Nous rebâtirons."}}}
	}
	start := strings.Index(text, "Nous")
	for _, c := range []struct {
		start, end int
		right      bool
	}{{6, 22, true}, {start, len(text) - 3, false}, {6, 400, false}, {-1, 22, false}, {22, 6, false}} {
		var b bytes.Buffer
		w := newWriter[readingRow](&b, readingsSchema)
		if err := errors.Join(w.write(row(c.start, c.end), 1), w.to.Close()); err != nil {
			t.Fatal(err)
		}
		n := 0
		err := ReadReadings(bytes.NewReader(b.Bytes()), int64(b.Len()), func(doc *quoth.Document, reading *quoth.Reading) error {
			if n++; reading.Quotations[0].Text(doc.Text) != "Nous rebâtirons." {
				t.Errorf("the words came back as %q", reading.Quotations[0].Text(doc.Text))
			}
			return nil
		})
		if c.right != (err == nil && n == 1) || err != nil && !errors.Is(err, quoth.ErrInvalid) {
			t.Errorf("%d to %d: %d readings, %v", c.start, c.end, n, err)
		}
	}
}
