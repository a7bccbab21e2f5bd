package attribute_test

import (
	"fmt"
	"sort"
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/attribute"
	"github.com/quoth-news/quoth/corpus"
	"github.com/quoth-news/quoth/date"
	"github.com/quoth-news/quoth/resolve"
	"github.com/quoth-news/quoth/segment"
)

// TestOccasionsOfMarkedArticles gives the stage the quotations as marked, so that
// what it adds is judged on its own: told, addressee, via, venue, said.
func TestOccasionsOfMarkedArticles(t *testing.T) {
	articles, err := corpus.LoadMarked("../corpus/marked")
	if err != nil {
		t.Fatal(err)
	}
	tagger, err := segment.NewTagger()
	if err != nil {
		t.Fatal(err)
	}
	resolver, err := resolve.New()
	if err != nil {
		t.Fatal(err)
	}
	ranker, err := attribute.NewRanker()
	if err != nil {
		t.Fatal(err)
	}
	fields := map[string]*[2]int{"told": {}, "addressee": {}, "via": {}, "venue": {}, "venue name": {}, "said": {}, "basis": {}, "act": {}, "about": {}}
	for i := range articles {
		m := &articles[i]
		s := &quoth.Sheet{Doc: &m.Doc}
		segment.Fill(s)
		tagger.Tag(s)
		resolver.Fill(s)
		given(s, m)
		ranker.Fill(s)
		date.Fill(s)
		attribute.FillOccasions(s)
		r := &quoth.Reading{Segments: s.Segments, Entities: s.Entities, Quotations: s.Quotations}
		for _, j := range corpus.Judge(m, r) {
			count := fields[j.Field]
			if count == nil {
				continue
			}
			count[1]++
			if j.Verdict == corpus.Right {
				count[0]++
				continue
			}
			t.Logf("%s %s: %s %s: want %q, got %q (%s)", j.Article, j.Item, j.Field, j.Verdict, j.Want, j.Got, j.Rule)
		}
	}
	var names []string
	for name := range fields {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		c := fields[name]
		line := fmt.Sprintf("%-10s %d of %d right", name, c[0], c[1])
		t.Log(line)
		floor := 90
		if name == "about" || name == "addressee" { // rest on whom resolve takes first names and pronouns for
			floor = 50
		}
		if 100*c[0] < floor*c[1] {
			t.Errorf("%s: want %d in a hundred", line, floor)
		}
	}
}

// given puts the marked quotations on the sheet, as the extract stage would.
func given(s *quoth.Sheet, m *corpus.Marked) {
	s.Quotations = nil
	for _, want := range m.Quotations {
		q := quoth.Quotation{Form: want.Forms[0], Act: found(want.Acts), Basis: quoth.UnknownBasis, Confidence: 1, Rule: "extract/cue@1"}
		for _, p := range want.Parts {
			q.Parts = append(q.Parts, unmarked(s.Doc.Text, p))
		}
		if len(want.Cues) > 0 {
			q.Cue = want.Cues[0]
		}
		if want.Speaker != nil && len(want.Speaker.Spans) > 0 {
			q.Speaker = &quoth.Speaker{Mention: want.Speaker.Spans[0], Entity: quoth.None, Confidence: 1, Rule: "attribute/source@1"}
		}
		for _, segment := range s.Segments {
			if segment.Kind == quoth.Post && segment.Words.Meets(q.Parts[0]) {
				q.Rule, q.Parts = "extract/post@1", []quoth.Span{segment.Words}
			}
		}
		s.Quotations = append(s.Quotations, q)
	}
}

// found is the act as the extract stage knows it: attitudes, and all else.
func found(acts []quoth.Act) quoth.Act {
	for _, a := range acts {
		if a == quoth.Attitude {
			return a
		}
	}
	return quoth.Stated
}

// unmarked is a part without the quotation marks and commas at its ends.
func unmarked(text string, p quoth.Span) quoth.Span {
	for _, mark := range []string{"“", "\"", "‘", "'"} {
		if p.Len() > 2*len(mark) && text[p.Start:p.Start+len(mark)] == mark {
			p.Start += len(mark)
			break
		}
	}
	for _, mark := range []string{"”", "\"", "’", "'"} {
		if p.Len() > 2*len(mark) && text[p.End-len(mark):p.End] == mark {
			p.End -= len(mark)
			break
		}
	}
	return p
}

