package date

import "github.com/quoth-news/quoth"

// Fill finds the expressions of time of the sheet.
func Fill(s *quoth.Sheet) { s.Times = Expressions(s) }
