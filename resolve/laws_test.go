package resolve

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/segment"
)

// checkLaws fails unless mentions and entities are sound.
func checkLaws(t *testing.T, s *quoth.Sheet) {
	t.Helper()
	text := s.Doc.Text
	for i := range s.Mentions {
		m := &s.Mentions[i]
		if err := m.Span.Check(text); err != nil || m.Empty() {
			t.Fatalf("mention %d: %v %v", i, m.Span, err)
		}
		if m.First > m.Head || m.Head >= m.Last || s.TokensSpan(m.First, m.Last) != m.Span {
			t.Fatalf("mention %d: tokens %d–%d, head %d, span %v", i, m.First, m.Last, m.Head, m.Span)
		}
		if m.Entity < quoth.None || int(m.Entity) >= len(s.Entities) || m.Confidence < 0 || m.Confidence > 1 {
			t.Fatalf("mention %d: entity %d of %d, confidence %v", i, m.Entity, len(s.Entities), m.Confidence)
		}
		if i > 0 && before(m, &s.Mentions[i-1]) {
			t.Fatalf("mention %d %v stands after %v", i, m.Span, s.Mentions[i-1].Span)
		}
	}
	for i := range s.Entities {
		e := &s.Entities[i]
		if e.Kind == "" || e.Name == "" {
			t.Fatalf("entity %d has no name or kind: %+v", i, e)
		}
		for j := range e.Mentions {
			if j > 0 && e.Mentions[j].Start < e.Mentions[j-1].Start {
				t.Fatalf("entity %s: mentions out of order", e.Name)
			}
		}
	}
}

func FuzzFill(f *testing.F) {
	for _, marked := range examples {
		text, _ := parseExpected(marked)
		f.Add(text)
	}
	f.Add("“”“” (WHO) @a @a , who said “he” \n\nMr. Mr. and and Jr. the -year-old\x00 Ångström’s of for the")
	tagger, err := segment.NewTagger()
	if err != nil {
		f.Fatal(err)
	}
	r, err := New()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s := &quoth.Sheet{Doc: &quoth.Document{Text: strings.ToValidUTF8(text, "?")}}
		segment.Fill(s)
		tagger.Tag(s)
		r.Fill(s)
		checkLaws(t, s)
	})
}

func TestLawsOnNews(t *testing.T) {
	r, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range news(t, 20) {
		r.Fill(s)
		checkLaws(t, s)
	}
}

// A resolver keeps nothing of one document for the next.
func TestSameEveryTime(t *testing.T) {
	r, err := New()
	if err != nil {
		t.Fatal(err)
	}
	text, _ := parseExpected(examples["family"])
	s := read(t, text)
	mentions, entities := s.Mentions, s.Entities
	other, _ := parseExpected(examples["company"])
	r.Fill(read(t, other))
	s.Mentions = nil
	r.Fill(s)
	if !reflect.DeepEqual(mentions, s.Mentions) || !reflect.DeepEqual(entities, s.Entities) {
		t.Errorf("read again, the same document gives other mentions or entities")
	}
}

// Pages of one name, of handles or of pronouns are read in time that grows with
// their length alone.
func TestLongPages(t *testing.T) {
	for name, unit := range map[string]string{
		"names": "Ana Smith met Bo Smith. ", "handles": "@abc%d wrote. ", "pronouns": "She said he told her. ", "capitals": "Aa Bb Cc Dd of the ",
		"roles": "the mayor of the mayor of ", "marks": "“Ana” said “he” said “",
	} {
		var text strings.Builder
		for i := 0; text.Len() < 400_000; i++ {
			text.WriteString(strings.ReplaceAll(unit, "%d", strings.Repeat("x", i%50)+string(rune('a'+i%26))))
		}
		begun := time.Now()
		s := read(t, text.String())
		checkLaws(t, s)
		if d := time.Since(begun); d > 20*time.Second {
			t.Errorf("%s: %v for 400 KB", name, d)
		}
	}
}
