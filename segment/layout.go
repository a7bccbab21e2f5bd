package segment

import "github.com/quoth-news/quoth"

// Layout gives the segments of the document: the reader's, completed.
func Layout(doc *quoth.Document) []quoth.Segment {
	if len(doc.Segments) > 0 {
		return doc.Segments
	}
	var out []quoth.Segment
	start := 0
	for i := 0; i <= len(doc.Text); i++ {
		if i == len(doc.Text) || doc.Text[i] == '\n' {
			if i > start {
				out = append(out, quoth.Segment{Span: quoth.Span{Start: start, End: i}, Kind: quoth.Paragraph})
			}
			start = i + 1
		}
	}
	return out
}
