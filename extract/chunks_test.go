package extract

import (
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/segment"
)

// Every noun phrase of a sentence, from its first word on.
func TestChunks(t *testing.T) {
	tagger, err := segment.NewTagger()
	if err != nil {
		t.Fatal(err)
	}
	s := &quoth.Sheet{Doc: &quoth.Document{Text: "She told the Daily Ledger on Monday the tone of the long interview was “cold” in a very small room."}}
	segment.Fill(s)
	tagger.Tag(s)
	var r row
	r.fill(s)
	var got []string
	n := int32(len(r.units))
	for i := int32(0); i < n; {
		end := r.chunk(i, n)
		if end == i {
			i++
			continue
		}
		got = append(got, quoth.Span{Start: r.span(i).Start, End: r.span(end - 1).End}.Of(s.Doc.Text))
		i = end
	}
	want := "She|the Daily Ledger|Monday|the tone|the long interview|“cold”|a very small room"
	if g := strings.Join(got, "|"); g != want {
		t.Errorf("got %s, want %s", g, want)
	}
}