// FuzzFillOccasions puts quotations, cues and speakers anywhere on any text: every
// span of what is filled must lie in the text, on characters, and not be empty.
func FuzzFillOccasions(f *testing.F) {
	for i, passage := range passages {
		f.Add(strings.NewReplacer("{", "", "}", "").Replace(passage), uint32(i*7919))
	}
	f.Add("In In in an interview with with on on told told told “told” ‘", uint32(3))
	tagger, err := segment.NewTagger()
	if err != nil {
		f.Fatal(err)
	}
	resolver, err := resolve.New()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string, seed uint32) {
		text = strings.ToValidUTF8(text, "?")
		if len(text) > 4096 {
			return
		}
		s := &quoth.Sheet{Doc: &quoth.Document{Text: text, Published: "2024-03-14", Publisher: "Harbour Gazette"}}
		segment.Fill(s)
		tagger.Tag(s)
		resolver.Fill(s)
		scatter(s, seed)
		date.Fill(s)
		attribute.FillOccasions(s)
		for i := range s.Quotations {
			q := &s.Quotations[i]
			for _, p := range []*quoth.Party{q.Told, q.Addressee, q.Via} {
				if p != nil {
					checkSpan(t, text, p.Span, p.Rule)
					if p.Name == "" {
						t.Errorf("a party without a name by %s", p.Rule)
					}
				}
			}
			if q.Venue != nil {
				checkSpan(t, text, q.Venue.Span, q.Venue.Rule)
			}
			if q.Said != nil {
				checkSpan(t, text, q.Said.Span, q.Said.Rule)
			}
			for _, a := range q.About {
				checkSpan(t, text, a.Span, "about")
			}
		}
	})
}

// TestEndlessSentences: a sentence without an end costs no more than its length.
func TestEndlessSentences(t *testing.T) {
	tagger, err := segment.NewTagger()
	if err != nil {
		t.Fatal(err)
	}
	for _, unit := range []string{"who ", "told the told ", "several ", "in the interview with ", "in 2010 ", "last last ", "“a ", "The The and ", "’s of the "} {
		text := strings.Repeat(unit, 400_000/len(unit))
		s := &quoth.Sheet{Doc: &quoth.Document{Text: text, Published: "2024-03-14"}}
		segment.Fill(s)
		tagger.Tag(s)
		scatter(s, 7)
		date.Fill(s)
		attribute.FillOccasions(s)
	}
}

func checkSpan(t *testing.T, text string, span quoth.Span, rule string) {
	t.Helper()
	if err := span.Check(text); err != nil || span.Empty() {
		t.Errorf("%s gives %v of %q: %v", rule, span, text, err)
	}
}

// scatter makes quotations of runs of tokens, with cues and speakers among the rest.
func scatter(s *quoth.Sheet, seed uint32) {
	n := uint32(len(s.Tokens))
	next := func() uint32 { seed = seed*1664525 + 1013904223; return seed >> 8 }
	for at := uint32(0); at+1 < n && len(s.Quotations) < 20; {
		from := at + next()%8
		to := from + 1 + next()%8
		if to > n {
			break
		}
		q := quoth.Quotation{Form: quoth.Direct, Act: quoth.Stated, Parts: []quoth.Span{s.TokensSpan(int32(from), int32(to))}}
		if next()%2 == 0 {
			q.Form = quoth.Indirect
		}
		if c := next() % n; next()%4 > 0 {
			q.Cue = s.TokensSpan(int32(c), int32(c)+1)
		}
		if len(s.Mentions) > 0 && next()%4 > 0 {
			m := s.Mentions[next()%uint32(len(s.Mentions))]
			q.Speaker = &quoth.Speaker{Mention: m.Span, Entity: int(m.Entity)}
		}
		s.Quotations = append(s.Quotations, q)
		at = to
	}
}

func BenchmarkFillOccasions(b *testing.B) {
	articles, err := corpus.LoadMarked("../corpus/marked")
	if err != nil {
		b.Fatal(err)
	}
	tagger, err := segment.NewTagger()
	if err != nil {
		b.Fatal(err)
	}
	resolver, err := resolve.New()
	if err != nil {
		b.Fatal(err)
	}
	var sheets []*quoth.Sheet
	words := 0
	for i := range articles {
		s := &quoth.Sheet{Doc: &articles[i].Doc}
		segment.Fill(s)
		tagger.Tag(s)
		resolver.Fill(s)
		given(s, &articles[i])
		date.Fill(s)
		sheets = append(sheets, s)
		words += len(s.Tokens)
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range sheets {
			attribute.FillOccasions(s)
		}
	}
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
