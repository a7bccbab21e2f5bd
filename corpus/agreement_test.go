package corpus

import (
	"math"
	"testing"

	"github.com/quoth-news/quoth"
)

// asReading is one annotator's marks as if an engine had found them.
func asReading(marked []Attribution) *quoth.Reading {
	r := &quoth.Reading{}
	for _, a := range marked {
		q := quoth.Quotation{Form: quoth.Indirect, Parts: a.Content}
		if a.Quoted {
			q.Form = quoth.Mixed
		}
		if len(a.Source) > 0 {
			q.Speaker = &quoth.Speaker{Mention: quoth.Span{Start: a.Source[0].Start, End: a.Source[0].End}, Entity: quoth.None}
		}
		r.Quotations = append(r.Quotations, q)
	}
	return r
}

// Two trained people agree on PolNeAR as far as is published beside the corpus:
// .971 of quoted speech found, .936 with the right speaker, .903 of characters.
// How the pairs were weighed there is not said, so these may be off a little.
func TestSecondAnnotator(t *testing.T) {
	dir := shared(t, "corpora", "polnear", "train")
	articles, err := LoadPolNeAR(dir)
	if err != nil {
		t.Fatal(err)
	}
	var gold []PolArticle
	var readings []Read
	for _, a := range articles {
		everyone := append([][]Attribution{a.Attributions}, a.Others...)
		for i := range everyone {
			for k := range everyone {
				if i == k {
					continue
				}
				pair := a
				pair.Name = a.Name + string(rune('a'+i)) + string(rune('a'+k))
				pair.Attributions = everyone[i]
				gold = append(gold, pair)
				readings = append(readings, Read{Name: pair.Name, Text: a.Text, Reading: asReading(everyone[k])})
			}
		}
	}
	s := ScorePolArticles(gold, readings)
	t.Logf("%d pairs: quoted F1 %v, exact %v, end to end %v, indirect F1 %v, characters F1 %v", len(gold), *s.Quoted.F1, *s.Quoted.ContentExact,
		*s.Quoted.EndToEnd, *s.Indirect.F1, *s.Chars.F1)
	for _, c := range []struct {
		name      string
		got, want float64
	}{{"quoted F1", *s.Quoted.F1, .971}, {"content exact", *s.Quoted.ContentExact, .874}, {"end to end", *s.Quoted.EndToEnd, .936}, {"characters F1", *s.Chars.F1, .903}} {
		if math.Abs(c.got-c.want) > .015 {
			t.Errorf("%s %.3f, published %.3f", c.name, c.got, c.want)
		}
	}
}
