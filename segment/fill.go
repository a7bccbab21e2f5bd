package segment

import "github.com/quoth-news/quoth"

// Version names the rules of this stage.
const Version = "segment@1"

// Fill completes the segments of s.Doc and finds tokens, marks and sentences.
// Parts of speech are left to the Tagger.
func Fill(s *quoth.Sheet) {
	s.Segments = Layout(s.Doc)
	s.Tokens, s.Sentences, s.Marks = s.Tokens[:0], s.Sentences[:0], s.Marks[:0]
	var begins []int32
	for k, segment := range s.Segments {
		if segment.Kind == quoth.Related || segment.Kind == quoth.Promo || segment.Repeat {
			continue
		}
		first, marks := int32(len(s.Tokens)), len(s.Marks)
		s.Tokens = tokenize(s.Tokens, s.Doc.Text, segment.Start, segment.End)
		if int32(len(s.Tokens)) == first {
			continue
		}
		begins = append(begins, first)
		pair(s, first)
		nest(s, marks, first)
		sentences(s, first, int32(k))
	}
	carry(s, begins)
}
