package date

import "github.com/quoth-news/quoth"

// Fill finds the times of the sheet and says of each quotation when it was said,
// where the words that announce it tell.
func Fill(s *quoth.Sheet) {
	s.Times = Expressions(s)
	said(s)
}
