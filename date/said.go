package date

import "github.com/quoth-news/quoth"

func said(s *quoth.Sheet) {}
