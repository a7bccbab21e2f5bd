package attribute

import "github.com/quoth-news/quoth"

func (o *occasions) footing(q *quoth.Quotation) {}
func (o *occasions) about(q *quoth.Quotation)   {}
