package corpus

import (
	"testing"

	"github.com/quoth-news/quoth"
)

// Of words with two sources either is right; where the annotator exchanged source and
// cue nothing is judged.
func TestSpeakerAsPrinted(t *testing.T) {
	const text = `"We won," Ana Ruiz said, according to the Echo. "We lost," said Tom Beale.`
	at := func(words string) quoth.Span {
		for i := range text {
			if len(text) >= i+len(words) && text[i:i+len(words)] == words {
				return quoth.Span{Start: i, End: i + len(words)}
			}
		}
		t.Fatalf("no %q", words)
		return quoth.Span{}
	}
	attribution := func(source, cue, content string, swapped bool) Attribution {
		return Attribution{Source: []quoth.Span{at(source)}, Cue: []quoth.Span{at(cue)}, Content: []quoth.Span{at(content)}, Quoted: true, Swapped: swapped}
	}
	article := PolArticle{Name: "a", Text: text, Attributions: []Attribution{
		attribution("Ana Ruiz", "said", `"We won,"`, false),
		attribution("the Echo", "according to", `"We won," Ana Ruiz said`, false),
		attribution("said", "Tom Beale", `"We lost,"`, true),
	}}
	for _, c := range []struct {
		words, speaker string
		of             int
		right          float64
	}{
		{"We won,", "Ana Ruiz", 1, 1}, {"We won,", "the Echo", 1, 1}, {"We won,", "Tom Beale", 1, 0}, {"We lost,", "Tom Beale", 0, 0},
	} {
		q := quoth.Quotation{Form: quoth.Direct, Parts: []quoth.Span{at(c.words)},
			Speaker: &quoth.Speaker{Mention: at(c.speaker), Confidence: 0.92, Rule: "attribute/near@1"}}
		score := ScorePolArticles([]PolArticle{article}, []Read{{Name: "a", Text: text, Reading: &quoth.Reading{Quotations: []quoth.Quotation{q}}}})
		of, right := 0, 0.0
		for _, bin := range score.Reliability["speaker as printed"] {
			of, right = of+bin.Of, right+bin.Right*float64(bin.Of)
		}
		if of != c.of || right != c.right {
			t.Errorf("%s by %s: %v of %d, want %v of %d", c.words, c.speaker, right, of, c.right, c.of)
		}
	}
}
